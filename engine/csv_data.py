"""Examples from a CSV file: a header row, the target columns named by the lesson, every other column an input."""

import csv
import math
from pathlib import Path

import numpy as np

from engine.arrays import Array
from engine.errors import InputError, nearest, shown, wrong

Row = tuple[int, list[str]]  # the line number in the file, and its cells


def read_csv(path: Path, targets: tuple[str, ...], outputs: int, file: str) -> tuple[Array, Array]:
    """x (N, n_0) and y (N, n_D); `outputs` is n_D, `file` the lesson that asks."""
    header, rows = _table(path, file)
    for name in targets:
        if name not in header:
            mend = f"{nearest(name, header)}Name columns of {path.name} in targets."
            raise wrong(file, "data.targets", shown(name), ", ".join(header), mend)
    inputs = [j for j, name in enumerate(header) if name not in targets]
    if not inputs:
        raise wrong(file, "data.targets", "every column", "all columns but at least one", "Leave a column to be the input.")
    x = np.stack([_numbers(path, header[j], j, rows) for j in inputs], axis=1)
    chosen = [header.index(name) for name in dict.fromkeys(targets)]
    y = [_target(path, header[j], j, rows, outputs == len(chosen)) for j in chosen]
    return x, np.concatenate(y, axis=1)


def _table(path: Path, file: str) -> tuple[list[str], list[Row]]:
    """Header and rows, each row as long as the header."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as stream:
            reader = csv.reader(stream, strict=True)
            lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(cell.strip() for cell in row)]
    except OSError as error:
        reason = f"{path} ({error.strerror or error})"
        raise wrong(file, "data.csv", reason, "a CSV file that can be read", "The path counts from the lesson's folder.") from None
    except (UnicodeDecodeError, csv.Error) as error:
        reason = f"{path.name} ({'not UTF-8 text' if isinstance(error, UnicodeDecodeError) else error})"
        raise wrong(file, "data.csv", reason, "comma-separated UTF-8 text", "Export the table as CSV (UTF-8).") from None
    if len(lines) < 2:
        raise wrong(str(path), "", f"{len(lines)} rows", "a header row and at least one example", "Add rows.")
    header = lines[0][1]
    _check_table(path, header, lines[1:])
    return header, lines[1:]


def _check_table(path: Path, header: list[str], rows: list[Row]) -> None:
    """Names present and different; every row of the header's length."""
    if len(set(header)) < len(header) or "" in header:
        raise wrong(str(path), "row 1", shown(", ".join(header)), "a different name for every column", "Mend the header row.")
    for line, cells in rows:
        if len(cells) != len(header):
            mend = "Mend the row, or quote cells that hold commas."
            raise wrong(str(path), f"row {line}", f"{len(cells)} cells", f"{len(header)}, as in the header", mend)


def _numbers(path: Path, name: str, j: int, rows: list[Row]) -> Array:
    """Column j as numbers, (N,)."""
    return np.array([_number(path, name, line, cells[j]) for line, cells in rows])


def _number(path: Path, name: str, line: int, cell: str) -> float:
    """One cell as a finite number."""
    value = _parsed(cell)
    if value is None:
        mend = "Mend the cell, or name the column in targets if it is a label."
        raise wrong(str(path), f"row {line}, column {name}", shown(cell), "a finite number", mend)
    return value


def _parsed(cell: str) -> float | None:
    """The finite number written in the cell, or None."""
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _is_text(cell: str) -> bool:
    """True when the cell is neither empty nor any kind of number, nan and inf included."""
    try:
        float(cell)
    except ValueError:
        return bool(cell)
    return False


def _target(path: Path, name: str, j: int, rows: list[Row], single: bool) -> Array:
    """Column j as y: numbers (N, 1); two labels 0 and 1 when one output is wanted; else one-hot, labels sorted."""
    cells = [row[j] for _, row in rows]
    if not any(_is_text(cell) for cell in cells):
        return _numbers(path, name, j, rows)[:, None]
    _no_gaps(path, name, j, rows)
    labels = sorted(set(cells))
    if len(labels) < 2:
        raise wrong(str(path), f"column {name}", f"the single label {shown(labels[0])}", "two labels or more", "Add the other class.")
    index = np.array([labels.index(cell) for cell in cells])
    return index[:, None].astype(float) if single and len(labels) == 2 else np.eye(len(labels))[index]


def _no_gaps(path: Path, name: str, j: int, rows: list[Row]) -> None:
    """Every row of a label column holds a label."""
    for line, cells in rows:
        if not cells[j]:
            raise InputError(f"{path}: row {line}, column {name}: found an empty cell; allowed: a label. Fill the cell.")
