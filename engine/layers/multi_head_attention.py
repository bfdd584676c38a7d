"""Several attention heads side by side, their contexts joined and mixed (Vaswani et al. 2017, section 3.2.2).

a = concat(head_1, ..., head_H) W_O^T, head_h being one attention head with its own W_Q, W_K, W_V. Each head's records
are those of a single head.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np

from engine.arrays import Array, Record
from engine.layers.attention import (
    ROWS,
    WORDS,
    Attention,
    AttentionBackward,
    AttentionForward,
    attend,
    attend_back,
    not_tokens,
    numbers_of_a_head,
)
from engine.layers.base import Fault, Flow, KindSpec, LayerKind, Piece, Shape, Values, Wanted, Words
from engine.spec import Cube, Matrix, Size, Yes
from engine.sums import product, times, together, total

OF_HEADS = "a table of rows for each head, each width x the length of a token"


class MultiHeadAttentionSpec(KindSpec):
    """kind = "multi_head_attention": heads, width of each, units (default d), causal. From (T, d) to (T, units).

    W_Q, W_K, W_V (heads, width, d), W_O (units, heads width).
    """

    words: ClassVar[Words] = {
        **WORDS,
        **{name: (OF_HEADS, f"{name} = [[[0.1, 0.2]], [[0.3, 0.4]]]") for name in ("W_Q", "W_K", "W_V")},
        "W_O": ("rows of finite numbers, units x (heads times width)", ROWS[1].format("W_O")),
    }
    kind: Literal["multi_head_attention"]
    heads: Size
    width: Size
    units: Size | None = None
    causal: Yes = False
    W_Q: Cube | None = None
    W_K: Cube | None = None
    W_V: Cube | None = None
    W_O: Matrix | None = None

    def out(self, shape: Shape) -> Shape:
        return (shape[0], self.units or shape[1])

    def fault(self, shape: Shape) -> Fault | None:
        return not_tokens(self.kind, shape)

    def wanted(self, shape: Shape) -> tuple[Wanted, ...]:
        heads = tuple(Wanted(name, name, (self.heads, self.width, shape[1])) for name in ("W_Q", "W_K", "W_V"))
        return *heads, Wanted("W_O", "W_O", (self.units or shape[1], self.heads * self.width))

    def recorded(self, shape: Shape) -> int:
        return super().recorded(shape) + self.heads * numbers_of_a_head(shape, self.width)

    def build(self, shape: Shape, values: Values) -> "MultiHeadAttention":
        return MultiHeadAttention(**values, causal=self.causal)


@dataclass(frozen=True, eq=False)
class MultiHeadForward(Record):
    """`heads[h]` is the record of head h; `joined` are their contexts side by side."""

    kind: str
    l: int
    a_in: Array  # (T, d)
    heads: tuple[AttentionForward, ...]
    joined: Array  # (T, H d_k)
    a: Array  # (T, units): joined W_O^T


@dataclass(frozen=True, eq=False)
class MultiHeadBackward(Record):
    """`heads[h]` is the record of head h's way back; dL_da_in is the sum of the heads' own."""

    kind: str
    l: int
    dL_da: Array  # (T, units)
    dL_djoined: Array  # (T, H d_k): dL_da W_O
    shares_O: Array  # (T, units, H d_k): each token's share, which sum to dL_dW_O
    dL_dW_O: Array  # (units, H d_k)
    heads: tuple[AttentionBackward, ...]
    dL_dW_Q: Array  # (H, d_k, d)
    dL_dW_K: Array  # (H, d_k, d)
    dL_dW_V: Array  # (H, d_k, d)
    dL_da_in: Array  # (T, d)


@dataclass(frozen=True, eq=False)
class MultiHeadAttention(LayerKind):
    """W_Q, W_K, W_V (H, d_k, d), W_O (units, H d_k)."""

    kind: ClassVar[str] = "multi_head_attention"
    weights: ClassVar[tuple[str, ...]] = ("W_Q", "W_K", "W_V", "W_O")
    W_Q: Array
    W_K: Array
    W_V: Array
    W_O: Array
    causal: bool

    @property
    def heads(self) -> list[Attention]:
        """Each head as a layer of its own."""
        return [Attention(*each, self.causal) for each in zip(self.W_Q, self.W_K, self.W_V, strict=True)]

    def forward(self, l: int, *a_in: Array) -> MultiHeadForward:
        heads = tuple(head.forward(l, a_in[0]) for head in self.heads)
        joined = np.concatenate([head.context for head in heads], axis=1)
        return MultiHeadForward(self.kind, l, a_in[0], heads, joined, times(joined, self.W_O.T))

    def backward(self, fwd: MultiHeadForward, dL_da: Array, delta: Array | None = None) -> MultiHeadBackward:
        dL_djoined = times(dL_da, self.W_O)
        shares = np.array([np.outer(g, c) for g, c in zip(dL_da, fwd.joined, strict=True)])
        parts = np.split(dL_djoined, len(fwd.heads), axis=1)
        heads = tuple(head.backward(each, part.copy()) for head, each, part in zip(self.heads, fwd.heads, parts, strict=True))
        gradients = [np.array([getattr(head, name) for head in heads]) for name in ("dL_dW_Q", "dL_dW_K", "dL_dW_V")]
        dL_da_in = together(*(head.dL_da_in for head in heads))
        found: tuple[Any, ...] = (dL_da, dL_djoined, shares, total(shares), heads, *gradients, dL_da_in)
        return MultiHeadBackward(self.kind, fwd.l, *found)

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        kept = attend(p, a_in[:, None], self.causal)
        joined = np.swapaxes(product(kept[3], kept[2]), 1, 2)  # (B, T, H, d_k)
        joined = joined.reshape(*joined.shape[:2], -1)
        return Flow(product(joined, p["W_O"].T), a_in, kept=(joined, *kept))

    def pull(self, p: Values, flow: Flow, dL_da: Array, g: Values, onward: bool = True) -> Array | None:
        joined, *kept = flow.kept
        dL_djoined = dL_da @ p["W_O"]
        B, T, _ = dL_djoined.shape
        heads = np.swapaxes(dL_djoined.reshape(B, T, kept[0].shape[1], -1), 1, 2)  # (B, H, T, d_k)
        back, shares = attend_back(p, flow.a_in[:, None], tuple(kept), heads)
        g["W_O"][...] = np.tensordot(dL_da, joined, axes=((0, 1), (0, 1)))
        for name, share in shares.items():
            g[name][...] = share.sum(axis=0)
        return np.asarray(back.sum(axis=1))
