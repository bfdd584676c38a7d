"""Learning rates, each tried on a bowl of its own: the neuron without its squash."""

from __future__ import annotations

from manim import DOWN, Animation, Create, FadeIn, Succession

from engine.reading import Reading
from scenes.films.step import facts, formulas
from scenes.films.step.loss_slice import LossSlice
from scenes.kit.place.stage import Region, Stage
from scenes.kit.type.formula import SMALL, Formula, Label

VERDICTS = ("too small", "about right", "too large")


class Bowl:
    """Learning rate k: what is drawn of it, nothing shown yet.

    plot   L over w      dots, lines   where its steps lead, from the start, and the ways there
    rate   eta = 0.4, under the plot    verdict   what it is, under that
    """

    def __init__(self, t: Reading, k: int, region: Region) -> None:
        ws, Ls = t.numbers("studies.rates.bowl", "L").array
        self.plot = LossSlice(region, ws, Ls, t.name.w, t.name.L)
        at, L = (t.numbers(f"studies.rates.bowls[{k}].{name}", "L").array for name in ("w", "L"))
        seen = [m for m in range(len(at)) if ws[0] <= at[m] <= ws[-1]]
        self.dots, self.lines = self.plot.hops(at[seen], L[seen])
        self.rate = Formula(formulas.value_of(facts.rates(t)[k])).next_to(self.plot, DOWN, buff=0.2)
        self.verdict = Label(VERDICTS[k], size=SMALL + 4).next_to(self.rate, DOWN, buff=0.18)

    def walk(self) -> Animation:
        """Hop after hop, from the first dot, which stands already."""
        hops = zip(self.lines, self.dots[1:], strict=True)
        return Succession(*(move for line, dot in hops for move in (Create(line), FadeIn(dot, scale=0.5))))


def thirds(stage: Stage) -> list[Region]:
    """Three rooms beside each other, or under each other where the frame is upright."""
    wide = stage.wide
    if wide.height > wide.width:
        h = wide.height / 3
        return [Region(wide.x, wide.y + (1 - k) * h + 0.3, wide.width, h - 1.1) for k in range(3)]
    w = wide.width / 3
    return [Region(wide.x + (k - 1) * w, wide.y + 0.2, w - 0.35, min(wide.height - 1.4, 1.2 * w)) for k in range(3)]
