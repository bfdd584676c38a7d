"""A rectifier that dies: from the step on which it does, its gradient is zero to the last bit, and nothing of it moves."""

from pathlib import Path

import numpy as np
import pytest

from engine import load_lesson, run
from engine.studies import Studies

LESSONS = Path("scenes/lessons")


@pytest.fixture(scope="module")
def trace():
    return run(load_lesson(LESSONS / "remedies.toml"))


@pytest.fixture(scope="module")
def found(trace):
    return trace.studies["dead"]


def by_hand(trace, twin, leak, steps):
    """z of the hidden neuron before each step, by plain gradient descent on the mean of four cross-entropies."""
    net, data = trace.twins[twin].net, trace.twins[twin].lesson.data
    (w,), (b,) = net.layers[0].W.copy(), net.layers[0].b.copy()
    ((v,),), (c,) = net.layers[1].W.copy(), net.layers[1].b.copy()
    x, y, eta, zs = np.array(data.x), np.array(data.y)[:, 0], 2.0, []
    for _ in range(steps):
        z = x @ w + b
        zs.append(z)
        a, slope = np.where(z > 0, z, leak * z), np.where(z > 0, 1.0, leak)
        out = 1 / (1 + np.exp(-(v * a + c))) - y
        hidden = out * v * slope
        v, c, w, b = v - eta * np.mean(out * a), c - eta * out.mean(), w - eta * (hidden @ x) / 4, b - eta * hidden.mean()
    return np.array(zs)


@pytest.mark.parametrize(("side", "leak"), [(0, 0.0), (1, 0.01)])
def test_both_runs_are_gradient_descent_by_hand(trace, found, side, leak):
    assert found.runs[side].z[:200] == pytest.approx(by_hand(trace, found.twins[side], leak, 200), rel=1e-6, abs=1e-6)


def test_the_dead_one_never_moves_again(trace, found):
    dead, died = found.runs[0], int(found.died)
    assert (dead.z[died - 1] > 0).any()
    assert (dead.z[died:] < 0).all()
    assert not dead.gradient[died:].any()
    assert not dead.slope[died:].any()
    assert (dead.z[died:] == dead.z[died]).all()
    assert found.still == len(dead.z) - 1 - died
    assert trace.twins[found.twins[0]].losses[-1] == pytest.approx(np.log(2), abs=1e-3)  # two of four are a yes, whatever is shown


def test_the_leaky_one_starts_alike_dies_alike_and_comes_back(trace, found):
    dead, leaky = found.runs
    assert leaky.z[0] == pytest.approx(dead.z[0])
    assert leaky.z[1] == pytest.approx(dead.z[1])
    back = int(found.revived)
    assert not (leaky.z[int(found.died) : back] > 0).any()
    assert (leaky.z[back] > 0).any()
    assert leaky.gradient.min() > 0
    assert found.leak == 0.01
    assert trace.twins[found.twins[1]].losses[-1] < 0.01


@pytest.mark.parametrize("lesson", ["mazur", "neuron", "vanishing"])
def test_where_none_dies_there_is_none(lesson):
    assert "dead" not in run(load_lesson(LESSONS / f"{lesson}.toml")).studies


def test_a_run_too_long_to_keep_every_step_of_has_none(trace, monkeypatch):
    monkeypatch.setattr("engine.studies.dead.LONGEST", 1)
    assert "dead" not in Studies(trace)
