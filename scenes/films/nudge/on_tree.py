"""What a film does with a computation tree: nudges that the engine follows, what is written at the links, lines of working."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from manim import Animation, Mobject, VGroup, linear

from scenes.chapter import Chapter
from scenes.films.nudge import nudge_words as say
from scenes.films.nudge.computation_tree import ComputationTree
from scenes.films.nudge.ratio_table import RatioTable
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import Formula, align_equals


class OnTree(Chapter):
    """A chapter with a `tree`, its `rooms`, the nudges `h` of the study, a `table` of ratios, and what stands at the `links`."""

    tree: ComputationTree
    rooms: say.Rooms
    h: list[float]
    table: RatioTable
    links: VGroup

    def plant(self) -> None:
        """The tree of one neuron, its lines as long as the frame allows; not yet shown."""
        t = self.t
        self.rooms = say.rooms(self.stage)
        self.h = [say.row(t, k, "h").value for k in range(say.ROWS)]
        room, right = self.rooms.tree, self.rooms.right
        wide = Region((room.left[0] + right) / 2, room.y, right - room.left[0], room.height)
        others = {1: [t.name.x, t.name.b], 3: [t.name.y]}
        self.tree = ComputationTree(wide, say.chain(t), others, say.both_ways(t, say.SWING * self.h[0]), self.h[0])

    def working(self, *formulas: Formula, room: Region | None = None) -> None:
        """Lines of working in the room for them, in place of what stood there; not yet shown."""
        self.clear("formulas")
        self._standing["formulas"] = list(formulas)
        (room or self.rooms.board).hold(align_equals(*formulas))

    def at_links(self, formulas: Sequence[Formula]) -> None:
        """What is written at the links; not yet shown."""
        self.links = VGroup(*(self.tree.beside(k, formula) for k, formula in enumerate(formulas)))

    def land(self, result: Mobject, k: int) -> None:
        """A slope that has been worked out flies to its link."""
        self.fly((result, self.links[k]["v"]))
        self.add(self.links[k]["eq"])

    def nudge(self, h: float, start: float = 0.0, run_time: float = 0.8) -> None:
        """The weight goes from one nudge to another, and the engine says where all the others then are."""
        run = say.values(self.t)
        self.play(self.tree.follow(lambda s: run(start + s * (h - start)), run_time=run_time))

    def closer(self, k: int) -> None:
        """Marks small, zoom, row: the next smaller nudge, seen from ten times closer, and its row in the table."""
        self.at("small")
        self.nudge(self.h[k], start=self.h[k - 1])
        self.at("zoom")
        self.play(self.tree.zoom(say.one_way(self.t, self.h[k]), self.h[k]))
        self.at("row")
        self.show(*self.table.rows[k], run_time=0.5)

    def swing(self, h: float, times: int, run_time: float, knob: str = "W", both: bool = True) -> Animation:
        """The knob shaken to and fro, all that hangs on it following; or only raised and let back."""
        run = say.values(self.t, knob)
        wave: Callable[[float], float] = lambda s: math.sin(2 * math.pi * times * s)  # noqa: E731
        lift: Callable[[float], float] = lambda s: math.sin(math.pi * times * s) ** 2  # noqa: E731
        way = wave if both else lift
        return self.tree.follow(lambda s: run(h * way(s)), run_time=run_time, rate=linear)

    def pushed(self) -> VGroup:
        """An arrow over each line, from where its dot was to where it is; not yet shown."""
        pairs = zip(self.tree.lines, self.tree.homes, strict=True)
        return VGroup(*(line.arrow(home, line.value, lift=0.3) for line, home in pairs))
