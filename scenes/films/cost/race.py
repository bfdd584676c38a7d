"""A race: bars under each other on one scale, each growing as its multiplications are made, with its count once it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from manim import RIGHT, Animation, Rectangle, UpdateFromAlphaFunc, VGroup

from engine.reading import Number
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label
from scenes.kit.type.number import Num

LEAST = 0.02  # width of a bar, so that it is seen
LINE = 0.0118  # of a name with its air, for each point of its size


class Race(VGroup):
    """names[k], bars[k], totals[k] of each runner, in rows under a head; bars are shown when they start.

    advance(k, made)   bar k grows to so many multiplications        start()   all bars are back at nothing, their counts unseen
    run()              all bars grow at one pace from nothing; each count appears when its bar is done
    """

    def __init__(self, region: Region, names: Sequence[str], totals: Sequence[Number], hues: Sequence[str], size: float = 34) -> None:
        super().__init__()
        pitch = region.height / (len(names) + 1)
        self.counts = [total.value for total in totals]
        self.made = [0.0] * len(totals)
        self.names = [Label(name, size=min(size, pitch / LINE)) for name in names]
        self.totals = [Num(total, size, theme().ink) for total in totals]
        left = max(name.width for name in self.names)
        room = region.width - left - max(total.width for total in self.totals) - 0.6
        self._unit = room / max(self.counts)
        start = region.x - region.width / 2 + left + 0.25
        for k, name in enumerate(self.names):
            y = region.top[1] - (k + 1.5) * pitch
            name.move_to([start - 0.25, y, 0], aligned_edge=RIGHT)
        self.bars = [_bar(name, hue, 0.55 * pitch) for name, hue in zip(self.names, hues, strict=True)]
        for k, total in enumerate(self.totals):
            self._reach(k, self.counts[k])
            total.next_to(self.bars[k], RIGHT, buff=0.2)
            self._reach(k, 0.0)
        self.head = Label("multiplications", size=0.8 * size, color=theme().ink)
        self.head.move_to([region.x + region.width / 2, region.top[1] - 0.45 * pitch, 0], aligned_edge=RIGHT)
        self.add(self.head, *self.names, *self.bars, *self.totals)

    @property
    def parts(self) -> list[VGroup]:
        """All that can stand on screen."""
        return [self.head, *self.names, *self.bars, *self.totals]

    def _reach(self, k: int, made: float) -> None:
        bar = self.bars[k]
        left = bar.get_left()
        bar.stretch_to_fit_width(max(LEAST, self._unit * made)).move_to(left, aligned_edge=-RIGHT)

    def advance(self, k: int, made: float) -> Animation:
        """Bar k grows from where it is to so many multiplications."""
        before, self.made[k] = self.made[k], made
        return UpdateFromAlphaFunc(self.bars[k], lambda _, alpha: self._reach(k, before + alpha * (made - before)))

    def start(self) -> list[Animation]:
        """All bars shrink to nothing and their counts leave."""
        return [*(self.advance(k, 0.0) for k in range(len(self.bars))), *(total.animate.set_opacity(0) for total in self.totals)]

    def run(self) -> list[Animation]:
        """All bars grow at one pace until the last is done; to be played linearly."""
        return [UpdateFromAlphaFunc(VGroup(self.bars[k], self.totals[k]), self._runner(k)) for k in range(len(self.bars))]

    def _runner(self, k: int) -> Callable[[VGroup, float], None]:
        def runner(_: VGroup, alpha: float) -> None:
            made = min(self.counts[k], alpha * max(self.counts))
            self._reach(k, made)
            self.totals[k].set_opacity(float(made >= self.counts[k]))

        self.made[k] = self.counts[k]
        return runner


def _bar(name: Label, hue: str, height: float) -> Rectangle:
    bar = Rectangle(width=LEAST, height=height, stroke_width=0, fill_color=hue, fill_opacity=0.9)
    return bar.next_to([name.get_right()[0], name.get_y(), 0], RIGHT, buff=0.25)
