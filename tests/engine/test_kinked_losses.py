"""Losses of pieces: values and slopes by hand and by both numeric roads, their kinks, published numbers, wrong labels."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from engine import InputError, check, from_dict, make_lesson, run, to_dict
from engine.building import loss_of
from engine.gradcheck import Kink, analytic_gradient, first_batch
from tests.engine.lessons import HIDDEN, table
from tests.engine.stacks import stack

LABELS = {"mae": None, "huber": None, "hinge": [[1], [-1], [1], [-1]], "output": [[0]] * 4}


def tables_of(loss, act="identity", outputs=1, **network):
    """Four examples through a hidden layer; y at random where the loss takes any."""
    found = table((3, 4, outputs), ("tanh", act), examples=4, seed=3, steps=2)
    found["network"] |= {"loss": loss, **network}
    if LABELS.get(loss) and outputs == 1:
        found["data"]["y"] = LABELS[loss]
    elif loss == "hinge":
        found["data"]["y"] = np.eye(outputs)[[0, 2, 1, 0]].tolist()
    return found


CASES = [
    *((loss, act, 1, {}) for loss in LABELS for act in ("identity", "sigmoid", "tanh", "leaky_relu")),
    *((loss, "softmax", 3, {}) for loss in ("mae", "huber")), ("hinge", "identity", 3, {}), ("hinge", "tanh", 3, {}),
    ("mae", "relu", 3, {}),
    ("huber", "identity", 3, {"delta": 0.05}), ("huber", "identity", 2, {"delta": 20.0}),
]  # fmt: skip


@pytest.mark.parametrize(("loss", "act", "outputs", "network"), CASES)
def test_both_numeric_roads_agree_and_the_trace_goes_round(loss, act, outputs, network):
    chosen = make_lesson(tables_of(loss, act, outputs, **network))
    found = check(chosen)
    assert found.passed, [row for row in found.rows if not row.ok]
    assert found.worst < 1e-9
    assert found.paths_error < 1e-13
    assert not found.kinks
    trace = run(chosen)
    file = to_dict(trace)
    assert to_dict(from_dict(file)) == file
    assert to_dict(run(make_lesson(file["lesson"]))) == file


@pytest.mark.parametrize(("loss", "act", "outputs", "network"), CASES)
def test_a_gradient_wrong_by_a_thousandth_is_caught(loss, act, outputs, network):
    chosen = make_lesson(tables_of(loss, act, outputs, **network))
    right = analytic_gradient(first_batch(chosen))
    assert not check(chosen, right * 1.001).passed or not right.any()


def ends(loss, a, y, **network):
    """L, the parts and dL/da of one example with these outputs and labels."""
    layers = [{"units": len(a), "activation": "identity", "weights": [[0.0]] * len(a), "biases": a}]
    tables = stack(layers, [[1.0]], [y], loss)
    tables["network"] |= network
    example = run(make_lesson(tables)).steps[0].examples[0]
    return example.L, example.L_terms.tolist(), example.backward[0].dL_da.tolist()


def test_by_hand():
    assert ends("mae", [1.0, -2.0], [0.0, 0.0]) == (1.5, [0.5, 1.0], [0.5, -0.5])
    assert ends("huber", [0.5, -3.0], [0.0, 0.0]) == (1.3125, [0.0625, 1.25], [0.25, -0.5])
    assert ends("huber", [0.5, -3.0], [0.0, 0.0], delta=2.0) == (2.0625, [0.0625, 2.0], [0.25, -1.0])
    assert ends("hinge", [0.25], [1]) == (0.75, [0.75], [-1.0])
    assert ends("hinge", [0.25], [-1]) == (1.25, [1.25], [1.0])
    assert ends("hinge", [1.5], [1]) == (0.0, [0.0], [0.0])
    assert ends("output", [-0.75], [0.0]) == (-0.75, [-0.75], [1.0])


def test_the_hinge_of_classes_by_the_lecture_notes():
    """cs231n, Linear Classification: scores 3.2, 5.1, -1.7 of class 0 lose 2.9; 1.3, 4.9, 2.0 of class 1 lose nothing."""
    L, parts, slopes = ends("hinge", [3.2, 5.1, -1.7], [1, 0, 0])
    assert pytest.approx(2.9) == L
    assert parts == pytest.approx([0, 2.9, 0])
    assert slopes == [-1.0, 1.0, 0.0]
    assert ends("hinge", [1.3, 4.9, 2.0], [0, 1, 0])[0] == 0.0
    assert ends("hinge", [2.2, 2.5, -3.1], [0, 0, 1])[0] == pytest.approx(12.9)


def test_the_output_itself_by_the_lecture_notes():
    """cs231n, Backpropagation: w = 2, -3, -3 and x = -1, -2 give f = 0.73 and gradients of w -0.2, -0.39 (there -0.4), 0.2."""
    layers = [{"units": 1, "activation": "sigmoid", "weights": [[2, -3]], "biases": [-3]}]
    example = run(make_lesson(stack(layers, [[-1, -2]], [[0]], "output"))).steps[0].examples[0]
    assert pytest.approx(0.731, abs=1e-3) == example.L
    assert_allclose(example.backward[0].dL_dW, [[-0.197, -0.393]], atol=1e-3)
    assert_allclose(example.backward[0].dL_db, [0.197], atol=1e-3)


KINKED = [  # outputs, labels, where they stand on a kink
    ("mae", [0.1 + 0.2, 1.0], [0.3, 0.0], (0,)),
    ("hinge", [0.1 + 0.2 + 0.7], [1], (0,)),
    ("hinge", [1.2, 0.2, -5.0], [1, 0, 0], (1,)),
]


@pytest.mark.parametrize(("loss", "a", "y", "at"), KINKED)
def test_at_a_kink_the_check_objects(loss, a, y, at):
    layers = [{"units": len(a), "activation": "identity", "weights": [[0.0]] * len(a), "biases": a}]
    found = check(make_lesson(stack(layers, [[1.0]], [y], loss)))
    assert found.passed
    assert found.kinks == (Kink(None, loss, at, 0),)
    assert found.unsettled
    assert found.paths_error == 0.0
    moved = [[value + 1e-7 for value in a]]
    layers[0]["biases"] = moved[0] if len(a) < 3 else [1.2, 0.2 + 1e-7, -5.0]
    assert not check(make_lesson(stack(layers, [[1.0]], [y], loss))).kinks


def test_huber_is_smooth_where_its_pieces_meet():
    layers = [{"units": 1, "activation": "identity", "weights": [[0.0]], "biases": [1.0]}]
    found = check(make_lesson(stack(layers, [[1.0]], [[0.0]], "huber")))
    assert found.passed
    assert not found.kinks


def test_classes_of_ours_become_signs_where_the_loss_goes_by_them():
    xor = {"network": {"inputs": 2, "loss": "hinge", "layers": [{"units": 1, "activation": "identity"}]}, "data": {"dataset": "xor"},
           "training": {"learning_rate": 0.1}}  # fmt: skip
    assert make_lesson(xor).data.y == ((-1.0,), (1.0,), (1.0,), (-1.0,))
    numbered = {**xor, "data": {"x": [[0, 1], [1, 1]], "y": [[0], [1]], "classes": True}}
    assert make_lesson(numbered).data.y == ((-1.0,), (1.0,))


def test_the_output_needs_no_target():
    tables = tables_of("output")
    del tables["data"]["y"]
    assert loss_of(make_lesson(tables)).name == "output"
    assert make_lesson(tables).data.y == ((0.0,),) * 4


WRONG = [
    ({"loss": "hinge", "y": [[1], [0], [1], [1]]}, "data.y[1][0]: found 0; allowed: -1 or 1", "classes = true"),
    ({"loss": "hinge", "y": [[1], [2], [1], [1]]}, "data.y[1][0]: found 2; allowed: -1 or 1", "Mend the label"),
    ({"loss": "hinge", "units": 3, "y": [[1, -1, -1]] * 4}, "data.y[0]: found [1, -1, -1]; allowed: a 1 for the class", "Write 0 for -1"),
    ({"loss": "hinge", "units": 3, "y": [[1, 1, 0]] * 4}, "data.y[0]: found [1, 1, 0]; allowed: a 1 for the class", "Mend the row"),
    ({"loss": "hinge", "units": 3, "act": "softmax"}, "network.loss: found hinge on softmax outputs", "identity"),
    ({"loss": "output", "y": [[1]] * 4}, "data.y[0][0]: found 1; allowed: 0, since with loss output", "Leave y out."),
    ({"loss": "output", "units": 2, "y": [[0, 0]] * 4}, "network.loss: found output on 2 numbers; allowed: output on one", "units = 1"),
    ({"loss": "huber", "delta": 0.0}, "network.delta: found 0.0; allowed: a finite number above 0", "delta = 1.0"),
    ({"loss": "huber", "delta": "one"}, 'network.delta: found "one"; allowed: a finite number above 0', "delta = 1.0"),
    ({"loss": "huber", "delta": float("inf")}, "network.delta: found inf; allowed: a finite number above 0", "delta = 1.0"),
    ({"loss": "mae", "delta": 1.0}, "network.delta: found delta with mae; allowed: delta with huber", "Remove delta"),
    ({"loss": "hing"}, 'network.loss: found "hing"; allowed: squared_error', "Did you mean hinge?"),
]


@pytest.mark.parametrize(("change", "start", "says"), WRONG)
def test_what_is_wrong_is_one_message(change, start, says):
    tables = tables_of("mae", outputs=change.get("units", 1))
    tables["network"] |= {key: change[key] for key in ("loss", "delta") if key in change}
    tables["network"]["layers"][1] |= {"activation": change.get("act", "identity")}
    tables["data"]["y"] = change.get("y", tables["data"]["y"])
    with pytest.raises(InputError) as error:
        make_lesson(tables)
    assert str(error.value).removeprefix("lesson: ").startswith(start)
    assert says in str(error.value)


def test_every_hidden_activation_goes_with_the_absolute_error():
    for act in HIDDEN:
        assert check(make_lesson(table((2, 3, 1), (act, "identity"), "mae", examples=2, seed=1))).passed
