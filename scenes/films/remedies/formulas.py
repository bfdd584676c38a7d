"""Two repairs in lines of maths: the typical slope of rectifiers, the rules for weights."""

from __future__ import annotations

from typing import Any

from engine.reading import Reading
from scenes import repairs
from scenes.equation import Equation, equation
from scenes.kit.maths import link
from scenes.kit.maths.link import GAIN, SLOPE
from scenes.shown import show


def typical_slope(t: Reading) -> Equation:
    """The slope of rectifiers as it was measured, and what it is about where half are on. Parts: s, v, half."""
    value = show(repairs.rectified_slope(t), 3)
    return equation("{s} = {v} approx {half}", link.ROLES, s=SLOPE, half="sqrt(1/2)", v=value)


def wanted_product() -> Equation:
    """gain dot slope = 1. Parts: g, s, one."""
    return equation("{g} dot {s} = {one}", link.ROLES, g=GAIN, s=SLOPE, one="1")


def wanted_roots() -> Equation:
    """The same, with what gain and slope are for rectifiers. Parts: n, w, half, one."""
    roles = {"w": "positive", "half": "backward"}
    return equation("{n} {w} dot {half} = {one}", roles, n="sqrt(n)", w="abs(w)", half="sqrt(1/2)", one="1")


def fitting_weight() -> Equation:
    """What that asks of the weights. Parts: w, he."""
    return equation("{w} = {he}", roles={"w": "positive"}, w="abs(w)", he="sqrt(2/n)")


def two_numbers() -> Equation:
    """The two numbers that are mended, by their names. Parts: s, g."""
    return equation("{s} quad {g}", link.ROLES, g=GAIN, s=SLOPE)


def he_rule(t: Reading) -> Equation:
    """The rule for rectifiers, with its numbers. Parts: name, w, n, v."""
    fields: dict[str, Any] = {"name": '"He"', "w": "abs(w)", "n": repairs.whole(t, "n"), "v": show(repairs.whole(t, "he", "w"), 3)}
    return equation("{name} quad {w} = sqrt(2/{n}) = {v}", roles={"w": "positive"}, **fields)


def xavier_rule(t: Reading) -> Equation:
    """The rule for a squash that is never off, by the numbers of what goes in and out. Parts: name, w, n, m, v."""
    n = repairs.whole(t, "n")
    fields: dict[str, Any] = {"name": '"Glorot"', "w": "abs(w)", "n": n, "m": n, "v": show(repairs.whole(t, "xavier", "w"), 3)}
    return equation("{name} quad {w} = sqrt(2/({n} + {m})) = {v}", roles={"w": "positive"}, **fields)


def gradient(t: Reading, step: int) -> Equation:
    """The size of the rectifier's gradient at a step. Parts: d, v."""
    gradient = t.at(f"studies.dead.runs[0].gradient[{step}]", "dL_dw")
    return equation("{d} = {v}", roles={"d": "backward"}, d='"gradient"', v=show(gradient, 2))
