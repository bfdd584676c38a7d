"""Lines of a gradient check laid out for the board, some of their parts to be shown later."""

from __future__ import annotations

from itertools import takewhile

from manim import DOWN, LEFT, RIGHT, VGroup, VMobject

from engine.reading import Reading
from scenes.films.check import formulas
from scenes.kit.type.formula import Formula, Label, align_equals, small


def ratio(t: Reading, wide: bool) -> VGroup:
    """The wiggle in letters, an equals sign, and in numbers: one line, or two where the frame is narrow."""
    letters, sign, numbers = Formula(formulas.ratio_letters(t)), Formula("{s}", s="="), Formula(formulas.ratio_numbers(t))
    sign.next_to(numbers, LEFT, buff=0.2).set_y(numbers["eq"].get_y())
    VGroup(letters, VGroup(sign, numbers)).arrange(RIGHT if wide else DOWN, buff=0.2)
    away = letters["about"].get_center() - sign.get_center()
    VGroup(sign, numbers).shift([0, away[1], 0] if wide else [away[0], 0, 0])
    return VGroup(letters, sign, numbers)


class Sixteen(VGroup):
    """Both losses at the smallest h with all their digits, and what is left: plus, minus, gap.

    shared    the digits in which both agree      own   those in which they differ
    """

    def __init__(self, t: Reading) -> None:
        super().__init__(*align_equals(*formulas.close_losses(t), buff=0.2))
        self.plus, self.minus, self.gap = self
        texts = (loss["v"].shown.text for loss in (self.plus, self.minus))
        same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(*texts, strict=False))))
        self.shared: list[VMobject] = [*self.plus["v"][:same], *self.minus["v"][:same]]
        self.own: list[VMobject] = [*self.plus["v"][same:], *self.minus["v"][same:]]


def planted(t: Reading, bug: int) -> VGroup:
    """What a bug should say and what it says: [0] the right line, [1] the wrong one; each a Label and a Formula."""
    rows = VGroup()
    for name, line in zip(("right", "bug"), formulas.planted(t, bug), strict=True):
        rows.add(VGroup(Label(name, size=small()), Formula(line)).arrange(RIGHT, buff=0.35))
    rows.arrange(DOWN, buff=0.3, aligned_edge=LEFT)
    rows[1][1].shift((rows[0][1].get_left()[0] - rows[1][1].get_left()[0]) * RIGHT)
    return rows


def missing(t: Reading) -> VGroup:
    """[measured / claimed = ratio, an equals sign, the factor's name], on one line."""
    found, sign, name = Formula(formulas.missing_ratio(t)), Formula("{s}", s="="), Formula(formulas.missing_name(t))
    line = VGroup(found, sign, name).arrange(RIGHT, buff=0.2)
    for part in (sign, name):
        part.set_y(found["eq"].get_y())
    return line
