"""The `backreel` command: parse, call one function, report. Exit 0 done, 1 a check failed or a render broke, 2 wrong input."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

lesson_argument = click.argument("lesson", required=False)
chapter_option = click.option("--chapter", "chapters", multiple=True, metavar="NAME", help="A chapter to tell; may be given again.")
series_option = click.option("--series", is_flag=True, help="Every chapter, in order: on LESSON, or on a lesson of its own.")
out_option = click.option("-o", "out", type=click.Path(path_type=Path), default=Path("renders"), show_default=True, help="Where films go.")
voice_option = click.option("--voice", default="hibari", show_default=True, metavar="hibari|silent|DIR", help="Who speaks.")
quality_option = click.option("-q", "quality", type=click.Choice(["l", "m", "h", "p", "k"]), default="h", show_default=True)
shape_option = click.option("--shape", type=click.Choice(["16:9", "9:16", "1:1"]), default="16:9", show_default=True)
theme_option = click.option("--theme", type=click.Choice(["dark", "light"]), default="dark", show_default=True)


def plain_errors(command: Callable[..., int | None]) -> Callable[..., None]:
    """One message instead of a traceback, and the exit code that says whose mistake it was."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            code = command(*args, **kwargs) or 0
        except KeyboardInterrupt:
            code = _complain("stopped; what is done is kept, the same command goes on from there", 130)
        except Exception as error:
            code = _complain(*_verdict(error))
        raise SystemExit(code)

    return run


def _verdict(error: Exception) -> tuple[str, int]:
    """The message and exit code of an error: 2 for what the user can mend, 1 for what broke."""
    from engine import InputError
    from studio.breakage import RenderError, logged

    if isinstance(error, InputError):
        return str(error), 2
    if isinstance(error, RenderError):
        return str(error), 1
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'}: {error.strerror or error}", 2
    return f"this should not have happened: {type(error).__name__}: {error} (details in {logged(error)})", 1


def _complain(message: str, code: int) -> int:
    from studio import console

    return console.complain(message, code)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="backreel")
def main() -> None:
    """Narrated films about backpropagation, every number computed and audited.

    LESSON is a TOML file or the name of a built-in lesson (`backreel list`); without it, a named chapter is told on the lesson that it
    carries, everything else on mazur.
    """


@main.command()
@lesson_argument
@chapter_option
@series_option
@quality_option
@click.option("--fps", type=click.IntRange(1, 120), help="Frames a second, instead of the quality's.")
@shape_option
@theme_option
@voice_option
@click.option("-j", "jobs", type=click.IntRange(1), help="Processes that draw at the same time; all cores by default.")
@click.option("--master", is_flag=True, help="Encode for publishing: slower, smaller, nearer to the drawing.")
@click.option("--music", is_flag=True, help="Lay a bed of music under the voice.")
@click.option("--renderer", type=click.Choice(["fast", "manim"]), default="fast", show_default=True, help="manim: plain, the reference.")
@out_option
@click.option("-p", "play", is_flag=True, help="Open the film when it is done.")
@plain_errors
def render(lesson: str | None, chapters: tuple[str, ...], series: bool, quality: str, fps: int | None, shape: str, theme: str,
           voice: str, jobs: int | None, master: bool, music: bool, renderer: str, out: Path, play: bool) -> int:  # fmt: skip
    """Make the films of LESSON: picture, voice, captions, audit."""
    from studio.standing import Standing

    standing = Standing(out, [lesson, chapters, series, quality, fps, shape, theme, voice, renderer, master, music], lesson or "", voice)
    if not play and (lines := standing.lines()):
        click.echo("\n".join(lines))
        return 0
    from studio import commands
    from studio.looks import look_of
    from studio.orders import Order

    asked = Order(lesson or "", "", look_of(quality, shape, theme, fps), voice, out, renderer, master, music=music)
    return commands.render(asked, chapters, series, jobs, play, standing)


@main.command()
@click.argument("kind", type=click.Choice(["lecture", "editor"]))
@lesson_argument
@chapter_option
@series_option
@quality_option
@click.option("--fps", type=click.IntRange(1, 120), help="Frames a second, instead of the quality's.")
@shape_option
@theme_option
@voice_option
@click.option("-j", "jobs", type=click.IntRange(1), help="Processes that draw at the same time; all cores by default.")
@click.option("--master", is_flag=True, help="Encode for publishing: slower, smaller, nearer to the drawing.")
@click.option("--music", is_flag=True, help="Lay a bed of music under the voice.")
@click.option("--alpha", is_flag=True, help="Of the editor's pack: clips as ProRes 4444 on a transparent ground.")
@out_option
@plain_errors
def pack(kind: str, lesson: str | None, chapters: tuple[str, ...], series: bool, quality: str, fps: int | None, shape: str, theme: str,
         voice: str, jobs: int | None, master: bool, music: bool, alpha: bool, out: Path) -> int:  # fmt: skip
    """Make of LESSON's films what a lecturer, an editor or a channel wants; films that are not there are rendered first."""
    from studio.looks import look_of
    from studio.orders import Order
    from studio.packs import command

    asked = Order(lesson or "", "", look_of(quality, shape, theme, fps), voice, out, master=master, music=music)
    return command.pack(kind, asked, chapters, series, jobs, alpha)


