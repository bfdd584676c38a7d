"""A lesson of one neuron with one input, read in plain letters: x, w, b, z, a, y, L and the slopes between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from engine.reading import Number, Reading
from scenes.equation import Equation, equation


@dataclass(frozen=True)
class Single:
    """The numbers of the told example; wx is w x, miss is a - y, dz_dw is x."""

    x: Number
    w: Number
    b: Number
    y: Number
    wx: Number
    z: Number
    a: Number
    miss: Number
    L: Number
    dz_dw: Number
    da_dz: Number
    dL_da: Number
    delta: Number
    dL_dw: Number
    dL_db: Number


@lru_cache(maxsize=8)
def single(t: Reading) -> Single:
    """Every number under its letter, without layer or index."""
    fields = {
        "x": t.x[0], "w": t.W[1][0][0], "b": t.b[1][0], "y": t.y[0], "wx": t.products[1][0][0], "z": t.z[1][0], "a": t.a[1][0],
        "miss": t.error[0], "L": t.L, "dz_dw": t.x[0], "da_dz": t.da_dz[1][0], "dL_da": t.dL_da[1][0], "delta": t.delta[1][0],
        "dL_dw": t.dL_dW[1][0][0], "dL_db": t.dL_db[1][0],
    }  # fmt: skip
    symbols = {"wx": "z", "miss": "a"}
    return Single(**{name: t.at(number.path, symbols.get(name, name)) for name, number in fields.items()})


def alone(t: Reading) -> bool:
    """Whether the lesson is one neuron with one input."""
    return t.sizes == (1, 1)


def sum_letters(t: Reading) -> Equation:
    """z = w x + b. Parts: z, w, x, b."""
    n, one = t.name, single(t)
    return equation("{z} = {w:s} {x} + {b:s}", z=n.z, w=one.w, x=n.x, b=one.b)
