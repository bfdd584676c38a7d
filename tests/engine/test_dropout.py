"""Dropout: a given mask by hand, drawn masks that a step can be told by again, nothing left out afterwards, wrong values."""

import json

import numpy as np
import pytest
from numpy.testing import assert_allclose

from engine import InputError, check, from_dict, make_lesson, run, to_dict
from engine.batched import heard
from engine.layers import dropout
from engine.probe import Probe, before
from engine.replay import networks
from tests.engine.stacks import KINDS, stack

X = np.random.default_rng(7).normal(size=(4, 3))
ONE = {"units": 3, "activation": "tanh"}
END = {"units": 2, "activation": "identity"}


def drawn(p=0.5, steps=3, **layer):
    return stack([ONE, {"kind": "dropout", "p": p, **layer}, END], X, X[:, :2], "mse", steps=steps, record=list(range(steps)))


def test_a_given_mask_by_hand():
    """a = relu W x is 1 and 2; the mask (0, 1) over 1 - 0.5 makes 0 and 4 of them; dL/da goes back as 0 and twice."""
    layers = [{"units": 2, "activation": "relu", "weights": [[1.0], [2.0]], "biases": [0.0, 0.0]},
              {"kind": "dropout", "p": 0.5, "mask": [0, 1]},
              {"units": 1, "activation": "identity", "weights": [[3.0, 0.5]], "biases": [0.0]}]  # fmt: skip
    trace = run(make_lesson(stack(layers, [[1.0]], [[1.0]])))
    example = trace.steps[0].examples[0]
    fwd, bwd = example.at(2)
    assert (fwd.mask.tolist(), fwd.m.tolist(), fwd.a.tolist()) == ([0, 1], [0, 2], [0, 4])
    assert example.L == 0.5
    assert bwd.dL_da.tolist() == [3.0, 0.5]
    assert bwd.dL_da_in.tolist() == [0.0, 1.0]
    assert example.at(1)[1].dL_dW.tolist() == [[0.0], [1.0]]
    assert example.at(3)[1].dL_dW.tolist() == [[0.0, 4.0]]


def test_a_mask_without_p_is_not_made_larger():
    trace = run(make_lesson(stack([ONE, {"kind": "dropout", "mask": [0, 1, 1]}, END], X, X[:, :2])))
    assert trace.steps[0].examples[0].at(2)[0].m.tolist() == [0, 1, 1]


def test_every_example_and_step_has_a_mask_of_its_own_and_the_mean_stays():
    trace = run(make_lesson(drawn(0.25, steps=400)))
    masks = np.array([[example.forward[1].mask for example in step.examples] for step in trace.steps])
    assert masks.shape == (400, 4, 3)
    assert_allclose(masks.mean(axis=(0, 1)), 0.75, atol=0.04)
    assert len({mask.tobytes() for mask in masks.reshape(400, -1)}) > 250
    m = np.array([[example.forward[1].m for example in step.examples] for step in trace.steps])
    assert_allclose(m.mean(), 1.0, atol=0.03)
    assert set(np.unique(m)) == {0.0, 1 / 0.75}


def test_a_step_can_be_told_again():
    """By the lesson in the trace, by a replay, by a probe; recorded or not; and each step's draws stand in its update."""
    lesson = make_lesson(drawn())
    trace = run(lesson)
    file = json.loads(json.dumps(to_dict(trace)))
    assert to_dict(from_dict(file)) == file
    assert to_dict(run(make_lesson(file["lesson"]))) == file
    assert [step.update[1].draws.tolist() for step in trace.steps] == [[0.0], [1.0], [2.0]]
    lean = run(lesson.model_copy(update={"training": lesson.training.model_copy(update={"record": ()})}))
    assert_allclose(lean.losses, trace.losses, rtol=1e-13)
    for k, step in enumerate(trace.steps):
        assert_allclose(networks(trace, [k])[0].values[0]["W"], step.update[0].W, rtol=1e-12)
        assert before(trace, k).layers[1].draws.tolist() == [k]
        for m in range(4):
            assert Probe(trace, k, m).run({}).L == step.examples[m].L
    assert trace.losses[1] == trace.steps[0].L_new


def test_afterwards_nothing_is_left_out():
    lesson = make_lesson(drawn(0.9))
    net = run(lesson).net
    (_, a), (_, thin), (_, out) = heard(net, X)
    assert_allclose(thin, a)
    assert_allclose(out, a @ net.values[2]["W"].T + net.values[2]["b"])


def test_of_two_dropouts_each_draws_for_itself():
    trace = run(make_lesson(stack([ONE, {"kind": "dropout", "p": 0.5}, ONE, {"kind": "dropout", "p": 0.5}, END], X, X[:, :2], steps=20)))
    assert [layer.seed for layer in trace.lesson.network.layers if layer.kind == "dropout"] == [2, 4]
    one, two = (np.array([[e.forward[l].mask for e in s.examples] for s in trace.steps]) for l in (1, 3))
    assert not np.array_equal(one, two)


@pytest.mark.parametrize("kind", ["dropout", "dropout of a given mask"])
def test_a_way_back_that_does_not_make_larger_is_caught(monkeypatch, kind):
    assert check(make_lesson(KINDS[kind]())).passed
    monkeypatch.setattr(dropout.Dropout, "pull", lambda self, p, flow, dL_da, g, onward=True: (flow.kept[0] > 0) * dL_da)
    assert not check(make_lesson(KINDS[kind]())).passed


@pytest.mark.parametrize(
    ("layer", "says"),
    [
        ({"p": 1.0}, "network.layers[1].p: found 1.0; allowed: a number from 0 up to, not including, 1"),
        ({"p": -0.1}, "network.layers[1].p: found -0.1; allowed: a number from 0"),
        ({"p": "half"}, 'network.layers[1].p: found "half"; allowed: a number from 0'),
        ({}, "network.layers[1].p: found nothing, the key is missing; allowed: p, the share that is left out, or a mask"),
        ({"rate": 0.5}, "network.layers[1].rate: found the unknown key"),
        ({"mask": [1, 0]}, "network.layers[1].mask: found 2 numbers; allowed: 3, one for each number that comes in"),
        ({"mask": [1, 0, 0.5]}, "network.layers[1].mask: found 0.5; allowed: 0, for a number that is left out, and 1"),
        ({"mask": [[1, 0, 0]]}, "network.layers[1].mask[0]: found [1, 0, 0]; allowed: a list of 0 and 1"),
        ({"mask": [1, 0, 0], "seed": 3}, "network.layers[1].seed: found seed with mask; allowed: one of the two"),
        ({"p": 0.5, "seed": -1}, "network.layers[1].seed: found -1; allowed: a whole number, 0 or more"),
        ({"p": 0.5, "seed": 1.5}, "network.layers[1].seed: found 1.5; allowed: a whole number"),
        ({"p": 0.5, "seed": "x"}, 'network.layers[1].seed: found "x"; allowed: a whole number'),
    ],
)
def test_a_wrong_value_is_one_message(layer, says):
    tables = drawn()
    tables["network"]["layers"][1] = {"kind": "dropout", **layer}
    with pytest.raises(InputError) as error:
        make_lesson(tables)
    assert str(error.value).startswith(f"lesson: {says}")
    assert "rate" not in layer or "Write p = 0.5." in str(error.value)
