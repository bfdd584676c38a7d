"""One weight close up: its edge is lit, the loss over it is a line, and its rule is worked out on the board, letters first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from manim import Arrow, FadeIn, FadeOut, GrowArrow, Mobject, Transform, VGroup

from scenes.carry import ARC
from scenes.equation import Equation, broken
from scenes.films.update import facts, formulas
from scenes.films.update.facts import Weight
from scenes.films.update.slope_sketch import SlopeSketch
from scenes.kit.place.shots import first_read, fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, align_equals

if TYPE_CHECKING:
    from scenes.films.update.story import UpdateStep

TRIED = (0.45, 1.15, 1.0)  # of a step: a careful one, a bold one, and as it is drawn
BROKEN = 0.12  # between lines of which each is two
LEAST = 0.2  # of the largest slope or step: less is not seen


class CloseUp:
    """The weight of the last layer that is looked at.

    spot     (i, j) of it
    sketch   the line that the loss is over it      arrow   the way it goes
    board    its rule, line under line: letters, numbers, the sum
    """

    spot: tuple[int, int]
    sketch: SlopeSketch
    arrow: Arrow
    board: VGroup

    def __init__(self, film: UpdateStep) -> None:
        self.film, self.l = film, film.t.D

    def look(self, w: Weight) -> None:
        """Light one weight's edge, and show the line that the loss is over it."""
        film, self.spot = self.film, (w.i, w.j)
        L = film.n.J if facts.has_price(film.t) else film.n.L
        shares = _shares(w, facts.followed(film.t))

        def drawn(room: Region) -> SlopeSketch:
            return SlopeSketch(room, w.old.named, L, w.given.value >= 0, *shares)

        self.sketch = film.beside(drawn, lambda room: fit(Formula(formulas.slope(film.t, w)), room))
        self.sketch.write(w.old, w.new)
        self.board = film.board
        labelled = film.edges.chip(self.l, *self.spot) if film.edges.labelled else [film.edges.write_weight(self.l, *self.spot)]
        film.play(film.net.pulse(self.l, self.spot, color=theme().light), *labelled, FadeIn(self.sketch), FadeIn(self.board), run_time=0.8)

    def roll(self) -> None:
        """Let the dot go downhill, and draw which way the weight goes."""
        self.arrow = self.sketch.step()
        self.film.play(self.sketch.dot.animate.move_to(self.sketch.downhill), GrowArrow(self.arrow), run_time=0.8)

    def try_steps(self, seconds: float) -> None:
        """Let the step be shorter for a while, then longer: how far it goes is not said yet."""
        sketch, home = self.sketch, self.sketch.home
        for far in TRIED:
            end = home + far * (sketch.downhill - home)
            arrow = sketch.arrow_to(end)
            moves = (sketch.dot.animate.move_to(end), Transform(self.arrow, arrow))
            self.film.play(*moves, run_time=min(1.1, max(0.4, seconds / len(TRIED))))

    def lay_out(self, *rule: Equation) -> None:
        """Put the lines of the weight's rule on the board; not yet shown."""
        self.board = self.film.put(lambda room: _lines(room, rule, 0.22))

    def unfold(self, *rule: Equation) -> None:
        """The one line on the board, as large as it may be, becomes the first of these lines; the others are not yet shown."""
        line, self.film.board = self.board[0], VGroup()
        self.lay_out(*rule)
        self.film.carry(line, self.board[0])

    def slope_on_edge(self) -> list[Mobject]:
        """The slope's number on the weight's edge, where edges carry numbers."""
        return [self.film.edges.slopes[self.l][self.spot][1]] if self.film.edges.labelled else []

    def plug_in(self) -> None:
        """Numbers come into the line under the letters (marks w, eta, g), and the sum is written (mark sum) up to its result."""
        film, letters, row, values = self.film, self.board[0], self.board[1], self.board[-1]
        film.at("w")
        film.fly((film.net.weights[self.l][self.spot][1], row["w"]), run_time=0.6, arc=ARC)
        if row is values:
            film.at("g")
            film.write(row, "step", rest=True)
            film.at("sum")
            film.write(row, "eq")
            return
        film.at("eta")
        film.write(row, "eta", rest=True)
        film.at("g")
        film.fly((*((not facts.has_price(film.t) and self.slope_on_edge()) or [letters["g"]]), row["g"]), run_time=0.6)
        film.write(row, "eq", "new")
        film.at("sum")
        film.fly((VGroup(row["eta"], row["g"]), values["step"]), run_time=0.5, arc=ARC)
        film.show(values["w"], values["eq"], values.rest, run_time=0.3)

    def take(self) -> None:
        """The result is written, and flies to the weight's edge, where the old one makes room."""
        film, result = self.film, self.board[-1]["new"]
        film.show(result, run_time=0.4, scale=0.7)
        film.fly((result, self.sketch.new), run_time=0.6, arc=ARC)
        slopes = film.edges.slopes.get(self.l, {})
        leaving = [slopes.pop(self.spot)] if self.spot in slopes else []
        film.net.drop(*leaving)
        film.play(*film.edges.step(self.l, self.spot), *(FadeOut(m) for m in leaving), run_time=0.8)

    def put(self, *lines: Equation | Formula) -> VGroup:
        """These lines in the place of those on the board, not yet shown; the sketch stays."""
        self.board = self.film.put(lambda room: _lines(room, lines, 0.2))
        return self.board

    def leave(self) -> None:
        """The board and the sketch leave."""
        self.film.clear_away(self.board, self.sketch, self.sketch.new, self.arrow)
        self.film.aside = VGroup()


def _lines(room: Region, lines: Sequence[Equation | Formula], buff: float) -> VGroup:
    """Lines of maths as large as their room lets them be, each broken at its equals sign where they would be small else."""
    whole = fit(align_equals(*lines, buff=buff), room)
    if not all(isinstance(line, Equation) for line in lines):
        return whole
    ways = ([broken(line, sums, alone=True) for line in lines] for sums in (False, True))
    return first_read([whole, *(fit(align_equals(*rows, buff=BROKEN), room) for rows in ways)])


def _shares(w: Weight, among: Iterable[Weight]) -> tuple[float, float]:
    """How steep its slope is drawn and how far its step: 1 is the largest among the weights that are looked at, the others less."""
    steep, far = (max(sizes) or 1.0 for sizes in zip(*map(_sizes, among), strict=True))
    return _seen(_sizes(w)[0] / steep), _seen(_sizes(w)[1] / far)


def _seen(share: float) -> float:
    """A part of the largest, as it is drawn: none is drawn flat but one that is zero, however much smaller it is."""
    return LEAST + (1 - LEAST) * share if share else 0.0


def _sizes(w: Weight) -> tuple[float, float]:
    return abs(w.given.value), abs(w.step.value)
