"""A computation as a tree: what is made from what, and beside each variable a live number line about its value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from manim import DOWN, RIGHT, Animation, Arrow, Circle, Line, UpdateFromAlphaFunc, VGroup, smooth

from engine.reading import Named, Number
from scenes.films.nudge.windows import Window
from scenes.kit.place.stage import Region
from scenes.kit.plots.number_line import READ, NumberLine, ruled
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula
from scenes.kit.type.number import Num

RADIUS, SMALLER = 0.4, 0.27  # of a node, of a node that only stands by
GUTTER = 1.05  # left of the nodes, for those
MOST_TICKS = 24  # of a line; closer ones are not drawn

Values = Sequence[float]


class ComputationTree(VGroup):
    """Variables 0..m, from the knob at the top to the loss at the foot.

    nodes[k]    circle and symbol of variable k        arrows[k]   from node k to node k + 1
    others[k]   nodes of what else goes into variable k, each with its line; `other(name)` finds one
    lines[k]    the NumberLine of variable k, a window (below, above) about its home; one scale for all, homes in one column
    rings[k]    where the dot was, hollow              beside(k, thing), note(k, thing), read(k, number)   place what is said
    pushes()    arrows over the lines, from home to dot
    set(values)            the dots stand at these values
    follow(values)         values(alpha) at every frame: what the engine says
    zoom(window, step)     the lines close in on their homes until they go so far, a tick every step
    stretch(right)         the lines grow or shrink until they end there
    """

    def __init__(
        self, region: Region, variables: Sequence[Number], others: Mapping[int, Sequence[Named]], window: Window, step: float
    ) -> None:
        super().__init__()
        self.region, self.homes, self.window, self.step = region, [float(v) for v in variables], window, step
        self.pitch = region.height / len(variables)
        self.hues = [theme().sign(v.value) if v.named.name in ("w", "b") else theme().hue(v.named.name) for v in variables]
        self.nodes = VGroup(*(self._node(k, v) for k, v in enumerate(variables)))
        self.arrows = VGroup(*(self._arrow(a, b) for a, b in zip(self.nodes, self.nodes[1:], strict=False)))
        self.others = {k: VGroup(*(self._other(k, i, len(names), n) for i, n in enumerate(names))) for k, names in others.items()}
        self.lines = [self._line(k, v) for k, v in enumerate(variables)]
        self.rings = VGroup(*(self._ring(k) for k in range(len(variables))))
        self.add(self.arrows, *self.others.values(), self.nodes, *self.lines)

    # ---- building

    def _y(self, k: int) -> float:
        return self.region.y + self.region.height / 2 - (k + 0.5) * self.pitch

    @property
    def _x(self) -> float:
        return self.region.x - self.region.width / 2 + GUTTER + RADIUS

    def _node(self, k: int, variable: Number) -> VGroup:
        hue = self.hues[k]
        circle = Circle(RADIUS, stroke_width=3, color=hue, fill_color=theme().panel, fill_opacity=1)
        return VGroup(circle, Formula("{s}", size=BODY, s=variable.named, hues={"s": hue})).move_to([self._x, self._y(k), 0])

    def _arrow(self, a: VGroup, b: VGroup) -> Arrow:
        return Arrow(
            a.get_bottom(), b.get_top(), buff=0.05, stroke_width=4, tip_length=0.18, max_tip_length_to_length_ratio=0.4, color=theme().soft
        )

    def _other(self, k: int, i: int, n: int, named: Named) -> VGroup:
        spot = np.array([self._x - GUTTER - RADIUS + SMALLER, self._y(k) + 0.42 * (n - 1 - 2 * i) + (0.3 if n == 1 else 0), 0])
        circle = Circle(SMALLER, stroke_width=2, color=theme().line, fill_color=theme().panel, fill_opacity=1).move_to(spot)
        way = self.nodes[k].get_center() - spot
        way /= np.linalg.norm(way)
        line = Line(spot + SMALLER * way, self.nodes[k].get_center() - RADIUS * way, stroke_width=2, color=theme().line)
        letter = Formula("{s}", size=READ, s=named, color=theme().soft).move_to(spot)
        letter.named = named
        return VGroup(line, circle, letter)

    def _line(self, k: int, variable: Number) -> NumberLine:
        y, right = self._y(k), self.region.x + self.region.width / 2
        ends = np.array([self._x + RADIUS + 0.45, y, 0]), np.array([right, y, 0])
        line = NumberLine(*ends, self._span(k, self.window), variable.named, hue=self.hues[k])
        line.remove(line.name)
        line.move(self.homes[k])
        line.ticks = VGroup(*(Line(stroke_width=2, color=theme().line) for _ in range(2 * MOST_TICKS)))
        line.add_to_back(line.ticks)
        self._rule(line, self.homes[k], self.step, 1.0)
        self._rule(line, self.homes[k], self.step, 0.0, MOST_TICKS)
        return line

    def _ring(self, k: int) -> Circle:
        ring = Circle(0.1, stroke_width=2.5, color=self.hues[k], fill_color=theme().ground, fill_opacity=1)
        return ring.move_to(self.lines[k].point(self.homes[k])).set_z_index(5)

    def _span(self, k: int, window: Window) -> tuple[float, float]:
        return self.homes[k] + window[0], self.homes[k] + window[1]

    def _rule(self, line: NumberLine, home: float, step: float, there: float, offset: int = 0) -> None:
        """Ticks every step from home, as visible as `there` says; they take the line's strokes from `offset` on."""
        at = ruled(*line.span, step, home)
        shown = at if len(at) <= MOST_TICKS else []
        for k in range(MOST_TICKS):
            stroke = line.ticks[offset + k]
            spot = line.point(shown[k]) if k < len(shown) else line.point(home)
            stroke.set_points_as_corners([spot + [0, 0.09, 0], spot - [0, 0.09, 0]])
            stroke.set_stroke(opacity=there if k < len(shown) else 0.0)

    # ---- finding

    def other(self, name: str) -> VGroup:
        """The standing-by node of this symbol: line, circle, letter."""
        return next(o for group in self.others.values() for o in group if o[2].named.name == name)

    def beside(self, k: int, thing: VGroup) -> VGroup:
        """A thing put at the right of arrow k, clear of the nodes."""
        return thing.move_to([self._x + RADIUS + 0.1 + thing.width / 2, self.arrows[k].get_y(), 0])

    def note(self, k: int, thing: VGroup) -> VGroup:
        """A thing put under the end of line k."""
        return thing.next_to(self.lines[k].axis.get_end(), DOWN, buff=0.2).align_to(self.lines[k].axis, RIGHT)

    def read(self, k: int, number: Num) -> Num:
        """A number put under the dot of line k."""
        return number.next_to(self.lines[k].dot, DOWN, buff=0.16)

    def pushes(self) -> VGroup:
        """An arrow over each line, from where its dot was to where it is; not yet shown."""
        pairs = zip(self.lines, self.homes, strict=True)
        return VGroup(*(line.arrow(home, line.value, lift=0.3) for line, home in pairs))

    # ---- motion

    def set(self, values: Values) -> ComputationTree:
        for line, value in zip(self.lines, values, strict=True):
            line.move(float(value))
        return self

    def moves(self, *parts: object) -> VGroup:
        return VGroup(*(line.dot for line in self.lines), *parts)

    def follow(self, values: Callable[[float], Values], run_time: float = 2.0, rate: Callable[[float], float] = smooth) -> Animation:
        return UpdateFromAlphaFunc(self.moves(), lambda _, s: self.set(values(s)), run_time=run_time, rate_func=rate)

    def zoom(self, window: Window, step: float, run_time: float = 1.6) -> Animation:
        before, was = self.window, self.step
        self.window, self.step = window, step

        def look(_: object, s: float) -> None:
            below, above = (u * (v / u) ** s for u, v in zip(before, window, strict=True))
            for k, line in enumerate(self.lines):
                line.span = self._span(k, (below, above))
                self._settle(k, line, 1.0 if step == was else s)
                if step != was:
                    self._rule(line, self.homes[k], was, 1.0 - s, MOST_TICKS)

        return UpdateFromAlphaFunc(self._whole(), look, run_time=run_time)

    def stretch(self, right: float, run_time: float = 0.9) -> Animation:
        before = float(self.lines[0].axis.get_end()[0])

        def look(_: object, s: float) -> None:
            for k, line in enumerate(self.lines):
                start = line.axis.get_start()
                line.axis.set_points_as_corners([start, [before + s * (right - before), start[1], 0]])
                self._settle(k, line, 1.0)

        return UpdateFromAlphaFunc(self._whole(), look, run_time=run_time)

    def _settle(self, k: int, line: NumberLine, there: float) -> None:
        """Ticks, ring and dot to where they belong on a line that has changed."""
        self._rule(line, self.homes[k], self.step, there)
        self.rings[k].move_to(line.point(self.homes[k]))
        line.move(line.value)

    def _whole(self) -> VGroup:
        return self.moves(*(line.ticks for line in self.lines), *(line.axis for line in self.lines), self.rings)
