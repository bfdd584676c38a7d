"""What is worked out beside or under the network, made for the room that it gets."""

from __future__ import annotations

from manim import DOWN, RIGHT, VGroup

from engine.reading import Reading
from scenes.films.gradients import formulas
from scenes.kit.maths import shares
from scenes.kit.maths.stack import is_high, lines_of, piled
from scenes.kit.place.shots import first_read, fit, growth
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import Formula, align_equals


def named(t: Reading, l: int, i: int, room: Region) -> VGroup:
    """delta_i = dL/dz_i = 0.1385."""
    return fit(VGroup(*lines_of(room, formulas.blame_named(t, l, i))), room)


def asked(t: Reading, l: int, ij: tuple[int, int], room: Region) -> Formula:
    """dL/dw_ij = ?"""
    return fit(Formula(formulas.share_asked(t, l, *ij)), room)


def share(t: Reading, l: int, ij: tuple[int, int], room: Region) -> VGroup:
    """[numbers, law] of one weight's share."""
    return piled(room, formulas.share_numbers(t, l, *ij), formulas.share_letters(t, l, *ij), buff=0.55)


def silence(room: Region) -> VGroup:
    """[zero, asked, answered] of a line on which nothing comes in; the answer stands where it is asked."""
    zero, asked, answered = shares.silence(), shares.silence_asked(), shares.silence_answered()
    answered.next_to(zero, DOWN, buff=0.6)
    asked.shift(answered["eq"].get_center() - asked["eq"].get_center())
    return fit(VGroup(zero, asked, answered), room)


def of_bias(t: Reading, l: int, i: int, shared: bool, room: Region) -> VGroup:
    """[numbers, law] of a bias's share."""
    return piled(room, formulas.bias_numbers(t, l, i), formulas.bias_law(shared), buff=0.55)


def two(t: Reading, pairs: list[tuple[int, tuple[int, int]]], room: Region) -> VGroup:
    """The shares of two weights, each result before its reasons."""
    lines = [formulas.share_split(t, l, *ij) for l, ij in pairs]
    ways = [VGroup(*map(Formula, lines)).arrange(RIGHT, buff=0.9), align_equals(*lines, buff=0.5)]
    best = fit(max(ways, key=lambda way: growth(way, room)), room)
    return first_read([best, fit(align_equals(*lines, buff=0.25), room)])


def mean(summed: bool, room: Region) -> Formula:
    """The step's gradient over its examples."""
    return fit(Formula(formulas.mean_letters(summed)), room)


def both_orders(t: Reading, l: int, room: Region) -> VGroup:
    """[right, turned]: the outer product in letters, and with its factors the other way round."""
    lines = VGroup(shares.outer_letters(t, l), Formula(formulas.turned()))
    return fit(lines.arrange(DOWN if is_high(room) else RIGHT, buff=0.7 if is_high(room) else 1.5), room)
