"""The boards of the forward pass: a neuron's sum, its curve, a layer as matrices, what is said and what was wanted."""

from __future__ import annotations

from itertools import product

import numpy as np
from manim import DOWN, RIGHT, UP, VGroup

from engine.reading import Reading
from scenes.equation import Equation, broken, equation
from scenes.kit.maths import equations as eq
from scenes.kit.maths.layer import LayerEquation, squash_arrow
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.maths.stack import is_high, is_slim, stacked, summed, under
from scenes.kit.network.diagram import smallest
from scenes.kit.network.limits import drawn
from scenes.kit.place.shots import fit, growth, least, smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.plots.plot import activation_plot, read
from scenes.kit.type.formula import Formula
from scenes.kit.type.ink import size_of

MARKS = 32  # font size of numbers at axes, and at least so much that they can be read
WORTH = {None: 1.0, 3: 0.8, 2: 0.65}  # of larger type with fewer digits
PLOT = (0.62, 0.55, 0.48)  # of a high board, for the plot over its formulas, the first that leaves them room
MOST_SAID = 4  # outputs


def first_sum(t: Reading, room: Region) -> VGroup:
    """[letters, factors, products] of the first neuron's sum; factors stand where the letters stood."""
    letters, factors, products = eq.sum_letters(t, 1, 0), eq.sum_factors(t, 1, 0), eq.sum_products(t, 1, 0)
    stack = summed(room, factors, products)
    return VGroup(_before(broken(letters, sums=True) if is_high(room) else letters, stack[0], room), *stack)


def second_sum(t: Reading, room: Region) -> VGroup:
    """[the first neuron's sum, factors, products of the second]."""
    first = equation("{z} = {result}", z=t.name.z[1][0], result=t.z[1][0])
    return summed(room, first, eq.sum_factors(t, 1, 1), eq.sum_products(t, 1, 1))


def curve(t: Reading, room: Region) -> VGroup:
    """[plot, definition, computed] of the first neuron's activation."""
    z, a = t.z[1][0], t.a[1][0]
    lines = [eq.squash_definition(t, 1), eq.squash_numbers(t, 1, 0)]
    if is_high(room):
        for part in PLOT:
            upper = Region(room.x, room.y + (1 - part) * room.height / 2, room.width, part * room.height)
            lower = Region(room.x, room.y - part * room.height / 2 - 0.1, room.width, (1 - part) * room.height - 0.2)
            working = under(lower, [lines[0], broken(lines[1])], 0.3)
            if smallest_type(working) >= smallest():
                break
    else:
        upper = Region(room.x - 0.27 * room.width, room.y, 0.46 * room.width, room.height)
        lower = Region(room.x + 0.25 * room.width, room.y, 0.48 * room.width, room.height)
        working = stacked(lower, lines[0], broken(lines[1]) if is_slim(lower) else lines[1])
    plot = activation_plot(upper, t.net.layers[0].act, z.value, z.typst, a.typst, marks=max(MARKS, read()))
    return VGroup(plot, *working)


def layer_row(t: Reading, l: int, room: Region, with_a: bool) -> LayerEquation:
    """A layer as matrices, in the form in which its numbers are largest; its parts close where they could not be read else."""
    airy = _largest_row(t, l, room, with_a, is_close=False)
    return (airy if smallest_type(airy) >= least() else _largest_row(t, l, room, with_a, is_close=True)).released()


def _largest_row(t: Reading, l: int, room: Region, with_a: bool, is_close: bool) -> LayerEquation:
    best, most = None, -1.0
    for two_rows, (digits, worth) in product((False, True), WORTH.items()):
        row = LayerEquation(t, l, two_rows=two_rows, with_a=with_a, digits=digits, is_close=is_close)
        size = growth(row, room) * smallest_type(row) * worth
        if size > most:
            best, most = row, size
    assert best is not None
    return fit(best, room)


def letters(t: Reading, l: int, room: Region) -> VGroup:
    """A layer in letters: of the first, the sums of two neurons, if they are short; else all in one line."""
    sums = [broken(eq.sum_letters(t, l, i), sums=True) for i in range(min(2, t.sizes[l]))]
    short = l == 1 and t.sizes[0] <= 2
    return under(room, sums if short else [eq.layer_letters(t, l)], 0.3)


def squash_row(t: Reading, l: int, room: Region) -> VGroup:
    """[z, arrow, a, names]: a layer's activation, applied to each entry; a is empty."""
    arrow, views = squash_arrow(t, l), [MatrixView(t.z[l]), MatrixView(t.a[l], empty=True)]
    bodies = [VGroup(view.brackets, view.body) for view in views]
    VGroup(bodies[0], arrow, bodies[1]).arrange(RIGHT, buff=0.3)
    names = [Formula("{s}", s=name).next_to(body, UP, buff=0.15) for name, body in zip((t.name.z[l], t.name.a[l]), bodies, strict=True)]
    fit(VGroup(*bodies, arrow, *names), room)
    return VGroup(views[0], arrow, views[1], VGroup(*names))


def said(t: Reading, room: Region) -> VGroup:
    """For each drawn output [a = value, y = value], one under the other; two columns where that is larger."""
    n, rows = t.name, []
    for i in drawn(t.sizes[-1])[:MOST_SAID]:
        pair = (equation("{a} = {v}", a=n.a[t.D][i], v=t.a[t.D][i]), equation("{y} = {v}", y=n.y[i], v=t.y[i]))
        rows.append(VGroup(*map(Formula, pair)))
    for says, wanted in rows:
        wanted.next_to(says, DOWN, buff=0.3).shift((says["eq"].get_x() - wanted["eq"].get_x()) * RIGHT)
        if not is_high(room):
            wanted.next_to(says, RIGHT, buff=0.9)
    return fit(VGroup(*rows).arrange(DOWN, buff=0.6 if is_high(room) else 0.35), room)


def loss(t: Reading, room: Region) -> VGroup:
    """[letters, factors or nothing, numbers] of the loss; factors stand where the letters stood."""
    letters, worked, numbers = eq.loss_letters(t), eq.loss_factors(t), eq.loss_numbers(t)
    if worked is None:
        stack = under(room, [broken(letters, alone=True), broken(numbers, sums=True)]) if is_high(room) else stacked(room, letters, numbers)
        return VGroup(stack[0], VGroup(), stack[1])
    if is_slim(room):
        stack = under(room, [broken(worked, sums=True, alone=is_high(room)), broken(numbers, sums=is_high(room))])
    else:
        stack = stacked(room, worked, numbers)
    return VGroup(_before(letters, stack[0], room), *stack)


def _before(line: Equation, heir: Formula, room: Region) -> Formula:
    """A line in the place and the size of the one that takes it over, as far as it has room; a term a line if it is small."""
    first = next(iter(heir.parts))
    ways = [_taken_over(way, heir, room) for way in (line, broken(line, sums=True))]
    return ways[0] if size_of(ways[0][first][0]) >= smallest() else max(ways, key=lambda way: size_of(way[first][0]))


def _taken_over(line: Equation, heir: Formula, room: Region) -> Formula:
    before = Formula(line)
    first = next(iter(heir.parts))
    before.scale(min(size_of(heir[first][0]) / size_of(before[first][0]), room.width / before.width))
    before.shift(heir[first].get_left() - before[first].get_left())
    spare = np.maximum([room.width - before.width, room.height - before.height, 0.0], 0.0) / 2
    return before.move_to(np.clip(before.get_center(), room.center - spare, room.center + spare))
