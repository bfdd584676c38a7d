"""The neuron run again by the engine while a knob moves: the values of w, z, a and L, of an amount or of s from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

from engine.probe import Place
from engine.reading import Reading
from scenes.kit.maths.single import single

Run = Callable[[float], list[float]]
Knob = Literal["w", "b"]
SWING = 4.0  # first nudges of the study, how far w is shaken


def raised(t: Reading, knob: Knob = "w") -> Run:
    """Where all are when a knob is raised by so much."""
    one, probe = single(t), t.probe
    place: Place = ("W", 1, 0, 0) if knob == "w" else ("b", 1, 0)
    home = one.w.value if knob == "w" else one.b.value

    def run(by: float) -> list[float]:
        example = probe.run({place: home + by})
        last = example.forward[0]
        return [one.w.value + by if knob == "w" else one.w.value, float(last.z[0]), float(last.a[0]), example.L]

    return run


def nudged(t: Reading, start: float, end: float) -> Run:
    """w goes from one nudge to another."""
    run = raised(t)
    return lambda s: run(start + s * (end - start))


def shaken(t: Reading, h: float, times: int) -> Run:
    """w swings by h to either side, so many times."""
    run = raised(t)
    return lambda s: run(h * math.sin(2 * math.pi * times * s))


def lifted(t: Reading, h: float, times: int, knob: Knob = "w") -> Run:
    """A knob is raised by h and let back, so many times."""
    run = raised(t, knob)
    return lambda s: run(h * math.sin(math.pi * times * s) ** 2)


def released(t: Reading, h: float) -> Run:
    """w, which is raised by h, is let back and raised again."""
    run = raised(t)
    return lambda s: run(h * math.cos(math.pi * s) ** 2)
