"""What symbols are worth on a trace, with the shapes that the notation table gives them, and what expressions of them come to."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine import notation
from engine.activations import ACTIVATIONS
from engine.reading import Reading
from engine.symbols import SYMBOLS
from studio.proof.expression import Figure, Node, Symbol, Tree, Unreadable

# (above, below) of a derivative: its name in the notation table
SLOPES = {("L", "a"): "dL_da", ("a", "z"): "da_dz", ("L", "z"): "dL_dz", ("L", "W"): "dL_dW", ("L", "w"): "dL_dw", ("L", "b"): "dL_db",
          ("z", "w"): "dz_dw"}  # fmt: skip
SHARED = ("b", "dL_db")  # of which a layer may have one number for all
ARRAYS = {"w": "W", "dL_dw": "dL_dW", "dL_dz": "delta"}  # where an entry's quantity stands in a reading
ACTS = {f.typst.strip('"'): ACTIVATIONS[name] for name, f in notation.ACTIVATIONS.items()}


class Absent(IndexError):
    """A layer or an index that this network does not have, or a value that no number of a computer reaches: e^1000000."""


class Misshapen(ValueError):
    """An operation on shapes that do not go together."""


@dataclass(frozen=True)
class World:
    """A reading; `mean` when gradients are the batch's; `numbers` are the film's own in the line, `layer` and `unit` those of bare names.

    Values are float64 arrays: () for scalars, (n, 1) for vectors, (n, m) for matrices.
    """

    t: Reading
    numbers: tuple[float, ...]
    mean: bool = False
    bare: tuple[int, int] | None = None  # the layer and neuron that symbols without layer and index speak of
    letters: Mapping[str, int] | None = None  # what l, i, j, k stand for

    def value(self, tree: Tree, bound: Mapping[str, int] = {}) -> np.ndarray:
        """What an expression comes to."""
        if isinstance(tree, Figure):
            return np.asarray(tree.constant if tree.at is None else self.numbers[tree.at])
        if isinstance(tree, Symbol):
            return self.symbol(tree, {**(self.letters or {}), **bound})
        if tree.op == "sum":
            return self._sum(tree, bound)
        parts = [self.value(part, bound) for part in tree.parts]
        constant = any(part.at is None if isinstance(part, Figure) else self._shared(part) for part in tree.parts)
        return apply(tree.op, parts, constant, self._activation(tree))

    def _sum(self, tree: Node, bound: Mapping[str, int]) -> np.ndarray:
        """Over every index that there is."""
        total, k = None, 0
        while True:
            try:
                part = self.value(tree.parts[0], {**bound, tree.name: k})
            except Absent:
                if total is None:
                    raise
                return total
            total, k = part if total is None else total + part, k + 1

    def _activation(self, tree: Node) -> Any:
        """The layer's own, where a formula for all calls it f."""
        name = tree.op.rstrip("'")
        if name != "f":
            return self._known(name)
        layers = [self.layer(leaf) for leaf in tree.parts if isinstance(leaf, Symbol)]
        if not layers:
            raise Unreadable("f of what?")
        return self.t.run.net.layers[layers[0] - 1].act

    def _known(self, name: str) -> Any:
        """A function by its name; one whose slope the lesson gives is that of a layer that has it."""
        acts = [layer.act for layer in self.t.run.net.layers if layer.squashes]
        return next((act for act in acts if act.name == "leaky_relu"), ACTS[name]) if name == "lrelu" else ACTS.get(name)

    def _shared(self, part: Tree) -> bool:
        """Whether a part is a bias that its whole layer shares: a number that goes with every shape."""
        if not isinstance(part, Symbol) or part.base != "b" or part.top is not None or (not part.layer and self.bare is None):
            return False
        return bool(len(self.t.b[self.layer(part)].array) == 1)

    # ---- symbols

    def layer(self, symbol: Symbol, letters: Mapping[str, int] = {}) -> int:
        """The layer a symbol belongs to."""
        text, known = symbol.layer, {**(self.letters or {}), **letters}
        if not text:
            if self.bare is None:
                raise Unreadable(f"{symbol.base} of which layer?")
            return self.bare[0]
        if text.isdigit():
            return int(text)
        base, _, off = text.partition("-" if "-" in text else "+")
        at = self.t.D if base == "D" else known.get(base)
        if at is None:
            raise Unreadable(f"layer {text}")
        return at + int(off or 0) * (-1 if "-" in text else 1)

    def symbol(self, symbol: Symbol, letters: Mapping[str, int]) -> np.ndarray:
        """A quantity or one entry of it, checked against the shape in the notation table."""
        if symbol.base == "n":
            return np.asarray(float(self.t.sizes[-1]))
        if symbol.base in ("L", "eta") and symbol.top is None:
            if symbol.at:
                raise Unreadable(f"{symbol.base}_{symbol.at}")
            return np.asarray(float((self.t.batch_L if self.mean else self.t.L) if symbol.base == "L" else self.t.eta))
        name, at, owner = symbol.base, symbol.at, symbol
        if symbol.top is not None:
            name = SLOPES.get((symbol.top.base, symbol.base), "")
            if not name:
                raise Unreadable(f"d{symbol.top.base}/d{symbol.base}")
            at, owner = self._slope_at(symbol, symbol.top)
        if name == "dz_dw":
            if self.bare is not None and not at and not owner.layer:
                at = (str(self.bare[1] + 1),) * 2
            return self._entry(self._array("a", self.layer(owner, letters) - 1, False), at[1:], letters)
        whole = name in ("x", "y")
        array = self._array(ARRAYS.get(name, name), 0 if whole else self.layer(owner, letters), symbol.new)
        if name in SHARED and len(array) == 1 < self.t.sizes[self.layer(owner, letters)]:
            return np.asarray(array[0])  # one bias for the whole layer
        self._shaped(name, 0 if whole else self.layer(owner, letters), array)
        if self.bare is not None and not at and not owner.layer:
            at = (str(self.bare[1] + 1),) * array.ndim
        return self._entry(array, at, letters)

    def _slope_at(self, below: Symbol, above: Symbol) -> tuple[tuple[str, ...], Symbol]:
        """The indices of a derivative, and the symbol whose layer it has: da_k/dz_i is an entry of the Jacobian where k is not i."""
        if above.base == "a" and above.at != below.at:
            return (*above.at, *below.at), below
        return below.at, below

    def _array(self, name: str, l: int, new: bool) -> np.ndarray:
        if name == "a" and l == 0:
            name = "x"
        if name in ("x", "y"):
            return np.asarray(getattr(self.t, name).array)
        if not 1 <= l <= self.t.D:
            raise Absent(f"layer {l}")
        mean = self.mean and name in ("dL_dW", "dL_db")
        try:
            return np.asarray(getattr(self.t, ("mean_" if mean else "") + name + ("_new" if new else ""))[l].array)
        except AttributeError:  # a layer of another kind has no such record
            raise Absent(name) from None

    def _shaped(self, name: str, l: int, array: np.ndarray) -> None:
        """Refuse a value whose shape is not the table's; softmax's slope is a Jacobian."""
        sizes = {"n_0": self.t.sizes[0], "n_D": self.t.sizes[-1]}
        if l:
            sizes |= {"n": self.t.sizes[l], "n_in": self.t.sizes[l - 1]}
        table = SYMBOLS[{"w": "W", "dL_dw": "dL_dW"}.get(name, name)].shape
        wanted = tuple(sizes[n] for n in table if n in sizes)
        jacobian = name == "da_dz" and array.ndim == 2
        if l and array.ndim > len(table) and not jacobian:
            raise Unreadable(f"{name} of layer {l}, which is a map")
        if l and len(wanted) == len(table) and array.shape != (wanted * 2 if jacobian else wanted):
            raise Misshapen(f"{name} of layer {l} has the shape {array.shape}, the notation says {wanted}")

    def _entry(self, array: np.ndarray, at: tuple[str, ...], letters: Mapping[str, int]) -> np.ndarray:
        """The entry at indices as they are written, or the whole as a column or matrix."""
        if not at and max(self.t.sizes) == 1:
            return array.reshape(())  # in a chain of single neurons a name without index is the number itself
        if not at:
            return array[:, None] if array.ndim == 1 else array
        if array.ndim == 1 and all(index.isdigit() for index in at):
            at = ("".join(at),)  # neuron 10 of a vector
        if len(at) != array.ndim:
            raise Unreadable(f"{len(at)} indices of {array.ndim}")
        found = array
        for index in at:
            k = int(index) - 1 if index.isdigit() else letters.get(index)
            if k is None:
                raise Unreadable(f"index {index}")
            if not 0 <= k < len(found):
                raise Absent(f"index {index}")
            found = found[k]
        return np.asarray(found)


