"""Old experiments run again: the perceptron on AND and XOR, and the network of 1986, against the engine's own gradient."""

from pathlib import Path

import numpy as np
import pytest

from engine import load_lesson, run
from engine.batched import gradient
from engine.building import loss_of
from engine.parameters import Parameters
from engine.studies import history

SWEEPS = 60


@pytest.fixture(scope="module")
def trace():
    return run(load_lesson(Path("scenes/lessons/history.toml")))


@pytest.fixture(scope="module")
def study(trace):
    return trace.studies["history"]


def test_the_pinned_seed_finds_one_two_four_and_tells_every_pattern(study):
    mirror = study.mirror
    assert (mirror.right, mirror.patterns, mirror.sweeps) == (64, 64, 1425)
    for row, size in zip(mirror.W, mirror.size, strict=True):
        assert np.abs(row + row[::-1]).max() < 0.01 * np.abs(row).max()
        assert sorted(size[:3]) == pytest.approx([1, 2, 4], rel=0.01)
    assert (np.sign(mirror.W[0]) == -np.sign(mirror.W[1])).all()
    assert np.diff(np.sort(mirror.left)) == pytest.approx([np.abs(mirror.W[0]).min()] * 7, rel=0.02)
    assert 0 < mirror.found < mirror.others


def test_what_is_said_of_the_hidden_neurons_and_the_answer(trace, study):
    """Low for every mirror image; for all others exactly one fires, and the answer is no."""
    mirror, y = study.mirror, np.array(trace.lesson.data.y)[:, 0] > 0.5
    x = np.array(trace.lesson.data.x, float)
    hidden = 1 / (1 + np.exp(-(x @ mirror.W.T + mirror.b)))
    assert mirror.hidden == pytest.approx(hidden)
    assert mirror.answer == pytest.approx(1 / (1 + np.exp(-(hidden @ mirror.v + mirror.c))))
    assert (mirror.hidden[y] < 0.2).all()
    assert ((mirror.hidden[~y] > 0.5).sum(axis=1) == 1).all()
    assert ((mirror.answer > 0.5) == y).all()
    assert mirror.learned.sum() == mirror.found
    assert len(mirror.learned) == mirror.others


def test_another_seed_does_not(trace):
    assert history.study(trace, seed=0, others=0).mirror.right == 56  # it says no to everything: eight are mirror images


def test_training_is_the_engines_gradient_summed_over_the_patterns(trace):
    x, y = np.array(trace.lesson.data.x, float), np.array(trace.lesson.data.y, float)
    p = history.first([35], 0.3)
    p[2] *= 5.0  # so that the hidden layer moves at once
    flat = np.concatenate([part.ravel() for part in (p[0], p[2], p[1], p[3])])
    mine, slope, step = Parameters(trace.net, flat), Parameters(trace.net, np.zeros_like(flat)), np.zeros_like(flat)
    for _ in range(SWEEPS):
        gradient(mine, loss_of(trace.lesson), x, y, slope)
        step = 0.9 * step - 0.1 * len(x) * slope.flat
        mine.flat += step
    _, (W, b, V, c), _ = history.train(x, y, p, SWEEPS, 0.1, 0.9)
    for theirs, ours in zip((W, V, b, c), (layer[name] for name in "Wb" for layer in mine.values), strict=True):
        assert theirs[0] == pytest.approx(ours, rel=1e-9)


def test_the_perceptron_learns_and_and_goes_round_on_xor(study):
    done, never = study.conjunction, study.xor
    assert (done.learned, done.corrections) == (1, 6)
    assert ((done.x @ done.w[-1] + done.b[-1] > 0) == (done.y > 0.5)).all()
    assert (never.learned, never.before, never.lap) == (0, 6, 4)
    k, n = int(never.before), int(never.corrections)
    assert (never.w[k] == never.w[n]).all()
    assert never.b[k] == never.b[n]
    assert never.who[k - 1] == never.who[n - 1]  # and it goes on with the same example, so the lap repeats
    for p in (done, never):
        for j, m in enumerate(p.who.astype(int)):
            miss = p.y[m] - float(p.x[m] @ p.w[j] + p.b[j] > 0)
            assert miss != 0
            assert (p.w[j + 1] == p.w[j] + miss * p.x[m]).all()


def test_the_moving_line_starts_and_ends_on_the_corrections(study):
    p = study.xor
    for k in (0, 3, 10):
        assert history.sums(p, k, p.x) == pytest.approx(p.x @ p.w[k] + p.b[k])


def test_only_a_lesson_that_asks_has_it():
    assert "history" not in run(load_lesson(Path("scenes/lessons/xor.toml"))).studies
