"""Optimisers against scalar references written by hand, one number at a time."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

from engine import run
from engine.optimizers import MADE, OPTIONS, AdaGrad, Adam, Lion, RmsProp, Sgd
from tests.engine.lessons import lesson

G = [0.5, -1.25, 0.0, 3.0, 1e-9]
ETA = 0.1
W = 0.8


def sgd(momentum, nesterov):
    v = 0.0
    for g in G:
        v = momentum * v + g
        yield ETA * (g + momentum * v if nesterov else v)


def rmsprop(alpha, eps):
    s = 0.0
    for g in G:
        s = alpha * s + (1 - alpha) * g**2
        yield ETA * g / (math.sqrt(s) + eps)


def adam(beta_m, beta_s, eps):
    m = s = 0.0
    for t, g in enumerate(G, start=1):
        m = beta_m * m + (1 - beta_m) * g
        s = beta_s * s + (1 - beta_s) * g**2
        yield ETA * (m / (1 - beta_m**t)) / (math.sqrt(s / (1 - beta_s**t)) + eps)


def adagrad(eps):
    total = 0.0
    for g in G:
        total += g**2
        yield ETA * g / (math.sqrt(total) + eps)


def adamw(beta_m, beta_s, eps, decay):
    """As torch takes it: the weight shrinks first, then goes adam's way."""
    w = W
    for way in adam(beta_m, beta_s, eps):
        new = w - ETA * decay * w - way
        yield w - new
        w = new


def lion(beta_step, beta_kept, decay):
    m, w = 0.0, W
    for g in G:
        c = beta_step * m + (1 - beta_step) * g
        step = ETA * ((c > 0) - (c < 0) + decay * w)
        m = beta_kept * m + (1 - beta_kept) * g
        yield step
        w -= step


CASES = [
    (Sgd(ETA), sgd(0.0, False)),
    (Sgd(ETA, 0.9), sgd(0.9, False)),
    (Sgd(ETA, 0.9, True), sgd(0.9, True)),
    (RmsProp(ETA), rmsprop(0.99, 1e-8)),
    (RmsProp(ETA, 0.8, 1e-3), rmsprop(0.8, 1e-3)),
    (Adam(ETA), adam(0.9, 0.999, 1e-8)),
    (Adam(ETA, (0.5, 0.7), 1e-2), adam(0.5, 0.7, 1e-2)),
    (AdaGrad(ETA), adagrad(1e-10)),
    (AdaGrad(ETA, 0.1), adagrad(0.1)),
    (Adam(ETA, weight_decay=0.3), adamw(0.9, 0.999, 1e-8, 0.3)),
    (Lion(ETA), lion(0.9, 0.99, 0.0)),
    (Lion(ETA, (0.5, 0.8), 0.2), lion(0.5, 0.8, 0.2)),
]


@pytest.mark.parametrize(("optimizer", "reference"), CASES)
def test_steps_are_those_of_the_formula(optimizer, reference):
    steps, w = [], np.array([W, -W])
    for g in G:
        steps.append(optimizer.step(np.array([g, -2.0 * g]), w))
        w = w - steps[-1]
    expected = list(reference)
    assert_allclose([step[0] for step in steps], expected, rtol=1e-13, atol=1e-16)
    assert all(step[0] * step[1] <= 0 for step in steps)  # every parameter on its own


def test_the_first_step_of_adam_is_the_learning_rate():
    assert_allclose(Adam(ETA).step(np.array([1e-3, -50.0]), np.zeros(2)), [ETA, -ETA], rtol=1e-4)


def test_every_optimiser_has_its_options_and_is_made():
    assert set(OPTIONS) == set(MADE)
    for name, options in OPTIONS.items():
        assert MADE[name](ETA, **options).step(np.ones(2), np.ones(2)).shape == (2,)


@pytest.mark.parametrize("options", [{"momentum": 0.9}, *({"optimizer": name} for name in OPTIONS if name != "sgd")])
def test_frozen_biases_change_neither_themselves_nor_the_weights_step(options):
    free = run(lesson((2, 3, 1), ("tanh", "sigmoid"), steps=1, **options)).steps[0].update
    frozen = run(lesson((2, 3, 1), ("tanh", "sigmoid"), steps=1, train_biases=False, **options)).steps[0].update
    for with_b, without_b in zip(free, frozen, strict=True):
        assert_allclose(with_b.step_W, without_b.step_W, rtol=0)
        assert with_b.step_b.any()
        assert not without_b.step_b.any()
        assert (without_b.b_new == without_b.b).all()


def test_the_optimisers_memory_spans_recorded_and_unrecorded_steps():
    whole = run(lesson((2, 3, 1), ("tanh", "sigmoid"), steps=9, optimizer="adam"))
    ends = run(lesson((2, 3, 1), ("tanh", "sigmoid"), steps=9, optimizer="adam", record=[0, 8]))
    assert_allclose(whole.steps[8].update[0].W_new, ends.steps[1].update[0].W_new, rtol=1e-12)


def test_sgd_steps_by_eta_times_gradient():
    update = run(lesson((2, 2), ("tanh",))).steps[0].update[0]
    assert (update.step_W == 0.05 * update.dL_dW).all()
