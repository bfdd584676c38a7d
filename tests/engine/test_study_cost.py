"""The cost of a gradient: all three ways give the gradient of the trace, and the counts are what a pen would count."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from engine import load_lesson, make_lesson, run
from engine.activations import ACTIVATIONS
from engine.probe import Probe
from engine.studies import cost

FITS = ("mazur", "xor", "deep")


@cache
def traced(lesson):
    return run(load_lesson(Path(f"scenes/lessons/{lesson}.toml")))


@pytest.mark.parametrize("lesson", FITS)
def test_three_ways_give_the_trace_s_gradient(lesson):
    trace = traced(lesson)
    example = Probe(trace).example
    left = cost.slopes_of(example, trace)
    layers = range(1, len(trace.sizes))
    _, _, along = cost.walking(left)
    (_, behind), (_, nudged) = cost.back(left), cost.nudging(trace)
    for l, paths, carried, measured in zip(layers, along, behind, nudged, strict=True):
        dL_dW = example.at(l)[1].dL_dW
        assert np.allclose(paths, dL_dW, rtol=1e-9, atol=1e-13)
        assert np.allclose(carried, dL_dW, rtol=1e-9, atol=1e-13)
        assert np.allclose(measured, dL_dW, atol=1e-5)


def test_mazur_s_counts_are_those_of_a_pen():
    here = traced("mazur").studies["cost"].here
    assert (here.weights, here.forward, here.runs, here.nudged) == (8, 8, 9, 72)
    assert (here.paths, here.walked) == (4 * 1 + 4 * 2, 8 + 4 * 2 + 8 * 4)
    assert (here.back, here.backprop, here.worth) == (2 + 4 + 4 + 2 + 4, 24, 3)
    assert (here.kept, here.kept_bytes) == (2 + 2 + 2, 48)
    assert (here.weight_megabytes, here.batch_megabytes) == pytest.approx((8 * 8 / 1e6, 48 * 1000 / 1e6))


def test_the_sums_are_kept_where_the_slope_is_not_read_off_the_output():
    """A network of smooth rectifiers keeps z as well; of the others the slope, as a function of a alone, is the engine's."""
    z = np.linspace(-3, 3, 60)
    read_off = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: a > 0, "identity": np.ones_like,
                "leaky_relu": lambda a: np.where(a > 0, 1, 0.01)}  # fmt: skip
    assert set(read_off) | {"softmax"} == cost.READ_OFF
    for name, slope in read_off.items():
        assert np.allclose(ACTIVATIONS[name].slope(z), slope(ACTIVATIONS[name](z))), name
    layers = [{"units": 3, "activation": "gelu"}, {"units": 1, "activation": "sigmoid"}]
    network = {"inputs": 2, "loss": "squared_error", "layers": layers}
    trace = run(make_lesson({"network": network, "data": {"x": [[1, 2]], "y": [[1]]}, "training": {"learning_rate": 0.1}}))
    assert trace.studies["cost"].here.kept == 2 + 3 + 3 + 1


@pytest.mark.parametrize("lesson", FITS)
def test_paths_that_are_only_counted_cost_what_walked_ones_do(lesson):
    trace = traced(lesson)
    left = cost.slopes_of(Probe(trace).example, trace)
    assert cost.walking(left)[:2] == cost.roads(left)


def test_larger_networks_follow_their_formulas():
    study = traced("mazur").studies["cost"]
    for w, price in zip(study.widths, study.sizes, strict=True):
        assert price.weights == price.forward == 4 * w**2
        assert price.nudged == (price.weights + 1) * price.forward
        assert price.paths == w**2 + w**3 + w**4 + w**5
        assert price.back == 4 * w + 4 * w**2 + 3 * w**2
        assert price.kept == 5 * w
    assert study.sizes[-1].weights == study.weights[-1] == 1e6
    assert np.all(np.diff(study.walked) > 0)


def test_a_counter_that_skips_a_layer_is_noticed(monkeypatch):
    """A planted defect: outer products that cost nothing."""
    trace = traced("mazur")
    left = cost.slopes_of(Probe(trace).example, trace)
    monkeypatch.setattr(cost.Counter, "outer", lambda self, p, q: np.outer(p, q))
    assert cost.back(left)[0] != trace.studies["cost"].here.back


def test_only_a_network_with_a_hidden_layer_has_this_study():
    assert "cost" not in traced("neuron").studies
