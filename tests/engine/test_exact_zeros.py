"""0.1 + 0.2 - 0.3 is 0: in the record, on every way through a network, in every kind of layer that adds."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import batched, check, make_lesson, passes, run
from engine.building import build, examples_of, loss_of
from engine.gradcheck import analytic_gradient, first_batch
from engine.numeric import Problem
from engine.parameters import Parameters
from engine.probe import Probe
from engine.sums import dust, less, settled, times, total
from tests.engine.stacks import stack

LAWS = settings(max_examples=60, deadline=None, derandomize=True)
ZERO = [[0.1, 0.2, -0.3]]  # 2.8e-17 or 5.6e-17, by the order of adding
ONES = [[1.0, 1.0, 1.0]]
tenths = st.lists(st.integers(-30, 30).map(lambda k: k / 10), min_size=2, max_size=12)


def neuron(activation="relu", weights=ZERO, bias=0.0, x=ONES, y=1.0, loss="squared_error", eta=1.0, steps=1):
    layer = {"units": 1, "activation": activation, "weights": weights, "biases": [bias]}
    network = {"inputs": len(x[0]), "loss": loss, "layers": [layer]}
    return make_lesson({"network": network, "data": {"x": x, "y": [[y]]}, "training": {"learning_rate": eta, "steps": steps}})


# ---- The law itself.


@LAWS
@given(tenths)
def test_a_sum_that_is_zero_in_decimals_is_zero(parts):
    parts = [*parts, -float(sum(Fraction(str(p)) for p in parts))]
    assert total(parts) == 0.0
    assert settled(np.sum(parts), np.abs(parts).sum(), len(parts)) == 0.0


@LAWS
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_a_sum_that_is_not_zero_is_the_exact_one_rounded(parts):
    exact, size = sum(map(Fraction, parts)), float(sum(map(abs, parts)))
    found = float(total(parts))
    assert found == (0.0 if abs(exact) <= dust(len(parts)) * size else pytest.approx(float(exact), rel=2e-16))


def test_what_is_small_but_no_dust_stays():
    assert total([1.0, 1e-13, -1.0]) == pytest.approx(1e-13, rel=1e-3)
    assert total([1e-300]) == 1e-300
    assert less(1e-12, 2e-12) == -1e-12
    assert settled(1e-17 + 1e-30j, 1.0, 3) == 1e-30j


# ---- Every way through a network.


def test_a_rectifier_at_zero_is_off_in_the_record_and_on_every_other_way():
    lesson = neuron()
    trace = run(lesson)
    fwd, bwd = trace.steps[0].examples[0].at(1)
    assert (fwd.Wa[0], fwd.z[0], fwd.a[0], bwd.delta[0]) == (0.0, 0.0, 0.0, 0.0)
    assert trace.steps[0].update[0].W_new.tolist() == ZERO
    net, x = build(lesson), np.array(ONES)
    p, g = Parameters.of(net), Parameters.of(net).zeros()
    for exact in (None, 1):
        assert batched.forward(net, p.values, x, exact=exact)[0].z[0, 0] == 0.0
        batched.gradient(p, loss_of(lesson), x, np.ones((1, 1)), g, exact=exact)
        assert not g.flat.any()
    stepped = p.like(p.flat.astype(complex))
    stepped.flat[0] += 1e-30j
    assert batched.forward(net, stepped.values, x)[0].z[0, 0] == 1e-30j
    assert not analytic_gradient(first_batch(lesson)).any()
    assert Probe(trace).run({}).forward[0].z[0] == 0.0
    assert Probe(trace).heard(x)[0][0][0, 0] == 0.0
    assert trace.convention["zero"].endswith("exact 0")


def test_long_training_leaves_a_rectifier_at_zero_off():
    lesson = neuron(steps=5)
    lesson = lesson.model_copy(update={"training": lesson.training.model_copy(update={"record": (4,)})})
    assert run(lesson).steps[0].update[0].W_new.tolist() == ZERO


def test_the_law_is_broken_without_it():
    net, x = build(neuron()), np.array(ONES)
    assert batched.forward(net, net.values, x, exact=0)[0].z[0, 0] != 0.0


def test_a_bias_takes_part_in_the_sum():
    assert run(neuron("sigmoid", [[0.1, 0.2]], -0.3, [[1.0, 1.0]])).steps[0].examples[0].forward[0].z[0] == 0.0


def test_an_output_that_met_its_label_has_no_error():
    example = run(neuron("identity", [[0.1, 0.2]], 0.0, [[1.0, 1.0]], y=0.3)).steps[0].examples[0]
    assert (example.error[0], example.L, example.L_terms[0], example.backward[0].delta[0]) == (0.0, 0.0, 0.0, 0.0)


def test_blame_that_cancels_is_zero():
    """The two outputs' blame comes back as 0.1 + 0.2 - 0.3 along the weights of one neuron."""
    layers = [
        {"units": 1, "activation": "identity", "weights": [[1.0]]},
        {"units": 3, "activation": "identity", "weights": [[0.1], [0.2], [-0.3]], "biases": [1.0, 1.0, 1.0]},
    ]
    data = {"x": [[0.0]], "y": [[0.0, 0.0, 0.0]]}
    lesson = make_lesson(
        {"network": {"inputs": 1, "loss": "squared_error", "layers": layers}, "data": data, "training": {"learning_rate": 1.0}}
    )
    trace = run(lesson)
    assert trace.steps[0].examples[0].at(2)[1].dL_da_in[0] == 0.0
    assert trace.steps[0].update[0].dL_db[0] == 0.0


