"""One step and three bowls: the storyboard's figures, the textbook's factor a step, first order against the real change."""

from pathlib import Path

import numpy as np
import pytest

from engine import load_lesson, make_lesson, run


@pytest.fixture(scope="module")
def trace():
    return run(load_lesson(Path("scenes/lessons/neuron.toml")))


def test_the_storyboard_s_figures(trace):
    study, update = trace.studies["rates"], trace.steps[0].update[0]
    assert (round(float(update.W_new[0, 0]), 4), round(float(update.b_new[0]), 4)) == (0.6922, -0.2719)
    assert (round(study.predicted, 4), round(study.actual, 4)) == (-0.0336, -0.0342)
    assert round(trace.steps[0].L_new, 4) == 0.2331


def test_the_miss_of_the_prediction_is_of_second_order():
    misses = []
    for eta in (0.1, 0.01):
        layer = {"units": 1, "activation": "sigmoid", "weights": [[0.8]], "biases": [-0.2]}
        table = {"network": {"inputs": 1, "loss": "squared_error", "layers": [layer]}, "data": {"x": [[1.5]], "y": [[0.0]]}}
        study = run(make_lesson({**table, "training": {"learning_rate": eta}})).studies["rates"]
        misses.append(abs(study.predicted - study.actual))
    assert misses[1] == pytest.approx(misses[0] / 100, rel=0.1)


def test_each_bowl_shrinks_or_grows_by_the_factor_of_the_textbook(trace):
    """On L = (x w + b - y)^2 / 2 a step multiplies the distance to the bottom by 1 - eta x^2 (Goodfellow et al. 2016, 4.3)."""
    x, b, y = 1.5, -0.2, 0.0
    for bowl in trace.studies["rates"].bowls:
        away = bowl.w - (y - b) / x
        assert np.allclose(away[1:], away[:-1] * (1 - bowl.eta * x**2), atol=1e-12)
        assert np.allclose(bowl.L, (x * away) ** 2 / 2, atol=1e-12)


def test_the_three_bowls_creep_land_and_explode(trace):
    creeping, landing, exploding = trace.studies["rates"].bowls
    assert all(np.diff(creeping.L) < 0)
    assert creeping.L[-1] > 0.04 * creeping.L[0]
    assert landing.L[1] < 0.02 * landing.L[0]
    assert all(np.diff(exploding.L) > 0)


def test_the_curve_holds_the_first_steps(trace):
    study = trace.studies["rates"]
    ws, Ls = study.bowl
    assert all(ws[0] <= w <= ws[-1] for bowl in study.bowls for w in bowl.w[:4])
    assert min(Ls) == pytest.approx(0, abs=1e-3)
