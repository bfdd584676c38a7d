"""The walk along the ratio: the bars and the point of the objective go to a ratio together, and rest there with their figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from manim import Animation, FadeIn, FadeOut, ReplacementTransform, VGroup

from engine.reading import Number, Reading
from scenes.films.policy.clip_plot import ClipPlot
from scenes.films.policy.facts import Kind
from scenes.films.policy.rooms import bars_and_plot

if TYPE_CHECKING:
    from scenes.films.policy.story import PolicyGradient


class RatioWalk:
    """r   where the film's bars and the point on its plot stand      digits   what rests there in figures"""

    def __init__(self, film: PolicyGradient) -> None:
        self.film = film
        self.r = 1.0
        self.digits = VGroup()

    def figures(self, p: Iterable[Number], *more: VGroup) -> list[Animation]:
        """The figures of where the bars and the point rest come in."""
        self.digits = VGroup(self.film.actions.digits(p), *more)
        return [FadeIn(self.digits)]

    def without(self) -> list[Animation]:
        """The figures, and the arrows on the bars, leave: what moves is drawn, not written."""
        actions = self.film.actions
        old, self.digits = self.digits, VGroup()
        pushes, actions.pushes = actions.pushes, VGroup()
        return [FadeOut(m) for m in (old, pushes) if len(m)]

    def home(self) -> list[Animation]:
        """The bars alone go back to the old policy, at once without their figures."""
        start, self.r = self.r, 1.0
        return [*self.without(), self.film.actions.walk(start, 1.0)]

    def bars_to(self, r: float, case: Reading | None = None, run_time: float = 1.5) -> None:
        """The bars alone go to a ratio; with a case, its figures come in there."""
        self.film.play(*self.without(), run_time=0.2)
        self.film.play(self.film.actions.walk(self.r, r), run_time=run_time)
        self.r = r
        if case is not None:
            self.film.play(*self.figures(case.a[case.D]), run_time=0.3)

    def to(self, r: float, case: Reading | None = None, run_time: float = 1.5, free: bool = False, drawing: bool = False) -> None:
        """The point and the bars go to a ratio; with a case, its figures come in there."""
        film = self.film
        film.play(*self.without(), run_time=0.2)
        film.play(film.plot.walk(self.r, r, free, drawing), film.actions.walk(self.r, r), run_time=run_time)
        self.r = r
        if case is not None:
            film.play(*self.figures(case.a[case.D], VGroup(film.plot.foot(case.objective.ratio))), run_time=0.3)

    def turn(self, kind: Kind) -> None:
        """The objective for this sign of the advantage takes the place of the one before, the point at 1."""
        film = self.film
        old, away = film.plot.line, [FadeOut(VGroup(*(part for part in film.plot.everything if part is not film.plot.line)))]
        plot = film.plot = ClipPlot(film.t, kind, bars_and_plot(film.stage)[1])
        plot.veil()
        film.play(*away, ReplacementTransform(old, plot.line), *map(FadeIn, (plot, plot.fences, plot.ratios, plot.live)), run_time=0.9)
