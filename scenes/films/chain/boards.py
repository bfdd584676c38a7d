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
SQUARE = 4.0  # the same, of that under the rows in a square frame: it holds three, none of them long


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


def product_board(t: Reading, l: int, foot: Region) -> VGroup:
    """[letters, numbers] of the running product at neuron l, under each other or, in a low room, in one line.

    In a square frame the letters stand beside the tally, and the numbers have a line to themselves.
    """
    if (strip := under(foot)) is not None:
        letters = fit(Formula(formulas.running_product(t, l)[0]), halves(foot)[1])
        numbers = first_read([fit(Formula(formulas.running_product(t, l, digits)[1]), strip) for digits in (None, 3, 2)])
        return VGroup(letters, numbers)
    room = halves(foot)[1]
    letters, numbers = map(Formula, formulas.running_product(t, l))
    if room.width > LOW * room.height:
        return fit(VGroup(letters, numbers).arrange(RIGHT, buff=0.25), room)
    return fit(VGroup(letters, numbers).arrange(DOWN, buff=0.16, aligned_edge=[-1, 0, 0]), room)


def law_board(t: Reading, room: Region) -> VGroup:
    """[end, step, share]: where delta begins, how it walks back, and what a weight gets of it."""
    if is_high(room):
        return piled(room, *formulas.laws(t))
    return fit(VGroup(*map(Formula, formulas.laws(t))).arrange(RIGHT, buff=0.9), room)


def law_of_a_weight(t: Reading, foot: Region) -> Formula:
    """In letters, what a weight gets of its neuron's delta, beside or under the tally."""
    room = halves(foot)[1]
    if (strip := under(foot)) is not None:
        room = replace(room, y=(room.y + strip.y) / 2, height=room.height + strip.height)
    return fit(Formula(formulas.laws(t)[2]), room)


def halves(foot: Region) -> tuple[Region, Region]:
    """A low room's two halves, for the tally and for what is worked out: side by side, or one over the other where it is narrow."""
    w, h = foot.width, foot.height
    if w > LOW * h:
        return replace(foot, x=foot.x - 0.27 * w, width=0.46 * w), replace(foot, x=foot.x + 0.24 * w, width=0.52 * w)
    if under(foot) is not None:
        band = replace(foot, y=foot.y + 0.2 * h, height=0.6 * h)
        return replace(band, x=foot.x - 0.24 * w, width=0.52 * w), replace(band, x=foot.x + 0.28 * w, width=0.44 * w)
    return replace(foot, y=foot.y + 0.31 * h, height=0.38 * h), replace(foot, y=foot.y - 0.22 * h, height=0.56 * h)


def under(foot: Region) -> Region | None:
    """The line under both halves, in a square frame."""
    w, h = foot.width, foot.height
    return replace(foot, y=foot.y - 0.32 * h, height=0.34 * h) if SQUARE * h < w <= LOW * h else None
