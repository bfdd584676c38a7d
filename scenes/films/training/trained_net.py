"""A network in training as one picture: inputs, what each hidden neuron sees, what the network answers, all at one step."""

from __future__ import annotations

from manim import Circle, Line, VGroup

from engine.reading import Named, Reading
from scenes.films.training.kept_run import KeptRun
from scenes.kit.place.stage import Region
from scenes.kit.plots.decision_boundary import FieldView, spoke, weigh
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, small

FINE, COARSE = 27, 15  # grid places along a side, of a large panel and of small ones
BOUNDED = {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0), "softmax": (0.0, 1.0)}
UNBOUNDED = (0.0, 2.0)  # what the palest and the deepest shade say of any other activation
FEW = 8  # examples that small panels show too
MOST = 3  # hidden neurons drawn of a layer


class TrainedNet(VGroup):
    """inputs[j], hidden[l][i] (FieldViews), answer (the output's FieldView), edges[l][i, j].

    views, lines   all of hidden and of edges      at(k)   draws kept step k
    """

    def __init__(self, t: Reading, run: KeptRun, region: Region) -> None:
        super().__init__()
        self.run = run
        drawn = {l: _drawn(t.sizes[l]) for l in range(1, t.D)}
        side = min(region.height, 0.38 * region.width)
        rows = max(len(d) for d in drawn.values())
        room = (region.width - side - 1.0) / max(1, t.D - 1)
        cell = min((region.height - 0.3 * (rows - 1)) / rows, 0.62 * room, 1.75)
        self.hidden: dict[int, dict[int, FieldView]] = {l: {} for l in drawn}
        self.answer = FieldView(side, 0.0, 1.0).move_to([region.x + region.width / 2 - side / 2, region.y, 0])
        self.answer.scatter(run.plane, run.x, run.y)
        left = region.x - region.width / 2
        self.inputs = [self._input(left + 0.32, region.y + (0.5 - j) * min(1.6, 0.45 * region.height), t.name.x[j]) for j in range(2)]
        for l, which in drawn.items():
            x = left + 1.0 + (l - 0.5) * room - 0.1
            for k, i in enumerate(which):
                y = region.y + ((len(which) - 1) / 2 - k) * (cell + 0.3)
                self.hidden[l][i] = FieldView(cell, *BOUNDED.get(run.acts[l - 1], UNBOUNDED)).move_to([x, y, 0])
                if len(run.x) <= FEW:
                    self.hidden[l][i].scatter(run.plane, run.x, run.y)
        self.edges = self._edges(t)
        self.add(*self.lines, *self.views, self.answer, *self.inputs)
        self.at(0)

    @property
    def views(self) -> list[FieldView]:
        return [view for layer in self.hidden.values() for view in layer.values()]

    @property
    def lines(self) -> list[Line]:
        return [line for layer in self.edges.values() for line in layer.values()]

    def _input(self, x: float, y: float, named: Named) -> VGroup:
        circle = Circle(0.32, stroke_width=3, color=theme().forward, fill_color=theme().panel, fill_opacity=1).move_to([x, y, 0])
        return VGroup(circle, Formula("{s}", size=small(), s=named).move_to(circle))

    def _edges(self, t: Reading) -> dict[int, dict[tuple[int, int], Line]]:
        """Lines of every weight between drawn things; layer D has one row, its last."""
        edges: dict[int, dict[tuple[int, int], Line]] = {}
        before = {j: circle[0] for j, circle in enumerate(self.inputs)}
        for l in range(1, t.D + 1):
            after = self.hidden[l] if l < t.D else {t.sizes[-1] - 1: self.answer}
            pairs = {(i, j): (a, b) for i, b in after.items() for j, a in before.items()}
            edges[l] = {key: spoke(a.get_right(), b.get_left(), 0.0, 1.0) for key, (a, b) in pairs.items()}
            before = after
        return edges

    def at(self, k: int) -> None:
        for l, layer in self.edges.items():
            W = self.run.nets[k].layers[l - 1].W
            for (i, j), line in layer.items():
                weigh(line, float(W[i, j]), self.run.largest[l - 1])
        a, z = self.run.said(k, COARSE)
        for l, views in self.hidden.items():
            for i, view in views.items():
                view.paint(a[l - 1][i], z[l - 1][i])
        a, z = self.run.said(k, FINE)
        of_two = len(z[-1]) == 2
        self.answer.paint(a[-1][-1], z[-1][1] - z[-1][0] if of_two else z[-1][0])


def _drawn(n: int) -> list[int]:
    return list(range(n)) if n <= MOST else [0, 1, n - 1]
