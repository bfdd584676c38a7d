"""A layer as matrices, next to the network: weights lift off the edges into W, values pour in, results fly out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from manim import Animation, FadeIn, Mobject, VGroup

from scenes.carry import ARC
from scenes.equation import Equation
from scenes.films.forward import boards
from scenes.kit.maths import equations as eq
from scenes.kit.maths.layer import LayerEquation
from scenes.kit.maths.matrix import MatrixView, frame
from scenes.kit.network.comets import landing
from scenes.kit.place import shots
from scenes.kit.place.shots import fit, inside, room_of
from scenes.kit.place.stage import Region, Stage
from scenes.kit.type.formula import Formula

if TYPE_CHECKING:
    from scenes.films.forward.story import ForwardPass


def small_rooms(stage: Stage) -> list[Region]:
    """The smallest rooms of the network: over or under the matrices."""
    if stage.height > stage.width:
        return [room_of(stage, "WALL", 1)]
    return [] if stage.is_narrow else [room_of(stage, "TRIO")]


HIGH = 4  # rows of a matrix or vector, which then stands beside the network in a broad frame


class LayerAtWork:
    """W a + b = z, squashed to a, of layer l.

    row    the matrices      law   the layer in letters      whole   all that is shown of the matrices
    In a narrow frame, and of many neurons, the row ends with z, goes on as z, squashed to a, and makes way for the law.
    """

    def __init__(self, film: ForwardPass, l: int, gone: list[Mobject]) -> None:
        """It gets its room; nothing of it is shown yet."""
        self.film, self.l, self.t = film, l, film.t
        self.in_two = film.stage.is_narrow or max(self.t.sizes[l - 1 : l + 1]) >= HIGH
        self.law: Mobject = VGroup()
        made = self._compose(lambda room: boards.layer_row(self.t, l, room, not self.in_two), gone)
        self.row: LayerEquation = made["row"]
        self.a: MatrixView = self.row.a
        self.arrow: Mobject = self.row.out
        self.whole: list[Mobject] = [self.row, self.row.z.body, self.row.a.body]

    def _compose(self, row: shots.Make, gone: Sequence[Mobject] = ()) -> Mapping[str, Any]:
        """Room for a row of matrices under the network; in a high frame over it, in a broad one with room for what they say in letters."""
        film, stage = self.film, self.film.stage
        if not self.in_two:
            made = film.compose("TRIO", net=film.net, row=row, law=lambda room: boards.letters(self.t, self.l, room), gone=gone)
            self.law = made["law"]
            return made
        if stage.shape != "1:1":
            there = film.net.laid_in(room_of(stage, "WALL", 1))
            reads = stage.is_narrow and film.net.written(self.l, self.t.W[self.l], [there]) is not None
            later = [film.net.unlabel_edges(k) for k in film.net.weights if k != self.l or not reads]  # no room to read them
            film.add(*later)
            return film.compose("WALL", row=row, net=film.net, gone=[*gone, *later])
        return film.compose("LEDGER", net=film.net, row=row, gone=gone)

    def open(self, run_time: float = 0.4) -> None:
        """The brackets of W, with its name, and its sums in letters."""
        self.film.show(self.row.W.brackets, self.row.W.dots, self.row.names[0], self.law, run_time=run_time)

    def say(self, line: Equation) -> None:
        """In a broad frame, what is said in letters goes on as another line."""
        if not self.in_two:
            before, self.law = self.law, fit(Formula(line), inside(room_of(self.film.stage, "TRIO", 2)))
            self.film.carry(before, self.law, run_time=0.6)

    def say_law(self) -> None:
        """The layer in one line appears; in a narrow frame it takes the place of the row."""
        if not self.in_two:
            self.say(eq.layer_line(self.t, self.l))
            return
        self.law = self._compose(lambda room: fit(Formula(eq.layer_line(self.t, self.l)), room), self.whole)["row"]
        self.whole = [self.law]
        self.film.show(self.law)

    def lift(self, seconds: float) -> None:
        """Row by row, weights lift off the edges into W; what has no number on its edge comes with its comets."""
        net, W = self.film.net, self.row.W
        for i in W.drawn_rows:
            tags = {j: net.weights[self.l][i, j][1] for j in W.drawn_columns if (i, j) in net.weights.get(self.l, {})}
            self.film.remove(*net.unlabel_edges(self.l, *((i, j) for j in tags)))
            if tags:
                self.film.fly(*((tag, W.cells[i, j]) for j, tag in tags.items()), arc=ARC, run_time=seconds / len(W.drawn_rows))
            else:
                self.film.play(FadeIn(W.row(i)), *self._into(i), run_time=seconds / len(W.drawn_rows))

    def pour(self) -> None:
        """What comes in flies from its neurons into the vector."""
        a_in, values = self.row.a_in, self.film.net.values.get(self.l - 1, {})
        self.film.show(a_in.brackets, a_in.dots, self.row.names[1], run_time=0.3)
        pairs = [(values[j], a_in.cells[j, 0]) for j in a_in.drawn_rows if j in values]
        if pairs:
            self.film.fly(*pairs, arc=ARC)
        else:
            self.film.show(a_in.body)

    def sums(self, seconds: float, *also: Mobject) -> None:
        """Row by row, or in less than a second all at once, comets arrive and write z; what else is named appears before."""
        self.film.show(self.row.right, *also, run_time=0.25)
        rows = self.row.z.drawn_rows
        if seconds < 1:
            into = [comet for i in rows for comet in self._into(i)]
            self.film.play(landing(into, *map(self.row.z.fill, rows)), run_time=seconds)
            return
        for i in rows:
            box = frame(self.row.W.row(i))
            each = min(0.9, seconds / len(rows))
            self.film.play(landing(self._into(i), self.row.z.fill(i)), FadeIn(box, run_time=0.2), run_time=0.8 * each)
            self.film.clear_away(box, run_time=0.2 * each)

    def squash(self) -> None:
        """z is squashed to a, which flies into its neurons; in a narrow frame z travels to where there is room for that."""
        if self.in_two:
            self._go_on()
        self.film.show(self.arrow, run_time=0.2)
        self.film.play(*self.a.fill_all(), run_time=0.4)
        net = self.film.net
        self.film.deliver(self.l, {i: self.a.cells[i, 0] for i in net.drawn[self.l]}, net.label(self.l, self.t.name.a[self.l]))

    def _go_on(self) -> None:
        """The row goes on as z, squashed to a."""
        old = VGroup(*(part for part in self.whole if len(part.get_family()) > 1))
        made = self._compose(lambda room: boards.squash_row(self.t, self.l, room))
        z, arrow, self.a, names = made["row"]
        self.film.carry(old, VGroup(z, names[0]))
        self.arrow = VGroup(self.a, arrow, names[1])
        self.whole = [z, names[0], self.arrow, self.a.body]

    def _into(self, i: int) -> list[Animation]:
        """Comets over the edges into neuron i."""
        net = self.film.net
        return net.going(self.l, *net.arriving(self.l, i)) if net.arriving(self.l, i) else []
