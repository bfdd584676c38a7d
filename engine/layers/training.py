"""A run of a network of any kinds: `training.Run` with the passes of this room."""

from typing import Any

import numpy as np

from engine.arrays import Array, readonly
from engine.layers import batched, passes
from engine.layers.records import update_record
from engine.layers.stack import Stack, Windows
from engine.layers.tables import HEADS
from engine.lesson import Lesson
from engine.trace import Example, Step, Update
from engine.training import Run


def folded(lesson: Lesson, net: Stack) -> tuple[Array, Array]:
    """x (N, ...) in the network's input shape, y (N, ...) in its output's, or as given where the loss reads names."""
    x, y = np.array(lesson.data.x, dtype=float), np.array(lesson.data.y, dtype=float)
    return x.reshape(-1, *net.shapes[0]), y if lesson.network.loss in HEADS else y.reshape(-1, *net.shapes[-1])


class LayeredRun(Run):
    """The moving parts: windows p on the parameters, windows g on the gradient."""

    def begin(self, net: Any) -> None:
        """Parameters, gradient and data in the shapes of this network."""
        self.net: Stack = net
        self.x, self.y = folded(self.lesson, net)
        self.p: Any = Windows.of(net)
        self.g: Any = self.p.like(np.zeros_like(self.p.flat))
        self.trained = self.p.moved if self.training.train_biases else self.p.weights

    def gradient(self, x: Array, y: Array) -> float:
        return batched.gradient(self.p, self.loss, x, y, self.g, remember=True)

    def mean_loss(self, x: Array, y: Array) -> float:
        return batched.mean_loss(self.net, self.p.values, self.loss, x, y)

    def recorded(self, k: int, x: Array, y: Array) -> Step:
        """Step k by the lines of the book, every value kept; x and y hold the batch."""
        old = self.p.network()
        examples = passes.examples(old, self.loss, x, y)
        self.gradient(x, y)  # only for the averages that training keeps; the records' gradients follow
        for values, means in zip(self.g.values, passes.mean_gradient(old, examples), strict=True):
            for name, mean in means.items():
                values[name][...] = mean
        step = self.p.like(np.zeros_like(self.p.flat))
        step.flat[: self.trained] = self.descend()
        self.check_records(k, examples)
        new = self.p.network()
        L = float(np.mean([example.L for example in examples]))
        return Step(k, examples, L, passes.mean_loss(new, self.loss, x, y), self.layer_updates(old, new, step))

    def layer_updates(self, old: Stack, new: Stack, step: Windows) -> tuple[Any, ...]:
        """The records of layers 1..D, from before, after and what was subtracted."""
        return tuple(
            _update(l, before, now, self.g.values[l - 1], step.values[l - 1])
            for l, (before, now) in enumerate(zip(old.layers, new.layers, strict=True), start=1)
        )

    def check_records(self, k: int, examples: tuple[Example, ...]) -> None:
        if not all(np.isfinite(number).all() for example in examples for number in numbers_of((*example.forward, *example.backward))):
            self.diverged(k)


def numbers_of(records: Any) -> list[Any]:
    """Every number and array in records, those of attention heads too."""
    values = [value for record in records for value in vars(record).values() if not isinstance(value, str)]
    inner = [value for value in values if isinstance(value, tuple)]
    return [value for value in values if not isinstance(value, tuple)] + [number for heads in inner for number in numbers_of(heads)]


def _update(l: int, old: Any, new: Any, g: Any, step: Any) -> Any:
    """Layer l takes its step."""
    moved = (*old.weights, *old.biases)
    values = {name: getattr(old, name) for name in (*moved, *old.statistics)}
    values |= {f"{name}_new": getattr(new, name) for name in (*moved, *old.statistics)}
    values |= {f"dL_d{name}": readonly(g[name]) for name in moved}
    values |= {f"step_{name}": readonly(step[name]) for name in moved}
    if old.kind == "dense":
        return Update(l, **values)
    return update_record(moved, old.statistics)(old.kind, l, **values)
