"""One neuron's step in formulas and plots: the rule for each knob, what was promised and what came, three learning rates."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import DOWN, Dot, Line, VGroup

from engine.reading import Number, Reading
from scenes.films.step.loss_slice import LossSlice
from scenes.kit.maths.single import single
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, SMALL, Formula, Label
from scenes.shown import show, show_sum

LEFT_OF, RIGHT_OF = 3.0, 2.0  # how far the plot goes from w, in units of 1/x
CLOSE = 1.7  # of the step, how far the close-up goes
HOPS = 3


def studied(t: Reading, path: str, symbol: str) -> Number:
    return t.at(f"studies.rates.{path}", symbol)


def losses(t: Reading, b: float | None = None) -> Callable[[float], float]:
    """L as a function of w, at the trace's bias or another, evaluated by the engine."""
    held = {} if b is None else {("b", 1, 0): b}
    return lambda w: float(t.probe.run({("W", 1, 0, 0): w, **held}).L)


def wide_slice(t: Reading, region: Region) -> LossSlice:
    """L over w, wide enough to see its shape."""
    one = single(t)
    unit = 1 / abs(one.x.value)
    return _slice(t, region, np.linspace(one.w.value - LEFT_OF * unit, one.w.value + RIGHT_OF * unit, 81), 0.0)


def close_slice(t: Reading, region: Region) -> LossSlice:
    """L over w, no wider than the step needs."""
    w, new = single(t).w.value, t.W_new[1][0][0].value
    ws = np.linspace(w + CLOSE * (new - w), w - 0.8 * (new - w), 41)
    return _slice(t, region, ws if ws[0] < ws[-1] else ws[::-1], None)


def _slice(t: Reading, region: Region, ws: np.ndarray, bottom: float | None) -> LossSlice:
    loss = losses(t)
    Ls = np.array([loss(w) for w in ws])
    floor = bottom
    if bottom is None:  # with room for what the bias will still take off
        low = min(losses(t, t.b_new[1][0].value)(w) for w in (ws[0], ws[-1]))
        floor = float(low - 0.1 * (Ls.max() - low))
    return LossSlice(region, ws, Ls, t.name.w, t.name.L, floor)


def touching(t: Reading, plot: LossSlice) -> tuple[Dot, Line]:
    """The dot where the lesson stands, and its tangent, in a close slice."""
    one = single(t)
    w, L, slope = one.w.value, one.L.value, one.dL_dw.value
    return plot.dot(w, L), plot.tangent(w, L, slope, short(t))


def short(t: Reading) -> float:
    """How far the tangent goes to either side in a close slice."""
    return 0.7 * abs(t.step_W[1][0][0].value)


def longest(t: Reading) -> float:
    """How far it can go in a wide one, before it meets the line of no loss."""
    one = single(t)
    return min(one.L.value / abs(one.dL_dw.value), 1.9 / abs(one.x.value))


def facts(t: Reading, stage: Stage) -> VGroup:
    """What is known before the step: w, b, L, and the slopes of both knobs."""
    one, n = single(t), t.name
    rows = [Formula("{s} = {v}", s=name, v=v, hues=_hue(v)) for name, v in ((n.w, one.w), (n.b, one.b), (n.L, one.L))]
    rows += [Formula("{s} = {v}", s=name, v=v) for name, v in ((n.dL_dw, one.dL_dw), (n.dL_db, one.dL_db))]
    stack = VGroup(*rows).arrange(DOWN, buff=0.28)
    for row in rows:
        row.shift([stack.get_x() - row["eq"].get_x(), 0, 0])
    return stage.side.hold(stack)


def _hue(v: Number) -> dict[str, str]:
    return {"s": str(theme().sign(v.value))} if v.named.name in ("w", "b") else {}


def rule(t: Reading, knob: str) -> tuple[Formula, Formula]:
    """w_new = w - eta dL/dw in letters, then in numbers (part "result"); for b likewise."""
    one, n = single(t), t.name
    old, slope = (one.w, one.dL_dw) if knob == "w" else (one.b, one.dL_db)
    new = t.at((t.W_new[1][0][0] if knob == "w" else t.b_new[1][0]).path, knob)
    letters = Formula("{new} = {old} - {eta} {slope}", new=f'{knob}^("new")', old=getattr(n, knob), eta=n.eta, slope=slope.named,
                      hues={"new": str(theme().sign(new.value)), "old": str(theme().sign(old.value))})  # fmt: skip
    return letters, Formula("= {old} - {eta} dot {slope:p} = {result}", old=old, eta=t.eta, slope=slope, result=new)


def promise_line(t: Reading) -> tuple[Formula, Formula]:
    """-eta ((dL/dw)^2 + (dL/db)^2), the change that the slopes promise, in letters and in numbers (part "result")."""
    one, n = single(t), t.name
    letters = Formula("- {eta} (({w})^2 + ({b})^2)", eta=n.eta, w=n.dL_dw, b=n.dL_db)
    numbers = Formula("- {eta} ({w:p}^2 + {b:p}^2) = {result}", eta=t.eta, w=one.dL_dw, b=one.dL_db, result=studied(t, "predicted", "L"))
    return letters, numbers


def change_line(t: Reading) -> Formula:
    """L_new - L = what really came. Parts: new, old, result."""
    (old, result), new = show_sum([single(t).L, studied(t, "actual", "L")], t.at(t.L_new.path, "L"))
    return Formula("{new} - {old} = {result}", new=new, old=old, result=result)


def fact(t: Reading, row: Formula, new: Number) -> Formula:
    """A fact's row with its number after the step, its equals sign where the row's is."""
    name = {"w": t.name.w, "b": t.name.b, "L": t.name.L}[new.named.name]
    fresh = Formula("{s} = {v}", s=name, v=new, hues=_hue(new))
    return fresh.shift(row["eq"].get_center() - fresh["eq"].get_center())


def bowl(t: Reading, k: int, region: Region) -> tuple[LossSlice, tuple[VGroup, VGroup], VGroup]:
    """Bowl k: its plot, its hops, and the name of its learning rate."""
    ws, Ls = t.numbers("studies.rates.bowl", "L").array
    plot = LossSlice(region, ws, Ls, t.name.w, t.name.L)
    at, L = (t.numbers(f"studies.rates.bowls[{k}].{name}", "L").array for name in ("w", "L"))
    seen = [m for m in range(len(at)) if ws[0] <= at[m] <= ws[-1]]
    name = Formula("{s} = {v}", size=BODY, s=t.name.eta, v=show(studied(t, f"bowls[{k}].eta", "eta")))
    return plot, plot.hops(at[seen], L[seen]), name.next_to(plot, DOWN, buff=0.2)


def thirds(stage: Stage) -> list[Region]:
    """Three rooms beside each other, or under each other where the frame is upright."""
    wide = stage.wide
    if wide.height > wide.width:
        h = wide.height / 3
        return [Region(wide.x, wide.y + (1 - k) * h + 0.3, wide.width, h - 1.1) for k in range(3)]
    w = wide.width / 3
    return [Region(wide.x + (k - 1) * w, wide.y + 0.2, w - 0.35, min(wide.height - 1.4, 1.2 * w)) for k in range(3)]


def verdict(words: str, under: VGroup) -> Label:
    """What a learning rate is, under its name."""
    return Label(words, size=SMALL + 4).next_to(under, DOWN, buff=0.18)
