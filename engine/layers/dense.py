"""The dense layer: every neuron weighs everything that comes in.

z = W a_in + b, a = act(z); delta = dL/da da/dz, dL/dW = delta a_in^T, dL/db = delta, dL/da_in = W^T delta.
b is (n,), a bias for each neuron; (1,), one for all, with dL/db = sum of delta; or (0,), none.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Literal

import numpy as np

from engine.activations import ActivationName
from engine.arrays import Array, Record
from engine.layers.base import Fault, Flow, KindSpec, Piece, Shape, Values, Wanted, shown_shape, turned
from engine.layers.squash import Squashing
from engine.spec import Matrix, Share, Size, Vector, Yes
from engine.sums import settled, times, total


class DenseSpec(KindSpec):
    """kind = "dense", or no kind: units, activation; weights (units, n_in), bias, biases (units,). From (n_in,) to (units,)."""

    per_parameter: ClassVar[int] = 7  # with room to spare: which steps a lesson keeps by default hangs on it
    kind: Literal["dense"] | None = None
    units: Size
    activation: ActivationName
    slope: Share | None = None
    weights: Matrix | None = None
    bias: Yes | Literal["shared"] | None = None
    biases: Vector | None = None

    def out(self, shape: Shape) -> Shape:
        return (self.units,)

    def fault(self, shape: Shape) -> Fault | None:
        if len(shape) == 1:
            return None
        mend = 'Put kind = "flatten" before it, or kind = "token_dense" for tokens; behind a recurrent layer, write returns = "last" there.'
        return "kind", f"dense after {shown_shape(shape)}", "dense after one row of numbers", mend

    def wanted(self, shape: Shape) -> tuple[Wanted, ...]:
        return Wanted("W", "weights", (self.units, shape[0])), Wanted("b", "biases", (biases_of(self.bias, self.units),), "zeros")

    def misfit(self, shape: Shape) -> Fault | None:
        if self.weights is not None:
            rows, widths = len(self.weights), {len(row) for row in self.weights}
            if len(widths) > 1:
                found = f"ragged rows, of {' and '.join(str(w) for w in sorted(widths))} numbers"
            else:
                found = f"{rows} x {next(iter(widths), 0)} (rows x columns)"
            if rows != self.units or widths != {shape[0]}:
                allowed = f"{self.units} x {shape[0]}: a row for each unit, a column for each of its inputs"
                mend = turned("weights", self.weights, (self.units, shape[0])) or _with_biases(rows, widths, self.units, shape[0])
                return "weights", found, allowed, mend or "Mend weights or units."
        return misfit_of_biases(self.bias, self.biases, self.units)

    def recorded(self, shape: Shape) -> int:
        return 2 * self.parameters(shape)

    def working(self, shape: Shape) -> int:
        return 4 * (shape[0] + self.units)

    def build(self, shape: Shape, values: Values) -> "Dense":
        return Dense(values["W"], values["b"][:1] if self.bias == "shared" else values["b"], self.activation, self.slope)


def _with_biases(rows: int, widths: set[int], units: int, inputs: int) -> str:
    """What to do about a matrix with one column or row more than is wanted, which may be the biases; or nothing."""
    if (rows, widths) == (units, {inputs + 1}):
        return "If one column of it holds the biases, write them in biases; else mend weights or inputs."
    if (rows, widths) == (units + 1, {inputs}):
        return "If one row of it holds the biases, write them in biases; else mend weights or units."
    return "A decimal comma parts a number in two: write 0.5." if (rows, widths) == (units, {2 * inputs}) else ""


def biases_of(bias: bool | str | None, units: int) -> int:
    """How many biases a layer has: one for each unit, one for all, or none."""
    return 1 if bias == "shared" else units if bias is not False else 0


def misfit_of_biases(bias: bool | str | None, biases: Vector | None, units: int, unit: str = "unit") -> Fault | None:
    """What is wrong with the biases that a layer gives: a shared one may be written once, or for each unit alike."""
    if biases is None or len(biases) == biases_of(bias, units) != 1:
        return None
    if bias is False:
        return "biases", "biases with bias = false", "one of the two", "Remove biases or bias."
    if bias == "shared" and biases and len(biases) in (1, units):
        allowed = 'one number for all units, since bias = "shared"'
        return None if len(set(biases)) == 1 else ("biases", "numbers that differ", allowed, f"Write for example: biases = [{biases[0]}]")
    if len(biases) != units:
        return "biases", f"{len(biases)} numbers", f"{units}, one for each {unit}", "Mend biases or units."
    return None


@dataclass(frozen=True, eq=False)
class Forward(Record):
    """Layer l, left to right: z = W a_in + b, a = act(z)."""

    l: int
    a_in: Array  # (n_in,)
    products: Array  # (n, n_in): w_ij a_j
    Wa: Array  # (n,): W a_in
    z: Array  # (n,)
    a: Array  # (n,)


@dataclass(frozen=True, eq=False)
class Backward(Record):
    """Layer l, right to left: delta = dL/da da/dz, dL/dW = delta a_in^T, dL/da_in = W^T delta."""

    l: int
    dL_da: Array  # (n,)
    da_dz: Array  # (n,), or the Jacobian (n, n) of softmax
    delta: Array  # (n,): dL/dz
    dL_dW: Array  # (n, n_in)
    dL_db: Array  # as b
    terms: Array  # (n, n_in): w_ij delta_i, whose column sums are dL_da_in
    dL_da_in: Array  # (n_in,)


@dataclass(frozen=True, eq=False)
class Dense(Squashing):
    """One dense layer: W (n, n_in), b (n,), (1,) or (0,), from (n_in,) to (n,)."""

    kind: ClassVar[str] = "dense"
    adds: ClassVar[bool] = True
    weights: ClassVar[tuple[str, ...]] = ("W",)
    biases: ClassVar[tuple[str, ...]] = ("b",)
    W: Array  # (n, n_in)
    b: Array  # (n,), (1,) or (0,)
    activation: str
    leak: float | None = None

    def forward(self, l: int, *a_in: Array) -> Forward:
        """Weigh a_in, shape (n_in,), add the bias, squash."""
        Wa, z = weighed(self.W, self.b, a_in[0])
        return Forward(l, a_in[0], self.W * a_in[0], Wa, z, self.act(z))

    def backward(self, fwd: Forward, dL_da: Array, delta: Array | None = None) -> Backward:
        """Carry dL/da, shape (n,), through the layer; `delta` is given where the loss knows it better."""
        da_dz = self.act.slope(fwd.z)  # (n,), or the Jacobian (n, n) of softmax
        delta = through(da_dz, dL_da) if delta is None else delta  # (n,)
        terms = self.W * delta[:, None]  # (n, n_in)
        dL_da_in = total(terms)  # (n_in,) = W^T delta: blame returns along the same edges
        return Backward(fwd.l, dL_da, da_dz, delta, np.outer(delta, fwd.a_in), slope_of_bias(self.b, delta), terms, dL_da_in)

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        """(B, n_in) to (B, n)."""
        z = a_in.dot(p["W"].T)  # (B, n)
        if len(p["b"]):
            z += p["b"]
        return Flow(self.squash(z, piece), a_in, z)

    def pull(self, p: Values, flow: Flow, delta: Array, g: Values, onward: bool = True) -> Array | None:
        """(B, n) to (B, n_in)."""
        delta.T.dot(flow.a_in, g["W"])
        if len(g["b"]) == len(g["W"]):
            np.add.reduce(delta, axis=0, out=g["b"])
        elif len(g["b"]):
            g["b"][...] = np.add.reduce(delta, axis=None)
        return delta.dot(p["W"]) if onward else None

    @cached_property
    def terms(self) -> int:
        return self.W.shape[1] + 1

    def reach(self, name: str, a_in: Array) -> Any:
        return np.maximum(1.0, np.abs(a_in).max(axis=0)) if name == "W" else 1.0


def weighed(W: Array, b: Array, a_in: Array) -> tuple[Array, Array]:
    """The line of the book, a_in (n_in,): W a_in and z = W a_in + b, (n,) each."""
    products = W * a_in  # (n, n_in)
    Wa, b = total(products, axis=1), b if len(b) else np.zeros(1)
    return Wa, settled(Wa + b, np.abs(products).sum(axis=1) + np.abs(b), len(a_in) + 1)


def weighed_all(W: Array, b: Array, a_in: Array) -> Array:
    """z = W a_in + b of many places or networks at once: a_in (..., B, n_in) with W (n, n_in) or (S, n, n_in), to (..., B, n)."""
    z = a_in @ np.swapaxes(W, -1, -2)
    return np.asarray(z + b[..., None, :] if b.shape[-1] else z)


def slope_of_bias(b: Array, delta: Array) -> Array:
    """dL/db, as b, of one example: delta (n,), its sum where one bias is every neuron's, nothing where there is none."""
    if len(b) == len(delta):
        return delta
    return total(delta)[None] if len(b) else np.zeros(0)


def through(da_dz: Array, dL_da: Array) -> Array:
    """delta (n,) = dL/da da/dz, neuron by neuron, or J^T dL/da where every a_i depends on every z_j."""
    return dL_da * da_dz if da_dz.ndim == 1 else times(da_dz.T, dL_da)
