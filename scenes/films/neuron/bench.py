"""One neuron as one linked picture: what is weighed and added lies on the line of z, the squash stands over it, a beside it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    DashedLine,
    Dot,
    ManimColor,
    ReplacementTransform,
    UpdateFromAlphaFunc,
    VGroup,
    VMobject,
    smooth,
)

from engine.activations import ACTIVATIONS
from engine.reading import Number, Reading
from engine.trace import Example
from scenes.facts import activation
from scenes.films.neuron import facts
from scenes.films.neuron.runs import Run
from scenes.kit.maths.single import single
from scenes.kit.place.shots import least, resting
from scenes.kit.place.stage import Region
from scenes.kit.plots.miss_square import MissSquare
from scenes.kit.plots.number_line import NumberLine, ruled
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num
from scenes.shown import show

Rate = Callable[[float], float]
BELOW = 1.15  # under the line of a: the line of z and the numbers under it
ABOVE = 0.55  # over it: its name
LEVELS = (1.2, 0.45)  # how far over the line of z its arrows are: first w x, then b
REACH = 4.0  # how far the line of z goes at least
FAR = 0.96  # of that, how far z is carried
APART = 0.4  # between two numbers on both sides of the line of a
MOST_TICKS = 60  # of a line: one a unit, or of a longer line one every ten, hundred ...


class NeuronBench(VGroup):
    """For a lesson of one neuron with one input. Parts, none of them shown by itself:

    z, a            the NumberLines; their dots are part of them      zero, bounds   the marks on them: Nums with strokes
    weighed, added  the arrows: w x from zero, then b from there    laid    their names
    close_up(room)  a longer line of z, for what is laid on it; as long as `z` is that one, all stands by it
    curve, live     the squash and the point on it, `trail` the curve up to it      rise, across   from z up to the point, from there to a
    wanted          the mark of y on the line of a                    miss           the MissSquare
    set(example)    all of it as a run of the engine left it
    follow(run, *parts)   all of it as a run leaves it at every frame; these parts are on the frame and move
    reach, far      how far the line of z goes to either side, and how far z is carried on it
    """

    def __init__(self, t: Reading, region: Region, judged: bool = True) -> None:
        """With room for the square of the miss or, where nothing is `judged` yet, as wide as its region."""
        super().__init__()
        self.t, self.one, self.region, self.judged = t, single(t), region, judged
        one, act = self.one, ACTIVATIONS[activation(t, 1)]
        self.reach = max(REACH, 1.4 * abs(one.z.value), 1.2 * abs(one.wx.value), 1.2 * abs(one.x.value))
        self.far = FAR * self.reach
        zs = np.linspace(-self.reach, self.reach, 241)
        values = np.asarray(act(zs), dtype=float)
        marks = [*facts.bounds(t)]
        span = min(float(values.min()), one.y.value, *map(float, marks)), max(float(values.max()), one.y.value, *map(float, marks))
        self._lines(span)
        self.zero = self.marked_zero()
        self.bounds = VGroup(*(self._bound(number) for number in marks))
        self.curve = VMobject(stroke_color=theme().forward, stroke_width=4)
        self.curve.set_points_as_corners([self.place(z, a) for z, a in zip(zs, values, strict=True)])
        self.trail = self.curve.copy()
        self.live = Dot(radius=0.11, color=theme().light).set_z_index(6)
        self.rise, self.across = (VMobject(stroke_color=theme().soft, stroke_width=2) for _ in range(2))
        self.miss = MissSquare(self.a, one.a.value, one.y.value)
        self.wanted = self._wanted()
        self.weighed, self.added = (self.z.arrow(0.0, 1.0) for _ in range(2))
        size, hues = 1.2 * resting(), {"b": theme().sign(one.b.value)}
        self.laid = VGroup(Formula("{w} {x}", size, w=t.name.w, x=t.name.x), Formula("{b}", size, b=t.name.b, hues=hues))
        self.set(t.probe.run({}))

    def _lines(self, span: tuple[float, float]) -> None:
        """The line of z along the foot, the line of a upright, with room for the square of the miss at its left."""
        r, one = self.region, self.one
        foot, left, right = r.y - r.height / 2, r.x - r.width / 2, r.x + r.width / 2 - 0.4
        low, high = foot + BELOW, foot + r.height - ABOVE
        miss = max(abs(one.miss.value), 0.3 * (span[1] - span[0]))
        room = min((high - low) * miss / (span[1] - span[0]) + 0.15, 0.45 * r.width)
        high = min(high, low + (room - 0.15) / miss * (span[1] - span[0]))
        room = room if self.judged else 0.7
        base = foot + 0.65
        n = self.t.name
        ticks = ruled(-self.reach, self.reach, _step(self.reach))
        self.z = NumberLine(np.array([left + room, base, 0]), np.array([right, base, 0]), (-self.reach, self.reach), n.z, ticks)
        self.a = NumberLine(np.array([left + room, low, 0]), np.array([left + room, high, 0]), span, n.a)

    def marked_zero(self) -> VGroup:
        """Where zero is on the line of z."""
        return self.z.mark(0.0, Num(self.t.at("studies.neuron.zero", "z"), resting(), theme().soft))

    def close_up(self, room: Region) -> NumberLine:
        """Across a room, no further than what is laid on it needs."""
        one, far = self.one, (facts.opposed(self.t).z, facts.pushed(self.t).z)
        reach = 1.25 * max(abs(number.value) for number in (*far, one.x, one.wx, one.z))
        low = room.y - room.height / 2 + 0.3 * room.height
        left, right = (np.array([room.x + side * (room.width / 2 - 0.5), low, 0.0]) for side in (-1, 1))
        return NumberLine(left, right, (-reach, reach), self.t.name.z, ruled(-reach, reach, _step(reach)))

    def _bound(self, number: Number) -> VGroup:
        """What the curve comes near to: a dashed line across, and its number, where the curve is far."""
        v = number.value
        free = 0.6 * self.reach * (1 if v <= sum(self.a.span) / 2 else -1)  # where the curve is far away
        num = Num(number, resting(), theme().soft).next_to(self.place(free, v), UP, buff=0.1)
        return VGroup(num, DashedLine(self.a.point(v), self.place(self.reach, v), stroke_width=1.5, color=theme().line))

    def _wanted(self) -> VGroup:
        y = self.one.y
        label = Formula("{s}", resting(), s=y.named)
        mark = self.a.mark(y.value, label)
        self._aside(label, y.value, self.one.a.value)
        return mark

    def _aside(self, label: VMobject, y: float, a: float) -> None:
        """Beside the mark of y, on the side on which no square of the miss stands."""
        way = -UP if y <= a else UP
        label.next_to(self.a.point(y), LEFT, buff=0.22).shift((0.5 * label.height + 0.17) * way)

    def place(self, z: float, a: float) -> np.ndarray:
        """Where the point (z, a) of the curve stands."""
        return np.array([self.z.point(z)[0], self.a.point(a)[1], 0.0])

    @property
    def summed(self) -> list[VMobject]:
        """All that follows on the line of z."""
        return [self.weighed, self.added, self.laid, self.z.dot]

    @property
    def squashed(self) -> list[VMobject]:
        """All that follows when z is carried: the way up to the curve and across."""
        return [self.z.dot, self.a.dot, self.live, self.rise, self.across]

    @property
    def moving(self) -> list[VMobject]:
        """All that follows when a number is changed."""
        return [self.z.dot, self.rise, self.live, self.across, self.a.dot, self.miss, self.wanted]

    @property
    def still(self) -> list[VMobject]:
        """All that stays where it is."""
        return [self.z.axis, self.z.ticks, self.z.name, self.zero, self.a.axis, self.a.name, self.bounds, self.curve]

    def gives_way(self, judged: NeuronBench) -> list[Animation]:
        """All that stands moves to where it does on another bench, which has room for a square."""
        pairs = zip([*self.still, *self._answered], [*judged.still, *judged._answered], strict=True)
        return [ReplacementTransform(old, new) for old, new in pairs]

    @property
    def _answered(self) -> list[VMobject]:
        """What stands besides, once the neuron has answered and knows what was wanted."""
        return [self.z.dot, self.rise, self.live, self.across, self.a.dot, self.wanted, self.miss.gap]

    # ---- motion

    def set(self, run: Example) -> NeuronBench:
        """Let everything stand as this run left it."""
        last = run.forward[0]
        wx, z, a, y = (float(array.flat[0]) for array in (last.products, last.z, last.a, run.y))
        self.z.move(z)
        self.a.move(a)
        point = self.place(z, a)
        self.live.move_to(point)
        self.rise.set_points_as_corners([self.z.point(z), point])
        self.across.set_points_as_corners([point, self.a.point(a)])
        self.miss.set(a, y)
        self.wanted.shift(self.a.point(y) - self.wanted[0].get_center())
        self._aside(self.wanted[1], y, a)
        self.trail.pointwise_become_partial(self.curve, 0, float(np.clip((z / self.reach + 1) / 2, 1e-3, 1)))
        self.weighed.become(self.z.arrow(0.0, wx, theme().sign(wx * float(run.x[0])), LEVELS[0]))
        self.added.become(self.z.arrow(wx, z, theme().sign(z - wx), LEVELS[1]))
        self.laid[0]["w"].set_color(self.weighed.get_color())
        self.laid[1]["b"].set_color(self.added.get_color())
        for name, arrow in zip(self.laid, (self.weighed, self.added), strict=True):
            name.next_to(arrow, UP, buff=0.12)
        return self

    def follow(self, run: Run, *parts: VMobject, run_time: float = 3.0, rate: Rate = smooth) -> Animation:
        """At every frame, all of it as the engine's run for that moment leaves it; `trail` ends where the point is."""
        return UpdateFromAlphaFunc(VGroup(*parts), lambda _, alpha: self.set(run(alpha)), run_time=run_time, rate_func=rate)

    # ---- digits, where things have come to rest

    def read(self, z: Number, a: Number | None = None, L: Number | None = None) -> VGroup:
        """The numbers of z under its dot, of a beside its own, of L at its square; not yet shown."""
        nums = VGroup(self.z.beside(z, size=resting()))
        near = (nums.width + 0.8) / 2 - abs(self.z.point(z.value)[0] - self.z.point(0)[0])
        nums.shift(max(0.0, near) * (LEFT if z.value < 0 else RIGHT))  # beside the digit of zero
        if a is not None:
            up = a.value < 0.85 * self.a.span[1]
            num = _as_wide(a, self.live.get_left()[0] - self.a.axis.get_center()[0] - 0.25)
            num.next_to(self.a.point(a.value), RIGHT, buff=0.18)
            nums.add(num.shift((0.5 * num.height + 0.12) * (UP if up else DOWN)))
        if L is not None:
            num, square = Num(L, resting(), _dark()), self.miss.square
            inside = square.width > 2.2 * num.width
            nums.add(num.move_to(self.miss.heart) if inside else self._outside(L, square))
        return nums.set_z_index(7)

    def _outside(self, L: Number, square: VMobject) -> Num:
        """At the edge of a small square where a is, not y."""
        above = self.miss.gap.get_end()[1] >= self.miss.gap.get_start()[1]
        edge = self.a.axis.get_center() + 0.15 * LEFT
        num = _as_wide(L, edge[0] - self.region.left[0])
        num.next_to(square, UP if above else DOWN, buff=0.12)
        if square.width < num.width + APART:  # else over its middle, clear of what stands beside the axis
            num.align_to(edge, RIGHT)
        return num.shift(max(0.0, self.region.left[0] - num.get_left()[0]) * RIGHT)


def _as_wide(number: Number, room: float) -> Num:
    """A number with as many digits as have so much room, or one in a smaller size where that is not enough."""
    nums = [Num(show(number, digits), resting()) for digits in (None, 3, 2, 1)]
    return next((num for num in nums if num.width <= room), nums[-1].scale(max(least() / resting(), min(1.0, room / nums[-1].width))))


def _dark() -> str:
    """What is read on the hue of the loss."""
    return min(theme().ground, theme().ink, key=lambda hue: float(ManimColor(hue).to_rgb().sum()))


def _step(reach: float) -> float:
    """From tick to tick of a line that goes so far to either side."""
    return float(10.0 ** max(0.0, np.ceil(np.log10(2 * reach / MOST_TICKS))))
