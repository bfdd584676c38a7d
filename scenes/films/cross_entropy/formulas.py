"""Delta under two losses in lines of maths: the chain with its factors, what cancels, and what is left over."""

from __future__ import annotations

from engine.reading import Reading
from scenes.equation import Equation, equation
from scenes.films.cross_entropy.facts import own, ratio, twin
from scenes.shown import show


def chain(t: Reading) -> Equation:
    """delta = dL/da da/dz. Parts: d, one, two."""
    n = t.name
    return equation("{d} = {one} dot {two}", d=n.delta, one=n.dL_da, two=n.da_dz)


def squared_chain(t: Reading) -> Equation:
    """delta = (a - y) a (1 - a). Parts: d, one, two."""
    return equation("{d} = {one} dot {two}", _slopes("one", "two"), d=t.name.delta, one="(a - y)", two="a (1 - a)")


def chain_numbers(t: Reading) -> Equation:
    """The same with its numbers. Parts: d, one, two, result."""
    o = own(t)
    return equation("{d} = {one} dot {two} = {result}", d=t.name.delta, one=o.dL_da, two=o.da_dz, result=show(o.delta, 3))


def entropy_slope(t: Reading) -> Equation:
    """dL/da = 1 / (1 - a) = (a - y) / (a (1 - a)), where y is 0. Parts: g, one, full."""
    return equation("{g} = {one} = {full}", _slopes("one", "full"), g=t.name.dL_da, one="1 / (1 - a)", full="(a - y) / (a (1 - a))")


def entropy_chain(t: Reading) -> Equation:
    """delta = (a - y) / (a (1 - a)) dot a (1 - a). Parts: d, miss, under, slope."""
    fields = {"miss": "a - y", "under": "a (1 - a)", "slope": "a (1 - a)"}
    return equation("{d} = ({miss}) / ({under}) dot {slope}", _slopes(*fields), d=t.name.delta, **fields)


def left_over(t: Reading) -> Equation:
    """delta = a - y. Parts: d, a, y."""
    return equation("{d} = {a} - {y}", d=t.name.delta, a=t.name.a, y=t.name.y)


def left_over_numbers(t: Reading) -> Equation:
    """delta = 0.982 - 0 = 0.982, of the twin. Parts: d, a, y, result."""
    o = twin(t)
    return equation("{d} = {a} - {y} = {result}", d=t.name.delta, a=o.a, y=o.y, result=o.delta)


def left(t: Reading) -> tuple[Equation, Equation]:
    """What is left over, in letters and numbers."""
    return left_over(t), left_over_numbers(t)


def times(t: Reading) -> Equation:
    """How many times one push is the other, in three digits. Part: r."""
    return equation('{r} "times"', _slopes("r"), r=show(ratio(t), 3))


def squared_loss(t: Reading) -> Equation:
    """L = 1/2 (a - y)^2. Parts: L, a, y."""
    return equation("{L} = 1/2 ({a} - {y})^2", L=t.name.L, a=t.name.a, y=t.name.y)


def entropy_loss(t: Reading) -> Equation:
    """L = -ln(1 - a), which is what is left of the cross-entropy where zero is wanted. Parts: L, a."""
    return equation("{L} = -ln(1 - {a})", L=t.name.L, a=t.name.a)


def entropy_whole(t: Reading) -> Equation:
    """L = -y ln a - (1 - y) ln(1 - a): for zero and for one. Parts: L, y, a, u, b."""
    n = t.name
    return equation("{L} = -{y} ln {a} - (1 - {u}) ln(1 - {b})", L=n.L, y=n.y, a=n.a, u=n.y, b=n.a)


def softmax() -> Equation:
    """a_i = e^(z_i) / sum_k e^(z_k). Part: a."""
    return equation("{a} = e^(z_i) / (sum_k e^(z_k))", {"a": "forward"}, a="a_i")


def _slopes(*parts: str) -> dict[str, str]:
    """These parts have the hue of the way back."""
    return dict.fromkeys(parts, "backward")
