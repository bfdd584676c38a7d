"""What two pictures share: numbers and symbols that stand in both, so that they can move instead of dying and being born."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from manim import Animation, FadeIn, FadeOut, Mobject, MoveToTarget, VGroup, VMobject

from engine.reading import Named
from scenes.kit.place import shots
from scenes.kit.place.parts import parts_of
from scenes.shown import Shown

ARC = 0.94  # radians of a way that bulges by .12 of its length
ALOFT = 20.0  # depth that a thing gains while it travels
Glyphs = list[VMobject]


def shapes_of(things: Iterable[Mobject], shown: Iterable[Mobject]) -> Glyphs:
    """The shapes of things, of all that is on screen, each once."""
    here = set(map(id, shown))
    found = {id(m): m for thing in things for m in thing.get_family() if id(m) in here}
    return [m for m in found.values() if isinstance(m, VMobject) and len(m.points)]


def crossing(old: Mobject, new: Mobject, shown: Iterable[Mobject]) -> tuple[Glyphs, list[tuple[VGroup, VGroup]], list[Animation]]:
    """What of the old, as it is on screen, is taken away; copies of that, each with where it goes; what fades out and in besides."""
    pairs, left, fresh = shared(VGroup(*shapes_of([old], shown)), new)
    ways = [(VGroup(*(m.copy() for m in a)), VGroup(*b)) for a, b in pairs]
    fades = [*([FadeOut(VGroup(*left))] if left else []), *([FadeIn(VGroup(*fresh))] if fresh else [])]
    return [m for a, _ in pairs for m in a], ways, fades


def shared(old: Mobject, new: Mobject) -> tuple[list[tuple[Glyphs, Glyphs]], Glyphs, Glyphs]:
    """The glyphs of each part with equal keys, old and new; what is left of the old; what is new in the new."""
    before, after = _keyed(old), _keyed(new)
    keys = [key for key in after if key in before]
    pairs = [(before[key], after[key]) for key in keys]
    moved = {id(glyph) for pair in pairs for side in pair for glyph in side}
    return pairs, _rest(old, moved), _rest(new, moved)


def _rest(mobject: Mobject, moved: Iterable[int]) -> Glyphs:
    return [m for m in parts_of([mobject]) if id(m) not in moved and isinstance(m, VMobject) and len(m.points)]


def _keyed(mobject: Mobject) -> dict[Any, Glyphs]:
    """The glyphs of the first part of each key, a number with its digits or a symbol."""
    found: dict[Any, tuple[int, Glyphs]] = {}
    for glyph in parts_of([mobject]):
        ink = vars(glyph).get("ink")
        key = _key(ink.piece) if ink is not None else None
        if key is not None and isinstance(glyph, VMobject):
            whose = (id(ink.line) << 64) + id(ink.piece)
            first, glyphs = found.setdefault(key, (whose, []))
            if first == whose:
                glyphs.append(glyph)
    return {key: glyphs for key, (_, glyphs) in found.items()}


def _key(piece: object) -> tuple[str, str] | None:
    if isinstance(piece, Shown):
        return (piece.number.path, piece.text)
    return ("symbol", piece.typst) if isinstance(piece, Named) else None


def travel(traveller: Mobject, target: Mobject, arc: float = 0.0) -> Animation:
    """A thing on its way to where another stands, as large as that, type by its size, all else by its height; type takes its hue."""
    for leaf in traveller.get_family():
        leaf.set_z_index(leaf.z_index + ALOFT, family=False)  # it passes over what stands on its way, never behind it
    traveller.generate_target()
    sizes = [size for size in map(shots.smallest_type, (target, traveller)) if size < shots.NO_TYPE]
    scale = sizes[0] / sizes[1] if len(sizes) == 2 else target.height / max(traveller.height, 1e-6)
    traveller.target.scale(scale).move_to(target)
    hues = {glyph.get_fill_color().to_hex() for glyph in _type(target)}
    for glyph in _type(traveller.target) if len(hues) == 1 else ():
        glyph.set_fill(*hues, family=False)
    return MoveToTarget(traveller, path_arc=arc)


def _type(mobject: Mobject) -> Glyphs:
    return [m for m in mobject.get_family() if "ink" in vars(m) and isinstance(m, VMobject) and len(m.points)]
