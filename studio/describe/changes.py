"""From picture to picture: what came, what is written, what moved and left, as remarks, the most important first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np

from engine.reading import Named
from scenes.beat import Beat
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.network.layer_strip import LayerStrip
from scenes.sentence import Tongue
from scenes.shown import Shown
from scenes.witness import Play
from studio.describe import layout, lit, maths
from studio.describe.looking import Picture, Said, is_number, numbers
from studio.describe.sentence import filled, sentence, text_of, words_in
from studio.describe.words import of
from studio.words import Piece

TITLE = 40  # font size of a title
MOST = 6  # numbers that are read in a row
FEW = 2  # of a matrix, whose others are known, that are named one by one
LONGEST = 34  # words of a line of maths that can be listened to
UNNAMED = frozenset({"count", "h", "error"})  # symbols that say nothing to a listener
LAYOUT, LIGHTS, LETTERS, VALUES, RUNS, TRAVELS, LABELS, DIGITS, LEAVES = range(9)  # what is told first


@dataclass(frozen=True)
class Remark:
    """One sentence about the picture: how important its kind is, its words; `then` are those behind another that has the same `lead`."""

    rank: int
    pieces: tuple[Piece, ...]
    then: tuple[Piece, ...] = ()
    lead: str = ""

    @property
    def words(self) -> int:
        return words_in(self.pieces)


def in_a_row(remarks: Sequence[Remark]) -> list[tuple[Piece, ...]]:
    """The words of remarks one after the other: what the last one began with is not said again."""
    before = ["", *(remark.lead for remark in remarks)]
    return [one.then if one.then and one.lead == lead else one.pieces for one, lead in zip(remarks, before, strict=False)]


class Place(NamedTuple):
    """Of numbers that belong together: the noun of their thing, their symbol and layer, whether they are those after the step."""

    noun: str
    name: str
    l: int
    new: bool


@dataclass
class Listener:
    """What a listener knows so far: things that were told and that left, lines that were read, paths that voice or description said."""

    tongue: Tongue
    things: set[int] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    ran: str = ""  # the pass that was told last

    def remarks(self, before: Picture | None, now: Picture, beat: Beat, plays: Sequence[Play]) -> list[Remark]:
        """All that could be told as a beat ends; nothing that its voice has just said."""
        said = {piece.path for piece in beat.pieces if piece.path}
        self.paths |= said
        found = [*self._layout(before, now), *self._lit(now), *self._motion(before, now, plays, said)]
        found += [*self._written(now, beat, said), *self._values(before, now)]
        return found + list(self._left(before, now))

    @property
    def said(self) -> Any:
        """The words of the listener's language."""
        return of(self.tongue)

    def _at(self, box: tuple[float, float, float, float]) -> str:
        place = layout.where(box, self.tongue)
        return f" {place}" if place else ""

    # ---- things

    def _layout(self, before: Picture | None, now: Picture) -> Iterator[Remark]:
        stood = {thing.key for thing in before.things} if before else set()
        for thing in now.things:
            noun, where = layout.noun(thing, self.tongue), self._at(thing.box)
            if thing.key in stood and thing.key in self.things:
                continue
            if noun in self.nouns:
                if thing.key not in stood and not any(layout.noun(t, self.tongue) == noun for t in (before.things if before else ())):
                    self.gone.discard(noun)
                    yield Remark(LEAVES, sentence(self.said.BACK, self.tongue, noun=noun, where=where))
                self.things.add(thing.key)
                continue
            words = layout.words(thing, self.tongue)
            new = sentence(self.said.NEW, self.tongue, words=words, where=where)
            yield Remark(LAYOUT, new if before else sentence(self.said.SHOWS, self.tongue, words=words, where=where), new, self.said.SHOWS)

    def told(self, now: Picture, remark: Remark) -> None:
        """A remark was chosen: what it tells is known."""
        text = text_of(remark.pieces)
        for thing in now.things:
            if layout.words(thing, self.tongue) in text:
                self.things.add(thing.key)
                self.nouns.add(layout.noun(thing, self.tongue))
        self.paths |= set(maths.numbers_of(remark.pieces))

    def _left(self, before: Picture | None, now: Picture) -> Iterator[Remark]:
        here = {layout.noun(thing, self.tongue) for thing in now.things}
        for thing in before.things if before else ():
            if (noun := layout.noun(thing, self.tongue)) not in here | self.gone and noun in self.nouns:
                self.gone.add(noun)
                yield Remark(LEAVES, sentence(self.said.GONE, self.tongue, noun=noun))

    def _lit(self, now: Picture) -> Iterator[Remark]:
        if words := lit.words(now.lit, self.tongue):
            yield Remark(LIGHTS, sentence(self.said.LIT, self.tongue, words=words))

    # ---- motion

    def _motion(self, before: Picture | None, now: Picture, plays: Sequence[Play], said: set[str]) -> Iterator[Remark]:
        nets = [layout.noun(thing, self.tongue) for thing in now.things if isinstance(thing.of, (NetworkDiagram, LayerStrip))]
        layers = [layer for play in plays for _, layer in play.notes]
        if len(layers) > 1 and nets and layers != sorted(set(layers), reverse=layers[0] > layers[-1]):
            layers = []  # several passes, or none that has a way
        way = (self.said.RETURNS if layers[0] > layers[-1] else self.said.PASSES) if len(layers) > 1 and nets else self.ran
        if way != self.ran:  # the same pass again is no news
            self.ran = way
            yield Remark(RUNS, sentence(way, self.tongue, noun=nets[0]))
        if before is None:
            return
        ways: dict[tuple[str, str], list[Shown]] = {}
        for shown in {(s.number.path, s.text): s for play in plays for s in play.carried}.values():
            old, new = _homes(before, shown, self.tongue), _homes(now, shown, self.tongue)
            if old and (fresh := [home for home in new if home not in old]):
                ways.setdefault((old[0], fresh[0]), []).append(shown)
        for (noun, other), moved in ways.items():
            if len(moved) == 1 and moved[0].number.path in said:
                yield Remark(TRAVELS, sentence(self.said.TRAVELS_SAID, self.tongue, noun=noun, other=other))
            elif len(moved) == 1:
                yield Remark(TRAVELS, sentence(self.said.TRAVELS, self.tongue, numbers=moved[0], noun=noun, other=other))
            else:
                yield Remark(TRAVELS, sentence(self.said.TRAVEL, self.tongue, count=len(moved), noun=noun, other=other))

    # ---- type

    def _written(self, now: Picture, beat: Beat, said: set[str]) -> Iterator[Remark]:
        for one in sorted(now.lines, key=lambda line: (line.box[1], line.box[0])):
            if is_number(one.line) or one.owner is not None or maths.is_lone(one.line):
                continue
            try:
                pieces = maths.aloud(one.line, self.tongue)
            except maths.Unread:
                continue
            if pieces and _key(pieces) not in self.lines:
                yield from self._line(one, pieces, beat, said)

    def _line(self, one: Said, pieces: tuple[Piece, ...], beat: Beat, said: set[str]) -> Iterator[Remark]:
        where, paths = self._at(one.box), set(maths.numbers_of(pieces))
        self.lines.add(_key(pieces))
        if one.line.is_words:
            template = self.said.TITLE if one.line.size >= TITLE else self.said.LABEL
            if text_of(pieces).lower() not in beat.shown.lower():
                yield Remark(LABELS, sentence(template, self.tongue, line=pieces, where=where))
        elif paths and paths <= said:
            return  # the voice has just said these numbers
        elif words_in(pieces) > LONGEST:
            yield Remark(DIGITS, sentence(self.said.LONG, self.tongue, where=where))
        else:
            rank = DIGITS if paths and paths <= self.paths else VALUES if paths else LETTERS
            goes_on = pieces[0].shown == self.said.SIGNS["="].split()[0]
            then = sentence(self.said.GOES_ON if goes_on else self.said.THEN, self.tongue, line=pieces)
            full = then if goes_on else sentence(self.said.WRITTEN, self.tongue, line=pieces, where=where)
            yield Remark(rank, full, then, f"{self.said.WRITTEN}{where}")

    def _values(self, before: Picture | None, now: Picture) -> Iterator[Remark]:
        stood = {shown.number.path for shown, _ in numbers(before)} if before else set()
        known = stood | self.paths
        fresh = list({s.number.path: (s, at) for s, at in numbers(now) if s.number.path not in known and _is_named(s)}.values())
        fresh.sort(key=lambda one: (_group(one[0], one[1], self.tongue), one[0].number.named.at))
        for place, group in groupby(fresh, key=lambda one: _group(one[0], one[1], self.tongue)):
            shown = [one for one, _ in group]
            if len(shown) > MOST or (len(shown) > FEW and not _is_whole(shown)):
                if place.noun:
                    yield Remark(DIGITS, sentence(self.said.FILLED, self.tongue, noun=place.noun, count=len(shown)))
            elif _is_whole(shown):
                yield self._value(place, Named(place.name, place.l or None), shown)
            else:
                yield from (self._value(place, one.number.named, [one]) for one in shown)

    def _value(self, place: Place, named: Named, shown: Sequence[Shown]) -> Remark:
        """What a quantity is, and in which thing."""
        template = self.said.VALUE if place.noun else self.said.BARE
        name = maths.symbol(named, self.tongue)
        name = filled(self.said.RENEWED, self.tongue, name=name) if place.new else name
        then = sentence(self.said.BARE, self.tongue, name=name, numbers=shown)
        return Remark(VALUES, sentence(template, self.tongue, noun=place.noun, name=name, numbers=shown), then, f"{template}{place.noun}")


