"""A run at the steps that are kept of it, and the clock on which it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from manim import Animation, Mobject, UpdateFromAlphaFunc, VGroup, linear

from engine.batched import heard
from engine.reading import Reading
from engine.replay import kept_steps, networks
from scenes.films.training.facts import labels
from scenes.kit.plots.plane import Plane

RARE = 0.25  # of the largest move: a run whose falls are smaller mostly rises
Fields = tuple[np.ndarray, ...]  # of layers 1..D, (n_l, n, n) each


class KeptRun:
    """The network at each kept step k, `nets[k]`, and what it says over the plane of inputs; x (N, 2), y (N,) are the examples.

    acts[l - 1], largest[l - 1]   layer l's activation, and its largest weight at any step
    """

    def __init__(self, t: Reading, steps: list[int] | None = None) -> None:
        """`steps` of another run, to be seen on one clock with it."""
        self.steps = steps or kept_steps([t.trace, *t.trace.twins])
        self.x, self.y = np.array(t.lesson.data.x), labels(t)
        self.plane = Plane(self.x)
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

    @lru_cache(maxsize=512)  # noqa: B019 - lives as long as the chapter
    def said(self, k: int, n: int) -> tuple[Fields, Fields]:
        """a and z of layers 1..D on an n x n grid."""
        zs, outs = zip(*heard(self.nets[k], self.plane.grid(n)), strict=True)
        return _squares(outs, n), _squares(zs, n)


def _squares(values: Sequence[np.ndarray], n: int) -> Fields:
    """Columns of n n places as squares."""
    return tuple(v.T.reshape(-1, n, n) for v in values)


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
