"""What a lesson's parts owe one another: shapes, batches and options that fit."""

from engine.errors import wrong
from engine.layers.checks import check_layer, check_loss, input_shape
from engine.lesson import Lesson, NetworkSpec

MOST_PARAMETERS = 10_000_000
REMEMBERED = {"sgd": 0, "rmsprop": 2, "adagrad": 2, "adam": 6, "adamw": 6, "lion": 3}  # numbers of a recorded step for each parameter


def check_network(file: str, net: NetworkSpec) -> None:
    """Every layer fits the one before; softmax and the loss fit the place they are in."""
    shapes, parameters = [input_shape(file, net)], 0
    for k, layer in enumerate(net.layers):
        key = f"network.layers[{k}]"
        check_layer(file, key, layer, shapes)
        parameters += layer.parameters(shapes[-1])
        if getattr(layer, "activation", None) == "softmax" and k < len(net.layers) - 1:
            mend = "Choose another activation for this layer, or move softmax to the last layer."
            raise wrong(file, f"{key}.activation", "softmax in a hidden layer", "softmax on the last layer only", mend)
        shapes.append(layer.out(shapes[-1]))
    if parameters > MOST_PARAMETERS:
        raise wrong(file, "network", f"{parameters} parameters", f"at most {MOST_PARAMETERS}", "Take fewer units.")
    _check_output(file, net)
    check_loss(file, net, shapes[-1])
    if net.init.scale is not None and net.init.method not in ("normal", "uniform"):
        raise wrong(file, "network.init.scale", f"a scale for {net.init.method}", "a scale for normal or uniform", "Remove scale.")


def _check_output(file: str, net: NetworkSpec) -> None:
    """The loss is defined on what the last layer puts out."""
    last, loss = net.layers[-1], net.loss
    activation = getattr(last, "activation", "identity")
    key = f"network.layers[{len(net.layers) - 1}]"
    if activation == "softmax" and getattr(last, "units", 2) < 2:
        raise wrong(file, f"{key}.units", "softmax of 1 unit, which is always 1", "2 units or more", "Use sigmoid for one output.")
    _check_step(file, net)
    if loss == "hinge" and activation == "softmax":
        raise wrong(file, "network.loss", "hinge on softmax outputs", "hinge on scores", 'Write activation = "identity" in the last layer.')
    if net.delta is not None and loss != "huber":
        raise wrong(file, "network.delta", f"delta with {loss}", "delta with huber", "Remove delta.")
    if loss == "cross_entropy" and activation != "softmax":
        mend = 'Write activation = "softmax" in the last layer, or loss = "binary_cross_entropy" for sigmoid.'
        if getattr(last, "units", 2) < 2:
            mend = 'Of one output, write loss = "binary_cross_entropy" and activation = "sigmoid".'
        raise wrong(file, "network.loss", f"cross_entropy on {activation} outputs", "cross_entropy on softmax outputs", mend)
    if loss == "binary_cross_entropy" and activation not in ("sigmoid", "softmax"):
        mend = 'Write activation = "sigmoid" in the last layer.'
        found = f"binary_cross_entropy on {activation} outputs"
        raise wrong(file, "network.loss", found, "binary_cross_entropy on sigmoid or softmax outputs", mend)


def _check_step(file: str, net: NetworkSpec) -> None:
    """A step has no slope that a gradient could follow: it is trained by the perceptron's rule, which is the loss `perceptron`."""
    last = getattr(net.layers[-1], "activation", "identity")
    if net.loss == "perceptron":
        if last != "step":
            mend = 'Write activation = "step" in the last layer.'
            raise wrong(file, "network.loss", f"perceptron on {last} outputs", "perceptron on step outputs", mend)
        return
    for k, layer in enumerate(net.layers):
        if getattr(layer, "activation", None) == "step":
            mend = 'A step has no slope to follow: write loss = "perceptron", the perceptron\'s rule, or activation = "sigmoid".'
            raise wrong(file, f"network.layers[{k}].activation", f"step with loss {net.loss}", "step with loss perceptron", mend)


RECORD = 200  # numbers that the parts of one example's record of one layer take up besides what they hold, near enough
MOST_WORKING, MOST_RECORDED = 100_000_000, 20_000_000


def check_memory(file: str, lesson: Lesson, batch_size: int, record: tuple[int, ...]) -> None:
    """What a step and the steps that are kept take is bounded before anything is allocated."""
    layers = list(zip(lesson.network.layers, lesson.shapes, strict=False))
    working = batch_size * sum(layer.working(shape) for layer, shape in layers)
    if working > MOST_WORKING:
        found = f"examples that take about {working} numbers in a step of {batch_size}"
        raise wrong(file, "training.batch_size", found, f"at most {MOST_WORKING}", "Lower batch_size, or take smaller layers.")
    numbers = numbers_of_a_step(lesson, batch_size) + RECORD * batch_size * len(layers)
    if numbers * len(record) > MOST_RECORDED:
        found = f"{len(record)} steps of about {numbers} numbers"
        raise wrong(file, "training.record", found, f"at most {MOST_RECORDED} numbers", "Record fewer steps or lower batch_size.")


def numbers_of_a_step(lesson: Lesson, batch_size: int) -> int:
    """How many numbers one recorded step holds, near enough."""
    total, remembered = 0, REMEMBERED[lesson.training.optimizer]
    for layer, shape in zip(lesson.network.layers, lesson.shapes, strict=False):
        parameters = layer.parameters(shape)
        total += (layer.per_parameter + remembered) * parameters + batch_size * (layer.recorded(shape) + parameters)
    return total
