"""What a film does with a deep network that is seen layer by layer: a strip of layers, and bars under them on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from manim import LEFT, RIGHT, Create, FadeIn, FadeOut, LaggedStart, VGroup, VMobject

from engine.reading import Numbers
from scenes.chapter import Chapter
from scenes.kit.network import vanish_words as say
from scenes.kit.network.layer_strip import LayerStrip
from scenes.kit.place.light import lit
from scenes.kit.place.stage import Region, Stage
from scenes.kit.plots.factor_line import FactorLine
from scenes.kit.plots.log_bars import LogBars, reach
from scenes.kit.plots.plain_bar import PlainBar
from scenes.kit.plots.two_piles import TwoPiles
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Label

MARKS = 0.95  # room for the scale's names, left of the bars


@dataclass(frozen=True)
class Rooms:
    """Where things stand: key and state in the head, the strip, the factors of its links, the bars; `foot` is the frame's lowest line."""

    key: Region
    state: Region
    strip: Region
    chips: float
    bars: Region

    def upper(self, share: float) -> Region:
        """The upper part of the room for bars."""
        b = self.bars
        return Region(b.x, b.y + (1 - share) * b.height / 2, b.width, share * b.height)

    def lower(self, share: float) -> Region:
        """What is left of it under that, with air between."""
        b = self.bars
        low, high = b.y - b.height / 2, b.y + b.height / 2 - share * b.height - 0.2
        return Region(0, (low + high) / 2, b.width + MARKS, high - low)


def rooms(stage: Stage) -> Rooms:
    wide = stage.wide.width - MARKS
    x = MARKS / 2
    if stage.shape == "9:16":
        return Rooms(Region(0, 6.1, 7.0, 0.5), Region(0, 5.45, 7.0, 0.5), Region(x, 4.6, wide, 0.85), 3.8, Region(x, -0.35, wide, 6.6))
    if stage.shape == "1:1":
        return Rooms(Region(2.7, 4.2, 3.6, 0.5), Region(-1.9, 4.2, 5.2, 0.5), Region(x, 3.4, wide, 0.85), 2.66, Region(x, -0.75, wide, 6.2))
    return Rooms(Region(4.3, 3.3, 3.9, 0.45), Region(-2.2, 3.3, 8.2, 0.45), Region(x, 2.55, wide, 0.85), 1.88, Region(x, -1.0, wide, 5.1))


def opened(film: Any, run_time: float) -> None:
    """The title of a film with a `strip`; at <net> the network, layer by layer, in the middle of the frame, from where it goes `home`."""
    film.show(film.place("title", Label(film.title, size=LARGE, color=theme().ink)))
    film.at("net")
    film.home = film.strip.get_center()
    film.strip.set_y(film.stage.wide.y)
    film.play(LaggedStart(*(FadeIn(part) for part in film.strip.columns()), lag_ratio=0.12), run_time=run_time)


