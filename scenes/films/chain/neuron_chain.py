"""A chain of single neurons with its loss that fills its room, across or down it, its shelf and its deltas beside it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, FadeOut, LaggedStart, Line, RoundedRectangle, VGroup, VMobject

from engine.reading import Named, Number, Reading
from scenes.kit.network.diagram import smallest
from scenes.kit.network.film_edge import film_edge
from scenes.kit.network.layout import LARGEST, Layout
from scenes.kit.network.lit_net import LitNet
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import RESTING, SMALLEST, least, room_of
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.ink import size_of
from scenes.kit.type.number import Num
from scenes.shown import show

OVER, UNDER = 0.6, 1.6  # room over a chain for names, under it for deltas and its shelf
BESIDE = {"16:9": 0.22, "9:16": 0.22, "1:1": 0.256}  # of the frame's width, room for them left of a chain that runs down
TIGHT, STUB = 0.02, 0.09  # from a number on a line to the edge of its plate; what is seen of the line on either side of it
ASIDE = 0.26  # of the way from the middle of its line to L, where the slope of the loss stands over it: a wide number
CLEAR = {"16:9": 0.6, "9:16": 0.66, "1:1": 0.78}  # of that chain's line, for what stands on it
LABEL, RESULT = 0.8, 1.7  # room before and after a chain that runs across, for what stands at the ends of rows
ABOVE = 0.55  # over its lamps, where rows begin
WIDE, HIGH = 0.275, 0.34  # radius of a neuron, of a column that runs across and of one that runs down
STACKED = 1.6  # from neuron to neuron, from which on a delta stands under its name
TAG = 1.76  # of that, both sides together, what such a number takes up
TAB = 0.68  # times the size of its number, a name that has little room beside it
RAISED = 0.7  # of a lamp's radius, how far over its line a slope stands: there, it is clear of both lamps
BARELY = 0.97  # of the smallest size of a number that is read
STOUT = 0.6  # radius of the largest of one that runs down


class NeuronChain(LitNet):
    """One neuron a layer, 0..D, then the loss.

    down       whether it runs down      has_rows, has_shelf   whether a part of its room is for them, from the next `settle` on
    kept[l]    the number of layer l on its ledge, once kept      blames[l][0]   delta under neuron l: name if it has room, number, capsule
    neuron(l), edge(l)   the circle of layer l; the line into layer l, that into the loss for D + 1
    """

    best = 0.5

    def __init__(self, t: Reading, stage: Stage) -> None:
        self.beside = BESIDE[stage.shape] * stage.width
        self.clear = CLEAR[stage.shape]
        self.t, self.down, self.has_rows, self.has_shelf = t, stage.is_narrow, False, False
        self.kept: dict[int, VGroup] = {}
        shots = ("RAIL" if stage.shape == "1:1" else "DUET" if self.down else "LEDGER",)
        weights = [layer.W for layer in t.net.layers]
        super().__init__(t.sizes, stage, room_of(stage, "SOLO"), weights, with_loss=True, most=self.brightest(t), shots=shots)
        self.least, self.crowded = RESTING[stage.shape], SMALLEST[stage.shape]

    # ---- where it stands

    def laid_in(self, region: Region) -> Layout:
        """Across, with rows over it or in the middle; or down, with rows at its right or in the middle."""
        if self.down:
            radius = min(STOUT, HIGH * region.height / self.columns, (region.width - self.beside) / 2)
            left = region.left[0] if self.has_rows else region.x - radius - self.beside / 2
            half = region.height / 2 - radius - 0.05
            middle = replace(region, x=float(left) + self.beside + radius)
            return Layout(middle, self.columns, radius, region.height, region.y + half, region.y - half, True)
        before, after = (LABEL, RESULT) if self.has_rows else (0.05, 0.05)
        over, under = 0.0 if self.has_shelf else OVER, UNDER if self.has_shelf else OVER
        radius = min(LARGEST, WIDE * (region.width - before - after) / self.columns, (region.height - OVER - UNDER) / 2)
        y = (
            region.y - region.height / 2 + UNDER + radius
            if self.has_rows
            else region.y + min((under - over) / 2, region.height / 2 - radius - OVER)
        )
        before, after = (before, after) if self.has_rows else (before + radius, after + radius)
        low, high = region.x - region.width / 2 + before, region.x + region.width / 2 - after
        return Layout(replace(region, y=y), self.columns, radius, region.height, low, high)

    def resettle(self, old: Layout) -> None:
        """Stand as its layout says; where the loss is too small for a number that is read, its fill speaks."""
        super().resettle(old)
        if self.L is not None:
            self.L.set_opacity(float(size_of(self.L) >= BARELY * least()))

    def out(self, l: int, i: int) -> np.ndarray:
        """Names stand over a chain that runs across, left of one that runs down."""
        return LEFT if self.down else UP

    def hung(self, l: int, i: int) -> list[VMobject]:
        """What hangs outside of neuron l: its name, its delta, its number on the shelf."""
        return [*super().hung(l, i), *(self.kept[k] for k in (l,) if k in self.kept)]

    @property
    def step(self) -> float:
        """Between a neuron's centre and the middle of its line."""
        return float(np.linalg.norm(self.neuron(1).get_center() - self.neuron(0).get_center())) / 2

    def neuron(self, l: int) -> VMobject:
        return self.neurons[l][0]

    def edge(self, l: int) -> Line:
        return self.loss_edges[0] if l > self.t.D else self.edges[l][0, 0]

    # ---- rows

    def spot(self, kind: str, l: int, lane: float) -> np.ndarray:
        """Where a slope stands: level with its link, on a lane (a y beside a chain that runs across, an x beside one that runs down)."""
        part = self.neuron(l) if kind == "slope" else self.edge(l + (kind == "loss"))
        aside = ASIDE * self.step if kind == "loss" else 0.0
        return np.array([lane, part.get_y(), 0.0] if self.down else [part.get_x() + aside, lane, 0.0])

    def carrier(self, kind: str, l: int) -> VMobject:
        """What a slope belongs to, for lighting; a weight, once weighed, to its number."""
        return self.neuron(l) if kind == "slope" else self.edge(l + 1) if kind == "loss" else self.weights[l][0, 0]

    @property
    def lanes(self) -> list[float]:
        """A lane for each weight's slopes, from the left or from the top."""
        n, region, radius = self.t.D, self.region, self.radius
        if self.down:
            low, high = self.neuron(0).get_x() + radius + 0.3, region.x + region.width / 2
        else:
            low, high = self.neuron(0).get_y() + ABOVE + radius - 0.4, region.y + region.height / 2
        lanes = [float(low + (k + 0.5) * (high - low) / n) for k in range(n)]
        return lanes if self.down else lanes[::-1]

    # ---- what it carries

    def name_of_loss(self, name: str | Named) -> Formula:
        """The name of the loss, on the side where no rows stand."""
        formula = Formula("{L}", size=1.1 * self.least, hues={"L": theme().loss}, L=name)
        return formula.next_to(self.loss, LEFT if self.down else DOWN, buff=0.14)

    def name_all(self) -> Animation:
        """x and a^(l) beside the neurons."""
        for l in range(self.t.D + 1):
            name = Formula("{s}", size=self.least, s=self.t.name.a[l] if l else self.t.name.x)
            self.labels[l] = {0: name.next_to(self.neuron(l), self.out(l, 0), buff=0.14).set_z_index(3)}
            self.add(self.labels[l][0])
        return LaggedStart(*(FadeIn(names[0]) for names in self.labels.values()), lag_ratio=0.3)

    def weigh(self, *layers: int) -> Animation:
        """The weights appear on their lines."""
        for l in layers:
            self.weights[l] = {(0, 0): self._tag(l, self.t.W[l][0][0], 3 if self.down else 4)}
        self.add(*(self.weights[l][0, 0] for l in layers))
        return LaggedStart(*(FadeIn(self.weights[l][0, 0]) for l in layers), lag_ratio=0.4)

    def _tag(self, l: int, number: Number, digits: int) -> VGroup:
        tag, line = plate(Num(show(number, digits), self.least), TIGHT), self.edge(l)
        free = TAG * self.clear if self.down else line.get_length() - 2 * STUB
        return tag.scale(min(1.0, free / tag.width)).move_to(line).set_z_index(4)

    def reweigh(self, l: int, number: Number) -> tuple[VGroup, VGroup]:
        """What stands on line l, and the other number that is to stand there in its place."""
        old, new = self.weights[l][0, 0], self._tag(l, number, 2 if self.down else 3)
        if not self.down:
            new.shift(RAISED * self.radius * UP)
        self.weights[l] = {(0, 0): new}
        self.remove(old)
        return old, new

    def shelve(self) -> list[tuple[VMobject, VMobject]]:
        """From each neuron's number to where it is kept, on a ledge of its own (`kept[l][1]`); not yet shown, nor part of the chain."""
        for l in range(self.t.D + 1):
            num = Num(show(self.t.a[l][0], 4 if not self.down else 3), self.least)
            long = (self.beside - 0.25) / 2 if self.down else self.radius
            ledge = film_edge(2 * long)
            away = (self.radius + self.beside / 2) * LEFT + 0.3 * DOWN if self.down else (self.radius + UNDER - 0.2) * DOWN
            ledge.shift(self.neuron(l).get_center() + away)
            num.scale(min(1.0, 2 * long / num.width)).next_to(ledge, UP, buff=0.1)
            self.kept[l] = VGroup(num, ledge)
        return [(self.values[l][0], kept[0]) for l, kept in self.kept.items()]

    def symbols(self) -> list[Animation]:
        """The number in each neuron makes way for its name."""
        moves: list[Animation] = []
        for l in range(self.t.D + 1):
            value, name = self.values[l][0], self.labels.pop(l)[0]
            self.remove(value)
            self.values[l] = {0: name}
            scale = min(1.0, 1.5 * self.tightest / max(name.width, name.height))
            moves += [FadeOut(value), name.animate.scale(scale).move_to(self.neuron(l)).set_color(theme().ink).build()]
        return moves

    def digit_in(self, room: Region) -> float:
        """Its numbers have one size in every room."""
        return self.least

    def felt(self, l: int, number: Number) -> VGroup:
        """delta under neuron l, name and number, in a capsule; it hangs there from now on, not yet shown."""
        pair, split = self._pair(self.t.name.delta[l], number)
        box = RoundedRectangle(0.12, width=pair.width + 0.15, height=pair.height + 0.13, stroke_color=theme().backward, stroke_width=2.5)
        frame = box.move_to(pair)
        if split is not None:
            bar = Line(box.get_bottom(), box.get_top(), color=theme().backward, stroke_width=2).set_x(split)
            frame = VGroup(box, bar)
        felt = VGroup(*pair, frame)
        if self.down:
            felt.move_to(self.neuron(l).get_center() + self.step * DOWN + (self.clear + felt.width / 2) * LEFT)
        else:
            felt.next_to(self.neuron(l), DOWN, buff=0.08)
        self.blames[l] = {0: felt}
        return felt

    def _pair(self, named: Named, number: Number) -> tuple[VGroup, float | None]:
        """A delta's name and its number, as large as there is room; the x of the line between them where that stands for the sign."""
        name = Formula("{s} =", size=self.least, s=named)
        way = DOWN if self.down and 2 * self.step > STACKED else RIGHT
        free = self.beside + self.radius - self.clear - 0.15 if self.down else 2 * self.step - 0.3
        nums = [Num(show(number, digits), self.least) for digits in (3, 2)]  # as many as in the rows
        pairs = [VGroup(name.copy(), num.copy()).arrange(way, buff=0.12) for num in nums]
        pair = next((pair for pair in pairs if pair.width * least() <= free * self.least), None)
        if pair is not None:
            return pair.scale(min(1.0, free / pair.width)), None
        tab = VGroup(Formula("{s}", size=TAB * self.least, s=named), nums[1].copy()).arrange(RIGHT, buff=0.2)
        if tab.width * smallest() <= free * self.least:
            tab.scale(min(1.0, free / tab.width))
            return tab, (tab[0].get_right()[0] + tab[1].get_left()[0]) / 2
        alone = VGroup(VGroup(), nums[1])
        return alone.scale(min(1.0, free / alone.width)), None

    def shelf_name(self) -> Label:
        """What the shelf is called, at its end, where it hangs from now on; not yet shown."""
        label, end = Label("kept on the reel", size=0.85 * self.least), self.kept[self.t.D][1].get_right()[0] + 0.2
        label.scale(min(1.0, (self.region.x + self.region.width / 2 - end) / label.width))
        label.next_to(self.kept[self.t.D][1], RIGHT, buff=0.2).shift(0.5 * label.height * UP)
        self.kept[self.t.D].add(label)
        return label
