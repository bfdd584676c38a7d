"""The `backreel` command: parse, call one function, report. Exit 0 done, 1 a check failed or a render broke, 2 wrong input."""

from __future__ import annotations

from pathlib import Path

import click

from studio.cli_options import (
    chapter_option,
    describe_option,
    fps_option,
    jobs_option,
    lang_option,
    lesson_argument,
    master_option,
    music_option,
    out_option,
    plain_errors,
    quality_option,
    series_option,
    shape_option,
    store_option,
    theme_option,
    voice_option,
)
from studio.cli_pages import explore, record, watch
from studio.cli_sharing import batch, pack, words, worksheet


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
@fps_option
@shape_option
@theme_option
@voice_option
@lang_option
@jobs_option
@master_option
@music_option
@describe_option
@click.option("--renderer", type=click.Choice(["fast", "manim"]), default="fast", show_default=True, help="manim: plain, the reference.")
@click.option("--gif", metavar="BEAT", help="This beat of one film as a GIF, for a post.")
@click.option("--webm", metavar="BEAT", help="This beat as WebM, with sound.")
@click.option("--alpha", metavar="BEAT", help="This beat on a transparent ground, ProRes 4444.")
@out_option
@click.option("-p", "play", is_flag=True, help="Open the film when it is done.")
@plain_errors
def render(lesson: str | None, chapters: tuple[str, ...], series: bool, quality: str, fps: int | None, shape: str, theme: str,
           voice: str, langs: tuple[str, ...], jobs: int | None, master: bool, music: bool, describe: bool, renderer: str,
           gif: str | None, webm: str | None, alpha: str | None, out: Path, play: bool) -> int:  # fmt: skip
    """Make the films of LESSON: picture, voice, captions, audit."""
    from studio.standing import Standing

    if describe:
        from studio import describe as describing

        describing.check(langs)
    picture = [quality, shape, theme, fps]
    asks = [lesson, chapters, series, *picture, voice, renderer, master, music, describe, langs]
    standing = Standing(out, asks, lesson or "", voice)
    beats = {kind: name for kind, name in (("gif", gif), ("webm", webm), ("alpha", alpha)) if name is not None}
    if not play and not beats and (lines := standing.lines()):
        click.echo("\n".join(lines))
        return 0
    from studio import commands
    from studio.looks import look_of
    from studio.orders import Order

    look = look_of(quality, shape, theme, fps)
    asked = Order(lesson or "", "", look, voice, out, renderer, master, music=music, describe=describe, langs=langs)
    if beats:
        from studio.packs import post

        return post.posts(asked, chapters, series, jobs, beats)
    return commands.render(asked, chapters, series, jobs, play, standing)


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
@lang_option
@out_option
@click.option("-v", "--verbose", is_flag=True, help="Also list the equations that could not be worked out, and how each film is composed.")
@plain_errors
def proof(lesson: str | None, chapters: tuple[str, ...], series: bool, shape: str, theme: str, voice: str,
          langs: tuple[str, ...], out: Path, verbose: bool) -> int:  # fmt: skip
    """Proofread LESSON's chapters without encoding them: numbers, maths, places, colours, time, speech, sound. Exit 1 with defects."""
    from studio import commands
    from studio.looks import look_of
    from studio.orders import Order

    return commands.proof(Order(lesson or "", "", look_of("l", shape, theme), voice, out, langs=langs), chapters, series, verbose)


@main.command()
@lesson_argument
@chapter_option
@series_option
@shape_option
@theme_option
@voice_option
@lang_option
@out_option
@plain_errors
def storyboard(lesson: str | None, chapters: tuple[str, ...], series: bool, shape: str, theme: str, voice: str,
               langs: tuple[str, ...], out: Path) -> int:  # fmt: skip
    """Draw one sheet a chapter: a frame per beat with its time and words."""
    from studio import commands
    from studio.looks import look_of
    from studio.orders import Order

    return commands.storyboard(Order(lesson or "", "", look_of("l", shape, theme), voice, out, langs=langs), chapters, series)


@main.command()
@lesson_argument
@chapter_option
@series_option
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@lang_option
@store_option
@out_option
@plain_errors
def plan(lesson: str | None, chapters: tuple[str, ...], series: bool, as_json: bool, langs: tuple[str, ...], store: str, out: Path) -> int:
    """Say which films LESSON gets, in which order and how long, and in a line each why not the others. Draws nothing.

    Of a course, it writes a command a line for each film, for `xargs -P`, make on a shared disk, or the jobs of a cluster.
    """
    from studio.course.spec import is_course

    if lesson and is_course(Path(lesson)):
        from studio.course import command

        return command.commands(Path(lesson), out, store)
    from studio import commands
    from studio.looks import look_of
    from studio.orders import Order

    return commands.plan(Order(lesson or "", "", look_of("l"), "silent", langs=langs), chapters, series, as_json)


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


for command in (explore, watch, record, pack, worksheet, batch, words):
    main.add_command(command)
