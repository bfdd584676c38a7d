"""Blame of an output in formulas: delta measured by a nudge, then computed."""

from __future__ import annotations

from typing import Any

from manim import DOWN, LEFT, VGroup

from engine import notation
from engine.reading import Number, Reading
from scenes.kit.maths import equations as eq
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, SMALL, Formula, align_equals
from scenes.shown import show


def kind(t: Reading) -> str:
    """How the outputs' delta comes about: "product" neuron by neuron, softmax's "shortcut" a - y, or a "sum" over all outputs."""
    if eq.activation(t, t.D) != "softmax":
        return "product"
    return "shortcut" if eq.loss(t) == "cross_entropy" else "sum"


def is_nudged(t: Reading) -> bool:
    """Whether the trace holds what every neuron's nudge did."""
    return bool(t.trace.steps[0].examples[0].nudges)


def push(t: Reading) -> Number:
    """h, by which one z of the outputs is raised."""
    return t.at(t.ratio[t.D].path.removesuffix("ratio") + "h", "z")


def nudge_ratio(t: Reading, i: int, size: float = BODY) -> Formula:
    """(L_+ - L) / h = (0.299754 - 0.298371) / 0.01 = 0.1383, with digits that agree. Parts: plus, L, h, Lp, L0, h0, result."""
    places = _agreeing(t, i)
    numbers = {"Lp": show(t.L_plus[t.D][i], decimals=places), "L0": show(t.L, decimals=places), "h0": push(t)}
    return Formula(
        "({plus} - {L}) / {h} = ({Lp} - {L0}) / {h0} = {result}",
        size=size,
        hues={"plus": theme().loss, "h": theme().forward},
        plus="L_+",
        L=t.name.L,
        h="h",
        result=show(t.ratio[t.D][i], decimals=4),
        **numbers,
    )


def _agreeing(t: Reading, i: int) -> int:
    """As many decimals as it takes until the two losses, as shown, give the ratio, as shown."""
    up, here, ratio = t.L_plus[t.D][i].value, t.L.value, t.ratio[t.D][i].value
    rises = {d: (round(up, d) - round(here, d)) / push(t).value for d in range(5, 9)}
    return next((d for d, rise in rises.items() if abs(rise - ratio) < 6e-5), 8)


def named_slope(t: Reading, i: int, size: float = BODY) -> Formula:
    """delta_i = dL/dz_i, and what the nudge measured of it, if one was made. Parts: delta, dL_dz, ratio."""
    D, n = t.D, t.name
    if not is_nudged(t):
        return Formula("{delta} = {dL_dz}", size=size, delta=n.delta[D][i], dL_dz=n.dL_dz[D][i])
    ratio = show(t.ratio[D][i], decimals=4)
    return Formula("{delta} = {dL_dz} approx {ratio}", size=size, delta=n.delta[D][i], dL_dz=n.dL_dz[D][i], ratio=ratio)


def measured(t: Reading, i: int) -> Formula:
    """The nudge's ratio, small, to stand under the delta that was computed. Part: ratio."""
    return Formula('"measured by the push:" {ratio}', size=SMALL, color=theme().soft, ratio=show(t.ratio[t.D][i], decimals=4))


def push_letters(t: Reading, i: int, size: float = BODY) -> VGroup:
    """a_i = 0.7514, y_i = 0.01, and below z_i -> z_i + h, h = 0.01. Two Formulas; parts: a, va, y, vy; and z, again, h, name, h0."""
    D, n = t.D, t.name
    says = Formula("{a} = {va} quad quad {y} = {vy}", size=size, a=n.a[D][i], va=t.a[D][i], y=n.y[i], vy=t.y[i])
    template, hue = "{z} quad arrow.r.long quad {again} + {h} quad quad {name} = {h0}", theme().forward
    move = Formula(template, size=size, hues={"h": hue, "name": hue}, z=n.z[D][i], again=n.z[D][i], h="h", name="h", h0=push(t))
    return VGroup(says, move).arrange(DOWN, buff=0.35)


