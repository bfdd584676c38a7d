"""The weights of the network of 1986 as bars over its switches, and what its hidden neurons say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    DOWN,
    ORIGIN,
    RIGHT,
    Animation,
    DashedLine,
    Line,
    Mobject,
    Rectangle,
    RoundedRectangle,
    Square,
    Transform,
    UpdateFromAlphaFunc,
    VGroup,
    VMobject,
    there_and_back_with_pause,
)

from engine.reading import Numbers
from scenes.kit.place.light import lit
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.number import Num, width_of
from scenes.shown import Shown, show

FULL = 0.88  # of the way from cell to cell, that a number takes
SIZES: list[dict[str, int]] = [{"decimals": 1}, {"digits": 1}]  # how sizes are written


class WeightBars(VGroup):
    """The weights of each hidden neuron over its inputs, up where positive.

    bars[i][j], cells[i][j], heads[i], mirrors[i]    set(W) lays bars (2, n); `sizes(...)` the row of numbers under the cells
    """

    def __init__(self, region: Region, W: np.ndarray) -> None:
        super().__init__()
        self.rooms = _rooms(region)
        self.pitch = self.rooms[0].width / (W.shape[1] + 0.6)
        self.reach = (self.rooms[0].height - 1.9) / 2
        self.scale_of = self.reach / float(np.abs(W).max())
        self.heads, self.bars, self.cells, self.mirrors, self.floors = VGroup(), VGroup(), VGroup(), VGroup(), VGroup()
        for k, room in enumerate(self.rooms):
            self._panel(k, room, W.shape[1])
        self.set(W)
        self.add(self.floors, self.heads, self.cells, self.mirrors, self.bars)

    def _panel(self, k: int, room: Region, n: int) -> None:
        top, zero = room.y + room.height / 2, room.y + room.height / 2 - 0.5 - self.reach
        self.heads.add(Label(f"hidden neuron {k + 1}", size=resting()).move_to([room.x, top - 0.15, 0]))
        across = self.pitch * n / 2
        self.floors.add(Line([room.x - across, zero, 0], [room.x + across, zero, 0], color=theme().line, stroke_width=2))
        foot = zero - self.reach - 0.3
        self.cells.add(VGroup(*(Square(0.3, stroke_width=2, color=theme().soft).move_to([self.x(k, j, n), foot, 0]) for j in range(n))))
        self.mirrors.add(DashedLine([room.x, top - 0.45, 0], [room.x, foot - 0.15, 0], color=theme().soft, stroke_width=2))
        self.bars.add(VGroup(*(Rectangle(stroke_width=0, fill_opacity=0.95) for _ in range(n))))

    def x(self, k: int, j: int, n: int) -> float:
        return self.rooms[k].x + (j - (n - 1) / 2) * self.pitch

    def set(self, W: np.ndarray) -> None:
        """Lay the bars for these weights."""
        for k, row in enumerate(W):
            zero = self.floors[k].get_y()
            for j, w in enumerate(row):
                x, h, half = self.x(k, j, len(row)), self.scale_of * w, 0.32 * self.pitch
                h = h if abs(h) > 0.02 else float(np.copysign(0.02, w))
                corners = [[x - half, zero, 0], [x + half, zero, 0], [x + half, zero + h, 0], [x - half, zero + h, 0]]
                self.bars[k][j].set_points_as_corners([*corners, corners[0]]).set_fill(theme().sign(w), opacity=0.95)

    def train(self, kept: np.ndarray, told: Sweeps | None = None) -> Animation:
        """The weights (m, 2, n), sweep after sweep as the engine kept them, slower where they change; `told` fills with the sweeps."""
        shares = paced(kept)

        def set_to(_: Mobject, alpha: float) -> None:
            at = float(np.interp(alpha, shares, np.linspace(0, 1, len(kept))))
            self.set(kept[round(at * (len(kept) - 1))])
            if told is not None:
                told.fill_to(at)

        return UpdateFromAlphaFunc(VGroup(self.bars, *([told] if told else [])), set_to)

    def pair(self, j: int) -> list[Animation]:
        """Light what stands alike on both sides of the middle."""
        return [lit(row[m]) for row in self.bars for m in (j, len(row) - 1 - j)]

    def bar(self, k: int) -> VMobject:
        """The k-th of all bars, those of the first neuron first."""
        n = len(self.bars[0])
        found: VMobject = self.bars[k // n][k % n]
        return found

    def turns(self, pattern: Sequence[float] | None = None) -> list[Animation]:
        """The outlines of the bars left of each mirror, those of switches that are on, go over onto their twins, upside down, and back."""
        moves = []
        for row, floor in zip(self.bars, self.floors, strict=True):
            left = [bar for j, bar in enumerate(row[: len(row) // 2]) if pattern is None or pattern[j]]
            turned = VGroup(*(bar.copy().set_fill(opacity=0).set_stroke(theme().light, width=4) for bar in left)).set_z_index(5)
            target = turned.copy()
            for outline in target:
                outline.points[:, 1] = 2 * floor.get_y() - outline.points[:, 1]
                outline.set_x(2 * floor.get_x() - outline.get_x())
            moves.append(Transform(turned, target, rate_func=there_and_back_with_pause, remover=True))
        return moves

    def switch(self, pattern: Sequence[float] | None) -> list[Animation]:
        """Fill the cells of switches that are on and quieten the bars of the others; with None, as before."""
        on = [pattern is None or bool(v) for v in pattern or self.cells[0]]
        bars = [bar.animate.set_fill(opacity=0.95 if s else 0.15) for row in self.bars for bar, s in zip(row, on, strict=True)]
        return bars + self.cells_on(pattern)

    def cells_on(self, pattern: Sequence[float] | None) -> list[Animation]:
        """The cells alone."""
        full = [pattern is not None and bool(v) for v in pattern or self.cells[0]]
        return [c.animate.set_fill(theme().ink, opacity=float(s)) for row in self.cells for c, s in zip(row, full, strict=True)]

    def says(self, lines: Sequence[VMobject]) -> VGroup:
        """A line for each hidden neuron, under its cells."""
        for line, cells in zip(lines, self.cells, strict=True):
            line.next_to(cells, DOWN, buff=0.16)
        return VGroup(*lines)

    def sizes(self, numbers: Numbers) -> VGroup:
        """A number under every cell, as large as stand beside each other: where one decimal has no room, without."""
        flat = [number for row in numbers for number in row]
        size, shown = max((self._sized([show(number, **style) for number in flat]) for style in SIZES), key=lambda one: one[0])
        cells = [cell for row in self.cells for cell in row]
        nums = (Num(one, size, color=theme().ink) for one in shown)
        return VGroup(*(num.move_to(cell).shift(0.42 * DOWN) for num, cell in zip(nums, cells, strict=True)))

    def _sized(self, shown: list[Shown]) -> tuple[float, list[Shown]]:
        """How large numbers under the cells can be, and these."""
        return min(resting() + 2, FULL * self.pitch / max(width_of(one.text) for one in shown)), shown


class Sweeps(VGroup):
    """said: how many sweeps there are, beside a track that fills as they are made."""

    def __init__(self, said: Formula, width: float) -> None:
        super().__init__()
        self.said, wide = said, width - said.width - 0.5
        self.track = RoundedRectangle(0.09, width=wide, height=0.18, stroke_width=1.5, color=theme().soft)
        self.made = Line(ORIGIN, RIGHT, stroke_width=0, color=theme().light)
        self.add(VGroup(self.track, said).arrange(RIGHT, buff=0.5), self.made)
        self.fill_to(0.0)

    def fill_to(self, share: float) -> None:
        """So much of the sweeps is made."""
        start, end = self.track.get_left(), self.track.get_right()
        self.made.put_start_and_end_on(start, start + max(share, 1e-3) * (end - start))
        self.made.set_stroke(width=7 if share > 0.01 else 0)


def paced(kept: np.ndarray) -> np.ndarray:
    """Of a film's time, when each kept picture is shown (m,): half of it goes by with the sweeps, half with what changes in them."""
    change = np.concatenate([[0.0], np.abs(np.diff(kept, axis=0)).sum((1, 2)).cumsum()])
    return (np.linspace(0, 1, len(kept)) + change / max(change[-1], 1e-12)) / 2


def _rooms(region: Region) -> list[Region]:
    if region.width > region.height:
        w = region.width / 2
        return [Region(region.x + s * w / 2, region.y, w - 0.4, region.height) for s in (-1, 1)]
    h = region.height / 2
    return [Region(region.x, region.y - s * h / 2, region.width - 0.4, h) for s in (-1, 1)]
