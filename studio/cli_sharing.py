"""Commands that make of films what others work with, of one lesson the films of a class, of their words another language's."""

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


@click.command()
@click.argument("kind", type=click.Choice(["lecture", "editor", "youtube", "lms"]))
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
@click.option("--alpha", is_flag=True, help="Of the editor's pack: clips as ProRes 4444 on a transparent ground.")
@out_option
@plain_errors
def pack(kind: str, lesson: str | None, chapters: tuple[str, ...], series: bool, quality: str, fps: int | None, shape: str, theme: str,
         voice: str, langs: tuple[str, ...], jobs: int | None, master: bool, music: bool, describe: bool, alpha: bool,
         out: Path) -> int:  # fmt: skip
    """Make of LESSON's films what a lecturer, an editor, a channel or a learning system wants; films not there are rendered first."""
    if describe:
        from studio import describe as describing

        describing.check(langs)
    from studio.looks import look_of
    from studio.orders import Order
    from studio.packs import command

    look = look_of(quality, shape, theme, fps)
    asked = Order(lesson or "", "", look, voice, out, master=master, music=music, describe=describe, langs=langs)
    return command.pack(kind, asked, chapters, series, jobs, alpha)


@click.command()
@lesson_argument
@click.option("--seed", type=click.IntRange(0, 10**9), help="Other numbers, always the same for the same seed.")
@click.option("--class", "roll", type=click.Path(path_type=Path), metavar="CSV", help="A class list: other numbers for each name.")
@lang_option
@out_option
@plain_errors
def worksheet(lesson: str | None, seed: int | None, roll: Path | None, langs: tuple[str, ...], out: Path) -> int:
    """Set a worksheet of two pages on one step of LESSON's network, its answer key, and its questions for Moodle."""
    from engine import InputError
    from studio.worksheet import command

    if len(langs) > 1:
        raise InputError(f"--lang: found {','.join(langs)}; allowed: one language, that of the sheet. Make a sheet for each")
    return command.make(lesson or "", seed, roll, out, langs[0])


@click.command()
@click.argument("course", type=click.Path(path_type=Path))
@click.option("--only", default="", metavar="VARIANT[/NAME]", help="What this variant gets, or one film, pack or worksheet of it.")
@store_option
@click.option("-j", "jobs", type=click.IntRange(1), help="Processes on this machine; all cores by default.")
@click.option("--workers", type=click.IntRange(1, 1000), help="So many workers of Dask on this machine.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="The workers of a Dask scheduler, on any machines.")
@out_option
@plain_errors
def batch(course: Path, only: str, store: str, jobs: int | None, workers: int | None, scheduler: str, out: Path) -> int:
    """Make films, packs and worksheets of every variant of a COURSE, a TOML file, and keep them by what they are made of."""
    from studio.course import command

    return command.batch(course, out, store, jobs, only, workers, scheduler)


@click.command()
@click.argument("language", metavar="LANG")
@click.argument("films", nargs=-1, metavar="[FILM...]")
@click.option("--on", "lessons", multiple=True, metavar="LESSON", help="Walk the films on this lesson; may be given again.")
@click.option("--draft", is_flag=True, help="Write what is missing into the file, empty, under its English.")
@click.option("--seal", is_flag=True, help="Note that every line stands for the English of today.")
@plain_errors
def words(language: str, films: tuple[str, ...], lessons: tuple[str, ...], draft: bool, seal: bool) -> int:
    """Say what is missing, stale or broken of the films' words in a language (de, es ...); exit 1 where something is broken."""
    from studio.translating import command

    return command.words(language, films, lessons, draft, seal)
