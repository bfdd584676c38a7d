"""What must hold of the new layers whatever their numbers are: sums of shares, adjoints, invariances, the gradient of the input."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from engine import batched, make_lesson, passes, run
from engine.gradcheck import first_batch
from engine.layers.attention import Attention
from engine.layers.batch_norm import BatchNorm
from engine.layers.conv2d import Conv2d
from engine.layers.layer_norm import LayerNorm
from engine.layers.multi_head_attention import MultiHeadAttention
from engine.layers.pooling import MaxPool, MeanPool
from engine.numeric import COMPLEX_H
from engine.sums import total
from tests.engine.stacks import KINDS, stack

SOME = settings(max_examples=30, deadline=None, derandomize=True)
seeds = st.integers(0, 2**16).map(np.random.default_rng)
NAMED = {kind for kind, table in KINDS.items() if table()["network"]["layers"][0].get("kind", "").startswith("embedding")}


def both(layer, a_in, dL_da):
    """The records of one example."""
    fwd = layer.forward(1, a_in)
    return fwd, layer.backward(fwd, dL_da)


# ---- The gradient of what came in, by a complex step into the example itself.


@pytest.mark.parametrize("kind", sorted(set(KINDS) - NAMED))
def test_what_comes_back_to_the_input_is_the_slope_of_the_batch_s_loss(kind):
    """B times the derivative of the mean loss: with batch norm an example moves the loss of all."""
    problem = first_batch(make_lesson(KINDS[kind]()))
    net, values, B = problem.net, problem.net.values, len(problem.x)
    back = passes.backward(net, passes.forward(net, problem.x), problem.loss, problem.y)[0]
    pieces = problem.sides(values)
    terms = problem.loss.on(pieces[-1]) if problem.loss.on else problem.loss.terms
    for m, at in [(0, (0,) * (problem.x.ndim - 1)), (B - 1, tuple(n - 1 for n in problem.x.shape[1:]))]:
        x = problem.x.astype(complex)
        x[(m, *at)] += 1j * COMPLEX_H
        slope = terms(*batched.forward(net, values, x, pieces[:-1])[-1].ends, problem.y).sum().imag / COMPLEX_H
        assert_allclose(back[m].dL_da_in[at], slope, rtol=1e-10, atol=1e-13)


# ---- Convolution and pooling.

POOLS = [(MaxPool, (2, 2), (2, 2)), (MaxPool, (3, 2), (1, 1)), (MeanPool, (2, 3), (2, 1)), (MeanPool, (2, 2), (2, 2))]


@SOME
@given(seeds, st.integers(1, 3), st.integers(0, 1), st.integers(2, 3))
def test_a_convolution_s_way_back_is_its_adjoint_and_its_shares_add_up(rng, stride, padding, k):
    layer = Conv2d(rng.normal(size=(2, 3, k, 2)), np.zeros(2), stride=stride, padding=padding, activation="identity")
    image = rng.normal(size=(3, 6, 5))
    a = layer.forward(1, image).a
    dL_da = rng.normal(size=a.shape)
    fwd, bwd = both(layer, image, dL_da)
    assert_allclose((fwd.a * dL_da).sum(), (image * bwd.dL_da_in).sum(), rtol=1e-11, atol=1e-12)
    assert_allclose((fwd.a * dL_da).sum(), (layer.W * bwd.dL_dW).sum(), rtol=1e-11, atol=1e-12)  # linear in the filter too
    assert_array_equal(total(bwd.shares), bwd.dL_dW)
    assert_allclose(fwd.products.sum(axis=(3, 4, 5)), fwd.Wa)
    r, c = a.shape[1] - 1, a.shape[2] - 1
    patch = fwd.padded[:, r * stride : r * stride + k, c * stride : c * stride + 2]
    assert_allclose(bwd.shares[-1], dL_da[:, r, c][:, None, None, None] * patch)
    assert len(bwd.shares) == (r + 1) * (c + 1)


@SOME
@given(
    seeds, st.sampled_from([(MaxPool, (2, 2), (2, 2)), (MaxPool, (3, 2), (1, 1)), (MeanPool, (2, 3), (2, 1)), (MeanPool, (2, 2), (2, 2))])
)
def test_a_pool_s_way_back_is_its_adjoint_and_its_shares_add_up(rng, pool):
    kind, size, strides = pool
    image = rng.normal(size=(2, 5, 6))
    layer = kind(size, strides)
    dL_da = rng.normal(size=layer.forward(1, image).a.shape)
    fwd, bwd = both(layer, image, dL_da)
    assert_allclose((fwd.a * dL_da).sum(), (image * bwd.dL_da_in).sum(), rtol=1e-11)
    assert_allclose(bwd.shares.sum(axis=0), bwd.dL_da_in)
    assert_allclose(bwd.dL_da_in.sum(), dL_da.sum())  # what came is handed on, no more and no less


def test_where_several_are_largest_the_first_wins():
    fwd, bwd = both(MaxPool((2, 2), (2, 2)), np.ones((1, 2, 2)), np.array([[[3.0]]]))
    assert_array_equal(bwd.dL_da_in, [[[3.0, 0.0], [0.0, 0.0]]])
    assert (fwd.row.item(), fwd.column.item()) == (0, 0)


# ---- Norms.


@SOME
@given(seeds, st.integers(2, 6))
def test_layer_norm_does_not_see_a_shift_and_sends_none_back(rng, d):
    layer = LayerNorm(rng.normal(size=d), rng.normal(size=d), 1e-5)
    X = rng.normal(size=(3, d))
    fwd, bwd = both(layer, X, rng.normal(size=(3, d)))
    assert_allclose(fwd.x_hat.mean(axis=1), 0.0, atol=1e-11)
    assert_allclose(fwd.x_hat.var(axis=1), fwd.var / (fwd.var + 1e-5))
    assert_allclose(layer.forward(1, X + 7.0).a, fwd.a, atol=1e-9)
    assert_allclose(bwd.dL_da_in.sum(axis=1), 0.0, atol=1e-9)
    assert_allclose(bwd.direct + bwd.through_var + bwd.through_mu, bwd.dL_da_in)
    assert_allclose(bwd.shares.sum(axis=0), bwd.dL_dgamma)


@SOME
@given(seeds, st.integers(2, 5))
def test_batch_norm_does_not_see_a_shift_of_all_and_sends_none_back(rng, B):
    layer = BatchNorm(rng.normal(size=3), rng.normal(size=3), np.zeros(3), np.ones(3), "training", 1e-5, 0.1)
    X = list(rng.normal(size=(B, 3)))
    fwds = layer.forward_all(1, X)
    bwds = layer.backward_all(fwds, list(rng.normal(size=(B, 3))), [None] * B)
    assert_allclose(np.mean([fwd.x_hat for fwd in fwds], axis=0), 0.0, atol=1e-11)
    assert_allclose([fwd.a for fwd in layer.forward_all(1, [x + 5.0 for x in X])], [fwd.a for fwd in fwds], atol=1e-9)
    assert_allclose(np.sum([bwd.dL_da_in for bwd in bwds], axis=0), 0.0, atol=1e-8)
    for bwd in bwds:
        assert_allclose(bwd.direct + bwd.through_var + bwd.through_mu, bwd.dL_da_in)
    alone = BatchNorm(layer.gamma, layer.beta, fwds[0].mu, fwds[0].var, "inference", 1e-5, 0.1)
    for x, fwd in zip(X, fwds, strict=True):  # what training measured, given: the same numbers come out of each example alone
        assert_allclose(alone.forward_all(1, [x])[0].a, fwd.a, rtol=1e-12, atol=1e-14)


def test_the_averages_of_batch_norm_follow_the_data_and_serve_inference():
    x = np.random.default_rng(4).normal(3.0, 2.0, (8, 2))
    layers = [{"kind": "batch_norm", "momentum": 0.5, "mean": [0.0, 0.0], "variance": [1.0, 1.0]}]
    trace = run(make_lesson(stack(layers, x, x, learning_rate=1e-12, steps=60, record=[0, 59])))
    first, last = (step.update[0] for step in trace.steps)
    assert_array_equal(first.mean, 0.0)
    assert_allclose(first.mean_new, 0.5 * x.mean(axis=0))
    assert_allclose(first.variance_new, 0.5 + 0.5 * x.var(axis=0, ddof=1))
    assert_allclose(last.mean_new, x.mean(axis=0))
    assert_allclose(last.variance_new, x.var(axis=0, ddof=1))
    trained = BatchNorm(last.gamma_new, last.beta_new, last.mean_new, last.variance_new, "training", 1e-5, 0.5)
    served = trained.inference().forward_all(1, [x[0]])[0]
    assert served.form == "inference"
    assert_allclose(served.x_hat, (x[0] - x.mean(axis=0)) / np.sqrt(x.var(axis=0, ddof=1) + 1e-5))


# ---- Attention.


def head(rng, causal, d=3, width=2):
    return Attention(*(rng.normal(size=(width, d)) for _ in range(3)), causal)


@SOME
@given(seeds, st.integers(1, 5), st.booleans())
def test_an_attention_head_adds_up(rng, T, causal):
    layer, X = head(rng, causal), rng.normal(size=(T, 3))
    fwd, bwd = both(layer, X, rng.normal(size=(T, 2)))
    assert_allclose(fwd.A.sum(axis=1), 1.0)
    assert_allclose(bwd.dL_dscores.sum(axis=1), 0.0, atol=1e-13)  # softmax does not see a shift of a whole row
    assert_allclose(bwd.jacobian.sum(axis=(1, 2)), 0.0, atol=1e-14)
    assert_array_equal(fwd.A[fwd.mask == 0], 0.0)
    assert_array_equal(bwd.dL_dscores[fwd.mask == 0], 0.0)
    for name in "QKV":
        assert_array_equal(total(getattr(bwd, f"shares_{name}")), getattr(bwd, f"dL_dW_{name}"))
    assert_allclose(bwd.from_Q + bwd.from_K + bwd.from_V, bwd.dL_da_in)


@SOME
@given(seeds, st.integers(2, 4))
def test_a_causal_head_does_not_see_what_comes_later_and_another_sees_no_order(rng, T):
    causal, free, X = head(rng, True), head(rng, False), rng.normal(size=(T, 3))
    later = X.copy()
    later[-1] += 1.0
    assert_array_equal(causal.forward(1, later).a[:-1], causal.forward(1, X).a[:-1])
    assert not np.allclose(free.forward(1, later).a[:-1], free.forward(1, X).a[:-1])
    order = rng.permutation(T)
    assert_allclose(free.forward(1, X[order]).a, free.forward(1, X).a[order])


@SOME
@given(seeds, st.integers(1, 3))
def test_heads_are_single_heads_joined_and_mixed(rng, H):
    W = [rng.normal(size=(H, 2, 3)) for _ in range(3)]
    layer, X, dL_da = MultiHeadAttention(*W, rng.normal(size=(4, 2 * H)), True), rng.normal(size=(3, 3)), rng.normal(size=(3, 4))
    fwd, bwd = both(layer, X, dL_da)
    alone = [Attention(*(w[h] for w in W), True) for h in range(H)]
    joined = np.concatenate([each.forward(1, X).a for each in alone], axis=1)
    assert_allclose(fwd.a, joined @ layer.W_O.T)
    parts = np.split(dL_da @ layer.W_O, H, axis=1)
    backs = [both(each, X, part)[1] for each, part in zip(alone, parts, strict=True)]
    assert_allclose(bwd.dL_da_in, sum(back.dL_da_in for back in backs))
    assert_allclose(bwd.dL_dW_K, [back.dL_dW_K for back in backs])
    assert_array_equal(total(bwd.shares_O), bwd.dL_dW_O)


# ---- Ways around and names.


def test_a_residual_connection_hands_its_blame_to_both():
    example = run(make_lesson(KINDS["residual"]())).steps[0].examples[0]
    (_, early), (middle, between), (joined, bwd) = (example.at(l) for l in (1, 2, 3))
    assert_array_equal(joined.a, joined.a_in + joined.a_skip)
    assert_array_equal(joined.a_skip, example.at(1)[0].a)
    assert_array_equal(bwd.dL_da_in, bwd.dL_da)
    assert_array_equal(between.dL_da, bwd.dL_da_in)
    assert_array_equal(early.dL_da, between.dL_da_in + bwd.dL_da_skip)
    assert_array_equal(middle.a_in, joined.a_skip)


def test_a_row_that_was_not_looked_up_has_no_gradient():
    example = run(make_lesson(KINDS["embedding"]())).steps[0].examples[1]  # names 2, 1, 1
    bwd = example.at(1)[1]
    assert_array_equal(bwd.looked_up, [0, 2, 1, 0])
    assert_array_equal(bwd.dL_dE[[0, 3]], 0.0)
    assert_array_equal(bwd.dL_dE[1], bwd.dL_da[1] + bwd.dL_da[2])
    assert_array_equal(bwd.dL_dE[2], bwd.dL_da[0])


def test_ppo_without_reaching_its_clip_is_the_policy_gradient_times_the_ratio():
    acted = [[0, 1.0, 0.5], [1, -1.0, 0.4], [0, 2.0, 0.05], [1, -0.5, 0.9]]
    layers, x = [{"units": 2, "activation": "softmax", "biases": [0.0, 0.0]}], np.zeros((4, 2))
    plain = run(make_lesson(stack(layers, x, np.array(acted)[:, :2], "policy_gradient"))).steps[0].examples
    clipped = run(make_lesson(stack(layers, x, acted, "ppo", clip=0.99))).steps[0].examples
    for one, other in zip(plain, clipped, strict=True):
        ratio, branch = other.objective.ratio, other.objective.branch
        assert branch == ("clipped" if ratio > 1.99 and one.objective.advantage > 0 else "ratio")
        assert_allclose(other.objective.dL_dz, (branch == "ratio") * ratio * one.objective.dL_dz, atol=1e-16)
    assert {example.objective.branch for example in clipped} == {"ratio", "clipped"}
