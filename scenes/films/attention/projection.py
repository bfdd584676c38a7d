"""One token's query: the matrix times the token's row, name over numbers."""

from __future__ import annotations

from itertools import product

import numpy as np
from manim import DOWN, LEFT, RIGHT, VGroup, config

from engine.reading import Numbers, Reading
from scenes.films.attention import formulas, read
from scenes.films.attention.read import head, me
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.place.shots import fit, growth, least, smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label

SLIM = 8.0  # manim units of a frame of 8: in a room that is no wider, numbers are short


class Projection(VGroup):
    """names, and W x = q as matrices; x and q draw their brackets alone and are filled later. Parts are shown one by one.

    In a slim room, where that can be read better, = q stands under W x; where nothing else can be read digits are fewer.
    """

    def __init__(self, t: Reading, room: Region) -> None:
        super().__init__()
        slim, way = room.width <= SLIM * min(config.frame_width, config.frame_height) / 8, DOWN if room.width < 2 * room.height else RIGHT
        most, found = formulas.DIGITS - slim, []
        for digits, in_two in ((most, False), *product((most, most - 1), (True, False)))[: 5 if slim else 1]:
            self._write(t, digits, in_two, way)
            found.append((growth(self, room) * smallest_type(self), digits, in_two))
            if found[-1][0] >= least():
                break
        else:
            self._write(t, *max(one for one in found if one[1] == most)[1:], way)  # fewer digits that cannot be read either are worse
        fit(self, room)
        self.q.remove(self.q.body)

    def _write(self, t: Reading, digits: int, in_two: bool, way: np.ndarray) -> None:
        """Its parts, with so many digits, on one line or in two."""
        self.names = Formula(formulas.query(t))
        self.W = MatrixView(_matrix(t), digits=digits)
        self.x, self.q = (MatrixView(head(t, field)[me(t)], digits=digits) for field in ("a_in", "Q"))
        self.equals = Label("$=$", size=LARGE, color=theme().ink)
        pairs = [VGroup(*pair).arrange(RIGHT, buff=0.3) for pair in ((self.W, self.x), (self.equals, self.q))]
        line = VGroup(*pairs).arrange(DOWN, buff=0.3, aligned_edge=RIGHT) if in_two else VGroup(*pairs).arrange(RIGHT, buff=0.3)
        self.remove(*self.submobjects)
        self.add(self.names, line)
        self.arrange(way, buff=0.6)
        if in_two:
            self.names.next_to(pairs[1], LEFT, buff=0.6)


def _matrix(t: Reading) -> Numbers:
    """The head's W_Q, its entries weights."""
    whole = t.W_Q[read.layer(t)]
    return t.numbers(whole[0].path if read.has_several_heads(t) else whole.path, "w")