@main.command()
@click.argument("lesson")
@click.option("-o", "out", type=click.Path(path_type=Path), required=True, help="The JSON file to write.")
@plain_errors
def trace(lesson: str, out: Path) -> int:
    """Write every value of LESSON's recorded steps as JSON."""
    from studio import commands

    return commands.trace(lesson, out)


@main.command()
@click.argument("lesson")
@plain_errors
def check(lesson: str) -> int:
    """Compare LESSON's gradients with finite differences; exit 1 beyond tolerance."""
    from studio import commands

    return commands.check(lesson)


@main.command()
@lesson_argument
@chapter_option
@series_option
@shape_option
@theme_option
@voice_option
@out_option
@click.option("-v", "--verbose", is_flag=True, help="Also list the equations that could not be worked out, and how each film is composed.")
@plain_errors
def proof(lesson: str | None, chapters: tuple[str, ...], series: bool, shape: str, theme: str, voice: str, out: Path, verbose: bool) -> int:
    """Proofread LESSON's chapters without encoding them: numbers, maths, places, colours, time, speech, sound. Exit 1 with defects."""
    from studio import commands
    from studio.looks import look_of
    from studio.orders import Order

    return commands.proof(Order(lesson or "", "", look_of("l", shape, theme), voice, out), chapters, series, verbose)


@main.command()
@lesson_argument
@chapter_option
@series_option
@shape_option
@theme_option
@voice_option
@out_option
@plain_errors
def storyboard(lesson: str | None, chapters: tuple[str, ...], series: bool, shape: str, theme: str, voice: str, out: Path) -> int:
    """Draw one sheet a chapter: a frame per beat with its time and words."""
    from studio import commands
    from studio.looks import look_of
    from studio.orders import Order

    return commands.storyboard(Order(lesson or "", "", look_of("l", shape, theme), voice, out), chapters, series)


@main.command()
@lesson_argument
@chapter_option
@series_option
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@plain_errors
def plan(lesson: str | None, chapters: tuple[str, ...], series: bool, as_json: bool) -> int:
    """Say which films LESSON gets, in which order and how long, and in a line each why not the others. Draws nothing."""
    from studio import commands
    from studio.looks import look_of
    from studio.orders import Order

    return commands.plan(Order(lesson or "", "", look_of("l"), "silent"), chapters, series, as_json)


@main.command()
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


@main.command()
@lesson_argument
@click.option("--chapter", default="", metavar="NAME", help="The chapter to watch; without it, the first of LESSON.")
@click.option("-q", "quality", type=click.Choice(["l", "m", "h"]), default="l", show_default=True)
@shape_option
@theme_option
@click.option("--voice", default="hibari", show_default=True, metavar="hibari|silent|DIR", help="Who speaks.")
@click.option("-j", "jobs", type=click.IntRange(1), help="Beats that are drawn at the same time; all cores by default.")
@click.option("--port", type=click.IntRange(1024, 65535), help="The port, instead of 8421 or one that is free.")
@click.option("--no-open", "show", is_flag=True, flag_value=False, default=True, help="Do not open a browser.")
@out_option
@plain_errors
def watch(lesson: str | None, chapter: str, quality: str, shape: str, theme: str, voice: str, jobs: int | None, port: int | None,
          show: bool, out: Path) -> int:  # fmt: skip
    """Show a film on a page while it is written: what is saved is drawn at once."""
    from studio import programme
    from studio.looks import look_of
    from studio.orders import Order
    from studio.watch import command

    asked = Order(lesson or "", "", look_of(quality, shape, theme), voice, out)
    return command.watch(programme.orders(asked, [chapter] if chapter else [])[0], port, show, jobs)


@main.command(name="list")
@plain_errors
def list_() -> int:
    """Show the chapters and the built-in lessons."""
    from studio import commands

    return commands.show_list()


@main.group()
def new() -> None:
    """Begin a chapter or a lesson from a working example."""


@new.command("chapter")
@click.argument("name")
@plain_errors
def new_chapter(name: str) -> int:
    """Begin the room scenes/films/NAME."""
    from studio import beginnings, console

    return console.tell(*beginnings.chapter(name).splitlines())


@new.command("lesson")
@click.argument("name")
@plain_errors
def new_lesson(name: str) -> int:
    """Begin NAME.toml in this folder."""
    from studio import beginnings, console

    return console.tell(*beginnings.lesson(name).splitlines())


@main.command()
@plain_errors
def doctor() -> int:
    """Check that everything a render needs is here."""
    from studio import doctor

    return doctor.report()
