"""A run: every step through the vectorised equations, the recorded ones through the lines of the book."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from engine import batched, passes
from engine.arrays import Array
from engine.building import build, examples_of, explicit, loss_of, tests_of
from engine.errors import InputError
from engine.layers.records import update_of
from engine.lesson import Lesson
from engine.network import Network
from engine.optimizers import OPTIONS, Adam, Optimizer, RmsProp, Sgd
from engine.parameters import Parameters
from engine.sums import LAW, dust, mean
from engine.trace import Example, Step, Trace

NUDGE = 0.02
NUDGE_NEURONS, NUDGE_EXAMPLES = 64, 16
CONVENTION = {"delta": "dL/dz of one example", "gradient": "mean over the batch", "zero": LAW}


def run(lesson: Lesson) -> Trace:
    """Train as the lesson says, and keep what it asks to record."""
    net = build(lesson)
    with np.errstate(all="ignore"):  # a run that diverges is told of by `Run`, in words
        running = Run(lesson, net)
        losses, steps = running.train()
    convention = {**CONVENTION, "loss": loss_of(lesson).formula}
    return Trace(explicit(lesson, net), net, losses, steps, convention, tuple(map(run, lesson.twins)), tuple(running.test_losses) or None)


def batches(x: Array, y: Array, batch_size: int) -> Iterator[tuple[Array, Array]]:
    """Slice after slice in file order, wrapping round: step k holds examples (k B + m) mod N."""
    N, k = len(x), 0
    cycle = N // math.gcd(N, batch_size)
    index = [(step * batch_size + np.arange(batch_size)) % N for step in range(cycle)] if batch_size < N else []
    while True:
        yield (x[index[k % cycle]], y[index[k % cycle]]) if index else (x, y)
        k += 1


class Run:
    """The moving parts of one training: parameters p, gradient g, the optimiser's memory."""

    def __init__(self, lesson: Lesson, net: Network) -> None:
        self.lesson, self.training = lesson, lesson.training
        self.loss, self.optimizer = loss_of(lesson), optimizer_of(lesson)
        self.x, self.y = examples_of(lesson)
        self.test = tests_of(lesson)
        self.test_losses: list[float] = []
        self.p = Parameters.of(net)
        self.g = self.p.zeros()
        trained = self.p.moved if self.training.train_biases else self.p.weights
        self.moving, self.slopes = self.p.flat[:trained], self.g.flat[:trained]
        kinked = [l for l, layer in enumerate(net.layers, start=1) if layer.kinked]
        self.exact = len(net.layers) if self.loss.branches else max(kinked, default=0)  # up to which layer much hangs on a zero
        self.averages = self.p.moved < len(self.p.flat)  # whether a layer keeps some

    def gradient(self, x: Array, y: Array) -> float:
        """Fill g with the batch's mean gradient; the batch's L."""
        return batched.gradient(self.p, self.loss, x, y, self.g, self.averages, self.exact)

    def batches(self) -> Iterator[tuple[Array, Array]]:
        """The batch of every step, without end."""
        return batches(self.x, self.y, self.training.batch_size or len(self.x))

    def train(self) -> tuple[tuple[float, ...], tuple[Step, ...]]:
        """The loss before every step and after the last, and the recorded steps."""
        steps, record = self.training.steps, frozenset(self.training.record or ())
        slices, losses, kept = self.batches(), [], []
        x = y = self.x
        for k in range(steps):
            x, y = next(slices)
            self.keep_test_loss(k)
            if k in record:
                kept.append(self.recorded(k, x, y))
                losses.append(kept[-1].L)
            else:
                losses.append(self.gradient(x, y))
                self.descend()
            self.check(k, losses[-1])
        last = kept[-1].L_new if steps - 1 in record else batched.mean_loss(self.p, self.loss, x, y)
        self.check(steps, last)
        self.keep_test_loss(steps)
        return (*losses, last), tuple(kept)

    def keep_test_loss(self, k: int) -> None:
        """Note what the examples that are kept from training lose now."""
        if self.test is not None:
            self.test_losses.append(batched.heard_loss(self.p.network(), self.loss, *self.test))
            self.check(k, self.test_losses[-1])

    def descend(self) -> Array:
        """Take the step of the gradient in g; what was subtracted, (P,) or without the frozen biases."""
        step = self.optimizer.step(self.slopes)
        self.moving -= step
        if self.exact:
            self.settle(step)
        return step

    def settle(self, step: Array) -> None:
        """A parameter that met its step is 0, not what rounding left of it: |w - step| next to |w| + |step|, which is 2 |step| there."""
        left = np.abs(self.moving)
        near = np.count_nonzero(left <= 2.0 * dust(2) * math.sqrt(step.dot(step)))
        if near and near > len(left) - np.count_nonzero(left):
            self.moving[left <= 2.0 * dust(2) * np.abs(step)] = 0.0

    def recorded(self, k: int, x: Array, y: Array) -> Step:
        """Step k by the lines of the book, every value kept; x and y hold the batch."""
        old = self.p.network()
        examples = passes.examples(old, self.loss, x, y, self.nudged())
        self.g.fill(passes.mean_gradient(old, examples))
        if self.averages:
            batched.keep_averages(self.p, batched.forward(old, old.values, x))
        step = self.p.zeros()
        taken = self.descend()
        self.settle(taken)
        step.flat[: len(taken)] = taken
        self.check_records(k, examples)
        new = self.p.network()
        L = float(mean([example.L for example in examples]))
        return Step(k, examples, L, passes.mean_loss(new, self.loss, x, y), self.updates(old, new, step))

    def nudged(self) -> float | None:
        """By how much records nudge every neuron: dense networks within bounds, else not at all."""
        few = sum(self.p.net.sizes[1:]) <= NUDGE_NEURONS and len(self.x) <= NUDGE_EXAMPLES
        return NUDGE if few and not self.lesson.beyond_dense else None

    def updates(self, old: Network, new: Network, step: Parameters) -> tuple[Any, ...]:
        """The records of layers 1..D, from before, after and what was subtracted."""
        each = zip(old.layers, new.layers, self.g.values, step.values, strict=True)
        return tuple(update_of(l, *parts) for l, parts in enumerate(each, start=1))

    def check(self, k: int, L: float) -> None:
        """Stop a run whose loss or parameters have left the numbers."""
        if not (math.isfinite(L) and math.isfinite(self.p.flat.dot(self.p.flat))):
            self.diverged(k)

    def check_records(self, k: int, examples: tuple[Example, ...]) -> None:
        """Stop a run before it writes down what is not a number."""
        records = (r for example in examples for r in (*example.forward, *example.backward, *example.nudges))
        if not all(np.isfinite(number).all() for number in numbers_of(records)):
            self.diverged(k)

    def diverged(self, k: int) -> None:
        """Say so in words."""
        raise InputError(
            f"{self.lesson.file}: training.learning_rate: found {self.training.learning_rate:g}, with which training leaves the "
            f"finite numbers at step {k}; allowed: a rate at which the loss stays finite. Lower learning_rate"
            + (", or start from smaller weights and inputs." if k == 0 else ".")
        )


def numbers_of(records: Iterable[Any]) -> Iterator[Any]:
    """Every float and array in records, those of attention heads too."""
    for value in (value for record in records for value in vars(record).values()):
        if isinstance(value, tuple):
            yield from numbers_of(value)
        elif not isinstance(value, str | int):
            yield value


def optimizer_of(lesson: Lesson) -> Optimizer:
    """A fresh optimiser with the lesson's options."""
    training = lesson.training
    kinds: dict[str, type] = {"sgd": Sgd, "rmsprop": RmsProp, "adam": Adam}
    options = {key: getattr(training, key) for key in OPTIONS[training.optimizer]}
    optimizer: Optimizer = kinds[training.optimizer](training.learning_rate, **options)
    return optimizer