def _is_named(shown: Shown) -> bool:
    """Whether a number's symbol says what it is: a step that is drawn as a slope, or a loss after a nudge, has another's symbol."""
    field, name = _field(shown), shown.number.named.name
    return name not in UNNAMED and field in (name, f"{name}_new") and not shown.number.path.startswith("twins")


def _field(shown: Shown) -> str:
    """The last name of a number's path: `W_new` of steps[0].update[1].W_new[0][1]."""
    return re.sub(r"\[\d+\]", "", shown.number.path).rpartition(".")[2]


def _is_whole(shown: Sequence[Shown]) -> bool:
    """Whether numbers are all of a vector, or a matrix of rows and columns, in order; one column may be a part of a matrix."""
    at = [one.number.named.at for one in shown]
    shape = [max(places) + 1 for places in zip(*at, strict=True)]
    return len(at) > 1 and at == list(np.ndindex(*shape)) and (len(shape) == 1 or min(shape) > 1)


def _group(shown: Shown, at: Said, tongue: Tongue) -> Place:
    named = shown.number.named
    return Place(layout.noun(at.owner, tongue) if at.owner else "", named.name, named.l or 0, _field(shown).endswith("_new"))


def _key(pieces: Sequence[Piece]) -> str:
    """A line by its words alone, so that it is known again however it is broken."""
    return text_of(pieces).replace(",", "")


def _homes(picture: Picture, shown: Shown, tongue: Tongue) -> list[str]:
    """Where a number stands: in which things, or in lines of maths."""
    found = [one for one in picture.lines if any(p == shown for p in one.line.pieces)]
    return list(dict.fromkeys(layout.noun(one.owner, tongue) if one.owner else of(tongue).THE_MATHS for one in found))