def apply(op: str, parts: list[np.ndarray], constant: bool, act: Any) -> np.ndarray:
    """An operation on values; Misshapen where their shapes do not go together. A constant goes with every shape."""
    if act is not None:
        return np.asarray((act.slope if op.endswith("'") else act)(parts[0]) if parts[0].ndim == 0 else _each(act, op, parts[0]))
    if op in ("+", "-", "o", "/"):
        _alike(op, parts, constant)
    if op in PLAIN:
        with np.errstate(all="ignore"):  # what is no number is judged as what it says, not said twice
            found = np.asarray(PLAIN[op](*parts))
        if op != "/" and np.isposinf(found).any() and all(np.isfinite(part).all() for part in parts):
            raise Absent(f"{op} of {parts[0]}, beyond the largest number")
        return found
    if op == "*":
        return _product(*parts)
    if op == "T":
        if parts[0].ndim == 0:
            raise Misshapen("a number has no transpose")
        return parts[0].T
    raise Unreadable(op)


def _each(act: Any, op: str, z: np.ndarray) -> np.ndarray:
    """An activation or its slope on a column (n, 1); softmax's slope is a Jacobian (n, n)."""
    if z.shape[1] != 1:
        raise Misshapen("an activation of a matrix")
    out = (act.slope if op.endswith("'") else act)(z[:, 0])
    return np.asarray(out if out.ndim == 2 else out[:, None])


def _alike(op: str, parts: list[np.ndarray], constant: bool) -> None:
    a, b = parts
    if a.shape != b.shape and not constant and not (op == "/" and b.ndim == 0):
        raise Misshapen(f"{_said(a)} {'⊙' if op == 'o' else op} {_said(b)}")


def _product(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    if a.ndim == 0 or b.ndim == 0:
        return np.asarray(a * b)
    if a.shape[1] != b.shape[0]:
        raise Misshapen(f"{_said(a)} times {_said(b)}")
    return np.asarray(a @ b)


def _said(array: np.ndarray) -> str:
    return f"{array.shape[0]} x {array.shape[1]}" if array.ndim else "a number"


def _cdf(z: np.ndarray) -> Any:
    return np.vectorize(lambda v: 0.5 * math.erfc(-v / math.sqrt(2)))(z)


PLAIN: dict[str, Callable[..., Any]] = {
    "+": np.add,
    "-": np.subtract,
    "o": np.multiply,
    "/": np.divide,
    "^": np.power,
    "neg": np.negative,
    "exp": np.exp,
    "ln": np.log,
    "max": np.maximum,
    "Phi": _cdf,
    "phi": lambda z: np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi),
}
