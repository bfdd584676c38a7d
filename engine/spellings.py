"""How the field spells what we have: other names of activations, losses, optimisers, draws, kinds and data sets.

Case and separators never matter: ReLU, relu and Re-LU are one word. What is read under another name is noted in the
lesson (`Lesson.notes`), and the trace holds our name.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from engine.activations import ACTIVATIONS
from engine.datasets import DATASETS
from engine.inits import INITS
from engine.layers.tables import KINDS
from engine.losses import LOSSES
from engine.optimizers import OPTIONS
from engine.schedules import NEEDS

Others = Mapping[str, tuple[str, ...]]

ACTIVATION: Others = {
    "identity": ("linear", "id", "none", "purelin", "no activation"),
    "sigmoid": ("logistic", "logistic sigmoid", "sigmoidal", "sigm", "logsig", "expit", "σ"),
    "tanh": ("hyperbolic tangent", "tansig"),
    "relu": ("rectifier", "rectified linear", "rectified linear unit", "ramp"),
    "leaky_relu": ("lrelu", "leaky", "leaky rectifier"),
    "softplus": ("smooth relu",),
    "elu": ("exponential linear unit", "exponential linear"),
    "silu": ("swish", "sigmoid linear unit"),
    "hard_sigmoid": ("hsigmoid", "hardsigm"),
    "hard_tanh": ("htanh", "hard hyperbolic tangent"),
    "bipolar_sigmoid": ("bipolar", "sigmoid bipolar", "bipolar logistic"),
    "step": ("heaviside", "threshold", "binary step", "hardlim", "unit step", "step function"),
    "softmax": ("normalized exponential",),
}
LOSS: Others = {
    "squared_error": ("half squared error", "half sse", "half sum of squares"),
    "mse": ("mean squared error", "mean square error", "mse loss", "mean squared loss"),
    "binary_cross_entropy": (
        "bce", "bce loss", "log loss", "logistic", "logistic loss", "sigmoid cross entropy", "bce with logits", "bce with logits loss",
    ),
    "cross_entropy": (
        "ce", "cross entropy loss", "categorical crossentropy", "softmax cross entropy", "multiclass cross entropy",
        "sparse categorical crossentropy", "nll", "nll loss", "negative log likelihood", "xent", "softmax loss",
        "softmax with loss", "categorical cross entropy loss", "maximum likelihood",
    ),
    "mae": ("mean absolute error", "l1 loss", "absolute error"),
    "huber": ("huber loss", "smooth l1", "smooth l1 loss"),
    "hinge": ("hinge loss", "svm", "multiclass hinge", "multi margin loss"),
    "perceptron": ("perceptron loss", "perceptron rule", "perceptron criterion"),
    "output": ("output itself", "the output"),
    "policy_gradient": ("reinforce", "vanilla policy gradient", "vpg"),
    "ppo": ("proximal policy optimization",),
    "next_token": ("next token prediction", "language modelling", "language modeling"),
}  # fmt: skip
OPTIMIZER: Others = {
    "sgd": ("gd", "gradient descent", "stochastic gradient descent", "steepest descent", "vanilla", "batch gradient descent"),
}
INIT: Others = {
    "xavier_normal": ("glorot normal",),
    "xavier_uniform": ("glorot uniform",),
    "he_normal": ("kaiming normal",),
    "he_uniform": ("kaiming uniform",),
    "normal": ("gaussian", "random normal", "randn"),
    "uniform": ("random uniform",),
    "zeros": ("all zeros",),
}
KIND: Others = {
    "dense": ("linear", "fully connected", "fc", "affine"),
    "conv2d": ("conv", "convolution", "convolutional", "convolution 2d"),
    "max_pool": ("max pooling", "max pool 2d", "max pooling 2d"),
    "mean_pool": ("average pool", "avg pool", "average pooling", "avg pool 2d", "average pooling 2d", "mean pooling"),
    "batch_norm": ("batch normalization", "batch normalisation", "batch norm 1d", "batch norm 2d", "bn"),
    "layer_norm": ("layer normalization", "layer normalisation", "ln"),
    "dropout": ("inverted dropout",),
    "residual": ("skip", "skip connection", "shortcut", "add"),
    "embedding": ("embed", "lookup"),
    "attention": ("self attention", "scaled dot product attention"),
    "multi_head_attention": ("mha", "multi head", "multi head self attention"),
    "rnn": ("simple rnn", "recurrent", "elman", "vanilla rnn"),
    "lstm": ("long short term memory",),
    "gru": ("gated recurrent unit",),
}
DATASET: Others = {
    "moons": ("two moons", "make moons", "half moons"),
    "circles": ("make circles", "two circles"),
    "spirals": ("spiral", "two spirals"),
    "xor": ("exclusive or", "xor gate", "xor problem"),
    "and": ("and gate", "logical and"),
    "or": ("or gate", "logical or"),
}
REDUCTION: Others = {"mean": ("average", "avg"), "sum": ("total", "added up")}
SCHEDULE: Others = {
    "step": ("steps", "step lr", "step decay", "staircase"),
    "exponential": ("exp", "exponential lr", "exponential decay"),
    "cosine": ("cos", "cosine annealing", "cosine annealing lr", "cosine decay"),
}
PLACES: dict[tuple[str, ...], tuple[tuple[str, ...], Others]] = {  # where a word stands -> ours, others
    ("network", "loss"): (LOSSES, LOSS),
    ("network", "init", "method"): (INITS, INIT),
    ("network", "layers", "activation"): (tuple(ACTIVATIONS), ACTIVATION),
    ("network", "layers", "kind"): (tuple(KINDS), KIND),
    ("data", "dataset"): (DATASETS, DATASET),
    ("training", "optimizer"): (tuple(OPTIONS), OPTIMIZER),
    ("training", "reduction"): (("mean", "sum"), REDUCTION),
    ("training", "schedule", "kind"): (tuple(NEEDS), SCHEDULE),
}


def plain(word: str) -> str:
    """A word without case and separators."""
    return re.sub(r"[\W_]+", "", word.casefold())


def ours(word: str, names: Iterable[str], others: Others) -> str:
    """Our name for what is meant by this word; the word itself where there is none."""
    names = tuple(names)
    if word in names:
        return word
    known = {plain(other): name for name in names for other in others.get(name, ())} | {plain(name): name for name in names}
    return known.get(plain(word), word)


def respelled(table: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The lesson's tables with our names in them, and a note for every word that was another."""
    notes: list[str] = []
    return _respelled(table, (), "", notes), tuple(dict.fromkeys(notes))


def _respelled(value: Any, place: tuple[str, ...], key: str, notes: list[str]) -> Any:
    """What stands at a place of the file; lists do not count as places."""
    if isinstance(value, dict) and any(known[: len(place)] == place for known in PLACES):
        return {name: _respelled(part, (*place, name), f"{key}.{name}".lstrip("."), notes) for name, part in value.items()}
    if isinstance(value, list) and any(known[: len(place)] == place and len(known) > len(place) for known in PLACES):
        return [_respelled(part, place, f"{key}[{k}]", notes) for k, part in enumerate(value)]
    if place not in PLACES or not isinstance(value, str):
        return value
    word = ours(value, *PLACES[place])
    if word != value:
        notes.append(f'{key}: "{value}" is read as {word}')
    return word
