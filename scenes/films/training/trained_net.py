"""A network in training as one picture: inputs, what each hidden neuron says, what the network answers, all at one step."""

from __future__ import annotations

import numpy as np
from manim import Animation, Circle, Line, MoveToTarget, VGroup, VMobject

from engine.reading import Named, Reading
from scenes.films.training.curve_view import CurveView
from scenes.films.training.kept_run import KeptRun
from scenes.films.training.panels import Plan, planned
from scenes.films.training.telling import drawn
from scenes.kit.network.comets import comet
from scenes.kit.place.shots import RESTING, smallest_type
from scenes.kit.place.stage import Region, Stage
from scenes.kit.plots.decision_boundary import FieldView, spoke, weigh
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

FINE, COARSE = 41, 21  # grid places along a side, of a large panel and of small ones
BOUNDED = {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0), "softmax": (0.0, 1.0)}
UNBOUNDED = (0.0, 2.0)  # what the palest and the deepest shade say of any other activation
FEW = 8  # examples that small panels show too
LARGE, CELL = 3.8, 1.75  # sides as they are made, before they are laid
View = FieldView | CurveView


class TrainedNet(VGroup):
    """inputs[j], hidden[l][i] and answer (views of what is said), edges[l][i, j]; `body` is all but the answer.

    alone, whole, bare   whether the answer stands by itself, all is on screen, what the answer says is not      drawn   what is
    views, lines   all of hidden and of edges      at(k)   draws kept step k
    """

    def __init__(self, t: Reading, run: KeptRun, stage: Stage, region: Region) -> None:
        super().__init__()
        self.run, self.region, self.alone, self.whole = run, region, True, False
        self.bare = False
        self.which = {l: drawn(t, l) for l in range(1, t.D)}
        self.answer = run.view(t.D, LARGE, (0.0, 1.0), RESTING[stage.shape])
        run.scatter(self.answer)
        self.hidden = {l: {i: self._small(l) for i in which} for l, which in self.which.items()}
        self.inputs = [self._input(named, RESTING[stage.shape]) for named in (t.name.x[j] for j in range(t.sizes[0]))]
        self.edges = self._edges(t)
        self.body = VGroup(*self.lines, *self.views, *self.inputs)
        self.add(self.body, self.answer)
        self.lay(region)
        self.at(0)

    def _small(self, l: int) -> View:
        view = self.run.view(l, CELL, BOUNDED.get(self.run.acts[l - 1], UNBOUNDED))
        if len(self.run.x) <= FEW and isinstance(view, FieldView):
            self.run.scatter(view)
        return view

    @property
    def views(self) -> list[View]:
        return [view for layer in self.hidden.values() for view in layer.values()]

    @property
    def lines(self) -> list[Line]:
        return [line for layer in self.edges.values() for line in layer.values()]

    @property
    def drawn(self) -> VGroup:
        if self.whole:
            return self
        answer = self.answer
        return VGroup(answer.outer, answer.ground, answer.frame, answer.dots, answer.marks) if self.bare else VGroup(answer)

    def _input(self, named: Named, size: float) -> VGroup:
        circle = Circle(0.46, stroke_width=3, color=theme().forward, fill_color=theme().panel, fill_opacity=1)
        return VGroup(circle, Formula("{s}", size=size, s=named))

    def _edges(self, t: Reading) -> dict[int, dict[tuple[int, int], Line]]:
        """Lines of every weight between drawn things; layer D has one row, its last."""
        sides = {0: range(len(self.inputs)), **self.which, t.D: [t.sizes[-1] - 1]}
        flat = np.array([1.0, 0.0, 0.0])
        return {
            l: {(i, j): spoke(0 * flat, flat, 0.0, 1.0).set_z_index(-1) for i in sides[l] for j in sides[l - 1]} for l in range(1, t.D + 1)
        }

    def going(self, l: int) -> list[Animation]:
        """What is said on its way into layer l."""
        return [comet(edge, theme().forward, l) for edge in self.edges[l].values()]

    def returning(self, l: int) -> list[Animation]:
        """Blame on its way back out of layer l."""
        return [comet(edge, theme().backward, l, back=True) for edge in self.edges[l].values()]

    # ---- where it stands

    def open(self) -> None:
        """In its next room, all of it stands."""
        self.alone = False

    def fold(self) -> VGroup:
        """In its next room, the answer stands alone; returns what has to leave."""
        self.alone, self.whole = True, False
        return self.body

    def digit_in(self, room: Region) -> float:
        """The font size of its smallest number in a room."""
        return smallest_type(self.answer) * min(1.0, self._planned(room).side / self.answer.outer.width)

    def settle(self, room: Region) -> Animation:
        """Fill another room; a body that is not on screen yet is laid there, ready to be shown."""
        target = self.copy()
        target.lay(room)
        self.region = room
        if self.whole:
            self.target = target
            return MoveToTarget(self)
        for own, there in zip(self._waiting, target._waiting, strict=True):
            own.points = there.points.copy()
        seen, there = self.drawn, target.drawn
        seen.target = there
        return MoveToTarget(seen)

    @property
    def _waiting(self) -> list[VMobject]:
        """What is not on screen."""
        said = VGroup(self.answer.bands, self.answer.edge) if self.bare else VGroup()
        return VGroup(self.body, said).get_family()

    def _planned(self, room: Region) -> Plan:
        return planned(room, [] if self.alone else [len(which) for which in self.which.values()], len(self.inputs))

    def lay(self, room: Region) -> None:
        """Stand in a room: the answer alone, or all of it."""
        plan = self._planned(room)
        _put(self.answer, plan.side, plan.answer)
        for views, places in zip(self.hidden.values(), plan.hidden, strict=False):
            for view, at in zip(views.values(), places, strict=True):
                _put(view, plan.cell, at)
        for circle, at in zip(self.inputs, plan.inputs, strict=False):
            circle.move_to(at)
        for l, layer in self.edges.items():
            for (i, j), line in layer.items():
                a, b = self._outline(l - 1, j), self._outline(l, i)
                ends = (a.get_top(), b.get_bottom()) if plan.upright else (a.get_right(), b.get_left())
                if np.linalg.norm(ends[1] - ends[0]) > 0:
                    line.put_start_and_end_on(*ends)

    def _outline(self, l: int, i: int) -> VGroup:
        if l == 0:
            return self.inputs[i][0]
        return self.hidden[l][i].outer if l in self.hidden else self.answer.outer

    # ---- what it shows

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


def _put(view: View, side: float, at: np.ndarray) -> None:
    centre = view.outer.get_center()
    view.scale(side / view.outer.width, about_point=centre).shift(at - centre)
