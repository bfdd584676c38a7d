"""A class list: a CSV file of names, each student with a seed that stays the same whoever else is on the list."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from pathlib import Path

from engine import InputError
from engine.errors import shown, wrong
from studio.one_line import one_line

MOST, LONGEST, LARGEST = 1000, 80, 1_000_000
HEADINGS = ("name", "names", "student", "students")
MEND = "Write a name a line; or a table with a column called name."


def names(path: Path) -> list[str]:
    """The names in the column `name`, or in the first where no column is called so."""
    rows = _rows(path)
    heads = [cell.casefold() for cell in rows[0]] if rows else []
    column = next((k for k, head in enumerate(heads) if head in HEADINGS), None)
    body = rows if column is None else rows[1:]
    found = [row[column or 0] for row in body if len(row) > (column or 0) and row[column or 0]]
    if not found or len(found) > MOST:
        raise wrong(str(path), "", f"{len(found) or 'no'} names", f"1 to {MOST}", MEND)
    for name in found:
        if len(name) > LONGEST:
            raise wrong(str(path), "", shown(name), f"names of at most {LONGEST} characters", MEND)
        if found.count(name) > 1:
            raise wrong(str(path), "", f"{shown(name)} more than once", "names that differ", "Add a number to one of them.")
    return found


def _rows(path: Path) -> list[list[str]]:
    """The cells of each line that is not empty, with no space around them."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST + 1)
        if len(text) > LARGEST:
            raise wrong(str(path), "", "more than a megabyte", "a class list", MEND)
        lines = text.decode("utf-8-sig").splitlines()
        separator = next((sign for sign in ";\t," if lines and sign in lines[0]), ",")
        rows = [[one_line(cell) for cell in row] for row in csv.reader(lines, delimiter=separator)]
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; allowed: a CSV file of names. {MEND}") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise wrong(str(path), "", f"what is no text in UTF-8 ({error})", "a CSV file of names", "Save it as CSV UTF-8.") from None
    return [row for row in rows if any(row)]


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
