"""The usual mistakes in one step of backpropagation, each worked out: a sign forgotten, W not turned, a slope left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.layers.dense import Dense, through, weighed
from engine.trace import Example, Update


@dataclass(frozen=True)
class Slip:
    """What comes out by a mistake, and which it is."""

    value: float
    why: str


@dataclass(frozen=True)
class Question:
    """An entry to work out: its quantity, layer and place (`engine.notation`), its value, and what the usual mistakes make of it."""

    name: str
    l: int
    at: tuple[int, ...]
    right: float
    wrong: tuple[Slip, ...]


def questions(layers: Sequence[Dense], example: Example, update: Sequence[Update]) -> Iterator[Question]:
    """Every entry of one example's step that a mistake would change, layer by layer; the step is of this example alone."""
    for l, layer in enumerate(layers, start=1):
        fwd, bwd = example.at(l)
        yield from _each("z", l, fwd.z, _of_z(layer, fwd))
        if l < len(layers):
            blame = layers[l], example.at(l + 1)[1], bwd
            yield from _each("delta", l, bwd.delta, _unturned(*blame) + _of_delta(layer, fwd, bwd) + _of_blame(*blame))
        else:
            yield from _each("delta", l, bwd.delta, _of_delta(layer, fwd, bwd) + _of_loss(example, bwd))
        yield from _each("dL_dW", l, bwd.dL_dW, _of_gradient(layer, fwd, bwd))
        yield from _each("W", l, update[l - 1].W_new, _of_step(update[l - 1], bwd))
    yield from _each("L", len(layers), np.array(example.L), _of_terms(example))


Wrong = list[tuple[np.ndarray, str]]  # what a mistake makes of all entries, and which it is


def _each(name: str, l: int, right: np.ndarray, wrong: Wrong) -> Iterator[Question]:
    for at in np.ndindex(right.shape):
        yield Question(name, l, at, float(right[at]), tuple(Slip(float(values[at]), why) for values, why in wrong))


def _of_z(layer: Dense, fwd: Any) -> Wrong:
    """z (n,) = W a_in + b."""
    b = layer.b if len(layer.b) else np.zeros(1)
    turned: Wrong = [(weighed(layer.W.T, layer.b, fwd.a_in)[1], "W turned, where it should stand")] if _square(layer.W) else []
    return [
        *turned,
        (fwd.Wa, "the bias left out"),
        (np.abs(fwd.products).sum(axis=1) + b, "the signs of the products forgotten"),
        (fwd.Wa - b, "the bias taken away instead of added"),
        (np.full(fwd.z.shape, fwd.a_in.sum()) + b, "the weights left out"),
        (fwd.a, "the activation already applied"),
        (fwd.products[:, 0] + b, "only the first input taken"),
    ]


def _of_terms(example: Example) -> Wrong:
    """L, a number."""
    e, a = example.error, example.forward[-1].a
    return [
        (np.array(value), why)
        for value, why in (
            (-example.L, "the sign forgotten"),
            ((e * e).sum(), "the bare sum of the squares"),
            ((e * e).sum() / 2, "half the sum of the squares"),
            (np.abs(e).sum() / 2, "the squares forgotten"),
            ((a + example.y) @ (a + example.y) / 2, "y added instead of taken away"),
        )
    ]


def _of_delta(layer: Dense, fwd: Any, bwd: Any) -> Wrong:
    """delta (n,) = dL/da da/dz."""
    return [
        (bwd.dL_da, f"the slope of {layer.activation} left out"),
        (-bwd.delta, "the sign forgotten"),
        (through(layer.act.slope(fwd.a), bwd.dL_da), "the slope taken at a instead of z"),
        (bwd.dL_da * fwd.a, "the activation in place of its slope"),
    ]


def _of_loss(example: Example, bwd: Any) -> Wrong:
    """dL/da of the outputs."""
    a = example.forward[-1].a
    return [
        (example.error * a * (1.0 - a), "a (1 - a) multiplied into a - y"),
        (example.error, "a - y taken for it"),
        (example.L_terms, "the loss in place of its slope"),
    ]


def _unturned(above: Dense, later: Any, bwd: Any) -> Wrong:
    """dL/da (n,) = W delta, where it is W^T."""
    return [(through(bwd.da_dz, above.W @ later.delta), "W not turned")] if _square(above.W) else []


def _of_blame(above: Dense, later: Any, bwd: Any) -> Wrong:
    """dL/da (n,) = W^T delta of the layer above."""
    first: Wrong = [(through(bwd.da_dz, later.terms[0]), "only the first neuron's blame taken")] if len(later.delta) > 1 else []
    whole = np.full(bwd.dL_da.shape, later.delta.sum())
    return [*first, (through(bwd.da_dz, whole), "the weights left out")]


def _of_gradient(layer: Dense, fwd: Any, bwd: Any) -> Wrong:
    """dL/dW (n, n_in) = delta a_in^T."""
    shape = bwd.dL_dW.shape
    turned: Wrong = [(bwd.dL_dW.T, "i and j exchanged")] if _square(bwd.dL_dW) else []
    return [
        *turned,
        (np.broadcast_to(bwd.delta[:, None], shape), "what comes in left out"),
        (-bwd.dL_dW, "the sign forgotten"),
        (np.outer(bwd.dL_da, fwd.a_in), f"the slope of {layer.activation} left out"),
        (np.broadcast_to((bwd.delta * fwd.a)[:, None], shape), "what goes out in place of what comes in"),
        (bwd.terms, "the weight in place of what comes in"),
    ]


def _of_step(update: Update, bwd: Any) -> Wrong:
    """W (n, n_in) after the step."""
    return [
        (update.W + update.step_W, "the step taken uphill"),
        (update.W - update.dL_dW, "the learning rate left out"),
        (-update.step_W, "the step in place of the weight"),
        (update.W + update.dL_dW, "uphill, and the learning rate left out"),
        (update.W - bwd.delta[:, None], "delta taken for the whole gradient"),
    ]


def _square(W: np.ndarray) -> bool:
    return W.shape[0] == W.shape[1] > 1
