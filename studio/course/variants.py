"""A course's variants: the base lesson with what a row or a seed changes in it."""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.csv_table import CELL, Table, listed, number, read_table
from engine.errors import InputError, nearest, shown, wrong
from engine.lesson import Lesson, NetworkSpec
from engine.lesson_file import make_lesson
from engine.toml_file import read_toml
from studio import catalog
from studio.course.spec import MOST, Course

NAMES = ("name", "student", "variant")  # what a column of names is called where the course does not say
SEED = "network.init.seed"
SHORT = {"seed": SEED, "rate": "training.learning_rate", "steps": "training.steps"}  # what a column may be called instead
DEEPEST, LONGEST = 16, 300  # tables in one another that a column sets, characters of its name
_STEP = re.compile(r"([A-Za-z_]\w*)((?:\[\d{1,6}\])*)", re.ASCII)


@dataclass(frozen=True)
class Variant:
    """A lesson of the course: its name as a folder's and as people write it, and the tables of its file."""

    name: str
    shown: str
    table: dict[str, Any]


@dataclass(frozen=True)
class Base:
    """The lesson that variants change: its tables, and the folder that its files count from."""

    table: dict[str, Any]
    folder: Path


def base_of(path: Path, course: Course) -> Base:
    """The course's lesson, beside the course's file or built in; it must be right before a variant of it can be."""
    beside = path.parent / course.lesson
    try:
        found = beside if beside.suffix == ".toml" and beside.is_file() else catalog.lesson_path(course.lesson)
    except InputError as error:
        raise InputError(f"{path}: lesson: {error}") from None
    table = {"title": found.stem, **read_toml(found)}
    lesson = make_lesson(table, str(found), found.parent)
    if course.variants.seeds is not None and not _draws(lesson):
        allowed = "seeds for a lesson that draws weights"
        raise wrong(str(path), "variants.seeds", f"seeds for {found}, which gives every weight", allowed, "Leave out weights there.")
    return Base(table, found.parent)


def variants(path: Path, course: Course, base: Base, only: str = "") -> Iterator[Variant]:
    """Every variant, in order; or the one of this name."""
    for shown_as, changes in _named_apart(path, _changes(path, course)):
        if only in ("", name := _folder(shown_as)):
            table = copy.deepcopy(base.table)
            for key, value in changes:
                _put(table, key, value)
            yield Variant(name, shown_as, table)


def _draws(lesson: Lesson) -> bool:
    """Whether a weight is left to be drawn."""
    layers = zip(lesson.network.layers, lesson.shapes, strict=False)
    return any(w.start == "draw" and getattr(spec, w.key) is None for spec, shape in layers for w in spec.wanted(shape))


Changes = list[tuple[str, Any]]


def _changes(path: Path, course: Course) -> Iterator[tuple[str, Changes]]:
    """Each variant's name for people, and the keys that it sets."""
    if course.variants.seeds is None:
        yield from _rows(path, course)
        return
    given = course.variants.seeds
    seeds = range(1, given + 1) if isinstance(given, int) else given
    width = max(2, len(str(max(seeds))))
    for seed in seeds:
        yield f"{course.variants.called}-{seed:0{width}}", [(SEED, seed)]


def _named_apart(path: Path, changes: Iterator[tuple[str, Changes]]) -> Iterator[tuple[str, Changes]]:
    """The same, as long as no two variants have one folder; rows have said so by their numbers."""
    seen: set[str] = set()
    for name, change in changes:
        if (folder := _folder(name).casefold()) in seen:
            raise wrong(str(path), "variants", f"two variants for the folder {folder}", "a name each", "List each seed once.")
        seen.add(folder)
        if len(seen) > MOST:
            raise wrong(str(path), "variants", f"more than {MOST}", f"at most {MOST}", "Make several courses of them.")
        yield name, change


