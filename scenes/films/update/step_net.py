"""The network through one step: it fills its rooms, its lamps are lit, and numbers ride on its edges."""

from __future__ import annotations

from dataclasses import replace

from manim import Animation, AnimationGroup, FadeIn, LaggedStart, VGroup

from engine.reading import Number, Numbers, Reading
from scenes.kit.network.blame_net import BlameNet
from scenes.kit.network.lamps import lamp
from scenes.kit.network.layout import Layout
from scenes.kit.network.named import names_of
from scenes.kit.place.shots import RESTING, room_of
from scenes.kit.place.stage import Region, Stage
from scenes.shown import Shown

CLOSE = 0.036  # times the size of its numbers: rows of neurons between which edges carry them
NAMES = 0.012  # the same, over and under a square network, for the names of its neurons


class StepNet(BlameNet):
    """A network without its loss whose numbers on edges, `weights[l][i, j]`, move with it."""

    speaks = True

    def __init__(self, t: Reading, stage: Stage) -> None:
        shots, self.is_square = ("LEDGER", "COLUMN"), stage.width == stage.height
        super().__init__(t, stage, room_of(stage, "SOLO"), with_loss=False, shots=shots, names=names_of(t))
        for l, layer in self.neurons.items():
            for i, neuron in layer.items():
                neuron.set_fill(lamp(t.a[l][i].value / self.most)).set_stroke(opacity=1)
                self.remove(self.unknown[l].pop(i))

    def laid_in(self, region: Region) -> Layout:
        """As large as the region lets it be, with room for names outside of it."""
        layout = super().laid_in(region)
        more = NAMES * (RESTING["1:1"] if self.is_square else 0.0)
        return layout if layout.upright or not more else super().laid_in(replace(region, height=region.height - more))

    def resettle(self, old: Layout) -> None:
        """Stand as its layout says, with the numbers on its edges where they stood on these."""
        weights, self.weights = self.weights, {}
        super().resettle(old)
        self.weights = weights

    def stand(self, room: Region) -> None:
        """Fill another room at once, unseen: a network that has left comes back where it is to stand."""
        move = self.settle(room)
        move.begin()
        move.finish()

    def shows_weights(self, l: int) -> bool:
        """Whether the edges into layer l are few enough, and long enough in each of its rooms, to carry their numbers."""
        tight = self.smallest_layout
        gap = (tight.high - tight.low) / (self.columns - 1) - 2 * tight.radius
        return not tight.upright and 0 < len(self.edges.get(l, ())) <= 6 and gap > 1.4 and tight.pitch > CLOSE * self.least

    def on_edge(self, l: int, i: int, j: int, number: Number | Shown, size: float = 0, at: float | None = None) -> VGroup:
        """A number on a plate on the edge w_ij; not yet shown."""
        return self.on_way(l, (i, j), number.number if isinstance(number, Shown) else number)

    def label_edges(self, l: int, numbers: Numbers, *rooms: Region) -> Animation:
        """Write the numbers (n, n_in) on the edges into layer l."""
        self.weights[l] = {(i, j): self.on_edge(l, i, j, numbers[i][j]) for i, j in self.edges[l]}
        self.add(*self.weights[l].values())
        return LaggedStart(*(FadeIn(label) for label in self.weights[l].values()), lag_ratio=0.08)

    def pulse(self, l: int, *ij: tuple[int, int], back: bool = False, color: str | None = None) -> Animation:
        """Comets along the edges w_ij into layer l (all of them by default), forwards or back."""
        return AnimationGroup(*(self.returning(l, *ij) if back else self.going(l, *ij, hue=color)))
