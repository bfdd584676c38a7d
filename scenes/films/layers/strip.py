"""The whole stack in one line: what comes in, a chip for every layer, the loss; shortcuts arch over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
from manim import (
    RIGHT,
    Animation,
    ArcBetweenPoints,
    LaggedStart,
    Line,
    RoundedRectangle,
    ShowPassingFlash,
    VGroup,
    VMobject,
)

from engine.reading import Reading
from scenes.films.layers import facts
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.baseline import on_one_line
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.ink import Scale

NAMES = {  # short ones, for chips
    "conv2d": "conv", "max_pool": "pool", "mean_pool": "pool", "flatten": "flatten", "batch_norm": "norm", "layer_norm": "norm",
    "residual": "add", "embedding": "embed", "embedding_pair": "embed", "token_dense": "dense", "attention": "attend",
    "multi_head_attention": "attend", "activation": "bend", "dropout": "drop",
}  # fmt: skip
Make = Callable[[int, float], Label | Formula]  # the word of a layer, in a size
SIZE, CHIP = 34, 0.74  # of letters; height of a chip
SIZES = (SIZE, 32, 30, 28)  # of words, the first that fits
LINK, AIR = 0.3, 0.34  # between chips; around the words of one
HIGH = 0.2  # of the arch of a shortcut
STROKE = 0.1  # that the outlines of the chips at both ends take


class Strip(VGroup):
    """chips[l] for the told layers, chips[0] what comes in, chips[D + 1] the loss.

    links[l] leads to chips[l], with gaps[l] where layers are left out      arcs[l] is the shortcut to l
    """

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        self.order = [0, *facts.told(t), t.D + 1]
        width = region.width - STROKE
        words = _words(t, width)
        ends = [Formula("{x}", size=SIZE + 4, x=t.name.x), Formula("{L}", size=SIZE + 4, L=t.name.L)]
        words_of: list[Label | Formula] = [ends[0], *words, ends[1]]
        made = [_chip(word) for word in words_of]
        on_one_line(word for _, word in made[1:-1])
        self.chips = dict(zip(self.order, made, strict=True))
        buff = min(0.9, LINK + max(0.0, width - _width(words)) / len(made))
        row = VGroup(*made).arrange(RIGHT, buff=buff)
        region.hold(row)
        self.links = {l: self._link(k, l) for k, l in zip(self.order, self.order[1:], strict=False)}
        self.arcs = {l: self._arc(facts.spec(t, l).from_layer, l) for l in facts.told(t) if facts.kind(t, l) == "residual"}
        self.arcs = {l: arc for l, arc in self.arcs.items() if len(arc.points)}
        self.gaps = {l: plate(Label("$dots.c$", SIZE).move_to(self.links[l])) for l in facts.told(t) if facts.after_gap(t, l)}
        self.add(*self.links.values(), *self.gaps.values(), *self.arcs.values(), row)

    def _link(self, k: int, l: int) -> Line:
        return Line(self.chips[k].get_right(), self.chips[l].get_left(), stroke_width=2.5, color=theme().line)

    def _arc(self, k: int, l: int) -> ArcBetweenPoints:
        """From over chip k to over chip l; nothing where k is not drawn."""
        if k not in self.chips:
            return ArcBetweenPoints([0, 0, 0], [1, 0, 0]).clear_points()
        ends = [self.chips[each].get_top() for each in (l, k)]
        span = float(np.linalg.norm(ends[0] - ends[1]))
        arc = ArcBetweenPoints(*ends, angle=min(1.6, 8 * HIGH / span), stroke_width=2.5, color=theme().line)
        return arc.reverse_direction()

    @property
    def between(self) -> VGroup:
        """What stands between chips and over them."""
        return VGroup(*self.links.values(), *self.gaps.values(), *self.arcs.values())

    def visit(self, *which: int, back: bool = False) -> list[Animation]:
        """These chips are where the film is now."""
        return [self._marked(l, 4.5, 0.32, back) for l in which if l in self.chips]

    def leave(self, *which: int, back: bool = False) -> list[Animation]:
        """It has been there."""
        return [self._marked(l, 2.5, 0.08, back) for l in which if l in self.chips]

    def rest(self, *which: int) -> list[Animation]:
        """It is not there, nor has it been."""
        chips = (self.chips[l][0] for l in which)
        return [chip.animate.set_stroke(theme().soft, width=2).set_fill(theme().panel, opacity=1).build() for chip in chips]

    def only(self, *which: int) -> list[Animation]:
        """On the way back it is at these chips and no others."""
        return [*self.visit(*which, back=True), *self.leave(*(l for l in self.order if l not in which), back=True)]

    def _marked(self, l: int, width: float, opacity: float, back: bool) -> Animation:
        hue = theme().backward if back else theme().forward
        return self.chips[l][0].animate.set_stroke(hue, width=width).set_fill(hue, opacity=opacity).build()

    def sweep(self, back: bool = False) -> Animation:
        """Light along all links, one after the other."""
        links = list(self.links.values())
        return LaggedStart(*(self.flash(link, back) for link in (links[::-1] if back else links)), lag_ratio=0.4)

    def shortcut(self, l: int, back: bool = False) -> list[Animation]:
        """Light along the shortcut to layer l, if there is one."""
        return [self.flash(self.arcs[l], back)] if l in self.arcs else []

    def flash(self, line: VMobject, back: bool = False) -> Animation:
        """Light along one line, forward or back."""
        bright = line.copy().set_stroke(theme().backward if back else theme().forward, width=7)
        return ShowPassingFlash(bright.reverse_direction() if back else bright, time_width=0.8)


def name_of(t: Reading, l: int) -> str:
    """What layer l is called."""
    return NAMES.get(facts.kind(t, l), facts.kind(t, l).replace("_", " "))


def numbered(t: Reading, l: int, size: float) -> Formula:
    """Which layer it is, and what it is called."""
    return Formula(f'{{place}} thick "{name_of(t, l)}"', size, place=Scale.of(l))


def _words(t: Reading, room: float) -> Sequence[Label | Formula]:
    """The kinds of the told layers behind their numbers, or either alone where there is no room for both."""
    told = facts.told(t)
    makes: tuple[Make, ...] = (lambda l, size: numbered(t, l, size), lambda l, size: Label(name_of(t, l), size))
    tries = ([make(l, size) for l in told] for make, size in product(makes, SIZES))
    places = [Formula("{place}", SIZE, theme().soft, place=Scale.of(l)) for l in told]
    return next((words for words in tries if _width(words) <= room), places)


def _width(words: Sequence[Label | Formula]) -> float:
    return sum(word.width + 2 * AIR + LINK for word in words) + 2 * 1.1


def _chip(word: Label | Formula) -> VGroup:
    """chip[0] is its box, chip[1] what stands in it."""
    box = RoundedRectangle(width=max(CHIP, word.width + 1.2 * AIR), height=CHIP, corner_radius=0.16, stroke_width=2, color=theme().soft)
    box.set_fill(theme().panel, opacity=1)
    return VGroup(box, word.set_color(theme().ink).move_to(box).set_z_index(2))
