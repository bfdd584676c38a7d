"""Keys of training and of layers: a sum for the mean, an end at a loss, biases that are shared or not there, layers that are held still."""

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.testing import assert_allclose, assert_array_equal

from engine import InputError, check, from_dict, make_lesson, run, to_dict
from engine.batched import batch_loss
from engine.building import build, examples_of, loss_of
from engine.parameters import Parameters
from engine.replay import moves, networks
from tests.engine.lessons import PAIRS, table, trainings
from tests.engine.stacks import KINDS

SIZES, ACTS = (3, 4, 2), ("tanh", "sigmoid")


def changed(table_, layers=(), **training):
    """The tables with more keys in layers and in [training]; a key that is None is left out."""
    made = [{**layer, **more} for layer, more in zip(table_["network"]["layers"], layers or [{}] * 9, strict=False)]
    made = [{key: value for key, value in layer.items() if value is not None} for layer in made]
    return {**table_, "network": {**table_["network"], "layers": made}, "training": {**table_["training"], **training}}


def small(layers=(), examples=3, **training):
    return changed(table(SIZES, ACTS, examples=examples), layers, **training)


def told(table_):
    return run(make_lesson(table_))


# ---- a sum in the place of the mean


@pytest.mark.parametrize(("act", "loss"), PAIRS)
def test_a_sum_is_the_mean_times_the_examples(act, loss):
    made = table((3, 4, 2), ("tanh", act), loss, examples=3)
    mean, total = told(made).steps[0], told(changed(made, reduction="sum")).steps[0]
    assert pytest.approx(3 * mean.L, rel=1e-14) == total.L
    for one, three in zip(mean.update, total.update, strict=True):
        assert_allclose(three.dL_dW, 3 * one.dL_dW, rtol=1e-12, atol=1e-15)
        assert_allclose(three.step_b, 3 * one.step_b, rtol=1e-12, atol=1e-15)
    for here, there in zip(mean.examples, total.examples, strict=True):  # of one example nothing changes
        assert_array_equal(here.backward[0].delta, there.backward[0].delta)


@pytest.mark.parametrize("kind", KINDS)
def test_both_ways_and_the_check_agree_on_sums(kind):
    lesson = make_lesson(changed(KINDS[kind](), reduction="sum"))
    found = check(lesson)
    assert found.passed, found.worst
    assert run(lesson).convention["gradient"] == "sum over the batch"


def test_a_check_of_sums_can_fail():
    lesson = make_lesson(small(reduction="sum"))
    mean = check(make_lesson(small()))
    assert not check(lesson, gradient=np.array([row.analytic for row in mean.rows])).passed


def test_long_training_adds_up_as_the_recorded_steps_do():
    every = told(small(reduction="sum", steps=9))
    ends = told(small(reduction="sum", steps=9, record=[0]))
    assert_allclose(every.losses, ends.losses, rtol=1e-12)


# ---- an end at a loss


def test_training_ends_at_the_first_step_whose_loss_is_low_enough():
    whole = told(small(steps=200, learning_rate=1.0))
    bar = sum(whole.losses[39:41]) / 2  # not a loss itself, which two ways through the engine make equal but for its last bit
    first = next(k for k, L in enumerate(whole.losses) if bar >= L)
    trace = told(small(steps=200, learning_rate=1.0, stop={"loss": bar}))
    assert len(trace.losses) == first + 1
    assert trace.losses[-1] <= bar < trace.losses[-2]
    assert (trace.stopped.asked, trace.stopped.taken, trace.stopped.reached) == (200.0, first, 1.0)
    assert trace.steps[-1].step == first - 1, "the last step that was taken is recorded, as the last one asked for was to be"
    assert trace.lesson.training.steps == first
    assert_allclose(trace.losses, whole.losses[: first + 1], rtol=1e-12)


def test_a_run_that_stopped_is_the_same_when_it_is_run_again():
    trace = told(small(steps=200, learning_rate=1.0, stop={"loss": 0.05}, record=[0, 3]))
    again = run(trace.lesson)
    assert trace.stopped.taken < 200
    assert again.losses == trace.losses
    assert [step.step for step in trace.steps] == [0, 3]
    assert len(networks(trace, [0, len(trace.losses) - 1])) == 2


