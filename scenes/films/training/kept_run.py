"""A run at the steps that are kept of it, and the clock on which it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from manim import Animation, Circle, Mobject, UpdateFromAlphaFunc, VGroup, linear

from engine.batched import heard
from engine.reading import Reading
from engine.replay import kept_steps, networks
from scenes.films.training.curve_view import CurveView, Stretch
from scenes.films.training.facts import is_fit, labels
from scenes.kit.plots.decision_boundary import FieldView
from scenes.kit.plots.plane import Plane

RARE = 0.25  # of the largest move: a run whose falls are smaller mostly rises
WIDE = 41  # places at which a curve's reach is looked for
FREE = 0.08  # of a curve's reach, left free over it and under it
Fields = tuple[np.ndarray, ...]  # of layers 1..D, (n_l, n, n) each


class KeptRun:
    """The network at each kept step k, `nets[k]`, and what it says over its plane or stretch; x (N, n_0), y (N,) are the examples.

    kept_x, kept_y                examples kept from training, (M, n_0) and (M,)
    acts[l - 1], largest[l - 1]   layer l's activation, and its largest weight at any step
    """

    def __init__(self, t: Reading, steps: list[int] | None = None) -> None:
        """`steps` of another run, to be seen on one clock with it."""
        self.steps = steps or kept_steps([t.trace, *t.trace.twins])
        self.x, self.y = np.array(t.lesson.data.x), labels(t)
        data = t.lesson.data
        self.kept_x, self.kept_y = np.array(data.test_x or np.zeros((0, t.sizes[0]))), np.array(data.test_y or [[]])[:, -1:].ravel()
        self.plane: Plane | Stretch = Stretch(self.x) if is_fit(t) else Plane(self.x)
        self.nets, self.losses = networks(t.run, self.steps), t.run.losses
        self.acts = [layer.activation for layer in t.net.layers]
        self.largest = [max(float(np.abs(net.layers[l].W).max()) for net in self.nets) for l in range(len(self.acts))]

    def __deepcopy__(self, memo: dict[int, object]) -> KeptRun:
        """Itself: a picture that is copied shows the same run."""
        return self

    @property
    def steepest(self) -> int:
        """The kept step after which the loss moves most: falls, or rises where it never falls much."""
        moves = np.diff(np.array(self.losses)[self.steps])
        falls = float(-moves.min()) >= RARE * float(np.abs(moves).max())
        return int(np.argmin(moves) if falls else np.argmax(moves))

    def view(self, l: int, side: float, bounds: tuple[float, float], size: float = 0.0) -> FieldView | CurveView:
        """A panel of a neuron of layer l: over a plane between bounds, over a stretch as far as it goes, numbered in a type size."""
        if isinstance(self.plane, Plane):
            return FieldView(side, *bounds)
        return CurveView(side, *self._reach(l), self.plane, size if l == len(self.acts) else 0.0)

    def scatter(self, view: FieldView | CurveView) -> None:
        """Put the examples on a panel."""
        if isinstance(view, FieldView) and isinstance(self.plane, Plane):
            view.scatter(self.plane, self.x, self.y)
        elif isinstance(view, CurveView):
            view.scatter(self.x, self.y)
            view.scatter(self.kept_x, self.kept_y, kept=True)

    def ring(self, view: FieldView | CurveView, x: np.ndarray) -> Circle:
        """A ring around an input on a panel of the plane."""
        assert isinstance(view, FieldView)
        assert isinstance(self.plane, Plane)
        return view.ring(self.plane, x)

    def _reach(self, l: int) -> tuple[float, float]:
        """From where to where curves of layer l are drawn: as far as its neurons go, or the targets and a reach of theirs beyond."""
        said = np.concatenate([self.said(k, WIDE)[0][l - 1].ravel() for k in (0, len(self.steps) - 1)])
        said = np.nan_to_num(said, posinf=0.0, neginf=0.0)
        if l == len(self.acts):
            y = np.concatenate([self.y, self.kept_y])
            beyond = float(np.ptp(y)) or 1.0
            said = np.concatenate([y, np.clip(said, y.min() - beyond, y.max() + beyond)])
        margin = FREE * (float(np.ptp(said)) or 1.0)
        return float(said.min()) - margin, float(said.max()) + margin

    @lru_cache(maxsize=512)  # noqa: B019 - lives as long as the chapter
    def said(self, k: int, n: int) -> tuple[Fields, Fields]:
        """a and z of layers 1..D on an n x n grid, or of a stretch at n places."""
        zs, outs = zip(*heard(self.nets[k], self.plane.grid(n)), strict=True)
        return self._shaped(outs, n), self._shaped(zs, n)

    def _shaped(self, values: Sequence[np.ndarray], n: int) -> Fields:
        """Columns of places as squares, or as rows."""
        square = isinstance(self.plane, Plane)
        return tuple(v.T.reshape(-1, n, n) if square else v.T for v in values)


def clock(parts: Sequence[Mobject], first: int, last: int, draw: Sequence[Callable[[int], None]]) -> Animation:
    """From kept step `first` to `last` (or back): everything is drawn anew at each step, nothing in between."""
    shown = [-1]

    def tick(_: Mobject, alpha: float) -> None:
        k = round(first + alpha * (last - first))
        if k != shown[0]:
            shown[0] = k
            for each in draw:
                each(k)

    return UpdateFromAlphaFunc(VGroup(*parts), tick, rate_func=linear)
