"""Lessons for the tests: small tables, and random ones for hypothesis."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from engine import Lesson, make_lesson
from engine.optimizers import OPTIONS

HIDDEN = ("identity", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "gelu", "elu", "silu", "softsign", "bipolar_sigmoid",
          "hard_sigmoid", "hard_tanh")  # fmt: skip
OUTPUTS = {
    "squared_error": (*HIDDEN, "softmax"),
    "mse": (*HIDDEN, "softmax"),
    "binary_cross_entropy": ("sigmoid", "softmax"),
    "cross_entropy": ("softmax",),
}
PAIRS = [(act, loss) for loss, acts in OUTPUTS.items() for act in acts]


def table(
    sizes: tuple[int, ...],
    acts: tuple[str, ...],
    loss: str = "squared_error",
    examples: int = 1,
    seed: int = 0,
    **training: Any,
) -> dict[str, Any]:
    """A lesson's tables with random W, b, x and y that fit its loss."""
    rng = np.random.default_rng(seed)
    y = rng.uniform(0.05, 0.95, (examples, sizes[-1]))
    if loss == "cross_entropy":
        y /= y.sum(axis=1, keepdims=True)
    layers = [
        {"units": n, "activation": act, "weights": rng.normal(size=(n, n_in)).tolist(), "biases": rng.normal(size=n).tolist()}
        for n_in, n, act in zip(sizes, sizes[1:], acts, strict=False)
    ]
    return {
        "network": {"inputs": sizes[0], "loss": loss, "layers": layers},
        "data": {"x": rng.normal(size=(examples, sizes[0])).tolist(), "y": y.tolist()},
        "training": {"learning_rate": 0.05, **training},
    }


def lesson(*args: Any, **kwargs: Any) -> Lesson:
    """The lesson of `table` with the same arguments."""
    return make_lesson(table(*args, **kwargs))


def one_neuron(w: float, b: float, act: str, loss: str, x: float, y: float, eta: float = 0.5) -> Lesson:
    """One weight, one bias, one example, one step."""
    layers = [{"units": 1, "activation": act, "weights": [[w]], "biases": [b]}]
    return make_lesson(
        {
            "network": {"inputs": 1, "loss": loss, "layers": layers},
            "data": {"x": [[x]], "y": [[y]]},
            "training": {"learning_rate": eta},
        }
    )


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """Any lesson of 1-4 layers of up to 6 units, any activation, loss and optimiser, batches of up to 5."""
    loss = draw(st.sampled_from(sorted(OUTPUTS)))
    depth = draw(st.integers(1, 4))
    acts = (*(draw(st.sampled_from(HIDDEN)) for _ in range(depth - 1)), draw(st.sampled_from(OUTPUTS[loss])))
    sizes = [draw(st.integers(1, 6)) for _ in range(depth + 1)]
    if acts[-1] == "softmax":
        sizes[-1] = max(2, sizes[-1])
    examples = draw(st.integers(1, 5))
    training = {
        "optimizer": draw(st.sampled_from(("sgd", "rmsprop", "adam"))),
        "steps": draw(st.integers(1, 5)),
        "batch_size": draw(st.integers(1, examples)),
        "train_biases": draw(st.booleans()),
    }
    if training["optimizer"] == "sgd" and draw(st.booleans()):
        training |= {"momentum": 0.9, "nesterov": draw(st.booleans())}
    return table(tuple(sizes), acts, loss, examples, draw(st.integers(0, 2**16)), **training)


@st.composite
def trainings(draw: st.DrawFn, optimizers: Sequence[str] = tuple(OPTIONS)) -> dict[str, Any]:
    """Any lesson of `tables`, trained in any way: sums, penalties, schedules, biases that are shared or not there, held layers."""
    made = draw(tables())
    training = {key: value for key, value in made["training"].items() if key not in ("momentum", "nesterov")}
    training["optimizer"] = draw(st.sampled_from(optimizers))
    if training["optimizer"] == "sgd" and draw(st.booleans()):
        training |= {"momentum": 0.9, "nesterov": draw(st.booleans())}
    more = {
        "reduction": st.sampled_from(("mean", "sum")),
        "penalty": st.sampled_from(({"l2": 0.1}, {"l1": 0.05}, {"l1": 0.02, "l2": 0.1, "biases": True})),
        "schedule": st.sampled_from(
            ({"kind": "cosine"}, {"kind": "step", "every": 2, "gamma": 0.5}, {"kind": "exponential", "gamma": 0.9})
        ),
    }
    training |= {key: draw(value) for key, value in more.items() if draw(st.booleans())}
    layers = [draw(_changed(layer, last=k == len(made["network"]["layers"]) - 1)) for k, layer in enumerate(made["network"]["layers"])]
    return {**made, "network": {**made["network"], "layers": layers}, "training": training}


@st.composite
def _changed(draw: st.DrawFn, layer: dict[str, Any], last: bool) -> dict[str, Any]:
    """A layer with other biases, and perhaps held, which the last one is not."""
    bias = draw(st.sampled_from((True, False, "shared")))
    biases = layer["biases"] if bias is True else layer["biases"][:1] if bias else []
    held = {} if last or draw(st.booleans()) else {"train": False}
    return {**layer, "bias": bias, "biases": biases, **held}
