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
        ways = (formulas.inline, _high) if within else (_high,)
        forms = [Form(form) for form in (lines, *([way(line) for line in lines] for way in ways))]
        tries = [Working(form, within, split) for form in forms for split in _splits(room, within is not None)]
        self.rule, self.inside = max(tries, key=lambda working: working.read).drawn()
        self.add(self.rule, *self.inside)

    def open(self, lines: int | None = None) -> list[Animation]:
        """So many lines of the rule appear, or all, and what works inside."""
        return [*(FadeIn(line, shift=0.2 * RIGHT) for line in self.rule[:lines]), *(table.arrive() for table in self.inside)]

    def open_rest(self) -> list[Animation]:
        """The lines behind the first appear."""
        return [FadeIn(line, shift=0.2 * RIGHT) for line in self.rule[1:]]


class Form:
    """Lines of a rule, typeset once at each size that is asked for."""

    def __init__(self, lines: Sequence[Equation]) -> None:
        self._lines, self._made = lines, dict[int, VGroup]()

    def at(self, size: int) -> VGroup:
        """The lines at a size, under each other."""
        if size not in self._made:
            self._made[size] = VGroup(*(Formula(line, size) for line in self._lines)).arrange(DOWN, buff=0.3, aligned_edge=LEFT)
        return self._made[size]

    def within(self, room: Region) -> int:
        """The largest size in which they fit a region, or the smallest there is."""
        fits = (size for size in SIZES if self.at(size).width <= room.width and self.at(size).height <= room.height)
        return next(fits, SIZES[-1])


class Working:
    """A rule, and a table or none, in two regions; `read` is the smallest size that one has to read, the rule's by its measure."""

    def __init__(self, form: Form, within: Numbers | None, split: tuple[Region, Region]) -> None:
        self._within, (self._upper, self._lower) = within, split
        size = form.within(self._upper)
        self._rule = form.at(size)
        kept = min(1.0, self._upper.width / self._rule.width, self._upper.height / self._rule.height)  # as the region holds it
        self.read = min([LAW * size * kept, *([] if within is None else [Table.size_in(self._lower, within, pages=1)])])

    def drawn(self) -> tuple[VGroup, list[Table]]:
        """The rule and what stands inside, in their places."""
        tables = [] if self._within is None else [Table.of(self._within, self._lower, pages=1)]
        return self._upper.hold(self._rule), tables


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
