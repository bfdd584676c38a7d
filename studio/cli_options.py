"""What commands have in common: their options, and one message in place of a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

lesson_argument = click.argument("lesson", required=False)
chapter_option = click.option("--chapter", "chapters", multiple=True, metavar="NAME", help="A chapter to tell; may be given again.")
series_option = click.option("--series", is_flag=True, help="Every chapter, in order: on LESSON, or on a lesson of its own.")
out_option = click.option("-o", "out", type=click.Path(path_type=Path), default=Path("renders"), show_default=True, help="Where films go.")
voice_option = click.option("--voice", default="auto", show_default=True, metavar="NAME|DIR", help="Who speaks; auto: the language's own.")


def _codes(context: click.Context, option: click.Parameter, given: str) -> tuple[str, ...]:
    """The languages of `--lang en,de`, each once."""
    return tuple(dict.fromkeys(code.strip() for code in given.split(",")))


lang_option = click.option("--lang", "langs", default="en", show_default=True, metavar="CODE", callback=_codes,
                           help="Of words and voice: de, es, fr ...; several, en,de, are tracks over one picture.")  # fmt: skip
quality_option = click.option("-q", "quality", type=click.Choice(["l", "m", "h", "p", "k"]), default="h", show_default=True)
shape_option = click.option("--shape", type=click.Choice(["16:9", "9:16", "1:1"]), default="16:9", show_default=True)
theme_option = click.option("--theme", type=click.Choice(["dark", "light"]), default="dark", show_default=True)

fps_option = click.option("--fps", type=click.IntRange(1, 120), help="Frames a second, instead of the quality's.")
jobs_option = click.option("-j", "jobs", type=click.IntRange(1), help="Processes that draw at the same time; all cores by default.")
master_option = click.option("--master", is_flag=True, help="Encode for publishing: slower, smaller, nearer to the drawing.")
music_option = click.option("--music", is_flag=True, help="Lay a bed of music under the voice.")
describe_option = click.option("--describe", is_flag=True, help="Also for those who do not see: descriptions from the scene.")
store_option = click.option("--store", default="", metavar="DIR|URL", help="Where a course's films are kept, instead of the folder of -o.")


STARVED = ("failed to map segment", "annot allocate memory")  # of a library that finds no room


def plain_errors(command: Callable[..., int | None]) -> Callable[..., None]:
    """One message instead of a traceback, and the exit code that says whose mistake it was."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            code = command(*args, **kwargs) or 0
        except KeyboardInterrupt:
            code = _complain("stopped; what is done is kept, the same command goes on from there", 130)
        except BrokenPipeError:  # who read along has left: `| head`
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115 (what is left unsaid must not fail at the end)
            code = 1
        except Exception as error:
            code = _told(error)
        raise SystemExit(code)

    return run


def _told(error: Exception) -> int:
    """Say what happened; the exit code. With too little memory not even what says it may be loaded."""
    try:
        return _complain(*_verdict(error))
    except (ImportError, MemoryError) as starved:
        if isinstance(starved, ImportError) and not any(said in str(starved) for said in STARVED):
            raise
        os.write(2, b"backreel: memory: found too little to begin with; allowed: about 400 MB for a process. Raise the limit (ulimit -v)\n")
        return 2


def _verdict(error: Exception) -> tuple[str, int]:
    """The message and exit code of an error: 2 for what the user can mend, 1 for what broke."""
    from engine import InputError
    from studio.breakage import TOO_LITTLE, RenderError, logged

    if isinstance(error, InputError):
        return str(error), 2
    if isinstance(error, RenderError):
        return str(error), 1
    if _homeless():
        return "the working folder is gone; go to one that there is, and say it again", 2
    if isinstance(error, OSError):
        return f"{error.filename or 'what is said, or a file'}: {error.strerror or error}", 2
    if isinstance(error, MemoryError):
        return TOO_LITTLE, 2
    return f"this should not have happened: {type(error).__name__}: {error} (details in {logged(error)})", 1


def _homeless() -> bool:
    """Whether the folder that all names count from was removed."""
    try:
        os.getcwd()
    except OSError:
        return True
    return False


def _complain(message: str, code: int) -> int:
    from studio import console

    return console.complain(message, code)