def test_gradients_of_a_batch_that_cancel_are_zero():
    lesson = neuron("identity", [[0.0]], 0.0, [[1.0]], y=0.1)
    data = lesson.data.model_copy(update={"x": ((1.0,), (1.0,), (1.0,)), "y": ((0.1,), (0.2,), (-0.3,))})
    update = run(lesson.model_copy(update={"data": data, "training": lesson.training.model_copy(update={"batch_size": 3})})).steps[0].update
    assert (update[0].dL_dW[0, 0], update[0].dL_db[0]) == (0.0, 0.0)


def test_a_weight_that_met_its_step_is_zero():
    """0.3 - 0.1 * 3 is 5.6e-17 the other way round: 0.1 * 3 is more than 0.3."""
    update = run(neuron("identity", [[0.3]], 0.0, [[1.0]], y=-2.7, eta=0.1)).steps[0].update[0]
    assert update.W_new[0, 0] == 0.0


# ---- Every kind of layer that adds: the rectifier behind it stands at zero.

OFF = {"kind": "activation", "activation": "relu"}
OUT = {"units": 1, "activation": "identity"}
TENTHS = [[0.1, 0.2, -0.3]]
ADDING = {
    "dense": ([{"units": 2, "activation": "identity", "weights": ZERO * 2, "biases": [0.0, 0.0]}], ONES, None),
    "token_dense": (
        [{"kind": "token_dense", "units": 1, "weights": ZERO, "biases": [0.0]}, {"kind": "flatten"}], ONES * 2, (1, 3)
    ),
    "conv2d": ([{"kind": "conv2d", "size": [1, 3], "weights": [[ZERO]], "biases": [0.0]}, {"kind": "flatten"}], ONES, (1, 1, 3)),
    "mean_pool": ([{"kind": "mean_pool", "size": [1, 3]}, {"kind": "flatten"}], TENTHS, (1, 1, 3)),
    "dot": ([{"kind": "dot"}], [[1.0, 1.0, 1.0, 0.1, 0.2, -0.3]], (2, 3)),
    "residual": ([{"units": 1, "activation": "identity", "weights": [[3.0]], "biases": [0.0]},
                  {"units": 1, "activation": "identity", "weights": [[-1.0]], "biases": [0.0]},
                  {"kind": "residual", "from_layer": 1}], [[0.1]], None),
    "layer_norm": ([{"kind": "layer_norm", "gamma": [1.0] * 3, "beta": [0.0] * 3}], [[0.1, 0.2, 0.3]], None),
    "batch_norm": ([{"kind": "batch_norm", "gamma": [1.0], "beta": [0.0]}], [[0.1], [0.2], [0.3]], None),
    "attention": (
        [{"kind": "attention", "width": 1, "W_Q": [[0.0] * 3], "W_K": [[0.0] * 3], "W_V": ZERO}, {"kind": "flatten"}], ONES, (1, 3)
    ),
    "multi_head_attention": (
        [{"kind": "multi_head_attention", "heads": 1, "width": 3, "units": 1, "W_Q": np.zeros((1, 3, 3)).tolist(),
          "W_K": np.zeros((1, 3, 3)).tolist(), "W_V": [np.eye(3).tolist()], "W_O": ZERO}, {"kind": "flatten"}], ONES, (1, 3),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ADDING)
def test_zero_is_zero_in_every_kind_that_adds(kind):
    layers, x, shape = ADDING[kind]
    lesson = make_lesson(stack([*layers, OFF, OUT], x, [[1.0]] * len(x), shape=shape))
    net, (xs, ys) = build(lesson), examples_of(lesson)
    before = len(layers)  # the layer in front of the rectifiers
    recorded = np.array([fwd.a for fwd in passes.forward(net, xs)[before - 1]])
    fast = batched.forward(net, net.values, xs)[before - 1].a
    assert (recorded == 0.0).any()
    np.testing.assert_array_equal(recorded == 0.0, fast == 0.0)
    problem = Problem(net, loss_of(lesson), xs, ys)
    assert any(kinks is not None and kinks.any() for kinks in problem.kinks(net.values))
    assert check(lesson).passed


def test_times_is_the_matrix_product():
    rng = np.random.default_rng(0)
    A, B, v = rng.normal(size=(3, 4)), rng.normal(size=(4, 2)), rng.normal(size=4)
    np.testing.assert_allclose(times(A, B), A @ B, rtol=1e-14)
    np.testing.assert_allclose(times(A, v), A @ v, rtol=1e-14)
