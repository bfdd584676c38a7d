"""Examples from a CSV file: the target columns named by the lesson, every other column an input, text as one-hot."""

import math
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from engine.arrays import Array
from engine.csv_table import CELL, Row, Table, listed, number, read_text, table_of
from engine.errors import InputError, nearest, shown, wrong
from engine.examples import Examples
from engine.lesson import DataSpec, Names

MOST_WORDS = 100  # different words of a text column that is an input
SMALL = 1 << 20  # characters of a file whose examples are kept for the next lesson that asks: a course asks ten thousand times
MISSING = frozenset({"", "?", "na", "n/a", "nan", "null"})
_FIGURE = re.compile(r"[-+$€£\s]*\d[\d.,'\s]*[%€$£\s]*")  # written to be a number, by a person


@dataclass(frozen=True)
class Column:
    """A column as numbers: values (N, k), what each of the k is called; labels of a text column, whose k are one-hot."""

    values: Array
    names: tuple[str, ...]
    labels: tuple[str, ...] = ()


def read_csv(path: Path, data: DataSpec, outputs: int, file: str) -> Examples:
    """x (N, n_0), y (N, n_D) and their names; `outputs` is n_D, `file` the lesson that asks."""
    text = read_text(path, file)
    if len(text) <= SMALL:
        with suppress(InputError):  # whose message is to name this lesson
            return _known(text, path, data, outputs)
    return _examples(text, path, data, outputs, file)


@lru_cache(maxsize=2)
def _known(text: str, path: Path, data: DataSpec, outputs: int) -> Examples:
    return _examples(text, path, data, outputs, "")


def _examples(text: str, path: Path, data: DataSpec, outputs: int, file: str) -> Examples:
    """What a file that holds this text tells."""
    table = table_of(text, path, file, data.header is not False, data.columns)
    inputs, targets = _chosen(table, data, file)
    table = _without_gaps(table, [*inputs, *targets]) if data.missing == "drop" else table
    x = [_input(table, j) for j in inputs]
    y = [_target(table, j, outputs - len(targets) + 1, bool(data.classes)) for j in targets]
    said = [f"{path.name}: read with {table.dialect.said}"] if table.dialect.said else []
    return Examples(
        x=np.concatenate([column.values for column in x], axis=1),
        y=np.concatenate([column.values for column in y], axis=1),
        names=Names(inputs=_flat(x), outputs=_outputs(y), classes=y[0].labels if len(y) == 1 and y[0].labels else None),
        figures=np.concatenate([np.full(len(column.names), not column.labels) for column in x]),
        file=str(path),
        lines=tuple(row.line for row in table.rows),
        columns={"x": _sources(table, inputs, x), "y": _sources(table, targets, y)},
        notes=(*said, *table.notes),
    )


def _flat(columns: list[Column]) -> tuple[str, ...]:
    return tuple(name for column in columns for name in column.names)


def _outputs(y: list[Column]) -> tuple[str, ...]:
    """The classes by themselves where nothing else is a target."""
    return y[0].labels if len(y) == 1 and len(y[0].names) > 1 and not any(map(number, y[0].labels)) else _flat(y)


def _sources(table: Table, chosen: list[int], columns: list[Column]) -> tuple[str, ...]:
    """The column of the file that each number comes from."""
    return tuple(table.header[j] for j, column in zip(chosen, columns, strict=True) for _ in column.names)


def _chosen(table: Table, data: DataSpec, file: str) -> tuple[list[int], list[int]]:
    """Which columns are inputs, which are targets."""
    listed_columns = list(data.columns or ()) if data.header is not False else []
    ignored, targets = list(data.ignore or ()), list(dict.fromkeys(data.targets or ()))
    for key, names in (("columns", listed_columns), ("ignore", ignored), ("targets", targets)):
        for name in names:
            if name not in table.header:
                raise wrong(file, f"data.{key}", shown(name, CELL), listed(table.header), _mend_name(table, name, key))
    both = next((name for name in ignored if name in targets), None)
    if both is not None:
        raise wrong(file, "data.ignore", f"{shown(both, CELL)}, which is a target", "columns that are no targets", "Mend ignore.")
    used = [name for name in listed_columns or table.header if name not in targets and name not in ignored]
    if not used:
        raise wrong(file, "data.targets", "every column", "all columns but at least one", "Leave a column to be the input.")
    at = {name: j for j, name in enumerate(table.header)}
    return [at[name] for name in used], [at[name] for name in targets]


def _mend_name(table: Table, name: str, key: str) -> str:
    """How to mend the name of a column that there is not."""
    if all(number(cell) is not None for cell in table.header[:-1]):
        return "Write header = false if row 1 is an example, and columns = [...] to name them."
    return f"{nearest(name, table.header)}Name columns of {table.path.name} in {key}.{table.dialect.hint}"


