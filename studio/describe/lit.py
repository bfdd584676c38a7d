"""What is lit of a network, by the indices of the maths: where a voice says "this one", a listener wants to know which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from manim import Mobject

from scenes.kit.network.diagram import NetworkDiagram
from scenes.sentence import Tongue
from studio.describe.words import of

NEAR = 0.03  # units that a light stands beside what it lights, at most
LIKE = (0.8, 1.25)  # of its size
MOST = 3  # that are named


@dataclass(frozen=True)
class Spot:
    """Neuron i of layer l of D, or the line into it from neuron j; counted from 0, layers as the network's."""

    l: int
    i: int
    D: int
    j: int | None = None


def spots(lit: Iterable[Mobject], net: NetworkDiagram) -> list[Spot]:
    """The neurons and lines of a network that lie under a light."""
    lights = [m for group in lit for m in group.get_family() if len(m.points)]
    before, D = getattr(net, "before", 0), len(net.sizes) - 1
    neurons = [(l, i) for l, layer in net.neurons.items() for i, one in layer.items() if any(_over(light, one) for light in lights)]
    if neurons:
        return [Spot(l + before, i, D + before) for l, i in neurons]
    lines = [(l, i, j) for l, edges in net.edges.items() for (i, j), one in edges.items() if any(_along(light, one) for light in lights)]
    return [Spot(l + before, i, D + before, j) for l, i, j in lines]


def _over(light: Mobject, neuron: Mobject) -> bool:
    """Whether a light lies on a neuron, as large as that."""
    return _near(light.get_center(), neuron.get_center()) and LIKE[0] < light.width / neuron.width < LIKE[1]


def _along(light: Mobject, line: Mobject) -> bool:
    """Whether a light runs from end to end of a line."""
    return _near(light.points[0], line.points[0]) and _near(light.points[-1], line.points[-1])


def _near(a: np.ndarray, b: np.ndarray) -> bool:
    return bool(np.abs(a - b).max() < NEAR)


def words(found: Sequence[Spot], tongue: Tongue) -> str:
    """What is lit, in words; nothing where it is too much to be named."""
    if not 0 < len(found) <= MOST:
        return ""
    return ", ".join(_word(one, tongue) for one in found)


def _word(spot: Spot, tongue: Tongue) -> str:
    to = _neuron(spot.l, spot.i, spot.D, tongue)
    return to if spot.j is None else str(of(tongue).LINE_BETWEEN.format(source=_neuron(spot.l - 1, spot.j, spot.D, tongue), to=to))


def _neuron(l: int, i: int, D: int, tongue: Tongue) -> str:
    phrases = of(tongue)
    said = phrases.INPUT_NEURON if l == 0 else phrases.OUTPUT_NEURON if l == D else phrases.HIDDEN_NEURON
    return str(said.format(n=tongue.count(i + 1), l=tongue.count(l)))
