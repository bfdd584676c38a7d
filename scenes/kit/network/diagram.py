"""The network, drawn: layers left to right, addressable by the indices of the maths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Circle,
    FadeIn,
    FadeOut,
    LaggedStart,
    Line,
    ShowPassingFlash,
    VGroup,
    config,
)

from engine.reading import Named, Number, Numbers
from scenes.kit.network.digits import ways_to_write
from scenes.kit.network.layout import Layout, banded
from scenes.kit.network.limits import MOST_LAYERS, MOST_NEURONS, ends
from scenes.kit.network.named import Names, NameTags
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import Shown

SMALLEST = 22  # font size of a number, to be read on a phone
DIGIT = 0.344 / 48  # height of a digit for each point of its size
RIM = 0.03  # half the stroke of a neuron and a breath
Weights = Sequence[np.ndarray] | None  # of every layer
LABEL_ROOM = 0.42  # between two neurons, for the name over the lower one
MOST_LABELS = 6  # edges between two layers that can carry their numbers
SPOT = 0.27  # where along its edge a number stands: near its source, where edges lie apart
PLATE = (0.95, 0.265)  # width and height that a number takes up on its edge


class NetworkDiagram(VGroup):
    """Layers counted 0..D from left to right, neurons counted from 0 as in code.

    neurons[l][i]     the circle of a_i; only drawn ones (`drawn[l]` lists them, `layers` the drawn layers)
    edges[l][i, j]    the line of w_ij: from neuron j of the drawn layer before to neuron i of layer l
    values[l][i]      the number in the neuron, once filled
    weights[l][i, j]  the number on the edge, once labelled
    blames[l][i]      the number under the neuron, once blamed
    labels[l][i]      the symbol over the neuron, once labelled
    called.tags[l][i] what the lesson calls it, under the neuron or, where they stand close, beside it
    loss              the circle of L right of the outputs, with loss_edges[i] (when drawn with_loss)
    What fill, label_edges and blame write belongs to the diagram and moves with it; `add` what else shall ride along.
    """

    def __init__(
        self, sizes: Sequence[int], region: Region, W: Weights = None, with_loss: bool = False, names: Names | None = None
    ) -> None:
        super().__init__()
        self.sizes, self.region = tuple(sizes), region
        self.layers = ends(len(sizes), MOST_LAYERS, 3, 2)
        self.drawn = {l: ends(sizes[l], MOST_NEURONS, 2, 1) for l in self.layers}
        self.values: dict[int, dict[int, Num]] = {}
        self.weights: dict[int, dict[tuple[int, int], VGroup]] = {}
        self.blames: dict[int, dict[int, Num]] = {}
        self.labels: dict[int, dict[int, Formula]] = {}
        self.columns = len(self.layers) + (len(self.layers) < len(sizes)) + with_loss
        self.rows = max(len(d) + (len(d) < sizes[l]) for l, d in self.drawn.items())
        self.layout = self.laid_in(region)
        self.called = NameTags(names or {}, self.drawn, self.layout, with_loss)
        self.neurons = {l: self._layer(l) for l in self.layers}
        self.called.hang(self.neurons)
        self.dots = VGroup(*self.ellipses())
        self.edges = {l: self._edges(before, l, W) for before, l in zip(self.layers, self.layers[1:], strict=False)}
        self.loss: Any
        self.loss_edges: dict[int, Line]
        self.loss, self.loss_edges = self._loss() if with_loss else (None, {})
        lines = VGroup(*(e for edges in self.edges.values() for e in edges.values()), *self.loss_edges.values())
        self.add(lines, *(VGroup(*layer.values()) for layer in self.neurons.values()), self.called.all, self.dots)
        if self.loss is not None:
            self.add(self.loss)

    # ---- building

    def laid_in(self, region: Region) -> Layout:
        """How large neurons are in a region, and where they stand."""
        return banded(region, self.columns, self.rows)

    @property
    def radius(self) -> float:
        """Of a neuron."""
        return self.layout.radius

    @property
    def pitch(self) -> float:
        """From one neuron of a layer to the next."""
        return self.layout.pitch

    def centre(self, column: int, row: float = 0, rows: int = 1, layout: Layout | None = None) -> np.ndarray:
        """The centre of a neuron, in this layout or another; layers move together where names stand beside them."""
        left, right = (self.called.beside.get(l, 0.0) for l in (0, len(self.sizes) - 1))
        stood = layout or self.layout
        return replace(stood, low=stood.low + left, high=stood.high - right).place(column, row, rows)

    def _column(self, l: int) -> int:
        k = self.layers.index(l)
        return k + (len(self.layers) < len(self.sizes) and l > k)

    def home(self, l: int, i: int, layout: Layout | None = None) -> np.ndarray:
        """The place of neuron i of layer l, in this layout or another."""
        k, gap = self.drawn[l].index(i), len(self.drawn[l]) < self.sizes[l]
        return self.centre(self._column(l), k + (gap and i != k), len(self.drawn[l]) + gap, layout)

    def _layer(self, l: int) -> dict[int, Circle]:
        hue = theme().forward if l == 0 else theme().ink
        style = {"stroke_width": 3, "color": hue, "fill_color": theme().panel, "fill_opacity": 1}
        return {i: Circle(self.radius, **style).move_to(self.home(l, i)).set_z_index(2) for i in self.drawn[l]}

    def ellipses(self) -> Iterable[Label]:
        for l in self.layers:
            circles = list(self.neurons[l].values())
            if len(circles) < self.sizes[l]:
                a, b = circles[-2].get_center(), circles[-1].get_center()
                yield Label("$dots.v$", size=40).move_to((a + b) / 2)
        if len(self.layers) < len(self.sizes):
            k = next(k for k, l in enumerate(self.layers) if l != k)
            yield Label("$dots.c$", size=48).move_to(self.centre(k))

    def _edges(self, before: int, l: int, W: Sequence[np.ndarray] | None) -> dict[tuple[int, int], Line]:
        adjacent = l == before + 1
        matrix = np.asarray(W[l - 1]) if W is not None and adjacent else None
        scale = float(np.abs(matrix).max()) or 1.0 if matrix is not None else 1.0
        edges = {}
        for i in self.drawn[l] if adjacent else ():
            for j in self.drawn[before]:
                w = float(matrix[i, j]) / scale if matrix is not None else 0.0
                color = theme().sign(w) if w else theme().line
                edges[i, j] = self._line(self.neurons[before][j], self.neurons[l][i], 1.5 + 3.5 * abs(w)).set_color(color)
        return edges

    def _line(self, a: Circle, b: Circle, width: float) -> Line:
        way = b.get_center() - a.get_center()
        step = way / np.linalg.norm(way) * self.radius
        return Line(a.get_center() + step, b.get_center() - step, stroke_width=width, color=theme().line)

    def _loss(self) -> tuple[Circle, dict[int, Line]]:
        circle = Circle(self.radius, stroke_width=3, color=theme().loss, fill_color=theme().panel, fill_opacity=1)
        circle.move_to(self.centre(self.columns - 1)).set_z_index(2)
        outputs = self.neurons[self.layers[-1]]
        return circle, {i: self._line(neuron, circle, 2).set_color(theme().loss) for i, neuron in outputs.items()}

    # ---- numbers and names

    def place(self, number: Number | Shown, l: int, i: int, size: float = 30, color: str | None = None) -> Num:
        """A number fitted into neuron i of layer l, not yet shown."""
        room = 1.55 * self.radius
        nums = [Num(shown, size, color) for shown in ways_to_write(number)]
        num = next((n for n in nums if n.width * smallest() / size <= room), min(nums, key=lambda n: n.width))
        room = max(room, min(self._chord, num.width * smallest() / size))  # where nothing else fits, up to the rim
        return num.scale(min(1.0, room / num.width)).move_to(self.neurons[l][i]).set_z_index(3)

    @property
    def _chord(self) -> float:
        """How wide a number of the smallest size may be to stay inside its circle."""
        return 2 * float(np.sqrt(max(0.0, (self.radius - RIM) ** 2 - (0.5 * DIGIT * smallest()) ** 2)))

    def fill(self, l: int, numbers: Numbers | Sequence[Number | Shown], **kwargs: float) -> Animation:
        """Write numbers (n_l,) into the neurons of layer l; what stood there leaves."""
        return LaggedStart(*(self.fill_one(l, i, numbers[i]) for i in self.drawn[l]), lag_ratio=kwargs.get("lag_ratio", 0.25))

    def fill_one(self, l: int, i: int, number: Number | Shown) -> Animation:
        """Write one number into neuron i of layer l."""
        old = self.values.setdefault(l, {}).get(i)
        new = self.place(number, l, i)
        self.own(l, i, new)
        return FadeIn(new, scale=0.7) if old is None else AnimationGroup(FadeOut(old, scale=0.7), FadeIn(new, scale=0.7))

    def own(self, l: int, i: int, number: Num) -> None:
        """Make a number that has come to rest in neuron i of layer l its value."""
        old = self.values.setdefault(l, {}).get(i)
        if old is not None:
            self.remove(old)
        self.values[l][i] = number
        self.add(number)

    def shows_numbers(self) -> bool:
        """Whether neurons are large enough to carry readable numbers."""
        return self.radius >= 0.3

    def shows_weights(self, l: int) -> bool:
        """Whether the edges into layer l are few enough to carry their numbers."""
        gap = (self.region.width - 2.4 * self.radius) / (self.columns - 1) - 2 * self.radius
        return l in self.edges and 0 < len(self.edges[l]) <= MOST_LABELS and self.pitch >= 1.2 and gap >= 1.4

    def on_edge(self, l: int, i: int, j: int, number: Number | Shown, size: float = 23, at: float | None = None) -> VGroup:
        """A number on a plate on the edge w_ij, at a fraction of its length; not yet shown."""
        line = self.edges[l][i, j]
        spot = line.point_from_proportion(self._spots(l)[i, j] if at is None else at)
        return plate(Num(number, max(size, smallest()))).move_to(spot).set_z_index(4)

    def _spots(self, l: int) -> dict[tuple[int, int], float]:
        """Where along each edge into layer l its number stands: near its source, or its target where lines cross there."""
        spots: dict[tuple[int, int], float] = {}
        taken: list[np.ndarray] = []
        for key, line in self.edges[l].items():
            points = {at: line.point_from_proportion(at) for at in (SPOT, 1 - SPOT)}
            free = (at for at, p in points.items() if all(np.any(np.abs(p - q)[:2] >= PLATE) for q in taken))
            spots[key] = next(free, SPOT)
            taken.append(points[spots[key]])
        return spots

    def label_edges(self, l: int, numbers: Numbers) -> Animation:
        """Write the numbers (n, n_in) on the edges into layer l."""
        self.weights[l] = {(i, j): self.on_edge(l, i, j, numbers[i][j]) for i, j in self.edges[l]}
        self.add(*self.weights[l].values())
        return LaggedStart(*(FadeIn(label) for label in self.weights[l].values()), lag_ratio=0.08)

    def blame(self, l: int, numbers: Numbers | Sequence[Number | Shown], size: float = 26) -> Animation:
        """Write the deltas (n_l,) under the neurons of layer l."""
        self.blames[l] = {i: self.under(l, i, numbers[i], size) for i in self.drawn[l]}
        self.add(*self.blames[l].values())
        return LaggedStart(*(FadeIn(num, shift=0.2 * LEFT) for num in self.blames[l].values()), lag_ratio=0.25)

    def under(self, l: int, i: int, number: Number | Shown, size: float = 26) -> Num:
        """A number below neuron i of layer l; not yet shown."""
        return Num(number, size).next_to(self.called.foot(l, i, self.neurons[l][i]), DOWN, buff=0.1).set_z_index(3)

    def label(self, l: int, named: Named, *which: int, size: float = SMALL) -> Animation:
        """Write the symbols of layer l over its neurons (over those in `which`): x_1, z_1^(1) ...; old ones leave.

        Where neurons stand too close, only the first one's name is written.
        """
        labels = self.labels.setdefault(l, {})
        free = self.pitch - 2 * self.radius >= LABEL_ROOM
        chosen = tuple(i for i in which or self.drawn[l] if free or i == self.drawn[l][0])
        old = [labels[i] for i in chosen if i in labels]
        self.remove(*old)
        for i in chosen:
            labels[i] = Formula("{s}", size=size, s=named[i]).next_to(self.neurons[l][i], UP, buff=0.1).set_z_index(3)
            self.add(labels[i])
        return AnimationGroup(*(FadeOut(label) for label in old), *(FadeIn(labels[i]) for i in chosen))

    def beside_outputs(self, numbers: Numbers, named: Named, size: float = 28) -> VGroup:
        """What is wanted of each output: y_1 = 0.01 ... right of it; in a narrow frame, under it or in a row below."""
        last, roomy = self.layers[-1], self.region.width < 0.6 * config.frame_width
        lines = VGroup(*(Formula("{s} = {v}", size=size, s=named[i], v=numbers[i]) for i in self.drawn[last]))
        for i, line in zip(self.drawn[last], lines, strict=True):
            at = (self.called.side if roomy else self.called.foot)(last, i, self.neurons[last][i])
            line.next_to(at, RIGHT if roomy else DOWN, buff=0.2 if roomy else 0.08)
        if not roomy and self.pitch - 2 * self.radius < 2 * LABEL_ROOM:
            right = self.region.x + self.region.width / 2
            lines.arrange(RIGHT, buff=0.5).next_to([0, self.get_bottom()[1], 0], DOWN, buff=0.12).set_x(right, RIGHT)
        return lines

    # ---- motion

    def pulse(self, l: int, *ij: tuple[int, int], back: bool = False, color: str | None = None) -> Animation:
        """Light running along the edges w_ij into layer l (all of them by default), forwards or back."""
        hue = color or (theme().backward if back else theme().forward)
        return AnimationGroup(*(self._flash(self.edges[l][e], back, hue) for e in (ij or self.edges[l])))

    def pulse_into(self, l: int, i: int) -> Animation:
        """Light along every edge into neuron i of layer l."""
        return self.pulse(l, *(e for e in self.edges[l] if e[0] == i))

    def thickest(self, l: int) -> tuple[int, int]:
        """The drawn edge into layer l with the largest weight."""
        return max(self.edges[l], key=lambda e: float(self.edges[l][e].stroke_width))

    def pulse_loss(self, *outputs: int, back: bool = False) -> Animation:
        """Light running from the outputs into the loss, or back."""
        chosen = outputs or tuple(self.loss_edges)
        hue = theme().backward if back else theme().loss
        return AnimationGroup(*(self._flash(self.loss_edges[i], back, hue) for i in chosen))

    def _flash(self, line: Line, back: bool, hue: str) -> Animation:
        a, b = (line.get_end(), line.get_start()) if back else (line.get_start(), line.get_end())
        return ShowPassingFlash(Line(a, b, stroke_width=7, color=hue).set_z_index(1), time_width=0.6)


def smallest() -> float:
    """The font size of the smallest numbers that are read in this frame; a high one is seen small, in a square one a unit is smaller."""
    if config.frame_height > config.frame_width:
        return SMALLEST + 3
    return SMALLEST * min(config.frame_height, config.frame_width) / 8
