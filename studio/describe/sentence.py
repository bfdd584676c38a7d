"""Sentences of a description: a template of `phrases`, filled, as pieces that are shown and spoken."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import replace

from scenes.sentence import Tongue
from scenes.shown import Shown
from studio.describe import words
from studio.words import Piece, plain, words_of

WORD = re.compile(r"(?:\[[^\]]+\]\([^)]*\)|[^ ])+")  # a kept space is inside of a word: "Écrit\u00a0:" is one
Slot = str | int | Shown | Sequence[Shown] | tuple[Piece, ...]


def sentence(template: str, tongue: Tongue, **slots: Slot) -> tuple[Piece, ...]:
    """A template with its slots, beginning with a capital."""
    return _capital(filled(template, tongue, **slots))


def filled(template: str, tongue: Tongue, **slots: Slot) -> tuple[Piece, ...]:
    """A template with its slots: text, a count as a word, numbers with their digits and paths, a line that is already pieces."""
    out: list[Piece] = []
    touching = False  # whether what comes next touches what stands before
    for literal, name, before, _ in string.Formatter().parse(template):
        touching = _add(out, literal, touching)
        if name is not None:
            slot = words.of(tongue).after(before, slots[name]) if before else slots[name]
            if isinstance(slot, (str, int)):
                touching = _add(out, tongue.count(slot) if isinstance(slot, int) else slot, touching)
            else:
                out += _pieces(slot, tongue)
                touching = True
    return tuple(out)


def _add(out: list[Piece], text: str, touching: bool) -> bool:
    """Add words, the first to what it touches; whether the last is open to what comes."""
    if not text:
        return touching
    if out and touching and text[0] != " ":
        tail = re.match(r"[^ ]+", text)
        assert tail is not None
        out[-1] = replace(out[-1], shown=out[-1].shown + tail[0], spoken=out[-1].spoken + re.sub("[\u00a0\u202f]", "", tail[0]))
        text = text[tail.end() :]
    out += [Piece(plain(word), _spoken(word)) for word in WORD.findall(text)]
    return not text.endswith(" ")


def _spoken(word: str) -> str:
    """What the voice says of a word, which has no space in it; of a sign alone, nothing."""
    return re.sub("[\u00a0\u202f]", "", word) if any(c.isalnum() for c in word) else ""


def _pieces(filled: Sequence[Shown] | Shown | tuple[Piece, ...], tongue: Tongue) -> Iterable[Piece]:
    parts: Sequence[Shown | Piece] = (filled,) if isinstance(filled, Shown) else filled
    last = len(parts) - 1
    for k, one in enumerate(parts):
        if isinstance(one, Shown):
            comma = "," if k < last else ""
            yield Piece(one.text + comma, tongue.number(one.text) + comma, (), one.number.path, one.number.value)
        else:
            yield one


def _capital(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """A sentence begins with a capital, but for a symbol, which is what it is."""
    if not pieces or len(pieces[0].shown) < 2 or pieces[0].shown != pieces[0].spoken:
        return tuple(pieces)
    first = pieces[0]
    return (replace(first, shown=first.shown[0].upper() + first.shown[1:], spoken=first.spoken[0].upper() + first.spoken[1:]), *pieces[1:])


def text_of(pieces: Iterable[Piece]) -> str:
    """As it is written."""
    return " ".join(piece.shown for piece in pieces)


def words_in(pieces: Iterable[Piece]) -> int:
    """How many words the voice says."""
    return sum(len(words_of(piece.spoken)) for piece in pieces)