def prime(t: Reading, l: int) -> str:
    """The slope of layer l's activation, as Typst: sigma'."""
    return notation.ACTIVATIONS[eq.activation(t, l)].typst + "'"


def output_letters(t: Reading, i: int, size: float = BODY) -> Formula:
    """delta_i = dL/da_i sigma'(z_i), or a_i - y_i. Parts: delta and dL_da, slope, z; or a, y."""
    D, n = t.D, t.name
    if kind(t) == "shortcut":
        return Formula("{delta} = {a} - {y}", size=size, delta=n.delta[D][i], a=n.a[D][i], y=n.y[i])
    if kind(t) == "sum":
        factors = f"(partial a_k)/(partial z_{i + 1})"
        return hued("{delta} = sum_k {dL_da} {slope}", size, delta=n.delta[D][i], dL_da="(partial L)/(partial a_k)", slope=factors)
    return hued("{delta} = {dL_da} dot {slope} ({z})", size, delta=n.delta[D][i], dL_da=n.dL_da[D][i], slope=prime(t, D), z=n.z[D][i])


def output_numbers(t: Reading, i: int, size: float = BODY) -> Formula:
    """delta_i = 0.7414 dot 0.1868 = 0.1385. Parts: delta, dL_da, slope (or a, y), result."""
    D, fields = t.D, {"delta": t.name.delta[t.D][i], "result": t.delta[t.D][i]}
    if kind(t) == "shortcut":
        return Formula("{delta} = {a:p} - {y:p} = {result}", size=size, a=t.a[D][i], y=t.y[i], **fields)
    if kind(t) == "sum":
        return Formula("{delta} = {result}", size=size, **fields)
    return Formula("{delta} = {dL_da:p} dot {slope:p} = {result}", size=size, dL_da=t.dL_da[D][i], slope=t.da_dz[D][i], **fields)


def both_slopes(t: Reading) -> Formula:
    """What the two slopes of an output are made of, small: dL/da_i = a_i - y_i and sigma'(z_i) = a_i (1 - a_i)."""
    loss, act = notation.LOSSES[eq.loss(t)].slope, notation.ACTIVATIONS[eq.activation(t, t.D)].slope
    return Formula(
        f"(partial L)/(partial a) = {loss.replace('_i', '')} quad quad {prime(t, t.D)} (z) = {act}", size=SMALL, color=theme().soft
    )


def output_stack(t: Reading, i: int) -> VGroup:
    """[letters, numbers, notes] of one output's delta; notes: what the slopes are made of, and what a nudge measured, in one place."""
    letters, numbers = output_letters(t, i), output_numbers(t, i)
    notes = [both_slopes(t) if kind(t) == "product" else VGroup(), measured(t, i) if is_nudged(t) else VGroup()]
    stack = stacked(letters, numbers)
    for note in filter(len, notes):
        note.next_to(stack, DOWN, buff=0.22).align_to(letters, LEFT)
    return VGroup(letters, numbers, VGroup(*notes))


def stacked(*formulas: Formula) -> VGroup:
    """Lines of working, close together, their equals signs in line."""
    return align_equals(*formulas, buff=0.14)


def sign_rules() -> VGroup:
    """What the sign of delta means, in two lines."""
    hues = {"d": theme().backward, "z": theme().forward, "L": theme().loss}
    rules = (("<", "arrow.t", "arrow.b"), (">", "arrow.t", "arrow.t"))
    lines = (Formula(f"{{d}} {sign} 0 : quad {{z}} {up} quad {{L}} {way}", hues=hues, d="delta", z="z", L="L") for sign, up, way in rules)
    return VGroup(*lines).arrange(DOWN, buff=0.3)


def hued(template: str, size: float, **fields: Any) -> Formula:
    """A formula whose slopes, written as plain Typst, have the backward hue."""
    return Formula(template, size=size, hues=dict.fromkeys(("slope", "dL_da"), theme().backward), **fields)
