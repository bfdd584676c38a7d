"""What layers owe one another: each is given a shape that it takes, parameters that fit, names that its tables hold."""

from collections.abc import Sequence
from math import prod
from typing import Any

from engine.errors import wrong
from engine.examples import Examples
from engine.layers.base import KindSpec, Shape, shown_shape
from engine.layers.embedding import NamesSpec
from engine.layers.recurrent import RecurrentSpec
from engine.layers.tables import HEADS

OF_TIMES = ("squared_error", "mse", "mae", "huber", "binary_cross_entropy")  # losses that may be asked at every time of a sequence
Y_OF = {"policy_gradient": ("action", "advantage"), "ppo": ("action", "advantage", "old probability")}


def input_shape(file: str, net: Any) -> Shape:
    """The shape that layer 1 is given; it holds as many numbers as there are inputs."""
    shape: Shape = net.shape or (net.inputs,)
    if prod(shape) != net.inputs:
        found = f"{' x '.join(map(str, shape))}, which is {prod(shape)} numbers"
        raise wrong(file, "network.shape", found, f"{net.inputs} numbers, as network.inputs", "Mend shape or inputs.")
    return shape


def check_layer(file: str, key: str, layer: KindSpec, shapes: Sequence[Shape]) -> None:
    """A layer takes what the one before puts out, and its parameters fit; `shapes` go from the input to here."""
    fault = layer.fault(shapes[-1]) or _out_of_place(layer, shapes) or _idle_slope(layer) or layer.misfit(shapes[-1])
    fault = fault or _nothing_to_train(layer, shapes[-1])
    if fault:
        raise wrong(file, f"{key}.{fault[0]}", *fault[1:])


def _nothing_to_train(layer: KindSpec, shape: Shape) -> tuple[str, str, str, str] | None:
    """Only a layer with parameters is trained or not."""
    if layer.train is None or layer.parameters(shape):
        return None
    return "train", f"train with {layer.kind}, which has no parameters", "train in layers with parameters", "Remove train."


def _out_of_place(layer: KindSpec, shapes: Sequence[Shape]) -> tuple[str, str, str, str] | None:
    """What only the place in the network can tell: names come first, and a connection comes from an earlier layer."""
    if isinstance(layer, NamesSpec) and len(shapes) > 1:
        return "kind", f"{layer.kind} as layer {len(shapes)}", "as layer 1 only, since it takes names", "Move it to the front."
    if layer.kind != "residual":
        return None
    earlier = getattr(layer, "from_layer")  # noqa: B009
    fitting = [str(l) for l, shape in enumerate(shapes[:-1]) if shape == shapes[-1]]
    allowed = f"an earlier layer of {shown_shape(shapes[-1])}" + (f": {', '.join(fitting)}" if fitting else ", and there is none")
    if earlier >= len(shapes) - 1:
        return "from_layer", f"{earlier} in layer {len(shapes)}", allowed, "Mend from_layer."
    if shapes[earlier] != shapes[-1]:
        return "from_layer", f"layer {earlier}, of {shown_shape(shapes[earlier])}", allowed, "Mend from_layer or the layers between."
    return None


def _idle_slope(layer: Any) -> tuple[str, str, str, str] | None:
    """A slope that no leaky rectifier uses."""
    if getattr(layer, "slope", None) is None or layer.activation == "leaky_relu":
        return None
    mend = 'Remove slope, or write activation = "leaky_relu".'
    return "slope", f"slope with activation {layer.activation}", "slope with leaky_relu", mend


