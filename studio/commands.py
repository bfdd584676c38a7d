"""What each command does, one function each: it returns the exit code."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import click
from rich.table import Column, Table

from engine import InputError, Lesson, run, write_trace
from engine import check as check_gradients
from engine.gradcheck import CheckTable, Kink
from studio import catalog, console, letters, manifest, owners, planning, programme, rendering, series
from studio.breakage import alone
from studio.fits import sifted
from studio.one_line import escaped, one_line
from studio.orders import Order
from studio.places import named
from studio.proof.defect import in_one_line
from studio.standing import Standing


def render(asked: Order, chapters: Sequence[str], in_series: bool, jobs: int | None, play: bool, standing: Standing | None = None) -> int:
    """Make films, join them when there are several, say where they are and what the audit found, and note that all stands."""
    began = time.monotonic()
    wanted, outcome = filmed(asked, chapters, in_series, jobs)
    if not outcome.made:
        return broken_said(outcome.broken)
    folder = wanted[0].folder.parent
    defects = films_said(folder, outcome)
    film = folder / next(iter(outcome.made)) / "film.mp4"
    if len(outcome.made) > 1:
        film = series.join(folder, wanted[0].work.with_name("series"), outcome.made)
        console.tell(_joined(film, outcome.made))
    console.tell(f"done in {time.monotonic() - began:.0f} s")
    broken = broken_said(outcome.broken)
    if standing is not None and not defects and not broken:
        _note(standing, wanted, film, outcome)
    if play and click.launch(str(film)):
        console.complain(f"no player was found to open {film}", 0)
    return 1 if defects else broken


def filmed(asked: Order, chapters: Sequence[str], in_series: bool, jobs: int | None) -> tuple[list[Order], rendering.Outcome]:
    """Make the films that are asked for and not there yet; the user hears which cannot be told."""
    wanted = _orders(asked, chapters, in_series)
    try:
        with console.bars() as listener:
            outcome = rendering.render(wanted, jobs or os.cpu_count() or 1, listener)
    finally:
        owners.note(*_place(wanted))
    _untold(wanted, outcome.made or outcome.broken, outcome.untold)
    return wanted, outcome


def films_said(folder: Path, outcome: rendering.Outcome) -> int:
    """Report each film; how many defects the audit found in all."""
    return sum(_said(folder, name, made, name in outcome.unchanged) for name, made in outcome.made.items())


def broken_said(messages: Mapping[str, str]) -> int:
    """Say which chapters broke, and how; exit code 1 where one did."""
    return max((console.complain(message, 1) for message in messages.values()), default=0)


def _note(standing: Standing, wanted: Sequence[Order], film: Path, outcome: rendering.Outcome) -> None:
    """Note a command that left nothing to mend: what it says the next time, and the files that then must be as they are."""
    several = len(outcome.made) > 1
    folder = film.parent if several else film.parent.parent
    lines = planning.grouped(wanted, outcome.untold)
    lines += [_film_line(folder, name, made, unchanged=True) for name, made in outcome.made.items()]
    lines += [_joined(film, outcome.made)] if several else []
    files = [path for name in outcome.made for path in (folder / name).iterdir()] + (list(folder.iterdir()) if several else [])
    left = {path for path in files if path.is_file() and path.name[0] != "."}
    due = {folder / name / file for name, made in outcome.made.items() for file in (manifest.NAME, *made["files"])}
    if {film, *due} <= left:  # else somebody cleans meanwhile, and an empty folder would be as it was
        standing.write([*map(escaped, lines), "done in 0 s"], left)


def _read(lesson: str) -> Lesson:
    """The lesson, once it is said how what its files hold was read."""
    found = catalog.lesson(lesson)
    console.note(*found.notes, *_patience(found))
    return found


def _patience(lesson: Lesson) -> list[str]:
    """A word before a training that will take long, with that of its twins."""
    seconds = sum(map(_seconds, (lesson, *lesson.twins)))
    steps = sum(each.training.steps for each in (lesson, *lesson.twins))
    return [f"{lesson.file}: training takes {steps} steps, which is {max(1, round(seconds / 60))} min or more"] if seconds > LONG else []


def _seconds(lesson: Lesson) -> float:
    """How long a training takes at least: 20 microseconds a layer and step, and the products of its batch."""
    batch, shapes = lesson.training.batch_size or 1, lesson.shapes
    parameters = sum(layer.parameters(shape) for layer, shape in zip(lesson.network.layers, shapes, strict=False))
    return lesson.training.steps * (2e-5 * (1 + len(lesson.network.layers)) + 6.0 * parameters * batch / 4e9)


def _wanted(asked: Order, chapters: Sequence[str], in_series: bool) -> list[Order]:
    """One order a chapter, once it is said how the lesson was read."""
    wanted = programme.orders(asked, chapters, in_series)
    if asked.lesson:
        _read(asked.lesson)
    return wanted


def _orders(asked: Order, chapters: Sequence[str], in_series: bool) -> list[Order]:
    """What to make, once lesson, chapters, voice and place are known to be right."""
    wanted = _wanted(asked, chapters, in_series)
    rendering.prepare(asked, wanted)
    owners.check(*_place(wanted))
    console.note(*letters.notes(catalog.lesson(wanted[0].lesson)))
    return wanted


def _place(wanted: Sequence[Order]) -> tuple[Path, str, Path]:
    """Where the films of a command go, and the lesson file whose they are: that of the folder's name, where it is among them."""
    home = wanted[0].home or wanted[0].lesson_name
    named = next((order for order in wanted if order.lesson_name == home), wanted[0])
    return wanted[0].out, wanted[0].group, catalog.lesson_path(named.lesson)


