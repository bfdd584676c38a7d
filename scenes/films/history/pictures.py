"""Small pictures of the story: the row of years, patterns of switches with their answers, starts, halves on a line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Circle,
    DashedLine,
    Dot,
    LaggedStart,
    Line,
    Square,
    Transform,
    VGroup,
    VMobject,
    there_and_back_with_pause,
)

from engine.reading import Named, Reading
from engine.studies.history import Mirror
from scenes.films.history import facts, formulas
from scenes.films.history.story_net import StoryNet
from scenes.kit.place.shots import fit, resting
from scenes.kit.place.stage import Region
from scenes.kit.place.ways import comes
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label

LOW = 4.5  # times as wide as high: in such a room two rules stand beside each other
STEP = 0.2  # out of their row, of starts that learned
YEARS = ("1958", "1969", "1970", "1974", "1986")


class Years(VGroup):
    """years[k], as a row; `tell(k)` lights one, under which the marker comes to stand, and leaves the others soft."""

    def __init__(self, region: Region) -> None:
        super().__init__()
        self.years = VGroup(*(Label(year, size=resting() + 6) for year in YEARS)).arrange(RIGHT, buff=0.075 * region.width)
        between = zip(self.years, self.years[1:], strict=False)
        self.line = VGroup(*(Line(a.get_right() + 0.2 * RIGHT, b.get_left() + 0.2 * LEFT, stroke_width=2) for a, b in between))
        self.line.set_color(theme().line)
        self.add(self.line, self.years)
        region.hold(self)
        self.marker = Line(LEFT, RIGHT, color=theme().light, stroke_width=4).scale_to_fit_width(self.years[0].width)
        self.add(self.marker.move_to(self._under(0)))

    def _under(self, k: float) -> np.ndarray:
        """Where the marker stands for a year, or between two."""
        low, part = self.years.get_bottom()[1] - 0.1, k - int(k)
        a, b = (self.years[min(int(k) + step, len(YEARS) - 1)].get_x() for step in (0, 1))
        return np.array([(1 - part) * a + part * b, low, 0.0])

    def tell(self, told: int) -> list[Animation]:
        years = [year.animate.set_fill(theme().light if k == told else theme().soft) for k, year in enumerate(self.years)]
        short = Line(LEFT, RIGHT, color=theme().light, stroke_width=4).scale_to_fit_width(self.years[told].width)
        return [*years, Transform(self.marker, short.move_to(self._under(told)))]

    def drifts(self, k: int) -> Animation:
        """Years go by after a year: its marker grows until the next."""
        a, b = self.years[k], self.years[k + 1]
        grown = Line(LEFT, RIGHT, color=theme().soft, stroke_width=4).scale_to_fit_width(b.get_left()[0] - a.get_left()[0] - 0.15)
        return Transform(self.marker, grown.move_to(self._under(k)).align_to(a, LEFT))


class Cells(VGroup):
    """Switches in a row: full where on, empty where off."""

    def __init__(self, values: Sequence[float], side: float) -> None:
        cells = (Square(0.86 * side, stroke_width=2.5, color=theme().ink) for _ in values)
        super().__init__(*(cell.set_fill(theme().ink, opacity=1 if v > 0.5 else 0) for cell, v in zip(cells, values, strict=True)))
        self.arrange(RIGHT, buff=0.2 * side)

    def middle(self) -> DashedLine:
        """The mirror."""
        up = 0.5 * self.height + 0.12
        return DashedLine(self.get_center() + up * UP, self.get_center() + up * DOWN, color=theme().light, stroke_width=3)


class Starts(VGroup):
    """marks[k]: a start; found: those that learned, which are to be filled."""

    def __init__(self, region: Region, mirror: Mirror) -> None:
        super().__init__()
        self.marks = VGroup(*(Circle(0.14, color=theme().soft, stroke_width=2.5) for _ in mirror.learned))
        self.marks.arrange(RIGHT, buff=0.22)
        self.add(region.hold(self.marks))
        self.found = [mark for mark, learned in zip(self.marks, mirror.learned, strict=True) if learned]

    def roll(self) -> Animation:
        """All come from the left, one after the other."""
        return LaggedStart(*(comes(mark, self.marks[0]) for mark in self.marks), lag_ratio=0.1)

    def fill(self) -> Animation:
        """Those that learned fill, one after the other, and step out of the row."""
        filled = (mark.animate.set_fill(theme().light, opacity=1).set_stroke(theme().light).shift(STEP * UP) for mark in self.found)
        return LaggedStart(*filled, lag_ratio=0.3)


class Halves(VGroup):
    """dots[k], icons[k]: what each half of three switches adds to a sum, in place on a line; `roll()` lets them come in order."""

    def __init__(self, region: Region, mirror: Mirror) -> None:
        super().__init__()
        halves, left = mirror.halves, mirror.left
        low, high = float(left.min()), float(left.max())
        width = 0.86 * region.width
        side = min(0.3, width / (4.2 * (len(left) - 1)))
        self.title = Label("what each left half adds to the sum of neuron 1", size=resting())
        self.title.move_to(region.center + 0.62 * UP)
        self.line = Line(LEFT, RIGHT, color=theme().line, stroke_width=2).scale_to_fit_width(width + 0.6).move_to(region.center + 0.1 * UP)
        self.order = np.argsort(left)
        self.dots, self.icons = VGroup(), VGroup()
        for k in self.order:
            at = self.line.get_center() + width * ((left[k] - low) / (high - low) - 0.5) * RIGHT
            self.dots.add(Dot(at, radius=0.1, color=theme().forward))
            self.icons.add(Cells(halves[k], side).set_stroke(width=1.5).move_to(at + 0.45 * DOWN))
        self.add(self.title, self.line, self.dots, self.icons)

    def roll(self) -> Animation:
        """Each half rolls along the line, from its left end, to its sum."""
        pairs = [VGroup(dot, icon) for dot, icon in zip(self.dots, self.icons, strict=True)]
        return LaggedStart(*(comes(pair, pairs[0]) for pair in reversed(pairs)), lag_ratio=0.15)


class Rules(VGroup):
    """firing, weights, bias: when the perceptron fires, and how it learns; the two rules beside each other where the room is low."""

    def __init__(self, t: Reading, room: Region) -> None:
        self.firing = Formula(formulas.firing(t))
        self.weights, self.bias = Formula(formulas.weights_rule(t)), Formula(formulas.bias_rule(t))
        rules = [VGroup(self.weights, self.bias).arrange(RIGHT, buff=0.9)] if room.width > LOW * room.height else [self.weights, self.bias]
        super().__init__(self.firing, *rules)
        fit(self.arrange(DOWN, buff=0.4), room)


class Sides(VGroup):
    """What a line has to do: rows[0], for the full dots the sum is above zero; rows[1], for the rings it is not."""

    def __init__(self, t: Reading, room: Region) -> None:
        super().__init__()
        radius, both = 0.17, (formulas.firing(t), formulas.resting(t))
        for full, line in zip((True, False), both, strict=True):
            dots = VGroup(*(Circle(radius, color=theme().ink, stroke_width=3) for _ in range(2))).arrange(RIGHT, buff=0.22)
            dots.set_fill(theme().ink, opacity=float(full))
            self.add(VGroup(dots, Formula(line)).arrange(RIGHT, buff=0.5))
        self.rows = self.submobjects
        fit(self.arrange(DOWN, buff=0.5, aligned_edge=LEFT), room)


def folds(cells: Cells) -> Animation:
    """The left half of a pattern folds over its mirror onto the right half, and back: outlines, one after the other from the middle."""
    half = len(cells) // 2
    moves = []
    for cell, place in zip(reversed(cells[:half]), cells[half:], strict=True):
        copy = cell.copy().set_fill(opacity=0).set_stroke(theme().light, width=5).set_z_index(5)
        moves.append(Transform(copy, copy.copy().move_to(place), path_arc=-2.4, rate_func=there_and_back_with_pause, remover=True))
    return LaggedStart(*moves, lag_ratio=0.3)


def asked(t: Reading, m: int) -> VGroup:
    """A pattern of the lesson with its mirror, and the answer that is wanted."""
    cells = Cells(facts.pattern(t, m), 0.62)
    word = Label("yes" if facts.is_wanted(t, m) else "no", size=resting() + 8, color=theme().ink)
    return VGroup(VGroup(cells, cells.middle()), word).arrange(RIGHT, buff=0.5)


def label_inside(net: StoryNet, named: Named) -> Animation:
    """The inputs of a network of few get their names inside, where these are large."""
    shown = net.label(0, named)
    for k, name in net.labels[0].items():
        name.scale(1.8).move_to(net.neurons[0][k])
    return shown


def step(neuron: VMobject, said: str, name: str) -> VGroup:
    """A step of a calculation in a neuron: its letter under what it does."""
    lines = VGroup(Label(said, size=LARGE, color=theme().light), Formula("{s}", size=resting(), s=name)).arrange(DOWN, buff=0.1)
    return lines.move_to(neuron).set_z_index(4)


def sign(neuron: VMobject, said: str) -> Label:
    """A sign in a neuron."""
    return Label(said, size=LARGE, color=theme().light).move_to(neuron).set_z_index(4)
