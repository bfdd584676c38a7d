"""A step seen on the edges of a network: the old weight, its slope, and the new weight that takes their place."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, FadeOut, LaggedStart, Mobject, SurroundingRectangle, VGroup

from engine.reading import Reading
from scenes.films.update.step_net import StepNet
from scenes.kit.place.shots import resting
from scenes.kit.theme import theme
from scenes.kit.type.number import Num

ROLL = 0.3  # how far a number rolls, in manim units
WIDEST = 16.0  # of an edge, however large its weight becomes
FEW = 4  # edges of a layer before the last that are labelled


class EdgeSteps:
    """The edges of a StepNet through one step.

    slopes[l][i, j]   the slope on an edge, once written (the weights are `net.weights[l][i, j]`)
    layers            the layers that have edges drawn      labelled   whether those of layer D carry numbers
    """

    def __init__(self, net: StepNet, t: Reading) -> None:
        self.net, self.t = net, t
        self.slopes: dict[int, dict[tuple[int, int], VGroup]] = {}
        self.layers = [l for l, edges in net.edges.items() if edges]
        self.labelled = net.shows_weights(t.D)

    def pulse(self, color: str, back: bool = False) -> list[Animation]:
        """Light running along the edges: layer after layer for a pass, forwards or back; of all layers at once for a step."""
        pulses = [self.net.pulse(l, back=back, color=color) for l in (reversed(self.layers) if back else self.layers)]
        return [LaggedStart(*pulses, lag_ratio=1.0)] if color in (theme().forward, theme().backward) else pulses

    def write_slopes(self, l: int) -> Animation:
        """Write the batch's mean slopes on the edges into layer l, where the edges can carry numbers; alone: weights have left."""
        slopes = self.t.mean_dL_dW[l]
        self.slopes[l] = {(i, j): self.net.on_edge(l, i, j, slopes[i][j]) for i, j in self.net.edges[l]}
        self.net.add(*self.slopes[l].values())
        return LaggedStart(*(FadeIn(slope) for slope in self.slopes[l].values()), lag_ratio=0.15)

    def chip(self, l: int, i: int, j: int) -> list[Animation]:
        """Leave one slope, framed and beside its weight; the others leave, and weights that made room for them come back."""
        leaving = list(self.slopes.get(l, {}).values())
        self.net.drop(*leaving)
        back = [] if self.net.weights.get(l) else [self.net.label_edges(l, self.t.W[l])]
        weight = self.net.weights[l][i, j]
        num = Num(self.t.mean_dL_dW[l][i][j], resting())
        frame = SurroundingRectangle(num, color=theme().backward, buff=0.06, corner_radius=0.06, stroke_width=1.5)
        frame.set_fill(theme().ground, opacity=1)
        others = [label for e, label in self.net.weights[l].items() if e != (i, j)]
        sides = (UP, DOWN, LEFT, RIGHT) if weight.get_y() >= self.net.region.y - 0.1 else (DOWN, UP, LEFT, RIGHT)
        chip = VGroup(frame, num)
        free = (side for side in sides if not any(_meet(chip.next_to(weight, side, buff=0.06), label) for label in others))
        self.slopes[l] = {(i, j): chip.next_to(weight, next(free, sides[0]), buff=0.06).set_z_index(4)}
        self.net.add(self.slopes[l][i, j])
        return [*(FadeOut(m) for m in leaving), *back, FadeIn(self.slopes[l][i, j])]

    def label_others(self) -> list[Animation]:
        """Write the old weights on the edges before layer D, where few edges leave room for all of them."""
        few = [l for l in self.layers if l != self.t.D and self.net.shows_weights(l) and len(self.net.edges[l]) <= FEW]
        return [self.net.label_edges(l, self.t.W[l]) for l in few]

    def label(self, l: int, i: int, j: int, new: bool = False) -> VGroup:
        """The old or new weight on its edge, not yet shown; in the middle of an edge too short to share."""
        numbers = self.t.W_new[l] if new else self.t.W[l]
        return self.net.on_edge(l, i, j, numbers[i][j])

    def write_weight(self, l: int, i: int, j: int) -> Animation:
        """Write one old weight on its edge."""
        return FadeIn(self.own(l, i, j, self.label(l, i, j)))

    def own(self, l: int, i: int, j: int, label: VGroup) -> VGroup:
        """Make a weight that has come to rest on an edge the edge's own."""
        self.net.weights.setdefault(l, {})[i, j] = label
        self.net.add(label)
        return label

    def clear(self, l: int, *which: tuple[int, int], roll: bool = False) -> list[Animation]:
        """Let the numbers on edges (all of layer l by default) leave, or roll out of the way of those that follow."""
        leaving = []
        for numbers in (self.net.weights.get(l, {}), self.slopes.get(l, {})):
            leaving += [numbers.pop(e) for e in which or list(numbers) if e in numbers]
        self.net.drop(*leaving)
        return [FadeOut(m, shift=roll * ROLL * DOWN) for m in leaving]

    def reweigh(self, l: int, *which: tuple[int, int]) -> list[Animation]:
        """Give edges the width and colour of their new weights, on the scale of the old ones."""
        scale = float(np.abs(self.t.W[l].array).max()) or 1.0
        styles = {e: self.t.W_new[l][e[0]][e[1]].value for e in which or self.net.edges[l]}
        widths = {e: min(WIDEST, 2.2 + 6.3 * abs(w) / scale) for e, w in styles.items()}
        return [self.net.edges[l][e].animate.set_stroke(theme().sign(w), widths[e]) for e, w in styles.items()]

    def step(self, l: int, *which: tuple[int, int]) -> list[Animation]:
        """Let edges take their step at once: new width and colour, and new number where there was one."""
        labelled = [e for e in which or self.net.edges[l] if e in self.net.weights.get(l, {})]
        cleared = self.clear(l, *labelled, roll=True) if labelled else []
        fresh = [FadeIn(self.own(l, *e, self.label(l, *e, new=True)), shift=ROLL * DOWN) for e in labelled]
        return [*self.reweigh(l, *which), *cleared, *fresh]


def _meet(one: Mobject, other: Mobject) -> bool:
    """Whether two things stand in one another's way."""
    across, up = (abs(one.get_center() - other.get_center()) - 0.5 * np.array([one.width + other.width, one.height + other.height, 0]))[:2]
    return bool(across < 0 and up < 0)
