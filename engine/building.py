"""From a lesson to the network it describes, and to the lesson with every W and b written out."""

import numpy as np

from engine.arrays import readonly
from engine.inits import draw
from engine.layers.stack import Stack, explicit_layers, stacked
from engine.layers.tables import CLIP, HEADS
from engine.lesson import Lesson
from engine.losses import Loss, loss_for
from engine.network import Layer, Network


def build(lesson: Lesson) -> Network:
    """The network before step 0: given parameters, else W drawn through layers 1..D and b zero."""
    if lesson.layered:
        return stacked(lesson)
    spec = lesson.network
    rng = np.random.default_rng(spec.init.seed)
    layers, n_in = [], spec.inputs
    for layer in spec.layers:
        W = draw(spec.init.method, rng, layer.units, n_in, spec.init.scale) if layer.weights is None else layer.weights
        b = np.zeros(layer.units) if layer.biases is None else layer.biases
        layers.append(Layer(readonly(W), readonly(b), layer.activation))
        n_in = layer.units
    return Network(tuple(layers))


def loss_of(lesson: Lesson) -> Loss:
    """The loss on this lesson's outputs."""
    if lesson.network.loss in HEADS:
        return HEADS[lesson.network.loss](CLIP if lesson.network.clip is None else lesson.network.clip)
    return loss_for(lesson.network.loss, lesson.activations[-1])


def explicit(lesson: Lesson, net: Network) -> Lesson:
    """The lesson with the network's W and b, and with x and y in place of where they came from."""
    layers = (
        explicit_layers(lesson, net)
        if isinstance(net, Stack)
        else tuple(
            spec.model_copy(update={"weights": tuple(map(tuple, layer.W.tolist())), "biases": tuple(layer.b.tolist())})
            for spec, layer in zip(lesson.network.layers, net.layers, strict=True)
        )
    )
    network = lesson.network.model_copy(update={"layers": layers})
    source = dict.fromkeys(("dataset", "examples", "noise", "seed", "csv", "targets"))
    data = lesson.data.model_copy(update=source)
    return lesson.model_copy(update={"network": network, "data": data})
