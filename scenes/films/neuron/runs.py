"""The neuron run again by the engine, at every moment of a motion: `run(s)` for s from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Callable

from engine.probe import Place
from engine.reading import Reading
from engine.trace import Example
from scenes.kit.maths.single import single

Run = Callable[[float], Example]
SWING = 0.7  # how far z is shaken


def moved(t: Reading, **targets: float) -> Run:
    """On the way from the lesson's numbers to these: w, b, x or y."""
    one, probe = single(t), t.probe
    places: dict[str, Place] = {"w": ("W", 1, 0, 0), "b": ("b", 1, 0), "x": ("x", 0), "y": ("y", 0)}
    now = {"w": one.w.value, "b": one.b.value, "x": one.x.value, "y": one.y.value}
    return lambda s: probe.run({places[k]: now[k] + s * (v - now[k]) for k, v in targets.items()})


def back(run: Run) -> Run:
    """The same motion backwards."""
    return lambda s: run(1 - s)


def carried(t: Reading, start: float, end: float) -> Run:
    """z goes from one value to another, pushed by the bias alone."""
    one, probe = single(t), t.probe
    return lambda s: probe.run({("b", 1, 0): one.b.value + start + s * (end - start) - one.z.value})


def shaken(t: Reading, centre: float) -> Run:
    """z swings twice about a value."""
    one, probe = single(t), t.probe
    return lambda s: probe.run({("b", 1, 0): one.b.value + centre + SWING * math.sin(4 * math.pi * s) - one.z.value})
