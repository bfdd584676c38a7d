"""Learning rates that change, velocities that are given, penalties: against formulas written out in plain Python."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from engine import check, make_lesson, run
from engine.parameters import Parameters
from tests.engine.lessons import one_neuron, table
from tests.engine.test_training_keys import small, told

SCHEDULES = [
    ({"kind": "step", "every": 2, "gamma": 0.5}, [0.1, 0.1, 0.05, 0.05, 0.025]),
    ({"kind": "exponential", "gamma": 0.9}, [0.1 * 0.9**k for k in range(5)]),
    ({"kind": "cosine"}, [0.05 * (1 + math.cos(math.pi * k / 5)) for k in range(5)]),
    ({"kind": "cosine", "steps": 3, "end": 0.02}, [0.02 + 0.04 * (1 + math.cos(math.pi * min(k, 3) / 3)) for k in range(5)]),
    ({"kind": "list", "rates": [0.1, 0.3, 0.2]}, [0.1, 0.3, 0.2, 0.2, 0.2]),
]


@pytest.mark.parametrize(("schedule", "rates"), SCHEDULES)
@pytest.mark.parametrize("options", [{}, {"momentum": 0.9}, {"optimizer": "adam"}])
def test_every_step_has_its_rate(schedule, rates, options):
    trace = told(small(learning_rate=0.1, steps=5, schedule=schedule, **options))
    assert_allclose(trace.rates, rates, rtol=1e-14)
    assert [step.eta for step in trace.steps] == list(trace.rates)
    if not options:
        for step, eta in zip(trace.steps, rates, strict=True):
            assert_allclose(step.update[0].step_W, eta * step.update[0].dL_dW, rtol=1e-13)
    fast = told(small(learning_rate=0.1, steps=5, schedule=schedule, record=[0], **options))
    assert fast.rates == trace.rates
    assert_allclose(fast.losses, trace.losses, rtol=1e-12)


def test_without_a_schedule_no_rate_is_kept():
    trace = told(small(steps=2))
    assert trace.rates is None
    assert trace.steps[0].eta is None


def test_a_list_of_rates_needs_no_other_rate():
    made = small(schedule={"kind": "list", "rates": [0.3, 0.2]}, steps=2)
    del made["training"]["learning_rate"]
    assert told(made).rates == (0.3, 0.2)


# ---- a velocity that is given


@pytest.mark.parametrize("nesterov", [False, True])
def test_a_velocity_is_what_momentum_begins_with(nesterov):
    W, eta, mu = 0.08, 0.1, 0.4
    made = table((1, 1), ("sigmoid",), learning_rate=eta, momentum=mu, nesterov=nesterov, steps=3, velocity=[{"W": [[W]], "b": [-0.5]}])
    v, trace = W, told(made)
    for step in trace.steps:
        g = float(step.update[0].dL_dW[0, 0])
        v = mu * v + g
        assert step.update[0].step_W[0, 0] == pytest.approx(eta * (g + mu * v if nesterov else v), rel=1e-14)
        assert step.update[0].state.velocity_W[0, 0] == pytest.approx(v, rel=1e-14)
    assert trace.steps[0].update[0].state_before.velocity_W[0, 0] == W
    assert trace.steps[0].update[0].state_before.velocity_b[0] == -0.5


def test_a_velocity_as_rows_of_one_layer_is_that_of_its_weights():
    made = table((2, 1), ("sigmoid",), momentum=0.4, velocity=[[0.08, 0.02]])
    lesson = make_lesson(made)
    assert lesson.training.velocity == ({"W": [[0.08, 0.02]]},)
    assert [note.partition(" ")[2] for note in lesson.notes] == [
        "training.velocity: read as that of the weights W, a table for each layer; that of the biases is 0",
        "training.velocity: the v of w - eta v, as it was after the step before; a change of w by c is v = -c / eta",
    ]
    before = run(lesson).steps[0].update[0].state_before
    assert_array_equal(before.velocity_W, [[0.08, 0.02]])
    assert_array_equal(before.velocity_b, [0.0])


def test_matrices_for_each_layer_are_velocities_too():
    made = small(momentum=0.4, velocity=[np.ones((4, 3)).tolist(), np.zeros((2, 4)).tolist()])
    assert set(make_lesson(made).training.velocity[1]) == {"W"}


# ---- penalties


def cost(l1, l2, values):
    return sum(l1 * abs(w) + l2 / 2 * w * w for w in values)


@pytest.mark.parametrize(("l1", "l2", "biases"), [(0.0, 0.3, False), (0.2, 0.0, False), (0.1, 0.4, True)])
@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_a_penalty_is_its_formula_and_is_added_once(l1, l2, biases, reduction):
    penalty = {key: value for key, value in (("l1", l1), ("l2", l2), ("biases", biases)) if value}
    plain, trace = told(small(reduction=reduction)), told(small(reduction=reduction, penalty=penalty))
    step, update = trace.steps[0], trace.steps[0].update
    assert step.L == plain.steps[0].L, "the loss is told without it"
    counted = [w for u in update for name in ("W", "b")[: 1 + biases] for w in getattr(u, name).ravel()]
    after = [w for u in update for name in ("W_new", "b_new")[: 1 + biases] for w in getattr(u, name).ravel()]
    assert step.penalised.Omega == pytest.approx(cost(l1, l2, counted), rel=1e-13)
    assert step.penalised.Omega_new == pytest.approx(cost(l1, l2, after), rel=1e-13)
    assert step.L + step.penalised.Omega == step.penalised.J
    assert trace.penalties == (step.penalised.Omega, step.penalised.Omega_new)
    for with_it, without in zip(update, plain.steps[0].update, strict=True):
        assert_array_equal(with_it.dL_dW, without.dL_dW)
        assert_allclose(with_it.dOmega_dW, l1 * np.sign(with_it.W) + l2 * with_it.W, rtol=1e-14)
        assert_allclose(with_it.step_W, 0.05 * (with_it.dL_dW + with_it.dOmega_dW), rtol=1e-13)
        assert_array_equal(with_it.dJ_dW, with_it.dL_dW + with_it.dOmega_dW)
        assert with_it.dOmega_db.any() == biases


@pytest.mark.parametrize("penalty", [{"l2": 0.3}, {"l1": 0.2}, {"l1": 0.1, "l2": 0.4, "biases": True}])
@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_the_check_is_of_the_loss_with_its_penalty(penalty, reduction):
    lesson = make_lesson(small(penalty=penalty, reduction=reduction, optimizer="adam"))
    found, trace = check(lesson), run(lesson)
    assert found.passed, found.worst
    for row in found.rows:
        assert row.path.startswith(f"steps[0].update[{row.l - 1}].dJ_d")
        assert getattr(trace.steps[0].update[row.l - 1], f"dJ_d{row.parameter}")[row.at] == pytest.approx(row.analytic, rel=1e-13)
    without = check(make_lesson(small(reduction=reduction)))
    assert not check(lesson, gradient=gradient(without)).passed, "it can fail"


def gradient(found):
    """The analytic gradient of a check, weights before biases."""
    rows = sorted(found.rows, key=lambda row: row.parameter != "W")
    return np.array([row.analytic for row in rows])


def test_a_weight_that_is_zero_stands_on_the_kink_of_l1():
    made = table((2, 1), ("identity",), penalty={"l1": 0.1})
    made["network"]["layers"][0]["weights"] = [[0.0, 0.7]]
    found = check(make_lesson(made))
    (row,) = found.unsettled
    assert (row.i, row.j) == (0, 0)
    assert row.right - row.left == pytest.approx(0.2, rel=1e-4)
    assert [kink.of for kink in found.kinks] == ["l1"]


def test_l2_beside_the_rate_is_read_with_a_note():
    made = table((2, 1), ("sigmoid",), l2=0.1)
    lesson = make_lesson(made)
    assert lesson.training.penalty.l2 == 0.1
    assert "half of l2 times the sum of the weights' squares" in lesson.notes[0]
    update = run(lesson).steps[0].update[0]
    assert_allclose(update.dOmega_dW, 0.1 * update.W)


def test_long_training_pays_the_penalty_too():
    every, ends = (told(small(steps=9, penalty={"l1": 0.01, "l2": 0.1}, record=record)) for record in (list(range(9)), [0]))
    assert_allclose(every.losses, ends.losses, rtol=1e-12)
    assert_allclose(every.penalties, ends.penalties, rtol=1e-12)


def test_decay_that_is_not_divided_is_no_penalty():
    """adamw shrinks a weight by eta times its decay whatever adam makes of the slope; l2 goes through adam, so that the sizes differ."""
    adam, adamw, l2 = (told(small(steps=1, **options)).steps[0].update[0] for options in (
        {"optimizer": "adam"}, {"optimizer": "adamw", "weight_decay": 0.5}, {"optimizer": "adam", "penalty": {"l2": 0.5}},
    ))  # fmt: skip
    assert_allclose(adamw.step_W - adam.step_W, 0.05 * 0.5 * adam.W, rtol=1e-10)
    assert not np.allclose(l2.step_W, adamw.step_W)
    assert adamw.dOmega_dW is None


# ---- what an optimiser remembers


STATES = {
    "rmsprop": ({}, {"v"}, set()),
    "adagrad": ({}, {"accumulator"}, set()),
    "adam": ({}, {"m", "v"}, {"m_hat", "v_hat"}),
    "adamw": ({}, {"m", "v"}, {"m_hat", "v_hat"}),
    "lion": ({}, {"m"}, {"c"}),
    "sgd": ({"momentum": 0.9}, {"velocity"}, set()),
}


@pytest.mark.parametrize("optimizer", STATES)
def test_the_state_goes_on_from_step_to_step(optimizer):
    options, kept, more = STATES[optimizer]
    trace = told(small(optimizer=optimizer, steps=4, **options))
    for before, after in zip(trace.steps[:-1], trace.steps[1:], strict=True):
        for one, other in zip(before.update, after.update, strict=True):
            for name in kept:
                for p in "Wb":
                    assert_array_equal(getattr(one.state, f"{name}_{p}"), getattr(other.state_before, f"{name}_{p}"))
    first = trace.steps[0].update[0]
    assert not any(value.any() for value in vars(first.state_before).values())
    arrays = {name for name, value in vars(first.state).items() if isinstance(value, np.ndarray)}
    assert arrays == {f"{name}_{p}" for name in kept | more for p in "Wb"}
    assert set(vars(first.state_before)) == {f"{name}_{p}" for name in kept for p in "Wb"}


def test_of_the_plain_step_there_is_no_state():
    update = told(small()).steps[0].update[0]
    assert update.state is update.state_before is None


def test_adams_numbers_are_those_of_one_weight_by_hand():
    """Kingma & Ba 2015, algorithm 1, one number at a time."""
    trace = run(one_neuron_with_adam())
    m = v = 0.0
    for t, step in enumerate(trace.steps, start=1):
        update, g = step.update[0], float(step.update[0].dL_dW[0, 0])
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
        state = update.state
        assert (state.t, state.share_m) == (t, pytest.approx(1 - 0.9**t))
        found = [state.m_W[0, 0], state.v_W[0, 0], state.m_hat_W[0, 0], state.v_hat_W[0, 0]]
        assert_allclose(found, [m, v, m_hat, v_hat], rtol=1e-12)
        assert update.step_W[0, 0] == pytest.approx(0.1 * m_hat / (math.sqrt(v_hat) + 1e-8), rel=1e-12)


def one_neuron_with_adam():
    lesson = one_neuron(0.6, 0.9, "sigmoid", "squared_error", 1.0, 0.0, eta=0.1)
    training = lesson.training.model_copy(update={"optimizer": "adam", "betas": (0.9, 0.999), "eps": 1e-8, "steps": 3, "record": (0, 1, 2)})
    return lesson.model_copy(update={"training": training})


@pytest.mark.parametrize("optimizer", ["adagrad", "adamw", "lion"])
def test_a_run_is_the_formula_step_by_step(optimizer):
    """Every weight of a small run, by plain Python over the recorded gradients."""
    options = {"adagrad": {"eps": 1e-6}, "adamw": {"weight_decay": 0.1, "eps": 1e-6}, "lion": {"weight_decay": 0.1}}[optimizer]
    trace = told(small(optimizer=optimizer, steps=5, learning_rate=0.02, **options))
    l, i, j = 1, 2, 1
    w = float(trace.steps[0].update[l - 1].W[i, j])
    m = v = s = 0.0
    for t, step in enumerate(trace.steps, start=1):
        g = float(step.update[l - 1].dL_dW[i, j])
        if optimizer == "adagrad":
            s += g * g
            w -= 0.02 * g / (math.sqrt(s) + 1e-6)
        elif optimizer == "adamw":
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
            w -= 0.02 * 0.1 * w
            w -= 0.02 * (m / (1 - 0.9**t)) / (math.sqrt(v / (1 - 0.999**t)) + 1e-6)
        else:
            w -= 0.02 * (math.copysign(1.0, 0.9 * m + 0.1 * g) + 0.1 * w)
            m = 0.99 * m + 0.01 * g
        assert step.update[l - 1].W_new[i, j] == pytest.approx(w, rel=1e-11)


def test_the_flat_vector_begins_with_what_a_penalty_counts():
    p = Parameters.of(told(small()).net)
    assert p.weights == 12 + 8
    assert_array_equal(p.flat[: p.weights], np.concatenate([p.values[0]["W"].ravel(), p.values[1]["W"].ravel()]))
