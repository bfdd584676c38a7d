"""A beat: one spoken thought, as data. Text becomes pieces (what a caption shows, what the voice says) and marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from engine.reading import CLOSE, OPEN, SEP, Reading

_HEAD = "[(“‘\"']*"  # opens before a number and stays with it
_NUMBER = rf"({_HEAD}){OPEN}([^{CLOSE}]*){CLOSE}([^\s{OPEN}<]*)"
_TOKEN = re.compile(rf"{_NUMBER}|<([a-z][\w-]*)>|([^\s{OPEN}]+?)(?={_HEAD}{OPEN}|<|\s|$)")


@dataclass(frozen=True)
class Piece:
    """One caption word (no spaces), the words the voice says for it (may be none), and the number it is, if any."""

    shown: str
    spoken: str
    marks: tuple[str, ...] = ()
    path: str = ""
    value: float | None = None


@dataclass(frozen=True)
class Beat:
    """One spoken thought of a chapter: the method that draws it, what that is called with, and its words."""

    name: str
    method: str
    item: tuple[Any, ...]
    pieces: tuple[Piece, ...]
    pause: float = 0.0  # seconds of planned silence after the words, for the viewer to think

    @property
    def shown(self) -> str:
        """The sentence as captions show it."""
        return " ".join(piece.shown for piece in self.pieces)

    @property
    def spoken(self) -> str:
        """The sentence as the voice says it, with its pronunciation marks."""
        return " ".join(piece.spoken for piece in self.pieces if piece.spoken)

    @property
    def marks(self) -> tuple[str, ...]:
        return tuple(mark for piece in self.pieces for mark in piece.marks)


@dataclass(frozen=True)
class Telling:
    """What `@beat` notes on a method: its text, for which items it is told, and when at all."""

    text: str | Callable[..., str]
    each: Callable[[Reading], Iterable[Any]] | None
    when: Callable[[Reading], bool] | None
    pause: float

    def beats(self, method: str, t: Reading) -> list[Beat]:
        if self.when is not None and not self.when(t):
            return []
        items = [()] if self.each is None else [_tuple(item) for item in self.each(t)]
        return [self._beat(method, t, k, item) for k, item in enumerate(items)]

    def _beat(self, method: str, t: Reading, k: int, item: tuple[Any, ...]) -> Beat:
        text = self.text.format(*item, t=t, n=t.name) if isinstance(self.text, str) else self.text(t, *item)
        name = f"{method}-{k + 1}" if self.each is not None else method
        return Beat(name, method, item, pieces_of(text), self.pause)


def _tuple(item: Any) -> tuple[Any, ...]:
    return item if isinstance(item, tuple) else (item,)


def beat(
    text: str | Callable[..., str],
    *,
    each: Callable[[Reading], Iterable[Any]] | None = None,
    when: Callable[[Reading], bool] | None = None,
    pause: float = 0.0,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Mark a method of a Chapter as one spoken thought; beats are told in the order in which they are written.

    text   the words, with `<marks>` before the word at which something happens on screen, numbers `{t.z[1][0]:eq}`
           and names `{n.delta[2]}`; or a function of (t, *item) that returns them
    each   a function of t: the method is told once for every item it yields, called with it
    when   a function of t: whether the beat is told at all
    pause  seconds of silence after a question
    """

    def note(method: Callable[..., None]) -> Callable[..., None]:
        method.telling = Telling(text, each, when, pause)  # type: ignore[attr-defined]
        return method

    return note


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