def check_loss(file: str, net: Any, shape: Shape) -> None:
    """The loss takes outputs of this shape."""
    if isinstance(net.layers[-1], RecurrentSpec) and net.loss == "binary_cross_entropy":
        mend = 'Put a dense or token_dense layer with activation = "sigmoid" behind it.'
        raise wrong(file, "network.loss", f"binary_cross_entropy on {net.layers[-1].kind}", "on a layer that ends in sigmoid", mend)
    head, softmax = net.loss in HEADS, getattr(net.layers[-1], "activation", "") == "softmax"
    if net.clip is not None and net.loss != "ppo":
        raise wrong(file, "network.clip", f"clip with {net.loss}", "clip with ppo", "Remove clip.")
    if head and not softmax:
        mend = 'Write activation = "softmax" in the last layer.'
        raise wrong(file, "network.loss", f"{net.loss} on outputs that are no softmax", f"{net.loss} on softmax outputs", mend)
    if net.loss == "output" and shape != (1,):
        raise wrong(file, "network.loss", f"output on {shown_shape(shape)}", "output on one output", "Write units = 1 in the last layer.")
    wanted = 2 if net.loss == "next_token" else 1
    times = len(shape) == 2 and any(isinstance(layer, RecurrentSpec) for layer in net.layers)
    if times and net.loss in OF_TIMES:
        return
    if times and wanted == 1:
        found, allowed = f"{net.loss} at every time, on {shown_shape(shape)}", f"{', '.join(OF_TIMES)} or next_token at every time"
        raise wrong(file, "network.loss", found, allowed, 'Use one of these, or judge the last time alone: returns = "last".')
    if len(shape) != wanted:
        allowed = "a row for each token, T x vocabulary" if wanted == 2 else "one row of numbers"
        mend = 'Use kind = "token_dense" as the last layer.' if wanted == 2 else 'Put kind = "flatten" before the last layer.'
        raise wrong(file, "network.loss", f"{net.loss} on {shown_shape(shape)}", allowed, mend)
    if softmax and shape[-1] < 2:
        raise wrong(file, "network.layers", "softmax of 1 number, which is always 1", "2 numbers or more", "Use sigmoid for one output.")


def labels_of(lesson: Any) -> tuple[int, str]:
    """How many numbers y has, and what for: as many as the outputs, but where the loss names its label."""
    loss = lesson.network.loss
    if loss == "next_token":
        return int(lesson.shapes[-1][0]), "the tokens, each with the number of the one that came next"
    if loss in Y_OF:
        return len(Y_OF[loss]), f"what {loss} takes: {', '.join(Y_OF[loss])}"
    return int(lesson.sizes[-1]), "the units of the last layer"


def check_names(lesson: Any, examples: Examples) -> None:
    """Names are whole numbers that a table, a vocabulary or a set of actions has; an old probability is one."""
    first, loss, choices = lesson.network.layers[0], lesson.network.loss, lesson.shapes[-1][-1]
    x, y, at = examples.x, examples.y, examples.at
    if isinstance(first, NamesSpec):
        heights = first.heights(len(x[0]))
        for m, row in enumerate(x):
            for t, (name, rows) in enumerate(zip(row, heights, strict=True)):
                _check_name(at("x", m, t), name, rows, "the rows of the table being counted from 0")
    if loss == "next_token":
        for m, row in enumerate(y):
            for t, name in enumerate(row):
                _check_name(at("y", m, t), name, choices, "the number of a token, counted from 0")
    for m, row in enumerate(y if loss in Y_OF else ()):
        _check_name(at("y", m, 0), row[0], choices, "the number of the action taken, counted from 0")
        if loss == "ppo" and not 0 < row[2] <= 1:
            allowed = "above 0 and at most 1, the probability that the old policy gave the action"
            raise wrong(*at("y", m, 2), f"{row[2]:g}", allowed, "y is [action, advantage, old probability].")


def _check_name(at: tuple[str, str], name: float, rows: int, what: str) -> None:
    if name != int(name) or not 0 <= name < rows:
        raise wrong(*at, f"{name:g}", f"a whole number from 0 to {rows - 1}, {what}", "Mend it.")


def check_batches(file: str, lesson: Any, examples: int) -> None:
    """Batch norm has something to take a mean of."""
    size = lesson.training.batch_size or examples
    for k, (layer, shape) in enumerate(zip(lesson.network.layers, lesson.shapes, strict=False)):
        if getattr(layer, "form", "") == "training" and size * prod(shape[1:]) < 2:
            mend = 'Take larger batches, or write form = "inference" with mean and variance.'
            found = "batch_norm in its training form on batches of 1 example"
            raise wrong(file, f"network.layers[{k}].form", found, "batches of 2 examples or more", mend)
