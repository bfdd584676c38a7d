"""A stack of any layers in counts: what each takes and gives, and how many parameters it has."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import prod
from typing import Any

import numpy as np

from engine.arrays import Array, Record
from engine.trace import Trace

ANY_KIND = True


@dataclass(frozen=True, eq=False)
class Stack(Record):
    """D layers.

    shapes (D + 1 arrays): of the input and of what layers 1..D give      numbers (D + 1,): how many numbers that is
    parameters (D,): how many numbers of each layer have slopes to learn by      total: of all together      layers: D
    """

    shapes: tuple[Array, ...]
    numbers: Array
    parameters: Array
    total: float
    layers: float


def suits(trace: Trace) -> bool:
    """Every network of which a step is recorded."""
    return bool(trace.steps)


def study(trace: Trace) -> Stack:
    """Count, off the lesson and the update of the first recorded step."""
    shapes = trace.lesson.shapes
    parameters = np.array([sum(learned(trace, l, update).values()) for l, update in enumerate(trace.steps[0].update, start=1)], dtype=float)
    return Stack(
        tuple(np.array(shape, dtype=float) for shape in shapes),
        np.array([prod(shape) for shape in shapes], dtype=float),
        parameters,
        float(parameters.sum()),
        float(len(parameters)),
    )


def learned(trace: Trace, l: int, update: Any) -> dict[str, int]:
    """The parameters of layer l that have slopes, and how many numbers each has; biases that are zero and stay so are none."""
    named = [field.name.removeprefix("dL_d") for field in fields(update) if field.name.startswith("dL_d")]
    sizes = {name: np.size(slopes) for name in named if (slopes := getattr(update, f"dL_d{name}")) is not None}
    held = () if trace.lesson.training.train_biases else trace.net.layers[l - 1].biases
    return {name: size for name, size in sizes.items() if size and (name not in held or np.any(getattr(update, name)))}
