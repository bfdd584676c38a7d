"""The loss over one weight: a curve to stand on, its tangent, and hops along it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from manim import Animation, Dot, Line, UpdateFromAlphaFunc, VGroup, VMobject

from engine.reading import Named, Number
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import NO_TYPE
from scenes.kit.place.stage import Region
from scenes.kit.plots.scales import Scales
from scenes.kit.theme import theme
from scenes.kit.type.number import Num
from scenes.shown import Shown

Loss = Callable[[float], float]
POINTS = 81
FOG = 0.16  # opacity of a curve that nobody can see whole


@dataclass(frozen=True)
class Window:
    """What a plot shows: the losses Ls over the weights ws, (n,) each, between the corners (w, L) `low` and `high`."""

    ws: np.ndarray
    Ls: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @classmethod
    def on(cls, ws: np.ndarray, Ls: np.ndarray, bottom: float | None = 0.0) -> Window:
        """Around all of a curve, down to `bottom`; with none, to a little below the curve."""
        margin = 0.08 * float(Ls.max() - Ls.min())
        low = np.array([ws[0], Ls.min() - margin if bottom is None else bottom])
        return cls(ws, Ls, low, np.array([ws[-1], Ls.max() + margin]))


@dataclass(frozen=True)
class Foot:
    """Where one stands, and the tangent there: its slope, and how far it goes to either side."""

    w: float
    L: float
    slope: float = 0.0
    reach: float = 0.0


class LossSlice(VGroup):
    """w across, L up, filling its room; `stand` puts a dot on it, which it then carries wherever it goes.

    scales, curve          the axes with their numbers; the curve
    dot, drops, tangent    where one stands, the lines from there to the axes, and the straight line that touches the curve
    tag                    the loss there, in digits, while it rests
    point(w, L)            where that is on the frame
    sweep()                the curve grows from its left end
    travel(loss, v, ...)   the dot goes to the weight v, on the curve at every frame; the tangent stays where it touches
    zoom(to, loss, reach)  the window goes to another one, and curve, dot and tangent keep their places in it
    sink(loss_at, w)       the curve becomes that of loss_at(alpha) at every frame, and the dot stays on it at w
    bend(to, foot)         the curve becomes another one, point by point, the dot with it
    """

    def __init__(self, region: Region, window: Window, w: Named, L: Named, size: float) -> None:
        super().__init__()
        self.region, self.window, self.size = region, window, size
        self.foot: Foot | None = None
        self.touched: Foot | None = None  # where the tangent touches, and stays when the dot goes on
        self.scales = Scales(w, L, size)
        self.curve = VMobject(stroke_color=theme().loss, stroke_width=6)
        self.dot = Dot(radius=0.15, color=theme().light).set_z_index(6)
        self.drops = VGroup(*(Line(color=theme().soft, stroke_width=2) for _ in range(2)))
        self.tangent = Line(color=theme().backward, stroke_width=6).set_z_index(2)
        self.tag = VGroup()
        self.add(self.scales, self.curve)
        self.scales.count(window.low, window.high, region.width)
        self.draw()

    # ---- where it stands

    def digit_in(self, room: Region) -> float:
        """Its numbers have one size in every room."""
        return NO_TYPE

    def settle(self, room: Region) -> Animation:
        """Fill another room, with all that stands on it."""
        old = self.region

        def move(part: float) -> None:
            self.region = old.towards(room, part)

        self.region = room  # is asked before the move is played
        return self._live(move, run_time=0.9)

    def point(self, w: float, L: float) -> np.ndarray:
        low, high = self.window.low, self.window.high
        u, v = (np.array([w, L]) - low) / (high - low)
        box = self.scales.box(self.region)
        return np.array([box.x + (u - 0.5) * box.width, box.y + (v - 0.5) * box.height, 0.0])

    def draw(self) -> None:
        """Put everything where region, window and foot say."""
        window = self.window
        self.scales.lay(self.region, self.point)
        self.curve.clear_points()
        for run in _runs((window.low[1] <= window.Ls) & (window.high[1] >= window.Ls)):
            self.curve.append_points(VMobject().set_points_as_corners([self.point(window.ws[k], window.Ls[k]) for k in run]).points)
        if self.foot is not None:
            self._stand(self.foot)

    def _stand(self, foot: Foot) -> None:
        here = self.point(foot.w, foot.L)
        self.dot.move_to(here)
        for line, end in zip(self.drops, self.scales.feet(here), strict=True):
            line.set_points_as_corners([here, end])
        if len(self.tag):
            self.tag.move_to(self._beside(here, foot))
        if self.touched is not None:
            self.tangent.set_points_as_corners([self._along(self.touched, side) for side in (-1, 1)])

    def _along(self, foot: Foot, part: float) -> np.ndarray:
        """A place on the tangent, at this part of its reach or, where that is out of sight, of what is seen of it."""
        rise = np.sign(part) * foot.slope
        room = (self.window.high if rise > 0 else self.window.low)[1] - foot.L
        off = part * min(foot.reach, room / rise if rise else np.inf)
        return self.point(foot.w + off, foot.L + off * foot.slope)

    def _beside(self, here: np.ndarray, foot: Foot) -> np.ndarray:
        """Over the dot, on the side where the curve falls, between the ends of the axis."""
        side = -1 if foot.slope > 0 else 1
        box = self.scales.box(self.region)
        free = box.width / 2 - self.tag.width / 2 - 0.15
        x = here[0] + side * (0.3 + self.tag.width / 2)
        return np.array([np.clip(x, box.x - free, box.x + free), here[1] + 0.3 + self.tag.height / 2, 0])

    def _live(self, move: Callable[[float], None], run_time: float) -> Animation:
        """Everything drawn anew at every frame, after `move`."""

        def go(_: VMobject, alpha: float) -> None:
            move(alpha)
            self.draw()

        return UpdateFromAlphaFunc(self, go, run_time=run_time)

    def recount(self) -> VGroup:
        """New numbers on the axes for this window, not yet shown."""
        marks = self.scales.count(self.window.low, self.window.high, self.region.width)
        self.draw()
        return marks

    # ---- standing on it

    def stand(self, w: float, L: float, slope: float = 0.0) -> VGroup:
        """The dot and its drops at a place, not yet shown."""
        self.foot = Foot(w, L, slope)
        self._stand(self.foot)
        self.add(self.drops, self.dot)
        return VGroup(self.drops, self.dot)

    def touch(self, reach: float) -> Line:
        """The tangent where one stands, not yet shown."""
        assert self.foot is not None
        self.touched = replace(self.foot, reach=reach)
        self._stand(self.foot)
        self.add(self.tangent)
        return self.tangent

    def untouch(self) -> Line:
        """The tangent, which stays behind."""
        self.touched = None
        self.remove(self.tangent)
        return self.tangent

    def say(self, number: Number | Shown) -> VGroup:
        """The loss where one stands, not yet shown."""
        assert self.foot is not None
        self.tag = plate(Num(number, self.size)).set_z_index(5)
        self.tag.move_to(self._beside(self.point(self.foot.w, self.foot.L), self.foot))
        self.add(self.tag)
        return self.tag

    def hush(self) -> VGroup:
        """The number at the dot, which does not stay."""
        tag, self.tag = self.tag, VGroup()
        self.remove(tag)
        return tag

    def stops(self, ws: Sequence[float], Ls: Sequence[float]) -> VGroup:
        """A dot where each of some steps lands, of those that the window holds."""
        low, high = self.window.low[0], self.window.high[0]
        points = [self.point(w, L) for w, L in zip(ws, Ls, strict=True) if low <= w <= high]
        return VGroup(*(Dot(p, radius=0.11, color=theme().light).set_z_index(6) for p in points))

    # ---- moves

    def sweep(self, run_time: float = 3.0) -> Animation:
        whole = self.curve.copy()

        def reach(_: VMobject, alpha: float) -> None:
            self.curve.pointwise_become_partial(whole, 0, max(alpha, 1e-3))

        return UpdateFromAlphaFunc(self.curve, reach, run_time=run_time)

    def travel(self, loss: Loss, *stops: float, run_time: float = 1.5) -> Animation:
        """The dot goes to each of these weights in turn."""
        assert self.foot is not None
        start = self.foot
        places = np.array([start.w, *stops])

        def go(part: float) -> None:
            w = float(np.interp(part * len(stops), range(len(places)), places))
            self.foot = replace(start, w=w, L=loss(w))

        return self._live(go, run_time)

    def slide(self, *ways: float, run_time: float = 1.5) -> Animation:
        """The dot feels its way along the tangent, as far as these parts of its reach, in turn."""
        assert self.touched is not None
        start = self.touched
        places = np.array([0.0, *ways])

        def go(part: float) -> None:
            self.dot.move_to(self._along(start, float(np.interp(part * len(ways), range(len(places)), places))))

        return UpdateFromAlphaFunc(self.dot, lambda _, alpha: go(alpha), run_time=run_time)

    def zoom(self, to: Window, loss: Loss, reach: float, run_time: float = 1.6) -> Animation:
        """Every equal part of the time magnifies equally; `reach` is the tangent's at the end, and a faint curve stands out again."""
        start, touched, faint = self.window, self.touched, float(self.curve.get_stroke_opacity())
        size, end = start.high - start.low, to.high - to.low
        alike = np.isclose(size, end)

        def move(alpha: float) -> None:
            now = size ** (1 - alpha) * end**alpha
            part = np.divide(size - now, size - end, out=np.full(2, float(alpha)), where=~alike)
            low = start.low + (to.low - start.low) * part
            ws = np.linspace(low[0], low[0] + now[0], POINTS)
            self.window = Window(ws, np.array([loss(w) for w in ws]), low, low + now)
            self.curve.set_stroke(opacity=faint + (1 - faint) * alpha)
            self.touched = None if touched is None else replace(touched, reach=touched.reach ** (1 - alpha) * reach**alpha)

        return self._live(move, run_time)

    def sink(self, loss_at: Callable[[float], Loss], w: float, run_time: float = 1.5) -> Animation:
        assert self.foot is not None
        start, foot = self.window, self.foot

        def move(alpha: float) -> None:
            loss = loss_at(alpha)
            self.window = replace(start, Ls=np.array([loss(v) for v in start.ws]))
            self.foot = replace(foot, w=w, L=loss(w))

        return self._live(move, run_time)

    def bend(self, to: Window, foot: Foot, run_time: float = 2.0) -> Animation:
        assert self.foot is not None
        start, before = self.window, self.foot

        def between(a: np.ndarray, b: np.ndarray, part: float) -> np.ndarray:
            return np.asarray(a + part * (b - a))

        def move(alpha: float) -> None:
            fields = ("ws", "Ls", "low", "high")
            self.window = Window(*(between(getattr(start, name), getattr(to, name), alpha) for name in fields))
            w = before.w + alpha * (foot.w - before.w)
            self.foot = foot if alpha == 1 else replace(foot, w=w, L=float(np.interp(w, self.window.ws, self.window.Ls)))

        return self._live(move, run_time)


def _runs(seen: np.ndarray) -> list[np.ndarray]:
    """The stretches of a curve that are seen, two points or more each."""
    where = np.flatnonzero(seen)
    return [run for run in np.split(where, np.flatnonzero(np.diff(where) > 1) + 1) if len(run) > 1]
