"""From a lesson to the network it describes, its loss and its examples, and to the lesson with every parameter written out."""

from dataclasses import replace
from math import prod
from typing import Any

import numpy as np

from engine.arrays import Array, readonly
from engine.inits import draw
from engine.layers.base import KindSpec, Wanted
from engine.layers.tables import CLIP, HEADS
from engine.lesson import DataSpec, Lesson
from engine.losses import Loss, loss_for
from engine.losses_kinked import kinked_loss
from engine.network import Network

DELTA = 1.0  # of huber: where its line begins
WHOLE = ("x", "y", "standardized", "test_x", "test_y")  # what is left of [data] when it is complete


def build(lesson: Lesson) -> Network:
    """The network before step 0: given parameters, else drawn, ones or zeros, layer by layer."""
    init = lesson.network.init
    rng = np.random.default_rng(init.seed)

    def start(spec: KindSpec, wanted: Wanted) -> Array:
        if (given := getattr(spec, wanted.key)) is not None:
            return readonly(given)
        if wanted.start != "draw":
            return readonly(np.full(wanted.shape, float(wanted.start == "ones")))
        n_in = wanted.n_in or wanted.shape[-1]
        return readonly(draw(init.method, rng, prod(wanted.shape) // n_in, n_in, init.scale).reshape(wanted.shape))

    layers = [
        spec.build(shape, {wanted.name: start(spec, wanted) for wanted in spec.wanted(shape)})
        for spec, shape in zip(lesson.network.layers, lesson.shapes, strict=False)
    ]
    return Network(tuple(layers), lesson.shapes)


def loss_of(lesson: Lesson) -> Loss:
    """The loss on this lesson's outputs, of batches the mean or the sum."""
    if lesson.network.loss in HEADS:
        loss = HEADS[lesson.network.loss](CLIP if lesson.network.clip is None else lesson.network.clip)
    else:
        net = lesson.network
        own = kinked_loss(net.loss, lesson.sizes[-1], DELTA if net.delta is None else net.delta)
        loss = own or loss_for(net.loss, lesson.activations[-1])
    return replace(loss, summed=lesson.training.reduction == "sum")


def examples_of(lesson: Lesson) -> tuple[Array, Array]:
    """x (N, ...) in the network's input shape, y (N, ...) in its output's, or as given where the loss reads names."""
    return _shaped(lesson, lesson.data.x, lesson.data.y)


def tests_of(lesson: Lesson) -> tuple[Array, Array] | None:
    """x and y of the examples that are kept from training, in the same shapes; None where there are none."""
    return None if lesson.data.test_x is None else _shaped(lesson, lesson.data.test_x, lesson.data.test_y)


def _shaped(lesson: Lesson, rows_x: Any, rows_y: Any) -> tuple[Array, Array]:
    x, y = np.array(rows_x, dtype=float), np.array(rows_y, dtype=float)
    return x.reshape(-1, *lesson.shapes[0]), y if lesson.network.loss in HEADS else y.reshape(-1, *lesson.shapes[-1])


def explicit(lesson: Lesson, net: Network) -> Lesson:
    """The lesson with every parameter of the network, and with x and y in place of where they came from."""
    layers = tuple(
        spec.model_copy(update={wanted.key: _tuples(getattr(layer, wanted.name).tolist()) for wanted in spec.wanted(shape)})
        for spec, layer, shape in zip(lesson.network.layers, net.layers, net.shapes, strict=False)
    )
    network = lesson.network.model_copy(update={"layers": layers})
    source = [key for key in DataSpec.model_fields if key not in WHOLE]
    data = lesson.data.model_copy(update=dict.fromkeys(source))
    return lesson.model_copy(update={"network": network, "data": data})


def _tuples(values: Any) -> Any:
    """Nested lists as nested tuples."""
    return tuple(map(_tuples, values)) if isinstance(values, list) else values
