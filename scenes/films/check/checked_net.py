"""The network that is checked: the wiggled weight's number on its edge; each row has its edge, red and heavy where the row is wrong."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from manim import Animation, AnimationGroup, Line, VGroup

from engine.reading import Number, Reading
from scenes.films.check import facts
from scenes.kit.network.diagram import smallest
from scenes.kit.network.lamps import sizes_from, within
from scenes.kit.network.layout import SNUG, Layout, roomy
from scenes.kit.network.lit_net import LARGER, Edge, LitNet
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.ink import size_of
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

LOW = 0.7  # times as high as wide: a room in which no network stands upright
QUIET, LOUD = 0.25, 8.0  # the opacity of an edge that is right, the width of one that is wrong


class CheckedNet(LitNet):
    """A network whose edges know how they were drawn."""

    def __init__(self, t: Reading, stage: Stage, shot: str) -> None:
        weights, smaller = [t.W[l].array for l in range(1, t.D + 1)], () if shot == "PAGE" else ("TITLED", "PAIR")
        super().__init__(t.sizes, stage, room_of(stage, shot), weights, with_loss=True, most=self.brightest(t), shots=smaller)
        self.t = t
        self._drawn = {(l, *e): (line.get_stroke_color(), line.get_stroke_width()) for l in self.edges for e, line in self.edges[l].items()}

    def laid_in(self, region: Region) -> Layout:
        """Upright only in a room that is high enough for it."""
        return roomy(
            region,
            self.columns,
            self.rows,
            self.may_stand and region.height > LOW * region.width,
            self.side,
            self.apart if self.may_stand else SNUG,
        )

    def fill_one(self, l: int, i: int, number: Number | Shown) -> Animation:
        """A number in a neuron, which lights up; light alone where the number could not be read in the smallest of its rooms."""
        num = self.place(number, l, i)
        reads = size_of(num) * within(num, self.tightest, self.least) >= 0.97 * smallest()
        return super().fill_one(l, i, number) if reads else AnimationGroup(*self.lights_up(l, i, number))

    def tag(self, l: int, edge: Edge, number: Number) -> VGroup:
        """A weight on its edge, which it then belongs to, not yet shown; nothing where it does not stand clear."""
        spots = None
        for size, digits in product((LARGER * self.least, *sizes_from(self.least)), (4, 2, 1)):
            num = plate(Num(show(number, digits), size)).set_z_index(4)
            spots = spots or self._clear(l, self.layout, {edge: np.array([num.width, num.height])})
            if spots:
                break
        if not spots:
            return VGroup()
        self.weights[l] = {edge: num.move_to(self.edges[l][edge].point_from_proportion(spots[edge]))}
        return num

    def untag(self) -> VGroup:
        """The numbers on edges, which do not stay."""
        return VGroup(*(self.unlabel_edges(l) for l in list(self.weights)))

    def passes(self) -> list[list[Animation]]:
        """A run forward, layer by layer, into the loss."""
        return [*(self.going(l) for l in self.layers[1:] if self.edges[l]), self.into_loss()]

    def returns(self) -> list[list[Animation]]:
        """A run back, from the loss, layer by layer."""
        return [self.from_loss(), *(self.returning(l) for l in reversed(self.layers[1:]) if self.edges[l])]

    def edges_of(self, *rows: int) -> list[Line]:
        """The edges of rows of the table, those that are drawn."""
        places = ((row.l, (row.i, row.j)) for row in (facts.rows(self.t)[k] for k in rows))
        return [self.edges[l][e] for l, e in places if e in self.edges.get(l, {})]

    def redden(self, rows: list[int]) -> list[Any]:
        """The edges of these rows turn red and heavy, all others dim."""
        wrong = self.edges_of(*rows)
        return [*(e.animate.set_stroke(theme().wrong, width=LOUD, opacity=1) for e in wrong), *self.quiet(*wrong)]

    def quiet(self, *but: Line) -> list[Any]:
        """All edges but these turn dim, else they stay as they were drawn."""
        return self._restroke(QUIET, *but)

    def recover(self) -> list[Any]:
        """All edges turn back to what was drawn."""
        return self._restroke(1)

    def _restroke(self, opacity: float, *but: Line) -> list[Any]:
        lines = [(line, *self._drawn[l, *e]) for l in self.edges for e, line in self.edges[l].items() if all(line is not b for b in but)]
        return [line.animate.set_stroke(color, width=width, opacity=opacity) for line, color, width in lines]
