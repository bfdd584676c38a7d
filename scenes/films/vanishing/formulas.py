"""Sizes in lines of maths: what a link does to the blame, in letters and in numbers, and what sets its gain and its slope."""

from __future__ import annotations

from typing import Any

from engine.reading import Named, Reading
from scenes.equation import Equation, equation
from scenes.films.vanishing import facts
from scenes.kit.maths import link
from scenes.kit.maths.link import GAIN, SLOPE
from scenes.shown import show


def typical_size(t: Reading) -> Equation:
    """|a| = sqrt(1/n sum_i a_i^2). Parts: a, i."""
    return equation('"typical size" quad abs({a}) = sqrt(1/n sum_i {i})', roles={"i": "forward"}, a=t.name.a, i="a_i^2")


def two_numbers() -> Equation:
    """The two numbers that the film is about, by their names. Parts: g, s."""
    return equation("{g} quad {s}", link.ROLES, g=GAIN, s=SLOPE)


def weight_slopes(t: Reading) -> Equation:
    """dL/dW = delta a^T of the last layer. Parts: g, d, a."""
    n, D = t.name, t.D
    return equation("{g} = {d} {a}", roles={"a": "forward"}, g=n.dL_dW[D], d=n.delta[D], a=f"(a^(({D - 1})))^T")


def way_back(t: Reading) -> Equation:
    """delta of the last hidden layer from the last. Parts: d, W, e, s."""
    d, D = t.name.delta, t.D
    fields: dict[str, Any] = {"d": d[D - 1], "W": f"(W^(({D})))^T", "e": d[D], "s": f"sigma'(z^(({D - 1})))"}
    return equation("{d} = ({W} {e}) dot.o {s}", roles={"W": "positive", "s": "backward"}, **fields)


def way_back_in_sizes(t: Reading) -> Equation:
    """The same in sizes: gain times slope times what came. Parts: d, g, s, e."""
    d, D = t.name.delta, t.D
    roles = link.ROLES | {"d": "backward", "e": "backward"}
    return equation("{d} = {g} dot {s} dot {e}", roles, d=_size(d[D - 1]), g=GAIN, s=SLOPE, e=_size(d[D]))


def last_link(t: Reading) -> Equation:
    """The same with its numbers. Parts: d, g, s, e, result."""
    k = t.D - 2
    gain, slope, delta = (facts.sizes(t, facts.LESSON, field) for field in ("gain", "slope", "delta"))
    fields = {"g": gain[k], "s": slope[k], "e": delta[k + 1], "result": delta[k]}
    return equation("{d} = {g} dot {s} dot {e} = {result}", roles={"d": "backward"}, d=_size(t.name.delta[t.D - 1]), **fields)


def slope_letters() -> Equation:
    """sigma' = a (1 - a). Parts: s, a."""
    return equation("{s} = {a} thin (1 - {a})", roles={"s": "backward", "a": "forward"}, s="sigma'(z)", a="a")


def steepest(t: Reading) -> Equation:
    """At the top: a half times a half. Parts: s, v."""
    return equation("{s} = 1/2 dot 1/2 = {v}", roles={"s": "backward"}, s="sigma'(0)", v=facts.whole(t, "steepest", "da_dz"))


def ceiling(t: Reading) -> Equation:
    """A quarter to the power of the links. Parts: s, k, c."""
    fields: dict[str, Any] = {
        "s": facts.whole(t, "steepest", "da_dz"),
        "k": facts.links(t),
        "c": show(facts.whole(t, "ceiling", "da_dz"), 2),
    }
    return equation("{s}^{k} = {c}", **fields)


def gain_letters() -> Equation:
    """gain = sqrt(n) |w|. Parts: g, n, w."""
    return equation("{g} = sqrt({n}) dot {w}", roles={"g": "positive", "w": "positive"}, g=GAIN, n="n", w="abs(w)")


def gain_numbers(t: Reading) -> Equation:
    """The same with its numbers. Parts: g, n, w, result."""
    fields = {"n": facts.neurons(t), "w": facts.rule(t, facts.LESSON, "w"), "result": facts.rule(t, facts.LESSON, "gain_rule")}
    return equation("{g} = sqrt({n}) dot {w} = {result}", roles={"g": "positive"}, g=GAIN, **fields)


def fate(t: Reading, k: int) -> Equation:
    """Gain times slope of a typical link of network k. Parts as in `link.factor`."""
    gain, slope, factor = (facts.rule(t, k, f"{name}_rule") for name in ("gain", "slope", "factor"))
    return link.factor(gain, slope, factor)


def _size(name: Named) -> str:
    """A symbol between bars."""
    return f"abs({name.typst})"
