"""What the chapter of the policy gradient draws and writes: two actions, the two products over the ratio, six cases."""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, UP, Animation, DashedLine, Line, Rectangle, UpdateFromAlphaFunc, VGroup, VMobject

from engine.reading import Number, Reading
from scenes.kit.number import Num, show
from scenes.kit.plot import CurvePlot
from scenes.kit.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type import SMALL, Formula, Label, small


def number(t: Reading, name: str, symbol: str) -> Number:
    """A number of the told example's objective."""
    return t.at(f"steps[{t.told[0]}].examples[{t.told[1]}].objective.{name}", symbol)


def vector(t: Reading, name: str) -> list[Number]:
    return list(t.numbers(f"steps[{t.told[0]}].examples[{t.told[1]}].objective.{name}", "dL_dz"))


class Actions(VGroup):
    """Bars of the probabilities of the actions: bars[k], names[k], nums[k]."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        self.bars, self.names, self.nums = VGroup(), VGroup(), VGroup()
        foot, high = region.y - 0.3 * region.height, 0.85 * region.height
        for k, p in enumerate(t.a[t.D]):
            x = region.x + (k - 0.5) * 2.6
            bar = Rectangle(width=1.2, height=high * p.value, stroke_width=0, fill_opacity=0.9, fill_color=theme().forward)
            self.bars.add(bar.move_to([x, foot, 0], aligned_edge=DOWN))
            self.nums.add(Num(p, 34).next_to(bar, UP, buff=0.15))
            self.names.add(Label(("first action", "second action")[k], size=small()).next_to([x, foot, 0], DOWN, buff=0.2))
        self.add(self.bars, self.names, self.nums)
        region.hold(self)


class ClipPlot(VGroup):
    """r A, and the smaller of r A and clip(r) A, over r.

    line (r A), held (clip(r) A), bent (the smaller), edges (of the clip, with their ratios)     dot   the live point; `walk` moves it
    """

    def __init__(self, t: Reading, kind: str, region: Region) -> None:
        super().__init__()
        study = t.trace.studies["policy"]
        self.rs, self.low = study.ratio, getattr(study, f"{kind}_objective")
        self.free = getattr(study, f"{kind}_product")
        span = (float(self.free.min()) - 0.1, float(self.free.max()) + 0.1)
        self.plot = CurvePlot(region, self.rs, self.free, theme().soft, "r", '"objective"', y_range=span)
        self.line = self.plot.curve.set_stroke(width=3, opacity=0.7)
        points = [self.plot.point(r, y) for r, y in zip(self.rs, self.low, strict=True)]
        self.bent = VMobject(stroke_color=theme().loss, stroke_width=6).set_points_as_corners(points)
        flat = [self.plot.point(r, y) for r, y in zip(self.rs, getattr(study, f"{kind}_clipped"), strict=True)]
        self.held = VMobject(stroke_color=theme().forward, stroke_width=3).set_points_as_corners(flat)
        ends = number(t, "low", "ratio"), number(t, "high", "ratio")
        foot, top = self.plot.axes[0].get_y(), self.plot.axes[1].get_top()[1]
        self.edges = VGroup()
        for edge in ends:
            x = self.plot.point(edge.value, span[0])[0]
            bar = DashedLine([x, foot, 0], [x, top, 0], color=theme().line, stroke_width=2)
            self.edges.add(VGroup(bar, Num(edge, small(), theme().ink).next_to([x, foot, 0], DOWN, buff=0.15)))
        self.dot = self.plot.dot(1.0, float(np.interp(1.0, self.rs, self.free)))
        self.add(self.plot.axes, self.plot.names)

    def walk(self, start: float, end: float, free: bool = False, run_time: float = 1.5) -> Animation:
        """The dot goes from ratio to ratio over the points that the engine gave."""
        ys = self.free if free else self.low
        first, last = (int(np.abs(self.rs - r).argmin()) for r in (start, end))

        def stand(dot: VMobject, alpha: float) -> None:
            k = round(first + alpha * (last - first))
            dot.move_to(self.plot.point(self.rs[k], ys[k]))

        return UpdateFromAlphaFunc(self.dot, stand, run_time=run_time)


def log_slope(t: Reading) -> tuple[Formula, Formula]:
    """d log pi / d z = onehot - pi, and with numbers. Parts: s, p; q0, q1."""
    s = "(partial log pi) / (partial z)"
    hues = {"s": theme().backward, "p": theme().forward}
    letters = Formula("{s} = {taken} - {p}", s=s, taken='"taken"', p="pi", hues=hues)
    q = vector(t, "dlog_prob_dz")
    return letters, Formula("{s} = ({q0}, {q1})", s=s, q0=q[0], q1=q[1], hues=hues)


def ratio_line(t: Reading) -> Formula:
    """r = pi new / pi old. Parts: r, new, old, result."""
    action = int(number(t, "action", "y").value)
    return Formula(
        "{r} = pi / pi_\"old\" = {new} / {old} = {result}", r="r", hues={"r": theme().forward},
        new=t.a[t.D][action], old=number(t, "old_prob", "pi"), result=show(number(t, "ratio", "ratio")),
    )  # fmt: skip


def products(t: Reading) -> Formula:
    """The two products of this case. Parts: one, two."""
    one, two = show(number(t, "product", "L")), show(number(t, "clipped_product", "L"))
    return Formula("r hat(A) : {one} quad {c} : {two}", one=one, two=two, c='"clipped"', hues={"c": theme().forward})


def gradient(t: Reading) -> Formula:
    """dL/dz of this case. Parts: s, q0, q1."""
    q = vector(t, "dL_dz")
    return Formula("{s} = ({q0}, {q1})", s="(partial L) / (partial z)", hues={"s": theme().backward}, q0=q[0], q1=q[1])


class Cases(VGroup):
    """For each ratio a row, for each sign of the advantage a column: cells[row, column] the slope of L in r."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        self.cells, self.rows, self.heads = {}, VGroup(), VGroup()
        for m in range(6):
            here, row, column = t.of(example=m), m % 3, m // 3
            at = np.array([2.3 * (column + 1), -0.95 * (row + 1), 0])
            self.cells[row, column] = Num(number(here, "dL_dratio", "dL_dratio"), 42).move_to(at)
            if column == 0:
                self.rows.add(Num(show(number(here, "ratio", "ratio")), 42).move_to([0.2, at[1], 0]))
        for column, word in enumerate(("good", "bad")):
            self.heads.add(Label(word, size=SMALL + 6).move_to([2.3 * (column + 1), -0.05, 0]))
        self.heads.add(Formula("r", size=SMALL + 4, color=theme().soft).move_to([0.2, -0.05, 0]))
        rule = Line([-0.4, -0.38, 0], [5.4, -0.38, 0], color=theme().line, stroke_width=2)
        self.add(self.heads, self.rows, rule)
        region.hold(VGroup(self, *self.cells.values()))


def stacked(*lines: VMobject) -> VGroup:
    return VGroup(*lines).arrange(DOWN, buff=0.25)


def beside(*lines: VMobject) -> VGroup:
    return VGroup(*lines).arrange(RIGHT, buff=0.9)


def advantage(t: Reading) -> Formula:
    """The advantage of this case. Part: A."""
    return Formula('"advantage" quad hat(A) = {A}', A=number(t, "advantage", "advantage"))


def loss_line() -> Formula:
    """L = -min(r A, clip(r) A). Parts: L, r, c."""
    return Formula("{L} = - min ({r}, {c})", L="L", r="r hat(A)", c='op("clip")(r) hat(A)', hues={"L": theme().loss, "c": theme().forward})
