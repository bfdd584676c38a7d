"""Any dense lesson: it runs, its gradients pass their check, its trace is written and read back to the same bits, its studies stand."""

import json
import warnings

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import InputError, check, from_dict, make_lesson, run, to_dict
from engine.activations import ACTIVATIONS
from engine.optimizers import OPTIONS
from tests.sampling import WHOLE

LOSSES = ("squared_error", "mse", "binary_cross_entropy", "cross_entropy", "mae", "huber", "hinge", "output")
LAST = {"cross_entropy": ("softmax",), "binary_cross_entropy": ("sigmoid",)}
HIDDEN = tuple(sorted(set(ACTIVATIONS) - {"softmax", "step"}))
SCALES = (0.0, 0.01, 1.0, 20.0, 1e3, 1e6)  # of weights
slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
some = settings(max_examples=600 if WHOLE else 30, deadline=None, suppress_health_check=slow, derandomize=not WHOLE)


@st.composite
def tables(draw):
    """Tables of 1 to 6 layers of 1 to 6 units: any activation, loss, optimiser, biases, held layers, dropout, penalty and reduction."""
    depth, loss = draw(st.integers(1, 6)), draw(st.sampled_from(LOSSES))
    acts = [*(draw(st.sampled_from(HIDDEN)) for _ in range(depth - 1)), draw(st.sampled_from(LAST.get(loss, HIDDEN)))]
    sizes = [draw(st.integers(1, 6)) for _ in range(depth + 1)]
    sizes[-1] = 1 if loss == "output" else max(sizes[-1], 2 if loss == "cross_entropy" else 1)
    seed, scale, N = draw(st.integers(0, 999)), draw(st.sampled_from(SCALES)), draw(st.integers(1, 4))
    rng = np.random.default_rng(seed)
    layers = []
    for k, (m, n, act) in enumerate(zip(sizes, sizes[1:], acts, strict=False)):
        layer = {"units": n, "activation": act, "weights": (scale * rng.normal(size=(n, m))).tolist()}
        layers.append(layer | draw(st.sampled_from(({}, {"bias": False}, {"bias": "shared"}, {"biases": rng.normal(size=n).tolist()}))))
        if k < depth - 1 and draw(st.integers(0, 9)) == 0:
            layers.append({"kind": "dropout", "p": 0.5, "seed": seed})
    if depth > 1 and draw(st.booleans()):
        layers[0]["train"] = False
    training = {"optimizer": draw(st.sampled_from(sorted(OPTIONS))), "learning_rate": draw(st.sampled_from((1e-3, 0.1, 1.0))), "steps": 3}
    training |= draw(st.sampled_from(({}, {"reduction": "sum"}, {"penalty": {"l2": 0.01}}, {"penalty": {"l1": 0.01}})))
    data = {"x": rng.normal(size=(N, sizes[0])).round(2).tolist(), **({} if loss == "output" else {"y": _labels(rng, loss, N, sizes[-1])})}
    return {"network": {"inputs": sizes[0], "loss": loss, "layers": layers}, "data": data, "training": training}


def _labels(rng, loss, N, n):
    """y as a loss wants it."""
    if loss == "cross_entropy" or (loss == "hinge" and n > 1):
        return np.eye(n)[rng.integers(0, n, N)].tolist()
    y = rng.random((N, n)).round(2)
    return (np.where(y > 0.5, 1.0, -1.0) if loss == "hinge" else y).tolist()


def _run(table):
    """The trace, or None of a lesson that diverges: of all wrong things one of these can only do that."""
    try:
        return run(make_lesson(table))
    except InputError as error:
        if "leaves the finite numbers" not in str(error):
            raise
        return None


@given(tables())
@some
def test_it_runs_checks_and_is_read_back(table):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trace = _run(table)
        if trace is None:
            return
        found = check(trace.lesson)
        written = json.loads(json.dumps(to_dict(trace), allow_nan=False))
    assert np.isfinite([row.central_error for row in found.rows]).all()
    assert to_dict(from_dict(written)) == written
    if max(abs(w) for layer in table["network"]["layers"] for row in layer.get("weights", ()) for w in row) < 5:
        assert found.passed, found.worst


def test_a_step_of_the_check_moves_the_parameter_at_all():
    """A weight of a million behind inputs of ten million million: a step by the inputs alone would be lost in its last place."""
    layers = [{"units": 1, "activation": "identity", "weights": [[1e13]]}, {"units": 1, "activation": "softplus", "weights": [[1.2345e6]]}]
    table = {
        "network": {"inputs": 1, "loss": "mae", "layers": layers},
        "data": {"x": [[1.0]], "y": [[0.5]]},
        "training": {"learning_rate": 1e-30},
    }
    rows = check(make_lesson(table)).rows
    assert np.isfinite([row.central for row in rows]).all()
    assert [row for row in rows if not row.ok] == []
