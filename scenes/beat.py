"""A beat: one spoken thought, as data: its lines, and what they become on a network, pieces that captions show and the voice says."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.reading import Reading
from scenes.sentence import Ask, Asking, Claim, Line, Piece, Tongue, line, told

__all__ = ["Beat", "Piece", "Telling", "beat", "line"]


@dataclass(frozen=True)
class Beat:
    """One spoken thought of a film: the method that draws it, what that is called with, and its words."""

    name: str
    method: str
    item: tuple[Any, ...]
    pieces: tuple[Piece, ...]
    pause: float = 0.0  # seconds of planned silence after the words, for the viewer to think or to look
    title: str = ""  # of the part of the film that it begins, for viewers
    claims: tuple[Claim, ...] = ()  # what it says of this lesson, by the facts that were asked

    @property
    def shown(self) -> str:
        """The sentences as captions show them."""
        return " ".join(piece.shown for piece in self.pieces)

    @property
    def spoken(self) -> str:
        """The sentences as the voice says them, with their pronunciation marks."""
        return " ".join(piece.spoken for piece in self.pieces if piece.spoken)

    @property
    def marks(self) -> tuple[str, ...]:
        return tuple(mark for piece in self.pieces for mark in piece.marks)


@dataclass(frozen=True)
class Telling:
    """What `@beat` notes on a method: its lines and slots, for which items it is told, when at all; `names` are those of an item."""

    lines: tuple[Line, ...]
    slots: Mapping[str, Ask]
    names: tuple[str, ...]
    each: Callable[[Reading], Iterable[Any]] | None
    when: Callable[[Reading], bool] | None
    pause: float
    title: str

    def beats(self, method: str, t: Reading, tongue: Tongue) -> list[Beat]:
        first = Asking(t)
        if self.when is not None and not first.holds(self.when):
            return []
        items = [()] if self.each is None else [_tuple(item) for item in self.each(t)]
        return [self._beat(method, t, tongue, k, item, first) for k, item in enumerate(items)]

    def _beat(self, method: str, t: Reading, tongue: Tongue, k: int, item: tuple[Any, ...], first: Asking) -> Beat:
        ask = Asking(t, *item)
        ask.said += first.said
        fields = {"t": t, "n": t.name, "D": t.D, "H": t.D - 1, **dict(zip(self.names, item, strict=False))}
        fields |= {name: fact(t, *item) for name, fact in self.slots.items()}
        name = f"{method}-{k + 1}" if self.each is not None else method
        pieces, claims = told(self.lines, fields, tongue, ask)
        return Beat(name, method, item, pieces, self.pause, "" if k else self.title, claims)


def _tuple(item: Any) -> tuple[Any, ...]:
    return item if isinstance(item, tuple) else (item,)


def beat(
    *lines: str | Line,
    each: Callable[[Reading], Iterable[Any]] | None = None,
    when: Callable[[Reading], bool] | None = None,
    pause: float = 0.0,
    title: str = "",
    **slots: Ask,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Mark a method of a Chapter as one spoken thought; beats are told in the order in which they are written.

    lines  whole sentences, with `<marks>` before the word at which something happens on screen, numbers `{t.z[1][0]:eq}` and names
           `{n.delta[D]}`; or `line(case=..., ...)`. `D` is the output layer, `H` the last hidden one; the method's own parameters index too
    each   a fact: the method is told once for every item it yields, called with it
    when   a fact: whether the beat is told at all
    pause  seconds of silence after a question, so that it is thought about, or after a result, so that it is looked at
    title  of the part of the film that begins here, for viewers (chapter marks)
    slots  further names in the sentences: facts of (t, *item); `{count:words}` says how many, `{year:1986}` a year,
           `{letters:PPO}` an abbreviation letter by letter
    """
    given = tuple(one if isinstance(one, Line) else line(one) for one in lines)

    def note(method: Callable[..., None]) -> Callable[..., None]:
        names = tuple(inspect.signature(method).parameters)[1:] if each is not None else ()
        method.telling = Telling(given, slots, names, each, when, pause, title)  # type: ignore[attr-defined]
        return method

    return note
