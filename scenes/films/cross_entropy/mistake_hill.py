"""The squash with a point on it that is badly wrong, and how far two of them get on one clock."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, DashedLine, Dot, Line, UpdateFromAlphaFunc, VGroup, VMobject, linear, smooth

from engine.reading import Number, Reading
from engine.trace import Example
from scenes.kit.maths.single import single
from scenes.kit.place.stage import Region
from scenes.kit.plots.plot import CurvePlot
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num
from scenes.shown import show

BEYOND = 2.0  # how far past its first z a curve goes, to either side
SAMPLES = 131
APART = 0.05  # footprints nearer than this to the last one are not drawn
UNDER = 0.5  # under the axis of the steps, past the digits of a step: its name
READ = 30  # font size of digits beside a curve
SHAKE = 0.6  # how far z is shaken


def pushed(t: Reading, z: float) -> Example:
    """The neuron run with its bias moved so that its sum is z."""
    one = single(t)
    return t.probe.run({("b", 1, 0): one.b.value + z - one.z.value})


def span(t: Reading) -> np.ndarray:
    """The z that curves are drawn over."""
    reach = abs(single(t).z.value) + BEYOND
    return np.linspace(-reach, reach, SAMPLES)


class Hill(VGroup):
    """plot (the sigmoid over z) and live, the point on it, are drawn by itself; shown by the film:

    rise, across   from z up to the point, from there to the axis of a      gap       the miss, on the axis of a
    push           delta over z, on the same scale, with its own dot `tip`; `crest` is where it is largest
    set(z)         all of it as the engine's run with that z leaves it
    go(u, v, ...)  z goes from u to v; shake(...) to and fro about where it is
    """

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        self.t, zs = t, span(t)
        runs = [pushed(t, z) for z in zs]
        self.plot = CurvePlot(region, zs, np.array([r.forward[0].a[0] for r in runs]), theme().forward, "z", "a", (0.0, 1.0))
        self.plot.names.set_color(theme().forward)
        self.live = Dot(radius=0.11, color=theme().light).set_z_index(6)
        self.rise, self.across = (VMobject(stroke_color=theme().soft, stroke_width=2) for _ in range(2))
        self.gap = VMobject(stroke_color=theme().loss, stroke_width=8)
        self.push = VMobject(stroke_color=theme().backward, stroke_width=4)
        self.push.set_points_as_corners([self.plot.point(z, r.backward[0].delta[0]) for z, r in zip(zs, runs, strict=True)])
        self.crest = max(self.push.points, key=lambda point: point[1]).copy()
        self.whole, self.ends = self.push.copy(), (zs[0], zs[-1])
        self.tip = Dot(radius=0.1, color=theme().backward).set_z_index(6)
        self.set(single(t).z.value)
        self.add(self.plot, self.live)

    @property
    def moving(self) -> list[VMobject]:
        return [self.live, self.rise, self.across, self.gap]

    def set(self, z: float) -> Hill:
        run, p = pushed(self.t, z), self.plot
        a, y = float(run.forward[0].a[0]), float(run.y[0])
        point, axis = p.point(z, a), p.axes[1].get_x()
        self.z = z
        self.live.move_to(point)
        self.rise.set_points_as_corners([p.point(z, 0), point])
        self.across.set_points_as_corners([point, [axis, point[1], 0]])
        self.gap.set_points_as_corners([[axis, p.point(z, y)[1], 0], [axis, point[1], 0]])
        self.tip.move_to(p.point(z, float(run.backward[0].delta[0])))
        self.push.pointwise_become_partial(self.whole, 0, max((z - self.ends[0]) / (self.ends[1] - self.ends[0]), 1e-3))
        return self

    def go(self, u: float, v: float, *parts: VMobject, run_time: float, rate: Callable[[float], float] = smooth) -> Animation:
        return self._by(lambda s: u + s * (v - u), parts, run_time, rate)

    def shake(self, *parts: VMobject, run_time: float) -> Animation:
        home = self.z
        return self._by(lambda s: home + SHAKE * float(np.sin(4 * np.pi * s)), parts, run_time, linear)

    def _by(self, z: Callable[[float], float], parts: tuple[VMobject, ...], run_time: float, rate: Callable[[float], float]) -> Animation:
        return UpdateFromAlphaFunc(VGroup(*parts), lambda _, s: self.set(z(s)), run_time=run_time, rate_func=rate)

    @property
    def free(self) -> np.ndarray:
        """A place under the curve."""
        return self.plot.point(0.55 * self.ends[1], 0.45)

    def reads(self, z: Number | None = None, a: Number | None = None, y: Number | None = None) -> VGroup:
        """Digits at the axes where the point, or the target, is; not yet shown."""
        p, axis, nums = self.plot, self.plot.axes[1].get_x(), VGroup()
        if z is not None:
            nums.add(Num(z, READ).next_to(p.point(z.value, 0), DOWN, buff=0.16))
        if a is not None:
            nums.add(Num(a, READ).next_to([axis, p.point(0, a.value)[1], 0], LEFT, buff=0.18))
        if y is not None:
            label = Formula("{s} = {v}", size=READ, s=y.named, v=y)
            nums.add(label.next_to([axis, p.point(0, y.value)[1], 0], DOWN + LEFT, buff=0.14))
        return nums


class Racer(VGroup):
    """One side of the race: hill (with its footprints), and `answers`, a over the steps, whose curve is as long as the clock says.

    frame      what stands before the start: the hill and the axes of the answers
    at(k)      all of it after k steps         moving   what that changes
    mark(k, number), says(number)   a step named on the axis; the digits of a, at the tip
    """

    def __init__(self, t: Reading, side: int, above: Region, below: Region) -> None:
        super().__init__()
        root = f"studies.mistake.sides[{side}]"
        self.z, self.a = t.numbers(f"{root}.z", "z").array, t.numbers(f"{root}.a", "a").array
        self.hill = Hill(t if side == 0 else t.of(twin=0), above)
        below = Region(below.x, below.y + 0.2, below.width, below.height - 0.4)
        self.answers = CurvePlot(below, np.arange(len(self.a)), self.a, theme().forward, '"steps"', "a", (0.0, 1.0))
        self.answers.names[1].set_color(theme().forward)
        self.answers.names[0].next_to(self.answers.axes[0].get_end(), DOWN, buff=UNDER).align_to(self.answers.axes[0], RIGHT)
        self.whole = self.answers.curve.copy()
        self.tip = Dot(radius=0.09, color=theme().light).set_z_index(6)
        self.prints = footprints([self.hill.plot.point(z, a) for z, a in zip(self.z, self.a, strict=True)])
        self.frame = VGroup(self.hill, self.answers.axes, self.answers.names, self.tip)
        self.moving = [self.hill.live, self.prints, self.answers.curve, self.tip]
        self.at(0)

    def at(self, k: int) -> None:
        p = self.answers
        self.hill.live.move_to(self.hill.plot.point(self.z[k], self.a[k]))
        self.tip.move_to(p.point(k, self.a[k]))
        p.curve.pointwise_become_partial(self.whole, 0, max(k / (len(self.a) - 1), 1e-4))
        show_prints(self.prints, k)

    def mark(self, k: Number) -> VGroup:
        p, here = self.answers, float(self.a[int(k.value)])
        dash = DashedLine(p.point(k.value, 0), p.point(k.value, here), stroke_width=2, color=theme().soft)
        return VGroup(dash, Num(k, READ, theme().ink).next_to(p.point(k.value, 0), DOWN, buff=0.14))

    def says(self, a: Number) -> Num:
        return Num(show(a, 2), READ).next_to(self.tip, RIGHT, buff=0.14)


def footprints(points: list[np.ndarray]) -> VGroup:
    """Where a point has been, step by step, none shown yet; `prints.steps[m]` is the step that the m-th is of."""
    prints, steps, last = VGroup(), [], None
    for k, point in enumerate(points):
        if last is None or np.linalg.norm(point - last) > APART:
            prints.add(Dot(point, radius=0.055, color=theme().light, fill_opacity=0).set_z_index(5))
            steps.append(k)
            last = point
    prints.steps = steps
    return prints


def show_prints(prints: VGroup, k: int) -> None:
    """Those of the steps before step k."""
    for step, dot in zip(prints.steps, prints, strict=True):
        dot.set_fill(opacity=0.55 if step < k else 0.0)


def between(first: int, last: int, show: Callable[[int], object]) -> Callable[[float], object]:
    """The whole steps of a clock that goes from one to another: nothing stands between two steps."""
    return lambda alpha: show(first + int(alpha * (last - first) + 1e-9))


class LossHill(VGroup):
    """L over a (`over="a"`) or over z of one of two losses, both on one scale, with the live point on it.

    plot, live      drawn by itself         tangent(slope)   through the point, as long on the frame as any other
    prints          where training has been, over z          set(z), at(k), go(u, v)
    """

    def __init__(self, t: Reading, side: int, over: str, region: Region, others: tuple[Reading, ...]) -> None:
        super().__init__()
        self.t, self.over = t, over
        zs = span(t)
        runs = [pushed(t, z) for z in zs]
        top = max(pushed(other, zs[-1]).L for other in (t, *others))
        xs = zs if over == "z" else np.array([r.forward[0].a[0] for r in runs])
        self.plot = CurvePlot(region, xs, np.array([r.L for r in runs]), theme().loss, over, "L", (0.0, top))
        self.plot.names[0].set_color(theme().forward)
        self.plot.names[1].set_color(theme().loss)
        self.live = Dot(radius=0.11, color=theme().light).set_z_index(6)
        root = f"studies.mistake.sides[{side}]"
        self.z, self.L = t.numbers(f"{root}.z", "z").array, t.numbers(f"{root}.L", "L").array
        self.prints = footprints([self.plot.point(z, L) for z, L in zip(self.z, self.L, strict=True)]) if over == "z" else VGroup()
        self.set(single(t).z.value)
        self.add(self.plot, self.live)

    def set(self, z: float) -> LossHill:
        run = pushed(self.t, z)
        self.live.move_to(self.plot.point(z if self.over == "z" else float(run.forward[0].a[0]), run.L))
        return self

    def at(self, k: int) -> None:
        self.live.move_to(self.plot.point(self.z[k], self.L[k]))
        show_prints(self.prints, k)

    @property
    def free(self) -> np.ndarray:
        """A place that the curve over a leaves free, for its formula."""
        p = self.plot
        (left, _, _), (right, _, _) = p.axes[0].get_start(), p.axes[0].get_end()
        (_, low, _), (_, high, _) = p.axes[1].get_start(), p.axes[1].get_end()
        return np.array([left + 0.45 * (right - left), low + 0.78 * (high - low), 0.0])

    def height(self, L: Number) -> Num:
        """The digits of L, left of the point or over it where that is low."""
        num = Num(L, READ)
        low = self.live.get_y() < self.plot.axes[0].get_y() + 0.5 * self.plot.height
        num.next_to(self.live, UP if low else LEFT, buff=0.15)
        return num.shift(min(0.0, self.plot.axes[0].get_right()[0] - num.get_right()[0]) * RIGHT)


def tangent(plot: CurvePlot, at: np.ndarray, slope: float, reach: float = 0.9) -> Line:
    """The straight line that touches a curve at a point of the frame, `reach` to either side."""
    origin, one = plot.point(0.0, 0.0), plot.point(1.0, 1.0)
    way = np.array([one[0] - origin[0], slope * (one[1] - origin[1]), 0.0])
    way *= reach / np.linalg.norm(way)
    return Line(at - way, at + way, color=theme().backward, stroke_width=5).set_z_index(4)
