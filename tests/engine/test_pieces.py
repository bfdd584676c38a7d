"""Activations of straight pieces, and the smooth ones beside them: values, kinks, the slope on a kink, a leak of one's own, the step."""

import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from engine import InputError, check, from_dict, make_lesson, run, to_dict
from engine.activations import ACTIVATIONS, activation_of
from engine.gradcheck import Kink
from engine.layers import squash
from engine.probe import Probe
from tests.engine.lessons import lesson, one_neuron, table
from tests.engine.stacks import stack

BY_HAND = {  # the book's lines, number by number
    "elu": lambda z: z if z > 0 else math.exp(z) - 1,
    "silu": lambda z: z / (1 + math.exp(-z)),
    "softsign": lambda z: z / (1 + abs(z)),
    "bipolar_sigmoid": lambda z: 2 / (1 + math.exp(-z)) - 1,
    "hard_sigmoid": lambda z: 0 if z <= -3 else 1 if z >= 3 else (z + 3) / 6,
    "hard_tanh": lambda z: max(-1, min(1, z)),
    "step": lambda z: 1 if z >= 0 else 0,
}


@pytest.mark.parametrize("name", BY_HAND)
def test_values_are_those_of_the_books_line(name):
    zs = np.linspace(-8, 8, 161)
    assert_allclose(ACTIVATIONS[name](zs), [BY_HAND[name](z) for z in zs], rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("name", sorted(set(ACTIVATIONS) - {"softmax"}))
def test_far_out_nothing_overflows(name):
    act, far = ACTIVATIONS[name], np.array([-1e8, -800.0, 800.0, 1e8])
    with np.errstate(all="raise", under="ignore"):
        assert np.isfinite(act(far)).all()
        assert np.isfinite(act.slope(far)).all()


@pytest.mark.parametrize(("name", "end"), [("hard_sigmoid", 3.0), ("hard_tanh", 1.0)])
def test_on_both_ends_of_a_hard_squash_the_slope_is_zero_and_the_check_objects(name, end):
    act = ACTIVATIONS[name]
    assert act.slope(np.array([-end, end])).tolist() == [0.0, 0.0]
    for side in (-1.0, 1.0):
        found = check(one_neuron(side, 0.0, name, "squared_error", x=end, y=0.3))
        assert found.passed
        assert found.kinks == (Kink(1, name, (0,), 0),)
        assert {row.parameter for row in found.unsettled} == {"W", "b"}
    beside = check(one_neuron(1.0, 1e-6, name, "squared_error", x=-end, y=0.3))
    assert beside.passed
    assert not beside.kinks


def test_a_kink_that_only_rounding_keeps_off_is_met_by_both_ways():
    """0.1 + 0.2 + 0.7 is 1 or not, by the order in which it is added."""
    layers = [{"units": 1, "activation": "hard_tanh", "weights": [[0.1, 0.2, 0.7]], "biases": [0.0]}]
    for order in ([0, 1, 2], [2, 1, 0], [1, 2, 0]):
        layers[0]["weights"] = [[(0.1, 0.2, 0.7)[k] for k in order]]
        found = check(make_lesson(stack(layers, [[1.0, 1.0, 1.0]], [[0.5]])))
        assert found.kinks == (Kink(1, "hard_tanh", (0,), 0),)
        assert found.paths_error == 0.0
        assert [row.analytic for row in found.rows] == [0.0] * 4


def leaky(slope, **options):
    tables = table((2, 3, 1), ("leaky_relu", "identity"), examples=3, **options)
    tables["network"]["layers"][0]["slope"] = slope
    return tables


@pytest.mark.parametrize("slope", [0.0, 0.1, 0.25, 0.99])
def test_a_leak_of_ones_own_goes_every_way(slope):
    chosen = make_lesson(leaky(slope, steps=3))
    found = check(chosen)
    assert found.passed
    assert found.worst < 1e-10
    trace = run(chosen)
    fwd, bwd = trace.steps[0].examples[0].at(1)
    assert_allclose(fwd.a, np.where(fwd.z > 0, fwd.z, slope * fwd.z))
    assert_allclose(bwd.da_dz, np.where(fwd.z > 0, 1.0, slope))
    file = to_dict(trace)
    assert file["lesson"]["network"]["layers"][0]["slope"] == slope
    assert to_dict(from_dict(file)) == file
    assert to_dict(run(make_lesson(file["lesson"]))) == file
    assert Probe(trace).run({}).L == trace.steps[0].examples[0].L


def test_without_one_it_is_a_hundredth_and_a_leak_of_zero_is_a_rectifier():
    assert activation_of("leaky_relu").slope(np.array([-1.0])) == [0.01]
    zs = np.linspace(-2, 2, 9)
    assert_allclose(activation_of("leaky_relu", 0.0)(zs), ACTIVATIONS["relu"](zs))


def test_a_leak_that_the_way_back_forgets_is_caught(monkeypatch):
    chosen = make_lesson(leaky(0.25))
    assert check(chosen).passed
    usual = activation_of("leaky_relu").slope
    spoiled = {"leaky_relu": replace(activation_of("leaky_relu", 0.25), slope=usual), "identity": activation_of("identity")}
    monkeypatch.setattr(squash, "activation_of", lambda name, slope=None: spoiled[name])
    assert not check(chosen).passed


@pytest.mark.parametrize(
    ("slope", "act", "says"),
    [
        (1.0, "leaky_relu", "slope: found 1.0; allowed: a number from 0 up to, not including, 1"),
        (-0.1, "leaky_relu", "slope: found -0.1; allowed: a number from 0"),
        ("small", "leaky_relu", 'slope: found "small"; allowed: a number from 0'),
        (0.1, "relu", "slope: found slope with activation relu; allowed: slope with leaky_relu"),
    ],
)
def test_a_wrong_slope_is_one_message(slope, act, says):
    tables = leaky(slope)
    tables["network"]["layers"][0]["activation"] = act
    with pytest.raises(InputError, match=r"network\.layers\[0\]") as error:
        make_lesson(tables)
    assert says in str(error.value)


@pytest.mark.parametrize("key", ["alpha", "negative_slope", "leak"])
def test_other_words_for_the_slope_are_told_ours(key):
    tables = leaky(0.1)
    tables["network"]["layers"][0][key] = tables["network"]["layers"][0].pop("slope")
    with pytest.raises(InputError, match=r"Write slope = 0\.1"):
        make_lesson(tables)


# ---- the step, which only the perceptron's rule trains


def perceptron(**training):
    x, y = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [0], [0], [1]]
    layers = [{"units": 1, "activation": "step", "weights": [[0.0, 0.0]], "biases": [0.0]}]
    return stack(layers, x, y, "perceptron", **{"learning_rate": 1.0, "batch_size": 1, **training})


