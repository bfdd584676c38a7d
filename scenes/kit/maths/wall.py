"""The wall: the equations of backpropagation, and the small network in which each of them happens."""

from __future__ import annotations

from collections.abc import Iterator

from manim import DOWN, LEFT, RIGHT, UP, Animation, AnimationGroup, Create, FadeIn, FadeOut, LaggedStart, Line, Rectangle, VGroup

from engine import notation
from engine.reading import Reading
from scenes.facts import biases, has_bias, has_biases
from scenes.kit.maths import laws
from scenes.kit.maths.matrix import frame
from scenes.kit.network.bias import BiasInput, clear_bias
from scenes.kit.network.diagram import NetworkDiagram, smallest
from scenes.kit.network.layout import FEW
from scenes.kit.network.lit_net import LitNet
from scenes.kit.place.light import lit
from scenes.kit.place.shots import MOST
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

SIZE = 38
FRAME = 0.16  # from an equation to the frame around it
EDGE = 0.05  # of the frame's height, over which no name stands
CLOSE = 0.85  # between two neurons, for y under the upper and a name over the lower

BIAS_ROOM = 3.6  # radii between two neurons, for the 1 over the lower


class Wall(VGroup):
    """equations[key], key in output, hidden (where there is a hidden layer), weights, biases (where there are); `net`, with its loss.

    biases   those that are drawn in the network

    With a `net` that is drawn already, the equations alone fill a `room`; what happens in it is told by comets.
    """

    def __init__(self, t: Reading, stage: Stage, net: LitNet | None = None, room: Region | None = None) -> None:
        super().__init__()
        left, right = _halves(stage.wide)
        self.t, self.stage = t, stage
        self.equations: dict[str, Formula] = {"output": laws.output_law(t, SIZE)}
        if t.D > 1:
            self.equations["hidden"] = laws.hidden_law(t, SIZE)
        self.equations["weights"] = laws.weights_law(t, SIZE)
        if has_biases(t):
            self.equations["biases"] = laws.biases_law(SIZE, biases(t) == "shared")
        self.pointer: Rectangle | None = None
        self.biases: list[BiasInput] = []
        air = 0.42 if room is None or room.width > room.height else 0.8
        self.column = VGroup(*self.equations.values()).arrange(DOWN, buff=air, aligned_edge=LEFT)
        self.add(self.column)
        self.net: NetworkDiagram
        if net is not None and room is not None:
            self.net = net
            self._fill(room)
            return
        left.hold(self.column)
        self.net = NetworkDiagram(t.sizes, right, [layer.W for layer in t.net.layers], with_loss=True)
        self.net.add(Formula("{L}", L=t.name.L).move_to(self.net.loss).set_z_index(3))
        self.add(self.net)

    def _fill(self, room: Region) -> None:
        """Scale the equations until they fill a room, the first one unfolded, too."""
        widest = max(self.column.width, laws.output_law(self.t, SIZE, unfold=True).width) + 2 * FRAME
        scale = min(MOST, room.width / widest, (room.height - 2 * FRAME) / self.column.height)
        left = room.x - scale * (widest / 2 - FRAME)
        self.column.scale(scale).move_to(room.center).shift((left - self.column.get_left()[0]) * RIGHT)

    def point_at(self, key: str) -> Animation:
        """A frame appears around an equation; the one before leaves."""
        box = frame(self.equations[key], buff=FRAME)
        old, self.pointer = self.pointer, box
        return Create(box) if old is None else AnimationGroup(FadeOut(old), Create(box))

    def unfold(self) -> list[Animation]:
        """The slope of the loss is written out in the first equation, where y does not stand in it from the start."""
        old, new = self.equations["output"], laws.output_law(self.t, SIZE, unfold=True)
        if "y" in old.parts:
            return []
        new.scale(old["delta"].height / new["delta"].height)
        new.shift(old["eq"].get_center() - new["eq"].get_center())
        self.column.remove(old)
        self.column.add(new)
        self.equations["output"], old_box, self.pointer = new, self.pointer, frame(new, buff=FRAME)
        return [FadeOut(old), FadeIn(new), FadeOut(old_box), FadeIn(self.pointer)]

    def wanted(self) -> list[Formula]:
        """y under the outputs, not yet shown."""
        last = self.net.layers[-1]
        close = self.net.pitch - 2 * self.net.radius < CLOSE
        chosen = self.net.drawn[last][-1 if self._crowded or close else 0 :]
        ys = [Formula("{y}", size=26, y=self.t.name.y[i]) for i in chosen]
        for i, y in zip(chosen, ys, strict=True):
            inner = isinstance(self.net, LitNet) and self.net.rows <= FEW
            y.next_to(self.net.neurons[last][i], -self.net.out(last, i) if inner else DOWN, buff=0.1)
        self.net.add(*ys)
        return ys

    def unpoint(self) -> Animation:
        """The frame leaves."""
        old, self.pointer = self.pointer, None
        return FadeOut(old)

    def whole_pass(self, back: bool) -> Animation:
        """Light running through all layers, forwards or back."""
        layers = [l for l in self.net.edges if self.net.edges[l]]
        return LaggedStart(*(AnimationGroup(*self._light(l, back)) for l in (layers[::-1] if back else layers)), lag_ratio=0.5)

    def _light(self, l: int, back: bool) -> list[Animation]:
        """Light on its way over the edges into layer l."""
        if isinstance(self.net, LitNet):
            return self.net.returning(l) if back else self.net.going(l)
        return [self.net.pulse(l, back=back)]

    def _from_loss(self) -> list[Animation]:
        return self.net.from_loss() if isinstance(self.net, LitNet) else [self.net.pulse_loss(back=True)]

    @property
    def lines(self) -> list[Line]:
        """Every edge of the network."""
        return [line for edges in self.net.edges.values() for line in edges.values()]

    def happen(self, key: str) -> Iterator[list[Animation]]:
        """What an equation does in the network, step by step."""
        net = self.net
        layers = [l for l in net.edges if net.edges[l]]
        if key == "output":
            yield [*self._from_loss(), self._name(net.layers[-1])]
        elif key == "hidden":
            for l in layers[:0:-1]:
                names = [self._name(k) for k in (l, l - 1) if k not in net.labels]
                yield [*self._light(l, True), *names]
        elif key == "weights":
            yield [light for l in layers for light in self._light(l, False)]
            yield [light for l in layers for light in self._light(l, True)]
        else:
            biases = self.biases
            for l in (l for l in net.layers[1:] if has_bias(self.t, l)):
                biases += self._biases(l, biases)
            net.add(*biases)
            yield [FadeIn(b) for b in biases]
            yield [*(lit(b.one) for b in biases), *(lit(n) for l in net.layers[1:] if has_bias(self.t, l) for n in net.neurons[l].values())]

    def _biases(self, l: int, near: list[BiasInput]) -> list[BiasInput]:
        """Into every drawn neuron from above, into the last from below; into those between only where there is room over them."""
        first, *others = self.net.drawn[l]
        if isinstance(self.net, LitNet):
            net, found = self.net, list(near)
            for i in net.drawn[l] if net.rows <= FEW else [first]:
                found.append(clear_bias(net, self.stage, l, i, found))
            return found[len(near) :]
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
            size = 1.05 * net.named if isinstance(net, LitNet) else smallest()
            name = Formula("{s}", size=size, color=theme().backward, s=f"delta{notation.indices(None, (i,), False)[0]}^(({layer}))")
            if isinstance(net, LitNet):
                name.next_to(net.neurons[l][i], UP if net.rows > FEW else net.out(l, i), buff=0.1)
                name.shift(min(0.0, (0.5 - EDGE) * self.stage.height - name.get_top()[1]) * UP)
                name.set_stroke(theme().ground, width=6, background=True)  # edges run behind it
            else:
                name.next_to(net.neurons[l][i], UP, buff=0.1).shift((net.neurons[l][i].get_x() - name.get_left()[0] - 0.12) * RIGHT)
            net.labels.setdefault(l, {})[i] = name.set_z_index(3)
        net.add(*net.labels[l].values())
        return AnimationGroup(*(FadeIn(name) for name in net.labels[l].values()))


def _halves(wide: Region) -> tuple[Region, Region]:
    """Room for the equations and for the network: left and right, or, in a high frame, below and above."""
    x, y, w, h = wide.x, wide.y, wide.width, wide.height
    if w > 1.3 * h:
        return Region(x - 0.275 * w, y, 0.42 * w, h - 0.5), Region(x + 0.25 * w, y, 0.5 * w, 0.7 * h)
    return Region(x, y - 0.25 * h, 0.92 * w, 0.46 * h), Region(x, y + 0.26 * h, 0.96 * w, 0.4 * h)
