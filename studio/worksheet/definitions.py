"""Activations and losses as lines of numpy and torch, as a reader would write them: another road than the engine's."""

from __future__ import annotations

from dataclasses import dataclass

from engine.activations import LEAK


@dataclass(frozen=True)
class Lines:
    """A function's value and slope in numpy, and its value in torch."""

    value: str
    slope: str
    torch: str


_NORMAL = "np.array([(1 + math.erf(v / math.sqrt(2))) / 2 for v in z])"
_SIGMOID = "1 / (1 + np.exp(-z))"
ACTIVATIONS = {
    "identity": Lines("z", "np.ones(len(z))", "z"),
    "sigmoid": Lines(_SIGMOID, "a * (1 - a)", "torch.sigmoid(z)"),
    "tanh": Lines("np.tanh(z)", "1 - a * a", "torch.tanh(z)"),
    "relu": Lines("np.maximum(z, 0)", "np.where(z > 0, 1.0, 0.0)", "torch.relu(z)"),
    "leaky_relu": Lines("np.where(z > 0, z, LEAK * z)", "np.where(z > 0, 1.0, LEAK)", "torch.where(z > 0, z, LEAK * z)"),
    "softplus": Lines("np.log(1 + np.exp(z))", _SIGMOID, "torch.log(1 + torch.exp(z))"),
    "gelu": Lines(
        f"z * {_NORMAL}",
        f"{_NORMAL} + z * np.exp(-z * z / 2) / math.sqrt(2 * math.pi)",
        "z * (1 + torch.erf(z / math.sqrt(2))) / 2",
    ),
    "elu": Lines("np.where(z > 0, z, np.exp(z) - 1)", "np.where(z > 0, 1.0, np.exp(z))", "torch.nn.functional.elu(z)"),
    "silu": Lines("z / (1 + np.exp(-z))", f"{_SIGMOID} * (1 + z * (1 - {_SIGMOID}))", "z * torch.sigmoid(z)"),
    "softsign": Lines("z / (1 + np.abs(z))", "(1 - np.abs(a)) ** 2", "z / (1 + torch.abs(z))"),
    "bipolar_sigmoid": Lines("2 / (1 + np.exp(-z)) - 1", "(1 - a * a) / 2", "2 * torch.sigmoid(z) - 1"),
    "softmax": Lines("np.exp(z) / np.exp(z).sum()", "np.diag(a) - np.outer(a, a)", "torch.softmax(z, 0)"),
    "hard_sigmoid": Lines("np.clip(z / 6 + 0.5, 0, 1)", "np.where(np.abs(z) < 3, 1 / 6, 0.0)", "torch.clamp(z / 6 + 0.5, 0, 1)"),
    "step": Lines("np.where(z >= 0, 1.0, 0.0)", "np.zeros(len(z))", "torch.where(z >= 0, 1.0, 0.0) + 0 * z"),
    "hard_tanh": Lines("np.clip(z, -1, 1)", "np.where(np.abs(z) < 1, 1.0, 0.0)", "torch.clamp(z, -1, 1)"),
}
LOSSES = {
    "squared_error": Lines("((a - y) ** 2).sum() / 2", "a - y", "((a - y) ** 2).sum() / 2"),
    "mse": Lines("((a - y) ** 2).mean()", "2 * (a - y) / len(a)", "((a - y) ** 2).mean()"),
    "cross_entropy": Lines("-(y * np.log(a)).sum()", "-y / a", "-(y * torch.log(a)).sum()"),
    "binary_cross_entropy": Lines(
        "-(y * np.log(a) + (1 - y) * np.log(1 - a)).sum()",
        "(a - y) / (a * (1 - a))",
        "-(y * torch.log(a) + (1 - y) * torch.log(1 - a)).sum()",
    ),
}
TERMS = {  # each output's part of the loss
    "squared_error": "(a - y) ** 2 / 2",
    "mse": "(a - y) ** 2 / len(a)",
    "cross_entropy": "-y * np.log(a)",
    "binary_cross_entropy": "-(y * np.log(a) + (1 - y) * np.log(1 - a))",
}


def activation(name: str, leak: float | None) -> Lines:
    """An activation's lines; `leak` is leaky_relu's slope below 0, where a lesson gives it."""
    own, below = ACTIVATIONS[name], str(LEAK if leak is None else leak)
    return Lines(*(line.replace("LEAK", below) for line in (own.value, own.slope, own.torch)))
