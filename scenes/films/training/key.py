"""What dots, rings, shades and curves stand for."""

from __future__ import annotations

from manim import DOWN, RIGHT, UP, Dot, Line, Rectangle, VGroup

from engine.reading import Reading
from scenes.kit.place.shots import RESTING
from scenes.kit.place.stage import Region, Stage
from scenes.kit.plots.decision_boundary import BANDS, VEIL, shade
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.ink import Scale

DOT = 0.2  # radius
WIDE, HALF = 1.1, 0.5  # width of the strip of shades; what its middle says


class ShadeKey(VGroup):
    """ones, zeros (a dot and what it should give), strip (all shades, one over the other), half (the line in its middle, and its mark)."""

    def __init__(self, stage: Stage, room: Region) -> None:
        super().__init__()
        size, tall = RESTING[stage.shape] + 10, room.height > room.width
        long = (room.height if tall else room.width) - 2.4 * (1 if tall else 1.4)
        way, across, aside = (UP, RIGHT, RIGHT) if tall else (RIGHT, UP, DOWN)
        self.strip = VGroup(*(_from(k, long, tall).move_to(room.center + long / 2 * way, aligned_edge=way) for k in range(BANDS + 1)))
        self.ones, self.zeros = (_row(full, Formula("{s}", size=size, s=Scale(str(int(full))))) for full in (True, False))
        for row, end in ((self.ones, 1), (self.zeros, -1)):
            row.move_to(room.center + end * (long / 2 + (0.55 if tall else 0.8)) * way)
        mark = Line(-0.5 * WIDE * across, 0.5 * WIDE * across, stroke_width=6, color=theme().light).move_to(room.center)
        self.half = VGroup(mark, Formula("{s}", size=size, s=Scale.of(HALF)).next_to(mark, aside, buff=0.25))
        self.add(self.strip, self.ones, self.zeros, self.half)


class FitKey(VGroup):
    """dots (what should be said), curve (what is said)."""

    def __init__(self, t: Reading, stage: Stage, room: Region) -> None:
        super().__init__()
        size, D = RESTING[stage.shape] + 10, t.D
        line = Line(0.45 * DOWN + 0.4 * RIGHT, 0.45 * UP + 1.2 * RIGHT, stroke_width=6, color=theme().forward)
        self.dots = _row(True, Formula("{y}", size=size, y=t.name.y[0]))
        self.curve = VGroup(line, Formula("{a}", size=size, a=t.name.a[D][0])).arrange(RIGHT, buff=0.4)
        self.add(self.dots, self.curve)
        self.arrange(DOWN if room.height > room.width else RIGHT, buff=1.2).move_to(room.center)
        self.scale(min(1.6, 0.8 * room.width / self.width, 0.8 * room.height / self.height))


def _from(k: int, long: float, tall: bool) -> Rectangle:
    """The strip from the k-th shade on; a deeper one lies over its end."""
    length = long * (1 - k / (BANDS + 1))
    sides = (WIDE, length) if tall else (length, WIDE)
    return Rectangle(width=sides[0], height=sides[1], stroke_width=0, fill_color=shade(k), fill_opacity=VEIL)


def _row(full: bool, says: Formula) -> VGroup:
    dot = Dot(radius=DOT, color=theme().ink, stroke_width=3).set_fill(theme().ink if full else theme().panel, opacity=1)
    return VGroup(dot, says).arrange(RIGHT, buff=0.3)
