"""The gestures of the film of shares: a network filled both ways, lines of maths under it, gradients landing on its edges."""

from __future__ import annotations

from typing import Any

from manim import LEFT, UP, Animation, Create, FadeIn, FadeOut, Line, VGroup

from engine.reading import Reading
from scenes.chapter import Chapter
from scenes.films.gradients import shares_words
from scenes.kit.maths import equations as eq
from scenes.kit.network.bias import BiasInput
from scenes.kit.network.diagram import SPOT, NetworkDiagram, smallest
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, SMALL, Formula, Label, align_equals
from scenes.kit.type.number import Num
from scenes.shown import show

Edge = tuple[int, int]
AIR = 0.2
BROAD = 1.4  # times the usual width, where the frame has it: room on the lines for their gradients
PAST = 0.7  # where on its line a gradient stands once the lines have crossed, far from the blames at their sources
TWO_LINES = 0.75  # between two neurons: a blame and a name
MOST_TAGS = 4  # edges between two layers that can carry their gradients


class SharingFilm(Chapter):
    """A chapter with the network `net`, told about the weight `ij` of its last layer D; what it adds stands "here" until `clear`."""

    net: NetworkDiagram

    @classmethod
    def told_on(cls, t: Reading) -> Reading:
        return shares_words.telling(t)

    def __init__(self, t: Reading, *args: Any, **kwargs: Any) -> None:
        super().__init__(t, *args, **kwargs)
        self.D, self.ij = self.t.D, shares_words.share(self.t, self.t.D)
        self.hushed: list[Any] = []

    def entitle(self) -> None:
        """Show the film's name."""
        self.show(self.place("title", Label(self.title, size=LARGE, color=theme().ink)))

    @property
    def maths(self) -> Region:
        """Where maths stands, close under the network, with air below the blames of the lowest neurons."""
        board = self.stage.side if self.side_is_below() else self.stage.board
        air = AIR if self.net.pitch < 2 else 0.0
        return Region(board.x, board.y - air / 2, board.width, board.height - air)

    def side_is_below(self) -> bool:
        return self.stage.side.width > self.stage.side.height

    def signals(self) -> list[Animation]:
        """Write what every neuron said, and the names."""
        first = slice(None) if self.net.pitch - 2 * self.net.radius >= TWO_LINES else slice(1)
        names = [self.net.label(l, eq.inputs_of(self.t, l + 1), *self.net.drawn[l][first], size=smallest()) for l in self.net.layers]
        return [*names, *(self.net.fill(l, self.t.a[l], lag_ratio=0) for l in self.net.layers)]

    def blames(self) -> list[Animation]:
        """Write the deltas under their neurons; where neurons stand close, on plates, so that no edge runs through them."""
        roomy, digits = self.net.pitch > 1.3, 3 if len(self.net.layers) > 4 else 4
        written = [self.net.blame(l, [show(d, digits) for d in self.t.delta[l]], 26 if roomy else smallest()) for l in self.net.layers[1:]]
        plates = [] if roomy else [plate(num, 0.02)[0].set_z_index(1) for nums in self.net.blames.values() for num in nums.values()]
        self.net.add(*plates)
        self.plates = plates
        return [*written, *(FadeIn(p) for p in plates)]

    def name_blame(self) -> VGroup:
        """The symbol of the delta that is told about, before its number; it stays until the next `clear`."""
        name = Formula("{delta} =", size=smallest(), delta=self.n.delta[self.D][self.ij[0]])
        self.stands("here", tag := plate(name, 0.03).next_to(self.blamed, LEFT, buff=0.08).set_z_index(4))
        return tag

    def name_edge(self, l: int, i: int, j: int) -> VGroup:
        """Write the symbol of w_ij on the middle of its edge."""
        name = plate(Formula("{w}", size=SMALL, w=self.n.W[l][i][j])).move_to(self.net.edges[l][i, j]).set_z_index(4)
        self.show(name, run_time=0.4)
        return name

    @property
    def came_in(self) -> Num:
        """The number in the neuron where the weight that is told about starts."""
        return self.net.values[self.D - 1][self.ij[1]]

    @property
    def blamed(self) -> Num:
        """The delta under the neuron where it ends."""
        return self.net.blames[self.D][self.ij[0]]

    def hush(self) -> list[Animation]:
        """Let all numbers of the network leave, for a thought about any numbers; `recall` brings them back."""
        tags = [part for layer in self.net.weights.values() for tag in layer.values() for part in tag]
        written = [num for layer in (*self.net.values.values(), *self.net.blames.values()) for num in layer.values()]
        self.hushed = [*written, *tags, *self.plates]
        return [FadeOut(m) for m in self.hushed]

    def recall(self) -> None:
        """Bring back the numbers that `hush` took."""
        self.show(*self.hushed, run_time=0.5)
        self.hushed = []

    def point_at_quiet(self, mark: str) -> None:
        """Light a neuron from which nothing came, where there is one, when the voice gets there."""
        if (quiet := shares_words.quiet(self.t)) is not None:
            self.recall()
            self.at(mark)
            self.light(self.net.neurons[quiet[0]][quiet[1]], self.net.values[quiet[0]][quiet[1]])

    def on_board(self, *formulas: Formula) -> VGroup:
        """Give lines of maths their place; the next `clear` takes them away."""
        rows = self.maths.hold(align_equals(*formulas, buff=0.14), UP)
        self.stands("here", rows)
        return rows

    def completed(self, asked: Formula, gap: str, answer: Formula) -> VGroup:
        """Put the right side of `answer` in the place of the part `gap` of `asked`."""
        answer.shift(asked["eq"].get_center() - answer["eq"].get_center())
        found = VGroup(*(part for name, part in answer.parts.items() if name not in (*asked.parts, "eq")), answer.rest)
        self.stands("here", found)
        self.play(FadeOut(asked[gap]), FadeIn(found), run_time=0.5)
        asked.remove(asked[gap])
        return found

    def draw_network(self) -> None:
        """Show the network, its edges coloured by their weights."""
        graph = self.stage.graph
        width = max(graph.width, min(BROAD * graph.width, self.stage.wide.width - 0.5))
        region = Region(graph.x, graph.y, width, graph.height)
        self.net = NetworkDiagram(self.t.sizes, region, [layer.W for layer in self.t.trace.net.layers])
        self.show(self.net, run_time=1.0)

    def bias_of(self, l: int, i: int) -> BiasInput:
        """The bias as a line of its own, not yet shown; it stays until the next `clear`."""
        self.stands("here", bias := BiasInput(self.net, l, i))
        return bias

    def trace_edge(self, l: int, ij: Edge, keep: bool = False) -> Animation:
        """A line of light along one edge, which stays until the next `clear`, or is kept as `glow`."""
        glow: Line = self.net.edges[l][ij].copy().set_stroke(theme().light, width=7).set_z_index(1)
        self.glow = glow
        self.stands("here", *([] if keep else [glow]))
        return Create(glow)

    def has_tags(self, l: int) -> bool:
        """Whether the edges into layer l have room for their gradients."""
        return self.net.shows_weights(l) and len(self.net.edges[l]) <= MOST_TAGS

    def land(self, l: int, sources: dict[Edge, Any]) -> None:
        """Let gradients travel from where they were found onto their edges, and stay there."""
        digits = 4 if self.has_tags(l) else 2
        tags = {(i, j): self.net.on_edge(l, i, j, show(self.t.dL_dW[l][i][j], digits), at=self._spot(l, i, j)) for i, j in sources}
        self.fly(*((source, tags[e][1]) for e, source in sources.items()))
        self.remove(*(tag[1] for tag in tags.values()))
        self.net.weights.setdefault(l, {}).update(tags)
        self.net.add(*tags.values())
        self.add(*tags.values())

    def _spot(self, l: int, i: int, j: int) -> float:
        """Where an edge has room for a number: level and lonely ones in the middle, others clear of blames and crossings."""
        line = self.net.edges[l][i, j]
        if abs(line.get_start()[1] - line.get_end()[1]) < 0.1 or not self.has_tags(l):
            return 0.5
        if l > 1:
            return PAST if len(self.net.drawn[l]) > 1 else 0.33
        return SPOT
