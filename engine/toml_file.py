"""A lesson file's tables; where it is no TOML, the line that is not, and what its writer may have meant."""

import re
import tomllib
from pathlib import Path
from typing import Any

from engine.bounded import MEGABYTE, Unreadable, read_bytes
from engine.errors import shown, wrong

MOST, DEEPEST = 4 * MEGABYTE, 16  # the parser takes seconds for a megabyte
LONGEST = 1000  # characters of a line that are looked at for what its writer may have meant
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_QUIET = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')  # text and comments
_PART = r"(?>[\w-]+|\"[^\"\n]*\"|'[^'\n]*')"
_CHAIN = re.compile(rf"(?<![\w.-]){_PART}(?>[ \t]*\.[ \t]*{_PART}){{100}}")  # a key on which the parser would spend hours
_FRACTION = re.compile(r"(-?\d+(?:\.\d+)?)\s*/\s*(\d+(?:\.\d+)?)")
ASKED: tuple[tuple[str, str], ...] = (  # what the parser says, and what to do
    ("Unescaped", "Write / in place of \\ in paths."),
    ("Cannot overwrite", "A key stands there twice: keep one."),
    ("Cannot declare", "A table stands there twice: write all of its keys under one."),
    ("Illegal character '\\n'", "Close the quotes."),
    ("Expected \"'\"", "Close the quotes."),
)
KINDS: tuple[tuple[str, str], ...] = (  # what stands in the line, and what to do
    (r"^\s*\{", "Write tables: [network] and under it inputs = 2."),
    (r"^\s*[\w.-]+\s*(==|:=|=>|<-|->)", "Write one = between key and value."),
    (r"\b(True|False)\b|=\s*(yes|no|on|off)\s*$", "Write true or false in small letters."),
    (r"\b(None|null|nil)\b", "Leave the key out."),
    (r"\d\s*\^\s*-?\d", "Write powers of ten as 1e-3, and other numbers out."),
    (r"\d\s*\*\*?\s*-?\d|\b(sqrt|exp|log|np|math|range|len)\b", "TOML does not calculate: write the number out."),
    (r"\bpi\b", "Write the number out: 3.141592653589793."),
    (r"\.\.\.|\u2026", "Write every number out, without dots."),
    (r"[\u00bc-\u00be\u2150-\u215e\u2044]", "TOML has no fractions: write 0.5."),
    (r"(?![0-9])\d", "Write numbers with the digits 0 to 9."),
    (r"\d\s*%", "Write 0.1 for 10%."),
    (r"\d\s*[\u00b0\u20ac$\u00a3]|(?<!\w)\d+(\.\d+)?\s*(?!e\d)[a-df-zA-DF-Z]+\b", "Write numbers without units."),
    (r"--\s*\d", "Write one minus."),
    (r"=\s*-?\d{1,3}(,\d{3})+\s*$", "Write no comma in a number: 1000, or 1.5 with a point."),
    (r"=\s*-?\d+,\d+\s*$|\d,0\d", "Write a point in numbers: 0.5."),
    (r"(?<![\w.])\.\d", "Write a digit before the point: 0.5."),
    (r"\d\.(?!\d)", "Write a digit after the point: 5.0."),
    (r"[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]", 'Write straight quotes: "sigmoid".'),
    (r"\u2212|\u2013", "Write the minus as a hyphen: -0.5."),
    (r"=\s*\(|\(\s*-?\d", "Write lists in square brackets: [0.05, 0.10]."),
    (r"^\s*[\w.-]+\s*:", "Write = between key and value."),
    (r";", "Write commas between values, and one key in a line."),
    (r"//|/\*", "Comments begin with #."),
    (r"=\s*[A-Za-z_]\w*\s*$", 'Write words in quotes: activation = "sigmoid".'),
    (r"[\[,]\s*[A-Za-z_]\w*\s*[,\]]", 'Write words in quotes: ["length", "width"].'),
    (r"\d\s+-?\d", "Write commas between numbers, and no gaps in them."),
    (r"(?<![\w.])0\d", "Write the number without zeros before it."),
    (r"=[^\[{]*,\s*$", "Take away the comma at the end of the line."),
)  # fmt: skip


def read_toml(path: Path) -> dict[str, Any]:
    """The file's tables."""
    file = str(path)
    try:
        text = read_bytes(path, MOST).decode("utf-8-sig")
    except Unreadable as error:
        raise wrong(file, "", f"a file that cannot be read ({error})", "a lesson file in TOML", "Check the path.") from None
    except UnicodeDecodeError as error:
        found = f"a byte that is not UTF-8 at position {error.start}"
        raise wrong(file, "", found, "UTF-8 text", "Save the file as UTF-8.") from None
    if chain := _CHAIN.search(text):
        found = f"more than 100 keys with points between them in line {text.count(chr(10), 0, chain.start()) + 1}"
        raise wrong(file, "", found, f"tables at most {DEEPEST} deep", "Write each key under its own [table].")
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "lists too deep or numbers too long"
        raise wrong(file, "", f"something that is not TOML: {reason}", "TOML", _mended(text, reason) or "Mend the place named.") from None
    if (depth := depth_of(table)) > DEEPEST:
        raise wrong(file, "", f"tables and lists {depth} deep", f"at most {DEEPEST} deep", "Write each key under its own [table].")
    return table


def depth_of(table: dict[str, Any]) -> int:
    """How deep tables and lists stand in one another."""
    depth = 0
    level: list[Any] = [table]
    while level:
        depth += 1
        inner = (part for value in level for part in (value.values() if isinstance(value, dict) else value))
        level = [part for part in inner if isinstance(part, dict | list)]
    return depth


def _mended(text: str, reason: str) -> str:
    """What to do about the line that is named, or nothing."""
    if asked := next((mend for said, mend in ASKED if said in reason), ""):
        return asked
    at = _AT.search(reason)
    lines = [_QUIET.sub('""', line[:LONGEST]) for line in text.splitlines()]
    line = lines[int(at[1]) - 1] if at and int(at[1]) <= len(lines) else ""
    fraction = _FRACTION.search(line)
    if fraction and float(fraction[2]):
        number = repr(float(fraction[1]) / float(fraction[2]))
        return f"TOML has no fractions: in place of {shown(fraction[0]).strip(chr(34))} write {number}."
    kind = next((mend for kind, mend in KINDS if re.search(kind, line)), "")
    return kind or (_unclosed(lines[: int(at[1])] if at else lines) if reason.startswith("Unclosed") else "")


def _unclosed(lines: list[str]) -> str:
    """What to do about a list whose end was not found in these lines, of which the last one is where it was missed."""
    if len(lines) > 1 and re.match(r"\s*\[", lines[-1]) and lines[-2].rstrip().endswith("]"):
        return "Write commas between the rows."
    opened: list[int] = []
    for number, line in enumerate(lines, 1):
        for sign in re.findall(r"[\[\]]", line):
            opened = [*opened, number] if sign == "[" else opened[:-1]
    return f"Close the bracket that is opened in line {opened[0]}." if opened else ""
