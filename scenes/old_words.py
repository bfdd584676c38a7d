"""On its way out: sentences that functions return as strings, numbers in them behind control characters."""

from __future__ import annotations

import re

from engine.reading import CLOSE, OPEN, SEP
from scenes.sentence import Piece

_HEAD = "[(“‘\"']*"  # opens before a number and stays with it
_NUMBER = rf"({_HEAD}){OPEN}([^{CLOSE}]*){CLOSE}([^\s{OPEN}<]*)"
_TOKEN = re.compile(rf"{_NUMBER}|<([a-z][\w-]*)>|([^\s{OPEN}]+?)(?={_HEAD}{OPEN}|<|\s|$)")


def pieces_of(text: str) -> tuple[Piece, ...]:
    """Cut a sentence into pieces. A `<mark>` belongs to the piece after it; punctuation stays with its word."""
    pieces: list[Piece] = []
    marks: list[str] = []
    for head, special, tail, mark, word in _TOKEN.findall(text):
        if mark:
            marks.append(mark)
            continue
        if "<" in word:
            raise ValueError(f"a < that begins no mark stands in {text!r}: marks are lower case, like <sum>")
        pieces.append(_special(head, special, tail, tuple(marks)) if special else Piece(word, _said(word), tuple(marks)))
        marks = []
    if marks:
        raise ValueError(f"the marks {marks} stand after the last word of {text!r}")
    twice = {mark for piece in pieces for mark in piece.marks if sum(p.marks.count(mark) for p in pieces) > 1}
    if twice:
        raise ValueError(f"the marks {sorted(twice)} stand twice in {text!r}")
    return tuple(pieces)


def _special(head: str, special: str, tail: str, marks: tuple[str, ...]) -> Piece:
    shown, spoken, path, value = special.split(SEP)
    return Piece(head + shown + tail, spoken + tail, marks, path, float(value) if value else None)


def _said(word: str) -> str:
    """Dashes and lone signs are shown, not said."""
    return word if any(c.isalnum() for c in word) else ""
