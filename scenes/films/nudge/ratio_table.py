"""Ratios of neighbouring moves, a row for each nudge, and under them what they settle on."""

from __future__ import annotations

from manim import VGroup

from engine.reading import Reading
from scenes.films.nudge import nudge_words as say
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula
from scenes.kit.type.number import Num
from scenes.shown import show

PITCH = (1.32, 0.72)


class RatioTable(VGroup):
    """heads[c]   Delta w, then the ratios      rows[k][c]   nudge k, then its ratios      slopes[c]   the symbols under the ratios"""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        across, down = PITCH
        names = ["Delta w", *say.ratio_names()]
        self.heads = VGroup(*(Formula("{s}", size=SMALL + 4, color=theme().soft, s=name) for name in names))
        self.rows = [VGroup(*map(_num, [say.row(t, k, "h"), *say.ratios(t, k)])) for k in range(say.ROWS)]
        self.slopes = VGroup(*(Formula("{s}", size=SMALL + 4, s=slope.named) for slope in say.slopes_of(t)))
        for c, head in enumerate(self.heads):
            head.move_to([across * c, 0, 0])
            for k, row in enumerate(self.rows):
                row[c].move_to([across * c, -down * (k + 1.35), 0])
        for c, slope in enumerate(self.slopes):
            slope.move_to([across * (c + 1), -down * (say.ROWS + 1.9), 0])
        self.add(self.heads, *self.rows, self.slopes)
        region.hold(self)


def _num(number: object) -> Num:
    return Num(show(number), SMALL + 4)  # type: ignore[arg-type]
