"""The end of a network: its last layers and its loss, close enough to be read however deep the network is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from manim import Animation, AnimationGroup, Circle, Line, VGroup

from engine.reading import Number, Reading
from scenes.films.chain_rule.chain_view import CHAINED
from scenes.films.chain_rule.facts import MOST_LAYERS
from scenes.kit.network.blame_net import BlameNet
from scenes.kit.network.comets import comet
from scenes.kit.network.layout import APART, SNUG, Layout
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label
from scenes.kit.type.number import Num

MARGIN = 0.6  # left free for the dots that stand for the layers before
ROUND = 0.66  # the largest radius in a square frame, where numbers on edges need the room between neurons
DIM = 0.25  # of a line that is not spoken of


class NetworkEnd(BlameNet):
    """The last layers with the loss; its column c is layer l = c + `before` of the network.

    neuron(l, i), edge(l, i, j)   by the layer numbers of the whole network
    lines   every edge, those into the loss too; `focus` dims all but some, `focus()` none
    """

    side = 1.7  # beside an upright one, for its deltas

    def __init__(self, t: Reading, stage: Stage) -> None:
        self.t, self.before, self.apart = t, max(0, t.D + 1 - MOST_LAYERS), APART if stage.is_narrow else SNUG
        self.is_square = stage.width == stage.height
        super().__init__(t, stage, room_of(stage, "SOLO"), before=self.before, shots=("LEDGER", CHAINED[stage.shape]))
        self.into = {id(line): l + self.before for l, edges in self.edges.items() for line in edges.values()}
        self.into |= {id(line): t.D + 1 for line in self.loss_edges.values()}
        self.lines = [e for edges in self.edges.values() for e in edges.values()] + list(self.loss_edges.values())

    def laid_in(self, region: Region) -> Layout:
        """As large as the region lets it be, with room for dots where layers are left out."""
        if not self.before:
            layout = super().laid_in(region)
            return replace(layout, radius=min(layout.radius, ROUND)) if self.is_square else layout
        layout = super().laid_in(replace(region, x=region.x + MARGIN / 2, width=region.width - MARGIN))
        if not layout.upright:
            return layout
        return super().laid_in(replace(region, y=region.y + MARGIN / 2, height=region.height - MARGIN))

    def ellipses(self) -> Iterable[Label]:
        yield from super().ellipses()
        if self.before:
            way = self.centre(1) - self.centre(0)
            spot = self.centre(0) - way / np.linalg.norm(way) * (self.radius + MARGIN / 2)
            yield Label("$dots.v$" if self.layout.upright else "$dots.c$", size=48).move_to(spot)

    def neuron(self, l: int, i: int) -> Circle:
        return self.neurons[l - self.before][i]

    def edge(self, l: int, i: int, j: int) -> Line:
        return self.edges[l - self.before][i, j]

    def tag(self, l: int, i: int, j: int, number: Number) -> VGroup:
        """A number on a plate on the edge w_ij, with as many digits as fit; not yet shown."""
        return self.on_way(l - self.before, (i, j), number)

    def felt(self, l: int, i: int, number: Number) -> Num:
        """A slope outside of neuron i of layer l; not yet shown."""
        return self.delta(l - self.before, i, number)

    def focus(self, *lines: Line) -> Animation:
        """Keep these lines and dim the others; all come back when none is named."""
        return AnimationGroup(*(line.animate.set_stroke(opacity=1.0 if line in lines or not lines else DIM) for line in self.lines))

    def flow(self, *lines: Line, back: bool = False) -> Animation:
        """Light running along lines at once, forwards or back."""
        hue = theme().backward if back else theme().forward
        return AnimationGroup(*(comet(line, hue, self.into[id(line)], back=back) for line in lines))
