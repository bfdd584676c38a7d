"""What stands beside the tree: a picture of where a slope comes from, over its lines of working."""

from __future__ import annotations

from collections.abc import Callable

from manim import VGroup

from scenes.equation import Equation
from scenes.kit.maths.worked import worked
from scenes.kit.place.stage import Region

PICTURE, BESIDE = 0.6, 0.47  # of a picture: of a board's height; of its width, where it is wide


class Working(VGroup):
    """picture   what `draw` makes of its room, if any      lines   of working, under or beside it, as large as the room lets them be"""

    def __init__(self, room: Region, *lines: Equation, draw: Callable[[Region], VGroup] | None = None) -> None:
        super().__init__()
        over, under = _halves(room) if draw else (room, room)
        self.picture = draw(over) if draw else VGroup()
        self.lines = worked(under, *lines)
        self.add(self.picture, self.lines)


def _halves(room: Region) -> tuple[Region, Region]:
    """The rooms of a picture and of what stands under it or, on a wide board, at its right."""
    if room.width > room.height:
        left = BESIDE * room.width
        right = room.width - left - 0.3
        return Region(room.left[0] + left / 2, room.y, left, room.height), Region(room.x + (left + 0.3) / 2, room.y, right, room.height)
    top, low = PICTURE * room.height, (1 - PICTURE) * room.height - 0.35
    return Region(room.x, room.top[1] - top / 2, room.width, top), Region(room.x, room.y - (top + 0.35) / 2, room.width, low)
