"""A run: every step through the vectorised equations, the recorded ones through the lines of the book."""

import math
from collections.abc import Iterator

import numpy as np

from engine import batched, passes
from engine.arrays import Array, readonly
from engine.building import build, explicit, loss_of
from engine.errors import InputError
from engine.lesson import Lesson
from engine.network import Network
from engine.optimizers import OPTIONS, Adam, Optimizer, RmsProp, Sgd
from engine.parameters import Parameters
from engine.trace import Example, Step, Trace, Update

NUDGE = 0.02
NUDGE_NEURONS, NUDGE_EXAMPLES = 64, 16
CONVENTION = {"delta": "dL/dz of one example", "gradient": "mean over the batch"}


def run(lesson: Lesson) -> Trace:
    """Train as the lesson says, and keep what it asks to record."""
    net = build(lesson)
    with np.errstate(all="ignore"):  # a run that diverges is told of by `Run`, in words
        losses, steps = (layered_run() if lesson.layered else Run)(lesson, net).train()
    convention = {**CONVENTION, "loss": loss_of(lesson).formula}
    return Trace(explicit(lesson, net), net, losses, steps, convention, tuple(map(run, lesson.twins)))


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
        self.loss = loss_of(lesson)
        self.optimizer = optimizer_of(lesson)
        self.begin(net)

    def begin(self, net: Network) -> None:
        """Parameters, gradient and data in the shapes of this network."""
        self.x, self.y = np.array(self.lesson.data.x, dtype=float), np.array(self.lesson.data.y, dtype=float)
        self.acts = [layer.act for layer in net.layers]
        self.p = Parameters.of(net)
        self.g = self.p.like(np.zeros_like(self.p.flat))
        self.trained = len(self.p.flat) if self.training.train_biases else self.p.weights

    def gradient(self, x: Array, y: Array) -> float:
        """Fill g with the batch's mean gradient; the batch's L."""
        return batched.gradient(self.p, self.acts, self.loss, x, y, self.g)

    def mean_loss(self, x: Array, y: Array) -> float:
        """The batch's L."""
        return batched.mean_loss(self.p, self.acts, self.loss, x, y)

    def train(self) -> tuple[tuple[float, ...], tuple[Step, ...]]:
        """The loss before every step and after the last, and the recorded steps."""
        steps, size, record = self.training.steps, self.training.batch_size or len(self.x), frozenset(self.training.record or ())
        slices, losses, kept = batches(self.x, self.y, size), [], []
        x = y = self.x
        for k in range(steps):
            x, y = next(slices)
            if k in record:
                kept.append(self.recorded(k, x, y))
                losses.append(kept[-1].L)
            else:
                losses.append(self.gradient(x, y))
                self.descend()
            self.check(k, losses[-1])
        last = kept[-1].L_new if steps - 1 in record else self.mean_loss(x, y)
        self.check(steps, last)
        return (*losses, last), tuple(kept)

    def descend(self) -> Array:
        """Take the step of the gradient in g; what was subtracted, (P,) or without the frozen biases."""
        step = self.optimizer.step(self.g.flat[: self.trained])
        self.p.flat[: self.trained] -= step
        return step

    def recorded(self, k: int, x: Array, y: Array) -> Step:
        """Step k by the lines of the book, every value kept; x (B, n_0), y (B, n_D)."""
        net = self.p.network(self.lesson.activations)
        h = NUDGE if sum(net.sizes[1:]) <= NUDGE_NEURONS and len(self.x) <= NUDGE_EXAMPLES else None
        examples = tuple(passes.example(net, self.loss, x_m, y_m, h) for x_m, y_m in zip(x, y, strict=True))
        for l in range(1, len(net.layers) + 1):
            self.g.W[l - 1][:] = np.mean([example.at(l)[1].dL_dW for example in examples], axis=0)
            self.g.b[l - 1][:] = np.mean([example.at(l)[1].dL_db for example in examples], axis=0)
        step = self.p.like(np.zeros_like(self.p.flat))
        step.flat[: self.trained] = self.descend()
        new = self.p.network(self.lesson.activations)
        self.check_records(k, examples)
        L = float(np.mean([example.L for example in examples]))
        return Step(k, examples, L, passes.mean_loss(new, self.loss, x, y), self.updates(net, new, step))

    def updates(self, net: Network, new: Network, step: Parameters) -> tuple[Update, ...]:
        """The records of layers 1..D, from before, after and what was subtracted."""
        return tuple(
            Update(l, old.W, old.b, readonly(g_W), readonly(g_b), readonly(s_W), readonly(s_b), now.W, now.b)
            for l, (old, now, g_W, g_b, s_W, s_b) in enumerate(
                zip(net.layers, new.layers, self.g.W, self.g.b, step.W, step.b, strict=True), start=1
            )
        )

    def check(self, k: int, L: float) -> None:
        """Stop a run whose loss or parameters have left the numbers."""
        if not (math.isfinite(L) and math.isfinite(self.p.flat.dot(self.p.flat))):
            self.diverged(k)

    def check_records(self, k: int, examples: tuple[Example, ...]) -> None:
        """Stop a run before it writes down what is not a number."""
        for example in examples:
            values = [v for r in (*example.forward, *example.backward, *example.nudges) for v in vars(r).values()]
            if not all(np.isfinite(v).all() for v in values):
                self.diverged(k)

    def diverged(self, k: int) -> None:
        """Say so in words."""
        raise InputError(
            f"{self.lesson.file}: training.learning_rate: found {self.training.learning_rate:g}, with which training leaves the "
            f"finite numbers at step {k}; allowed: a rate at which the loss stays finite. Lower learning_rate"
            + (", or start from smaller weights and inputs." if k == 0 else ".")
        )


def layered_run() -> type[Run]:
    """The run of networks with layers other than dense."""
    from engine.layers.training import LayeredRun  # which is a Run itself

    return LayeredRun


def optimizer_of(lesson: Lesson) -> Optimizer:
    """A fresh optimiser with the lesson's options."""
    training = lesson.training
    kinds: dict[str, type] = {"sgd": Sgd, "rmsprop": RmsProp, "adam": Adam}
    options = {key: getattr(training, key) for key in OPTIONS[training.optimizer]}
    optimizer: Optimizer = kinds[training.optimizer](training.learning_rate, **options)
    return optimizer
