"""Where the film has its things: the strip over three sheets, for what a layer takes, its rule and what it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scenes.kit.place.stage import Region


@dataclass(frozen=True)
class Rooms:
    """The strip, and three sheets of which the outer ones are of one size."""

    strip: Region
    left: Region
    card: Region
    right: Region

    @property
    def sheets(self) -> tuple[Region, Region, Region]:
        """The rule, what a layer takes, what it gives."""
        return self.card, self.left, self.right

    @property
    def middle(self) -> Region:
        """All three places."""
        return _around(self.sheets)

    @property
    def rest(self) -> Region:
        """All but the left, where that leaves one room; else the card."""
        both = _around((self.card, self.right))
        beside = (abs(getattr(both, a) - getattr(self.left, a)) - (getattr(both, s) + getattr(self.left, s)) / 2 for a, s in AXES)
        return both if max(beside) > 0 else self.card


AXES = (("x", "width"), ("y", "height"))


def _around(places: Sequence[Region]) -> Region:
    """The room around some places."""
    left, right = (f(p.x + s * p.width / 2 for p in places) for f, s in ((min, -1), (max, 1)))
    low, high = (f(p.y + s * p.height / 2 for p in places) for f, s in ((min, -1), (max, 1)))
    return Region((left + right) / 2, (low + high) / 2, right - left, high - low)


ROOMS = {
    "16:9": Rooms(
        Region(0, 2.95, 12.9, 0.9), Region(-4.38, -0.33, 4.1, 5.4), Region(0, -0.33, 4.36, 5.4), Region(4.38, -0.33, 4.1, 5.4)
    ),
    "9:16": Rooms(Region(0, 5.7, 7.1, 0.8), Region(0, -3.6, 7.2, 3.56), Region(0, -0.1, 7.2, 3.14), Region(0, 3.4, 7.2, 3.56)),
    "1:1": Rooms(Region(0, 3.93, 9.0, 0.8), Region(-2.29, 1.45, 4.42, 3.8), Region(0, -2.15, 9.0, 3.2), Region(2.29, 1.45, 4.42, 3.8)),
}  # fmt: skip
