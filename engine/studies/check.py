"""A gradient checked from outside: weights wiggled both ways, the error over the size of the wiggle, and bugs that are caught."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import numpy as np

from engine import passes, wrong
from engine.arrays import Array, Record
from engine.building import loss_of
from engine.gradcheck import CENTRAL_TOLERANCE, NOISE, relative_error
from engine.numeric import Problem, central, reach
from engine.parameters import Parameters
from engine.probe import before
from engine.trace import Example, Trace
from engine.within import Within

ANY_KIND = True
LOSSES = ("mae", "huber", "hinge")  # losses that a check is told of, besides those of every film
MOST = 9  # weights looked at
READABLE = 1e-3  # a slope that shows its digits
Place = tuple[int, int, int]  # l, i, j of w_ij


@dataclass(frozen=True, eq=False)
class Row(Record):
    """Weight w_ij of layer l: dL/dw of one example claimed by a backward pass and measured, and |p - q| / max(|p|, |q|).

    left, right   what one side alone measures      kink   1 where these are apart, since a kink lies between them: no claim can agree
    """

    l: int
    i: int
    j: int
    analytic: float
    numeric: float
    error: float
    wrong: float  # 1 where the error is more than rounding can be, else 0
    ratio: float  # numeric / analytic, 0 where analytic is 0
    left: float
    right: float
    kink: float


@dataclass(frozen=True, eq=False)
class Wiggle(Record):
    """One weight h up and h down: where w and L then are, how far apart, dL / 2h and its relative error; up alone, dL / h."""

    h: float
    w_up: float
    w_down: float
    L_up: float
    L_down: float
    dL: float  # L_up - L_down
    dw: float  # w_up - w_down: 2h, as far as it can be told from the weight
    numeric: float
    error: float
    one_way: float  # (L_up - L) / h
    one_way_error: float


@dataclass(frozen=True, eq=False)
class Bug(Record):
    """What a wrong backward pass claims of the same weights, and the worst of its errors."""

    rows: tuple[Row, ...]
    worst: float
    caught: float  # how many rows


@dataclass(frozen=True, eq=False)
class Check(Record):
    """One example's gradient, checked.

    rows        the right backward pass, at most 9 weights between neurons that diagrams draw
    place       the row whose weight is followed        wiggles    it, at h = 0.1, 0.01 ... 1e-12, as long as that moves it
    h, error    (N,), the same weight more closely      best       the decade with the smallest error
    one_way     (N,), the error of up alone             tolerance  the relative error up to which claim and measure agree
    bugs        in the order of `engine.wrong.planted`; one that spoils nothing here is caught 0 times
    """

    example: int
    rows: tuple[Row, ...]
    worst: float
    place: int
    wiggles: tuple[Wiggle, ...]
    h: Array
    error: Array
    one_way: Array
    best: int
    tolerance: float
    bugs: tuple[Bug, ...]


def suits(trace: Trace) -> bool:
    """A dense net whose first recorded step has a gradient that can be checked."""
    return set(trace.lesson.beyond_dense) <= set(LOSSES) and bool(trace.steps) and obstacle(trace) is None


@np.errstate(all="ignore")  # who asks why a film is not told is outside of the studies
def obstacle(trace: Trace) -> Literal["flat", "kink", "steep", "vast"] | None:
    """What is in the way of a check.

    No weight of the last layer moves the loss more than rounding; all that do stand on a kink; none of so small steps is small enough;
    or the weight is so large that no step moves it.
    """
    here = _Checked(trace)
    if any(row.wrong for row in here.right):
        return "steep"
    last = [row for row in here.bugs()[0].rows if row.l == len(trace.net.layers)]
    if any(row.wrong for row in last):
        return None if here.moves(here.right[here.followed()], 0.1) else "vast"
    return "kink" if any(row.kink for row in last) else "flat"


def study(
    trace: Trace,
    decades: Annotated[float, Within(1, 15, whole=True)] = 12,
    per_decade: Annotated[float, Within(1, 100, whole=True)] = 8,
) -> Check:
    """Check the first recorded step, on the example whose gradient has the fewest zeros."""
    here = _Checked(trace)
    place = here.followed()
    at = here.right[place]
    moving = [k for k in range(1, int(decades) + 1) if here.moves(at, 10.0**-k)]
    wiggles = tuple(here.wiggle(at, 10.0**-k) for k in moving)
    h = np.logspace(-1, -moving[-1], int(per_decade) * (moving[-1] - 1) + 1)
    closely = [here.wiggle(at, step) for step in h]
    error, one_way = (np.array([getattr(wiggle, name) for wiggle in closely]) for name in ("error", "one_way_error"))
    best = int(np.argmin([wiggle.error for wiggle in wiggles]))
    return Check(here.index, here.right, _worst(here.right), place, wiggles, h, error, one_way, best, CENTRAL_TOLERANCE, here.bugs())


@dataclass(frozen=True)
class Slopes:
    """dL/dw of one weight, measured both ways and one way, and whether a kink lies between."""

    both: float
    left: float
    right: float
    kink: bool


class _Checked:
    """The network before the first recorded step, on one example."""

    def __init__(self, trace: Trace) -> None:
        step = trace.steps[0]
        self.index = int(np.argmax([_moving(example) for example in step.examples]))
        self.told, self.loss = step.examples[self.index], loss_of(trace.lesson)
        self.net = before(trace, 0)
        self.problem = Problem(self.net, self.loss, self.told.x[None], self.told.y[None])
        self.numbers = {(l, *at): number for l, name, at, number in Parameters.of(self.net).places() if name == "W"}
        self.h = reach(self.problem)
        found = {place: self.measured(place) for place in chosen(trace.sizes)}
        self.found = {place: slopes for place, slopes in found.items() if np.isfinite(slopes.both)}  # others are too large to be moved
        self.right = self.rows([self.told.at(l)[1].dL_dW for l in range(1, len(self.net.layers) + 1)])

    def measured(self, place: Place) -> Slopes:
        """dL/dw by differences of two runs; both ways with the pieces held, unless the weight stands on a kink."""
        at = self.numbers[place]
        h = float(self.h[at])
        with np.errstate(all="ignore"):
            slope, crosses = central(self.problem, at, h)
            left, right = self.problem.one_sided(at, h)
            noise = 2 * NOISE * (1.0 + abs(self.told.L)) / h
            kink = crosses and abs(left - right) > CENTRAL_TOLERANCE * max(abs(left), abs(right)) + noise
        return Slopes((left + right) / 2 if kink else slope, left, right, kink)

    def rows(self, dL_dW: Any) -> tuple[Row, ...]:
        """A claimed gradient, dL_dW[l - 1] (n, n_in), beside what was measured."""
        return tuple(self.row(place, float(dL_dW[place[0] - 1][place[1:]])) for place in self.found)

    def row(self, place: Place, p: float) -> Row:
        slopes, noise = self.found[place], NOISE * (1.0 + self.told.L) / float(self.h[self.numbers[place]])
        q = slopes.both
        bad = not slopes.kink and abs(p - q) > CENTRAL_TOLERANCE * max(abs(p), abs(q)) + noise
        error, ratio = relative_error(p, q), q / p if p else 0.0
        return Row(*place, p, q, error, float(bad), ratio, slopes.left, slopes.right, float(slopes.kink))

    def followed(self) -> int:
        """The first weight of the last layer whose slope shows its digits, else the one with the largest; none on a kink."""
        last = [k for k, row in enumerate(self.right) if row.l == len(self.net.layers) and not row.kink]
        return next((k for k in last if abs(self.right[k].analytic) >= READABLE), max(last, key=lambda k: abs(self.right[k].analytic)))

    def moves(self, row: Row, h: float) -> bool:
        """Whether h is large enough to move the weight of a row both ways."""
        w = float(Parameters.of(self.net).values[row.l - 1]["W"][row.i, row.j])
        return w - h < w < w + h

    def wiggle(self, row: Row, h: float) -> Wiggle:
        """The weight of a row h up and h down."""
        p = Parameters.of(self.net)
        W = p.values[row.l - 1]["W"]
        w = W[row.i, row.j]
        sides, losses = (w + h, w - h, w), []
        for W[row.i, row.j] in sides:
            losses.append(passes.batch_loss(p.network(), self.loss, self.told.x[None], self.told.y[None]))
        (w_up, w_down, _), (L_up, L_down, L) = map(float, sides), losses
        dL, dw = L_up - L_down, w_up - w_down
        numeric, one_way = dL / (2 * h), (L_up - L) / h  # as programs do: by the distance meant, which w + h rounds
        error, one_way_error = (relative_error(row.analytic, slope) for slope in (numeric, one_way))
        return Wiggle(h, w_up, w_down, L_up, L_down, dL, dw, numeric, error, one_way, one_way_error)

    def bugs(self) -> tuple[Bug, ...]:
        """Each planted bug's rows."""
        names = wrong.planted(self.net)
        claims = (wrong.gradients(self.net, self.told.forward, self.loss, self.told.y, name) for name in names)
        tables = [self.rows(claim) for claim in claims]
        return tuple(Bug(rows, _worst(rows), sum(row.wrong for row in rows)) for rows in tables)


