"""The network beside the program: lamps that are filled, deltas outside of them, and the loss in its circle."""

from __future__ import annotations

from manim import Animation, FadeIn, FadeOut, VGroup

from engine.reading import Reading
from scenes.kit.network.blame_net import BlameNet
from scenes.kit.network.comets import landing
from scenes.kit.network.layout import APART, SNUG
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import Stage


class StepNet(BlameNet):
    """A network with its loss, in which a whole step is run."""

    longest = 3  # as in its neurons

    def __init__(self, t: Reading, stage: Stage, shot: str) -> None:
        self.apart = APART if stage.shape == "9:16" else SNUG
        super().__init__(t, stage, room_of(stage, shot), shots=("TITLED", "PAIR", "WALL"))
        self.t = t

    def passes(self) -> list[list[Animation]]:
        """A run forward, layer by layer, into the loss."""
        return [*(self.going(l) for l in self.layers[1:] if self.edges[l]), self.into_loss()]

    def returns(self) -> list[list[Animation]]:
        """A run back, from the loss, layer by layer; blame of the inputs is nobody's."""
        return [self.from_loss(), *(self.returning(l) for l in reversed(self.layers[2:]) if self.edges[l])]

    def says(self, l: int, t: Reading | None) -> list[Animation]:
        """Layer l is computed once more, and says what it says in `t`, if that is known."""
        if t is None:
            return self.going(l)
        old = VGroup(*self.values[l].values())
        self.remove(*old)
        return [self.arrive(l, t.a[l]), FadeOut(old)]

    def forgiven(self) -> VGroup:
        """The blame that was, which no longer belongs to the network: it is to leave."""
        gone = VGroup(*(num for layer in self.blames.values() for num in layer.values()), *self.plates.values())
        self.remove(*gone)
        self.blames.clear()
        self.plates.clear()
        return gone

    def blamed(self, l: int) -> list[Animation]:
        """Comets come back to layer l, from the loss or over the edges after it, and leave its deltas."""
        comets = self.from_loss() if l == self.layers[-1] else self.returning(l + 1)
        shown = [self.delta(l, i, self.t.delta[l][i]) for i in self.drawn[l]]
        return [landing(comets, *map(FadeIn, shown))]
