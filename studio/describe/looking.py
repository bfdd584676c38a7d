"""What a blind listener would be told of a picture: the things that stand in it, its lines of type, its numbers, and where they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from manim import Mobject, VGroup, VMobject

from scenes.chapter import Chapter
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.parts import parts_of
from scenes.kit.type.ink import Line, lines_on
from scenes.question import free_of
from scenes.shown import Shown
from scenes.witness import Box, box_of
from studio.describe.lit import Spot, spots
from studio.describe.things import KINDS, kind_of

STANDS = 0.34  # of a thing's paths that are drawn, from which on it is there: some draw their parts one by one
FAINT = 0.05  # of opacity, up to which a path is not there
OURS = "scenes."
DEEP = 5  # levels of a film's own objects in which its things are looked for


@dataclass(frozen=True)
class Thing:
    """A thing of the kit or of a film: what it is (`kind_of`), itself, where it stands, in fractions of the frame."""

    key: int
    kind: str
    of: Mobject
    box: Box


@dataclass(frozen=True)
class Said:
    """A line of type, where it stands, and the thing that it belongs to, if any; the size of its type."""

    line: Line
    box: Box
    owner: Thing | None


@dataclass(frozen=True)
class Picture:
    """What stands as a beat ends, before any question is asked, and what of a network was lit in it."""

    beat: str
    things: tuple[Thing, ...]
    lines: tuple[Said, ...]
    lit: tuple[Spot, ...] = ()


class Looker:
    """Called with a chapter at every rest; keeps the picture that each beat leaves.

    free   of each beat, where nothing stands at any of its rests (ROWS, COLUMNS)      strange   kinds seen that have no words
    """

    def __init__(self) -> None:
        self.pictures: list[Picture] = []
        self.free: dict[str, np.ndarray] = {}
        self.strange: set[str] = set()
        self._met: dict[int, Mobject] = {}
        self._lit: dict[Spot, None] = {}

    def __call__(self, scene: Chapter, beat: str, frames: int, last: bool) -> None:
        for thing in _things(scene):
            self._met[id(thing)] = thing
        self._light(scene)
        empty = free_of(scene.stage, scene.mobjects)
        self.free[beat] = empty & self.free.get(beat, empty)
        if last:
            self.pictures.append(replace(self._picture(scene, beat), lit=tuple(self._lit)))
            self._lit.clear()

    def _light(self, scene: Chapter) -> None:
        """Note what of the networks lies under the light that holds now."""
        if lights := scene.spot.lit[:-1]:  # the last is what stands inside of the others
            nets = [thing for thing in self._met.values() if isinstance(thing, NetworkDiagram)]
            here = set(map(id, parts_of(scene.mobjects)))
            found = [spot for net in nets if any(id(m) in here for m in net.get_family()) for spot in spots(lights, net)]
            self._lit |= dict.fromkeys(found)

    def _picture(self, scene: Chapter, beat: str) -> Picture:
        shown = [m for m in parts_of(scene.mobjects) if len(m.points) and _seen(m)]
        here = {id(m) for m in shown}
        things, owner = self._standing(here)
        lines = lines_on(shown)
        said = tuple(Said(line, box_of(VGroup(*glyphs)), _owner(glyphs, owner)) for line, glyphs in lines.items())
        return Picture(beat, tuple(things), said)

    def _standing(self, here: set[int]) -> tuple[list[Thing], dict[int, Thing]]:
        """Things that are there, the larger first, a part of one not by itself; and whose each path is."""
        found: list[Thing] = []
        owner: dict[int, Thing] = {}
        families = [(m, [part for part in m.get_family() if len(part.points)]) for m in self._met.values()]
        for mobject, paths in sorted(families, key=lambda one: -len(one[1])):
            drawn = [part for part in paths if id(part) in here]
            if not drawn or len(drawn) < STANDS * len(paths):
                continue
            kind = kind_of(mobject)
            if kind not in KINDS:
                self.strange.add(kind)
            if (words := KINDS.get(kind)) is None or sum(id(part) in owner for part in drawn) > len(drawn) / 2:
                continue
            thing = Thing(id(mobject), kind, mobject, box_of(VGroup(*drawn)))
            found.append(thing)
            owner |= {id(part): thing for part in drawn if words.owns and id(part) not in owner}
        return found, owner


def _seen(part: Mobject) -> bool:
    """Whether a path is filled or stroked, and is no light on others."""
    if not isinstance(part, VMobject) or hasattr(part, "is_light"):
        return False
    return max(part.get_fill_opacity(), part.get_stroke_opacity() * (part.get_stroke_width() > 0)) > FAINT


def _owner(glyphs: Iterable[Mobject], owner: dict[int, Thing]) -> Thing | None:
    return next((owner[id(glyph)] for glyph in glyphs if id(glyph) in owner), None)


def _things(scene: Chapter) -> Iterator[Mobject]:
    """Every thing that the scene shows or keeps."""
    seen: set[int] = set()
    for part in parts_of(scene.mobjects):
        if _is_thing(part):
            yield part
    for name, kept in vars(scene).items():
        if name not in ("t", "n", "renderer", "camera", "stage", "witness", "plays", "spans", "_beats", "_timings", "mobjects"):
            yield from _kept(kept, seen, 0)


def _kept(held: Any, seen: set[int], depth: int) -> Iterator[Mobject]:
    """The things that an object of a film holds."""
    if id(held) in seen or depth > DEEP or isinstance(held, (str, int, float)):
        return
    seen.add(id(held))
    inside: Iterable[Any] = ()
    if isinstance(held, Mobject):
        yield from (part for part in parts_of([held]) if _is_thing(part))
        inside = vars(held).values() if _ours(held) else ()
    elif isinstance(held, (list, tuple, set)):
        inside = held
    elif isinstance(held, dict):
        inside = held.values()
    elif _ours(held) and hasattr(held, "__dict__"):
        inside = vars(held).values()
    for one in list(inside):
        yield from _kept(one, seen, depth + 1)


def _ours(held: object) -> bool:
    return type(held).__module__.startswith(OURS)


def _is_thing(part: Mobject) -> bool:
    return _ours(part) and "ink" not in vars(part)


def numbers(picture: Picture) -> list[tuple[Shown, Said]]:
    """The numbers of a picture that stand by themselves, not in a line of maths."""
    return [(said.line.pieces[0], said) for said in picture.lines if is_number(said.line)]


def is_number(line: Line) -> bool:
    """Whether a line is a number and nothing else."""
    return len(line.pieces) == 1 and isinstance(line.pieces[0], Shown)
