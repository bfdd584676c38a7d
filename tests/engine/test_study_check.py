"""A checked gradient: measured slopes against the engine's, the U of the error, and bugs that differ and are caught."""

from pathlib import Path

import numpy as np
import pytest

from engine import load_lesson, make_lesson, run, wrong
from engine.building import build, loss_of
from engine.gradcheck import check, relative_error
from engine.parameters import Parameters
from engine.passes import forward
from engine.studies.check import obstacle
from tests.engine.lessons import one_neuron, table

LESSONS = ("mazur", "xor", "deep", "wide")


@pytest.fixture(scope="module", params=LESSONS)
def trace(request):
    return run(load_lesson(Path(f"scenes/lessons/{request.param}.toml")))


@pytest.fixture(scope="module")
def mazur():
    return run(load_lesson(Path("scenes/lessons/mazur.toml")))


def test_the_rows_are_the_told_examples_gradient(trace):
    study = trace.studies["check"]
    told = trace.steps[0].examples[study.example]
    assert len(study.rows) == 9 or len(study.rows) == sum(layer.W.size for layer in trace.net.layers)
    for row in study.rows:
        assert row.analytic == told.at(row.l)[1].dL_dW[row.i, row.j]
        assert row.numeric == pytest.approx(row.analytic, rel=1e-5, abs=1e-10)
        assert not row.wrong
    assert {row.l for row in study.rows} == set(range(1, len(trace.net.layers) + 1))


def test_each_bug_is_caught_and_shows_where_it_is(trace):
    study, depth = trace.studies["check"], len(trace.net.layers)
    sign, carry, slope = (bug.rows for bug in study.bugs)
    for row, right in zip(sign, study.rows, strict=True):
        assert row.analytic == -right.analytic
        assert bool(row.wrong) == (right.analytic != 0)
    assert {row.l for row in carry if row.wrong} == set(range(1, depth))
    assert {row.l for row in slope if row.wrong} == {1}
    assert all(bug.caught for bug in study.bugs)


def test_the_missing_slope_is_the_ratio_of_right_and_wrong(trace):
    study = trace.studies["check"]
    da_dz = trace.steps[0].examples[study.example].at(1)[1].da_dz
    for row in study.bugs[2].rows:
        if row.l == 1 and row.analytic:
            assert row.ratio == pytest.approx(da_dz[row.i], rel=1e-5, abs=1e-9)


def test_the_error_falls_with_h_squared_and_rises_with_one_over_h(trace):
    study = trace.studies["check"]
    error = [wiggle.error for wiggle in study.wiggles]
    assert [wiggle.h for wiggle in study.wiggles] == pytest.approx([10.0**-k for k in range(1, 13)])
    assert error[0] / error[1] == pytest.approx(100, rel=0.05)
    assert 2 < study.best < 7
    assert error[-1] > 1e3 * error[study.best]
    assert study.h[0] == 0.1
    assert len(study.h) == len(study.error)
    for wiggle in study.wiggles:
        assert wiggle.numeric == (wiggle.L_up - wiggle.L_down) / (2 * wiggle.h)


def test_mazurs_numbers(mazur):
    study = mazur.studies["check"]
    assert round(study.wiggles[0].L_up, 6) == 0.306524
    assert round(study.wiggles[0].numeric, 5) == 0.08214
    assert study.rows[study.place].analytic == pytest.approx(0.082167, abs=5e-7)
    assert study.bugs[2].rows[0].ratio == pytest.approx(0.2413, abs=5e-5)
    W2, delta = mazur.net.layers[1].W, mazur.steps[0].examples[0].at(2)[1].delta
    assert study.bugs[1].rows[0].error == pytest.approx(relative_error((W2 @ delta)[0], (W2.T @ delta)[0]), rel=1e-6)


@pytest.mark.parametrize("bug", wrong.BUGS)
@pytest.mark.parametrize("acts", [("tanh", "sigmoid", "tanh"), ("gelu", "softplus", "softmax")])
def test_a_wrong_backward_pass_differs_and_the_gradient_check_catches_it(bug, acts):
    lesson = make_lesson(table((3, 4, 2, 2), acts, seed=5))
    net, loss = build(lesson), loss_of(lesson)
    x, y = (np.array(rows[0]) for rows in (lesson.data.x, lesson.data.y))
    p = Parameters.of(net)
    right = run(lesson).steps[0].examples[0]
    for l in (1, 2, 3):
        p.values[l - 1]["W"][:], p.values[l - 1]["b"][:] = right.at(l)[1].dL_dW, right.at(l)[1].dL_db
    assert check(lesson, p.flat).passed
    for values, claimed in zip(p.values, wrong.gradients(net, [fwds[0] for fwds in forward(net, [x])], loss, y, bug), strict=True):
        values["W"][:] = claimed
    assert not check(lesson, p.flat).passed


def test_one_output_has_no_turned_matrix_so_its_weights_are_left_out_instead():
    one = build(make_lesson(table((2, 3, 1), ("tanh", "sigmoid"))))
    two = build(make_lesson(table((2, 3, 2), ("tanh", "sigmoid"))))
    assert (wrong.planted(one)[1], wrong.planted(two)[1]) == ("unweighted", "transpose")
    with pytest.raises(ValueError, match="no bug is called typo"):
        wrong.gradients(two, (), None, None, "typo")


def test_a_net_without_a_hidden_layer_has_a_sign_to_lose_and_no_way_back():
    sign, back, slope = run(make_lesson(table((2, 2), ("sigmoid",)))).studies["check"].bugs
    assert (sign.caught, back.caught, slope.caught) == (4, 0, 4)


def test_a_slope_of_one_cannot_be_forgotten():
    assert run(make_lesson(table((2, 3, 2), ("identity", "sigmoid")))).studies["check"].bugs[2].caught == 0


def test_where_there_is_nothing_to_check_it_is_said_what_is_in_the_way():
    saturated = run(one_neuron(20.0, 20.0, "sigmoid", "squared_error", 5.0, 0.0))
    assert obstacle(saturated) == "flat"
    kink = run(one_neuron(1.0, -1.0, "relu", "squared_error", 1.0, 1.0))
    assert obstacle(kink) == "kink"
    assert "check" not in saturated.studies
    assert "check" not in kink.studies


@pytest.mark.parametrize("w", [1.0, 2e4, 3e9])
def test_a_wiggle_that_moves_nothing_is_not_divided_by(w):
    layers = [{"units": 1, "activation": "sigmoid", "weights": [[0.5]]}, {"units": 1, "activation": "identity", "weights": [[w]]}]
    network = {"inputs": 1, "loss": "squared_error", "layers": layers}
    data = {"x": [[1.0]], "y": [[0.7 * w]]}
    study = run(make_lesson({"network": network, "data": data, "training": {"learning_rate": 0.1}})).studies["check"]
    assert all(wiggle.dw > 0 for wiggle in study.wiggles)
    assert np.isfinite(study.error).all()
    assert len(study.wiggles) == 12 if w == 1 else len(study.wiggles) < 12
