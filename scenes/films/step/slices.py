"""The loss over the one weight, everything else as it is: wide enough to see its shape, or no wider than the step needs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import Dot, Line

from engine.probe import Place
from engine.reading import Reading
from scenes.films.step import facts
from scenes.films.step.loss_slice import Loss, LossSlice
from scenes.kit.maths.single import single
from scenes.kit.place.stage import Region

LEFT_OF, RIGHT_OF = 3.0, 2.0  # how far a wide slice goes from w, in units of 1/x
CLOSE = 1.7  # of the step, how far a close one goes


def losses(t: Reading, b: float | None = None) -> Loss:
    """L as a function of w, at the trace's bias or another, evaluated by the engine."""
    held: dict[Place, float] = {} if b is None else {("b", 1, 0): b}
    return lambda w: float(t.probe.run({("W", 1, 0, 0): w, **held}).L)


def sinking(t: Reading) -> Callable[[float], Loss]:
    """L as a function of w while the bias takes its step, from 0 to 1."""
    b, new = single(t).b.value, facts.after(t).b.value
    return lambda s: losses(t, b + s * (new - b))


def wide_slice(t: Reading, region: Region) -> LossSlice:
    """Wide enough to see its shape, and down to no loss."""
    one = single(t)
    unit = 1 / abs(one.x.value)
    ws = np.linspace(one.w.value - LEFT_OF * unit, one.w.value + RIGHT_OF * unit, 81)
    return LossSlice(region, ws, _over(t, ws), t.name.w, t.name.L)


def close_slice(t: Reading, region: Region) -> LossSlice:
    """No wider than the step needs, with room below for what the bias will still take off; wide where so short a step does not show."""
    if not facts.step_shows(t):
        return wide_slice(t, region)
    w, after = single(t).w.value, facts.after(t)
    ws = np.sort(np.linspace(w + CLOSE * (after.w.value - w), w - 0.8 * (after.w.value - w), 41))
    Ls = _over(t, ws)
    low = min(_over(t, ws[[0, -1]], after.b.value))
    return LossSlice(region, ws, Ls, t.name.w, t.name.L, float(low - 0.1 * (Ls.max() - low)))


def _over(t: Reading, ws: np.ndarray, b: float | None = None) -> np.ndarray:
    loss = losses(t, b)
    return np.array([loss(w) for w in ws])


def touching(t: Reading, plot: LossSlice) -> tuple[Dot, Line]:
    """The dot where the lesson stands, and its tangent, in a close slice."""
    one = single(t)
    w, L, slope = one.w.value, one.L.value, one.dL_dw.value
    return plot.dot(w, L), plot.tangent(w, L, slope, close_reach(t))


def close_reach(t: Reading) -> float:
    """How far the tangent goes to either side in a close slice."""
    return 0.7 * abs(t.step_W[1][0][0].value) if facts.step_shows(t) else wide_reach(t)


def wide_reach(t: Reading) -> float:
    """How far it can go in a wide one, before it meets the line of no loss."""
    one = single(t)
    return min(one.L.value / abs(one.dL_dw.value), 1.9 / abs(one.x.value))
