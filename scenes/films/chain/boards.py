"""What stands written beside and under the chain, as large as its room lets it be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from manim import DOWN, RIGHT, VGroup

from engine.reading import Reading
from scenes.equation import Equation
from scenes.films.chain import facts, formulas
from scenes.kit.maths.stack import is_high, piled
from scenes.kit.maths.worked import worked
from scenes.kit.place.shots import first_read, fit
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import Formula, align_equals

LOW = 9.0  # times as wide as high: such a room holds one line


def first_board(t: Reading, room: Region) -> VGroup:
    """[letters, numbers, squash] of the first neuron."""
    return beside(room, formulas.first_sum(t), formulas.first_squash(t))


def rest_board(t: Reading, room: Region) -> VGroup:
    """A line for every later neuron, and one for the loss."""
    lines = ([formulas.neuron_line(t, l, digits) for l in facts.later_weights(t)] for digits in (None, 3, 2))
    return first_read([beside(room, told, formulas.loss_line(t)) for told in lines])


def beside(room: Region, lines: Sequence[Equation], last: Equation) -> VGroup:
    """Lines of working under each other, the last one beside them in a low room."""
    if is_high(room):
        return worked(room, *lines, last)
    parts = [align_equals(*lines), Formula(last)]
    fit(VGroup(*parts).arrange(RIGHT, buff=1.0), room)
    return VGroup(*parts[0], parts[1])


def slope_board(t: Reading, room: Region) -> VGroup:
    """[letters, numbers] of the slope of the first neuron's activation function, in one line where the room is low."""
    way = {"direction": RIGHT, "buff": 0.25} if room.width > LOW * room.height else {"direction": DOWN, "buff": 0.2}
    return fit(VGroup(*map(Formula, formulas.squash_slope(t))).arrange(**way), room)


def product_board(t: Reading, l: int, room: Region) -> VGroup:
    """[letters, numbers] of the running product at neuron l, under each other or, in a low room, in one line."""
    letters, numbers = map(Formula, formulas.running_product(t, l))
    if room.width > LOW * room.height:
        return fit(VGroup(letters, numbers).arrange(RIGHT, buff=0.25), room)
    return fit(VGroup(letters, numbers).arrange(DOWN, buff=0.16, aligned_edge=[-1, 0, 0]), room)


def law_board(t: Reading, room: Region) -> VGroup:
    """[end, step, share]: where delta begins, how it walks back, and what a weight gets of it."""
    if is_high(room):
        return piled(room, *formulas.laws(t))
    return fit(VGroup(*map(Formula, formulas.laws(t))).arrange(RIGHT, buff=0.9), room)


def halves(room: Region) -> tuple[Region, Region]:
    """A low room's two halves: side by side, or one over the other where it is narrow."""
    w, h = room.width, room.height
    if w > LOW * h:
        return replace(room, x=room.x - 0.27 * w, width=0.46 * w), replace(room, x=room.x + 0.24 * w, width=0.52 * w)
    return replace(room, y=room.y + 0.31 * h, height=0.38 * h), replace(room, y=room.y - 0.22 * h, height=0.56 * h)