def _without_gaps(table: Table, used: list[int]) -> Table:
    """The table without the rows where something that is used is missing."""
    rows = [row for row in table.rows if not any(row.cells[j].casefold() in MISSING for j in used)]
    if not rows:
        raise table.wrong("", "no row in which nothing is missing", "one at least", "Name columns with gaps in ignore.")
    dropped = len(table.rows) - len(rows)
    note = f"{table.path.name}: {dropped} of {len(table.rows)} rows have gaps and are dropped"
    return replace(table, rows=rows, notes=(*table.notes, *([note] if dropped else [])))


def _is_text(table: Table, j: int) -> bool:
    """Whether column j holds words: something, and nothing in it is or was meant to be a number."""
    cells = [cell for cell in table.column(j) if cell.casefold() not in MISSING]
    return bool(cells) and not any(number(cell) is not None or _FIGURE.fullmatch(cell) for cell in cells)


def _input(table: Table, j: int) -> Column:
    """Column j as numbers, (N, 1), or one-hot, words sorted."""
    if not _is_text(table, j):
        return Column(_numbers(table, j), (table.header[j],))
    words = _words(table, j, "a word")
    if len(words) > MOST_WORDS:
        mend = f'Leave the column out: ignore = ["{table.header[j]}"].'
        raise table.wrong(f"column {table.header[j]}", f"{len(words)} different words", f"at most {MOST_WORDS} in an input", mend)
    return _one_hot(table, j, words)


def _numbers(table: Table, j: int) -> Array:
    """Column j as finite numbers, (N, 1)."""
    values = [number(cell, table.dialect.decimal) for cell in table.column(j)]
    for row, value in zip(table.rows, values, strict=True):
        if value is None or not math.isfinite(value):
            raise table.wrong_cell(row, j, _kind(row.cells[j], value), "a finite number", _mend_cell(row, j))
    return np.array(values, dtype=float)[:, None]


def _kind(cell: str, value: float | None) -> str:
    """What stands in a cell that is no finite number."""
    if cell.casefold() in MISSING:
        return "a gap" if cell else "an empty cell"
    if value is not None:
        return "a number beyond the finite ones"
    return "a number written with other signs" if _FIGURE.fullmatch(cell) else "text"


def _mend_cell(row: Row, j: int) -> str:
    """How to mend a cell that is no number."""
    if row.cells[j].casefold() in MISSING:
        return 'Fill the cell, or leave out rows with gaps: missing = "drop".'
    if _FIGURE.fullmatch(row.cells[j]):
        return "Write it as 1234.5, with nothing between thousands and no unit."
    return "Mend the cell, or name the column in targets if it is a label, or in ignore."


def _words(table: Table, j: int, what: str) -> tuple[str, ...]:
    """The different words of column j, sorted, numbers by their size; every row has one."""
    for row in table.rows:
        if row.cells[j] in ("", "?"):
            raise table.wrong_cell(row, j, _kind(row.cells[j], None), what, _mend_cell(row, j))
    words = set(table.column(j))
    values = {word: number(word, table.dialect.decimal) for word in words}
    return tuple(sorted(words, key=lambda word: (values[word] is None, values[word] or 0.0, word)))


def _one_hot(table: Table, j: int, words: tuple[str, ...]) -> Column:
    """Column j with a 1 for the word that stands there, (N, words)."""
    at = {word: k for k, word in enumerate(words)}
    index = np.array([at[cell] for cell in table.column(j)])
    return Column(np.eye(len(words))[index], tuple(f"{table.header[j]} {word}" for word in words), words)


def _target(table: Table, j: int, outputs: int, classes: bool) -> Column:
    """Column j as y: numbers (N, 1); labels as 0 and 1 when one output is wanted; else one-hot, labels sorted."""
    if not classes and not _has_words(table, j):
        return Column(_numbers(table, j), (table.header[j],))
    labels = _words(table, j, "a label")
    if classes and set(labels) < (numbered := set(map(str, range(outputs)))):
        labels = tuple(sorted(numbered, key=int))  # a class of which there is no example
    if len(labels) < 2:
        raise table.wrong(f"column {table.header[j]}", "a single label", "two labels or more", "Add the other class.")
    one_hot = _one_hot(table, j, labels)
    return Column(one_hot.values[:, 1:], (table.header[j],), labels) if outputs == 1 and len(labels) == 2 else one_hot


def _has_words(table: Table, j: int) -> bool:
    """Whether anything in column j is there, and neither is nor was meant to be a number."""
    cells = set(table.column(j)) - {"", "?"}
    return any(number(cell, table.dialect.decimal) is None and not _FIGURE.fullmatch(cell) for cell in cells)
