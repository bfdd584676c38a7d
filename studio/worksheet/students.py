"""A class list: a CSV file of names, each student with a seed that stays the same whoever else is on the list."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from engine.bounded import MEGABYTE, Unreadable, read_bytes
from engine.errors import InputError, wrong
from studio.one_line import one_line

MOST, LONGEST, LARGEST = 1000, 80, MEGABYTE
HEADINGS = ("name", "names", "student", "students")
MEND = "Write a name a line; or a table with a column called name."


@dataclass(frozen=True)
class Line:
    """A line of the list that is not empty: its number, its cells with no space around them."""

    number: int
    cells: list[str]


def names(path: Path) -> list[str]:
    """The names in the column `name`, or in the first where no column is called so. A message says the line, not what stands in it."""
    lines = _lines(path)
    heads = [cell.casefold() for cell in lines[0].cells] if lines else []
    column = next((k for k, head in enumerate(heads) if head in HEADINGS), None)
    j, body = column or 0, lines if column is None else lines[1:]
    found = {line.number: line.cells[j] for line in body if len(line.cells) > j and line.cells[j]}
    if not found or len(found) > MOST:
        raise wrong(str(path), "", f"{len(found) or 'no'} names", f"1 to {MOST}", MEND)
    first: dict[str, int] = {}
    for number, name in found.items():
        if len(name) > LONGEST:
            raise wrong(str(path), f"line {number}", f"{len(name)} characters", f"names of at most {LONGEST} characters", MEND)
        if first.setdefault(name, number) != number:
            raise wrong(str(path), f"line {number}", f"the name of line {first[name]}", "names that differ", "Add a number to one of them.")
    return list(found.values())


def _lines(path: Path) -> list[Line]:
    """Every line that holds something."""
    text = _text(path)
    separator = next((sign for sign in ";\t," if sign in text.partition("\n")[0]), ",")
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    try:
        read = [Line(reader.line_num, [one_line(cell) for cell in row]) for row in reader]
    except csv.Error as error:
        raise wrong(str(path), f"line {reader.line_num}", f"cells that do not end ({error})", "a CSV file of names", MEND) from None
    return [line for line in read if any(line.cells)]


def _text(path: Path) -> str:
    """The file's text: UTF-8, or UTF-16 where it says so."""
    try:
        raw = read_bytes(path, LARGEST)
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except Unreadable as error:
        raise InputError(f"{path}: found a file that cannot be read ({error}); allowed: a CSV file of names. {MEND}") from None
    except UnicodeDecodeError as error:
        raise wrong(str(path), "", f"no UTF-8 text from byte {error.start} on", "a CSV file of names", "Save it as CSV UTF-8.") from None


def seed_of(name: str, seed: int) -> int:
    """A student's own seed, of up to nine digits, from a name and the seed of the class."""
    return int.from_bytes(hashlib.sha256(f"{seed}/{name}".encode()).digest()[:8], "big") % 10**9


def files(found: list[str]) -> list[str]:
    """A file name for each name, all of them different, whatever a file system makes of capitals."""
    made: list[str] = []
    for name in found:
        stem = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", name)).strip("-")[:40] or "student"
        taken = {other.casefold() for other in made}
        made.append(next(each for k in range(len(found)) if (each := stem if k == 0 else f"{stem}-{k + 1}").casefold() not in taken))
    return made
