"""The stage: where things stand in a frame of 16:9, 9:16 or 1:1. Chapters place things by region, never by number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from manim import Mobject

M = TypeVar("M", bound=Mobject)
INSIDE = 0.12  # from the right edge of a room to what hangs outside of the neurons in it
BREATH = 0.4  # between a network that stands aside and what stands beside it


@dataclass(frozen=True)
class Region:
    """A rectangle of the frame: centre (x, y), width, height, in manim units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def center(self) -> np.ndarray:
        return np.array([self.x, self.y, 0.0])

    @property
    def left(self) -> np.ndarray:
        return np.array([self.x - self.width / 2, self.y, 0.0])

    @property
    def top(self) -> np.ndarray:
        return np.array([self.x, self.y + self.height / 2, 0.0])

    @property
    def bottom(self) -> np.ndarray:
        return np.array([self.x, self.y - self.height / 2, 0.0])

    def towards(self, other: Region, part: float) -> Region:
        """On the way to another region, so far."""
        pairs = zip((self.x, self.y, self.width, self.height), (other.x, other.y, other.width, other.height), strict=True)
        return Region(*(a + part * (b - a) for a, b in pairs))

    def keep(self, mobject: Mobject) -> None:
        """Move what runs out on the left back to the edge, on the right back inside, INSIDE from the edge."""
        over = mobject.get_right()[0] - (self.x + self.width / 2 - INSIDE)
        under = self.x - self.width / 2 - mobject.get_left()[0]
        mobject.shift(np.array([max(0.0, under) - max(0.0, over), 0.0, 0.0]))

    def hold(self, mobject: M, align: np.ndarray | None = None) -> M:
        """Put a mobject into the region, centred or moved to an edge (UP, LEFT, UL ...), shrunk if it is too large."""
        scale = min(1.0, self.width / max(mobject.width, 1e-6), self.height / max(mobject.height, 1e-6))
        if scale < 1:
            mobject.scale(scale)
        mobject.move_to(self.center)
        if align is not None:
            slack = np.array([self.width - mobject.width, self.height - mobject.height, 0.0]) / 2
            mobject.shift(slack * np.sign(align))
        return mobject


@dataclass(frozen=True)
class Stage:
    """A frame (width, height in units; 8 units are 1080 pixels) and its regions, all inside the safe area of 5 %.

    title  one line at the top      graph  the network      board  formulas, below it
    side   shelf, matrix or plot beside (16:9) or under (9:16, 1:1) the network; 16:9 has room for it once the
           network stands `aside`      beside  the side, with all the width that a network leaves that stands there
    wide   all but the title
    """

    shape: str
    width: float
    height: float
    title: Region
    graph: Region
    aside: Region
    side: Region
    board: Region

    @property
    def is_narrow(self) -> bool:
        """Whether the side stands under the network."""
        return self.aside == self.graph

    @property
    def beside(self) -> Region:
        """The side and, where that stands beside the network, all the width that the network leaves."""
        if self.is_narrow:
            return self.side
        left, right = self.aside.x + self.aside.width / 2 + BREATH, self.side.x + self.side.width / 2
        return Region((left + right) / 2, self.side.y, right - left, self.side.height)

    @property
    def below(self) -> Region:
        """All under the network: the board, in a narrow frame with the side over it."""
        if not self.is_narrow:
            return self.board
        top, bottom = self.side.y + self.side.height / 2, self.board.y - self.board.height / 2
        return Region(self.board.x, (top + bottom) / 2, self.board.width, top - bottom)

    @property
    def wide(self) -> Region:
        top = self.title.y - self.title.height / 2
        bottom = self.board.y - self.board.height / 2
        return Region(0, (top + bottom) / 2, self.width * 0.9, top - bottom)

    @property
    def arena(self) -> Region:
        """All between the title and the board: room for one large picture, or for two."""
        top, bottom = self.graph.y + self.graph.height / 2, self.board.y + self.board.height / 2 + 0.1
        return Region(0, (top + bottom) / 2, self.width * 0.9, top - bottom)


STAGES = {
    stage.shape: stage
    for stage in (
        Stage("16:9", 128 / 9, 8.0, Region(0, 3.35, 12.6, 0.5), Region(0, 0.8, 7.4, 4.1), Region(-2.6, 0.8, 7.4, 4.1),
              Region(4.6, 0.8, 3.5, 4.1), Region(0, -2.35, 12.6, 2.1)),
        Stage("9:16", 8.0, 128 / 9, Region(0, 6.1, 7.2, 0.6), Region(0, 3.0, 7.0, 5.0), Region(0, 3.0, 7.0, 5.0),
              Region(0, -1.5, 7.2, 3.4), Region(0, -4.85, 7.2, 2.9)),
        Stage("1:1", 10.0, 10.0, Region(0, 4.2, 9.0, 0.5), Region(0, 1.95, 8.2, 3.7), Region(0, 1.95, 8.2, 3.7),
              Region(0, -1.45, 9.0, 2.2), Region(0, -3.6, 9.0, 1.7)),
    )
}  # fmt: skip
