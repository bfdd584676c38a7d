"""What stands beside the tree: a picture of where a slope comes from, over its lines of working."""

from __future__ import annotations

from collections.abc import Callable

from manim import DOWN, LEFT, VGroup

from scenes.equation import Equation, broken
from scenes.kit.place.shots import fit, smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import Formula, align_equals

PICTURE, BESIDE = 0.6, 0.47  # of a picture: of a board's height; of its width, where it is wide
WHOLE = 1.25  # times that digits have to be larger before a line is broken


class Working(VGroup):
    """picture   what `draw` makes of its room, if any      lines   of working, under or beside it, as large as the room lets them be"""

    def __init__(self, room: Region, *lines: Equation, draw: Callable[[Region], VGroup] | None = None) -> None:
        super().__init__()
        over, under = _halves(room) if draw else (room, room)
        self.picture = draw(over) if draw else VGroup()
        whole, *parted = (fit(stack, under) for stack in _stacks(lines))
        best = max(parted, key=smallest_type)
        self.lines = best if smallest_type(best) > WHOLE * smallest_type(whole) else whole
        self.add(self.picture, self.lines)


def _halves(room: Region) -> tuple[Region, Region]:
    """The rooms of a picture and of what stands under it or, on a wide board, at its right."""
    if room.width > room.height:
        left = BESIDE * room.width
        right = room.width - left - 0.3
        return Region(room.left[0] + left / 2, room.y, left, room.height), Region(room.x + (left + 0.3) / 2, room.y, right, room.height)
    top, low = PICTURE * room.height, (1 - PICTURE) * room.height - 0.35
    return Region(room.x, room.top[1] - top / 2, room.width, top), Region(room.x, room.y - (top + 0.35) / 2, room.width, low)


def _stacks(lines: tuple[Equation, ...]) -> list[VGroup]:
    """The lines under each other, whole, broken at their signs, and broken at each."""
    whole = align_equals(*lines, buff=0.4)
    ways = ([Formula(broken(line, alone=alone)) for line in lines] for alone in (False, True))
    return [whole, *(VGroup(*way).arrange(DOWN, buff=0.45, aligned_edge=LEFT) for way in ways)]
