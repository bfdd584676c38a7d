"""One attention head: every token asks, every token answers (Vaswani et al. 2017, equation 1).

With tokens X (T, d): Q = X W_Q^T, K = X W_K^T, V = X W_V^T, scores = Q K^T / sqrt d_k, A = softmax of each row, and what
comes out is A V. `causal` hides the tokens that come later: their scores are replaced by HIDDEN before the softmax, so
that their weights are exactly zero (section 3.2.3 says minus infinity, which a trace file could not hold).
"""

from dataclasses import dataclass
from math import prod, sqrt
from typing import ClassVar, Literal

import numpy as np

from engine.activations import softmax
from engine.arrays import Array, Record
from engine.layers.base import Fault, Flow, KindSpec, LayerKind, Piece, Shape, Values, Wanted, Words, shown_shape
from engine.spec import Matrix, Size, Yes
from engine.sums import product, times, together, total

HIDDEN = -1e300
WORDS = {
    "width": ("a whole number from 1 to 100000: how long queries, keys and values are", "width = 2"),
    "causal": ("true or false", "causal = true"),
    "heads": ("a whole number from 1 to 100000", "heads = 2"),
}
ROWS = ("rows of finite numbers, width x the length of a token", "{} = [[0.1, 0.2], [0.3, 0.4]]")


class AttentionSpec(KindSpec):
    """kind = "attention": width, causal; W_Q, W_K, W_V (width, d). From (T, d) to (T, width)."""

    words: ClassVar[Words] = {**WORDS, **{name: (ROWS[0], ROWS[1].format(name)) for name in ("W_Q", "W_K", "W_V")}}
    kind: Literal["attention"]
    width: Size
    causal: Yes = False
    W_Q: Matrix | None = None
    W_K: Matrix | None = None
    W_V: Matrix | None = None

    def out(self, shape: Shape) -> Shape:
        return (shape[0], self.width)

    def fault(self, shape: Shape) -> Fault | None:
        return not_tokens(self.kind, shape)

    def wanted(self, shape: Shape) -> tuple[Wanted, ...]:
        return tuple(Wanted(name, name, (self.width, shape[1])) for name in ("W_Q", "W_K", "W_V"))

    def recorded(self, shape: Shape) -> int:
        return numbers_of_a_head(shape, self.width)

    def build(self, shape: Shape, values: Values) -> "Attention":
        return Attention(**values, causal=self.causal)


def not_tokens(kind: str, shape: Shape) -> Fault | None:
    """What is wrong when attention is not given tokens."""
    if len(shape) == 2:
        return None
    mend = "Use an embedding before it, or write shape = [tokens, length] in [network]."
    return "kind", f"{kind} after {shown_shape(shape)}", f"{kind} after tokens, T x d", mend


def numbers_of_a_head(shape: Shape, width: int) -> int:
    """How many numbers a head's records hold, near enough."""
    return 10 * shape[0] * width + 3 * shape[0] * width * shape[1] + 7 * shape[0] ** 2 + shape[0] ** 3 + 4 * prod(shape)


@dataclass(frozen=True, eq=False)
class AttentionForward(Record):
    """Row t of each square is what token t asks of the others."""

    kind: str
    l: int
    a_in: Array  # (T, d)
    Q: Array  # (T, d_k)
    K: Array  # (T, d_k)
    V: Array  # (T, d_k)
    scores: Array  # (T, T): Q K^T / sqrt d_k
    mask: Array  # (T, T): 1 where token t may look, else 0
    masked: Array  # (T, T): scores, HIDDEN where the mask is 0
    A: Array  # (T, T): each row's weights, which sum to 1
    context: Array  # (T, d_k): A V
    a: Array  # (T, d_k): the context


@dataclass(frozen=True, eq=False)
class AttentionBackward(Record):
    """`shares_Q[t]` is token t's dL_dQ_t x_t^T; they sum to dL_dW_Q, and so for K and V. dL_da_in = the sum of the last three."""

    kind: str
    l: int
    dL_da: Array  # (T, d_k)
    dL_dA: Array  # (T, T): dL_da V^T
    dL_dV: Array  # (T, d_k): A^T dL_da
    jacobian: Array  # (T, T, T): of row t, dA_ti/dscore_tj = A_ti ([i = j] - A_tj)
    dL_dscores: Array  # (T, T): each row's J^T dL_dA
    dL_dQ: Array  # (T, d_k): dL_dscores K / sqrt d_k
    dL_dK: Array  # (T, d_k): dL_dscores^T Q / sqrt d_k
    shares_Q: Array  # (T, d_k, d)
    shares_K: Array  # (T, d_k, d)
    shares_V: Array  # (T, d_k, d)
    dL_dW_Q: Array  # (d_k, d)
    dL_dW_K: Array  # (d_k, d)
    dL_dW_V: Array  # (d_k, d)
    from_Q: Array  # (T, d): dL_dQ W_Q
    from_K: Array  # (T, d)
    from_V: Array  # (T, d)
    dL_da_in: Array  # (T, d)


