"""Files of words, written: a draft of what is missing, and seals that remember the English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from scenes import translation
from scenes.sentence import Line
from scenes.translation import TABLES, Words
from studio.atomic import write_text

_TABLE = re.compile(r"^[ \t]*\[([^\[\]\n]+)\]", re.M)
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def draft(words: Words, english: Mapping[str, Line], screen: Iterable[str] = ()) -> list[str]:
    """Write every missing key with nothing in it, and the English above it; returns the keys."""
    told = words.given()
    rows = {key: _row(key.rpartition(".")[2], line) for key, line in english.items() if key not in told}
    rows |= {f"screen.{text}": f"# {text}\n{_key(text)} = \"\"\n" for text in screen if text not in words.screen}  # fmt: skip
    text = words.path.read_text(encoding="utf-8") if words.path.is_file() else ""
    for key, row in rows.items():
        text = _put(text, "screen" if key.startswith("screen.") else key.rpartition(".")[0], row)
    _write(words.path, text)
    return list(rows)


def _row(name: str, line: Line) -> str:
    """A key without words, under its English."""
    if "" in line.forms:
        return f'# {line.forms[""]}\n{name} = ""\n'
    above = "".join(f"# {case}: {text}\n" for case, text in line.forms.items())
    return f"{above}{name} = {{ " + ", ".join(f'{case} = ""' for case in line.forms) + " }\n"


def seal(words: Words, english: Mapping[str, Line]) -> list[str]:
    """Note of all that is told the English that it stands for; returns the keys whose note was another."""
    seals = {key: translation.digest(english[key]) for key, told in words.given().items() if key in english and translation.is_told(told)}
    if not words.path.is_file() or (dict(words.english) == seals):
        return []
    text = _without(words.path.read_text(encoding="utf-8"), "english").rstrip()
    rows = "".join(f'{_key(key)} = "{digest}"\n' for key, digest in seals.items())
    _write(words.path, f"{text}\n\n[english]\n{rows}")
    return [key for key, digest in seals.items() if words.english.get(key) != digest]


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _span(text: str, table: str) -> tuple[int, int] | None:
    """Where a table begins and ends in a file's text."""
    heads = list(_TABLE.finditer(text))
    for k, head in enumerate(heads):
        if head[1].strip() == table:
            return head.start(), heads[k + 1].start() if k + 1 < len(heads) else len(text)
    return None


def _put(text: str, table: str, row: str) -> str:
    """The text with a row at the end of a table, which comes last of the beats where it is new."""
    span = _span(text, table)
    if span is None:
        seals = _span(text, "english")
        at = seals[0] if seals and table != "english" else len(text)
        if table in TABLES and (first := _TABLE.search(text)):
            at = first.start() if table == "film" else at
        return f"{text[:at].rstrip()}\n\n[{table}]\n{row}\n{text[at:]}".lstrip()
    body = text[: span[1]].rstrip()
    return f"{body}\n{row}\n{text[span[1] :]}"


def _without(text: str, table: str) -> str:
    span = _span(text, table)
    return text if span is None else text[: span[0]] + text[span[1] :]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n")
