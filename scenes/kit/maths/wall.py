"""The wall: the equations of backpropagation, and the small network in which each of them happens."""

from __future__ import annotations

from collections.abc import Iterator

from manim import DOWN, LEFT, RIGHT, UP, Animation, AnimationGroup, Create, FadeIn, FadeOut, LaggedStart, Line, Rectangle, VGroup

from engine import notation
from engine.reading import Reading
from scenes.facts import biases, has_bias, has_biases
from scenes.kit.maths import laws
from scenes.kit.maths.matrix import frame
from scenes.kit.network.bias import BiasInput
from scenes.kit.network.diagram import NetworkDiagram, smallest
from scenes.kit.place.light import lit
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

SIZE = 38
CLOSE = 0.85  # between two neurons, for y under the upper and a name over the lower

BIAS_ROOM = 3.6  # radii between two neurons, for the 1 over the lower


class Wall(VGroup):
    """equations[key], key in output, hidden (where there is a hidden layer), weights, biases (where there are); `net`, with its loss."""

    def __init__(self, t: Reading, stage: Stage) -> None:
        super().__init__()
        left, right = _halves(stage.wide)
        self.t = t
        self.equations: dict[str, Formula] = {"output": laws.output_law(t, SIZE)}
        if t.D > 1:
            self.equations["hidden"] = laws.hidden_law(t, SIZE)
        self.equations["weights"] = laws.weights_law(t, SIZE)
        if has_biases(t):
            self.equations["biases"] = laws.biases_law(SIZE, biases(t) == "shared")
        self.pointer: Rectangle | None = None
        self.column = left.hold(VGroup(*self.equations.values()).arrange(DOWN, buff=0.42, aligned_edge=LEFT))
        self.net = NetworkDiagram(t.sizes, right, [layer.W for layer in t.trace.net.layers], with_loss=True)
        self.net.add(Formula("{L}", L=t.name.L).move_to(self.net.loss).set_z_index(3))
        self.add(self.column, self.net)

    def point_at(self, key: str) -> Animation:
        """A frame appears around an equation; the one before leaves."""
        box = frame(self.equations[key], buff=0.16)
        old, self.pointer = self.pointer, box
        return Create(box) if old is None else AnimationGroup(FadeOut(old), Create(box))

    def unfold(self) -> list[Animation]:
        """The slope of the loss is written out in the first equation, where y does not stand in it from the start."""
        old, new = self.equations["output"], laws.output_law(self.t, SIZE, unfold=True)
        if "y" in old.parts:
            return []
        new.scale(old["delta"].height / new["delta"].height)
        new.shift(old["eq"].get_center() - new["eq"].get_center())
        self.equations["output"], old_box, self.pointer = new, self.pointer, frame(new, buff=0.16)
        return [FadeOut(old), FadeIn(new), FadeOut(old_box), FadeIn(self.pointer)]

    def wanted(self) -> list[Formula]:
        """y under the outputs, not yet shown."""
        last = self.net.layers[-1]
        close = self.net.pitch - 2 * self.net.radius < CLOSE
        chosen = self.net.drawn[last][-1 if self._crowded or close else 0 :]
        ys = [Formula("{y}", size=26, y=self.t.name.y[i]).next_to(self.net.neurons[last][i], DOWN, buff=0.1) for i in chosen]
        self.net.add(*ys)
        return ys

    def unpoint(self) -> Animation:
        """The frame leaves."""
        old, self.pointer = self.pointer, None
        return FadeOut(old)

    def whole_pass(self, back: bool) -> Animation:
        """Light running through all layers, forwards or back."""
        layers = [l for l in self.net.edges if self.net.edges[l]]
        return LaggedStart(*(self.net.pulse(l, back=back) for l in (layers[::-1] if back else layers)), lag_ratio=0.5)

    @property
    def lines(self) -> list[Line]:
        """Every edge of the network."""
        return [line for edges in self.net.edges.values() for line in edges.values()]

    def happen(self, key: str) -> Iterator[list[Animation]]:
        """What an equation does in the network, step by step."""
        net = self.net
        layers = [l for l in net.edges if net.edges[l]]
        if key == "output":
            yield [net.pulse_loss(back=True), self._name(net.layers[-1])]
        elif key == "hidden":
            for l in layers[:0:-1]:
                names = [self._name(k) for k in (l, l - 1) if k not in net.labels]
                yield [net.pulse(l, back=True), *names]
        elif key == "weights":
            yield [net.pulse(l) for l in layers]
            yield [net.pulse(l, back=True) for l in layers]
        else:
            biases = [bias for l in net.layers[1:] if has_bias(self.t, l) for bias in self._biases(l)]
            net.add(*biases)
            yield [FadeIn(b) for b in biases]
            yield [*(lit(b.one) for b in biases), *(lit(n) for l in net.layers[1:] if has_bias(self.t, l) for n in net.neurons[l].values())]

    def _biases(self, l: int) -> list[BiasInput]:
        """Into every drawn neuron from above, into the last from below; into those between only where there is room over them."""
        first, *others = self.net.drawn[l]
        free = self.net.pitch > BIAS_ROOM * self.net.radius
        chosen = [first, *(others if free else others[-1:])]
        return [BiasInput(self.net, l, i, below=bool(others) and i == others[-1]) for i in chosen]

    @property
    def _crowded(self) -> bool:
        return max(map(len, self.net.drawn.values())) > 2

    def _name(self, l: int) -> Animation:
        """delta over the neurons of layer l, counted back from the last, D; in a crowded network, over the first alone."""
        D, net = self.t.D, self.net
        layer = "D" if l == D else f"D - {D - l}"
        for i in net.drawn[l][: 1 if self._crowded else None]:
            name = Formula("{s}", size=smallest(), color=theme().backward, s=f"delta{notation.indices(None, (i,), False)[0]}^(({layer}))")
            name.next_to(net.neurons[l][i], UP, buff=0.1).set_z_index(3)
            net.labels.setdefault(l, {})[i] = name.shift((net.neurons[l][i].get_x() - name.get_left()[0] - 0.12) * RIGHT)
        net.add(*net.labels[l].values())
        return AnimationGroup(*(FadeIn(name) for name in net.labels[l].values()))


def _halves(wide: Region) -> tuple[Region, Region]:
    """Room for the equations and for the network: left and right, or, in a high frame, below and above."""
    x, y, w, h = wide.x, wide.y, wide.width, wide.height
    if w > 1.3 * h:
        return Region(x - 0.275 * w, y, 0.42 * w, h - 0.5), Region(x + 0.25 * w, y, 0.5 * w, 0.7 * h)
    return Region(x, y - 0.25 * h, 0.92 * w, 0.46 * h), Region(x, y + 0.26 * h, 0.96 * w, 0.4 * h)
