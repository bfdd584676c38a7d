"""Small networks on which something goes wrong that is worth seeing, as lessons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine import Lesson, make_lesson

XOR = {"x": [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], "y": [[0.0], [1.0], [1.0], [0.0]]}
ONE = {"x": [[0.5, -0.5]], "y": [[1.0]]}


def all() -> Iterator[tuple[str, str, Lesson]]:
    """Name, what to look for, lesson."""
    for name, (note, table) in _TABLES.items():
        yield name, note, make_lesson({"title": name.capitalize(), **table}, file=name)


def _table(layers: list[dict[str, Any]], data: dict[str, Any], loss: str, rate: float, seed: int = 0) -> dict[str, Any]:
    network = {"inputs": len(data["x"][0]), "loss": loss, "init": {"method": "normal", "seed": seed}, "layers": layers}
    return {"network": network, "data": data, "training": {"learning_rate": rate}}


def _layer(units: int, activation: str, weights: list[list[float]] | None = None, biases: list[float] | None = None) -> dict[str, Any]:
    given = {"weights": weights, "biases": biases}
    return {"units": units, "activation": activation, **{key: value for key, value in given.items() if value is not None}}


_TABLES: dict[str, tuple[str, dict[str, Any]]] = {
    "saturated neurons": (
        "Large weights push every sum far out, where the sigmoid is flat: the slope is next to nothing, and so is the blame.",
        _table([_layer(2, "sigmoid", [[9.0, -8.0], [-10.0, 7.0]]), _layer(1, "sigmoid", [[6.0, 5.0]], [2.0])], ONE, "squared_error", 0.5),
    ),
    "dead rectifiers": (
        "Both rectifiers are below zero for every example: no value goes forward, no blame comes back, nothing will ever change.",
        _table([_layer(2, "relu", [[1.0, 1.0], [-1.0, 1.0]], [-3.0, -3.0]), _layer(1, "sigmoid", [[1.0, -1.0]])], XOR,
               "binary_cross_entropy", 0.5),
    ),
    "symmetric weights": (
        "All hidden weights are equal, so all hidden neurons get the same blame: they stay copies of one another for ever.",
        _table([_layer(3, "tanh", [[0.5, 0.5]] * 3), _layer(1, "sigmoid", [[0.5, 0.5, 0.5]])], XOR, "binary_cross_entropy", 0.5),
    ),
    "exploding blame": (
        "Every layer multiplies by more than one: the blame grows on its way back, and one step throws the weights far away.",
        _table([_layer(2, "identity", [[2.0, 1.0], [1.0, 2.0]])] * 4 + [_layer(1, "identity", [[1.0, 1.0]])], ONE, "squared_error", 0.01),
    ),
    "stuck on XOR": (
        "XOR from an unlucky start: the loss falls, then rests far above zero. Draw other weights, and it learns.",
        _table([_layer(2, "tanh"), _layer(1, "sigmoid")], XOR, "binary_cross_entropy", 0.5, seed=0),
    ),
}  # fmt: skip
