"""Where a layer is told: what it takes on the left, its rule in the middle, what it gives on the right; upright in a tall frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from manim import DOWN, LEFT, Animation, FadeIn, FadeOut, Line, Transform, VGroup, VMobject

from engine.reading import Numbers
from scenes.carry import ALOFT, ARC
from scenes.equation import Equation
from scenes.films.layers import facts, formulas
from scenes.films.layers.machine import Machine
from scenes.films.layers.rooms import ROOMS
from scenes.films.layers.table import Table, called
from scenes.kit.network.comets import Comet, comet, landing
from scenes.kit.place import shots
from scenes.kit.place.shots import fit, inside, resting
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

if TYPE_CHECKING:
    from scenes.films.layers.story import Layers

LEFT_SHEET, RIGHT_SHEET = 1, 2  # after the one in the middle
STREAMS = 5  # lights that go from a table into a rule, and out of it


class Desk:
    """left, right   the tables that stand there      machine   what stands on the sheet between them
    extra   what stands here for a while              sheets    the film's: one in the middle, then one on each side
    """

    left: Table | None = None
    right: Table | None = None
    machine: Machine | None = None
    extra: VGroup | None = None

    def __init__(self, film: Layers) -> None:
        self.film, self.t, self.rooms = film, film.t, ROOMS[film.stage.shape]
        self.sheets = film.staging.sheets

    # ---- tables

    def given(self, l: int, side: str) -> Table:
        """What layer l gives (0: what comes in), on a side."""
        name = formulas.taken(l + 1)
        note = Formula(formulas.shape(self.t, l), size=resting(), color=theme().soft)
        return Table(facts.coming(self.t, l + 1), self._room(side), called(name, theme().forward), note, theme().forward)

    def wanted(self, side: str) -> Table:
        """y, on a side."""
        return Table(self.t.y, self._room(side), called("y", theme().ink), None, theme().soft)

    def slopes(self, numbers: Numbers, name: str, side: str, whole: bool = False) -> Table:
        """Slopes of L, on a side; `whole`: rather without digits than with dots."""
        table = Table(numbers, self._room(side), called(name, theme().backward), None, theme().backward)
        if not whole or not len(table.dots) or not Table.can_be_bare(numbers):
            return table
        return Table(numbers, self._room(side), called(name, theme().backward), None, theme().backward, bare=True)

    def values(self, numbers: Numbers, side: str) -> Table:
        """A parameter, on a side."""
        return Table.of(numbers, self._room(side))

    def _room(self, side: str) -> Region:
        return inside(self._sheet(side))

    def _sheet(self, side: str) -> Region:
        return self.rooms.left if side == "left" else self.rooms.right

    # ---- gestures

    def meet(self) -> list[Animation]:
        """Two sheets are due: one for what comes in, and all the rest of the desk for what is said of the stack."""
        return self.sheets.to([self.rooms.rest, self.rooms.left], self.rooms.card)

    def lay(self) -> list[Animation]:
        """The three sheets are due."""
        return self.sheets.to(self.rooms.sheets, self.rooms.card, shown=self.film.mobjects)

    def carry(self, back: bool = False, run_time: float = 0.7) -> None:
        """What came out on one side is handed on to the other, sheet and all, where the next layer takes it; the rest gives its place."""
        film, old = self.film, self.left if back else self.right
        ages = self.sheets.keep(_drawn(self.machine), film.mobjects)
        if old is None:  # the first layer takes what stands on the left already
            gone, self.extra = _drawn(self.extra), None
            return film.play(*([FadeOut(VGroup(*gone))] if gone else []), *ages, *self.lay(), run_time=run_time)
        frm, to, arc = (LEFT_SHEET, RIGHT_SHEET, -ARC) if back else (RIGHT_SHEET, LEFT_SHEET, ARC)
        gone = _drawn(self.right if back else self.left)
        for part in old.get_family():
            part.set_z_index(part.z_index + ALOFT, family=False)
        old.generate_target().shift(self.sheets.all[to].room.center - self.sheets.all[frm].room.center)
        moves = [Transform(old, old.target, path_arc=arc), *([FadeOut(VGroup(*gone))] if gone else [])]
        film.play(*moves, *self.sheets.hand(frm, to, arc), *ages, run_time=run_time)
        self.sheets.all[to].paper.set_z_index(shots.UNDER)
        for part in old.get_family():
            part.set_z_index(part.z_index - ALOFT, family=False)
        self.left, self.right, self.machine = (None, old, None) if back else (old, None, None)

    def stand(self, side: str, table: Table, *also: Animation, run_time: float = 0.9) -> None:
        """A table arrives on a side, in place of what stood there; what is named besides happens with it."""
        old = self._take(side, table)
        self.film.play(*([FadeOut(old)] if old is not None else []), table.arrive(), *also, run_time=run_time)

    def _take(self, side: str, table: Table) -> Table | None:
        """A table has a side now; what had it before."""
        old = self.left if side == "left" else self.right
        if side == "left":
            self.left = table
        else:
            self.right = table
        return old

    def expect(self, side: str, table: Table) -> list[Animation]:
        """A table has a side, its numbers still to come; what stood there gives its place."""
        gone = _drawn(self._take(side, table))
        return [*([FadeOut(VGroup(*gone))] if gone else []), *table.ready()]

    def send(self, side: str, table: Table | None = None, back: bool = False) -> None:
        """Lights run from the rule to the table that is expected, or to another, which appears as they arrive."""
        if table is not None:
            self.film.clear_away(self._take(side, table), run_time=0.3)
        here = self.left if side == "left" else self.right
        assert here is not None, "nothing is expected there"
        self.film.play(landing(self._streams(here, side, back, out=True), here.arrive()), run_time=1.2)

    def add(self, table: Table) -> None:
        """What stands on the left goes over, number by number, into what stands on the right, which becomes their sum."""
        film, left, old = self.film, self.left, self.right
        self._take("right", table)
        pairs = zip(left.cells, table.cells, strict=False) if left is not None else ()
        comets = [comet(Line(a.get_center(), b.get_center()), theme().backward, 0) for a, b in pairs]
        film.play(landing(comets, table.arrive()), *([FadeOut(old)] if old is not None else []), run_time=1.0)

    def work(self, lines: Sequence[Equation], within: Numbers | None = None) -> Machine:
        """A machine with this rule; not yet shown."""
        self.machine = Machine(lines, within, self.rooms.card)
        return self.machine

    def cleared(self) -> list[Animation]:
        """The rule that stands gives its place to the next."""
        gone, self.machine = _drawn(self.machine), None
        return self.sheets.keep(gone, self.film.mobjects) if gone else []

    def relaw(self, lines: Sequence[Equation]) -> list[Animation]:
        """The machine gets another rule."""
        old = self.machine
        self.machine = Machine(lines, None, self.rooms.card)
        return [*([FadeOut(old)] if old is not None else []), FadeIn(self.machine.rule)]

    def keep_right(self) -> None:
        """All but what stands on the right leaves."""
        right, self.right = self.right, None
        self.film.play(*self.leaving(), run_time=0.4)
        self.right = right

    def counts(self) -> VGroup:
        """How many inputs, layers and parameters there are, in the middle; not yet shown."""
        lines = VGroup(*(Formula(line, 52) for line in formulas.counts(self.t)))
        return fit(lines.arrange(DOWN, buff=0.5, aligned_edge=LEFT), inside(self.rooms.rest))

    def answers(self) -> VGroup:
        """Two lines, one under the other: the slopes of what a layer took, and of its parameters; not yet shown."""
        lines = VGroup(*(Formula(line, 60) for line in formulas.answers())).arrange(DOWN, buff=0.9, aligned_edge=LEFT)
        return fit(lines, inside(self.rooms.middle))

    def into(self, back: bool = False) -> list[Comet]:
        """Lights from a table into the rule."""
        table, side = (self.right, "right") if back else (self.left, "left")
        return [] if table is None else self._streams(table, side, back, out=False)

    def _streams(self, table: Table, side: str, back: bool, out: bool) -> list[Comet]:
        """Lights between some cells of a table and the sheet in the middle; not through its lines."""
        edge = _between(self._sheet(side), self.rooms.card)
        cells = [table.cells[k] for k in np.unique(np.linspace(0, len(table.cells) - 1, STREAMS).astype(int))]
        hue, layer = (theme().backward, 0) if back else (theme().forward, 1)
        ways = [(edge, cell.get_center()) if out else (cell.get_center(), edge) for cell in cells]
        return [comet(Line(*way), hue, layer) for way in ways]

    def left_out(self) -> VGroup:
        """The dots of the table on the left; all its numbers where it is whole."""
        return VGroup() if self.left is None else self.left.dots or self.left.nums

    def leaving(self) -> list[Animation]:
        """All gives its place to what comes."""
        gone = [m for part in (self.left, self.right, self.machine, self.extra) for m in _drawn(part)]
        self.left = self.right = self.machine = self.extra = None
        return self.sheets.keep(gone, self.film.mobjects)

    def put_away(self) -> list[Animation]:
        """All leaves, the sheets too, or the one that they became."""
        return [*self.leaving(), *self.sheets.to((), self.rooms.card)]

    def join(self) -> list[Animation]:
        """The three sheets become one."""
        return [*self.leaving(), *self.sheets.to([self.rooms.middle], self.rooms.card)]


def _drawn(part: VGroup | None) -> list[VMobject]:
    """The shapes of a part that has a place on the desk."""
    return [m for m in part.get_family() if isinstance(m, VMobject) and len(m.points)] if part is not None else []


def _between(outer: Region, card: Region) -> np.ndarray:
    """The middle of the gap between a sheet and the one in the middle."""
    x, y, _ = card.center - outer.center
    beside = abs(x) / (outer.width + card.width) > abs(y) / (outer.height + card.height)
    if beside:
        return outer.center + np.array([np.sign(x) * outer.width / 2, 0.0, 0.0])
    return np.array([outer.x if abs(x) > outer.width / 4 else card.x, outer.y + np.sign(y) * outer.height / 2, 0.0])