@dataclass(frozen=True, eq=False)
class Attention(LayerKind):
    """W_Q, W_K, W_V (d_k, d), without biases, as in the paper."""

    kind: ClassVar[str] = "attention"
    weights: ClassVar[tuple[str, ...]] = ("W_Q", "W_K", "W_V")
    W_Q: Array
    W_K: Array
    W_V: Array
    causal: bool

    def forward(self, l: int, *a_in: Array) -> AttentionForward:
        X = a_in[0]
        Q, K, V = (times(X, W.T) for W in (self.W_Q, self.W_K, self.W_V))
        scores = times(Q, K.T) / sqrt(Q.shape[1])
        mask = visible(len(X), self.causal)
        masked = np.where(mask == 1.0, scores, HIDDEN)
        A = np.array([softmax(row) for row in masked])
        context = times(A, V)
        return AttentionForward(self.kind, l, X, Q, K, V, scores, mask, masked, A, context, context)

    def backward(self, fwd: AttentionForward, dL_da: Array, delta: Array | None = None) -> AttentionBackward:
        root = sqrt(fwd.Q.shape[1])
        dL_dA, dL_dV = times(dL_da, fwd.V.T), times(fwd.A.T, dL_da)
        jacobian = np.array([np.diag(row) - np.outer(row, row) for row in fwd.A])
        dL_dscores = np.array([times(J.T, row) for J, row in zip(jacobian, dL_dA, strict=True)])
        dL_dQ, dL_dK = times(dL_dscores, fwd.K) / root, times(dL_dscores.T, fwd.Q) / root
        ways = (dL_dQ, dL_dK, dL_dV)
        shares = [np.array([np.outer(g, x) for g, x in zip(way, fwd.a_in, strict=True)]) for way in ways]
        parts = [times(way, W) for way, W in zip(ways, (self.W_Q, self.W_K, self.W_V), strict=True)]
        gradients = map(total, shares)
        found = (dL_da, dL_dA, dL_dV, jacobian, dL_dscores, dL_dQ, dL_dK, *shares, *gradients, *parts, together(*parts))
        return AttentionBackward(self.kind, fwd.l, *found)

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        kept = attend(p, a_in, self.causal)
        return Flow(product(kept[3], kept[2]), a_in, kept=kept)

    def pull(self, p: Values, flow: Flow, dL_da: Array, g: Values, onward: bool = True) -> Array | None:
        back, shares = attend_back(p, flow.a_in, flow.kept, dL_da)
        for name, share in shares.items():
            g[name][...] = share.sum(axis=0)
        return back


def visible(T: int, causal: bool) -> Array:
    """mask[t, s] is 1 where token t may look at token s, (T, T)."""
    return np.tril(np.ones((T, T))) if causal else np.ones((T, T))


def attend(p: Values, X: Array, causal: bool) -> tuple[Array, Array, Array, Array]:
    """Q, K, V (..., T, d_k) and A (..., T, T) of tokens (..., T, d); with W (H, d_k, d) and X (B, 1, T, d) of H heads at once."""
    Q, K, V = (product(X, np.swapaxes(p[name], -1, -2)) for name in ("W_Q", "W_K", "W_V"))
    scores = Q @ np.swapaxes(K, -1, -2) / sqrt(Q.shape[-1])
    return Q, K, V, softmax(np.where(visible(X.shape[-2], causal) == 1.0, scores, HIDDEN))


def attend_back(p: Values, X: Array, kept: tuple[Array, ...], dL_da: Array) -> tuple[Array, dict[str, Array]]:
    """dL/dX (..., T, d) and the gradients of W_Q, W_K, W_V, not yet summed over the batch: (..., d_k, d)."""
    Q, K, V, A = kept
    dL_dA = dL_da @ np.swapaxes(V, -1, -2)
    dL_dscores = A * (dL_dA - (A * dL_dA).sum(axis=-1, keepdims=True)) / sqrt(Q.shape[-1])
    ways = {"W_Q": dL_dscores @ K, "W_K": np.swapaxes(dL_dscores, -1, -2) @ Q, "W_V": np.swapaxes(A, -1, -2) @ dL_da}
    back = ways["W_Q"] @ p["W_Q"] + ways["W_K"] @ p["W_K"] + ways["W_V"] @ p["W_V"]
    return back, {name: np.swapaxes(way, -1, -2) @ X for name, way in ways.items()}
