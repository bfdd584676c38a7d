"""A camera that goes close: what the voice names grows into the middle of its room, the rest dims and runs out of the frame.

It is the picture that moves, not the camera: sheets stand where they are, numbers rest where they are seen, and only what is drawn changes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DL, UR, Animation, Mobject, Transform, VGroup, VMobject

from scenes.kit.place.parts import in_depth
from scenes.kit.place.stage import Region
from scenes.kit.type.number import visible

MOVES, RETURNS = 1.2, 0.9  # seconds
LEAD = 0.3  # of them after its word
FILLS = 0.44  # of the frame's shorter side, in what is named
LARGE = 0.40  # of it: less is no close picture
LEAST, MOST = 1.5, 2.4  # times that a picture grows
KEPT = 0.35  # of their light that shapes around it keep; type around it goes
BELOW, ABOVE = 40.0, 30.0  # depths: under sheets and what stands on them, and over it


class Camera:
    """What stands close, each thing with what it was."""

    def __init__(self) -> None:
        self._was: list[tuple[VMobject, VMobject]] = []

    @property
    def is_close(self) -> bool:
        return bool(self._was)

    @staticmethod
    def growth(parts: Sequence[Mobject], room: Region, side: float) -> float:
        """How many times parts grow as they fill a room; 1 where that is worth no move. `side` is the frame's shorter one."""
        named = VGroup(*parts)
        size = max(named.width, named.height)
        growth = min(MOST, FILLS * side / size, room.width / named.width, room.height / named.height)
        return growth if growth >= LEAST and growth * size >= LARGE * side else 1.0

    def near(
        self, shown: Sequence[Mobject], parts: Sequence[Mobject], room: Region, growth: float, sheets: Sequence[Region]
    ) -> list[Animation]:
        """All but what stands on sheets grows around parts, which come into the middle of a room."""
        focus, frame = VGroup(*parts).get_center(), _box(VGroup(*parts))
        moves: list[Animation] = []
        for thing in _things(shown, sheets):
            before, after = thing.copy(), thing.copy()
            after.scale(growth, about_point=focus).shift(room.center - focus)
            is_seen = after.get_corner(DL)[0] < room.x + room.width / 2
            for leaf, was in zip(after.get_family(), thing.get_family(), strict=True):
                leaf.set_stroke(width=growth * was.get_stroke_width(), family=False)
                if len(was.points) and not _is_in(frame, was):
                    leaf.fade(1 - KEPT if is_seen and "ink" not in vars(was) else 1.0, family=False)
                was.set_z_index(was.z_index - BELOW, family=False)
            self._was.append((thing, before))
            moves.append(Transform(thing, after))
        return moves

    def back(self) -> list[Animation]:
        """All goes back to where it was."""
        return [Transform(thing, before) for thing, before in self._was]

    def lifted(self, copy: VMobject) -> VMobject:
        """A copy of what stands close, as it flies over the sheets."""
        if self._was:
            copy.set_z_index(ABOVE)
        return copy

    def rest(self) -> None:
        """It is back: depths are what they were."""
        for thing, before in self._was:
            for leaf, was in zip(thing.get_family(), before.get_family(), strict=True):
                leaf.set_z_index(was.z_index, family=False)
        self._was = []


def _things(shown: Sequence[Mobject], sheets: Sequence[Region]) -> list[VMobject]:
    """What is drawn but on no sheet, in order of depth; a shape with parts counts once."""
    found: list[VMobject] = []
    held: set[int] = set()
    for m in in_depth(shown):
        if isinstance(m, VMobject) and len(m.points) and id(m) not in held and visible(m) and not _on(sheets, m):
            found.append(m)
            held.update(map(id, m.get_family()))
    return found


def _on(sheets: Sequence[Region], m: VMobject) -> bool:
    """Whether a thing is a sheet, or stands on one."""
    x, y, _ = m.get_center()
    return any(abs(x - sheet.x) <= sheet.width / 2 and abs(y - sheet.y) <= sheet.height / 2 for sheet in sheets)


def _box(m: Mobject) -> np.ndarray:
    return np.array([m.get_corner(DL)[:2], m.get_corner(UR)[:2]])


def _is_in(frame: np.ndarray, m: VMobject) -> bool:
    low, high = m.points.min(0)[:2], m.points.max(0)[:2]
    return bool((frame[0] <= low + 1e-2).all() and (high <= frame[1] + 1e-2).all())
