"""A network taken to another room: neurons to their new places, and with them what they carry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from manim import Circle, Line, VMobject

from scenes.kit.network.diagram import smallest
from scenes.kit.network.layout import Layout
from scenes.kit.type.ink import size_of

if TYPE_CHECKING:
    from scenes.films.delta.blame_net import BlameNet

AIRY, CLOSE = (1.66, 0.04), (1.8, 0.012)  # radii that a number in its neuron may be wide, and what is left from its corners to the rim
LARGER = 1.2  # times the smallest size: numbers that have room


def within(number: VMobject, radius: float, most: float) -> float:
    """By how much to scale a number so that it fills a neuron, in no font size above `most`; close to its rim only if it is small else."""
    size = size_of(number)
    airy, close = (_filling(number, radius, *fit) for fit in (AIRY, CLOSE))
    return min(max(airy, min(close, smallest() / size)), most / size)


def _filling(number: VMobject, radius: float, wide: float, rim: float) -> float:
    return min(wide * radius / number.width, 2 * (radius - rim) / float(np.hypot(number.width, number.height)))


def resettle(net: BlameNet, old: Layout) -> None:
    """Let a network stand as its layout says; `old` is the one that it stood in."""
    for l, i, neuron in _neurons(net):
        before = neuron.get_center()
        after = net.home(l, i)
        inner = [neuron, *(d[l][i] for d in (net.unknown, net.values) if i in d.get(l, {}))]
        outer = [d[l][i] for d in (net.labels, net.blames) if i in d.get(l, {})]
        _carry(net, before, after, inner, [*outer, *(net.plates[key] for key in [(l, i)] if key in net.plates)], old)
    _carry(net, net.loss.get_center(), net.centre(net.columns - 1), [net.loss, *([net.L] if net.L else [])], [net.L_name], old)
    for dots, spot in zip(net.dots, net.ellipses(), strict=True):
        dots.move_to(spot)
    for line, a, b in _lines(net):
        way = (b.get_center() - a.get_center()) / np.linalg.norm(b.get_center() - a.get_center())
        line.put_start_and_end_on(a.get_center() + way * net.radius, b.get_center() - way * net.radius)


def _carry(net: BlameNet, before: np.ndarray, after: np.ndarray, inner: list[VMobject], outer: list[VMobject], old: Layout) -> None:
    """Take what is in a neuron and what hangs outside of it along; type outside keeps its size, type inside what fits."""
    growth = net.radius / old.radius
    for thing in outer:
        way = thing.get_center() - before
        thing.move_to(after + way + _unit(way) * (net.radius - old.radius))
    for thing in inner:
        is_type = vars(thing).get("ink") is not None
        thing.scale(within(thing, net.radius, LARGER * net.least) if is_type else growth)
        thing.move_to(after)


def _unit(way: np.ndarray) -> np.ndarray:
    """The main direction, up, down, left or right, in which a thing hangs."""
    k = int(np.argmax(np.abs(way)))
    return np.eye(3)[k] * np.sign(way[k])


def _neurons(net: BlameNet) -> Iterator[tuple[int, int, Circle]]:
    yield from ((l, i, neuron) for l, layer in net.neurons.items() for i, neuron in layer.items())


def _lines(net: BlameNet) -> Iterator[tuple[Line, Circle, Circle]]:
    """Every edge with the neurons that it leads from and to."""
    for before, l in zip(net.layers, net.layers[1:], strict=False):
        yield from ((line, net.neurons[before][j], net.neurons[l][i]) for (i, j), line in net.edges[l].items())
    yield from ((line, net.neurons[net.layers[-1]][i], net.loss) for i, line in net.loss_edges.items())
