"""Lines of a gradient check laid out for their rooms, some of their parts to be shown later."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from manim import DOWN, LEFT, RIGHT, VGroup, VMobject

from engine.reading import Reading
from scenes.equation import Equation, broken
from scenes.films.check import formulas
from scenes.kit.maths.stack import is_high
from scenes.kit.place.shots import first_read, fit, least, resting, smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import Formula, Label, align_equals, small

BROAD = 9.0  # manim units: a room in which the wiggle's ratio stands on one line
LETTERS = 0.62  # of their size, where their numbers need the room
NARROW = 0.9  # times as wide as a room: a line that is broken


def ratio(t: Reading, room: Region) -> VGroup:
    """[letters, an equals sign, numbers] of the wiggle: one line, or two where the room is narrow, of which the letters are smaller
    where numbers would be too small to be read else."""
    return first_read([_ratio(t, room, share) for share in (1.0, LETTERS)])


def _ratio(t: Reading, room: Region, share: float) -> VGroup:
    wide = room.width >= BROAD
    letters, sign, numbers = Formula(formulas.ratio_letters(t)), Formula("{s}", s="="), Formula(formulas.ratio_numbers(t))
    letters.scale(1.0 if wide else share)
    sign.next_to(numbers, LEFT, buff=0.2).set_y(numbers["eq"].get_y())
    VGroup(letters, VGroup(sign, numbers)).arrange(RIGHT if wide else DOWN, buff=0.2)
    away = letters["about"].get_center() - sign.get_center()
    VGroup(sign, numbers).shift([0, away[1], 0] if wide else [away[0], 0, 0])
    return fit(VGroup(letters, sign, numbers), room)


def relative(t: Reading, room: Region) -> VGroup:
    """[the relative error, what counts as agreement], with the numbers of both where they can be read, on as many lines as are needed."""
    line, told = formulas.relative(t), formulas.relative_told(t)
    ways = [] if told is None else [(told, False), (broken(told), False), (broken(told), True)]
    numbers = _relative(t, room, ways)
    lines = [(line, False), (line, True), (broken(line), True), (broken(line, alone=True), True), (formulas.relative(t, short=True), False)]
    letters = _relative(t, room, lines)
    best = max(letters, key=smallest_type)
    found = [pair for pair in numbers if smallest_type(pair) >= least()] or [pair for pair in letters if smallest_type(pair) >= resting()]
    return next(iter(found), best)


def _relative(t: Reading, room: Region, lines: Sequence[tuple[Equation, bool]]) -> list[VGroup]:
    """Each of these lines over what counts as agreement, which may be `high`."""
    return [
        fit(VGroup(Formula(one), Formula(formulas.agreed(t, high))).arrange(DOWN, buff=buff), room)
        for one, high in lines
        for buff in (0.4, 0.2)
    ]


def agreed(t: Reading, room: Region) -> Formula:
    """What counts as agreement: one line, or two, whichever is larger."""
    return max((fit(Formula(formulas.agreed(t, high)), room) for high in (False, True)), key=smallest_type)


def one_way(t: Reading, room: Region) -> VGroup:
    """[up alone, both ways], their columns under each other."""
    alone, both = rows = VGroup(*map(Formula, formulas.one_way(t))).arrange(DOWN, buff=0.4, aligned_edge=LEFT)
    both.shift((alone["slope"].get_right() - both["slope"].get_right())[0] * RIGHT)
    return fit(rows, room)


def sides(t: Reading, room: Region) -> VGroup:
    """[left, right]: the slopes on both sides of a kink."""
    return fit(align_equals(*map(Formula, formulas.sides(t)), buff=0.45), room)


class Sixteen(VGroup):
    """Both losses at the smallest h with all their digits, and what is left: plus, minus, gap.

    shared    the digits in which both agree      own   those in which they differ
    """

    def __init__(self, t: Reading, room: Region) -> None:
        lines = formulas.close_losses(t)
        rows = [Formula(broken(line, alone=True) if is_high(room) else line) for line in lines]
        super().__init__(*(VGroup(*rows).arrange(DOWN, buff=0.4, aligned_edge=LEFT) if is_high(room) else align_equals(*rows, buff=0.2)))
        self.plus, self.minus, self.gap = rows
        texts = (loss["v"].shown.text for loss in (self.plus, self.minus))
        same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(*texts, strict=False))))
        self.shared: list[VMobject] = [*self.plus["v"][:same], *self.minus["v"][:same]]
        self.own: list[VMobject] = [*self.plus["v"][same:], *self.minus["v"][same:]]
        fit(self, room)


def planted(t: Reading, bug: int, room: Region) -> VGroup:
    """What a bug should say and what it says: [0] the right line, [1] the wrong one; each a Label and a Formula."""
    rows = VGroup()
    for name, line in zip(("right", "bug"), formulas.planted(t, bug), strict=True):
        rows.add(VGroup(Label(name, size=small()), Formula(line)).arrange(RIGHT, buff=0.35))
    rows.arrange(DOWN, buff=0.4, aligned_edge=LEFT)
    rows[1][1].shift((rows[0][1].get_left()[0] - rows[1][1].get_left()[0]) * RIGHT)
    return fit(rows, room)


def missing(t: Reading, room: Region) -> VGroup:
    """[measured / claimed = ratio, an equals sign, the factor's name], on one line, or two where that is narrow."""
    found, sign, name = Formula(formulas.missing_ratio(t)), Formula("{s}", s="="), Formula(formulas.missing_name(t))
    whole = VGroup(found, sign, name).arrange(RIGHT, buff=0.2)
    for part in (sign, name):
        part.set_y(found["eq"].get_y())
    if whole.width > NARROW * room.width:
        VGroup(sign, name).next_to(found, DOWN, buff=0.3).shift((found["eq"].get_x() - sign.get_x()) * RIGHT)
    return fit(whole, room)
