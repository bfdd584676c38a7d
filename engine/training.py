"""A run: every step through the vectorised equations, the recorded ones through the lines of the book."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from engine import batched, passes
from engine.arrays import Array
from engine.building import build, examples_of, explicit, loss_of, tests_of
from engine.errors import InputError, wrong
from engine.layers.records import penalised, update_of
from engine.lesson import Lesson
from engine.network import Network
from engine.optimizer_state import of_layers
from engine.optimizers import MADE, OPTIONS, Optimizer, Values
from engine.parameters import Parameters
from engine.penalties import penalty_of
from engine.schedules import rate
from engine.sums import LAW, dust
from engine.trace import Penalised, Step, Stopped, Trace

NUDGE = 0.02
NUDGE_NEURONS, NUDGE_EXAMPLES = 64, 16
CONVENTION = {"delta": "dL/dz of one example", "zero": LAW}


def run(lesson: Lesson) -> Trace:
    """Train as the lesson says, and keep what it asks to record."""
    net = build(lesson)
    with np.errstate(all="ignore"):  # a run that diverges is told of by `Run`, in words
        running, stopped = to_its_end(lesson, net)
    lesson = running.lesson
    gradient = f"{lesson.training.reduction or 'mean'} over the batch"
    convention = {**CONVENTION, "gradient": gradient, "loss": loss_of(lesson).formula}
    if running.penalty:
        convention["penalty"] = "J = L + Omega; dJ_d = dL_d + dOmega_d is what the optimiser is given; losses are L"
    test_losses, penalties, rates = (tuple(found) or None for found in (running.test_losses, running.penalties, running.rates))
    run_so = explicit(lesson, net), net, tuple(running.losses), tuple(running.kept), convention, tuple(map(run, lesson.twins))
    return Trace(*run_so, test_losses, penalties, rates, stopped)


def to_its_end(lesson: Lesson, net: Network) -> tuple["Run", Stopped | None]:
    """The training of a lesson; one that stops at a loss is told again, as a lesson of the steps that it took, the last one recorded."""
    running, stop, asked = Run(lesson, net), lesson.training.stop, lesson.training.steps
    running.train()
    if stop is None:
        return running, None
    taken, record = len(running.losses) - 1, lesson.training.record or ()
    if taken < asked:
        recorded = {k for k in record if k < taken} | ({taken - 1} if asked - 1 in record else set())
        training = lesson.training.model_copy(update={"steps": taken, "record": tuple(sorted(recorded))})
        again = lesson.model_copy(update={"training": training})
        again._file = lesson.file
        running = Run(again, net)
        running.train()
    return running, Stopped(float(asked), float(taken), float(taken < asked or running.losses[-1] <= stop.loss))


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
        self.x, self.y = examples_of(lesson)
        self.test = tests_of(lesson)
        self.losses: list[float] = []
        self.test_losses: list[float] = []
        self.penalties: list[float] = []
        self.rates: list[float] = []
        self.kept: list[Step] = []
        self.p = Parameters.of(net)
        self.g = self.p.zeros()
        self.penalty = penalty_of(self.training, self.p)
        self.taken = 0
        trained = self.p.moved if self.training.train_biases else self.p.weights
        self.moving, self.slopes = self.p.flat[:trained], self.g.flat[:trained]
        self.frozen = frozen(lesson, self.p)[:trained]
        self.holds = bool(self.frozen.any())
        self.optimizer = optimizer_of(lesson, self.p, trained)
        kinked = [l for l, layer in enumerate(net.layers, start=1) if layer.kinked]
        self.exact = len(net.layers) if self.loss.branches else max(kinked, default=0)  # up to which layer much hangs on a zero
        self.averages = self.p.moved < len(self.p.flat)  # whether a layer keeps some

    def gradient(self, x: Array, y: Array) -> float:
        """Fill g with the batch's gradient; the batch's L."""
        return batched.gradient(self.p, self.loss, x, y, self.g, self.averages, self.exact)

    def batches(self) -> Iterator[tuple[Array, Array]]:
        """The batch of every step, without end."""
        return batches(self.x, self.y, self.training.batch_size or len(self.x))

    def train(self) -> None:
        """Take every step, or those up to a loss to stop at; note the loss before each and after the last, and the recorded steps."""
        steps, record, slices = self.training.steps, frozenset(self.training.record or ()), self.batches()
        x = y = self.x
        for k in range(steps):
            x, y = next(slices)
            self.keep_others(k)
            if self.ends(k, x, y):
                return
            if k in record:
                self.kept.append(self.recorded(k, x, y))
                self.losses.append(self.kept[-1].L)
            else:
                self.losses.append(self.gradient(x, y))
                self.descend()
            self.check(k, self.losses[-1])
        self.losses.append(self.kept[-1].L_new if steps - 1 in record else batched.batch_loss(self.p, self.loss, x, y))
        self.check(steps, self.losses[-1])
        self.keep_others(steps)

    def ends(self, k: int, x: Array, y: Array) -> bool:
        """Whether training is over before step k, since the loss is low enough; then that loss is noted."""
        if self.training.stop is None:
            return False
        L = batched.batch_loss(self.p, self.loss, x, y)
        if not self.training.stop.loss >= L:
            return False
        if k == 0:
            allowed = f"a loss below {L:g}, where training begins"
            raise wrong(self.lesson.file, "training.stop.loss", f"{self.training.stop.loss:g}", allowed, "Lower it, or remove stop.")
        self.losses.append(L)
        return True

    def keep_others(self, k: int) -> None:
        """Note what the examples that are kept from training lose now, and what a penalty costs."""
        if self.test is not None:
            self.test_losses.append(batched.heard_loss(self.p.network(), self.loss, *self.test))
            self.check(k, self.test_losses[-1])
        if self.penalty is not None:
            self.penalties.append(float(self.penalty.value(self.p.flat)))

    def slope(self) -> Array:
        """What the optimiser is given, (P,): the gradient in g, and the penalty's."""
        return self.slopes if self.penalty is None else self.slopes + self.penalty.slope(self.p.flat)[: len(self.slopes)]

    def descend(self) -> Array:
        """Take the step of the gradient in g; what was subtracted, (P,) or without the frozen biases."""
        if self.training.schedule is not None:
            self.optimizer.eta = rate(self.training, self.taken)
            self.rates.append(self.optimizer.eta)
        step = self.optimizer.step(self.slope(), self.moving)
        if self.holds:
            step[self.frozen] = 0.0
        self.moving -= step
        if self.exact:
            self.settle(step)
        self.taken += 1
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
        self.g.fill(passes.batch_gradient(old, self.loss, examples))
        if self.averages:
            batched.keep_averages(self.p, batched.forward(old, old.values, x))
        step, more = self.p.zeros(), self.beside_the_step()
        taken = self.descend()
        self.settle(taken)
        step.flat[: len(taken)] = taken
        self.check_records(k, (r for example in examples for r in (*example.forward, *example.backward, *example.nudges)))
        new = self.p.network()
        L, L_new = float(self.loss.over([example.L for example in examples])), passes.batch_loss(new, self.loss, x, y)
        penalised = self.penalised(old, L, L_new)
        eta = None if self.training.schedule is None else self.optimizer.eta
        updates = self.updates(old, new, step, more)
        self.check_records(k, updates)
        return Step(k, examples, L, L_new, updates, eta, penalised)

    def beside_the_step(self) -> list[dict[str, Any]]:
        """What else the update of each layer holds: the penalty's slopes, and what the optimiser remembers."""
        before = self.memory(self.optimizer.memory())
        more = [{} if state is None else {"state_before": state} for state in before]
        if self.penalty is not None:
            slope = self.p.like(self.penalty.slope(self.p.flat))
            whole = self.p.like(self.g.flat + slope.flat)
            for layer, fields, *parts in zip(self.p.net.layers, more, slope.values, whole.values, strict=True):
                fields.update(penalised((*layer.weights, *layer.biases), *parts))
        return more

    def memory(self, values: Values) -> list[Any]:
        """What the optimiser remembers, a record for each layer."""
        return of_layers(self.p, values, self.frozen)

    def penalised(self, old: Network, L: float, L_new: float) -> Penalised | None:
        """The loss with its penalty, before the step and after it."""
        if self.penalty is None:
            return None
        Omega, Omega_new = (float(self.penalty.value(flat)) for flat in (Parameters.of(old).flat, self.p.flat))
        return Penalised(Omega, Omega_new, L + Omega, L_new + Omega_new)

    def nudged(self) -> float | None:
        """By how much records nudge every neuron: dense networks within bounds, else not at all."""
        few = sum(self.p.net.sizes[1:]) <= NUDGE_NEURONS and len(self.x) <= NUDGE_EXAMPLES
        return NUDGE if few and not self.lesson.beyond_dense else None

    def updates(self, old: Network, new: Network, step: Parameters, more: list[dict[str, Any]]) -> tuple[Any, ...]:
        """The records of layers 1..D, from before, after, what was subtracted, and what there is beside it."""
        after = self.memory({**self.optimizer.memory(), **self.optimizer.made_of()})
        each = zip(old.layers, new.layers, self.g.values, step.values, strict=True)
        return tuple(update_of(l, *parts, **more[l - 1], state=after[l - 1]) for l, parts in enumerate(each, start=1))

    def check(self, k: int, L: float) -> None:
        """Stop a run whose loss or parameters have left the numbers."""
        if not (math.isfinite(L) and math.isfinite(self.p.flat.dot(self.p.flat))):
            self.diverged(k)

    def check_records(self, k: int, records: Iterable[Any]) -> None:
        """Stop a run before it writes down what is not a number."""
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
    """Every float and array in records, those of attention heads and of what an optimiser remembers too."""
    for value in (value for record in records for value in (record if isinstance(record, dict) else vars(record)).values()):
        if isinstance(value, tuple):
            yield from numbers_of(value)
        elif isinstance(value, dict) or hasattr(value, "__dict__"):
            yield from numbers_of([value])
        elif value is not None and not isinstance(value, str | int):
            yield value


def optimizer_of(lesson: Lesson, p: Parameters, trained: int) -> Optimizer:
    """A fresh optimiser with the lesson's options, for the first `trained` parameters."""
    training = lesson.training
    options = {key: getattr(training, key) for key in OPTIONS[training.optimizer]}
    if training.velocity is not None:
        v = p.zeros()
        v.fill(training.velocity)
        options["v"] = v.flat[:trained]
    optimizer: Optimizer = MADE[training.optimizer](training.learning_rate, **options)
    return optimizer


def frozen(lesson: Lesson, p: Parameters) -> Array:
    """Which parameters are of layers that are not trained, (P,) of True and False."""
    still = p.like(np.zeros(len(p.flat), dtype=bool))
    for spec, values in zip(lesson.network.layers, still.values, strict=True):
        for value in values.values() if spec.train is False else ():
            value[...] = True
    return still.flat
