"""The usual mistakes, each worked out by hand on one published step."""

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose

from engine import load_lesson, run
from engine.slips import questions

ROOT = Path(__file__).resolve().parent.parent.parent
W1, W2 = np.array([[0.15, 0.2], [0.25, 0.3]]), np.array([[0.4, 0.45], [0.5, 0.55]])
x, y, b1, b2 = np.array([0.05, 0.1]), np.array([0.01, 0.99]), 0.35, 0.6


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


a1 = sigmoid(W1 @ x + b1)
a2 = sigmoid(W2 @ a1 + b2)
d2 = (a2 - y) * a2 * (1 - a2)
s1 = a1 * (1 - a1)
BY_HAND = {
    ("z", 1, "W turned, where it should stand"): W1.T @ x + b1,
    ("z", 1, "the bias left out"): W1 @ x,
    ("delta", 2, "the sign forgotten"): (y - a2) * a2 * (1 - a2),
    ("delta", 2, "the slope of sigmoid left out"): a2 - y,
    ("delta", 1, "W not turned"): W2 @ d2 * s1,
    ("delta", 1, "the slope of sigmoid left out"): W2.T @ d2,
    ("delta", 1, "only the first neuron's blame taken"): W2[0] * d2[0] * s1,
    ("dL_dW", 2, "i and j exchanged"): np.outer(a1, d2),
    ("dL_dW", 1, "what comes in left out"): np.outer(W2.T @ d2 * s1, [1, 1]),
    ("W", 2, "the step taken uphill"): W2 + 0.5 * np.outer(d2, a1),
    ("W", 2, "the learning rate left out"): W2 - np.outer(d2, a1),
    ("L", 2, "half the sum of the squares"): np.array(((a2 - y) ** 2).sum() / 2),
}


@pytest.fixture(scope="module")
def asked():
    trace = run(load_lesson(ROOT / "scenes/lessons/mazur.toml"))
    return {(q.name, q.l, q.at): q for q in questions(trace.net.layers, trace.steps[0].examples[0], trace.steps[0].update)}


@pytest.mark.parametrize("slip", BY_HAND)
def test_a_mistake_comes_out_as_by_hand(asked, slip):
    name, l, why = slip
    values = BY_HAND[slip]
    for at in np.ndindex(values.shape):
        assert_allclose(next(wrong.value for wrong in asked[name, l, at].wrong if wrong.why == why), values[at], rtol=1e-12)


def test_what_is_right_is_the_published_step(asked):
    assert round(asked["W", 2, (0, 0)].right, 8) == 0.35891648
    assert round(asked["W", 1, (0, 0)].right, 9) == 0.149780716
    assert_allclose(asked["delta", 2, (0,)].right, d2[0], rtol=1e-12)