def chosen(sizes: tuple[int, ...]) -> list[Place]:
    """Weights between drawn neurons, layer by layer: all where they are few, else as many of each layer."""
    layers = range(1, len(sizes))
    pool = {l: [(l, i, j) for j in _ends(sizes[l - 1]) for i in _ends(sizes[l])] for l in layers}
    taken: dict[int, int] = dict.fromkeys(layers, 0)
    for _ in range(MOST):
        open_layers = [l for l in reversed(layers) if taken[l] < len(pool[l])]
        if open_layers:
            taken[min(open_layers, key=lambda l: taken[l])] += 1
    return [place for l in layers for place in sorted(pool[l][: taken[l]])]


def _ends(n: int) -> list[int]:
    """Few neurons, or the first two and the last of many."""
    return list(range(n)) if n <= 4 else [0, 1, n - 1]


def _moving(example: Example) -> int:
    """How many weights of drawn neurons move this example's loss."""
    sizes = (len(example.x), *(len(fwd.z) for fwd in example.forward))
    return sum(1 for l, i, j in chosen(sizes) if example.at(l)[1].dL_dW[i, j])


def _worst(rows: tuple[Row, ...]) -> float:
    """The largest relative error of weights that move the loss at all, or that are wrong."""
    return max((row.error for row in rows if (row.analytic or row.wrong) and not row.kink), default=0.0)
