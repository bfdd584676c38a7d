"""What stands written beside and under the curve: the neuron's numbers, the rule, the promise over what came, the rates."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, Animation, FadeIn, FadeOut, VGroup

from engine.reading import Number, Reading
from scenes.equation import Equation, broken
from scenes.films.step import facts, formulas
from scenes.kit.maths.single import single
from scenes.kit.place.shots import first_read, fit, growth
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, SMALL, Formula, Label, align_equals

SHARES = (0.8, 0.65)  # of their size, words and letters that leave their numbers the room
AIRY = 0.86  # of a board: what rows fill, the rest is air around them
VERDICTS = ("too small", "about right", "too large")
COLUMNS = (("w", "b", "L"), ("dL_dw", "dL_db"))


def is_high(room: Region) -> bool:
    """Whether a board is higher than it is wide."""
    return room.height > room.width


def inset(room: Region) -> Region:
    """A room with air within its rim: rows that are few do not lie on it."""
    return Region(room.x, room.y, AIRY * room.width, AIRY * room.height)


class Known(VGroup):
    """What is known of the neuron, a row each: rows["w"], "b", "L", "dL_dw", "dL_db"; in two columns on a wide board."""

    def __init__(self, t: Reading, room: Region) -> None:
        super().__init__()
        columns = [tuple(name for column in COLUMNS for name in column)] if is_high(room) else COLUMNS
        self.rows = {name: Formula(formulas.value_of(getattr(single(t), name))) for column in columns for name in column}
        for column in columns:
            self.add(align_equals(*(self.rows[name] for name in column), buff=0.42 if is_high(room) else 0.3))
        self.arrange(RIGHT, buff=0.9)
        self.grown = growth(self, room)
        fit(self, room)

    def renew(self, number: Number) -> tuple[Animation, Animation]:
        """The row of w, b or L gets its number after the step: the old one goes, the new one comes."""
        name = number.named.name
        old, new = self.rows[name], Formula(formulas.value_of(number)).scale(self.grown)
        self.rows[name] = new.shift(old["eq"].get_center() - new["eq"].get_center())
        return FadeOut(old), FadeIn(new)


def rule_board(lines: tuple[Equation, Equation], room: Region) -> VGroup:
    """[letters, numbers] of one knob's rule; the numbers in two lines where the board is high."""
    letters, numbers = (Formula(broken(line, alone=not k) if is_high(room) else line) for k, line in enumerate(lines))
    if is_high(room):
        return fit(VGroup(letters, numbers).arrange(DOWN, buff=0.5, aligned_edge=LEFT), room)
    return fit(align_equals(letters, numbers, buff=0.4), room)


def promise_board(t: Reading, room: Region) -> VGroup:
    """[letters, promised, real]: the change of the loss that the slopes promise, in letters and numbers, and the one that came."""
    return first_read([_promise(t, room, share) for share in (1.0, *SHARES)])


def _promise(t: Reading, room: Region, share: float) -> VGroup:
    """The same, what holds no numbers in a share of its size."""
    high, low = room.width < 2 * room.height, room.width > 5 * room.height
    letters, numbers = map(Formula, formulas.promise(t))
    letters.scale(share)
    lines = (("promised:", numbers), ("real:", Formula(formulas.change(t))))
    way, edge, buff = (DOWN, LEFT, 0.14) if high else (RIGHT, DOWN, 0.3)
    named = [VGroup(Label(word, size=share * BODY), line).arrange(way, buff=share * buff, aligned_edge=edge) for word, line in lines]
    rows = VGroup(*named).arrange(DOWN, buff=share * (0.3 if high else 0.45), aligned_edge=LEFT)
    VGroup(letters, rows).arrange(RIGHT if low else DOWN, buff=share * (0.7 if low else 0.3), aligned_edge=[0, 0, 0] if low else LEFT)
    return fit(VGroup(letters, *named), room)


class Rates(VGroup):
    """A row for each rate that is tried: rates[k], eta = 0.4, and verdicts[k], what it is; under it where the board is high."""

    def __init__(self, t: Reading, room: Region) -> None:
        super().__init__()
        self.rates = VGroup(*(Formula(formulas.value_of(rate)) for rate in facts.rates(t)))
        self.verdicts = VGroup(*(Label(verdict, size=SMALL + 4, color=theme().ink) for verdict in VERDICTS))
        rows = zip(self.rates, self.verdicts, strict=True)
        high = is_high(room)
        pairs = [VGroup(*row).arrange(DOWN if high else RIGHT, buff=0.25 if high else 0.7) for row in rows]
        self.add(*pairs)
        self.arrange(DOWN, buff=0.75 if high else 0.45, aligned_edge=[0, 0, 0] if high else LEFT)
        fit(self, inset(room))


def edges_board(t: Reading, room: Region) -> VGroup:
    """[best, limit]: the rate that reaches the bottom of a bowl at once, and the one from which on it does not learn."""
    return first_read([_edges(t, room, share) for share in (1.0, *SHARES)])


def _edges(t: Reading, room: Region, share: float) -> VGroup:
    """The same, its words and the air around its lines in a share of their size."""
    high = is_high(room)
    lines = zip(formulas.edges(t), ("the right rate", "the limit"), strict=True)
    pairs = [VGroup(Formula(line), Label(said, size=share * (SMALL + 4), color=theme().ink)) for line, said in lines]
    way, buff = (DOWN, 0.3) if high else (RIGHT, 0.7)
    return fit(
        VGroup(*(pair.arrange(way, buff=share * buff) for pair in pairs)).arrange(DOWN, buff=share * (1.0 if high else 0.6)),
        inset(room) if share == 1 else room,
    )
