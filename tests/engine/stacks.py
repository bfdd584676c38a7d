"""Lessons with layers of every kind for the tests: small tables, and random ones for hypothesis."""

from math import prod
from typing import Any

import numpy as np
from hypothesis import strategies as st

from engine.lesson import Lesson

SMOOTH = ("identity", "sigmoid", "tanh", "softplus", "elu", "silu")
KINKED = ("relu", "leaky_relu", "hard_tanh")


def stack(
    layers: list[dict[str, Any]],
    x: Any,
    y: Any,
    loss: str = "squared_error",
    shape: tuple[int, ...] | None = None,
    clip: float | None = None,
    seed: int = 0,
    **training: Any,
) -> dict[str, Any]:
    """A lesson's tables, every parameter that is not given drawn at random, its biases too; x and y row by row."""
    x, y = (np.asarray(rows, dtype=float) for rows in (x, y))
    network = {"inputs": prod(x.shape[1:]), "loss": loss, "layers": layers}
    network |= {key: value for key, value in (("shape", shape), ("clip", clip)) if value is not None}
    data = {"x": x.reshape(len(x), -1).tolist(), "y": y.reshape(len(y), -1).tolist()}
    table = {"network": network, "data": data, "training": {"learning_rate": 0.05, **training}}
    return filled(table, np.random.default_rng(seed))


