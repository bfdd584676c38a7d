"""One neuron in lines of maths: weighed, added, squashed, judged, in letters and in numbers."""

from __future__ import annotations

from engine.notation import ACTIVATIONS
from engine.reading import Reading
from scenes.equation import Equation, equation
from scenes.facts import activation
from scenes.kit.maths.single import single, sum_letters
from scenes.shown import show_sum


def product(t: Reading) -> Equation:
    """w x = 0.8 dot 1.5 = 1.2. Parts: w, x, vw, vx, result."""
    n, one = t.name, single(t)
    return equation("{w:s} {x} = {vw:p} dot {vx:p} = {result}", w=one.w, x=n.x, vw=one.w, vx=one.x, result=one.wx)


def weighted_sum(t: Reading) -> tuple[Equation, Equation]:
    """z = w x + b, and with numbers. Parts: z, w, x, b, result."""
    one = single(t)
    numbers = equation("{z} = {w:p} dot {x:p} + {b:p} = {result}", z=t.name.z, w=one.w, x=one.x, b=one.b, result=one.z)
    return sum_letters(t), numbers


def squash(t: Reading) -> tuple[Equation, Equation]:
    """a = sigma(z), with what sigma is where z stands in that once, and with numbers. Parts: a, f, z, result."""
    n, one, f = t.name, single(t), ACTIVATIONS[activation(t, 1)]
    made = f" = {f.definition}" if f.definition.count("{z}") == 1 else ""
    letters = equation("{a} = {f}({z})" + made, a=n.a, f=f.typst, z=n.z)
    return letters, equation("{a} = {f}({z}) = {result}", a=n.a, f=f.typst, z=one.z, result=one.a)


def miss(t: Reading) -> Equation:
    """a - y = 0.7311 - 0 = 0.7311, with digits that subtract. Parts: a, y, va, vy, result."""
    n, one = t.name, single(t)
    (result, y), a = show_sum([one.miss, one.y], one.a)
    return equation('"miss" = {a} - {y} = {va:p} - {vy:p} = {result}', a=n.a, y=n.y, va=a, vy=y, result=result)


def loss(t: Reading) -> tuple[Equation, Equation]:
    """L = 1/2 (a - y)^2, and with the miss as a number. Parts: L, half, a, y; L, half, miss, result."""
    n, one = t.name, single(t)
    letters = equation("{L} = {half} ({a} - {y})^2", L=n.L, half="1/2", a=n.a, y=n.y)
    return letters, equation("{L} = {half} dot {miss:p}^2 = {result}", L=n.L, half="1/2", miss=one.miss, result=one.L)


def whole(t: Reading) -> tuple[Equation, Equation, Equation]:
    """All of it in letters: z, a and L."""
    n = t.name
    short = equation("{a} = {f}({z})", a=n.a, f=ACTIVATIONS[activation(t, 1)].typst, z=n.z)
    return sum_letters(t), short, loss(t)[0]