def test_a_loss_that_is_not_reached_ends_nothing():
    trace = told(small(steps=5, stop={"loss": 0.0}))
    assert (trace.stopped.taken, trace.stopped.reached, len(trace.losses)) == (5.0, 0.0, 6)


def test_a_loss_that_is_reached_from_the_start_is_answered():
    with pytest.raises(InputError, match=r"training\.stop\.loss: found 50; allowed: a loss below 0\.\d+, where training begins"):
        told(small(stop={"loss": 50.0}))


# ---- biases


def test_without_biases_nothing_is_added_and_nothing_moves():
    none = told(small([{"bias": False, "biases": None}] * 2, steps=3))
    zero = told(small([{"biases": [0.0] * 4}, {"biases": [0.0] * 2}], steps=3, train_biases=False))
    for here, there in zip(none.steps, zero.steps, strict=True):
        assert here.L == there.L
        for one, other in zip(here.update, there.update, strict=True):
            assert_array_equal(one.W_new, other.W_new)
            assert {len(getattr(one, name)) for name in ("b", "dL_db", "step_b", "b_new")} == {0}
        for fwd in here.examples[0].forward:
            assert_array_equal(fwd.z, fwd.Wa)


@pytest.mark.parametrize("kind", ["conv2d", "token_dense"])
def test_other_kinds_can_be_without(kind):
    made = KINDS[kind]()
    own = [{"bias": False, "biases": None} if layer.get("kind") == kind else {} for layer in made["network"]["layers"]]
    updates = told(changed(made, own)).steps[0].update
    assert {len(update.b) for update in updates if getattr(update, "kind", "") == kind} == {0}
    assert check(make_lesson(changed(made, own))).passed


@pytest.mark.parametrize("biases", [[0.4], [0.4] * 4, None])
def test_a_shared_bias_is_one_number_whose_slope_is_the_sum_of_deltas(biases):
    trace = told(small([{"bias": "shared", "biases": biases}, {"bias": "shared", "biases": [0.65, 0.65]}], steps=4))
    for step in trace.steps:
        for l, update in enumerate(step.update, start=1):
            assert update.b.shape == update.dL_db.shape == update.b_new.shape == (1,)
            deltas = [example.at(l)[1].delta for example in step.examples]
            assert_allclose(update.dL_db[0], np.sum(deltas) / len(deltas), rtol=1e-12)
            assert_array_equal(update.b_new, update.b - update.step_b)
    assert trace.steps[0].update[0].b[0] == (0.4 if biases else 0.0)


@pytest.mark.parametrize("bias", ["shared", False, True])
@pytest.mark.parametrize("optimizer", ["sgd", "adam", "lion"])
def test_all_ways_agree_whatever_biases_there_are(bias, optimizer):
    made = small([{"bias": bias, "biases": None}] * 2, optimizer=optimizer, steps=5)
    table_ = check(make_lesson(made))
    assert table_.passed, table_.worst
    assert sum(row.parameter == "b" for row in table_.rows) == {"shared": 2, False: 0, True: 6}[bias]
    trace, ends = told(made), told({**made, "training": {**made["training"], "record": [0]}})
    assert_allclose(trace.losses, ends.losses, rtol=1e-12)
    for ours, told_again in zip(networks(trace, [0, 5])[-1].layers, trace.steps[-1].update, strict=True):
        assert_allclose(ours.b, told_again.b_new, rtol=1e-12)


def test_a_shared_bias_is_where_it_lowers_the_loss_by_finite_differences():
    lesson = make_lesson(small([{"bias": "shared", "biases": [0.3]}, {}]))
    net, (x, y), loss = build(lesson), examples_of(lesson), loss_of(lesson)
    p, h = Parameters.of(net), 1e-6
    losses = []
    for p.values[0]["b"][0] in (0.3 + h, 0.3 - h):
        losses.append(batch_loss(p, loss, x, y))
    assert run(lesson).steps[0].update[0].dL_db[0] == pytest.approx((losses[0] - losses[1]) / (2 * h), rel=1e-7)


# ---- layers that are held still


