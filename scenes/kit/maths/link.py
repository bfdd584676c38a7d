"""What a link between two layers leaves of the blame on its way back: a gain, from the weights, times a slope, from the squash."""

from __future__ import annotations

from engine.reading import Number
from scenes.equation import Equation, equation
from scenes.shown import show

GAIN, SLOPE = '"gain"', '"slope"'
ROLES = {"g": "positive", "s": "backward"}  # of the parts that hold them


def factor(gain: Number, slope: Number, product: Number) -> Equation:
    """gain dot slope = 4.00 dot 0.70 = 2.80. Parts: g, s, eq, gv, sv, f."""
    return equation("{g} dot {s} = {gv} dot {sv} = {f}", ROLES, g=GAIN, s=SLOPE, gv=show(gain, 3), sv=show(slope, 3), f=show(product, 3))
