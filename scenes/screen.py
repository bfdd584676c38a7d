"""Words on screen in the language that a film is told in: looked up by their English, in the one place before they become glyphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_WORD = re.compile(r"[^\W\d_]{2}")
_MATHS = re.compile(r"\$[^$]*\$|`[^`]*`")  # in a label: maths, and code
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')  # in maths: words
_NUMERAL = re.compile(r"\d+")
_current: Mapping[str, str] = {}
_asked: dict[str, bool] | None = None  # English words on screen, and whether they were found, while somebody wants to know


def use(words: Mapping[str, str]) -> None:
    """Set words from now on by this table, from their English; what it does not have stays English."""
    global _current
    _current = words


@contextmanager
def noted() -> Iterator[dict[str, bool]]:
    """The English of all words that are set meanwhile, and whether each was found."""
    global _asked
    _asked, before = {}, _asked
    try:
        yield _asked
    finally:
        _asked = before


def said(english: str) -> str:
    """Words as they are set: those of their own, or with `{n}` in place of a numeral; a letter alone is a symbol."""
    if not _current and _asked is None:
        return english
    if not _WORD.search(_MATHS.sub("", english)):
        return english
    found = _found(english)
    if _asked is not None and english not in _current.values():  # what is in the language already is set once more
        _asked[english] = found is not None
    return english if found is None else found


def in_maths(source: str) -> str:
    """A line of Typst's maths, the words in it as they are set."""
    return _QUOTED.sub(lambda quoted: f'"{said(quoted[1])}"', source) if '"' in source else source


def _found(english: str) -> str | None:
    if english in _current:
        return _current[english]
    numerals = _NUMERAL.findall(english)
    pattern = _current.get(_NUMERAL.sub("{n}", english)) if len(numerals) == 1 else None
    return None if pattern is None else pattern.replace("{n}", numerals[0])
