"""What stands on the sheet between two tables: a layer's rule in lines of maths, and perhaps a table of what works inside it."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, RIGHT, Animation, FadeIn, VGroup

from engine.reading import Numbers
from scenes.equation import Equation, broken
from scenes.films.layers import formulas
from scenes.films.layers.table import Table
from scenes.kit.place.shots import inside
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import BODY, Formula

LAW = 0.8  # a rule is to stand larger than numbers
SIZES = (58, 48, 42, 38, BODY, 30, 27)  # of its rule, the first that fits


class Machine(VGroup):
    """rule (lines of maths), and perhaps a table of what works inside, on a sheet."""

    def __init__(self, lines: Sequence[Equation], within: Numbers | None, sheet: Region) -> None:
        super().__init__()
        room = inside(sheet)
        other = formulas.inline if within else _high
        forms = (lines, [other(line) for line in lines])
        tries = [Working(form, within, split) for form in forms for split in _splits(room, within is not None)]
        self.working = max(tries, key=lambda working: working.read)
        self.rule, self.inside = self.working.rule, self.working.inside
        self.add(self.rule, *self.inside)

    def open(self, lines: int | None = None) -> list[Animation]:
        """So many lines of the rule appear, or all, and what works inside."""
        return [*(FadeIn(line, shift=0.2 * RIGHT) for line in self.rule[:lines]), *(table.arrive() for table in self.inside)]

    def open_rest(self) -> list[Animation]:
        """The lines behind the first appear."""
        return [FadeIn(line, shift=0.2 * RIGHT) for line in self.rule[1:]]


class Working:
    """rule, inside (a table, or none), in two regions; `read` is the smallest size that one has to read, the rule's by its measure."""

    def __init__(self, lines: Sequence[Equation], within: Numbers | None, split: tuple[Region, Region]) -> None:
        upper, lower = split
        for size in SIZES:
            self.rule = VGroup(*(Formula(line, size) for line in lines)).arrange(DOWN, buff=0.3, aligned_edge=LEFT)
            if self.rule.width <= upper.width and self.rule.height <= upper.height:
                break
        before = self.rule.width
        upper.hold(self.rule)
        self.inside = [] if within is None else [Table.of(within, lower, pages=1)]
        self.read = min([LAW * size * self.rule.width / before, *(table.read for table in self.inside)])


def _high(line: Equation) -> Equation:
    """A line whose left side stands over the rest, for where it is too wide in one."""
    return broken(line, alone=True)


def _splits(room: Region, divided: bool) -> list[tuple[Region, Region]]:
    """Room for the rule and for what works inside: one over the other, or side by side."""
    x, y, w, h = room.x, room.y, room.width, room.height
    if not divided:
        return [(room, room)]
    shares = (0.22, 0.28, 0.36, 0.44, 0.54)
    over = [(Region(x, y + (1 - share) * h / 2, w, share * h), Region(x, y - share * h / 2, w, (0.98 - share) * h)) for share in shares]
    beside = [
        (Region(x - (1 - share) * w / 2, y, share * w, h), Region(x + share * w / 2, y, (0.98 - share) * w, h)) for share in (0.45, 0.55)
    ]
    return over + beside
