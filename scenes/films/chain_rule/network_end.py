"""The end of a network: its last layers and its loss, close enough to be read however deep the network is."""

from __future__ import annotations

from manim import DOWN, RIGHT, UP, Animation, AnimationGroup, Circle, FadeIn, LaggedStart, Line, VGroup

from engine.reading import Number, Reading
from scenes.films.chain_rule.facts import MOST_LAYERS
from scenes.kit.maths import equations as eq
from scenes.kit.network.diagram import NetworkDiagram, smallest
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import show

MARGIN = 0.55  # left free for the dots that stand for the layers before
RAISE = 0.12  # so that slopes under the lowest neurons stay clear of the board
NAMED = 0.85  # between two neurons, for a slope under the upper and a name over the lower; else only the first is named


class NetworkEnd(NetworkDiagram):
    """A NetworkDiagram of the last layers with the loss, whose column c is layer l = c + `before` of the network.

    neuron(l, i), edge(l, i, j)   by the layer numbers of the whole network
    value   the number in the loss circle, once judged
    lines   every edge, those into the loss too; `focus` dims all but some, `focus()` none
    """

    def __init__(self, t: Reading, region: Region) -> None:
        self.before = max(0, t.D + 1 - MOST_LAYERS)
        W = [layer.W for layer in t.net.layers][self.before :]
        cut = MARGIN if self.before else 0.0
        super().__init__(
            t.sizes[self.before :], Region(region.x + cut / 2, region.y + RAISE, region.width - cut, region.height), W, with_loss=True
        )
        if self.before:
            self.add(Label("$dots.c$", size=48).next_to(region.left, RIGHT, buff=0).shift(RAISE * UP))
        self.lines = [e for edges in self.edges.values() for e in edges.values()] + list(self.loss_edges.values())

    def neuron(self, l: int, i: int) -> Circle:
        return self.neurons[l - self.before][i]

    def edge(self, l: int, i: int, j: int) -> Line:
        return self.edges[l - self.before][i, j]

    def fill_all(self, t: Reading) -> Animation:
        """Write every activation and its name, layer by layer."""
        layers = range(self.before, t.D + 1)
        fills = [self.fill(l - self.before, t.a[l]) for l in layers]
        roomy = self.pitch - 2 * self.radius >= NAMED
        names = [self.label(l - self.before, eq.inputs_of(t, l + 1), *([] if roomy else [0])) for l in layers]
        return LaggedStart(*(AnimationGroup(f, n) for f, n in zip(fills, names, strict=True)), lag_ratio=0.3)

    def judge(self, L: Number) -> Animation:
        """Write the loss into its circle and its name over it."""
        room = 1.55 * self.radius
        for digits in (4, 3, 2, 1):
            self.value = Num(show(L, digits), 30)
            if self.value.width * smallest() / 30 <= room:
                break
        self.value.scale(min(1.0, room / self.value.width)).move_to(self.loss).set_z_index(3)
        name = Formula("{s}", size=SMALL, s=L.named).next_to(self.loss, UP, buff=0.1)
        self.add(self.value, name)
        return AnimationGroup(FadeIn(self.value, scale=0.7), FadeIn(name))

    def tag(self, l: int, i: int, j: int, number: Number, at: float = 0.5) -> VGroup:
        """A number on a plate on the edge w_ij, with as many digits as fit; not yet shown."""
        line = self.edge(l, i, j)
        for digits, size in ((4, max(24, smallest())), (4, smallest()), (3, max(24, smallest())), (2, max(24, smallest()))):
            num = Num(show(number, digits), size)
            if num.width <= line.get_length() - 0.2:
                break
        clear = min(0.5, (num.width / 2 + 0.12) / line.get_length())  # of the neurons at both ends
        return plate(num).move_to(line.point_from_proportion(min(max(at, clear), 1 - clear))).set_z_index(4)

    def felt(self, l: int, i: int, number: Number) -> Num:
        """A slope close under neuron i of layer l, small where neurons stand close; not yet shown."""
        gap = self.pitch - 2 * self.radius
        num = Num(number, 26 if gap > 0.5 else 22).set_stroke(theme().ground, width=6, background=True)  # edges run behind it
        return num.next_to(self.neuron(l, i), DOWN, buff=0.1 if gap > 0.5 else 0.05).set_z_index(3)

    def focus(self, *lines: Line) -> Animation:
        """Keep these lines and dim the others; all come back when none is named."""
        return AnimationGroup(*(line.animate.set_stroke(opacity=1.0 if line in lines or not lines else 0.25) for line in self.lines))

    def flow(self, *lines: Line, back: bool = False, hue: str | None = None) -> Animation:
        """Light running along lines at once, forwards or back."""
        color = hue or (theme().backward if back else theme().light)
        return AnimationGroup(*(self._flash(line, back, color) for line in lines))
