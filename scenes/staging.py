"""How the frame of a chapter is divided, from picture to picture: the shot that stands, and its sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from manim import Animation, FadeOut, Mobject, ReplacementTransform, VGroup, smooth, squish_rate_func

from scenes.carry import shapes_of
from scenes.kit.place import shots
from scenes.kit.place.parts import parts_of
from scenes.kit.place.stage import Region, Stage
from scenes.sheets import LEFT_BY, Sheets


class Staging:
    """What is composed now; `compose` says what moves when the next picture is.

    main   the room of the main thing      rooms   those of the sheets
    """

    def __init__(self) -> None:
        self.main: Region | None = None
        self.rooms: list[Region] = []
        self.sheets = Sheets()
        self._shot = ""

    def compose(
        self,
        stage: Stage,
        things: Mapping[str, shots.Thing],
        shot: str | None,
        heirs: Mapping[str, Mobject],
        gone: Sequence[Mobject] = (),
        shown: Sequence[Mobject] = (),
    ) -> tuple[shots.Composed, list[Any], list[Animation]]:
        """The next picture, the moves that lead to it (of what settles by itself, of heirs, of sheets), and what leaves or is dimmed.

        `shown` is what is on screen. What is gone does not hang where its thing has been, but on a sheet it waits for what comes.
        """
        new = shots.compose(stage, things, shot, self._shot)
        self._shot, self.main = new.shot, next(iter(new.rooms.values()))
        self.rooms = [new.rooms[role] for role in new.made if role != shots.TITLE]
        nets = [(thing, new.rooms[role]) for role, thing in things.items() if isinstance(thing, shots.Settler)]
        moves: list[Any] = [net.settle(room) for net, room in nets if shots.is_far(net.region, room, stage)]
        moves += [ReplacementTransform(old, new.made[role]) for role, old in heirs.items()]
        left = [*shapes_of(gone, shown), *self.sheets.overdue()]
        if not moves and self.sheets.is_left_empty(left, shown):
            return new, [], self.sheets.wait(self.rooms, self._beside(new, things), left)
        passing = {id(m) for m in parts_of([move.mobject for move in moves])}
        moves += self.sheets.to(self.rooms, self._beside(new, things), left, shown, passing)
        waiting = {id(m) for sheet in self.sheets.all for m in sheet.old}
        leave = [m for m in left if id(m) not in waiting]
        fades = [FadeOut(VGroup(*leave), rate_func=squish_rate_func(smooth, 0, LEFT_BY if moves else 1))] if leave else []
        return new, moves, [*fades, *self.sheets.age()]

    def _beside(self, new: shots.Composed, things: Mapping[str, shots.Thing]) -> Region:
        """The room that sheets unfold from: that of what is on none, else the main one."""
        free = [new.rooms[role] for role, thing in things.items() if isinstance(thing, shots.Settler)]
        return free[0] if free else next(iter(new.rooms.values()))
