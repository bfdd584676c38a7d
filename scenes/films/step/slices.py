"""The loss over the one weight, everything else as it is: wide enough to see its shape, or no wider than the step needs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.probe import Place
from engine.reading import Reading
from scenes.films.step import facts
from scenes.films.step.loss_slice import POINTS, Loss, Window
from scenes.kit.maths.single import single

LEFT_OF, RIGHT_OF = 3.0, 2.0  # how far a wide window goes from w, in units of 1/x
CLOSE = 1.7  # of the step, how far a close one goes


def losses(t: Reading, b: float | None = None) -> Loss:
    """L as a function of w, at the trace's bias or another, evaluated by the engine."""
    held: dict[Place, float] = {} if b is None else {("b", 1, 0): b}
    return lambda w: float(t.probe.run({("W", 1, 0, 0): w, **held}).L)


def sinking(t: Reading) -> Callable[[float], Loss]:
    """L as a function of w while the bias takes its step, from 0 to 1."""
    b, new = single(t).b.value, facts.after(t).b.value
    return lambda s: losses(t, b + s * (new - b))


def wide(t: Reading, b: float | None = None) -> Window:
    """Wide enough to see its shape, and down to no loss; at the trace's bias or another."""
    one = single(t)
    unit = 1 / abs(one.x.value)
    ws = np.linspace(one.w.value - LEFT_OF * unit, one.w.value + RIGHT_OF * unit, POINTS)
    return Window.on(ws, _over(t, ws, b))


def close(t: Reading) -> Window:
    """No wider than the step needs, with room below for what the bias will still take off; wide where so short a step does not show."""
    if not facts.step_shows(t):
        return wide(t)
    w, after = single(t).w.value, facts.after(t)
    ws = np.sort(np.linspace(w + CLOSE * (after.w.value - w), w - 0.8 * (after.w.value - w), POINTS))
    Ls = _over(t, ws)
    low = min(Ls.min(), _over(t, ws, after.b.value).min())
    return Window.on(ws, Ls, float(low - 0.1 * (Ls.max() - low)))


def bowl(t: Reading) -> Window:
    """The loss without the squash, as far as the first steps of every rate reach."""
    return Window.on(*(t.numbers("studies.rates.bowl", "L").array))


def _over(t: Reading, ws: np.ndarray, b: float | None = None) -> np.ndarray:
    loss = losses(t, b)
    return np.array([loss(w) for w in ws])


def close_reach(t: Reading) -> float:
    """How far the tangent goes to either side in a close window."""
    return 0.7 * abs(t.step_W[1][0][0].value) if facts.step_shows(t) else wide_reach(t)


def wide_reach(t: Reading) -> float:
    """How far it can go in a wide one, before it meets the line of no loss."""
    one = single(t)
    return min(one.L.value / abs(one.dL_dw.value), 1.9 / abs(one.x.value))
