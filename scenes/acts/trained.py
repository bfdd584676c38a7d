"""A training run as one picture: inputs, what each hidden neuron sees, what the network answers, and the loss, all at one step."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from manim import DOWN, RIGHT, UP, Animation, Circle, Dot, Line, UpdateFromAlphaFunc, VGroup, VMobject, linear

from engine.batched import heard
from engine.reading import Named, Reading
from engine.replay import kept_steps, networks
from engine.trace import Trace
from scenes.kit.decision_boundary import FieldView, Plane, spoke, weigh
from scenes.kit.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type import Formula, small

FINE, COARSE = 27, 15  # grid places along a side, of a large panel and of small ones
BOUNDED = {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0), "softmax": (0.0, 1.0)}
FEW = 8  # examples that small panels show too
MOST = 3  # hidden neurons drawn of a layer


class Pictures:
    """What the panels show at each kept step k of a run: `a[k][l]`, `z[k][l]` (n_l, n, n), and the weights `W[k][l - 1]`."""

    def __init__(self, t: Reading, steps: list[int] | None = None) -> None:
        """`steps` of another run, to be seen on one clock with it."""
        run = t.run
        self.steps = steps or kept_steps([t.trace, *t.trace.twins])
        self.x, self.y = np.array(run.lesson.data.x), labels(run)
        self.plane = Plane(self.x)
        self.nets, self.losses = networks(run, self.steps), run.losses
        self.acts = [layer.activation for layer in run.net.layers]
        self.largest = [max(float(np.abs(net.layers[l].W).max()) for net in self.nets) for l in range(len(self.acts))]

    @property
    def steepest(self) -> int:
        """The kept step after which the loss falls most."""
        return int(np.argmin(np.diff(np.array(self.losses)[self.steps])))

    @lru_cache(maxsize=512)  # noqa: B019 - lives as long as the chapter
    def said(self, k: int, n: int) -> tuple[tuple[np.ndarray, ...], tuple[np.ndarray, ...]]:
        """a and z of layers 1..D on an n x n grid, (n_l, n, n) each."""
        zs, outs = zip(*heard(self.nets[k], self.plane.grid(n)), strict=True)
        return tuple(tuple(v.T.reshape(-1, n, n) for v in values) for values in (outs, zs))


def labels(run: Trace) -> np.ndarray:
    """0 or 1 of every example: its only target, or the second of two classes."""
    y = np.array(run.lesson.data.y, dtype=float)
    return y[:, -1]


class TrainedNet(VGroup):
    """inputs[j], hidden[l][i] (FieldViews), answer (the output's FieldView), edges[l][i, j]; at(k) draws kept step k.

    `largest` scales the widths of the lines, the same at every step.
    """

    def __init__(self, t: Reading, pictures: Pictures, region: Region) -> None:
        super().__init__()
        depth = t.D
        self.drawn = {l: _drawn(t.sizes[l]) for l in range(1, depth)}
        side = min(region.height, 0.38 * region.width)
        rows = max(len(d) for d in self.drawn.values())
        room = (region.width - side - 1.0) / max(1, depth - 1)
        cell = min((region.height - 0.3 * (rows - 1)) / rows, 0.62 * room, 1.75)
        self.hidden: dict[int, dict[int, FieldView]] = {l: {} for l in self.drawn}
        self.answer = FieldView(side, 0.0, 1.0).move_to([region.x + region.width / 2 - side / 2, region.y, 0])
        self.answer.scatter(pictures.plane, pictures.x, pictures.y)
        left = region.x - region.width / 2
        self.inputs = [self._input(left + 0.32, region.y + (0.5 - j) * min(1.6, 0.45 * region.height), t.name.x[j]) for j in range(2)]
        for l, drawn in self.drawn.items():
            x = left + 1.0 + (l - 0.5) * room - 0.1
            for k, i in enumerate(drawn):
                y = region.y + ((len(drawn) - 1) / 2 - k) * (cell + 0.3)
                act = pictures.acts[l - 1]
                self.hidden[l][i] = FieldView(cell, *BOUNDED.get(act, (0.0, 2.0))).move_to([x, y, 0])
                if len(pictures.x) <= FEW:
                    self.hidden[l][i].scatter(pictures.plane, pictures.x, pictures.y)
        self.edges = self._edges(t)
        panels = [v for layer in self.hidden.values() for v in layer.values()]
        self.add(*(e for layer in self.edges.values() for e in layer.values()), *panels, self.answer, *self.inputs)
        self.at: Callable[[int], None] = self._painter(pictures)
        self.at(0)

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

    def _painter(self, pictures: Pictures) -> Callable[[int], None]:
        """A function, so that copies share the run."""

        def paint(k: int) -> None:
            for l, layer in self.edges.items():
                W = pictures.nets[k].layers[l - 1].W
                for (i, j), line in layer.items():
                    weigh(line, float(W[i, j]), pictures.largest[l - 1])
            a, z = pictures.said(k, COARSE)
            for l, views in self.hidden.items():
                for i, view in views.items():
                    view.paint(a[l - 1][i], z[l - 1][i])
            a, z = pictures.said(k, FINE)
            two = len(z[-1]) == 2
            self.answer.paint(a[-1][-1], z[-1][1] - z[-1][0] if two else z[-1][0])

        return paint


class LossTrack(VGroup):
    """The loss over the steps: axes, names, curves[m] up to the step that is drawn, dots[m] at their tips; one curve a run.

    reach(k)   draws all to kept step k      point(m, k) -> (3,)
    """

    def __init__(self, runs: list[Reading], steps: list[int], region: Region) -> None:
        super().__init__()
        losses = [np.array(t.run.losses) for t in runs]
        top, last = max(float(L.max()) for L in losses), steps[-1]
        box = Region(region.x, region.y + 0.08, region.width - 1.6, region.height - 0.75)
        low = box.y - box.height / 2

        def place(m: int, step: int) -> np.ndarray:
            return np.array([box.x + (step / last - 0.5) * box.width, low + losses[m][step] / top * box.height, 0.0])

        paths = [np.array([place(m, s) for s in steps]) for m in range(len(runs))]
        self.place, self.paths = place, paths
        corner = np.array([box.x - box.width / 2, low, 0])
        self.axes = VGroup(
            Line(corner, corner + box.width * RIGHT, color=theme().line, stroke_width=2),
            Line(corner, corner + box.height * UP, color=theme().line, stroke_width=2),
        )
        count = runs[0].at("lesson.training.steps", "count")
        self.count = Formula('{n} "steps"', size=small(), n=count).next_to(self.axes[0].get_end(), DOWN, buff=0.12)
        self.count.align_to(self.axes[0], RIGHT)
        self.name = Formula("{s}", size=small() + 4, s=runs[0].name.L).next_to(self.axes[1].get_end(), [-1, 0, 0], buff=0.15)
        self.curves = VGroup(*(VMobject(stroke_color=theme().loss, stroke_width=4 if m == 0 else 2.5) for m in range(len(runs))))
        self.dots = VGroup(*(Dot(path[0], radius=0.09, color=theme().light).set_z_index(5) for path in paths))
        self.add(self.axes, self.count, self.name, self.curves, self.dots)
        self.reach(0)

    def point(self, m: int, k: int) -> np.ndarray:
        return self.paths[m][k]

    def ends(self, titles: VGroup) -> list[VMobject]:
        """The name of each run, over the end of its curve."""
        names = [title.copy() for title in titles]
        return [n.next_to(path[-1], UP, buff=0.1).align_to(self.axes[0], RIGHT) for n, path in zip(names, self.paths, strict=True)]

    def reach(self, k: int) -> None:
        """All runs up to kept step k."""
        for m, path in enumerate(self.paths):
            self.curves[m].set_points_as_corners(path[: max(2, k + 1)] if k else path[[0, 0]])
            self.dots[m].move_to(path[k])


def clock(parts: list, first: int, last: int, draw: list[Callable[[int], None]]) -> Animation:
    """From kept step `first` to `last` (or back): everything is drawn anew at each step, nothing in between."""
    shown = [-1]

    def tick(_: VGroup, alpha: float) -> None:
        k = round(first + alpha * (last - first))
        if k != shown[0]:
            shown[0] = k
            for each in draw:
                each(k)

    return UpdateFromAlphaFunc(VGroup(*parts), tick, rate_func=linear)


def _drawn(n: int) -> list[int]:
    return list(range(n)) if n <= MOST else [0, 1, n - 1]
