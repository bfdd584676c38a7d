"""A CSV file as people have it, read into cells: separator and decimal comma are found, and named where something is wrong."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from engine.bounded import MEGABYTE, Unreadable, read_bytes
from engine.errors import InputError, shown, wrong
from engine.spec import MOST_EXAMPLES

SEPARATORS = {"\t": "tabs", ";": "semicolons", ",": "commas", "|": "bars", " ": "spaces"}
SAMPLE = 200  # lines that are looked at to find the separator
MOST, MOST_CELLS, MOST_COLUMNS = 32 * MEGABYTE, 4_000_000, 10_000
CELL = 24  # characters of a cell that a message repeats
LISTED = 12
_COMMA = re.compile(r"[+-]?\d*,\d+([eE][+-]?\d+)?")
_DOT = re.compile(r"[+-]?\d*\.\d+([eE][+-]?\d+)?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+")


@dataclass(frozen=True)
class Dialect:
    """What stands between cells, and in numbers."""

    separator: str = ","
    decimal: str = "."

    @property
    def said(self) -> str:
        """How the file was read, where that is not with commas between cells and a point in numbers; or nothing."""
        if (self.separator, self.decimal) == (",", "."):
            return ""
        decimal = " and decimal commas" if self.decimal == "," else ""
        return f"{SEPARATORS[self.separator]} between cells{decimal}"

    @property
    def hint(self) -> str:
        """The same as the last sentence of a message."""
        return f" (It is read with {self.said}.)" if self.said else ""


@dataclass(frozen=True)
class Row:
    """One example: its line in the file, its cells."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """Header and rows, each row as long as the header."""

    path: Path
    header: list[str]
    rows: list[Row]
    dialect: Dialect
    notes: tuple[str, ...] = ()

    def wrong(self, where: str, found: str, allowed: str, mend: str) -> InputError:
        """What is wrong at a place of this file, and how it was read."""
        return wrong(str(self.path), where, found, allowed, f"{mend}{self.dialect.hint}")

    def wrong_cell(self, row: Row, j: int, found: str, allowed: str, mend: str) -> InputError:
        """What is wrong with one cell: its place and what kind of thing stands there, never what it holds, which may be a secret."""
        return self.wrong(f"row {row.line}, column {listed([self.header[j]])}", found, allowed, mend)

    def column(self, j: int) -> list[str]:
        """The cells of column j."""
        return [row.cells[j] for row in self.rows]


def read_table(path: Path, file: str, header: bool = True, columns: Sequence[str] | None = None, key: str = "data.csv") -> Table:
    """The file's cells; `file` is the lesson that asks under `key`, `columns` names them where there is no header."""
    return table_of(read_text(path, file, key), path, file, header, columns, key)


def table_of(
    text: str, path: Path, file: str, header: bool = True, columns: Sequence[str] | None = None, key: str = "data.csv"
) -> Table:
    """The cells of a file whose text was read."""
    lines = text.splitlines(keepends=True)
    told = re.fullmatch(r"sep=(.)\s*", lines[0]) if lines else None  # what spreadsheets write for one another
    skipped = 1 if told else 0
    separator = told[1] if told and told[1] in SEPARATORS else _separator(lines)
    try:
        rows = _bounded(path, (Row(line + skipped, cells) for line, cells in _parsed(lines[skipped:], separator, strict=True)))
    except csv.Error as error:
        raise wrong(file, key, f"{path.name} ({error})", "comma-separated UTF-8 text", "Export the table as CSV (UTF-8).") from None
    rows, remarked = _uncommented(path, rows)
    if len(rows) < 1 + header:
        raise wrong(str(path), "", f"{len(rows)} rows", f"{'a header row and ' if header else ''}at least one example", "Add rows.")
    width = Counter(len(row.cells) for row in rows).most_common(1)[0][0]
    names = rows[0].cells if header else [f"column {j + 1}" for j in range(width)]
    table = Table(path, names, rows[header:], Dialect(separator), remarked)
    table = _without_numbering(_trimmed(table))
    table = replace(table, dialect=Dialect(separator, _decimal(table)))
    if not header and columns is not None:
        table = _named(table, file, columns)
    _check(table, header)
    return table


def _bounded(path: Path, read: Iterator[Row]) -> list[Row]:
    """The rows, as long as there are no more of them and of their cells than can be meant."""
    rows: list[Row] = []
    cells = 0
    for row in read:
        rows.append(row)
        cells += len(row.cells)
        if len(rows) > MOST_EXAMPLES + 1:
            raise wrong(str(path), "", f"more than {MOST_EXAMPLES} rows", f"at most {MOST_EXAMPLES} examples", "Take fewer rows.")
        if len(row.cells) > MOST_COLUMNS:
            found = f"{len(row.cells)} columns in row {row.line}"
            raise wrong(str(path), "", found, f"at most {MOST_COLUMNS}", "Take fewer columns.")
        if cells > MOST_CELLS:
            raise wrong(str(path), "", f"more than {MOST_CELLS} cells", f"at most {MOST_CELLS}", "Take fewer rows or columns.")
    return rows


def read_text(path: Path, file: str, key: str = "data.csv") -> str:
    """The file's text: UTF-8, or UTF-16 where it says so."""
    try:
        raw = read_bytes(path, MOST)
    except Unreadable as error:
        reason = f"{' '.join(str(path).split())} ({error})"
        raise wrong(file, key, reason, "a CSV file that can be read", _mend_path(str(path), file)) from None
    try:
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"{path.name} (not UTF-8 text in line {line})"
        raise wrong(file, key, found, "comma-separated UTF-8 text", "Export the table as CSV (UTF-8).") from None