def _said(folder: Path, name: str, made: dict, unchanged: bool) -> int:
    """Report one film; how many defects the audit found in it."""
    console.tell(_film_line(folder, name, made, unchanged))
    defects = made["audit"]["defects"]
    for defect in defects:
        console.complain(defect, 1)
    return len(defects)


def _film_line(folder: Path, name: str, made: dict, unchanged: bool) -> str:
    defects = made["audit"]["defects"]
    verdict = f"{made['audit']['numbers']} numbers audited" if not defects else f"{len(defects)} wrong numbers"
    verdict += "; " + in_one_line(made["proof"])
    return f"{folder / name / 'film.mp4'}  {made['seconds']:.0f} s, {verdict}{', unchanged' if unchanged else ''}"


def _joined(film: Path, made: Mapping[str, dict]) -> str:
    return f"{film}  {len(made)} chapters, {sum(m['seconds'] for m in made.values()):.0f} s"


def trace(lesson: str, out: Path) -> int:
    """Run the lesson and write its trace."""
    write_trace(run(_read(lesson)), named(out))
    return console.tell(out)


LONG = 20.0  # seconds of training of which the user is told before
MOST_KINKS = 4  # named of those that a network stands on
MOST_ROWS = 40


def check(lesson: str) -> int:
    """A table of analytic and numeric gradients, the worst first; 1 when one is beyond tolerance."""
    table = check_gradients(_read(lesson))
    columns = (Column("parameter", no_wrap=True), "analytic", "central", "complex", "error", "")
    shown = Table(*columns, box=None, pad_edge=False, header_style="bold")
    rows = sorted(table.rows, key=lambda r: (r.ok, r.left is None, -r.central_error))
    for row in rows[:MOST_ROWS]:
        stepped = "" if row.complex_step is None else f"{row.complex_step:.6g}"
        verdict = "WRONG" if not row.ok else "ok" if row.left is None else "KINK"
        central = f"{row.central:.6g}" if row.left is None else f"{row.left:.4g} | {row.right:.4g}"
        shown.add_row(row.path, f"{row.analytic:.6g}", central, stepped, f"{row.central_error:.0e}", verdict)
    console.out.print(shown)
    if len(rows) > MOST_ROWS:
        console.tell(f"and {len(rows) - MOST_ROWS} more with smaller errors")
    wrong, kinked = sum(not row.ok for row in rows), len(table.unsettled)
    agree = f"{len(rows) - kinked} agree, {kinked} cannot" if kinked else "all agree"
    some = "" if len(rows) == table.parameters else f" of {table.parameters}, evenly spread"
    console.tell(f"{len(rows)} gradients{some}, worst relative error {table.worst:.1e}, " + (f"{wrong} wrong" if wrong else agree))
    if kinked:
        console.tell(at_kinks(table))
    return 0 if table.passed else 1


