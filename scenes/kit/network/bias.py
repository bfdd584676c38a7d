"""The bias of a neuron, drawn as what it is: one more line, whose input is always one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from manim import Circle, Line, VGroup

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
        spot, start, end = _placed(net, l, i, OFFSET * ([1, -1, 1] if below else [1, 1, 1]) if away is None else away)
        small = _small(net)
        self.line = Line(start, end, stroke_width=3, color=theme().soft)
        self.node = Circle(small, stroke_width=2.5, color=theme().soft, fill_color=theme().panel, fill_opacity=1).move_to(spot)
        self.one = Label("$1$", size=max(smallest(), min(SMALL, 100 * small)), color=theme().forward).move_to(spot)
        self.add(self.line, self.node, self.one)
        self.set_z_index(3)


def _small(net: NetworkDiagram) -> float:
    """The radius of the node."""
    return max(0.17, 0.3 * net.radius)


def _placed(net: NetworkDiagram, l: int, i: int, away: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where the node of a bias so many radii away (3,) stands, and where its line begins and ends."""
    neuron, offset = net.neurons[l][i].get_center(), net.radius * away
    way = -offset / float(np.linalg.norm(offset))
    return neuron + offset, neuron + offset + way * _small(net), neuron - way * net.radius


def clear_bias(net: LitNet, stage: Stage, l: int, i: int, others: Sequence[BiasInput] = ()) -> BiasInput:
    """The bias of a neuron where it is clear of edges, of other biases, of what the net carries, and of the frame's rim."""
    around, ways = _Around(net, stage, others), [far * way for far, way in product(AWAY, AROUND)]
    return BiasInput(net, l, i, away=max(ways, key=lambda way: around.air(*_placed(net, l, i, way))))


class _Around:
    """What a bias must be clear of, measured once: lines (n, 2, 3), circles (n, 4) with their radii, boxes (n, 2, 2) as middle and half."""

    def __init__(self, net: LitNet, stage: Stage, others: Sequence[BiasInput]) -> None:
        edges = [*(line for edges in net.edges.values() for line in edges.values()), *net.loss_edges.values()]
        neurons = [n for layer in net.neurons.values() for n in layer.values()]
        circles = [*neurons, *([net.loss] if net.loss else []), *(other.node for other in others)]
        hung = [*(thing for l in net.layers for i in net.drawn[l] for thing in net.hung(l, i)), *net.dots]
        self.lines = _rows([line.get_start_and_end() for line in (*edges, *(other.line for other in others))], 2, 3)
        self.circles = _rows([(*circle.get_center(), circle.width / 2) for circle in circles], 4)
        self.boxes = _rows([(thing.get_center()[:2], (thing.width / 2, thing.height / 2)) for thing in hung], 2, 2)
        self.frame, self.region, self.node = np.array([stage.width, stage.height]), net.region, _small(net)

    def air(self, at: np.ndarray, start: np.ndarray, end: np.ndarray) -> float:
        """How much air a bias has around its node and along its line, up to as much as is enough."""
        line = start + np.linspace(0, 1, 6)[:, None] * (end - start)
        apart = (
            _from_lines(at, self.lines) - self.node,
            np.linalg.norm(at - self.circles[:, :3], axis=1) - self.circles[:, 3] - self.node,
            self._from_boxes(at[None]) - self.node,
            self._from_boxes(line) - 0.06,
            self.frame * 0.44 - np.abs(at[:2]) - self.node,
        )
        aside = self.region.width / 2 - abs(at[0] - self.region.x) - self.node
        return min(ENOUGH, aside, *(float(each.min()) for each in apart if each.size))

    def _from_boxes(self, points: np.ndarray) -> np.ndarray:
        """How far points (n, 3) are from each box."""
        away = np.abs(points[:, None, :2] - self.boxes[:, 0]) - self.boxes[:, 1]
        return np.asarray(np.linalg.norm(np.maximum(away, 0.0), axis=2))


def _rows(rows: list, *shape: int) -> np.ndarray:
    """These as an array (n, *shape), of which there may be none."""
    return np.array(rows, dtype=float).reshape(-1, *shape)


def _from_lines(p: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """How far a point is from each line."""
    start, way = lines[:, 0], lines[:, 1] - lines[:, 0]
    along = np.clip(((p - start) * way).sum(1) / (way * way).sum(1), 0.0, 1.0)
    return np.asarray(np.linalg.norm(p - start - along[:, None] * way, axis=1))
