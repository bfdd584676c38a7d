"""How the frame of a chapter is divided, from picture to picture: the shot that stands, and its sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from manim import (
    DR,
    UL,
    Animation,
    FadeIn,
    FadeOut,
    Mobject,
    ReplacementTransform,
    RoundedRectangle,
    Transform,
    VGroup,
    smooth,
    squish_rate_func,
)

from scenes.kit.place import shots
from scenes.kit.place.stage import Region, Stage

LEFT_BY = 0.45  # of a move, when what leaves beside it is gone: what moves may come to stand where it was


def leaving(things: Sequence[Mobject], here: Sequence[Mobject], moves: bool) -> list[Animation]:
    """What leaves the frame, of all that is here, while others move or not: it does not hang where its thing has been."""
    shown = set(map(id, here))
    gone = [m for thing in things for m in thing.get_family() if id(m) in shown and len(m.points)]
    return [FadeOut(VGroup(*gone), rate_func=squish_rate_func(smooth, 0, LEFT_BY if moves else 1))] if gone else []


class Staging:
    """What is composed now; `compose` says what moves when the next picture is.

    main   the room of the main thing      rooms   those of the sheets
    """

    def __init__(self) -> None:
        self.main: Region | None = None
        self.rooms: list[Region] = []
        self._shot = ""
        self._sheets: list[RoundedRectangle] = []

    def compose(
        self, stage: Stage, things: Mapping[str, shots.Thing], shot: str | None, heirs: Mapping[str, Mobject]
    ) -> tuple[shots.Composed, list[Any]]:
        """The next picture, and the moves that lead to it: of what settles by itself, of heirs, of sheets."""
        new = shots.compose(stage, things, shot, self._shot)
        self._shot, self.main = new.shot, next(iter(new.rooms.values()))
        self.rooms = [new.rooms[role] for role in new.made if role != "title"]
        nets = [(thing, new.rooms[role]) for role, thing in things.items() if isinstance(thing, shots.Settler)]
        moves: list[Any] = [net.settle(room) for net, room in nets if shots.is_far(net.region, room, stage)]
        moves += [ReplacementTransform(old, new.made[role]) for role, old in heirs.items()]
        return new, moves + self._sheeted(self.rooms)

    def _sheeted(self, rooms: Sequence[Region]) -> list[Animation]:
        """Sheets move to these rooms, come or go."""
        wanted, old = [shots.sheet(room) for room in rooms], self._sheets
        self._sheets = [*old[: len(wanted)], *wanted[len(old) :]]
        stay = [
            Transform(a, b)
            for a, b in zip(old, wanted, strict=False)
            if max(np.abs(a.get_critical_point(way) - b.get_critical_point(way)).max() for way in (UL, DR)) > 0.01
        ]
        return [*stay, *(FadeIn(new) for new in wanted[len(old) :]), *(FadeOut(left) for left in old[len(wanted) :])]
