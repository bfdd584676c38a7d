"""Signals of a deep network: their sizes follow from matrices multiplied by hand, and the two numbers foretell them."""

from pathlib import Path

import numpy as np
import pytest

from engine import load_lesson, make_lesson, run
from engine.studies import signals

LESSONS = Path("scenes/lessons")


@pytest.fixture(scope="module")
def trace():
    return run(load_lesson(LESSONS / "vanishing.toml"))


def size(v):
    return np.linalg.norm(v) / np.sqrt(np.size(v))


def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))


ACTS = {"sigmoid": (sigmoid, lambda z: sigmoid(z) * sigmoid(-z)), "relu": (lambda z: np.maximum(z, 0), lambda z: 1.0 * (z > 0))}


def by_hand(run):
    """a, delta and dL/dW of every layer, for sigmoid outputs under the cross-entropy."""
    x, y = (np.array(v[0]) for v in (run.lesson.data.x, run.lesson.data.y))
    a, zs, came = x, [], []
    for layer, name in zip(run.net.layers, run.lesson.activations, strict=True):
        came.append(a)
        zs.append(layer.W @ a + layer.b)
        a = ACTS[name][0](zs[-1])
    delta, deltas = a - y, []
    for l in range(len(zs) - 1, -1, -1):
        deltas.insert(0, delta)
        if l:
            delta = (run.net.layers[l].W.T @ delta) * ACTS[run.lesson.activations[l - 1]][1](zs[l - 1])
    return [*came[1:], a], deltas, [np.outer(d, c) for d, c in zip(deltas, came, strict=True)]


@pytest.mark.parametrize("k", range(4))
def test_sizes_are_those_of_both_passes_by_hand(trace, k):
    side = trace.studies["signals"].sides[k]
    for found, arrays in zip((side.a, side.delta, side.dL_dW), by_hand((trace, *trace.twins)[k]), strict=True):
        assert found == pytest.approx([size(v) for v in arrays], rel=1e-9)
    assert side.dL_dW == pytest.approx(side.delta * side.came)  # the size of an outer product is the product of the sizes
    assert side.delta[:-1] == pytest.approx(side.delta[-1] * side.carried)
    assert side.carried[0] == pytest.approx(np.prod(side.gain) * np.prod(side.slope))


def test_a_quarter_is_the_most_a_sigmoid_has(trace):
    found = trace.studies["signals"]
    assert found.steepest == 0.25
    assert found.ceiling == pytest.approx(4.0**-10)
    assert max(found.sides[0].slope) < 0.25


def test_the_orders_of_magnitude_of_the_storyboard(trace):
    sigmoids, large, small, fit = trace.studies["signals"].sides
    assert sigmoids.delta[0] < 1e-6 < 1e-2 < sigmoids.delta[-1]
    assert large.delta[0] > 3e3
    assert large.a[-2] > 1e3
    assert small.dL_dW.max() / small.dL_dW.min() < 5
    assert small.delta[-1] / small.delta[0] > 1e5
    assert small.a[0] / small.a[-2] > 1e4
    for values in (fit.a, fit.delta, fit.dL_dW):
        assert values.max() / values.min() < 3


def test_the_two_numbers_foretell_the_first_layer_s_blame(trace):
    for side in trace.studies["signals"].sides:
        assert side.foretold[0] == pytest.approx(side.delta[-1] * (side.gain_rule * side.slope_rule) ** 10)
        assert 1 / 3 < side.foretold[0] / side.delta[0] < 3


@pytest.mark.parametrize("lesson", ["mazur", "xor", "neuron", "convolution"])
def test_shallow_uneven_or_layered_networks_have_none(lesson):
    assert "signals" not in run(load_lesson(LESSONS / f"{lesson}.toml")).studies


def test_a_network_through_which_nothing_comes_back_has_none():
    def net(bias, **twin):
        layers = [{"repeat": 4, "units": 3, "activation": "relu", "biases": [bias] * 3}, {"units": 3, "activation": "sigmoid"}]
        table = {"inputs": 3, "loss": "binary_cross_entropy", "init": {"method": "uniform", "seed": 2}, "layers": layers}
        data = {"x": [[1.0, 0.5, 1.0]], "y": [[1.0, 0.0, 1.0]]}
        return run(make_lesson({"network": table, "data": data, "training": {"learning_rate": 0.1}, **twin}))

    assert signals.suits(net(1.0))
    assert not signals.suits(net(-9.0))
    assert not signals.suits(net(1.0, twins=[{"network": {"layers": [{"units": 3, "activation": "sigmoid"}]}}]))


def test_the_neuron_that_is_met_gets_blame_of_the_usual_size_back(trace):
    last = trace.net.layers[-1].W
    back = abs(last.T @ by_hand(trace)[1][-1])
    met = trace.studies["signals"].met
    assert min(abs(back - size(back))) == pytest.approx(abs(back[met] - size(back)))
