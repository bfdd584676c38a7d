"""Far out on the number line, and past its end."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

from engine import InputError, check, make_lesson, run, to_dict
from engine.activations import ACTIVATIONS
from engine.losses import loss_for
from tests.engine.lessons import OUTPUTS, lesson, one_neuron

FAR = np.array([-1000.0, -40.0, -1e-300, 0.0, 1e-300, 40.0, 1000.0])


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", sorted(ACTIVATIONS))
def test_activations_and_slopes_far_out(name):
    act = ACTIVATIONS[name]
    assert np.isfinite(act(FAR)).all()
    assert np.isfinite(act.slope(FAR)).all()


def test_small_tails_keep_their_digits():
    sigmoid, softplus, gelu, tanh = (ACTIVATIONS[name] for name in ("sigmoid", "softplus", "gelu", "tanh"))
    z = np.array([-40.0])
    assert_allclose(sigmoid(z), math.exp(-40) / (1 + math.exp(-40)), rtol=1e-14)
    assert_allclose(sigmoid.slope(-z), math.exp(-40) / (1 + math.exp(-40)) ** 2, rtol=1e-14)
    assert_allclose(softplus(z), math.log1p(math.exp(-40)), rtol=1e-14)
    assert_allclose(tanh.slope(-z), 4 * math.exp(-80), rtol=1e-14)
    assert_allclose(gelu(z), -40 * math.erfc(40 / math.sqrt(2)) / 2, rtol=1e-14)


def test_conventions_at_the_kink():
    zero = np.array([0.0, -0.0])
    assert_allclose(ACTIVATIONS["relu"].slope(zero), 0.0)
    assert_allclose(ACTIVATIONS["leaky_relu"].slope(zero), 0.01)
    assert_allclose(ACTIVATIONS["gelu"](np.array([1.0])), 0.5 * (1 + math.erf(1 / math.sqrt(2))), rtol=1e-15)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("z", [1000.0, -1000.0])
@pytest.mark.parametrize("y", [0.0, 1.0, 0.3])
def test_binary_cross_entropy_of_a_certain_neuron(z, y):
    example = run(one_neuron(1.0, 0.0, "sigmoid", "binary_cross_entropy", x=z, y=y, eta=1e-6)).steps[0].examples[0]
    assert pytest.approx((y * max(-z, 0)) + (1 - y) * max(z, 0), rel=1e-15) == example.L
    assert example.backward[0].delta[0] == pytest.approx((z > 0) - y, abs=1e-15)


@pytest.mark.parametrize(("loss", "act"), [(loss, "softmax") for loss in OUTPUTS] + [("binary_cross_entropy", "sigmoid")])
@pytest.mark.parametrize("scale", [30.0, 1000.0])
def test_whole_passes_far_out_stay_finite_and_json(loss, act, scale):
    layers = [{"units": 3, "activation": act, "weights": [[scale], [-scale], [0.0]]}]
    network = {"inputs": 1, "loss": loss, "layers": layers}
    training = {"learning_rate": 0.001, "steps": 2}
    chosen = make_lesson({"network": network, "data": {"x": [[1.0]], "y": [[0.0, 1.0, 0.0]]}, "training": training})
    trace = run(chosen)
    assert math.isfinite(trace.losses[-1])
    assert "nan" not in str(to_dict(trace)).lower()


@pytest.mark.parametrize("n", [2, 3, 6])
def test_binary_cross_entropy_on_softmax_against_its_definition(n):
    rng = np.random.default_rng(n)
    z, y = rng.normal(size=n), rng.uniform(size=n)
    a, loss = ACTIVATIONS["softmax"](z), loss_for("binary_cross_entropy", "softmax")
    assert_allclose(loss.terms(z, a, y), -y * np.log(a) - (1 - y) * np.log(1 - a), rtol=1e-13)
    dL_da = -y / a + (1 - y) / (1 - a)
    assert_allclose(loss.dL_da(z, a, y), dL_da, rtol=1e-13)
    assert loss.delta is not None
    assert_allclose(loss.delta(z, a, y), ACTIVATIONS["softmax"].slope(z).T @ dL_da, atol=1e-14)


@pytest.mark.parametrize("record", [[], [0], list(range(60))])
def test_a_run_that_diverges_says_so(record):
    chosen = lesson((2, 3, 1), ("relu", "identity"), learning_rate=1e6, steps=60, record=record)
    with pytest.raises(InputError, match=r"learning_rate: found 1e\+06, with which .* at step \d+; .*Lower learning_rate"):
        run(chosen)


def test_a_loss_that_starts_infinite_says_so():
    chosen = lesson((1, 1), ("identity",))
    data = chosen.data.model_copy(update={"x": ((1e200,),)})
    with pytest.raises(InputError, match="smaller weights"):
        run(chosen.model_copy(update={"data": data}))


def test_check_far_out():
    assert check(one_neuron(1.0, 0.0, "sigmoid", "binary_cross_entropy", x=100.0, y=0.0)).passed