@pytest.mark.parametrize("options", [{}, {"momentum": 0.9}, {"optimizer": "adam"}, {"optimizer": "adamw"}, {"penalty": {"l2": 0.1}}])
def test_a_frozen_layer_has_slopes_and_takes_no_step(options):
    free, held = told(small(steps=3, **options)), told(small([{"train": False}, {}], steps=3, **options))
    first = held.steps[0].update[0]
    assert_array_equal(first.dL_dW, free.steps[0].update[0].dL_dW)
    assert_array_equal(held.steps[0].update[1].W_new, free.steps[0].update[1].W_new)
    assert first.dL_dW.any()
    for step in held.steps:
        assert not step.update[0].step_W.any()
        assert not step.update[0].step_b.any()
        assert step.update[0].state is None
        assert_array_equal(step.update[0].W_new, first.W)
    assert held.steps[-1].update[1].step_W.any()


@pytest.mark.parametrize("kind", ["conv2d", "batch_norm", "attention", "embedding"])
def test_layers_of_any_kind_can_be_held(kind):
    made = KINDS[kind]()
    held = [{"train": False} if layer.get("kind") == kind else {} for layer in made["network"]["layers"]]
    trace = told(changed(made, held, optimizer="adam", steps=2))
    for update in trace.steps[1].update:
        steps = [getattr(update, name) for name in vars(update) if name.startswith("step_")]
        assert getattr(update, "kind", "") != kind or not any(step.any() for step in steps)


def test_a_replay_moves_as_the_run_did():
    trace = told(small([{"train": False}, {"bias": "shared", "biases": [0.1]}], steps=4, penalty={"l1": 0.01}, optimizer="adagrad"))
    taken = [np.sqrt(sum((getattr(u, f"step_{p}") ** 2).sum() for u in step.update for p in "Wb")) for step in trace.steps]
    assert_allclose(moves(trace), taken, rtol=1e-9)


# ---- the trace file


@pytest.mark.parametrize(
    "made",
    [
        small([{"bias": False, "biases": None}, {"bias": "shared", "biases": [0.1]}], optimizer="adamw", steps=2),
        small([{"train": False}, {}], momentum=0.9, velocity=[{"W": np.ones((4, 3)).tolist()}, {}], steps=2),
        small(penalty={"l1": 0.1, "l2": 0.2, "biases": True}, schedule={"kind": "cosine"}, steps=3, optimizer="lion"),
        small(stop={"loss": 0.05}, learning_rate=1.0, steps=50, reduction="sum"),
        changed(KINDS["conv2d"](), optimizer="adam", penalty={"l2": 0.1}),
    ],
)
def test_the_file_reads_back_bit_for_bit(made):
    trace = told(made)
    assert to_dict(from_dict(to_dict(trace))) == to_dict(trace)
    assert run(from_dict(to_dict(trace)).lesson).losses == trace.losses


# ---- any way to train


@settings(max_examples=25, deadline=None, derandomize=True)
@given(trainings())
def test_all_roads_agree_whatever_a_lesson_says_of_training(made):
    """Recorded steps, vectorised ones, a replay and the file read back: one run, told four times."""
    trace = told(made)
    ends = told({**made, "training": {**made["training"], "record": [trace.steps[-1].step]}})
    assert_allclose(ends.losses, trace.losses, rtol=1e-9, atol=1e-12)
    assert ends.rates == trace.rates
    last = networks(trace, [trace.lesson.training.steps])[0]
    for layer, update in zip(last.layers, trace.steps[-1].update, strict=True):
        assert_allclose(layer.W, update.W_new, rtol=1e-7, atol=1e-9)
        assert_allclose(layer.b, update.b_new, rtol=1e-7, atol=1e-9)
    assert to_dict(from_dict(to_dict(trace))) == to_dict(trace)


@settings(max_examples=8, deadline=None, derandomize=True)
@given(trainings())
def test_the_check_is_of_what_is_really_lowered(made):
    found = check(make_lesson(made))
    assert found.passed or found.kinks, found.worst


@settings(max_examples=25, deadline=None, derandomize=True)
@given(trainings())
def test_what_is_subtracted_is_what_is_gone(made):
    for step in told(made).steps:
        for spec, update in zip(make_lesson(made).network.layers, step.update, strict=True):
            for name in "Wb":
                old, taken, new = (getattr(update, field) for field in (name, f"step_{name}", f"{name}_new"))
                assert_allclose(old - taken, new, rtol=1e-12, atol=1e-15)
                assert spec.train is not False or not taken.any()
