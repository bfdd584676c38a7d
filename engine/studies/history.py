"""The experiments of 1958 to 1986, run again: a perceptron on AND and on XOR, and the network that finds mirror symmetry.

Rosenblatt, Principles of Neurodynamics (1962), for the rule; Rumelhart, Hinton and Williams, Nature 323 (1986), for the
network: weights and biases from one uniform range, the gradient summed over all patterns, momentum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from engine import datasets
from engine.arrays import Array, Record
from engine.layers.dense import weighed_all
from engine.trace import Trace
from engine.within import Within

START = (-2.0, 1.5, -1.75)  # w_1, w_2, b of the perceptron: quarters, so that its sums are exact
MOST = 40  # corrections
EVERY = 5  # sweeps from one kept picture of the weights to the next
HALF = 0.5  # an output above it says 1


@dataclass(frozen=True, eq=False)
class Perceptron(Record):
    """w (k + 1, 2), b (k + 1,): before each correction and after the last; who (k,): the example that each was made for."""

    x: Array
    y: Array
    w: Array
    b: Array
    who: Array
    corrections: float
    learned: float  # 1 when all examples are right at last
    before: float  # the corrections after which it had been where it is at last; where it learned, how many there are
    lap: float  # how many corrections later it is there again


@dataclass(frozen=True, eq=False)
class Mirror(Record):
    """The network at last, and on its way.

    W (2, 6), b (2,), v (2,), c: into the hidden neurons, and into the output
    kept (m, 2, 6): W after every few sweeps, from the first      size (2, 6): |W| over the smallest of its neuron
    halves (8, 3), left (8,): what a half can be, and what it adds to the first neuron's sum
    hidden (64, 2), answer (64,): what the hidden neurons and the output say to each pattern at last
    others, found: other starts, seeds 0, 1, ..., and how many of them tell every pattern too; learned (others,): 1 for those, else 0
    """

    sweeps: float
    rate: float
    momentum: float
    patterns: float
    right: float
    W: Array
    b: Array
    v: Array
    c: float
    kept: Array
    size: Array
    halves: Array
    left: Array
    hidden: Array
    answer: Array
    others: float
    found: float
    learned: Array


@dataclass(frozen=True, eq=False)
class History(Record):
    """The three experiments."""

    conjunction: Perceptron
    xor: Perceptron
    mirror: Mirror


def suits(trace: Trace) -> bool:
    """Only where the lesson asks for it, with six inputs, two hidden sigmoids and one sigmoid output."""
    lesson = trace.lesson
    return "history" in (lesson.studies or {}) and trace.sizes == (6, 2, 1) and set(lesson.activations) == {"sigmoid"}


def study(
    trace: Trace,
    seed: Annotated[float, Within(0, 2**53, whole=True)] = 35,
    others: Annotated[float, Within(1, 1000, whole=True)] = 20,
    sweeps: Annotated[float, Within(1, 100_000, whole=True)] = 1425,
    rate: Annotated[float, Within(1e-6, 100)] = 0.1,
    momentum: Annotated[float, Within(0, 0.999)] = 0.9,
    spread: Annotated[float, Within(1e-6, 100)] = 0.3,
) -> History:
    """Run all three; `rate` is of the gradient summed over the patterns, `spread` half the range of the first weights."""
    x, y = np.array(trace.lesson.data.x, dtype=float), np.array(trace.lesson.data.y, dtype=float)
    seeds = [int(seed), *range(int(others))]
    kept, (W, b, v, c), right = train(x, y, first(seeds, spread), int(sweeps), rate, momentum)
    hidden, answer = (said[0] for said in _forward([W, b, v, c], x))
    W, b = W[0], b[0]
    size = np.abs(W) / np.abs(W).min(axis=1, keepdims=True)
    halves = np.array([[k >> 2 & 1, k >> 1 & 1, k & 1] for k in range(8)], dtype=float)
    learned = (right[1:] == len(x)).astype(float)
    told = (sweeps, rate, momentum, float(len(x)), float(right[0]))
    last = W, b, v[0, 0], float(c[0, 0])
    said = hidden, answer[:, 0]
    mirror = Mirror(*told, *last, kept, size, halves, halves @ W[0, :3], *said, others, float(learned.sum()), learned)
    return History(perceptron("and"), perceptron("xor"), mirror)


def perceptron(gate: str) -> Perceptron:
    """One example after the other; a wrong answer adds (y - a) x to the weights. Until all are right, or a state comes again."""
    x, y = datasets.make(gate)
    states, right, turn = [np.array(START)], 0, 0
    who: list[int] = []
    seen: dict[tuple[float, ...], int] = {}
    while right < len(x) and len(who) < MOST:
        m = turn % len(x)
        turn += 1
        miss = y[m] - float(states[-1] @ [*x[m], 1.0] > 0)
        right = 0 if miss else right + 1
        if miss:
            states.append(states[-1] + miss * np.array([*x[m], 1.0]))
            who.append(m)
            here = (*states[-1], m)
            if here in seen:
                break
            seen[here] = len(who)
    n, learned = len(who), right == len(x)
    before = n if learned else seen[(*states[-1], who[-1])]
    w = np.array(states)
    return Perceptron(x, y, w[:, :2], w[:, 2], np.array(who, float), float(n), float(learned), float(before), float(n - before))


def sums(p: Perceptron, after: float, x: Array) -> Array:
    """The perceptron's sum (N,) at inputs (N, 2), after so many corrections, a part of one included."""
    k = min(int(after), len(p.b) - 2)
    part = after - k
    w, b = (1 - part) * p.w[k] + part * p.w[k + 1], (1 - part) * p.b[k] + part * p.b[k + 1]
    return weighed_all(w[None], b[None], x)[:, 0]


def first(seeds: list[int], spread: float) -> list[Array]:
    """W (S, 2, 6), b (S, 2), V (S, 1, 2), c (S, 1), each seed's drawn in this order."""
    rows = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        rows.append([rng.uniform(-spread, spread, shape) for shape in ((2, 6), (2,), (1, 2), (1,))])
    return [np.array(part) for part in zip(*rows, strict=True)]


def train(x: Array, y: Array, p: list[Array], sweeps: int, rate: float, momentum: float) -> tuple[Array, list[Array], Array]:
    """Many starts at once: W of the first every few sweeps, the parameters at last, and how many patterns each tells (S,)."""
    step, kept = [np.zeros_like(part) for part in p], [p[0][0].copy()]
    for k in range(1, sweeps + 1):
        a, out = _forward(p, x)
        delta = (out - y) * out * (1 - out)
        inner = (delta @ p[2]) * a * (1 - a)
        slopes = (np.swapaxes(inner, 1, 2) @ x, inner.sum(axis=1), np.swapaxes(delta, 1, 2) @ a, delta.sum(axis=1))
        for part, moved, slope in zip(p, step, slopes, strict=True):
            moved *= momentum
            moved -= rate * slope
            part += moved
        if k % EVERY == 0:
            kept.append(p[0][0].copy())
    out = _forward(p, x)[1]
    return np.array(kept), p, ((out > HALF) == (y > HALF)).sum(axis=(1, 2))


def _forward(p: list[Array], x: Array) -> tuple[Array, Array]:
    """Hidden (S, N, 2) and output (S, N, 1)."""
    W, b, V, c = p
    a = 1 / (1 + np.exp(-weighed_all(W, b, x)))
    return a, 1 / (1 + np.exp(-weighed_all(V, c, a)))