def _where(kink: Kink) -> str:
    """The neuron, or the place in a layer of another shape, counted from 1 as on screen."""
    if kink.of == "l1":
        return "of the penalty, since a weight is zero"
    if kink.l is None:
        return "as the loss"
    return f"of {'neuron' if len(kink.at) == 1 else 'place'} {', '.join(str(i + 1) for i in kink.at)} in layer {kink.l}"


def at_kinks(table: CheckTable) -> str:
    """Why some gradients cannot be agreed to, in one sentence."""
    places = [f"{k.of} {_where(k)}, example {k.example + 1}" for k in table.kinks[:MOST_KINKS]]
    more = f", and {len(table.kinks) - MOST_KINKS} more" if len(table.kinks) > MOST_KINKS else ""
    return (
        f"KINK: exactly at a kink: {'; '.join(places)}{more}. There L has one slope to the left and another to the right (left | right), "
        "so no gradient: the analytic value is the choice of the convention. Move a weight, a bias or an input a little."
    )


def proof(asked: Order, chapters: Sequence[str], in_series: bool, verbose: bool = False) -> int:
    """Walk the chapters without encoding them and list every defect."""
    broken: dict[str, str] = {}
    told = _fitting(asked, chapters, in_series, broken)
    from studio.proof import report

    code = report.report(told, broken, verbose)
    return max(code, broken_said(broken))


def storyboard(asked: Order, chapters: Sequence[str], in_series: bool) -> int:
    """Walk the chapters and draw one sheet each."""
    broken: dict[str, str] = {}
    told = _fitting(asked, chapters, in_series, broken)
    from studio import filming

    for order in told:
        with alone(order, broken):
            console.tell(filming.storyboard(order))
    return broken_said(broken)


def _fitting(asked: Order, chapters: Sequence[str], in_series: bool, broken: dict[str, str]) -> list[Order]:
    """The orders that can be filled; the user hears which cannot, and which break is noted."""
    wanted = _orders(asked, chapters, in_series)
    from studio import telling

    found = {}
    for order in wanted:
        with alone(order, broken):
            found[order] = telling.fit(order)
    told, untold = sifted(list(found.items()))
    _untold(wanted, told or broken, untold)
    return told


def plan(asked: Order, chapters: Sequence[str], in_series: bool, as_json: bool) -> int:
    """Say which films a lesson gets, how long they are, and why it does not get the others."""
    wanted = _wanted(asked, chapters, in_series)
    found = planning.plan(wanted)
    if as_json:
        click.echo(json.dumps(planning.table(wanted, found), indent=1, ensure_ascii=False))
    else:
        for line in planning.lines(wanted, found):
            console.tell(line)
    return broken_said(found.broken)


def _untold(wanted: Sequence[Order], told: Collection[object], reasons: Mapping[str, str]) -> None:
    """Say which chapters cannot be told on their lesson; none at all is a mistake."""
    for line in planning.grouped(wanted, reasons):
        console.tell(line)
    if not told:
        raise InputError(f"{catalog.lesson_path(wanted[0].lesson)}: no chapter can be told on this lesson")


def show_list() -> int:
    """The chapters and the lessons there are."""
    table = Table("chapter", "film", "lesson", "what the viewer can do afterwards", box=None, header_style="bold")
    for entry in catalog.chapters():
        table.add_row(entry.name, entry.title, entry.lesson or "any", entry.promise)
    console.out.print(table)
    console.tell("")
    lessons = Table("lesson", "", box=None, header_style="bold")
    for name in catalog.lessons():
        lessons.add_row(name, one_line(catalog.lesson(name).title))
    console.out.print(lessons)
    return 0
