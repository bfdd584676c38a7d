"""Where each slope of one neuron comes from, as a picture: a strip of an area, a tangent, a strip of half a square."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Line, Rectangle, UpdateFromAlphaFunc, VGroup

from engine.activations import ACTIVATIONS
from engine.reading import Reading
from scenes.films.nudge import facts
from scenes.kit.maths.single import single
from scenes.kit.place.stage import Region
from scenes.kit.plots.miss_square import MissSquare
from scenes.kit.plots.number_line import READ, NumberLine
from scenes.kit.plots.plot import activation_plot
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

THIN = 0.14  # of a strip, as a part of what it is added to
FAR, NEAR = 3.0, 0.01  # how far apart the two points of the secant are, first and last


class ProductArea(VGroup):
    """w x as an area: `area`, `names` (w under it, x at its left), and the `strip` that a longer w adds, with its `more`."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        one = single(t)
        w, x = abs(one.w.value), abs(one.x.value)
        scale = min((region.width - 1.6) / (w * (1 + THIN)), (region.height - 0.9) / x)
        hue = theme().sign(one.w.value)
        blue = theme().forward
        self.area = Rectangle(width=w * scale, height=x * scale, stroke_color=blue, fill_color=blue, fill_opacity=0.25)
        self.strip = Rectangle(width=THIN * w * scale, height=x * scale, stroke_width=0, fill_color=theme().light, fill_opacity=0.9)
        self.strip.next_to(self.area, RIGHT, buff=0)
        self.names = VGroup(
            Formula("{w}", w=one.w.named, hues={"w": hue}).next_to(self.area, DOWN, buff=0.15),
            Formula("{x}", x=one.x.named).next_to(self.area, LEFT, buff=0.18),
        )
        tall = Formula("{x}", x=one.x.named).next_to(self.strip, RIGHT, buff=0.18)
        wide = Formula("{w}", w=f"Delta {one.w.named.typst}", hues={"w": hue}).next_to(self.strip, DOWN, buff=0.15)
        self.more = VGroup(tall, wide.align_to(self.strip, LEFT))
        self.add(self.area, self.strip, self.names, self.more)
        self.move_to(region.center)


class Secant(VGroup):
    """The squash with a `line` through two of its points, `home` and `second`, on its `plot`; `close()` brings them together."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        one, self.act = single(t), ACTIVATIONS[facts.squash(t)]
        self.z, self.a = one.z.value, one.a.value
        self.plot = activation_plot(region, self.act, self.z, one.z.named.typst, one.a.named.typst)
        self.home, self.second = self.plot.dot(self.z, self.a), self.plot.dot(self.z, self.a)
        self.line = Line(stroke_width=5, color=theme().backward)
        self.reach, self.long = max(4.0, 1.4 * abs(self.z)), 0.2 * self.plot.curve.width
        self.add(self.plot, self.line, self.home, self.second)
        self.set(-FAR)

    def set(self, h: float, z: float | None = None) -> None:
        """The second point stands h away from the first, at z; the line goes on to both sides."""
        z = self.z if z is None else z
        a, b = (float(v) for v in self.act(np.array([z, z + h])))
        p, q = self.plot.point(z, a), self.plot.point(z + h, b)
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

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        one = single(t)
        a, y = one.a.value, one.y.value
        side = min(region.height - 0.9, region.width - 1.6)
        foot = region.center + np.array([side / 2, -side / 2, 0])
        low, high = min(a, y), max(a, y)
        self.line = NumberLine(foot, foot + [0, side * (1 + THIN), 0], (low, high + THIN * (high - low)), one.a.named)
        self.line.move(a)
        self.square = MissSquare(self.line, a, y)
        self.strip = self.square.strip(a, y, THIN * (high - low))
        self.wanted = Formula("{y}", size=READ, y=one.y.named).next_to(self.line.point(y), RIGHT, buff=0.15)
        self.add(self.line, self.square, self.strip, self.wanted)
        self.long = VGroup(
            Formula("{a} - {y}", size=READ, a=one.a.named, y=one.y.named).next_to(self.strip, UP if a > y else DOWN, buff=0.1),
            Formula("{s}", size=READ, hues={"s": theme().forward}, s=f"Delta {one.a.named.typst}").next_to(self.strip, LEFT, buff=0.12),
        )
        self.add(self.long)
