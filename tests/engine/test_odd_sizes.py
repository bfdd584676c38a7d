"""Right lessons whose numbers nobody would choose: each is traced, checked and read back without a warning, or refused in one sentence."""

import json
import random
import warnings

import pytest

from engine import InputError, check, make_lesson, run, to_dict
from engine.activations import ACTIVATIONS
from engine.optimizers import OPTIONS
from engine.studies.check import obstacle
from tests.sampling import sampled

LOSSES = ("squared_error", "mse", "mae", "huber", "hinge", "binary_cross_entropy", "cross_entropy")
LAST = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}
HIDDEN = sorted(set(ACTIVATIONS) - {"softmax", "step"})
SIZES = (0.0, 1e-300, 1e-8, 0.5, 1.0, 30.0, 1e6, 1e150)  # of weights
INPUTS = (0.0, 1e-200, 1.0, 1.0, 1e8, 1e160)
WHOLE = range(1000)


def odd(seed: int) -> dict:
    """The tables of lesson number `seed`."""
    rng = random.Random(seed)
    loss, depth = rng.choice(LOSSES), rng.choice((1, 2, 3, 5))
    sizes = [rng.choice((1, 2, 3, 5)) for _ in range(depth + 1)]
    sizes[-1] = max(sizes[-1], 2 if loss == "cross_entropy" else 1)
    acts = [*(rng.choice(HIDDEN) for _ in range(depth - 1)), LAST.get(loss) or rng.choice(HIDDEN)]
    size, large = rng.choice(SIZES), rng.choice(INPUTS)
    layers = []
    for m, n, act in zip(sizes, sizes[1:], acts, strict=False):
        weights = {"weights": [[rng.gauss(0, 1) * size for _ in range(m)] for _ in range(n)]} if rng.random() < 0.7 else {}
        bias = rng.choice(({}, {}, {"bias": False}, {"bias": "shared"}, {"biases": [rng.gauss(0, 1) * size for _ in range(n)]}))
        layers.append({"units": n, "activation": act, **weights, **bias, **({"train": False} if rng.random() < 0.1 else {})})
    if all(layer.get("train") is False for layer in layers):
        del layers[0]["train"]
    N = rng.choice((1, 2, 4, 9))
    x = [[rng.uniform(-1, 1) * large for _ in range(sizes[0])] for _ in range(N)]
    y = [_label(rng, loss, sizes[-1], rng.choice((1.0, large))) for _ in range(N)]
    training = {"optimizer": rng.choice(sorted(OPTIONS)), "learning_rate": rng.choice((1e-12, 0.01, 0.5, 10.0, 1e5))}
    training["steps"] = rng.choice((1, 2, 5))
    more = ({}, {"reduction": "sum"}, {"penalty": {"l1": 0.01}}, {"penalty": {"l2": 5.0, "biases": True}})
    init = {"method": "he_uniform", "seed": seed}
    network = {"inputs": sizes[0], "loss": loss, "layers": layers, "init": init}
    return {"network": network, "data": {"x": x, "y": y}, "training": {**training, **rng.choice(more)}}


def _label(rng: random.Random, loss: str, n: int, large: float) -> list[float]:
    """One y as a loss wants it."""
    if loss == "cross_entropy" or (loss == "hinge" and n > 1):
        at = rng.randrange(n)
        return [float(k == at) for k in range(n)]
    if loss == "hinge":
        return [rng.choice((-1.0, 1.0))]
    return [float(rng.randrange(2)) if loss == "binary_cross_entropy" else rng.uniform(-1, 1) * large for _ in range(n)]


def faults(seed: int) -> list[str]:
    """What is wrong with how the lesson is run, checked and written."""
    found, lesson = [], make_lesson(odd(seed))
    for what in (_traced, check):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                what(lesson)
        except InputError as error:
            if "finite" not in str(error):
                found.append(str(error))
        except Exception as error:
            found.append(f"{what.__name__}: {type(error).__name__}: {error}")
    return found


def _traced(lesson):
    trace = run(lesson)
    json.dumps(to_dict(trace), allow_nan=False)
    obstacle(trace)


@pytest.mark.parametrize("seed", sampled(WHOLE, 25, salt=5))
def test_numbers_that_nobody_would_choose(seed):
    assert faults(seed) == [], odd(seed)


def test_what_an_optimiser_remembers_stays_finite_or_the_run_ends():
    """Squares of slopes of 1e159 are beyond what a float64 holds: they went into the trace, which then could not be written."""
    network = {"inputs": 1, "loss": "mae", "layers": [{"units": 1, "activation": "identity", "weights": [[1.0]]}]}
    table = {"network": network, "data": {"x": [[1e159]], "y": [[0.0]]}, "training": {"optimizer": "adagrad", "learning_rate": 0.01}}
    with pytest.raises(InputError, match="leaves the finite numbers at step 0"):
        run(make_lesson(table))


def test_slopes_that_cannot_be_measured_are_one_message():
    """Inputs of 1e160: the loss stays finite at the weights, and not beside them. It was divided by zero."""
    with pytest.raises(InputError, match="slopes of the loss that are not finite"):
        check(make_lesson(odd(31)))


def test_a_weight_that_no_wiggle_moves_is_what_is_in_the_way():
    network = {"inputs": 1, "loss": "mae", "layers": [{"units": 1, "activation": "identity", "weights": [[1e30]]}]}
    table = {"network": network, "data": {"x": [[1e-20]], "y": [[0.5]]}, "training": {"learning_rate": 1e-9}}
    trace = run(make_lesson(table))
    assert obstacle(trace) == "vast"
    assert "check" not in trace.studies
