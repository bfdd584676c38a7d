"""Boards of one head: lines of maths for a room, as large as it lets them be."""

from __future__ import annotations

from collections.abc import Callable

from manim import DOWN, RIGHT, UP, VGroup

from scenes.equation import Equation
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import Formula, align_equals

FLAT = 3.2  # times as wide as high: lines stand side by side


def stack(*lines: Equation, aligned: bool = True) -> Callable[[Region], VGroup]:
    """Lines under each other, their equals signs in line."""

    def make(room: Region) -> VGroup:
        drawn = [Formula(line) for line in lines]
        return fit(align_equals(*drawn, buff=0.3) if aligned else VGroup(*drawn).arrange(DOWN, buff=0.35), room)

    return make


def chain(letters: Equation, numbers: Equation) -> Callable[[Region], VGroup]:
    """One equation that goes on with numbers: on one line where the room is flat, else under itself."""

    def make(room: Region) -> VGroup:
        one, two = Formula(letters), Formula(numbers)
        if room.width < FLAT * room.height:
            return fit(align_equals(one, two, buff=0.3), room)
        two.next_to(one, RIGHT, buff=0.25).shift((one["eq"].get_y() - two["eq"].get_y()) * UP)
        return fit(VGroup(one, two), room)

    return make


def spread(*lines: Equation) -> Callable[[Region], VGroup]:
    """Lines side by side where the room is flat, else under each other."""

    def make(room: Region) -> VGroup:
        way, buff = (RIGHT, 1.0) if room.width > FLAT * room.height else (DOWN, 0.45)
        return fit(VGroup(*map(Formula, lines)).arrange(way, buff=buff), room)

    return make
