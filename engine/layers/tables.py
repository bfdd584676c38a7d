"""The list of kinds: what a lesson's layer may be, and the records of each."""

from collections.abc import Callable
from typing import Any

from engine.layers import (
    activation_only,
    attention,
    batch_norm,
    conv2d,
    dense,
    dot,
    dropout,
    embedding,
    flatten,
    gru,
    layer_norm,
    lstm,
    multi_head_attention,
    next_token,
    policy,
    pooling,
    residual,
    rnn,
    token_dense,
)
from engine.layers.base import KindSpec
from engine.losses import Loss

KINDS: dict[str, type[KindSpec]] = {
    "dense": dense.DenseSpec,
    "conv2d": conv2d.Conv2dSpec,
    "max_pool": pooling.PoolSpec,
    "mean_pool": pooling.PoolSpec,
    "flatten": flatten.FlattenSpec,
    "activation": activation_only.ActivationSpec,
    "batch_norm": batch_norm.BatchNormSpec,
    "layer_norm": layer_norm.LayerNormSpec,
    "residual": residual.ResidualSpec,
    "embedding": embedding.EmbeddingSpec,
    "embedding_pair": embedding.EmbeddingPairSpec,
    "dot": dot.DotSpec,
    "token_dense": token_dense.TokenDenseSpec,
    "dropout": dropout.DropoutSpec,
    "rnn": rnn.RnnSpec,
    "lstm": lstm.LstmSpec,
    "gru": gru.GruSpec,
    "attention": attention.AttentionSpec,
    "multi_head_attention": multi_head_attention.MultiHeadAttentionSpec,
}
RECORDS: dict[str, tuple[type, type]] = {  # the records of the way forward and of the way back
    "dense": (dense.Forward, dense.Backward),
    "conv2d": (conv2d.Conv2dForward, conv2d.Conv2dBackward),
    "max_pool": (pooling.MaxPoolForward, pooling.PoolBackward),
    "mean_pool": (pooling.MeanPoolForward, pooling.PoolBackward),
    "flatten": (flatten.FlattenForward, flatten.FlattenBackward),
    "activation": (activation_only.ActivationForward, activation_only.ActivationBackward),
    "batch_norm": (batch_norm.BatchNormForward, batch_norm.BatchNormBackward),
    "layer_norm": (layer_norm.LayerNormForward, layer_norm.LayerNormBackward),
    "residual": (residual.ResidualForward, residual.ResidualBackward),
    "embedding": (embedding.EmbeddingForward, embedding.EmbeddingBackward),
    "embedding_pair": (embedding.EmbeddingForward, embedding.EmbeddingPairBackward),
    "dot": (dot.DotForward, dot.DotBackward),
    "token_dense": (token_dense.TokenDenseForward, token_dense.TokenDenseBackward),
    "dropout": (dropout.DropoutForward, dropout.DropoutBackward),
    "rnn": (rnn.RnnForward, rnn.RnnBackward),
    "lstm": (lstm.LstmForward, lstm.LstmBackward),
    "gru": (gru.GruForward, gru.GruBackward),
    "attention": (attention.AttentionForward, attention.AttentionBackward),
    "multi_head_attention": (multi_head_attention.MultiHeadForward, multi_head_attention.MultiHeadBackward),
}
OBJECTIVES: dict[str, type] = {"next_token": next_token.NextToken, "policy_gradient": policy.PolicyGradient, "ppo": policy.Ppo}
CLIP = 0.2  # Schulman et al. 2017, table 3
HEADS: dict[str, Callable[[float], Loss]] = {  # losses whose y is not what a should be, by their clip
    "next_token": lambda clip: next_token.NEXT_TOKEN,
    "policy_gradient": lambda clip: policy.POLICY_GRADIENT,
    "ppo": policy.ppo,
}


def kind_of(table: Any) -> str:
    """The kind that a layer's table asks for, or that a record in a trace file is of; none is dense."""
    kind = table.get("kind") if isinstance(table, dict) else getattr(table, "kind", None)
    return "dense" if kind is None else str(kind)
