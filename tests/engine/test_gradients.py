"""Every gradient by independent roads: differences, complex steps, nudges, identities; and planted bugs caught."""

import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from engine import activations, check, gradcheck, make_lesson, run
from engine.gradcheck import Kink, analytic_gradient, first_batch
from engine.numeric import Problem, central
from tests.engine.lessons import PAIRS, lesson, one_neuron
from tests.engine.stacks import stack


def pair_lesson(act, loss, **options):
    return lesson((3, 4, 3), ("tanh", act), loss, examples=3, **options)


@pytest.mark.parametrize(("act", "loss"), PAIRS)
def test_every_activation_and_loss_on_the_output(act, loss):
    table = check(pair_lesson(act, loss))
    assert table.passed
    assert table.worst < 2e-5


@pytest.mark.parametrize("act", sorted(set(activations.ACTIVATIONS) - {"softmax", "step"}))
def test_every_activation_in_a_hidden_layer(act):
    table = check(lesson((3, 5, 4, 2), (act, act, "softmax"), "cross_entropy", examples=4, seed=5))
    assert table.passed
    analytic = activations.ACTIVATIONS[act].analytic
    assert all((row.complex_step is not None) == analytic for row in table.rows)
    assert table.worst < (1e-10 if analytic else 1e-4)


@pytest.mark.parametrize(("act", "loss"), PAIRS)
def test_a_gradient_wrong_by_a_thousandth_is_caught(act, loss):
    chosen = pair_lesson(act, loss, seed=2)
    wrong = analytic_gradient(first_batch(chosen)) * 1.001
    table = check(chosen, wrong)
    assert not table.passed
    assert table.worst > 0.9e-3


def test_one_wrong_entry_is_caught_and_named():
    chosen = pair_lesson("sigmoid", "mse")
    wrong = analytic_gradient(first_batch(chosen))
    wrong[7] *= 1.001
    bad = [row for row in check(chosen, wrong).rows if not row.ok]
    assert [(row.path, row.l, row.i, row.j) for row in bad] == [("steps[0].update[0].dL_dW[2][1]", 1, 2, 1)]


def planted(monkeypatch, name, slope):
    act = activations.ACTIVATIONS[name]
    monkeypatch.setitem(activations.ACTIVATIONS, name, replace(act, slope=slope))


@pytest.mark.parametrize(
    ("name", "slope"),
    [
        ("sigmoid", lambda z: activations.sigmoid(z)),
        ("tanh", lambda z: 1.0 - np.tanh(z)),
        ("relu", lambda z: np.ones_like(z)),
        ("leaky_relu", lambda z: np.where(z > 0, 1.0, 0.0)),
        ("softplus", lambda z: activations.sigmoid(-z)),
        ("gelu", lambda z: activations.gelu_slope(z) * 1.001),
        ("elu", lambda z: np.where(z > 0, 1.0, np.expm1(z))),
        ("silu", lambda z: activations.sigmoid(z)),
        ("softsign", lambda z: 1.0 / (1.0 + np.abs(z))),
        ("bipolar_sigmoid", lambda z: 2.0 * activations.bipolar_sigmoid_slope(z)),
        ("hard_sigmoid", lambda z: np.full_like(z, 1.0 / 6.0)),
        ("hard_tanh", lambda z: np.ones_like(z)),
    ],
)
def test_a_planted_slope_is_caught(monkeypatch, name, slope):
    chosen = lesson((3, 5, 2), (name, "identity"), examples=4)
    assert check(chosen).passed
    planted(monkeypatch, name, slope)
    assert not check(chosen).passed


def test_a_relu_on_its_kink_is_judged_on_its_piece():
    chosen = one_neuron(1.0, 0.0, "relu", "squared_error", x=0.0, y=1.0)
    table = check(chosen)
    assert table.passed
    assert [row.kink for row in table.rows] == [False, True]
    assert table.rows[1].central == 0.0
    assert not check(chosen, np.array([0.0, -1.0])).passed


def test_a_gradient_at_a_kink_is_objected_to_and_the_unit_named():
    """x = 0 and b = 0: w moves nothing, b moves a rectifier off its kink."""
    table = check(one_neuron(1.0, 0.0, "relu", "squared_error", x=0.0, y=1.0))
    assert table.kinks == (Kink(1, "relu", (0,), 0),)
    assert [row.parameter for row in table.unsettled] == ["b"]
    row = table.unsettled[0]
    assert (row.left, row.right) == (0.0, pytest.approx(-1.0, abs=1e-4))
    leaky = check(one_neuron(1.0, 0.0, "leaky_relu", "squared_error", x=0.0, y=1.0)).unsettled[0]
    assert (leaky.left, leaky.right) == (pytest.approx(-0.01, rel=1e-3), pytest.approx(-1.0, abs=1e-4))


