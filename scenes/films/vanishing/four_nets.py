"""The lesson's network and its three twins, one after the other on the same strip and one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Create, FadeIn, FadeOut, ReplacementTransform, VGroup, VMobject

from engine.reading import Numbers, Reading
from scenes.carry import shapes_of
from scenes.films.vanishing import facts, formulas
from scenes.films.vanishing.factor_line import FactorLine
from scenes.kit.maths.link import GAIN, SLOPE
from scenes.kit.network.deep_net import FULL, DeepNet
from scenes.kit.place.shots import resting, room_of
from scenes.kit.plots.log_bars import Series, reach
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import show

if TYPE_CHECKING:
    from scenes.films.vanishing.story import Vanishing

NAMES = ("sigmoid", "relu, large weights", "relu, small weights", "relu, weights that fit")
SHARE, TALL = 0.42, 0.62  # of the room for bars that the first network gets, in a tall frame: the rest is for lines of maths
APART = 0.45  # from a network's name to its numbers, beside it
STAGGER = 0.5  # between two rows of factors


def series(t: Reading, k: int) -> dict[str, Series]:
    """The three quantities of network k that are looked at together."""
    n = t.name
    return {
        "a": Series(facts.sizes(t, k, "a"), n.a),
        "delta": Series(facts.sizes(t, k, "delta"), n.delta),
        "dL_dW": Series(facts.sizes(t, k, "dL_dW"), n.dL_dw, hollow=True),
    }


class FourNets(DeepNet):
    """The network that is told of now: its bars, and what is said of it.

    share, foot  of their room that the first one's bars get, and what is left under them
    name, fate   in the head: which network this is, and its two numbers
    ends         the blame's numbers at the last layer and at the first
    line, tag    what the two numbers foretell, and the number of a bar, as far as they are shown
    """

    name: Label
    fate: Formula
    ends: dict[int, VGroup]
    line: VMobject | None = None
    tag: VGroup | None = None

    def __init__(self, film: Vanishing) -> None:
        every = [one.values for k in facts.NETWORKS for one in series(film.t, k).values()]
        first = series(film.t, facts.LESSON)
        self.low, self.high = reach(*every)
        own = reach(*(one.values for one in first.values()))[1]
        self.share = TALL if film.stage.shape == "9:16" else SHARE
        super().__init__(film, first, (self.low, own), self.share)
        self.foot, self.ends = self.rooms.lower(self.share), {}

    def state(self, k: int) -> None:
        """Which network this is, and its two numbers, in the head; not yet shown."""
        way = None if self.film.stage.shape == "9:16" else LEFT
        self.name = self.rooms.name.hold(Label(NAMES[k], size=resting(), color=theme().ink), way)
        self.fate = self.rooms.state.hold(Formula(formulas.fate(self.film.t, k), size=resting()), way)
        if self.film.stage.shape == "16:9":  # all stands in one row: near its name, it is clear of the key
            self.fate.shift(min(0.0, self.name.get_right()[0] + APART - self.fate.get_left()[0]) * RIGHT)

    def chips(self, numbers: Numbers, hue: str | None = None) -> VGroup:
        """A number of links 2..D, each under its link, in two rows where they are wider than a link; not yet shown."""
        chips = VGroup(*(Num(show(number, 2), resting(), hue) for number in numbers))
        staggered = max(chip.width for chip in chips) > 0.92 * self.strip.pitch
        for l, chip in enumerate(chips, start=2):
            chip.move_to([self.strip.between(l), self.rooms.chips - (STAGGER * (l % 2) if staggered else 0), 0])
        return chips

    def end(self, k: int) -> VGroup:
        """The number of the blame at one end of the network, over the bar or under it; not yet shown."""
        self.ends[k] = self.bars.tag("delta", k, way=UP if k else DOWN)
        return self.ends[k]

    def stretched(self, share: float) -> list[Animation]:
        """What stands of the lesson's bars, and the numbers at their ends, take this share of their room."""
        moves = super().stretched(share)
        return [*moves, *(ReplacementTransform(tag, self.end(k)) for k, tag in list(self.ends.items()))]

    def turn_to(self, k: int, keep: int, whole: bool = True) -> None:
        """What was seen of the network before leaves, name and two numbers of this one come; `keep` parts of the key stay.

        The scale of the twins has room above one: where the lesson's stood, it is new, and not yet shown.
        """
        self.film.clear_away(*self.bars.all_bars, self.name, self.fate, self.line, self.tag, *self.key[keep:])
        old, self.bars = self.bars, self.bars_of(series(self.film.t, k), self.rooms.upper(FULL), (self.low, self.high))
        if old.high == self.high:
            self.bars.frame = old.frame
        self.line = None
        self.state(k)
        fate = self.fate
        parts = [fate] if whole else [*(fate[part] for part in ("g", "s", "eq", "gv", "sv")), *fate.rest[:-1]]
        self.film.show(self.name, *parts, run_time=0.5)

    def start(self) -> None:
        """The blame at the last layer, from where it goes back."""
        new = [] if self.key[1] in self.film.mobjects else [FadeIn(self.key[1])]
        self.film.play(*self.bars.grow("delta", self.film.t.D - 1), *new, run_time=0.6)

    def foretell(self, k: int, run_time: float = 0.9) -> None:
        """What the two numbers foretell, from the end to the front."""
        self.line = self.bars.stairs(facts.sizes(self.film.t, k, "foretold"))
        self.film.play(Create(self.line), run_time=run_time)

    def show_number(self, name: str, k: int, digits: int = 2, way: np.ndarray = UP) -> None:
        """The number of a bar appears at it."""
        self.tag = self.bars.tag(name, k, digits, way)
        self.film.show(self.tag, run_time=0.4)

    def leaves(self, heirs: VGroup) -> list[Animation]:
        """All that shows one network leaves; its blame's bars become these."""
        blame, rest = self.bars.bars["delta"], (*self.bars.bars["a"], *self.bars.bars["dL_dW"], self.bars.frame, self.line)
        leaving = shapes_of([*rest, self.key, self.name, self.fate, self.strip], self.film.get_mobject_family_members())
        moves = [ReplacementTransform(bar, heir) for bar, heir in zip(blame, heirs, strict=True)]
        return [*moves, *(FadeOut(m) for m in leaving)]

    def ending(self) -> tuple[FactorLine, list[VGroup]]:
        """Every network's factor on one line, and the blame of those that vanish, explode and fit; not yet shown."""
        t = self.film.t
        factors = [facts.rule(t, k, "factor_rule") for k in facts.NETWORKS]
        names = [name.removeprefix("relu, ") for name in NAMES] if self.film.stage.shape == "9:16" else NAMES  # that stand close there
        line = FactorLine(room_of(self.film.stage, "SOLO"), factors, names, ("vanishes", "explodes"), f"{GAIN} dot {SLOPE} = 1")
        return line, [line.under(k, facts.sizes(t, k, "delta"), self.low, self.high) for k in (facts.LESSON, facts.LARGE, facts.FITTING)]
