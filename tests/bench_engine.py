"""Steps per second of the engine beside torch eager, in turns on the same lessons: python tests/bench_engine.py

torch is optional; without it the engine's own figures are printed. Both run float64 on one thread.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from rich.console import Console
from rich.table import Table

from engine import Lesson, build, make_lesson, run

try:
    import torch
except ImportError:
    torch = None  # type: ignore[assignment]

ROUNDS, STEPS = 5, 2000
CASES = [  # sizes, activations, loss, examples, optimiser
    ((2, 2, 2), ("sigmoid", "sigmoid"), "squared_error", 1, "sgd"),
    ((2, 2, 1), ("tanh", "sigmoid"), "binary_cross_entropy", 4, "sgd"),
    ((2, 3, 1), ("tanh", "sigmoid"), "binary_cross_entropy", 4, "adam"),
    ((2, 8, 8, 2), ("relu", "relu", "softmax"), "cross_entropy", 16, "adam"),
    ((12, 40, 10), ("relu", "softmax"), "cross_entropy", 32, "rmsprop"),
    ((64, 64, 64, 10), ("tanh", "tanh", "softmax"), "cross_entropy", 64, "sgd"),
]


def lesson(sizes: tuple[int, ...], acts: tuple[str, ...], loss: str, examples: int, optimizer: str) -> Lesson:
    """A lesson of STEPS steps that records nothing."""
    rng = np.random.default_rng(0)
    y = rng.dirichlet(np.ones(sizes[-1]), examples) if loss == "cross_entropy" else rng.integers(0, 2, (examples, sizes[-1]))
    layers = [{"units": n, "activation": act} for n, act in zip(sizes[1:], acts, strict=True)]
    return make_lesson(
        {
            "network": {"inputs": sizes[0], "loss": loss, "layers": layers},
            "data": {"x": rng.normal(size=(examples, sizes[0])).tolist(), "y": y.astype(float).tolist()},
            "training": {"optimizer": optimizer, "learning_rate": 0.01, "steps": STEPS, "record": []},
        }
    )


def in_torch(lesson: Lesson) -> list[float]:
    """The same training the way it is usually written in torch; the loss before every step."""
    net, x, y = torch_net(lesson), torch.tensor(lesson.data.x), torch.tensor(lesson.data.y)
    kinds = {"sgd": torch.optim.SGD, "rmsprop": torch.optim.RMSprop, "adam": torch.optim.Adam}
    optimizer = kinds[lesson.training.optimizer](net.parameters(), lr=lesson.training.learning_rate)
    loss_of, losses = torch_loss(lesson), []
    for _ in range(lesson.training.steps):
        optimizer.zero_grad()
        loss = loss_of(net(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def torch_net(lesson: Lesson) -> Any:
    """nn.Sequential with the lesson's parameters; losses that take z leave the last activation off."""
    kinds = {"sigmoid": torch.nn.Sigmoid, "tanh": torch.nn.Tanh, "relu": torch.nn.ReLU}
    parts: list[Any] = []
    for layer in build(lesson).layers:
        linear = torch.nn.Linear(*layer.W.shape[::-1])
        linear.weight.data, linear.bias.data = torch.tensor(layer.W), torch.tensor(layer.b)
        parts += [linear, kinds.get(layer.activation, torch.nn.Identity)()]
    return torch.nn.Sequential(*(parts[:-1] if "cross_entropy" in lesson.network.loss else parts))


def torch_loss(lesson: Lesson) -> Callable[[Any, Any], Any]:
    """The loss by torch's own fused functions."""
    functional = torch.nn.functional
    if lesson.network.loss == "squared_error":
        return lambda a, y: 0.5 * ((a - y) ** 2).sum() / len(y)
    if lesson.network.loss == "binary_cross_entropy":
        return lambda z, y: functional.binary_cross_entropy_with_logits(z, y, reduction="sum") / len(y)
    return functional.cross_entropy


def timed(train: Callable[[Lesson], Any], chosen: Lesson) -> tuple[float, Any]:
    """Steps per second, and what came out."""
    start = time.perf_counter()
    out = train(chosen)
    return chosen.training.steps / (time.perf_counter() - start), out


def compare(chosen: Lesson) -> tuple[float, float | None]:
    """Median steps per second of the engine and of torch, run in turns; their losses must agree."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        speed, trace = timed(run, chosen)
        ours.append(speed)
        if torch is not None:
            speed, losses = timed(in_torch, chosen)
            theirs.append(speed)
            np.testing.assert_allclose(trace.losses[:100], losses[:100], rtol=1e-6)
    return median(ours), median(theirs) if theirs else None


def main() -> None:
    """Print one line for each case."""
    if torch is not None:
        torch.set_num_threads(1)
        torch.set_default_dtype(torch.float64)
    table = Table(title=f"Training, median of {ROUNDS} rounds of {STEPS} steps, one thread, float64")
    for head in ("network", "examples", "optimiser", "engine steps/s", "torch eager steps/s", "ratio"):
        table.add_column(head, justify="right")
    for case in CASES:
        sizes, _, _, examples, optimizer = case
        ours, theirs = compare(lesson(*case))
        other = ("-", "-") if theirs is None else (f"{theirs:,.0f}", f"{ours / theirs:.1f} x")
        table.add_row("-".join(map(str, sizes)), str(examples), optimizer, f"{ours:,.0f}", *other)
    Console().print(table)
    if torch is None:
        Console().print("torch is not installed: pip install torch in this environment to compare.")


if __name__ == "__main__":
    main()
