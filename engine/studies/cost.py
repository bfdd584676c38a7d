"""What all slopes of a network cost, three ways, in multiplications that are counted as they are made; and what is kept for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Annotated

import numpy as np

from engine.arrays import Array, Record
from engine.layers.dense import weighed
from engine.probe import Probe
from engine.trace import Example, Trace
from engine.within import Within

FEW = 1000  # weights that are really nudged one by one; of more, one run forward is counted and taken so many times
SHORT = 6000  # paths that are really walked; of more, they are counted and each costs what one of its length does
NUDGE = 1e-6
POINTS = 25  # of the curves over the number of weights
SECONDS_A_MINUTE, SECONDS_A_DAY, MILLISECONDS = 60.0, 86400.0, 1000.0
MEGA = 1e6
READ_OFF = frozenset({"sigmoid", "tanh", "relu", "leaky_relu", "identity", "softmax"})  # squashes whose slope is read off their output


@dataclass(frozen=True, eq=False)
class Price(Record):
    """One network, one example. Weights only: biases are few, and ask for no multiplication.

    forward    multiplications of one run forward          runs      weights + 1, each of them one run
    nudged     of nudging every weight in turn             paths     from all weights to the loss
    walked     of a run forward, then each path's product  back      of one run back
    backprop   forward + back                              worth     backprop / forward
    kept       numbers: the input, every a, and z where    kept_bytes, weight_bytes, batch_bytes (for `batch` examples)
               the squash is not one of READ_OFF
    weight_megabytes, batch_megabytes                      the same in millions of bytes
    nudged_minutes, walked_days, backprop_ms               how long, at `rate` multiplications a second
    """

    weights: float
    forward: float
    runs: float
    nudged: float
    paths: float
    walked: float
    back: float
    backprop: float
    worth: float
    kept: float
    kept_bytes: float
    weight_bytes: float
    batch_bytes: float
    weight_megabytes: float
    batch_megabytes: float
    nudged_minutes: float
    walked_days: float
    backprop_ms: float


@dataclass(frozen=True, eq=False)
class Cost(Record):
    """The lesson's own network; networks of `layers` layers, each as wide as the others.

    here                              its Price          widths, sizes   (k,) and their Prices
    layers, batch, rate               as asked           wider, more     the last width against the one before, the weights too
    more_nudged, more_backprop        the same of the multiplications
    weights, nudged, walked, backprop (25,): the curves, from the first of the widths to the last
    """

    here: Price
    layers: float
    batch: float
    rate: float
    widths: Array
    sizes: tuple[Price, ...]
    wider: float
    more: float
    more_nudged: float
    more_backprop: float
    weights: Array
    nudged: Array
    walked: Array
    backprop: Array


class Counter:
    """Multiplies arrays, and counts the multiplications of numbers in it."""

    def __init__(self) -> None:
        self.count = 0

    def times(self, p: Array, q: Array) -> Array:
        """p q, entry by entry."""
        product = np.asarray(p * q)
        self.count += product.size
        return product

    def apply(self, W: Array, a: Array) -> Array:
        """W a."""
        self.count += W.size
        return np.asarray(W @ a)

    def outer(self, p: Array, q: Array) -> Array:
        """p q^T."""
        self.count += p.size * q.size
        return np.outer(p, q)


@dataclass(frozen=True)
class Slopes:
    """What a run forward left: W (n, n_in) and what came in (n_in,) of every layer, slopes da/dz (n,), and dL/da (n_D,).

    Under softmax, da/dz is a matrix: the last slope is None and the end is delta of the outputs, for every way alike.
    """

    W: Sequence[Array]
    came: Sequence[Array]
    slope: Sequence[Array | None]
    end: Array


def suits(trace: Trace) -> bool:
    """A dense network with a hidden layer, so that something can be shared."""
    return not trace.lesson.beyond_dense and len(trace.net.layers) > 1 and bool(trace.steps)


def study(
    trace: Trace,
    widths: Annotated[tuple[float, ...], Within(1, 100_000, whole=True)] = (5, 50, 500),
    layers: Annotated[int, Within(1, 1000, whole=True)] = 4,
    batch: Annotated[int, Within(1, 1e9, whole=True)] = 1000,
    rate: Annotated[float, Within(1, 1e18)] = 1e9,
) -> Cost:
    """Count on the told example, then on networks whose numbers do not matter."""

    def priced(slopes: Slopes, forward: int, nudged: int, kept: int) -> Price:
        return _price(slopes, forward, nudged, kept, int(batch), float(rate))

    here = priced(slopes_of(Probe(trace).example, trace), *_run(trace))
    sizes = tuple(priced(*_square(int(width), int(layers))) for width in widths)
    curve = [priced(*_square(w, int(layers))) for w in _between(int(min(widths)), int(max(widths)))]
    last, before = sizes[-1], sizes[-2 if len(sizes) > 1 else -1]
    return Cost(
        here, float(layers), float(batch), float(rate), np.array(widths, dtype=float), sizes,
        float(widths[-1]) / float(widths[-2 if len(widths) > 1 else -1]), last.weights / before.weights,
        last.nudged / before.nudged, last.backprop / before.backprop,
        *(np.array([getattr(price, name) for price in curve]) for name in ("weights", "nudged", "walked", "backprop")),
    )  # fmt: skip


def slopes_of(example: Example, trace: Trace) -> Slopes:
    """What an example of the first recorded step left."""
    layers = [example.at(l) for l in range(1, len(trace.sizes))]
    slope = [bwd.da_dz if bwd.da_dz.ndim == 1 else None for _, bwd in layers]
    last = layers[-1][1]
    end = last.dL_da if slope[-1] is not None else last.delta
    return Slopes([update.W for update in trace.steps[0].update], [fwd.a_in for fwd, _ in layers], slope, end)


def nudging(trace: Trace) -> tuple[int, list[Array]]:
    """Run, then run again with each weight a little larger: the multiplications, and the slopes that the losses give."""
    probe, counter = Probe(trace), Counter()
    x, y, acts = probe.example.x, probe.example.y, [layer.act for layer in probe.net.layers]
    W, b = [layer.W.copy() for layer in probe.net.layers], [layer.b for layer in probe.net.layers]

    def loss() -> float:
        a = x
        for matrix, bias, act in zip(W, b, acts, strict=True):
            counter.count += matrix.size
            z = weighed(matrix, bias, a)[1]
            a = act(z)
        return float(probe.loss.terms(z, a, y).sum())

    plain, slopes = loss(), [np.zeros_like(matrix) for matrix in W]
    for matrix, found in zip(W, slopes, strict=True):
        for ij in np.ndindex(matrix.shape):
            w = matrix[ij]
            matrix[ij] = w + NUDGE
            found[ij] = (loss() - plain) / NUDGE
            matrix[ij] = w
    return counter.count, slopes


def walking(net: Slopes) -> tuple[int, int, list[Array]]:
    """For every weight, every path from it to the loss, its slopes multiplied, and the paths added: paths, multiplications, slopes."""
    counter, paths, found = Counter(), 0, [np.zeros_like(W) for W in net.W]
    for l, matrix in enumerate(net.W):
        for i, j in np.ndindex(matrix.shape):
            products = [reduce(counter.times, path) for path in _paths(net, l, i, [net.came[l][j]])]
            paths, found[l][i, j] = paths + len(products), np.sum(products)
    return paths, counter.count, found


def _paths(net: Slopes, l: int, i: int, before: list[Array]) -> Iterator[list[Array]]:
    """The factors of every path on from neuron i of layer l (from 0), behind those before."""
    slope = net.slope[l]
    factors = before if slope is None else [*before, slope[i]]
    if l == len(net.W) - 1:
        yield [*factors, net.end[i]]
        return
    for k in range(len(net.W[l + 1])):
        yield from _paths(net, l + 1, k, [*factors, net.W[l + 1][k, i]])


def back(net: Slopes) -> tuple[int, list[Array]]:
    """One run back: delta of every layer, and from it the slope of every weight: the multiplications, and the slopes."""
    counter, dL_da = Counter(), net.end
    slopes: list[Array] = []
    for l in range(len(net.W) - 1, -1, -1):
        slope = net.slope[l]
        delta = dL_da if slope is None else counter.times(dL_da, slope)
        slopes.insert(0, counter.outer(delta, net.came[l]))
        if l:
            dL_da = counter.apply(net.W[l].T, delta)
    return counter.count, slopes


def roads(net: Slopes) -> tuple[int, int]:
    """Paths and their multiplications without walking them: those of one length cost the same."""
    paths, count, ways = 0, 0, 1
    for back_from, W in enumerate(reversed(net.W)):
        here = W.size * ways
        paths, count = paths + here, count + here * (2 * back_from + 1 + (net.slope[-1] is not None))
        ways *= len(W)
    return paths, count


def _price(net: Slopes, forward: int, nudged: int, kept: int, batch: int, rate: float) -> Price:
    paths, along = walking(net)[:2] if roads(net)[0] <= SHORT else roads(net)
    weights, behind = sum(W.size for W in net.W), back(net)[0]
    walked, backprop, width = forward + along, forward + behind, net.end.itemsize
    numbers = (
        weights, forward, weights + 1, nudged, paths, walked, behind, backprop, backprop / forward,
        kept, kept * width, weights * width, batch * kept * width, weights * width / MEGA, batch * kept * width / MEGA,
        nudged / rate / SECONDS_A_MINUTE, walked / rate / SECONDS_A_DAY, backprop / rate * MILLISECONDS,
    )  # fmt: skip
    return Price(*map(float, numbers))


def _run(trace: Trace) -> tuple[int, int, int]:
    """Multiplications of one run forward and of nudging every weight, and how many numbers the run keeps."""
    example, counter = Probe(trace).example, Counter()
    for fwd, update in zip(example.forward, trace.steps[0].update, strict=True):
        counter.apply(update.W, fwd.a_in)
    weights = sum(update.W.size for update in trace.steps[0].update)
    nudged = nudging(trace)[0] if weights <= FEW else (weights + 1) * counter.count
    layers = zip(example.forward, trace.lesson.activations, strict=True)
    kept = sum(fwd.a.size + (0 if act in READ_OFF else fwd.z.size) for fwd, act in layers)
    return counter.count, nudged, example.x.size + kept


def _square(width: int, layers: int) -> tuple[Slopes, int, int, int]:
    """A network as wide everywhere, of ones: what its run forward left, cost, costs for every weight, and keeps."""
    one, W, counter = np.ones(width), np.ones((width, width)), Counter()
    kept = [one]
    for _ in range(layers):
        counter.apply(W, one)
        kept.append(one)
    slopes = Slopes([W] * layers, [one] * layers, [one] * layers, one)
    return slopes, counter.count, (layers * W.size + 1) * counter.count, sum(a.size for a in kept)


def _between(low: int, high: int) -> list[int]:
    """Widths from the smallest to the largest, each more by about the same factor, none twice."""
    return sorted({round(w) for w in np.geomspace(low, high, POINTS)})
