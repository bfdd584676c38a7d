"""Two runs on one clock: the bars of both side by side, and under them both losses on one pair of axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from manim import LEFT, RIGHT, Animation, FadeIn, LaggedStart, Line, Mobject, VGroup

from engine.reading import Numbers, Reading
from scenes import repairs
from scenes.kit.maths import link
from scenes.kit.network.deep_net import MARKS
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region, Stage
from scenes.kit.place.twin_frame import TwinFrame
from scenes.kit.plots.log_bars import LogBars, Series, reach
from scenes.kit.plots.twin_loss import SHARES, TwinLoss, hue
from scenes.kit.type.formula import Formula

if TYPE_CHECKING:
    from scenes.chapter import Chapter

HEAD = 0.55  # of a run's factor, under its title
CLEAR = 0.2  # of the line between the runs


def series(t: Reading, k: int) -> dict[str, Series]:
    """What the bars of run k show before training."""
    return {name: Series(repairs.sizes(t, k, name)[0], getattr(t.name, name)) for name in ("a", "delta")}


@dataclass(frozen=True)
class RunRooms:
    """The twins' frame, the key of the bars in the middle under it, the losses."""

    frames: Region
    key: Region
    loss: Region


def run_rooms(stage: Stage) -> RunRooms:
    """The rooms of a stage."""
    if stage.shape == "9:16":
        return RunRooms(Region(0, 2.05, 7.2, 8.3), Region(0, -2.45, 7.0, 0.55), Region(0, -4.1, 7.3, 2.65))
    if stage.shape == "1:1":
        return RunRooms(Region(0, 1.75, 9.0, 5.2), Region(0, -1.2, 8.8, 0.5), Region(0, -2.6, 9.0, 2.4))
    return RunRooms(Region(0, 1.5, 12.8, 3.95), Region(0, -0.72, 12.8, 0.45), Region(0, -1.98, 12.8, 2.12))


class TwinRuns(VGroup):
    """frames (a TwinFrame), heads[k] the factors, bars[k] (LogBars), key, chart (a TwinLoss); `at(step)` moves bars and curves.

    last   the last step
    """

    def __init__(self, t: Reading, stage: Stage, runs: tuple[int, int], titles: tuple[str, str]) -> None:
        super().__init__()
        rooms = run_rooms(stage)
        self.steps = t.numbers("studies.remedies.steps", "count").array
        self.frames = TwinFrame(rooms.frames, titles)
        self.swatches = swatches(self.frames)
        shown = [series(t, k) for k in runs]
        low, high = reach(*(one.values for each in shown for one in each.values()))
        last = (repairs.sizes(t, k, name)[-1] for k in runs for name in ("a", "delta"))
        low = min(low, *map(_floor, last))  # what has learned has little blame
        self.sizes = [{name: repairs.sizes(t, k, name).array for name in ("a", "delta")} for k in runs]
        self.t, self.runs, self.brief = t, runs, stage.shape == "1:1"
        self.bars, self.heads = [], [self._head(k) for k in (0, 1)]
        for k, room in enumerate(self.frames.rooms):
            bars = Region(room.x, room.y - HEAD / 2 - 0.06, room.width, room.height - HEAD - 0.22)
            self.bars.append(LogBars(bars, _places(room, t.D), shown[k], low, high))
        self.key = VGroup(*self.bars[0].key.values()).arrange(RIGHT, buff=0.5)
        rooms.key.hold(self.key, None if self.frames.stacked else RIGHT)
        self.chart = TwinLoss(t, rooms.loss, runs)
        self.last = self.chart.steps
        self.frames.pictures = [bar for one in self.bars for bar in one.all_bars]

    def _head(self, k: int, alone: bool = False) -> Formula:
        """What a link of run k leaves at the start, under its title."""
        room, head = self.frames.rooms[k], Formula(link.fate(self.t, self.runs[k], self.brief, alone), resting())
        return Region(room.x, room.top[1] - HEAD / 2, room.width - CLEAR, HEAD).hold(head)

    def at(self, step: float) -> None:
        """Both runs as they were before this step."""
        self.chart.at(step)
        k = int(np.argmin(np.abs(self.steps - step)))
        for bars, sizes in zip(self.bars, self.sizes, strict=True):
            for name, values in sizes.items():
                bars.stand(name, values[k])

    def run(self, first: float, last: float, run_time: float) -> Animation:
        """Both runs, from one step to another."""
        return TwinFrame.clock([lambda share: self.at(first + share * (last - first))], self.moving, run_time)

    def meet(self, film: Chapter) -> None:
        """Both networks before training."""
        film.show(*self.first, *self.heads, self.chart.frame, run_time=0.4)
        film.play(*(LaggedStart(*map(FadeIn, bars.all_bars), lag_ratio=0.05) for bars in self.bars), run_time=0.65)

    def start(self, film: Chapter) -> None:
        """Both first losses on their axes; and the factors say that they are those of the start, since the bars are about to move."""
        film.show(*self.chart.moving, run_time=0.3)
        if not self.brief:
            old, self.heads = VGroup(*self.heads), [self._head(k, alone=True) for k in (0, 1)]
            film.carry(old, VGroup(*self.heads), run_time=0.5)

    def end(self, film: Chapter) -> None:
        """The last losses."""
        film.show(*self.chart.ends, run_time=0.5)

    @property
    def first(self) -> list[Mobject]:
        """What appears of both before they run."""
        return [self.frames, self.swatches, *(one.frame for one in self.bars), self.key]

    @property
    def moving(self) -> list[Mobject]:
        """What changes while they run."""
        return [*self.bars[0].all_bars, *self.bars[1].all_bars, *self.chart.moving]

    @property
    def everything(self) -> list[Mobject]:
        """All there is, for letting it leave."""
        return [*self.first, *self.heads, *self.moving, self.chart.frame, *self.chart.ends]


def _floor(last: Numbers) -> int:
    """The power of ten below the smallest of some sizes; 0 where there is none above zero."""
    sizes = last.array[last.array > 0]
    return int(np.floor(np.log10(sizes.min()))) if len(sizes) else 0


def swatches(frames: TwinFrame) -> VGroup:
    """The runs' lines on the axes of their losses, each before its title, both in the middle of the room."""
    found = VGroup()
    for k, (title, room) in enumerate(zip(frames.titles, frames.rooms, strict=True)):
        line = Line(0.5 * LEFT, 0.0 * LEFT, color=hue(k), stroke_width=SHARES[k]).next_to(title, LEFT, buff=0.2)
        pair = VGroup(line, title)
        pair.scale(min(1.0, room.width / pair.width)).set_x(room.x)
        found.add(line)
    return found


def _places(room: Region, depth: int) -> list[float]:
    """Where the bars of each layer stand."""
    pitch = (room.width - MARKS) / (depth + 0.24)
    return [room.left[0] + MARKS + (k + 0.62) * pitch for k in range(depth)]