def filled(table: dict[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    """The tables with every parameter written out: around 1 for scales and variances, around 0 for the rest."""
    read = Lesson.model_validate(table)
    layers = []
    for layer, spec, shape in zip(table["network"]["layers"], read.network.layers, read.shapes, strict=False):
        drawn = {w.key: (rng.uniform(0.5, 1.5, w.shape) if w.start == "ones" else rng.normal(size=w.shape)) for w in spec.wanted(shape)}
        layers.append({**{key: value.tolist() for key, value in drawn.items()}, **layer})
    return {**table, "network": {**table["network"], "layers": layers}}


IMAGE = np.random.default_rng(1).normal(size=(3, 1, 6, 6))
TOKENS = np.random.default_rng(2).normal(size=(3, 3, 4))
ROWS = np.random.default_rng(3).normal(size=(4, 5))
LABELS = np.eye(3)
NAMES, NEXT = [[0, 1, 2], [2, 1, 1], [3, 0, 3]], [[1, 2, 3], [1, 1, 0], [0, 3, 1]]
ACTIONS = [[0, 1.0, 0.5], [1, -1.0, 0.4], [0, 2.0, 0.05], [1, -0.5, 0.9]]  # action, advantage, old probability
SOFT = {"units": 3, "activation": "softmax"}
FLAT = {"kind": "flatten"}
WORDS = {"kind": "token_dense", "units": 4, "activation": "softmax"}
FOUR = {"units": 4, "activation": "tanh"}

KINDS = {  # one small lesson for each kind, by its name
    "conv2d": lambda: stack(
        [{"kind": "conv2d", "filters": 2, "size": [3, 2], "stride": 2, "padding": 1, "activation": "relu"}, FLAT, SOFT],
        IMAGE, LABELS, "cross_entropy", (1, 6, 6),
    ),
    "conv2d after conv2d": lambda: stack(
        [{"kind": "conv2d", "size": [2, 2]}, {"kind": "conv2d", "size": [3, 2], "stride": 2, "padding": 1}, FLAT, SOFT],
        IMAGE, LABELS, "cross_entropy", (1, 6, 6),
    ),
    "max_pool": lambda: stack(
        [{"kind": "conv2d", "size": [2, 2]}, {"kind": "max_pool", "size": [3, 2], "stride": 2}, FLAT, SOFT],
        IMAGE, LABELS, "cross_entropy", (1, 6, 6),
    ),
    "mean_pool": lambda: stack(
        [{"kind": "conv2d", "size": [2, 2]}, {"kind": "mean_pool", "size": [2, 2], "stride": 1}, FLAT, SOFT],
        IMAGE, LABELS, "cross_entropy", (1, 6, 6),
    ),
    "flatten": lambda: stack([{"kind": "token_dense", "units": 2, "activation": "tanh"}, FLAT, SOFT], TOKENS, LABELS, shape=(3, 4)),
    "activation": lambda: stack([FOUR, {"kind": "activation", "activation": "relu"}, FOUR], ROWS, ROWS[:, :4]),
    "batch_norm": lambda: stack([{"units": 4, "activation": "identity"}, {"kind": "batch_norm"}, FOUR], ROWS, ROWS[:, :4]),
    "batch_norm of images": lambda: stack(
        [{"kind": "conv2d", "filters": 2, "size": [3, 3]}, {"kind": "batch_norm"}, {"kind": "mean_pool", "size": [2, 2]}, FLAT, SOFT],
        IMAGE, LABELS, shape=(1, 6, 6),
    ),
    "batch_norm in inference": lambda: stack([{"kind": "batch_norm", "form": "inference"}, FOUR], ROWS, ROWS[:, :4]),
    "layer_norm": lambda: stack([{"kind": "layer_norm"}, FLAT, SOFT], TOKENS, LABELS, shape=(3, 4)),
    "layer_norm of a row": lambda: stack([FOUR, {"kind": "layer_norm"}, FOUR], ROWS, ROWS[:, :4]),
    "residual": lambda: stack([FOUR, FOUR, {"kind": "residual", "from_layer": 1}, FOUR], ROWS, ROWS[:, :4]),
    "dropout": lambda: stack([FOUR, {"kind": "dropout", "p": 0.4, "seed": 5}, FOUR], ROWS, ROWS[:, :4]),
    "dropout of a given mask": lambda: stack([FOUR, {"kind": "dropout", "p": 0.5, "mask": [1, 0, 1, 1]}, FOUR], ROWS, ROWS[:, :4]),
    "dropout of an image": lambda: stack([{"kind": "conv2d", "size": [2, 2]}, {"kind": "dropout", "p": 0.3}, FLAT, SOFT], IMAGE, LABELS,
                                         "cross_entropy", (1, 6, 6)),
    "rnn": lambda: stack([{"kind": "rnn", "units": 3}], TOKENS, TOKENS[:, :, :3], shape=(3, 4)),
    "rnn to its last state": lambda: stack(
        [{"kind": "rnn", "units": 3, "activation": "relu", "returns": "last", "h0": [0.5, -0.5, 0.1]}, SOFT],
        TOKENS, LABELS, "cross_entropy", (3, 4),
    ),
    "rnn behind an rnn, truncated": lambda: stack(
        [{"kind": "rnn", "units": 3}, {"kind": "rnn", "units": 2, "activation": "hard_tanh", "truncate": 2},
         {"kind": "token_dense", "units": 4}],
        TOKENS, TOKENS, shape=(3, 4),
    ),
    "rnn without biases": lambda: stack([{"kind": "rnn", "units": 2, "bias": False}, {"kind": "lstm", "units": 2, "bias": False},
                                         {"kind": "gru", "units": 2, "bias": False}], TOKENS, TOKENS[:, :, :2], shape=(3, 4)),
    "rnn of a row": lambda: stack([FOUR, {"kind": "rnn", "units": 2}, {"kind": "rnn", "units": 1, "returns": "last"}], ROWS, ROWS[:, :1]),
    "lstm": lambda: stack([{"kind": "lstm", "units": 3}, WORDS], TOKENS, NEXT, "next_token", (3, 4)),
    "lstm, truncated": lambda: stack(
        [FOUR, {"kind": "lstm", "units": 2, "truncate": 2, "returns": "last", "h0": [0.1, 0.2], "c0": [-0.5, 1.0]}], ROWS, ROWS[:, :2]
    ),
    "gru": lambda: stack([{"kind": "gru", "units": 3}, WORDS], TOKENS, NEXT, "next_token", (3, 4)),
    "gru, truncated": lambda: stack([FOUR, {"kind": "gru", "units": 2, "truncate": 1, "h0": [0.3, -0.3]}, FLAT, FOUR], ROWS, ROWS[:, :4]),
    "embedding": lambda: stack([{"kind": "embedding", "rows": 4, "units": 3}, FLAT, SOFT], NAMES, LABELS),
    "embedding_pair": lambda: stack(
        [{"kind": "embedding_pair", "rows": [3, 4], "units": 2}, {"kind": "dot", "activation": "sigmoid"}],
        [[0, 1], [2, 3], [0, 3]], [[1], [0], [1]], "binary_cross_entropy",
    ),
    "dot": lambda: stack([{"kind": "dot"}], TOKENS[:, :2], [[1], [2], [3]], shape=(2, 4)),
    "token_dense": lambda: stack([{"kind": "embedding", "rows": 4, "units": 3}, WORDS], NAMES, NEXT, "next_token"),
    "attention": lambda: stack([{"kind": "attention", "width": 2, "causal": True}, WORDS], TOKENS, NEXT, "next_token", (3, 4)),
    "attention that sees all": lambda: stack([{"kind": "attention", "width": 2}, FLAT, SOFT], TOKENS, LABELS, "cross_entropy", (3, 4)),
    "multi_head_attention": lambda: stack(
        [{"kind": "multi_head_attention", "heads": 2, "width": 3, "units": 2, "causal": True}, WORDS], TOKENS, NEXT, "next_token", (3, 4)
    ),
    "policy_gradient": lambda: stack([{"units": 2, "activation": "softmax"}], ROWS, np.array(ACTIONS)[:, :2], "policy_gradient"),
    "ppo": lambda: stack([FOUR, {"units": 2, "activation": "softmax"}], ROWS, ACTIONS, "ppo", clip=0.3),
    "transformer block": lambda: stack(
        [
            {"kind": "embedding", "rows": 4, "units": 4}, {"kind": "layer_norm"},
            {"kind": "multi_head_attention", "heads": 2, "width": 2, "causal": True}, {"kind": "residual", "from_layer": 1},
            {"kind": "layer_norm"}, {"kind": "token_dense", "units": 5, "activation": "relu"}, {"kind": "token_dense", "units": 4},
            {"kind": "residual", "from_layer": 4}, WORDS,
        ],
        NAMES, NEXT, "next_token",
    ),
}  # fmt: skip


@st.composite
def stacks(draw: st.DrawFn) -> dict[str, Any]:
    """Any lesson that goes through an image, tokens or a row to a loss that suits; batches of up to 4."""
    road = draw(st.sampled_from((image_road, token_road, row_road)))
    B = draw(st.integers(2, 4))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    layers, x, shape = road(draw, B, rng)
    layers, y, loss = ending(draw, layers, B, rng, tokens=road is token_road, T=x.shape[1])
    options = {"optimizer": draw(st.sampled_from(("sgd", "adam"))), "steps": draw(st.integers(1, 3)), "train_biases": draw(st.booleans())}
    return stack(layers, x, y, loss, shape, seed=int(rng.integers(2**16)), batch_size=draw(st.integers(2, B)), **options)


def some(draw: st.DrawFn, *layers: dict[str, Any]) -> list[dict[str, Any]]:
    """Each of these, or not."""
    return [layer for layer in layers if draw(st.booleans())]


def image_road(draw: st.DrawFn, B: int, rng: np.random.Generator) -> tuple[list[dict[str, Any]], Any, Any]:
    shape = (draw(st.integers(1, 2)), draw(st.integers(4, 6)), draw(st.integers(4, 6)))
    size = [draw(st.integers(1, 3)), draw(st.integers(1, 3))]
    conv = {"kind": "conv2d", "filters": draw(st.integers(1, 3)), "size": size, "stride": draw(st.integers(1, 2))}
    conv |= {"padding": draw(st.integers(0, min(size) - 1)), "activation": draw(st.sampled_from(SMOOTH + KINKED))}
    pool = {"kind": draw(st.sampled_from(("max_pool", "mean_pool"))), "size": [2, draw(st.integers(1, 2))]}
    pool |= {"stride": 1} if draw(st.booleans()) else {}
    same = {"kind": "conv2d", "filters": conv["filters"], "size": [3, 3], "padding": 1, "activation": "tanh"}
    block = [same, {"kind": "residual", "from_layer": 1}] if draw(st.booleans()) else []
    norm = some(draw, {"kind": "batch_norm"}, {"kind": "activation", "activation": "relu"})
    try_pool = [pool] if (shape[1] + 2 * conv["padding"] - size[0]) // conv["stride"] >= 1 else []
    try_pool = try_pool if (shape[2] + 2 * conv["padding"] - size[1]) // conv["stride"] >= 1 else []
    return [conv, *block, *norm, *try_pool, FLAT], rng.normal(size=(B, *shape)), shape


def token_road(draw: st.DrawFn, B: int, rng: np.random.Generator) -> tuple[list[dict[str, Any]], Any, Any]:
    T, d = draw(st.integers(2, 4)), draw(st.integers(2, 4))
    if draw(st.booleans()):
        x, shape, first = rng.integers(0, 5, (B, T)), None, {"kind": "embedding", "rows": 5, "units": d}
    else:
        x, shape, first = rng.normal(size=(B, T, d)), (T, d), {"kind": "token_dense", "units": d, "activation": "tanh"}
    causal = {"causal": draw(st.booleans())}
    many = {"kind": "multi_head_attention", "heads": draw(st.integers(1, 3)), "width": draw(st.integers(1, 3)), **causal}
    one = {"kind": "attention", "width": draw(st.integers(1, 3)), **causal}
    block = [many, {"kind": "residual", "from_layer": 1}, *some(draw, {"kind": "layer_norm"})]
    again = {"kind": draw(st.sampled_from(("rnn", "lstm", "gru"))), "units": draw(st.integers(1, 3))}
    again |= {"truncate": draw(st.integers(1, 3))} if draw(st.booleans()) else {}
    return [first, *draw(st.sampled_from((block, [one], [again])))], x, shape


def row_road(draw: st.DrawFn, B: int, rng: np.random.Generator) -> tuple[list[dict[str, Any]], Any, Any]:
    n = draw(st.integers(2, 4))
    first = {"units": n, "activation": draw(st.sampled_from(SMOOTH))}
    norms = some(draw, {"kind": "batch_norm"}, {"kind": "activation", "activation": draw(st.sampled_from(KINKED))}, {"kind": "layer_norm"},
                 {"kind": "dropout", "p": draw(st.sampled_from((0.0, 0.25, 0.5)))})  # fmt: skip
    if n == 2:  # two numbers normalised are 1 and -1 whatever they were
        norms = [norm for norm in norms if norm["kind"] != "layer_norm"]
    return [first, *norms, {"units": n, "activation": "tanh"}, {"kind": "residual", "from_layer": 1}], rng.normal(size=(B, 3)), None


def ending(
    draw: st.DrawFn, layers: list[dict[str, Any]], B: int, rng: np.random.Generator, tokens: bool, T: int
) -> tuple[list[dict[str, Any]], Any, str]:
    """The last layer, y, and the loss."""
    n = draw(st.integers(2, 3))
    if tokens and draw(st.booleans()):
        return [*layers, {"kind": "token_dense", "units": n, "activation": "softmax"}], rng.integers(0, n, (B, T)), "next_token"
    layers = [*layers, FLAT] if tokens else layers
    loss = draw(st.sampled_from(("squared_error", "mse", "binary_cross_entropy", "cross_entropy", "policy_gradient", "ppo")))
    act = {"squared_error": "identity", "mse": "tanh", "binary_cross_entropy": "sigmoid"}.get(loss, "softmax")
    y = rng.uniform(0.1, 0.9, (B, n))
    if loss == "cross_entropy":
        y /= y.sum(axis=1, keepdims=True)
    if loss in ("policy_gradient", "ppo"):
        y = np.stack([rng.integers(0, n, B), rng.normal(size=B), rng.uniform(0.1, 1.0, B)][: 2 + (loss == "ppo")], axis=1)
    return [*layers, {"units": n, "activation": act}], y, loss
