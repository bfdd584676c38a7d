"""Random dense lessons that a page may hold, and what an example of them is in the engine's trace."""

import random

import numpy as np

from engine import Trace, make_lesson, run
from studio.explorer.tables import table_of

ACTIVATIONS = ("identity", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "gelu", "elu", "silu", "softsign", "bipolar_sigmoid",
               "hard_sigmoid", "hard_tanh")  # fmt: skip
LOSSES = ("squared_error", "mse", "binary_cross_entropy", "cross_entropy")
RULES = ({"optimizer": "sgd"}, {"optimizer": "sgd", "momentum": 0.9}, {"optimizer": "sgd", "momentum": 0.8, "nesterov": True},
         {"optimizer": "rmsprop"}, {"optimizer": "adam"})  # fmt: skip


def random_table(seed: int, most: int = 6, examples: int = 4) -> dict:
    """A lesson's table, every weight and datum written out."""
    choose, rng = random.Random(seed), np.random.default_rng(seed)
    loss = choose.choice(LOSSES)
    sizes = [choose.randint(1, most) for _ in range(choose.randint(2, 4))]
    last = {"cross_entropy": "softmax", "binary_cross_entropy": choose.choice(["sigmoid", "softmax"])}.get(loss, choose.choice(ACTIVATIONS))
    sizes[-1] = max(sizes[-1], 2 if last == "softmax" else 1)
    names = [choose.choice(ACTIVATIONS) for _ in sizes[2:]] + [last]
    spread = choose.choice([0.3, 1.0, 2.5])
    layers = [
        {"units": n, "activation": name, "weights": rng.normal(0, spread, (n, m)).tolist(), "biases": rng.normal(0, spread, n).tolist()}
        for m, n, name in zip(sizes[:-1], sizes[1:], names, strict=True)
    ]
    for layer in layers:
        biased(layer, choose.random())
        if layer["activation"] == "leaky_relu" and choose.random() < 0.5:
            layer["slope"] = choose.choice([0.0, 0.1, 0.25])
    N = choose.randint(1, examples)
    y = rng.random((N, sizes[-1]))
    if loss == "cross_entropy":
        y = np.eye(sizes[-1])[rng.integers(0, sizes[-1], N)]
    rule = dict(choose.choice(RULES), learning_rate=choose.choice([0.01, 0.1, 0.5]), train_biases=choose.random() < 0.7)
    if N > 1 and choose.random() < 0.3:
        rule["batch_size"] = choose.randint(1, N - 1)
    data = {"x": rng.normal(size=(N, sizes[0])).round(3).tolist(), "y": y.round(3).tolist() if loss != "cross_entropy" else y.tolist()}
    table = {"title": f"Random {seed}", "network": {"inputs": sizes[0], "loss": loss, "layers": layers}, "data": data, "training": rule}
    return table_of(make_lesson(table))


def biased(layer: dict, part: float) -> None:
    """Give a layer one bias for all, or none, now and then; of softmax one for all has no slope but rounding."""
    if part < 0.15 and layer["activation"] != "softmax":
        layer |= {"bias": "shared", "biases": layer["biases"][:1]}
    elif 0.15 <= part < 0.3:
        layer["bias"] = False
        del layer["biases"]


def traced(table: dict, k: int = 0) -> Trace:
    """The engine's run of a table, step k kept."""
    return run(make_lesson({**table, "training": {**table["training"], "steps": k + 1, "record": [k]}}))
