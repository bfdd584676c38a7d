"""The network beside the program: the loss in its circle, and the blame under its neurons."""

from __future__ import annotations

from manim import RIGHT, UP, Animation, AnimationGroup, FadeIn

from engine.reading import Number, Numbers
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.plate import plate
from scenes.kit.type.formula import Formula, small
from scenes.kit.type.number import Num
from scenes.shown import show

CLOSE = 0.5  # between two neurons of a layer, for a number


class StepNet(NetworkDiagram):
    """A network with its loss, in which a whole step is run."""

    def judge(self, L: Number) -> list[Animation]:
        """The loss appears in its circle, its name over it."""
        num = Num(show(L, digits=3), 26)
        num.scale(min(1.0, 1.75 * self.radius / num.width)).move_to(self.loss).set_z_index(3)
        name = Formula("{L}", size=small(), L=L.named).next_to(self.loss, UP, buff=0.1)
        self.add(num, name)
        return [FadeIn(num, scale=0.7), FadeIn(name)]

    def blame_on_plates(self, l: int, deltas: Numbers) -> Animation:
        """The deltas of layer l appear under its neurons or, where these stand close, beside them, on plates: edges run close."""
        written = self.blame(l, [show(delta, digits=3) for delta in deltas])
        if self.pitch - 2 * self.radius < CLOSE:
            for i, num in self.blames[l].items():
                num.next_to(self.neurons[l][i], RIGHT, buff=0.08)
        plates = [plate(num, 0.03)[0].set_z_index(1.5) for num in self.blames[l].values()]
        self.add(*plates)
        return AnimationGroup(*map(FadeIn, plates), written)
