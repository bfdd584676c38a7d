"""Commands that open a page of this machine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from studio.cli_options import lang_option, lesson_argument, out_option, plain_errors, shape_option, theme_option, voice_option


@click.command()
@lesson_argument
@click.option("--film", default="", metavar="NAME", help="Open at a moment of this film, which was rendered to the folder of -o.")
@click.option("--at", "beat", metavar="BEAT", help="The beat of the film; without it, its first.")
@click.option("--static", type=click.Path(path_type=Path), metavar="FILE", help="Write the page as one HTML file that needs no server.")
@click.option("--port", type=click.IntRange(1024, 65535), help="The port, instead of 8421 or one that is free.")
@click.option("--no-open", "show", is_flag=True, flag_value=False, default=True, help="Do not open a browser.")
@out_option
@plain_errors
def explore(lesson: str | None, film: str, beat: str | None, static: Path | None, port: int | None, show: bool, out: Path) -> int:
    """Open a page on which LESSON can be changed, and what follows is seen at once."""
    from studio.explorer import command

    return command.explore(lesson or "", film, beat, static, port, show, out)


@click.command()
@lesson_argument
@click.option("--chapter", default="", metavar="NAME", help="The chapter to watch; without it, the first of LESSON.")
@click.option("-q", "quality", type=click.Choice(["l", "m", "h"]), default="l", show_default=True)
@shape_option
@theme_option
@voice_option
@lang_option
@click.option("-j", "jobs", type=click.IntRange(1), help="Beats that are drawn at the same time; all cores by default.")
@click.option("--port", type=click.IntRange(1024, 65535), help="The port, instead of 8421 or one that is free.")
@click.option("--no-open", "show", is_flag=True, flag_value=False, default=True, help="Do not open a browser.")
@out_option
@plain_errors
def watch(lesson: str | None, chapter: str, quality: str, shape: str, theme: str, voice: str, langs: tuple[str, ...],
          jobs: int | None, port: int | None, show: bool, out: Path) -> int:  # fmt: skip
    """Show a film on a page while it is written: what is saved is drawn at once."""
    from studio import programme
    from studio.looks import look_of
    from studio.orders import Order
    from studio.watch import command

    asked = Order(lesson or "", "", look_of(quality, shape, theme), voice, out, langs=langs)
    return command.watch(programme.orders(asked, [chapter] if chapter else [])[0], port, show, jobs)


@click.command()
@lesson_argument
@click.option("--chapter", default="", metavar="NAME", help="The chapter to record; without it, the first of LESSON.")
@click.option("--to", "folder", type=click.Path(path_type=Path), default=Path("recordings"), show_default=True, metavar="DIR",
              help="Where takes go, in a folder for each chapter.")  # fmt: skip
@click.option("--port", type=click.IntRange(1024, 65535), help="The port, instead of 8421 or one that is free.")
@click.option("--no-open", "show", is_flag=True, flag_value=False, default=True, help="Do not open a browser.")
@out_option
@plain_errors
def record(lesson: str | None, chapter: str, folder: Path, port: int | None, show: bool, out: Path) -> int:
    """Record your own voice for a film, beat by beat, on a page; `render --voice DIR` takes it."""
    from studio import programme
    from studio.looks import look_of
    from studio.orders import Order
    from studio.recorder import command

    asked = Order(lesson or "", "", look_of("l", "16:9", "dark"), "silent", out)
    return command.record(replace(programme.orders(asked, [chapter] if chapter else [])[0], picked=True), folder, port, show)
