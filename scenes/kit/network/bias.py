"""The bias of a neuron, drawn as what it is: one more line, whose input is always one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from manim import Circle, Line, Mobject, VGroup

from scenes.kit.network.diagram import NetworkDiagram, smallest
from scenes.kit.network.lit_net import LitNet
from scenes.kit.place.stage import Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Label

OFFSET = np.array([-1.25, 1.9, 0.0])  # of its node from the neuron, in radii: between the name above and the edges on the left

AROUND = [np.array([np.sin(a), np.cos(a), 0.0]) for a in sorted(np.linspace(-np.pi, np.pi, 36, endpoint=False), key=abs)]  # above first
AWAY = (1.9, 2.2, 1.6)  # radii from a neuron to the node of its bias
ENOUGH = 0.1  # air around it


class BiasInput(VGroup):
    """A small node that says 1, and its line into neuron i of layer l: `node`, `one`, `line`.

    It stands above, `below`, or so many radii `away`, (3,).
    """

    def __init__(self, net: NetworkDiagram, l: int, i: int, below: bool = False, away: np.ndarray | None = None) -> None:
        super().__init__()
        neuron, radius = net.neurons[l][i], net.radius
        offset = radius * (OFFSET * ([1, -1, 1] if below else [1, 1, 1]) if away is None else away)
        spot = neuron.get_center() + offset
        small = max(0.17, 0.3 * radius)
        way = (neuron.get_center() - spot) / float(np.linalg.norm(offset))
        self.line = Line(spot + way * small, neuron.get_center() - way * radius, stroke_width=3, color=theme().soft)
        self.node = Circle(small, stroke_width=2.5, color=theme().soft, fill_color=theme().panel, fill_opacity=1).move_to(spot)
        self.one = Label("$1$", size=max(smallest(), min(SMALL, 100 * small)), color=theme().forward).move_to(spot)
        self.add(self.line, self.node, self.one)
        self.set_z_index(3)


def clear_bias(net: LitNet, stage: Stage, l: int, i: int, others: Sequence[BiasInput] = ()) -> BiasInput:
    """The bias of a neuron where it is clear of edges, of other biases, of what the net carries, and of the frame's rim."""
    found = [BiasInput(net, l, i, away=far * way) for far, way in product(AWAY, AROUND)]
    return max(found, key=lambda bias: _air(bias, net, stage, others))


def _air(bias: BiasInput, net: LitNet, stage: Stage, others: Sequence[BiasInput]) -> float:
    """How much air a bias has around it, up to as much as is enough."""
    at, r = bias.node.get_center(), bias.node.width / 2
    lines = [*(line for edges in net.edges.values() for line in edges.values()), *net.loss_edges.values()]
    circles = [*(n for layer in net.neurons.values() for n in layer.values()), *([net.loss] if net.loss else []), *(b.node for b in others)]
    hung = [thing for l in net.layers for i in net.drawn[l] for thing in net.hung(l, i)]
    air = [_from_line(at, *line.get_start_and_end()) - r for line in lines]
    air += [_from_line(at, *other.line.get_start_and_end()) - r for other in others]
    air += [float(np.linalg.norm(at - circle.get_center())) - circle.width / 2 - r for circle in circles]
    air += [_from_box(at, thing) - r for thing in hung]
    air += [_from_box(spot, thing) - 0.06 for thing in hung for spot in map(bias.line.point_from_proportion, np.linspace(0, 1, 6))]
    air += list(np.array([stage.width, stage.height]) * 0.44 - np.abs(at[:2]) - r)
    air.append(net.region.width / 2 - abs(at[0] - net.region.x) - r)
    return min(ENOUGH, *air)


def _from_line(p: np.ndarray, a: np.ndarray, b: np.ndarray) -> float:
    along = np.clip(np.dot(p - a, b - a) / np.dot(b - a, b - a), 0.0, 1.0)
    return float(np.linalg.norm(p - a - along * (b - a)))


def _from_box(p: np.ndarray, thing: Mobject) -> float:
    away = np.abs(p - thing.get_center())[:2] - np.array([thing.width, thing.height]) / 2
    return float(np.linalg.norm(np.maximum(away, 0.0)))
