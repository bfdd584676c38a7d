"""What the command says: plain lines, tables and progress on the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from studio.one_line import escaped, one_line

if TYPE_CHECKING:
    from studio.rendering import Listener

# A width of 0 says that nobody knows, and rich would show nothing.
_UNKNOWN = {name for name in ("COLUMNS", "LINES") if not os.environ.get(name, "").strip("0")}
_PLACE = {name: value for name, value in os.environ.items() if name not in _UNKNOWN}
out = Console(highlight=False, soft_wrap=True, markup=False, emoji=False, _environ=_PLACE)
err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False, _environ=_PLACE)


def tell(*messages: object) -> int:
    """A line for the user of each message; exit code 0."""
    for message in messages:
        out.print(escaped(str(message)))
    return 0


def complain(message: str, code: int) -> int:
    """One message on the error stream, and the exit code it goes with."""
    err.print(f"backreel: {one_line(message)}")
    return code


def note(*messages: str) -> None:
    """What the user may want to know and need not mend, a line each on the error stream."""
    for message in messages:
        err.print(f"note: {one_line(message)}")


class Bars:
    """A bar a chapter, in frames; where there is no terminal, a line when a chapter is done."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._tasks = progress, dict[str, TaskID]()

    def heard(self, chapter: str, done: int, of: int) -> None:
        if chapter not in self._tasks:
            self._tasks[chapter] = self._progress.add_task(chapter, total=of)
        self._progress.update(self._tasks[chapter], completed=done, total=max(of, done))


@contextmanager
def bars() -> Iterator[Listener]:
    """Show progress while films are made."""
    if not sys.stderr.isatty():
        yield Lines()
        return
    columns = (TextColumn("{task.description:>12}"), BarColumn(40), MofNCompleteColumn(), TextColumn("frames"), TimeRemainingColumn())
    with Progress(*columns, console=err) as progress:
        yield Bars(progress)


class Lines:
    """A line at every quarter of a chapter, for logs."""

    def __init__(self) -> None:
        self._said: dict[str, int] = {}

    def heard(self, chapter: str, done: int, of: int) -> None:
        quarter = min(4, 4 * done // max(of, 1))
        if quarter > self._said.get(chapter, 0):
            self._said[chapter] = quarter
            err.print(f"{chapter}: {25 * quarter} % of {of} frames")
