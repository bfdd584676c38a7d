"""Where each slope of one neuron comes from, as a picture: a strip of an area, a tangent, a strip of half a square."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Dot, Line, Rectangle, UpdateFromAlphaFunc, VGroup, VMobject

from engine.activations import ACTIVATIONS
from engine.reading import Reading
from scenes.films.nudge import facts
from scenes.kit.maths.single import single
from scenes.kit.place.stage import Region
from scenes.kit.plots.miss_square import MissSquare
from scenes.kit.plots.number_line import NumberLine
from scenes.kit.plots.scales import FOOT, Scales
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

THIN = 0.14  # of a strip, as a part of what it is added to
FAR, NEAR = 3.0, 0.01  # how far apart the two points of the secant are, first and last


class ProductArea(VGroup):
    """w x as an area: `area`, `names` (w under it, x at its left), and the `strip` that a longer w adds, with its `more`."""

    def __init__(self, t: Reading, region: Region, size: float = 34) -> None:
        super().__init__()
        one = single(t)
        w, x = abs(one.w.value), abs(one.x.value)
        scale = min((region.width - 2.0) / (w * (1 + THIN)), (region.height - 1.0) / x)
        hue = theme().sign(one.w.value)
        blue = theme().forward
        self.area = Rectangle(width=w * scale, height=x * scale, stroke_color=blue, fill_color=blue, fill_opacity=0.25)
        self.strip = Rectangle(width=THIN * w * scale, height=x * scale, stroke_width=0, fill_color=theme().light, fill_opacity=0.9)
        self.strip.next_to(self.area, RIGHT, buff=0)
        self.names = VGroup(
            Formula("{w}", size=size, w=one.w.named, hues={"w": hue}).next_to(self.area, DOWN, buff=0.15),
            Formula("{x}", size=size, x=one.x.named).next_to(self.area, LEFT, buff=0.18),
        )
        tall = Formula("{x}", size=size, x=one.x.named).next_to(self.strip, RIGHT, buff=0.18)
        wide = Formula("{w}", size=size, w=f"Delta {one.w.named.typst}", hues={"w": hue}).next_to(self.strip, DOWN, buff=0.15)
        self.more = VGroup(tall, wide.align_to(self.strip, LEFT))
        self.add(self.area, self.strip, self.names, self.more)
        self.move_to(region.center)


class Secant(VGroup):
    """The squash on numbered axes, and a `line` through two of its points, `home` and `second`; `close()` brings them together."""

    def __init__(self, t: Reading, region: Region, size: float = 34) -> None:
        super().__init__()
        one, self.act, self.region = single(t), ACTIVATIONS[facts.squash(t)], region
        self.z, self.a = one.z.value, one.a.value
        self.reach = max(4.0, 1.4 * abs(self.z))
        low = -1.0 if facts.squash(t) == "tanh" else 0.0
        self.low, self.high = np.array([-self.reach, 1.1 * low]), np.array([self.reach, 1.1])
        self.scales = Scales(one.z.named, one.a.named, size)
        self.scales.count(self.low, self.high, region.width, region.height - FOOT * size)
        self.scales.lay(region, self.point)
        zs = np.linspace(-self.reach, self.reach, 161)
        self.curve = VMobject(stroke_color=theme().forward, stroke_width=5)
        self.curve.set_points_as_corners([self.point(z, a) for z, a in zip(zs, np.asarray(self.act(zs), dtype=float), strict=True)])
        self.home, self.second = (Dot(radius=0.12, color=theme().light).set_z_index(5) for _ in range(2))
        self.line = Line(stroke_width=6, color=theme().backward)
        self.long = 0.18 * self.curve.width
        self.add(self.scales, self.curve, self.line, self.home, self.second)
        self.set(-FAR)

    def point(self, z: float, a: float) -> np.ndarray:
        box = self.scales.box(self.region)
        u, v = (np.array([z, a]) - self.low) / (self.high - self.low)
        return np.array([box.x + (u - 0.5) * box.width, box.y + (v - 0.5) * box.height, 0.0])

    def set(self, h: float, z: float | None = None) -> None:
        """The second point stands h away from the first, at z; the line goes on to both sides."""
        z = self.z if z is None else z
        a, b = (float(v) for v in self.act(np.array([z, z + h])))
        p, q = self.point(z, a), self.point(z + h, b)
        way = (q - p) * np.sign(h) / np.linalg.norm(q - p)
        self.home.move_to(p)
        self.second.move_to(q)
        self.line.set_points_as_corners([p - self.long * way, p + self.long * way])

    def travel(self, z: float, run_time: float) -> Animation:
        """Both points, together, go along the curve to another z; the tangent goes with them."""
        start, self.z = self.z, z
        whole = VGroup(self.line, self.home, self.second)
        return UpdateFromAlphaFunc(whole, lambda _, s: self.set(-NEAR, start + s * (z - start)), run_time=run_time)

    def close(self, run_time: float) -> Animation:
        def look(_: object, s: float) -> None:
            self.set(-FAR * (NEAR / FAR) ** s)

        return UpdateFromAlphaFunc(VGroup(self.line, self.second), look, run_time=run_time)


class LossArea(VGroup):
    """Half the square of the miss on an upright line of a: `line`, `square` (a MissSquare), `dot`, and the `strip` that a larger a adds."""

    def __init__(self, t: Reading, region: Region, size: float = 34) -> None:
        super().__init__()
        one = single(t)
        a, y = one.a.value, one.y.value
        side = min(region.height - 1.2, region.width - 2.2)
        foot = region.center + np.array([side / 2, -side / 2, 0])
        low, high = min(a, y), max(a, y)
        self.line = NumberLine(foot, foot + [0, side * (1 + THIN), 0], (low, high + THIN * (high - low)), one.a.named)
        self.line.move(a)
        self.square = MissSquare(self.line, a, y)
        self.strip = self.square.strip(a, y, THIN * (high - low))
        self.wanted = Formula("{y}", size=size, y=one.y.named).next_to(self.line.point(y), RIGHT, buff=0.15)
        self.add(self.line, self.square, self.strip, self.wanted)
        self.long = VGroup(
            Formula("{a} - {y}", size=size, a=one.a.named, y=one.y.named)
            .next_to(self.strip, UP if a > y else DOWN, buff=0.1)
            .align_to(self.strip, LEFT),
            Formula("{s}", size=size, hues={"s": theme().forward}, s=f"Delta {one.a.named.typst}").next_to(self.strip, LEFT, buff=0.12),
        )
        self.long[0].scale(min(1.0, 0.9 * side / self.long[0].width), about_edge=LEFT)  # clear of the name of its line
        self.add(self.long)
