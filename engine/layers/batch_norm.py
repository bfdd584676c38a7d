"""Batch norm: every neuron is centred and scaled over the examples of the batch (Ioffe & Szegedy 2015, algorithm 1).

Training form: mu and var are the batch's own, so each example's a depends on all of them, and its way back sums over all
of them (section 3, reproduced line by line in `backward_all`). In its records dL_da of an example is B times the
derivative of the batch's mean loss, which for nets without batch norm is simply the derivative of its own loss; dL_dmu
and dL_dvar are of the loss summed over the batch. Inference form: mean and variance are given numbers, and examples do
not see one another. Training keeps running averages, mean <- (1 - momentum) mean + momentum mu, and likewise of the
unbiased variance var N / (N - 1), which is what the inference form is to be given.
Of an image (C, H, W) every channel is normalised over the batch and over all positions (section 3.2).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import ClassVar, Literal

import numpy as np

from engine.arrays import Array, Record, readonly
from engine.layers.base import Fault, Flow, KindSpec, LayerKind, Piece, Shape, Values, Wanted, Words, shown_shape
from engine.layers.layer_norm import normalised, unnormalised
from engine.spec import Positive, Share, Vector
from engine.sums import less, mean, plus, together, total

A_NUMBER_EACH = "a list of finite numbers, one for each neuron or channel"


class BatchNormSpec(KindSpec):
    """kind = "batch_norm": form, eps, momentum; gamma, beta, mean, variance (n,). From (n,) or (C, H, W) to the same."""

    words: ClassVar[Words] = {
        "gamma": (A_NUMBER_EACH, "gamma = [1.0, 1.0]"),
        "beta": (A_NUMBER_EACH, "beta = [0.0, 0.0]"),
        "mean": (A_NUMBER_EACH, "mean = [0.0, 0.0]"),
        "variance": ("a list of finite numbers above 0, one for each neuron or channel", "variance = [1.0, 1.0]"),
        "form": ("training, inference", 'form = "training"'),
    }
    kind: Literal["batch_norm"]
    form: Literal["training", "inference"] = "training"
    eps: Positive = 1e-5
    momentum: Share = 0.1
    gamma: Vector | None = None
    beta: Vector | None = None
    mean: Vector | None = None
    variance: tuple[Positive, ...] | None = None

    def fault(self, shape: Shape) -> Fault | None:
        if len(shape) != 2:
            return None
        allowed = "batch_norm after a row or an image"
        return "kind", f"batch_norm after tokens, {shown_shape(shape)}", allowed, 'Use kind = "layer_norm" for tokens.'

    def wanted(self, shape: Shape) -> tuple[Wanted, ...]:
        starts = {"gamma": "ones", "beta": "zeros", "mean": "zeros", "variance": "ones"}
        return tuple(Wanted(name, name, shape[:1], start) for name, start in starts.items())

    def recorded(self, shape: Shape) -> int:
        return 10 * prod(shape)

    def build(self, shape: Shape, values: Values) -> "BatchNorm":
        return BatchNorm(**values, form=self.form, eps=self.eps, momentum=self.momentum)


@dataclass(frozen=True, eq=False)
class BatchNormForward(Record):
    """One example; mu and var are the same for the whole batch."""

    kind: str
    l: int
    form: str
    a_in: Array  # (n,) or (C, H, W)
    mu: Array  # (n,) or (C,)
    var: Array  # (n,) or (C,)
    x_hat: Array  # as a_in: (a_in - mu) / sqrt(var + eps)
    a: Array  # as a_in: gamma x_hat + beta


@dataclass(frozen=True, eq=False)
class BatchNormBackward(Record):
    """dL_da_in = direct + through_var + through_mu; in the inference form the last two are zero."""

    kind: str
    l: int
    form: str
    dL_da: Array  # as a_in
    dL_dx_hat: Array  # as a_in: dL_da gamma
    dL_dvar: Array  # (n,) or (C,): of the loss summed over the batch
    dL_dmu: Array  # (n,) or (C,): of the loss summed over the batch
    direct: Array  # as a_in: dL_dx_hat / sqrt(var + eps)
    through_var: Array  # as a_in: dL_dvar 2 (a_in - mu) / N
    through_mu: Array  # as a_in: dL_dmu / N
    dL_dgamma: Array  # (n,) or (C,): this example's share
    dL_dbeta: Array  # (n,) or (C,): this example's share
    dL_da_in: Array  # as a_in


@dataclass(frozen=True, eq=False)
class BatchNorm(LayerKind):
    """gamma, beta, mean, variance (n,) or (C,)."""

    kind: ClassVar[str] = "batch_norm"
    weights: ClassVar[tuple[str, ...]] = ("gamma",)
    biases: ClassVar[tuple[str, ...]] = ("beta",)
    statistics: ClassVar[tuple[str, ...]] = ("mean", "variance")
    together: ClassVar[bool] = True
    gamma: Array
    beta: Array
    mean: Array
    variance: Array
    form: str
    eps: float
    momentum: float

    @property
    def trains(self) -> bool:
        """True when mu and var are the batch's own."""
        return self.form == "training"

    def inference(self) -> "BatchNorm":
        """The same layer in its inference form, with the averages that training kept."""
        return replace(self, form="inference")

    def forward_all(self, l: int, *batch: Sequence[Array]) -> list[BatchNormForward]:
        a_in = np.array(batch[0])  # (B, n) or (B, C, H, W)
        axes = over(a_in)
        mu = mean(a_in, axis=axes) if self.trains else self.mean
        centred = less(a_in, spread(mu, a_in))
        var = mean(centred**2, axis=axes) if self.trains else self.variance
        x_hat = centred / np.sqrt(spread(var, a_in) + self.eps)
        a = together(spread(self.gamma, a_in) * x_hat, np.broadcast_to(spread(self.beta, a_in), a_in.shape))
        each = zip(batch[0], x_hat, a, strict=True)
        return [BatchNormForward(self.kind, l, self.form, x, mu, var, readonly(x_h), readonly(out)) for x, x_h, out in each]

    def backward_all(
        self, fwds: Sequence[BatchNormForward], dL_das: Sequence[Array], deltas: Sequence[Array | None]
    ) -> list[BatchNormBackward]:
        a_in, dL_da, x_hat = np.array([fwd.a_in for fwd in fwds]), np.array(dL_das), np.array([fwd.x_hat for fwd in fwds])
        axes, N = over(a_in), a_in.size // len(self.gamma)
        dL_dx_hat = dL_da * spread(self.gamma, a_in)
        var = spread(fwds[0].var, a_in) + self.eps
        centred = less(a_in, spread(fwds[0].mu, a_in))
        direct = dL_dx_hat / np.sqrt(var)
        dL_dvar = total(dL_dx_hat * centred * -0.5 * var**-1.5, axis=axes)
        dL_dmu = -total(direct, axis=axes) + dL_dvar * -2.0 * mean(centred, axis=axes)
        trains = float(self.trains)
        through_var = trains * spread(dL_dvar, a_in) * 2.0 * centred / N
        through_mu = trains * np.broadcast_to(spread(dL_dmu, a_in) / N, a_in.shape)
        dL_da_in = together(direct, through_var, through_mu)
        own = tuple(axis - 1 for axis in axes[1:])
        return [
            BatchNormBackward(
                self.kind, fwds[m].l, self.form, readonly(dL_da[m]), readonly(dL_dx_hat[m]), dL_dvar, dL_dmu, readonly(direct[m]),
                readonly(through_var[m]), readonly(through_mu[m]), total(dL_da[m] * x_hat[m], axis=own), total(dL_da[m], axis=own),
                readonly(dL_da_in[m]),
            )
            for m in range(len(fwds))
        ]  # fmt: skip

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        x = a_in
        if self.trains:
            x_hat, scale = normalised(x, over(x), self.eps)
        else:
            scale = 1.0 / np.sqrt(spread(p["variance"], x) + self.eps)
            x_hat = less(x, spread(p["mean"], x)) * scale
        return Flow(plus(spread(p["gamma"], x) * x_hat, spread(p["beta"], x)), x, kept=(x_hat, scale))

    def pull(self, p: Values, flow: Flow, dL_da: Array, g: Values, onward: bool = True) -> Array | None:
        x, (x_hat, scale) = flow.a_in, flow.kept
        axes, dL_dx_hat = over(x), dL_da * spread(p["gamma"], x)
        g["gamma"][...] = (dL_da * x_hat).sum(axis=axes)
        g["beta"][...] = dL_da.sum(axis=axes)
        return unnormalised(dL_dx_hat, x_hat, scale, axes) if self.trains else np.asarray(dL_dx_hat * scale)

    def remember(self, p: Values, flow: Flow) -> None:
        if self.trains:
            x = flow.a_in
            N, m = x.size // len(p["mean"]), self.momentum
            p["mean"][:] = (1.0 - m) * p["mean"] + m * x.mean(axis=over(x))
            p["variance"][:] = (1.0 - m) * p["variance"] + m * x.var(axis=over(x)) * N / (N - 1)


def over(batch: Array) -> tuple[int, ...]:
    """The axes that one neuron or channel is normalised over: the batch, and positions of an image."""
    return (0,) if batch.ndim == 2 else (0, 2, 3)


def spread(each: Array, batch: Array) -> Array:
    """A number for each neuron or channel, standing where it meets its numbers of the batch."""
    return each if batch.ndim == 2 else each[:, None, None]
