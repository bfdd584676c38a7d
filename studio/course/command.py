"""`backreel batch` and `backreel plan COURSE.toml`."""

from __future__ import annotations

import os
import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from engine.errors import InputError
from studio import catalog, console, rendering
from studio.atomic import PRIVATE
from studio.course import cluster, local, report
from studio.course import store as stores
from studio.course.jobs import Planned, plan
from studio.course.making import Job, Outcome, Place
from studio.course.report import SAID
from studio.looks import look_of
from studio.orders import Order

STORE = "store"  # the folder of films beside courses' own, where none is named


def batch(path: Path, out: Path, store: str, count: int | None, only: str, workers: int | None, scheduler: str) -> int:
    """Have all of a course in the store, and say what became of each."""
    began = time.monotonic()
    planned = _planned(path, only)
    rendering.prepare(Order("", "", look_of("l"), planned.course.voice, out, langs=planned.course.languages))
    folder, place = _folder(path, out, store), store or str((out / STORE).absolute())
    stores.ready(place)
    for name, reason in planned.wrong.items():
        console.complain(f"{name}: {reason}", 2)
    with ExitStack() as stack:
        if workers:
            scheduler = stack.enter_context(cluster.workers_here(workers))
        screen = stack.enter_context(_screen(len(planned.jobs)))
        outcomes: dict[Job, Outcome] = {}
        for job, outcome in _made(planned, place, out, count, scheduler, screen):
            outcomes[job] = outcome
            screen.told(job, outcome)
    outcomes = {job: outcomes[job] for job in planned.jobs if job in outcomes}
    if "://" not in place:
        report.link(folder, outcomes, place)
    if not only:
        report.write(folder, planned, outcomes, place)
    where = folder if only else folder / "report.md"
    console.tell(f"{where}  {report.summary(list(outcomes.values()), len(planned.wrong))}")
    console.tell(f"done in {time.monotonic() - began:.0f} s")
    return _code(planned, list(outcomes.values()))


def _planned(path: Path, only: str = "") -> Planned:
    """The course planned; a terminal sees how far, since ten thousand variants take a while."""
    seen = console.err.is_terminal
    with Progress(TextColumn("planned {task.completed} variants"), console=console.err, transient=True, disable=not seen) as progress:
        task = progress.add_task("", total=None)
        return plan(path, only, lambda: progress.advance(task))


def _folder(path: Path, out: Path, store: str) -> Path:
    """Where a course's report and names go; InputError where its own name cannot name a folder, or names the store's."""
    name = catalog.folder_name(path)
    if not store and name.casefold() in (STORE, PRIVATE):
        raise InputError(f"{path}: found a course called as the folder of its films; allowed: any other name. Rename it, or give --store")
    return out / name


def _made(planned: Planned, store: str, out: Path, count: int | None, scheduler: str, screen: _Screen) -> Iterator[tuple[Job, Outcome]]:
    """On the machines of a scheduler, or in the processes of this one."""
    if scheduler:
        return cluster.make(planned.jobs, Place(store), scheduler)
    count = count or os.cpu_count() or 1
    return local.make(planned.jobs, Place(store, str(out / ".work" / "course"), count), count, screen.heard)


def _code(planned: Planned, outcomes: list[Outcome]) -> int:
    """1 where a film broke or has defects, else 2 where input is wrong, else 0."""
    if any(outcome.state == "broken" or outcome.defects for outcome in outcomes):
        return 1
    return 2 if planned.wrong or any(outcome.state == "wrong" for outcome in outcomes) else 0


class _Screen:
    """Says what became of each job: a bar on a terminal, a line each elsewhere."""

    def __init__(self, progress: Progress, count: int) -> None:
        self._progress, self._count, self._done = progress, count, 0
        self._task = progress.add_task("", total=count)

    def heard(self, label: str, done: int, of: int) -> None:
        """A film is so far, in frames."""
        self._progress.update(self._task, description=f"{label[:28]} {100 * done // max(of, 1):3} %")

    def told(self, job: Job, outcome: Outcome) -> None:
        """A job is done with."""
        self._done += 1
        self._progress.update(self._task, completed=self._done)
        if outcome.reason or self._progress.disable:
            reason = f": {outcome.reason}" if outcome.reason else ""
            console.note(f"{self._done} of {self._count}: {job.label}: {SAID[outcome.state]}{reason}")


@contextmanager
def _screen(count: int) -> Iterator[_Screen]:
    columns = (TextColumn("{task.description:>34}"), BarColumn(40), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console.err, disable=not sys.stderr.isatty()) as progress:
        yield _Screen(progress, count)


def commands(path: Path, out: Path, store: str) -> int:
    """One command a line for all of a course; a line that is carried out twice makes nothing twice."""
    planned = _planned(path)
    for name, reason in planned.wrong.items():
        console.complain(f"{name}: {reason}", 2)
    more = ["-o", str(out)] + (["--store", store] if store else [])
    for job in planned.jobs:
        click.echo(shlex.join(["backreel", "batch", _asked(path), "--only", job.label, *more]))
    if not planned.jobs and not planned.wrong:
        raise InputError(f"{path}: found no film; allowed: one at least. Name chapters that there are.")
    return 2 if planned.wrong else 0


def _asked(path: Path) -> str:
    """A path as a command takes it: a name that begins with a hyphen is no option."""
    return f"./{path}" if str(path).startswith("-") else str(path)