def _mend_path(path: str, file: str) -> str:
    """How to mend a path at which there is no file to read."""
    if re.search(r"https?:/", path):
        return "Fetch the file first: no addresses of the web are read."
    if not path.isprintable():
        return "Write / in paths, in the place of \\."
    return f"The path counts from the folder of {file}{', and ~ is not read' if '~/' in path else ''}."


def _uncommented(path: Path, rows: list[Row]) -> tuple[list[Row], tuple[str, ...]]:
    """The rows without those in front that are remarks, shorter than the others and with # before them; and a note."""
    width = Counter(len(row.cells) for row in rows).most_common(1)[0][0] if rows else 0
    remarks = 0
    while remarks < len(rows) and len(rows[remarks].cells) < width and rows[remarks].cells[0].startswith("#"):
        remarks += 1
    note = f"{path.name}: {'a row' if remarks == 1 else f'{remarks} rows'} with # in front {'is' if remarks == 1 else 'are'} left out"
    return rows[remarks:], (note,) if remarks else ()


def _parsed(lines: Sequence[str], separator: str, strict: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of every row that holds something."""
    reader = csv.reader(lines, delimiter=separator, strict=strict, skipinitialspace=True)
    for row in reader:
        cells = [cell.strip() for cell in row]
        if any(cells):
            yield reader.line_num, cells


def _separator(lines: Sequence[str]) -> str:
    """The separator by which most rows agree on their length; of several, the one that leaves most numbers."""
    best = max(SEPARATORS, key=lambda separator: _fit(lines[:SAMPLE], separator))
    return best if any(_fit(lines[:SAMPLE], best)) else ","


def _fit(lines: Sequence[str], separator: str) -> tuple[float, float]:
    """The share of rows that are as long as most, and of cells that are numbers; nothing where rows are one cell."""
    try:
        rows = [cells for _, cells in islice(_parsed(lines, separator), SAMPLE)]
    except csv.Error:
        return 0.0, 0.0
    if not rows:
        return 0.0, 0.0
    length, count = Counter(map(len, rows)).most_common(1)[0]
    cells = [cell for row in rows for cell in row]
    numbers = sum(1 for cell in cells if number(cell.replace(",", ".")) is not None)
    agreeing = count / len(rows) if length > 1 else 0.0
    return (agreeing, numbers / len(cells)) if separator != " " else (agreeing * (numbers > 0) / 2, 0.0)


def _decimal(table: Table) -> str:
    """A comma where numbers are written with one and none with a point."""
    cells = [cell for row in table.rows for cell in row.cells if "," in cell]
    commas = [cell for cell in cells if _COMMA.fullmatch(cell)]
    if not commas or any(_DOT.fullmatch(cell) for row in table.rows for cell in row.cells):
        return "."
    thousands = table.dialect.separator == "," and all(_THOUSANDS.fullmatch(cell) for cell in commas)
    return "." if thousands else ","


def number(cell: str, decimal: str = ".") -> float | None:
    """The number written in the cell, nan and infinity included, or None."""
    try:
        return None if "_" in cell else float(cell.replace(",", ".") if decimal == "," else cell)
    except ValueError:
        return None


def _trimmed(table: Table) -> Table:
    """The table without what separators at the ends of lines leave: empty cells with no name over them."""
    header = list(table.header)
    while len(header) > 1 and not header[-1] and all(len(row.cells) < len(header) or not row.cells[len(header) - 1] for row in table.rows):
        header.pop()
    rows = [Row(row.line, _cut(row.cells, len(header))) for row in table.rows]
    return replace(table, header=header, rows=rows)


def _cut(cells: list[str], width: int) -> list[str]:
    """The cells without empty ones beyond the width."""
    return cells[:width] if not any(cells[width:]) else cells


def _without_numbering(table: Table) -> Table:
    """The table without a first column that has no name and counts the rows, as data frames write it."""
    cells = [row.cells[0] for row in table.rows]
    if table.header[0] or len(table.header) < 2 or cells not in ([str(k + first) for k in range(len(cells))] for first in (0, 1)):
        return table
    rows = [Row(row.line, row.cells[1:]) for row in table.rows]
    note = f"{table.path.name}: the first column has no name and counts the rows; it is left out"
    return replace(table, header=table.header[1:], rows=rows, notes=(*table.notes, note))


def _named(table: Table, file: str, columns: Sequence[str]) -> Table:
    """The table with these names over its columns."""
    if len(columns) != len(table.header):
        allowed = f"{len(table.header)}, one for each column of {table.path.name}"
        raise wrong(file, "data.columns", f"{len(columns)} names", allowed, f"Mend columns.{table.dialect.hint}")
    return replace(table, header=list(columns))


def _check(table: Table, header: bool) -> None:
    """Names present and different; every row of the header's length."""
    names = Counter(table.header)
    if "" in names:
        raise table.wrong("row 1", f"no name over column {table.header.index('') + 1}", "a name for every column", "Mend the header row.")
    name, times = names.most_common(1)[0]
    if times > 1:
        found = f"the name {shown(name, CELL)} {times} times"
        raise table.wrong("row 1", found, "a different name for every column", "Mend the header row.")
    for row in table.rows:
        if len(row.cells) != len(table.header):
            mend = f"Mend the row, or quote cells that hold {SEPARATORS[table.dialect.separator]}."
            allowed = f"{len(table.header)}, as in {'the header' if header else 'most rows'}"
            raise table.wrong(f"row {row.line}", f"{len(row.cells)} cells", allowed, mend)


def listed(names: Sequence[str]) -> str:
    """Names for a message, a dozen at most and each of them short."""
    short = [name if len(name) <= CELL else f"{name[: CELL - 3]}..." for name in names[:LISTED]]
    return ", ".join([*short, f"and {len(names) - LISTED} more"] if len(names) > LISTED else short)
