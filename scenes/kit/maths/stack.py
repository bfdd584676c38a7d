"""Lines of working under each other on a board, broken at their signs of equality where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, VGroup

from scenes.equation import Equation, broken
from scenes.kit.place.shots import fit, least, smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import Formula, align_equals

SLIM = 8.0  # manim units


def is_high(room: Region) -> bool:
    """Whether a board is so narrow that lines are broken at their signs of equality."""
    return room.height > room.width


def is_slim(room: Region) -> bool:
    """Whether a board holds no line with three sides in a size that is read on a phone."""
    return room.width < SLIM


def lines_of(room: Region, *working: Equation) -> list[Formula]:
    """Lines of working as Formulas, broken where the board is slim."""
    return [Formula(broken(line) if is_slim(room) else line) for line in working]


def stacked(room: Region, *working: Equation, buff: float = 0.3) -> VGroup:
    """Lines of working under each other, their equals signs in line, as large as the room lets them be; a term a line if they are small."""
    made = fit(align_equals(*lines_of(room, *working), buff=buff), room)
    if smallest_type(made) >= least():
        return made
    longest = sorted(range(len(working)), key=lambda k: -made[k].width)
    ways = ([broken(line, sums=k in longest[:count]) for k, line in enumerate(working)] for count in range(1, len(working) + 1))
    return max([made, *(under(room, way, buff) for way in ways)], key=smallest_type)


def piled(room: Region, *working: Equation, buff: float = 0.45) -> VGroup:
    """The same on a high board, what is left of each first sign on a line of its own; else as `stacked`."""
    if not is_high(room):
        return stacked(room, *working)
    lines = [Formula(broken(line, alone=True)) for line in working]
    return fit(VGroup(*lines).arrange(DOWN, buff=buff, aligned_edge=LEFT), room)


def summed(room: Region, *working: Equation, buff: float = 0.3) -> VGroup:
    """Lines of sums: on a high board a term a line; else as `stacked`."""
    if not is_high(room):
        return stacked(room, *working, buff=buff)
    return under(room, [broken(line, sums=True) for line in working], 1.2 * buff)


def under(room: Region, lines: Sequence[Equation], buff: float = 0.35) -> VGroup:
    """Lines as they are, under each other from the left, as large as the room lets them be."""
    return fit(VGroup(*map(Formula, lines)).arrange(DOWN, buff=buff, aligned_edge=LEFT), room)
