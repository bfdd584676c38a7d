"""Ratios of neighbouring moves, a row for each nudge, and under them what they settle on."""

from __future__ import annotations

from manim import VGroup

from engine.reading import Reading
from scenes.films.nudge import facts, formulas
from scenes.kit.place.stage import Region
from scenes.kit.plots.number_line import READ
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num

PITCH = (1.32, 0.72)


class RatioTable(VGroup):
    """heads[c]   Delta w, then the ratios      rows[k][c]   nudge k, then its ratios      slopes[c]   the symbols under the ratios"""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        across, down = PITCH
        self.heads = VGroup(*(Formula("{s}", size=READ, color=theme().soft, s=name) for name in ("Delta w", *formulas.RATIOS)))
        rows = ([push, *facts.ratios(t, k)] for k, push in enumerate(facts.pushes(t)))
        self.rows = [VGroup(*(Num(number, READ) for number in row)) for row in rows]
        self.slopes = VGroup(*(Formula("{s}", size=READ, s=slope.named) for slope in facts.slopes(t)))
        for c, head in enumerate(self.heads):
            head.move_to([across * c, 0, 0])
            for k, row in enumerate(self.rows):
                row[c].move_to([across * c, -down * (k + 1.35), 0])
        for c, slope in enumerate(self.slopes):
            slope.move_to([across * (c + 1), -down * (len(self.rows) + 1.9), 0])
        self.add(self.heads, *self.rows, self.slopes)
        region.hold(self)