@pytest.mark.parametrize("b", [1e-9, -1e-9, 1.0])
def test_a_unit_beside_its_kink_is_not_at_it(b):
    table = check(one_neuron(1.0, b, "relu", "squared_error", x=0.0, y=1.0))
    assert table.passed
    assert not table.kinks
    assert not table.unsettled


def test_a_tie_of_a_maximum_and_an_edge_of_a_clip_are_kinks():
    pool = [{"kind": "conv2d", "size": [1, 1], "weights": [[[[1.0]]]], "biases": [0.0]}, {"kind": "max_pool", "size": [1, 2]}]
    tie = stack([*pool, {"kind": "flatten"}], [[0.1 + 0.2, 0.3]], [[1.0]], shape=(1, 1, 2))
    assert check(make_lesson(tie)).kinks == (Kink(2, "max_pool", (0, 0, 0), 0),)
    even = [{"units": 2, "activation": "softmax", "weights": [[0.0], [0.0]], "biases": [math.log(0.6), math.log(0.4)]}]
    edge = check(make_lesson(stack(even, [[1.0]], [[0, 1.0, 0.5]], "ppo", clip=0.2)))
    assert edge.kinks == (Kink(None, "ppo", (), 0),)
    assert edge.unsettled


def test_a_certain_neuron_that_is_right_raises_no_alarm():
    assert check(one_neuron(1.0, 0.0, "sigmoid", "binary_cross_entropy", x=100.0, y=1.0)).passed


def test_large_inputs_raise_no_false_alarm():
    chosen = lesson((3, 4, 1), ("tanh", "identity"), examples=2)
    data = chosen.data.model_copy(update={"x": tuple(tuple(1000.0 * v for v in row) for row in chosen.data.x)})
    assert check(chosen.model_copy(update={"data": data})).passed


def test_the_error_of_a_difference_falls_with_h_and_rises_again():
    problem = first_batch(lesson((2, 3, 1), ("tanh", "sigmoid")))
    truth = analytic_gradient(problem)[0]
    errors = [abs(central(problem, 0, h)[0] - truth) for h in (1e-1, 1e-5, 1e-12)]
    assert errors[0] > errors[1] < errors[2]


def test_softmax_with_cross_entropy_fuses_to_a_minus_y():
    example = run(pair_lesson("softmax", "cross_entropy")).steps[0].examples[0]
    backward = example.at(2)[1]
    assert_allclose(backward.delta, example.error, rtol=1e-15)
    assert_allclose(backward.da_dz.T @ backward.dL_da, backward.delta, atol=1e-15)


@pytest.mark.parametrize(("act", "loss"), PAIRS)
def test_delta_is_dL_da_times_da_dz(act, loss):
    for example in run(pair_lesson(act, loss)).steps[0].examples:
        for bwd in example.backward:
            slow = bwd.da_dz.T @ bwd.dL_da if bwd.da_dz.ndim == 2 else bwd.da_dz * bwd.dL_da
            assert_allclose(bwd.delta, slow, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(("act", "loss"), PAIRS)
def test_the_ratio_of_a_nudge_nears_delta(act, loss):
    if activations.ACTIVATIONS[act].kinked:
        pytest.skip("a nudge may cross the kink")
    example = run(pair_lesson(act, loss)).steps[0].examples[0]
    for nudge in example.nudges:
        assert_allclose(nudge.ratio, example.at(nudge.l)[1].delta, atol=0.05)
        assert_allclose(nudge.ratio, (nudge.L_plus - example.L) / nudge.h, rtol=0)


def test_a_nudge_is_the_loss_with_that_bias_raised():
    chosen = pair_lesson("gelu", "mse")
    problem, example = first_batch(chosen), run(chosen).steps[0].examples[0]
    one = Problem(problem.net, problem.loss, problem.x[:1], problem.y[:1])
    assert [nudge.l for nudge in example.nudges] == [1, 2]
    for i in range(4):  # the biases follow 24 weights
        slope, _ = central(one, 24 + i, 0.005)
        assert example.nudges[0].ratio[i] == pytest.approx(slope, abs=0.01)


def test_of_very_many_parameters_some_are_checked_evenly_spread(monkeypatch):
    made = lesson((30, 20, 2), ("tanh", "sigmoid"), examples=3)
    whole = check(made)
    assert len(whole.rows) == whole.parameters == 30 * 20 + 20 + 20 * 2 + 2
    monkeypatch.setattr(gradcheck, "MOST_ROWS", 50)
    some = check(made)
    assert (len(some.rows), some.parameters, some.passed) == (50, whole.parameters, True)
    assert {row.l for row in some.rows} == {1, 2}
    assert [some.rows[0], some.rows[-1]] == [whole.rows[0], whole.rows[-1]]
    assert len({row.path for row in some.rows}) == 50
    assert not check(made, 1.001 * np.ones(whole.parameters)).passed
