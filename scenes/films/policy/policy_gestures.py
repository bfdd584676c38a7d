"""What the chapter of the policy gradient does more than once: the point and the bars go to a ratio together, and rest there."""

from __future__ import annotations

from manim import Animation, FadeIn, FadeOut, VGroup

from engine.reading import Number, Reading
from scenes.chapter import Chapter
from scenes.films.policy import policy_lines as lines
from scenes.films.policy.policy_bars import PolicyBars
from scenes.films.policy.policy_plots import ClipPlot


class PolicyFilm(Chapter):
    """Has `actions`, the bars, `picture`, the objective, and r, where both stand; `digits` is what rests there in figures."""

    actions: PolicyBars
    picture: ClipPlot
    r: float = 1.0
    digits: VGroup | None = None

    def figures(self, p: list[Number], *more: VGroup) -> list[Animation]:
        """The figures of where the bars and the point rest come in."""
        self.digits = VGroup(self.actions.digits(p), *more)
        return [FadeIn(self.digits)]

    def without(self) -> list[Animation]:
        """The figures, and the arrows on the bars, leave: what moves is drawn, not written."""
        old, self.digits = self.digits, None
        pushes, self.actions.pushes = self.actions.pushes, VGroup()
        return [FadeOut(m) for m in (old, pushes) if m is not None and len(m)]

    def move(self, r: float, case: Reading | None = None, run_time: float = 1.5, push: bool = False) -> None:
        """The bars alone go to a ratio."""
        self.play(*self.without(), run_time=0.2)
        self.play(self.actions.walk(self.r, r), run_time=run_time)
        self._rest(r, case, push)

    def walk(
        self, r: float, case: Reading | None = None, run_time: float = 1.5, free: bool = False, drawing: bool = False, push: bool = False
    ) -> None:
        """The point and the bars go to a ratio; with a case, its figures and its pushes come in there."""
        self.play(*self.without(), run_time=0.2)
        self.play(self.picture.walk(self.r, r, free, drawing), self.actions.walk(self.r, r), run_time=run_time)
        self._rest(r, case, push, True)

    def _rest(self, r: float, case: Reading | None, push: bool, foot: bool = False) -> None:
        self.r = r
        if case is None:
            return
        more = [VGroup(self.picture.foot(lines.number(case, "ratio", "ratio")))] if foot else []
        pushes = [FadeIn(self.actions.push(lines.vector(case, "dL_dz")))] if push else []
        self.play(*self.figures(list(case.a[case.D]), *more), *pushes, run_time=0.3)

    def turn(self, kind: str) -> None:
        """The objective for this sign of the advantage takes the place of the one before, the point at 1."""
        away = [FadeOut(VGroup(*self.picture.everything))]
        self.picture = ClipPlot(self.t, kind, lines.rooms(self.stage)[1])
        self.picture.veil()
        new = self.picture, self.picture.line, self.picture.fences, self.picture.ratios, self.picture.live
        self.play(*away, *map(FadeIn, new), run_time=0.9)
