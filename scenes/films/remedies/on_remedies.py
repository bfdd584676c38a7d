"""What a film does with two runs of a deep network: a patient alone, then pairs on one clock; each repair gets its name."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, RIGHT, UP, FadeIn, LaggedStart, Mobject, ReplacementTransform, VGroup

from scenes.chapter import Chapter
from scenes.films.remedies import remedy_lines as lines
from scenes.films.remedies import remedy_words as say
from scenes.films.remedies.bit_maps import BitRows
from scenes.films.remedies.remedy_race import Race
from scenes.films.remedies.repair_lines import Repair, RepairLines
from scenes.films.remedies.twin_loss import TwinLoss
from scenes.kit.network.deep_net import MARKS, rooms
from scenes.kit.network.layer_strip import LayerStrip
from scenes.kit.place.stage import Region
from scenes.kit.place.twin_frame import TwinFrame
from scenes.kit.plots.log_bars import LogBars, reach
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, LARGE, Label

NAMES = ("rectifier (relu)", "weights that fit", "batch norm", "residual connections")
MENDS = ("mends the slope", "He's rule mends the gain, at the start", "mends the gain, at every step", "go past gain and slope")


class OnRemedies(Chapter):
    """A chapter with a `strip`, the `bars` and the `chart` of the patient, and the `race` of two runs."""

    strip: LayerStrip
    bars: LogBars
    chart: TwinLoss
    race: Race

    @property
    def below(self) -> str:
        """Where formulas stand: right under the picture."""
        return "side" if self.stage.is_narrow else "board"

    def built(self) -> None:
        """The strip, and the patient's bars under it; not yet shown."""
        t, self.rooms = self.t, rooms(self.stage)
        self.strip = LayerStrip(t.D, self.rooms.strip)
        b = self.rooms.bars
        series = say.series(t, say.SIGMOID)
        upper = Region(b.x, b.y + 0.29 * b.height, b.width, 0.42 * b.height)
        self.bars = LogBars(upper, [self.strip.xs[l] for l in range(1, t.D + 1)], series, *reach(*(one.values for one in series.values())))
        self.key = VGroup(*self.bars.key.values()).arrange(RIGHT, buff=0.35)
        self.rooms.key.hold(self.key, None if self.stage.shape == "9:16" else RIGHT)
        self.under = Region(0, b.y - 0.27 * b.height, b.width + MARKS, 0.46 * b.height)

    def opened(self, run_time: float) -> None:
        """The title; at <net> the network, layer by layer, in the middle of the frame, from where it goes `home`."""
        self.show(self.place("title", Label(self.title, size=LARGE, color=theme().ink)))
        self.at("net")
        self.home = self.strip.get_center()
        self.strip.set_y(self.stage.wide.y)
        self.play(LaggedStart(*(FadeIn(part) for part in self.strip.columns()), lag_ratio=0.12), run_time=run_time)

    def patterns(self) -> list[BitRows]:
        """What the patient is to say to the four examples, and what it says in the end; not yet shown."""
        u, narrow = self.under, self.stage.shape == "9:16"
        rooms = [Region(u.x, u.y + way * 0.27 * u.height, u.width, 0.44 * u.height) if narrow
                 else Region(u.x - way * 0.25 * u.width, u.y, 0.46 * u.width, u.height) for way in (1, -1)]  # fmt: skip
        asked = self.t.numbers("lesson.data.y", "y"), self.t.numbers(f"studies.remedies.runs[{say.SIGMOID}].says", "a")
        return [BitRows(values, room, name) for values, room, name in zip(asked, rooms, ("wanted", "said after training"), strict=True)]

    def higher(self) -> Region:
        """Room for a strip with roads over it."""
        return Region(-0.1, self.stage.graph.y, self.rooms.strip.width, 1.5)

    def tall(self) -> Region:
        """The arena and what a title would take."""
        a, top = self.stage.arena, self.stage.title.y + self.stage.title.height / 2
        low = a.y - a.height / 2
        return Region(a.x, (top + low) / 2, a.width, top - low)

    def grow(self, name: str, back: bool = False, run_time: float = 1.6) -> None:
        order = range(self.t.D)[::-1] if back else range(self.t.D)
        self.play(LaggedStart(*self.bars.grow(name, *order), lag_ratio=0.3), run_time=run_time)

    def every_bar(self) -> list[Mobject]:
        return [bar for row in self.bars.bars.values() for bar in row]

    def repairs(self) -> list[VGroup]:
        """The four names, in a row or under each other; not yet shown."""
        names = [Label(name, BODY, theme().ink) for name in NAMES]
        narrow = self.stage.is_narrow
        VGroup(*names).arrange(DOWN if narrow else RIGHT, buff=0.35 if narrow else 0.8)
        if not narrow:
            for name in names:
                name.shift((names[0][0].get_bottom()[1] - name[0].get_bottom()[1]) * UP)  # on one line
        return names

    # ---- two runs

    def meet(self, runs: tuple[int, int], titles: tuple[str, str], carry: Sequence[Mobject] = ()) -> None:
        """Both networks before training; the patient's bars move into their place when there are any."""
        self.race = r = Race(self.t, self.stage, runs, titles)
        if carry:
            moves = [ReplacementTransform(old, new) for old, new in zip(carry, r.all_bars(0), strict=True)]
            self.play(*moves, *map(FadeIn, [*r.first, r.heads[0]]), run_time=0.9)
            self.play(*map(FadeIn, [*r.all_bars(1), r.heads[1]]), run_time=0.5)
        else:
            self.show(*r.first, *r.heads, run_time=0.5)
            self.play(*(LaggedStart(*map(FadeIn, r.all_bars(k)), lag_ratio=0.05) for k in range(2)), run_time=0.8)

    def started(self) -> None:
        """The axes of the losses, and both first losses on them."""
        self.show(self.race.chart.frame, *self.race.chart.moving, run_time=0.4)

    def run_clock(self, first: float, last: float, run_time: float) -> None:
        """Both runs, from one step to another."""
        r = self.race
        self.play(TwinFrame.clock([lambda s: r.at(first + s * (last - first))], r.moving, run_time))

    def ended(self) -> None:
        """The last losses."""
        self.show(*self.race.chart.ends, run_time=0.5)

    def parted(self, *also: Mobject) -> None:
        """All of the two runs leaves."""
        self.clear_away(*self.race.everything, *also)

    # ---- the end

    def harvested(self) -> RepairLines:
        pairs = [Repair(NAMES[k], MENDS[k], *(say.one(self.t, run, "factor") for run in pair)) for k, pair in enumerate(say.PAIRS)]
        wide = self.stage.wide
        return RepairLines(Region(wide.x, wide.y + 0.15, wide.width, wide.height - 0.2), pairs, self.stage.is_narrow)

    def factor(self, k: int) -> Mobject:
        return self.rooms.state.hold(lines.fate(self.t, k, BODY))
