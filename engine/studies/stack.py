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
    parameters (D,): how many numbers of each layer a gradient moves      total: of all together      layers: D
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
    parameters = np.array([_moved(update) for update in trace.steps[0].update], dtype=float)
    return Stack(
        tuple(np.array(shape, dtype=float) for shape in shapes),
        np.array([prod(shape) for shape in shapes], dtype=float),
        parameters,
        float(parameters.sum()),
        float(len(parameters)),
    )


def _moved(update: Any) -> int:
    """How many numbers the gradients in an update have."""
    slopes = [getattr(update, field.name) for field in fields(update) if field.name.startswith("dL_d")]
    return sum(np.size(slope) for slope in slopes if slope is not None)
