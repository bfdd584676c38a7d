"""Where a layer is told: what it takes on the left, its rule in the middle, what it gives on the right; upright in a tall frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manim import DOWN, LEFT, RIGHT, Animation, Arrow, FadeIn, FadeOut, RoundedRectangle, ShowPassingFlash, VGroup

from engine.reading import Numbers
from scenes.equation import Equation
from scenes.films.layers import facts, formulas
from scenes.films.layers.table import Table, called
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, small

if TYPE_CHECKING:
    from scenes.films.layers.story import Layers

MARGIN = 0.25  # of the machine's card
LAW = 0.8  # a rule is to stand larger than numbers
SIZES = (48, 42, 38, BODY, 30, 27)  # of its rule, the first that fits


@dataclass(frozen=True)
class Rooms:
    """The strip, and three places of which the outer ones are of one size."""

    strip: Region
    left: Region
    card: Region
    right: Region

    @property
    def is_wide(self) -> bool:
        """Whether all three stand side by side."""
        return self.left.y == self.card.y

    @property
    def middle(self) -> Region:
        """All three places."""
        places = (self.left, self.card, self.right)
        left, right = (f(p.x + s * p.width / 2 for p in places) for f, s in ((min, -1), (max, 1)))
        low, high = (f(p.y + s * p.height / 2 for p in places) for f, s in ((min, -1), (max, 1)))
        return Region((left + right) / 2, (low + high) / 2, right - left, high - low)


ROOMS = {
    "16:9": Rooms(Region(0, 2.95, 12.7, 0.9), Region(-4.6, -0.5, 3.6, 5.1), Region(0, -0.5, 4.9, 5.1), Region(4.6, -0.5, 3.6, 5.1)),
    "9:16": Rooms(Region(0, 5.7, 7.1, 0.8), Region(0, -3.7, 6.9, 3.4), Region(0, -0.15, 7.0, 3.3), Region(0, 3.4, 6.9, 3.4)),
    "1:1": Rooms(Region(0, 3.93, 8.9, 0.8), Region(-2.35, 1.55, 4.1, 3.7), Region(0, -2.2, 8.9, 3.4), Region(2.35, 1.55, 4.1, 3.7)),
}


class Desk:
    """left, right   the tables that stand there      machine   the card between them, with its rule and what works inside it
    extra   what stands here for a while
    """

    left: Table | None = None
    right: Table | None = None
    machine: Machine | None = None
    extra: VGroup | None = None

    def __init__(self, film: Layers) -> None:
        self.film, self.t, self.rooms = film, film.t, ROOMS[film.stage.shape]

    # ---- tables

    def given(self, l: int, side: str) -> Table:
        """What layer l gives (0: what comes in), on a side."""
        name = formulas.taken(l + 1)
        note = Formula(formulas.shape(self.t, l), size=max(30, small()), color=theme().soft)
        return Table(facts.coming(self.t, l + 1), self._room(side), called(name, theme().forward), note, theme().forward)

    def wanted(self, side: str) -> Table:
        """y, on a side."""
        return Table(self.t.y, self._room(side), called("y", theme().ink), None, theme().soft)

    def slopes(self, numbers: Numbers, name: str, side: str) -> Table:
        """Slopes of L, on a side."""
        return Table(numbers, self._room(side), called(name, theme().backward), None, theme().backward)

    def values(self, numbers: Numbers, side: str) -> Table:
        """A parameter, on a side."""
        return Table.of(numbers, self._room(side))

    def _room(self, side: str) -> Region:
        return self.rooms.left if side == "left" else self.rooms.right

    # ---- gestures

    def carry(self, back: bool = False, run_time: float = 0.6) -> None:
        """What came out on one side goes to the other, where the next layer takes it; the rest leaves."""
        film, old = self.film, self.left if back else self.right
        if old is None:  # the first layer takes what stands on the left already
            return film.clear_away(self.machine, self.extra)
        gone = [part for part in (self.machine, self.right if back else self.left) if part is not None]
        where = self._room("right" if back else "left").center - self._room("left" if back else "right").center
        film.play(*(FadeOut(part) for part in gone), old.animate.shift(where), run_time=run_time)
        self.left, self.right, self.machine = (None, old, None) if back else (old, None, None)

    def stand(self, side: str, table: Table, *also: Animation, run_time: float = 0.9) -> None:
        """A table arrives on a side, in place of what stood there; what is named besides happens with it."""
        old = self.left if side == "left" else self.right
        self.film.play(*([FadeOut(old)] if old is not None else []), table.arrive(), *also, run_time=run_time)
        if side == "left":
            self.left = table
        else:
            self.right = table

    def work(self, lines: Sequence[Equation], inside: Numbers | None = None) -> Machine:
        """A machine with this rule; not yet shown."""
        self.machine = Machine(lines, inside, self.rooms.card)
        return self.machine

    def relaw(self, lines: Sequence[Equation]) -> list[Animation]:
        """The machine gets another rule."""
        old = self.machine
        self.machine = Machine(lines, None, self.rooms.card)
        self.film.add(self.machine.box)
        return [*([FadeOut(old)] if old is not None else []), FadeIn(self.machine.rule)]

    def keep_right(self) -> None:
        """All but what stands on the right leaves."""
        self.film.clear_away(self.left, self.machine)
        self.left = self.machine = None

    def counts(self) -> VGroup:
        """How many inputs, layers and parameters there are, in the middle and on the right; not yet shown."""
        room, card = self.rooms.right, self.rooms.card
        beside = Region((card.x + room.x) / 2, card.y, card.width + room.width, card.height) if self.rooms.is_wide else card
        lines = VGroup(*(Formula(line, 52) for line in formulas.counts(self.t)))
        return beside.hold(lines.arrange(DOWN, buff=0.5, aligned_edge=LEFT))

    def answers(self) -> VGroup:
        """Two lines, one under the other: the slopes of what a layer took, and of its parameters; not yet shown."""
        lines = VGroup(*(Formula(line, 60) for line in formulas.answers())).arrange(DOWN, buff=0.9, aligned_edge=LEFT)
        return self.rooms.middle.hold(lines)

    def through(self, back: bool = False) -> ShowPassingFlash:
        """Light from one side to the other."""
        ends = [self.rooms.left, self.rooms.right]
        tall = self.rooms.left.x == self.rooms.right.x
        edge = [(0, r.height / 2, 0) if tall else (r.width / 2, 0, 0) for r in ends]
        start, end = ends[0].center + edge[0], ends[1].center - edge[1]
        hue = theme().backward if back else theme().forward
        arrow = Arrow(*((end, start) if back else (start, end)), buff=0.0, stroke_width=9, color=hue, max_tip_length_to_length_ratio=0.05)
        return ShowPassingFlash(arrow.set_z_index(-1), time_width=0.6)

    def left_out(self) -> VGroup:
        """The dots of the table on the left; all its numbers where it is whole."""
        return VGroup() if self.left is None else self.left.dots or self.left.nums

    def clear(self) -> None:
        """All leaves."""
        self.film.clear_away(self.left, self.right, self.machine, self.extra)
        self.left = self.right = self.machine = self.extra = None


class Machine(VGroup):
    """box, rule (lines of maths), and perhaps a table of what works inside."""

    def __init__(self, lines: Sequence[Equation], inside: Numbers | None, room: Region) -> None:
        super().__init__()
        self.box = RoundedRectangle(width=room.width, height=room.height, corner_radius=0.2, stroke_width=1.5, color=theme().line)
        self.box.set_fill(theme().panel, opacity=0.6).move_to(room.center).set_z_index(-2)
        forms = (lines, [formulas.inline(line) for line in lines]) if inside else (lines,)
        tries = [Working(form, inside, split) for form in forms for split in _splits(room, inside is not None)]
        self.working = max(tries, key=lambda working: working.read)
        self.rule, self.inside = self.working.rule, self.working.inside
        self.add(self.box, self.rule, *self.inside)

    def open(self, lines: int | None = None) -> list[Animation]:
        """So many lines of the rule appear, or all, and what works inside."""
        return [*(FadeIn(line, shift=0.2 * RIGHT) for line in self.rule[:lines]), *(table.arrive() for table in self.inside)]

    def open_rest(self) -> list[Animation]:
        """The lines behind the first appear."""
        return [FadeIn(line, shift=0.2 * RIGHT) for line in self.rule[1:]]


class Working:
    """rule, inside (a table, or none), in two regions; `read` is the smallest size that one has to read, the rule's by its measure."""

    def __init__(self, lines: Sequence[Equation], inside: Numbers | None, split: tuple[Region, Region]) -> None:
        upper, lower = split
        for size in SIZES:
            self.rule = VGroup(*(Formula(line, size) for line in lines)).arrange(DOWN, buff=0.3, aligned_edge=LEFT)
            if self.rule.width <= upper.width and self.rule.height <= upper.height:
                break
        before = self.rule.width
        upper.hold(self.rule)
        self.inside = [] if inside is None else [Table.of(inside, lower, pages=1)]
        self.read = min([LAW * size * self.rule.width / before, *(table.read for table in self.inside)])


def _splits(room: Region, divided: bool) -> list[tuple[Region, Region]]:
    """Room for the rule and for what works inside: one over the other, or side by side."""
    x, y, w, h = room.x, room.y, room.width - 2 * MARGIN, room.height - 2 * MARGIN
    if not divided:
        return [(Region(x, y, w, h), Region(x, y, w, h))]
    shares = (0.28, 0.36, 0.44, 0.54)
    over = [(Region(x, y + (1 - share) * h / 2, w, share * h), Region(x, y - share * h / 2, w, (0.98 - share) * h)) for share in shares]
    beside = [
        (Region(x - (1 - share) * w / 2, y, share * w, h), Region(x + share * w / 2, y, (0.98 - share) * w, h)) for share in (0.45, 0.55)
    ]
    return over + beside
