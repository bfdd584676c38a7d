"""A computation as a tree that fills its room: what is made from what, and beside each variable a live number line about its value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from manim import DOWN, RIGHT, Animation, Arrow, Circle, Line, UpdateFromAlphaFunc, VGroup, VMobject, config, smooth

from engine.reading import Named, Number
from scenes.films.nudge.windows import Window
from scenes.kit.network.comets import Comet, comet
from scenes.kit.place.shots import NO_TYPE
from scenes.kit.place.stage import Region
from scenes.kit.plots.number_line import NumberLine, ruled
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num

RADIUS, SMALLER = 0.46, 0.33  # of a node, of a node that only stands by
GUTTER, NEAR = 1.15, 0.8  # left of the nodes, for those; in a square frame
MOST_LETTER = 45.0  # font size of their letters
LIFT = 0.24  # of an arrow over its line
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
    settle(room)           all of it fills another room, what is said beside it too
    send(k)                a comet runs down arrow k
    """

    def __init__(
        self,
        region: Region,
        variables: Sequence[Number],
        others: Mapping[int, Sequence[Named]],
        window: Window,
        step: float,
        size: float = 34,
    ) -> None:
        super().__init__()
        self.gutter = NEAR if config.frame_width == config.frame_height else GUTTER
        self.size, self.said = size, list[tuple[VMobject, Callable[[], object]]]()
        self.region, self.homes, self.window, self.step = region, [float(v) for v in variables], window, step
        self.hues = [theme().sign(v.value) if v.named.name in ("w", "b") else theme().hue(v.named.name) for v in variables]
        self.nodes = VGroup(*(self._node(k, v) for k, v in enumerate(variables)))
        self.arrows = VGroup(*(self._arrow(a, b) for a, b in zip(self.nodes, self.nodes[1:], strict=False)))
        self.others = {k: VGroup(*(self._other(k, i, len(names), n) for i, n in enumerate(names))) for k, names in others.items()}
        self.lines = [self._line(k, v) for k, v in enumerate(variables)]
        self.rings = VGroup(*(self._ring(k) for k in range(len(variables))))
        self.add(self.arrows, *self.others.values(), self.nodes, *self.lines)

    # ---- where it stands

    def digit_in(self, room: Region) -> float:
        """Its numbers have one size in every room."""
        return NO_TYPE

    def settle(self, room: Region) -> Animation:
        old, self.region = self.region, room

        def move(_: object, s: float) -> None:
            self.region = old.towards(room, s)
            self._place()

        return UpdateFromAlphaFunc(self, move, run_time=0.9)

    def _place(self) -> None:
        """Everything where the region says."""
        for k, node in enumerate(self.nodes):
            node.move_to([self._x, self._y(k), 0])
        for arrow, a, b in zip(self.arrows, self.nodes, self.nodes[1:], strict=False):
            arrow.become(self._arrow(a, b))
        for k, group in self.others.items():
            for i, (line, circle, letter) in enumerate(group):
                spot = self._spot(k, i, len(group))
                circle.move_to(spot)
                letter.move_to(spot)
                line.set_points_as_corners(self._tie(spot, k))
        for k, line in enumerate(self.lines):
            line.axis.set_points_as_corners(self._ends(k))
            self._settle(k, line, 1.0)
        for _, put in self.said:
            put()

    @property
    def pitch(self) -> float:
        return self.region.height / len(self.homes)

    # ---- building

    def _y(self, k: int) -> float:
        return self.region.y + self.region.height / 2 - (k + 0.5) * self.pitch

    @property
    def _x(self) -> float:
        return self.region.x - self.region.width / 2 + self.gutter + RADIUS

    def _node(self, k: int, variable: Number) -> VGroup:
        hue = self.hues[k]
        circle = Circle(RADIUS, stroke_width=3, color=hue, fill_color=theme().panel, fill_opacity=1)
        return VGroup(circle, Formula("{s}", size=1.1 * self.size, s=variable.named, hues={"s": hue})).move_to([self._x, self._y(k), 0])

    def _arrow(self, a: VGroup, b: VGroup) -> Arrow:
        return Arrow(
            a.get_bottom(), b.get_top(), buff=0.05, stroke_width=4, tip_length=0.18, max_tip_length_to_length_ratio=0.4, color=theme().soft
        )

    def _spot(self, k: int, i: int, n: int) -> np.ndarray:
        """Where the i-th of n stands that goes into variable k, too."""
        return np.array([self._x - self.gutter - RADIUS + SMALLER, self._y(k) + 0.46 * (n - 1 - 2 * i) + (0.3 if n == 1 else 0), 0])

    def _tie(self, spot: np.ndarray, k: int) -> list[np.ndarray]:
        """The ends of the line from there to node k."""
        way = self.nodes[k].get_center() - spot
        way /= np.linalg.norm(way)
        return [spot + SMALLER * way, self.nodes[k].get_center() - RADIUS * way]

    def _other(self, k: int, i: int, n: int, named: Named) -> VGroup:
        spot = self._spot(k, i, n)
        circle = Circle(SMALLER, stroke_width=2, color=theme().line, fill_color=theme().panel, fill_opacity=1).move_to(spot)
        letter = Formula("{s}", size=min(MOST_LETTER, self.size), s=named, color=theme().soft).move_to(spot)
        letter.named = named
        return VGroup(Line(*self._tie(spot, k), stroke_width=2, color=theme().line), circle, letter)

    def _ends(self, k: int) -> tuple[np.ndarray, np.ndarray]:
        """Of line k."""
        left, right = self._x + RADIUS + 0.4, self.region.x + self.region.width / 2 - 0.1
        return np.array([left, self._y(k), 0]), np.array([right, self._y(k), 0])

    def _line(self, k: int, variable: Number) -> NumberLine:
        line = NumberLine(*self._ends(k), self._span(k, self.window), variable.named, hue=self.hues[k])
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
        return self._say(thing, lambda: thing.move_to([self._x + RADIUS + 0.1 + thing.width / 2, self.arrows[k].get_y(), 0]))

    def note(self, k: int, thing: VGroup) -> VGroup:
        """A thing put under the end of line k."""
        return self._say(thing, lambda: thing.next_to(self.lines[k].axis.get_end(), DOWN, buff=0.2).align_to(self.lines[k].axis, RIGHT))

    def read(self, k: int, number: Num) -> Num:
        """A number put under the dot of line k."""
        return self._say(number, lambda: number.next_to(self.lines[k].dot, DOWN, buff=0.16))

    def _say(self, thing: Any, put: Callable[[], object]) -> Any:
        """A thing that goes where the tree goes."""
        put()
        self.said.append((thing, put))
        return thing

    def pushes(self) -> VGroup:
        """An arrow over each line, from where its dot was to where it is; not yet shown."""
        pairs = zip(self.lines, self.homes, strict=True)
        return VGroup(*(line.arrow(home, line.value, lift=LIFT) for line, home in pairs))

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

    def send(self, k: int, back: bool = False) -> Comet:
        return comet(self.arrows[k], theme().backward if back else theme().forward, k + 1, back)

    def _settle(self, k: int, line: NumberLine, there: float) -> None:
        """Ticks, ring and dot to where they belong on a line that has changed."""
        self._rule(line, self.homes[k], self.step, there)
        self.rings[k].move_to(line.point(self.homes[k]))
        line.move(line.value)

    def _whole(self) -> VGroup:
        return self.moves(*(line.ticks for line in self.lines), *(line.axis for line in self.lines), self.rings)
