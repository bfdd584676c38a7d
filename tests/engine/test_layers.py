"""Layers of every kind: their gradients by independent roads, their two ways through the equations, planted bugs caught."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from numpy.testing import assert_allclose

from engine import check, from_dict, make_lesson, run, to_dict
from engine.gradcheck import analytic_gradient, first_batch
from engine.layers import attention, batch_norm, conv2d, dense, dot, embedding, layer_norm, policy, pooling, tables, token_dense
from engine.layers.multi_head_attention import MultiHeadAttention
from engine.layers.residual import Residual
from tests.engine.stacks import KINDS, stacks

SOME = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def unrecorded(lesson):
    return lesson.model_copy(update={"training": lesson.training.model_copy(update={"record": ()})})


@pytest.mark.parametrize("kind", KINDS)
def test_every_parameter_of_every_kind_by_both_roads(kind):
    table = check(make_lesson(KINDS[kind]()))
    assert table.passed, [row for row in table.rows if not row.ok]
    assert all(row.complex_step is not None for row in table.rows)
    assert table.paths_error < 1e-13
    assert max((row.central_error for row in table.rows if abs(row.analytic) > 1e-4), default=0.0) < 1e-5
    assert table.worst < 1e-8
    assert len(table.rows) or kind in ("dot",)


def test_every_kind_and_every_loss_is_among_them():
    lessons = [make_lesson(table()) for table in KINDS.values()]
    assert {name for lesson in lessons for name in lesson.beyond_dense} == {*tables.KINDS, *tables.HEADS, "shape"} - {"dense"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_gradient_wrong_by_a_thousandth_is_caught(kind):
    lesson = make_lesson(KINDS[kind]())
    right = analytic_gradient(first_batch(lesson))
    table = check(lesson, right * 1.001)
    assert not table.passed or not right.any()


@SOME
@given(stacks())
def test_any_network_of_them(table):
    lesson = make_lesson(table)
    found = check(lesson)
    assert found.passed, [row for row in found.rows if not row.ok]
    recorded, lean = run(lesson), run(unrecorded(lesson))
    assert_allclose(recorded.losses, lean.losses, rtol=1e-7, atol=1e-9)
    file = json.loads(json.dumps(to_dict(recorded)))
    assert to_dict(from_dict(file)) == file


@pytest.mark.parametrize("kind", KINDS)
def test_the_lesson_in_a_trace_runs_to_the_same_trace(kind):
    file = json.loads(json.dumps(to_dict(run(make_lesson(KINDS[kind]() | {"training": {"learning_rate": 0.1, "steps": 2}})))))
    assert to_dict(run(make_lesson(file["lesson"]))) == file
    assert to_dict(from_dict(file)) == file


@pytest.mark.parametrize("kind", KINDS)
def test_training_follows_the_gradient_downhill(kind):
    training = {"learning_rate": 1e-4, "steps": 3}
    losses = run(make_lesson(KINDS[kind]() | {"training": training})).losses
    assert kind == "dot" or ("dropout" in kind and "mask" not in kind) or losses[0] > losses[1] > losses[2] > losses[3]


# ---- Bugs as people write them, each in its place, each caught.


def spoiled(kind, field, wrong, method="backward"):
    """A method of the kind whose record holds something wrong."""
    right = getattr(kind, method)

    def planted(self, *args):
        found = right(self, *args)
        records = [type(r)(**{**vars(r), field: np.array(wrong(r))}) for r in (found if isinstance(found, list) else [found])]
        return records if isinstance(found, list) else records[0]

    return kind, method, planted


def last_name_wins(self, p, flow, dL_da, g, onward=True):
    g["E"][...] = 0.0
    g["E"][flow.a_in] = dL_da


def to_the_whole_window(self, p, flow, dL_da, g, onward=True):
    return self.gather(np.ones((1, 1, *self.size)), dL_da, flow.a_in)


def turned_over(self, p, flow, delta, g, onward=True):
    RIGHT_PULL(self, p, flow, delta, g)
    W = p["W"]
    return delta @ W.reshape(W.shape[::-1]).T


def without_its_others(p, X, kept, dL_da):
    """Each score thought to move its own weight alone: the softmax's Jacobian without what stands off its diagonal."""
    Q, K, V, A = kept
    own = A * (1.0 - A) * (dL_da @ np.swapaxes(V, -1, -2)) / Q.shape[-1] ** 0.5
    right, gradients = ATTEND_BACK(p, X, kept, dL_da)
    return right, {**gradients, "W_Q": np.swapaxes(own @ K, -1, -2) @ X}


ATTEND_BACK, RIGHT_PULL = attention.attend_back, dense.Dense.pull
PLANTED = {
    "the bias moves nothing": ("batch_norm", *spoiled(dense.Dense, "dL_db", lambda r: 0 * r.dL_db)),
    "W is not turned over": ("ppo", dense.Dense, "pull", turned_over),
    "the filter was not turned over": ("conv2d after conv2d", *spoiled(conv2d.Conv2d, "dL_da_in", lambda r: r.dL_da_in[:, ::-1, ::-1])),
    "only the first position counts": ("conv2d", *spoiled(conv2d.Conv2d, "dL_dW", lambda r: r.shares[0])),
    "max shares with the losers": ("max_pool", pooling.MaxPool, "pull", to_the_whole_window),
    "the mean does not divide": ("mean_pool", pooling.MeanPool, "pull", to_the_whole_window),
    "mu and var were constants": ("batch_norm", *spoiled(batch_norm.BatchNorm, "dL_da_in", lambda r: r.direct, "backward_all")),
    "mu was a constant": ("layer_norm of a row", *spoiled(layer_norm.LayerNorm, "dL_da_in", lambda r: r.direct + r.through_var)),
    "the short way is forgotten": ("residual", *spoiled(Residual, "dL_da_skip", lambda r: 0 * r.dL_da)),
    "a name twice counts once": ("embedding", embedding.Embedding, "pull", last_name_wins),
    "both rows get their own": ("embedding_pair", *spoiled(dot.Dot, "dL_da_in", lambda r: r.dL_da_in[::-1])),
    "shares are averaged": ("token_dense", *spoiled(token_dense.TokenDense, "dL_dW", lambda r: r.shares.mean(axis=0))),
    "softmax without its others": ("attention that sees all", attention, "attend_back", without_its_others),
    "the root is forgotten": ("attention", *spoiled(attention.Attention, "dL_dW_K", lambda r: 2**0.5 * r.dL_dW_K)),
    "heads share their values": ("multi_head_attention", *spoiled(MultiHeadAttention, "dL_dW_V", lambda r: r.dL_dW_V[::-1])),
    "the clip does not stop it": ("ppo", policy.Clipped, "branches", lambda self, z, a, y: np.zeros(y.shape[:-1], dtype=bool)),
}


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_caught(monkeypatch, bug):
    kind, *place = PLANTED[bug]
    assert check(make_lesson(KINDS[kind]())).passed
    monkeypatch.setattr(*place)
    assert not check(make_lesson(KINDS[kind]())).passed


@pytest.mark.parametrize("loss", ["next_token", "policy_gradient"])
def test_a_planted_bug_in_a_loss_is_caught(monkeypatch, loss):
    right = tables.HEADS[loss](0.2)
    wrong = replace(right, delta=lambda z, a, y: a - right.labels(a, y))  # the T, or the advantage, forgotten
    monkeypatch.setitem(tables.HEADS, loss, lambda clip: wrong)
    assert not check(make_lesson(KINDS["token_dense" if loss == "next_token" else loss]())).passed
