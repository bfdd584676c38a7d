"""A value that is nearly right, as its writer has to write it: without quotes, with brackets, as a whole number, in a table."""

import math
import re
from collections.abc import Sequence
from typing import Any

LONGEST = 60  # characters of an answer that are written out
TABLE_OF = {"init": ("method", str), "penalty": ("l2", float), "stop": ("loss", float)}  # key -> what a lone value is in its table
ROWS = ("x", "y", "test_x", "test_y", "weights")
_NUMBER = re.compile(r"\s*([+-]?\d*[.,]?\d+(?:[eE][+-]?\d+)?)\s*(?:([/%])\s*(\d+(?:\.\d+)?)?)?\s*")


def retyped(key: str, value: Any, allowed: str, units: Any = None) -> str:
    """What to write in the place of a whole value, or nothing; `units` is how many inputs an example has, or rows a matrix."""
    if key in ROWS:
        return _rows(key, value if isinstance(value, list) else [value], units)
    if isinstance(value, str) and len(value) > LONGEST:  # nobody's number, name or method
        return ""
    if key in TABLE_OF and isinstance(value, TABLE_OF[key][1]):
        return f"Write {key} = {{ {TABLE_OF[key][0]} = {_written(value)} }}."
    if allowed.startswith("a list of") and type(value) in (str, int):
        names = "name" in allowed and "numbers" not in allowed
        return f"Write a list: {key} = [{_written(value)}]." if isinstance(value, str) == names else ""
    if "number" not in allowed or isinstance(value, bool | list | dict):
        return ""
    if isinstance(value, float) and "whole" in allowed and value.is_integer() and abs(value) < 1e15:
        return f"Write a whole number: {key} = {int(value)}."
    number = _meant(value) if isinstance(value, str) else None
    return f"Write a number, without quotes: {key} = {_written(number)}." if number is not None else ""


def _rows(key: str, value: Sequence[Any], units: Any) -> str:
    """Rows of numbers that are one row, or hold words."""
    flat = [cell for row in value for cell in row] if all(isinstance(row, list) for row in value) else list(value)
    if not flat or not all(isinstance(cell, bool | int | float | str) for cell in flat):  # a table, a day
        return ""
    if any(isinstance(cell, bool) for cell in flat):
        return "Write 1 for true and 0 for false."
    numbers = [_meant(cell) if isinstance(cell, str) else cell for cell in flat]
    if any(number is None or not -math.inf < number < math.inf for number in numbers):  # isfinite takes no whole number beyond 1e308
        return _classes(flat) if key == "y" and len(flat) == len(value) and all(isinstance(cell, str) for cell in flat) else ""
    if flat != list(value):  # in rows already
        return "Write numbers without quotes, and with a point." if any(isinstance(cell, str) for cell in flat) else ""
    width = _width(key, len(flat), units)
    rows = [numbers[k : k + width] for k in range(0, len(flat), width)] if width else []
    return f"Write a list in it for each {'unit' if key == 'weights' else 'example'}: {_cut(f'{key} = {_written(rows)}')}." if rows else ""


def _width(key: str, count: int, units: Any) -> int:
    """How many of so many numbers make a row; 0 where that cannot be known."""
    if key in ("y", "test_y"):
        return 1
    if not isinstance(units, int) or units < 1 or count % units:
        return 0
    return count // units if key == "weights" else units


def _classes(words: Sequence[str]) -> str:
    """Classes by their names, numbered in the order of the alphabet."""
    names = sorted(set(words))
    y = _cut(f"y = {_written([[names.index(word)] for word in words])}")
    return f"Number the classes: {y} and classes = true; their names go to [names]: {_cut(f'classes = {_written(names)}')}."


def _meant(text: str) -> float | int | None:
    """The number that somebody wrote in quotes: 0,5 or 1/2 or 10% too; or None."""
    found = _NUMBER.fullmatch(text)
    if not found or (found[2] == "/" and not found[3]) or (found[2] == "%" and found[3]):
        return None
    number = float(found[1].replace(",", "."))
    under = float(found[3]) if found[2] == "/" else 100.0 if found[2] else 1.0
    if not under or not math.isfinite(number / under):
        return None
    return int(number) if found[2] is None and re.fullmatch(r"[+-]?\d{1,15}", found[1]) else number / under


def _written(value: Any) -> str:
    """Numbers, words and lists of them as TOML."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_written, value))}]"
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _cut(text: str) -> str:
    """What is too long to repeat, as far as a list in it is whole."""
    if len(text) <= LONGEST:
        return text
    end = text[:LONGEST].rfind(", ")
    return f"{text[: end if end > 0 else LONGEST]}, ..."


def at(table: Any, place: Sequence[int | str]) -> Any:
    """What stands at a place of the file's tables; None where nothing does."""
    for part in place:
        try:
            table = table[part]
        except (KeyError, IndexError, TypeError):
            return None
    return table
