"""What a link between two layers leaves of the blame on its way back: a gain, from the weights, times a slope, from the squash."""

from __future__ import annotations

from engine.reading import Number, Reading
from scenes import repairs
from scenes.equation import Equation, equation
from scenes.shown import show

GAIN, SLOPE, NORM = '"gain"', '"slope"', '"norm"'
ROLES = {"g": "positive", "s": "backward"}  # of the parts that hold them


def factor(gain: Number, slope: Number, product: Number) -> Equation:
    """gain dot slope = 4.00 dot 0.70 = 2.80. Parts: g, s, eq, gv, sv, f."""
    return equation("{g} dot {s} = {gv} dot {sv} = {f}", ROLES, g=GAIN, s=SLOPE, gv=show(gain, 3), sv=show(slope, 3), f=show(product, 3))


def fate(t: Reading, k: int, brief: bool = False, alone: bool = False) -> Equation:
    """Gain times slope of a link of run k; with batch norm the three factors, n and nv the third.

    With roads, in `brief` or `alone`, the product, f, and with room for that, of when it is.
    """
    gain, slope, norm, product = (repairs.at_start(t, k, field) for field in ("gain", "slope", "norm", "factor"))
    if k == repairs.ROADS or brief or alone:
        said = '"a link leaves"' if brief else '"at the start, a link leaves"'
        return equation(f"{said} {{f}}", f=show(product, 3))
    if k != repairs.NORMED:
        return factor(gain, slope, product)
    numbers = {"gv": show(gain, 3), "sv": show(slope, 3), "nv": show(norm, 3)}
    names = {"g": GAIN, "s": SLOPE, "n": NORM}
    return equation("{g} {gv} dot {s} {sv} dot {n} {nv}", ROLES | {"n": "forward"}, **names, **numbers)
