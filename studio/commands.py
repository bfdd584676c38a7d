"""What each command does, one function each: it returns the exit code."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import click
from rich.table import Table

from engine import InputError, run, write_trace
from engine import check as check_gradients
from studio import catalog, console, rendering, series
from studio.looks import Look
from studio.orders import Order


def render(lesson: str, chapters: Sequence[str], look: Look, voice: str, jobs: int | None, out: Path, play: bool) -> int:
    """Make films, join them when there are several, and say where they are and what the audit found."""
    began = time.monotonic()
    asked = Order(lesson, "", look, voice, out)
    wanted = rendering.orders(asked, chapters)
    rendering.prepare(asked)
    with console.bars() as listener:
        outcome = rendering.render(wanted, jobs or os.cpu_count() or 1, listener)
    for name, reason in outcome.untold.items():
        console.tell(f"{name}: not told on this lesson, {reason}")
    if not outcome.made:
        raise InputError(f"{catalog.lesson_path(lesson)}: no chapter can be told on this lesson")
    folder = out / asked.lesson_name
    defects = sum(_said(folder, name, made, name in outcome.unchanged) for name, made in outcome.made.items())
    film = folder / next(iter(outcome.made)) / "film.mp4"
    if len(outcome.made) > 1:
        film = series.join(folder, catalog.lesson(lesson).title, outcome.made)
        console.tell(f"{film}  {len(outcome.made)} chapters, {sum(m['seconds'] for m in outcome.made.values()):.0f} s")
    console.tell(f"done in {time.monotonic() - began:.0f} s")
    if play:
        click.launch(str(film))
    return 1 if defects else 0


def _said(folder: Path, name: str, made: dict, unchanged: bool) -> int:
    """Report one film; how many defects the audit found in it."""
    defects = made["audit"]["defects"]
    verdict = f"{made['audit']['numbers']} numbers audited" if not defects else f"{len(defects)} wrong numbers"
    console.tell(f"{folder / name / 'film.mp4'}  {made['seconds']:.0f} s, {verdict}{', unchanged' if unchanged else ''}")
    for defect in defects:
        console.complain(defect, 1)
    return len(defects)


def trace(lesson: str, out: Path) -> int:
    """Run the lesson and write its trace."""
    if not out.parent.is_dir():
        raise InputError(f"{out}: there is no folder {out.parent}; make it, or name another file")
    write_trace(run(catalog.lesson(lesson)), out)
    return console.tell(out)


MOST_ROWS = 40


def check(lesson: str) -> int:
    """A table of analytic and numeric gradients, the worst first; 1 when one is beyond tolerance."""
    table = check_gradients(catalog.lesson(lesson))
    shown = Table("parameter", "analytic", "central difference", "complex step", "relative error", "")
    rows = sorted(table.rows, key=lambda r: (r.ok, -r.central_error))
    for row in rows[:MOST_ROWS]:
        stepped = "" if row.complex_step is None else f"{row.complex_step:.10g}"
        shown.add_row(
            row.path, f"{row.analytic:.10g}", f"{row.central:.10g}", stepped, f"{row.central_error:.1e}", "ok" if row.ok else "WRONG"
        )
    console.out.print(shown)
    if len(rows) > MOST_ROWS:
        console.tell(f"and {len(rows) - MOST_ROWS} more with smaller errors")
    wrong = sum(not row.ok for row in rows)
    console.tell(f"{len(rows)} gradients, worst relative error {table.worst:.1e}, " + (f"{wrong} wrong" if wrong else "all agree"))
    return 0 if table.passed else 1


def proof(lesson: str, chapters: Sequence[str], look: Look, voice: str, out: Path) -> int:
    """Walk the chapters without drawing them and list every defect."""
    from studio import proofreading

    asked = Order(lesson, "", look, voice, out)
    wanted = rendering.orders(asked, chapters)
    rendering.prepare(asked)
    found = {o.chapter: proofreading.read(o) for o in wanted if _told(o)}
    for chapter, defects in found.items():
        for defect in defects:
            console.complain(f"{chapter}: {defect}", 1)
        console.tell(f"{chapter}: {len(defects)} defects" if defects else f"{chapter}: nothing found")
    return 1 if any(found.values()) else 0


def storyboard(lesson: str, chapters: Sequence[str], look: Look, voice: str, out: Path) -> int:
    """Walk the chapters and draw one sheet each."""
    from studio import filming

    asked = Order(lesson, "", look, voice, out)
    wanted = rendering.orders(asked, chapters)
    rendering.prepare(asked)
    for order in wanted:
        if _told(order):
            with rendering.plainly(order):
                console.tell(filming.storyboard(order))
    return 0


def _told(order: Order) -> bool:
    """Whether the chapter fits the lesson; one that was asked for by name is tried in any case, and says why not."""
    from studio import filming

    reason = filming.unfit(order)
    if reason and not order.picked:
        console.tell(f"{order.chapter}: not told on this lesson, {reason}")
    return order.picked or not reason


def show_list() -> int:
    """The chapters and the lessons there are."""
    table = Table("chapter", "film", "what the viewer can do afterwards", box=None, header_style="bold")
    for entry in catalog.chapters():
        table.add_row(entry.name, entry.title, entry.promise)
    console.out.print(table)
    console.tell("")
    lessons = Table("lesson", "", box=None, header_style="bold")
    for name in catalog.lessons():
        lessons.add_row(name, catalog.lesson(name).title)
    console.out.print(lessons)
    return 0
