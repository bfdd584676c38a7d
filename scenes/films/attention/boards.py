"""Boards of one head: lines of maths for a room, broken where that lets them be larger."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from manim import DOWN, RIGHT, UP, VGroup

from scenes.equation import Equation, broken
from scenes.kit.place.shots import fit, smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import Formula, align_equals

FLAT = 3.2  # times as wide as high: lines stand side by side
Make = Callable[[Region], VGroup]


def turned(line: Equation) -> Equation:
    """The last summand stands on a line of its own."""
    first, plus, last = line.template.rpartition(" + ")
    return replace(line, template=f"{first} \\ + {last}") if plus else line


WAYS: tuple[Callable[[Equation], Equation], ...] = (lambda line: line, turned, broken, lambda line: broken(line, sums=True))


def stack(*lines: Equation) -> Make:
    """Lines under each other, their equals signs in line."""
    return lambda room: _largest(room, (align_equals(*(Formula(way(line)) for line in lines), buff=0.22) for way in WAYS))


def chain(letters: Equation, numbers: Equation) -> Make:
    """One equation that goes on with numbers: on one line where the room is flat and it is larger so, else under itself."""

    def on(room: Region) -> VGroup:
        under = stack(letters, numbers)(room)
        if room.width < FLAT * room.height:
            return under
        one, two = Formula(letters), Formula(numbers)
        two.next_to(one, RIGHT, buff=0.25).shift((one["eq"].get_y() - two["eq"].get_y()) * UP)
        return max((fit(VGroup(one, two), room), under), key=lambda way: round(smallest_type(way), 1))

    return on


def spread(*lines: Equation) -> Make:
    """Lines side by side or under each other, or the last one under the others."""

    def ways() -> Iterable[VGroup]:
        for way, buff in ((RIGHT, 0.7), (DOWN, 0.4)):
            yield VGroup(*map(Formula, lines)).arrange(way, buff=buff)
        if len(lines) > 2:
            made = [Formula(line) for line in lines]
            VGroup(VGroup(*made[:-1]).arrange(RIGHT, buff=0.7), made[-1]).arrange(DOWN, buff=0.4)
            yield VGroup(*made)

    return lambda room: _largest(room, ways())


def _largest(room: Region, ways: Iterable[VGroup]) -> VGroup:
    """Of several ways to set the same, each fitted, the first whose smallest type is the largest."""
    return max((fit(way, room) for way in ways), key=lambda way: round(smallest_type(way), 1))
