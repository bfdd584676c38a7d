"""A weight's share in letters: of a line that is silent, and of a layer as matrices."""

from __future__ import annotations

from engine.reading import Reading
from scenes.kit.maths.laws import lettered
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

DELTA, A, DW = "delta_i^((l))", "a_j^((l-1))", "(partial L)/(partial w_(i j)^((l)))"


def silence() -> Formula:
    """a_j = 0. Part: a."""
    return lettered("{a} = 0", a=A)


def silence_asked() -> Formula:
    """dL/dw_ij = ? Parts: dw, ask."""
    return lettered("{dw} = {ask}", dw=DW, ask='"?"')


def silence_answered() -> Formula:
    """dL/dw_ij = delta_i dot 0 = 0. Parts: dw, delta."""
    return lettered("{dw} = {delta} dot 0 = 0", dw=DW, delta=DELTA)


def outer_letters(t: Reading, l: int) -> Formula:
    """dL/dW = delta a^T of layer l; a lone number that came in has no transpose. Parts: dW, delta, a."""
    came = "x" if l == 1 else f"a^(({l - 1}))"
    a = came if t.sizes[l - 1] == 1 else f"{came}^T" if l == 1 else f"({came})^T"
    return _hued(Formula("{dW} = {delta} {a}", dW=t.name.dL_dW[l], delta=t.name.delta[l], a=a))


def _hued(formula: Formula) -> Formula:
    formula["a"].set_color(theme().forward)
    return formula
