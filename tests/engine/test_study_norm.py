"""One neuron's batch norm: the way back is the slope of the loss, found by running the rest of the network by hand."""

from pathlib import Path

import numpy as np
import pytest

from engine import load_lesson, make_lesson, run
from engine.studies import norm

LESSONS = Path("scenes/lessons")
RUN = 4  # of the lesson and its twins, the one with batch norm


@pytest.fixture(scope="module")
def trace():
    return run(load_lesson(LESSONS / "remedies.toml"))


def loss(trace, place, moved):
    """The loss summed over the batch, with `moved` (N,) added to the z of layer and neuron `place`; no biases yet."""
    one = (trace, *trace.twins)[RUN]
    a, y = (np.array(v, float) for v in (trace.lesson.data.x, trace.lesson.data.y))
    weights = [layer.W for layer in one.net.layers if hasattr(layer, "W")]
    for l, W in enumerate(weights, start=1):
        z = a @ W.T
        if l == place[0]:
            z[:, place[1] - 1] += moved
        if l < len(weights):
            z = (z - z.mean(0)) / np.sqrt(z.var(0) + 1e-5)
            a = np.maximum(z, 0)
    return float(np.sum(np.logaddexp(0, z) - y * z))


@pytest.mark.parametrize("place", [(8, 14), (3, 2), (10, 16)])
def test_what_goes_back_is_the_slope_of_the_loss(trace, place):
    found, h = norm.study(trace, *place), 1e-6
    for m, d in enumerate(found.dL_dz):
        step = h * np.eye(len(found.z))[m]
        assert d == pytest.approx((loss(trace, place, step) - loss(trace, place, -step)) / (2 * h), rel=1e-4, abs=1e-5)


def test_it_is_built_of_its_parts(trace):
    n = trace.studies["norm"]
    assert n.mu == pytest.approx(n.z.mean())
    assert n.sigma == pytest.approx(n.z.std(), rel=1e-5)
    assert n.x_hat == pytest.approx((n.z - n.mu) / n.sigma)
    assert n.a == pytest.approx(n.gamma * n.x_hat + n.beta)
    assert n.rest == pytest.approx(n.g - n.g.mean())
    assert n.left == pytest.approx(n.rest - n.x_hat * np.mean(n.g * n.x_hat))
    assert n.dL_dz == pytest.approx(n.left / n.sigma)
    assert not n.g[n.x_hat < 0].any()  # whose rectifiers are off


def test_what_moves_all_together_or_all_apart_gets_no_blame(trace):
    n = trace.studies["norm"]
    assert n.dL_dz.sum() == pytest.approx(0, abs=1e-12)
    assert (n.dL_dz * n.x_hat).sum() == pytest.approx(0, abs=1e-4)  # but for eps
    assert norm.renormed(n.z + 3.0) == pytest.approx(n.x_hat)
    assert norm.renormed(n.z + 0.5 * (n.z - n.mu)) == pytest.approx(n.x_hat, rel=1e-5)


def test_a_lesson_of_its_own_has_it_too_and_one_example_has_not():
    def layered(examples):
        layers = [{"units": 2, "activation": "identity"}, {"kind": "batch_norm"}, {"kind": "activation", "activation": "sigmoid"}]
        data = {"x": [[0.1, 0.9], [0.7, -0.3], [1.2, 0.4]][:examples], "y": [[0, 1], [1, 0], [1, 1]][:examples]}
        return make_lesson(
            {"network": {"inputs": 2, "loss": "squared_error", "layers": layers}, "data": data, "training": {"learning_rate": 0.1}}
        )

    found = run(layered(3)).studies["norm"]
    assert (found.l, found.i, found.examples) == (2.0, 1.0, 3.0)
    assert "norm" not in run(load_lesson(LESSONS / "mazur.toml")).studies