class OnLayers(Chapter):
    """A chapter with a `strip`, its `rooms`, the `bars` of one network, and the `key` and `state` in the head."""

    rooms: Rooms
    strip: LayerStrip
    bars: LogBars
    key: VGroup
    state: VGroup
    line: VMobject | None = None
    tags: VGroup | None = None
    factors: VGroup
    plain: PlainBar

    @property
    def everyone(self) -> range:
        """The places of all layers on the bars."""
        return range(self.t.D)

    def built(self) -> None:
        """The strip and the bars of the lesson, on the scale that all networks have; not yet shown."""
        t = self.t
        self.rooms = rooms(self.stage)
        self.strip = LayerStrip(t.D, self.rooms.strip)
        self.low, self.high = reach(*(one.values for k in range(len(say.SIDES)) for one in say.series(t, k).values()))
        own = reach(*(one.values for one in say.series(t, 0).values()))[1]
        self.share = (own - self.low) / (self.high - self.low)
        self.bars = self.bars_of(0, self.rooms.upper(self.share), own)
        self.key = VGroup(*self.bars.key.values()).arrange(RIGHT, buff=0.35)
        self.rooms.key.hold(self.key, None if self.stage.shape == "9:16" else RIGHT)
        self.foot = self.rooms.lower(self.share)

    def bars_of(self, side: int, region: Region, high: int) -> LogBars:
        xs = [self.strip.xs[l] for l in range(1, self.t.D + 1)]
        return LogBars(region, xs, say.series(self.t, side), self.low, high)

    def lay(self, mobject: VGroup) -> None:
        """Put something under the bars, to leave with `clear("foot")`; not yet shown."""
        self.foot.hold(mobject)
        self._standing.setdefault("foot", []).append(mobject)

    def stated(self, side: int) -> VGroup:
        """In the head: which network this is, and its two numbers; parts name, fate. Not yet shown."""
        name, fate = Label(say.SIDES[side], size=30), say.fate(self.t, side, size=30)
        state = VGroup(name, fate).arrange(RIGHT, buff=0.4)
        return self.rooms.state.hold(state, None if self.stage.shape == "9:16" else LEFT)

    def chips(self, numbers: list[VGroup]) -> None:
        """Stand the factors of links 2..D under their links; in two rows where they are wider than a link."""
        staggered = max(n.width for n in numbers) > 0.92 * self.strip.pitch
        for l, number in enumerate(numbers, start=2):
            number.move_to([self.strip.between(l), self.rooms.chips - (0.34 * (l % 2) if staggered else 0), 0])

    def shrunk(self, carried: Numbers) -> None:
        """The blame on a plain scale, link by link, as each link's factor appears."""
        self.plain = PlainBar(self.foot)
        self.show(self.plain, run_time=0.4)
        for k in reversed(self.everyone[:-1]):
            new = [] if self.factors[k] in self.mobjects else [FadeIn(self.factors[k])]
            self.play(self.plain.shrink(carried[k]), *new, lit(self.bars.bars["delta"][k]), run_time=0.56)

    def cancelled(self, plus: str, minus: str, cancel: str) -> None:
        """From mark to mark: what comes back into one neuron, plus above minus, and what the two leave of each other."""
        piles = TwoPiles(self.foot, say.met(self.t))
        self.stands("foot", piles)
        for k, mark in enumerate((plus, minus)):
            self.at(mark)
            self.play(piles.pile(k), run_time=0.7)
        self.at(cancel)
        self.play(piles.cancel(), run_time=0.7)

    def grow(self, name: str, back: bool = False, run_time: float = 1.8) -> None:
        """The bars of a quantity, from the front or from the end."""
        order = reversed(self.everyone) if back else self.everyone
        standing = set(map(id, self.get_mobject_family_members()))
        bars = [k for k in order if id(self.bars.bars[name][k]) not in standing]
        self.play(LaggedStart(*self.bars.grow(name, *bars), lag_ratio=0.3), run_time=run_time)

    def rise(self) -> None:
        """The scale that all networks need: the bars sink, and there is room above one; then they leave."""
        old, new = self.bars, self.bars_of(0, self.rooms.bars, self.high)
        way = new.top("delta", 0) - old.top("delta", 0)
        sinking = VGroup(*old.bars["delta"], self.line)
        self.play(old.frame.animate.shift(way), sinking.animate.shift(way), FadeIn(new.frame), run_time=1.2)
        self.remove(old.frame)
        self.play(FadeOut(sinking), run_time=0.4)
        self.bars, self.line = new, None

    def head(self, side: int, keep: int, whole: bool = True) -> None:
        """Another network: what was seen of the one before leaves, its name and two numbers come; the first parts of the key stay."""
        leaving = [bar for one in self.bars.bars.values() for bar in one]
        self.clear_away(*leaving, self.state, self.line, self.tags, *self.key[keep:])
        frame, self.bars = self.bars.frame, self.bars_of(side, self.rooms.bars, self.high)
        self.bars.frame, self.state, self.line = frame, self.stated(side), None
        name, fate = self.state
        parts = [fate] if whole else [*(fate[part] for part in ("g", "s", "eq", "gv", "sv")), *fate.rest[:-1]]
        self.show(name, *parts, run_time=0.5)

    def draw_line(self, side: int) -> None:
        """What the two numbers foretell, from the end to the front."""
        self.line = self.bars.stairs(say.side(self.t, side, "foretold"))
        self.play(Create(self.line), run_time=0.9 if side else 2.0)

    def start(self) -> None:
        """The blame at the last layer, from where it goes back."""
        new = [part for part in [self.key[1]] if part not in self.mobjects]
        self.play(*self.bars.grow("delta", self.t.D - 1), *map(FadeIn, new), run_time=0.6)

    def away(self) -> None:
        """All that shows one network leaves."""
        bars = [bar for one in self.bars.bars.values() for bar in one]
        self.clear_away(*bars, self.bars.frame, self.line, self.tags, self.key, self.state, self.strip)

    def fates(self) -> tuple[FactorLine, list[VGroup]]:
        """Every network's factor on one line, and the blame of those that vanish, explode and fit; not yet shown."""
        factors = [say.rule(self.t, k, "factor_rule") for k in range(len(say.SIDES))]
        one = f"{say.GAIN} dot {say.SLOPE} = 1"
        line = FactorLine(self.stage.wide, factors, say.SIDES, ("vanishes", "explodes"), one)
        return line, [line.under(k, say.side(self.t, k, "delta"), self.low, self.high) for k in (0, 1, 3)]
