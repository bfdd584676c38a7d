"""The bias of a neuron, drawn as what it is: one more line, whose input is always one."""

from __future__ import annotations

import numpy as np
from manim import Circle, Line, VGroup

from scenes.kit.network.diagram import NetworkDiagram, smallest
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Label

OFFSET = np.array([-1.25, 1.9, 0.0])  # of its node from the neuron, in radii: between the name above and the edges on the left


class BiasInput(VGroup):
    """A small node that says 1, and its line into neuron i of layer l, from above or `below`: `node`, `one`, `line`."""

    def __init__(self, net: NetworkDiagram, l: int, i: int, below: bool = False) -> None:
        super().__init__()
        neuron, radius = net.neurons[l][i], net.radius
        offset = OFFSET * radius * ([1, -1, 1] if below else [1, 1, 1])
        spot = neuron.get_center() + offset
        small = max(0.17, 0.3 * radius)
        way = (neuron.get_center() - spot) / float(np.linalg.norm(offset))
        self.line = Line(spot + way * small, neuron.get_center() - way * radius, stroke_width=3, color=theme().soft)
        self.node = Circle(small, stroke_width=2.5, color=theme().soft, fill_color=theme().panel, fill_opacity=1).move_to(spot)
        self.one = Label("$1$", size=max(smallest(), min(SMALL, 100 * small)), color=theme().forward).move_to(spot)
        self.add(self.line, self.node, self.one)
        self.set_z_index(3)
