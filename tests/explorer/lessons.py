"""Random dense lessons that a page may hold, and what an example of them is in the engine's trace."""

import random

import numpy as np

from engine import Trace, make_lesson, run
from studio.explorer.tables import table_of

ACTIVATIONS = ("identity", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "gelu", "elu", "silu", "softsign", "bipolar_sigmoid",
               "hard_sigmoid", "hard_tanh")  # fmt: skip
LOSSES = ("squared_error", "mse", "binary_cross_entropy", "cross_entropy", "mae", "huber", "hinge", "perceptron", "output")
RULES = ({"optimizer": "sgd"}, {"optimizer": "sgd", "momentum": 0.9}, {"optimizer": "sgd", "momentum": 0.8, "nesterov": True},
         {"optimizer": "rmsprop"}, {"optimizer": "adam"}, {"optimizer": "adagrad"}, {"optimizer": "adamw", "weight_decay": 0.1},
         {"optimizer": "lion"}, {"optimizer": "lion", "weight_decay": 0.05})  # fmt: skip
SCHEDULES = ({"kind": "step", "every": 1, "gamma": 0.5}, {"kind": "exponential", "gamma": 0.9}, {"kind": "cosine", "steps": 3, "end": 0.01},
             {"kind": "list", "rates": [0.1, 0.05, 0.2]})  # fmt: skip
PENALTIES = ({"l1": 0.01}, {"l2": 0.1}, {"l1": 0.02, "l2": 0.05, "biases": True})


def random_table(seed: int, most: int = 6, examples: int = 4) -> dict:
    """A lesson's table, every weight and datum written out."""
    choose, rng = random.Random(seed), np.random.default_rng(seed)
    loss = choose.choice(LOSSES)
    sizes = [choose.randint(1, most) for _ in range(choose.randint(2, 4))]
    sizes[-1] = 1 if loss == "output" else sizes[-1]
    last = {"cross_entropy": "softmax", "binary_cross_entropy": choose.choice(["sigmoid", "softmax"]), "perceptron": "step"}.get(loss, choose.choice(ACTIVATIONS))
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
    y = targets(loss, rng, N, sizes[-1])
    rule = dict(choose.choice(RULES), learning_rate=choose.choice([0.01, 0.1, 0.5]), train_biases=choose.random() < 0.7)
    if N > 1 and choose.random() < 0.3:
        rule["batch_size"] = choose.randint(1, N - 1)
    beside(rule, layers, choose, rng)
    data = {"x": rng.normal(size=(N, sizes[0])).round(3).tolist(), "y": y.tolist()}
    network = {"inputs": sizes[0], "loss": loss, "layers": layers} | ({"delta": choose.choice([0.1, 0.5])} if loss == "huber" else {})
    return table_of(make_lesson({"title": f"Random {seed}", "network": network, "data": data, "training": rule}))


def targets(loss: str, rng: np.random.Generator, N: int, n: int) -> np.ndarray:
    """y (N, n), as the loss takes it."""
    if loss == "cross_entropy" or (loss == "hinge" and n > 1):
        return np.eye(n)[rng.integers(0, n, N)]
    whole = rng.integers(0, 2, (N, n)).astype(float)
    return {"hinge": 2 * whole - 1, "perceptron": whole, "output": 0 * whole}.get(loss, rng.random((N, n)).round(3))


def beside(rule: dict, layers: list[dict], choose: random.Random, rng: np.random.Generator) -> None:
    """Now and then a schedule, a penalty, a sum in place of the mean, a velocity to begin with, a layer that is held."""
    if choose.random() < 0.3:
        rule["schedule"] = dict(choose.choice(SCHEDULES))
        rule["learning_rate"] = rule["schedule"].get("rates", [rule["learning_rate"]])[0]
    if choose.random() < 0.3:
        rule["penalty"] = choose.choice(PENALTIES)
    if choose.random() < 0.2:
        rule["reduction"] = "sum"
    if rule.get("momentum") and choose.random() < 0.5:
        rule["velocity"] = [{"W": rng.normal(0, 0.1, np.shape(layers[0]["weights"])).tolist()}, *({} for _ in layers[1:])]
    if len(layers) > 1 and choose.random() < 0.2:
        layers[0]["train"] = False


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
