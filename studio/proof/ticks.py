"""Numbers at the axes of plots: without three of them that can be read, a curve is only a shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from scenes.kit.plots.axis import AXIS
from studio.proof.layout import DIGIT, PIXEL
from studio.proof.view import Thing, View, saying

FEWEST, LEAST = 3, 0.026  # numbers at a plot's axes; how high their digits are, of the frame's shorter side
NEAR, TOUCH = 0.35, 0.06  # manim units from an axis, or the rim of the plot, to its numbers; between the axes of one plot
DIM = 0.4  # of opacity: what is dimmer is not read off
NUMBER = re.compile(r"[−-]?\$?[−-]?\d[\d., /^()−-]*(×10\S*)?\$?")


def is_unruled(view: View) -> bool:
    """Whether a plot stands at whose axes there are too few numbers, or too small ones."""
    numbers = list(_numbers(view))
    return any(sum(_is_near(axes, box) for box in numbers) < FEWEST for axes in plots(view))


def plots(view: View) -> list[list[Thing]]:
    """The axes of each plot: those that touch."""
    found: list[list[Thing]] = []
    for axis in (thing for thing in view.things if thing.kind == AXIS and thing.stroke[3] > DIM):
        own = [axes for axes in found if any(_gap(axis.box, other.box) < TOUCH for other in axes)]
        found = [axes for axes in found if axes not in own] + [[axis, *(other for axes in own for other in axes)]]
    return found


def _numbers(view: View) -> Iterator[Sequence[float]]:
    """The boxes of the lines of type that are numbers, large enough to be read."""
    least = LEAST * min(view.width, view.height) / (DIGIT * PIXEL)
    for line, which in view.lines.items():
        if NUMBER.fullmatch(saying(line)) and max(view.things[k].size for k in which) >= least - 0.05:
            boxes = view.boxes[which]
            yield (*boxes[:, :2].min(0), *boxes[:, 2:].max(0))


def _is_near(axes: Sequence[Thing], box: Sequence[float]) -> bool:
    """Whether a box stands at one of the axes of a plot, or outside of it at its rim."""
    boxes = np.array([axis.box for axis in axes])
    low, high = boxes[:, :2].min(0), boxes[:, 2:].max(0)
    middle = np.array([box[0] + box[2], box[1] + box[3]]) / 2
    is_out = bool(((middle < low) | (middle > high)).any())
    return any(_gap(axis.box, box) < NEAR for axis in axes) or (is_out and _gap((*low, *high), box) < NEAR)


def _gap(a: Sequence[float], b: Sequence[float]) -> float:
    """How far two boxes are apart."""
    across, up = (max(0.0, a[k] - b[k + 2], b[k] - a[k + 2]) for k in (0, 1))
    return float(np.hypot(across, up))