def _rows(path: Path, course: Course) -> Iterator[tuple[str, Changes]]:
    """A variant a row; its columns are keys of a lesson."""
    table = read_table(path.parent / str(course.variants.csv), str(path), key="variants.csv")
    named = _column(table, course)
    keys = [(j, _key(table, name)) for j, name in enumerate(table.header) if j != named and name not in course.variants.ignore]
    seen: dict[str, int] = {}
    for k, row in enumerate(table.rows, 1):
        name = _folder(row.cells[named]) if named is not None else f"row-{k:0{max(2, len(str(len(table.rows))))}}"
        if not name:
            raise table.wrong_cell(row, named or 0, "no name", "a name with a letter or a digit", "Fill the cell.")
        if (first := seen.setdefault(name.casefold(), row.line)) != row.line:
            raise table.wrong_cell(row, named or 0, f"the name of row {first}", "a different name for every row", "Rename one of them.")
        yield row.cells[named] if named is not None else name, [(key, _cell(row.cells[j], table)) for j, key in keys if row.cells[j]]


def _column(table: Table, course: Course) -> int | None:
    """The column of names, where there is one."""
    asked = course.variants.name
    if asked is not None and asked not in table.header:
        mend = f"{nearest(asked, table.header)}Mend variants.name."
        raise table.wrong("row 1", f"no column {shown(asked)}", listed(table.header), mend)
    return next((table.header.index(name) for name in (asked, *NAMES) if name in table.header), None)


def _key(table: Table, column: str) -> str:
    """The key of a lesson that a column sets."""
    key = SHORT.get(column, column)
    parts = key.split(".")
    tops = list(Lesson.model_fields)
    if len(key) > LONGEST or len(parts) > DEEPEST or parts[0] not in tops or not all(_STEP.fullmatch(part) for part in parts):
        allowed = f"seed, rate, steps, or a key of a lesson such as network.layers[0].units (it begins with one of {', '.join(tops)})"
        raise table.wrong(
            "row 1", f"the column {shown(column, CELL)}", allowed, 'Rename it, or name it in ignore = ["..."] under [variants].'
        )
    return key


def _cell(cell: str, table: Table) -> Any:
    """A cell as TOML has it: a number, true, a list; else text, as what no parser takes is."""
    value = number(cell, table.dialect.decimal)
    if value is not None and table.dialect.decimal == ",":
        cell = cell.replace(",", ".")
    try:
        return tomllib.loads(f"value = {cell}")["value"] if "\n" not in cell else cell
    except (ValueError, RecursionError):  # digits without end, brackets without end
        return cell


def _put(table: dict[str, Any], key: str, value: Any) -> None:
    """Set the key of a table of tables; a table on the way is made, a list is not made longer."""
    steps = [step for part in key.split(".") for step in _steps(part)]
    place: Any = table
    for step in steps[:-1]:
        if isinstance(place, dict) and isinstance(step, str):
            place = place.setdefault(step, dict(DEFAULTS.get(step, {})))
        else:
            place = place[step] if _holds(place, step) else None
    if not _holds(place, steps[-1]):
        raise InputError(f"{key}: found no such place in the lesson; allowed: a key that its tables can hold. Mend the column's name.")
    place[steps[-1]] = value


def _holds(place: Any, step: str | int) -> bool:
    """Whether a table can hold this key, or a list has this number."""
    return isinstance(place, dict) if isinstance(step, str) else isinstance(place, list) and step < len(place)


DEFAULTS = {"init": {"method": NetworkSpec.model_fields["init"].default.method}}  # a seed alone is no complete table


def _steps(part: str) -> Sequence[str | int]:
    """`layers[0]` as "layers" and 0."""
    match = _STEP.fullmatch(part)
    assert match is not None
    return [match[1], *(int(k) for k in re.findall(r"\d+", match[2]))]


def _folder(name: str) -> str:
    """A name that can be a folder's, on every system: letters, digits, points and hyphens."""
    return re.sub(r"[^\w.]+", "-", name).strip("-._")[:80]