def test_the_perceptron_learns_and_by_its_rule():
    """Against the rule itself, w <- w + eta (y - a) x, example by example; after some rounds nothing moves."""
    trace = run(make_lesson(perceptron(steps=40)))
    w, b = np.zeros(2), 0.0
    for k, step in enumerate(trace.steps):
        x, y = np.array(trace.lesson.data.x[k % 4]), trace.lesson.data.y[k % 4][0]
        a = float(w @ x + b >= 0)
        assert step.examples[0].forward[0].a == [a]
        w, b = w + (y - a) * x, b + (y - a)
        assert step.update[0].W_new[0].tolist() == w.tolist()
        assert step.update[0].b_new.tolist() == [b]
    assert trace.losses[-4:] == (0.0,) * 4
    assert [(w @ x + b >= 0) for x in trace.lesson.data.x] == [0, 0, 0, 1]


def test_the_perceptrons_rule_is_the_gradient_of_its_criterion():
    tables = table((3, 4, 2), ("tanh", "step"), examples=3)
    tables["network"]["loss"] = "perceptron"
    tables["data"]["y"] = [[0, 1], [1, 1], [1, 0]]
    found = check(make_lesson(tables))
    assert found.passed
    assert found.worst < 1e-10
    assert any(row.analytic for row in found.rows if row.l == 1)


def test_no_slope_goes_through_a_hidden_step():
    tables = table((3, 4, 2), ("step", "step"), examples=3)
    tables["network"]["loss"] = "perceptron"
    tables["data"]["y"] = [[0, 1], [1, 1], [1, 0]]
    found = check(make_lesson(tables))
    assert found.passed
    assert {row.analytic for row in found.rows if row.l == 1} == {0.0}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"loss": "squared_error"}, "layers[0].activation: found step with loss squared_error; allowed: step with loss perceptron"),
        ({"activation": "sigmoid"}, "network.loss: found perceptron on sigmoid outputs; allowed: perceptron on step outputs"),
        ({"y": [[0], [1], [-1], [1]]}, "data.y[2][0]: found -1; allowed: 0 or 1, since that is what a step says. Write 0 for -1."),
        ({"y": [[0], [1], [0.5], [1]]}, "data.y[2][0]: found 0.5; allowed: 0 or 1"),
    ],
)
def test_a_step_without_its_rule_is_refused_in_one_message(change, says):
    tables = perceptron()
    tables["network"]["loss"] = change.get("loss", "perceptron")
    tables["network"]["layers"][0]["activation"] = change.get("activation", "step")
    tables["data"]["y"] = change.get("y", tables["data"]["y"])
    with pytest.raises(InputError) as error:
        make_lesson(tables)
    assert says in str(error.value)


def test_a_step_in_a_hidden_layer_before_another_loss_is_refused():
    with pytest.raises(InputError, match="activation: found step with loss mse"):
        lesson((2, 2, 1), ("step", "sigmoid"), "mse")
