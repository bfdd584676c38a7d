"""What mends a deep network: sizes follow from matrices multiplied by hand, under each remedy, and the factors from the sizes."""

from pathlib import Path

import numpy as np
import pytest

from engine import load_lesson, run
from engine.studies import remedies

LESSONS = Path("scenes/lessons")
NORMED, ROADS = 4, 6


@pytest.fixture(scope="module")
def trace():
    return run(load_lesson(LESSONS / "remedies.toml"))


@pytest.fixture(scope="module")
def found(trace):
    return trace.studies["remedies"]


def size(v):
    return np.linalg.norm(v) / np.sqrt(np.size(v))


def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))


def squash(kind, z):
    return (sigmoid(z), sigmoid(z) * sigmoid(-z)) if kind == "sigmoid" else (np.maximum(z, 0), 1.0 * (z > 0))


def normed(z):
    mu, sigma = z.mean(0), np.sqrt(z.var(0) + 1e-5)
    return (z - mu) / sigma, sigma


def by_hand(lesson, weights, k, kind="relu"):
    """Sizes of a and delta of every dense layer: x, y (N, n); batch norm and roads as the twin k has them; no biases yet."""
    x, y = (np.array(v, float) for v in (lesson.data.x, lesson.data.y))
    a, kept = x, []
    for l, W in enumerate(weights):
        z = a @ W.T
        last = l == len(weights) - 1
        x_hat, sigma = normed(z) if k == NORMED and not last else (z, None)
        out, slope = squash("sigmoid" if last else kind, x_hat)
        road = k == ROADS and 0 < l < len(weights) - 1
        a = out + a if road else out
        kept.append((a, slope, x_hat, sigma, road))
    deltas, back = [], None
    for l in range(len(weights) - 1, -1, -1):
        a_l, slope, x_hat, sigma, road = kept[l]
        delta = a_l - y if back is None else back * slope
        if sigma is not None:  # what stands still when all move together, or apart
            delta = (delta - delta.mean(0) - x_hat * (delta * x_hat).mean(0)) / sigma
        deltas.insert(0, size(delta))
        back = delta @ weights[l] + (back if road else 0.0)
    return [size(each[0]) for each in kept], deltas


@pytest.mark.parametrize("k", range(7))
def test_sizes_are_those_of_both_passes_by_hand(trace, found, k):
    one = (trace, *trace.twins)[k]
    weights = [layer.W for layer in one.net.layers if hasattr(layer, "W")]
    a, delta = by_hand(trace.lesson, weights, k, "sigmoid" if k == 0 else "relu")
    assert found.runs[k].a[0] == pytest.approx(a, rel=1e-9)
    assert found.runs[k].delta[0] == pytest.approx(delta, rel=1e-6)


@pytest.mark.parametrize("k", range(7))
def test_a_link_leaves_gain_times_slope_times_norm(found, k):
    one = found.runs[k]
    assert one.factor == pytest.approx((one.delta[0][0] / one.delta[0][-1]) ** (1 / found.links))
    if k != ROADS:  # past which the blame goes too
        assert one.factor == pytest.approx(one.gain * one.slope * one.norm)
    assert (one.norm == 1.0) == (k != NORMED)


def test_all_draw_the_same_numbers_scaled_by_their_rule(trace, found):
    nets = [[layer.W for layer in one.net.layers if hasattr(layer, "W")] for one in (trace, *trace.twins)[:7]]
    for k, scale in enumerate((found.xavier, found.xavier, 1.0, found.he, 1.0, 0.1, 0.1)):
        for W, ours in zip(nets[2], nets[k], strict=True):
            assert ours == pytest.approx(scale * W)


def test_what_is_said_after_training_has_the_last_loss(trace, found):
    y = np.array(trace.lesson.data.y)
    for k, one in enumerate(found.runs):
        loss = -np.sum(np.log(np.where(y > 0, one.says, 1 - one.says))) / len(y)
        assert loss == pytest.approx((trace, *trace.twins)[k].losses[-1], rel=1e-6)


def test_the_patient_says_nearly_the_same_to_all_and_no_constant_does_better(trace, found):
    y = np.array(trace.lesson.data.y)
    p = np.clip(y.mean(0), 1e-9, 1 - 1e-9)
    assert found.constant == pytest.approx(-np.sum(p * np.log(p) + (1 - p) * np.log(1 - p)), abs=1e-6)
    assert found.constant < trace.losses[-1] < 1.05 * found.constant
    assert found.runs[0].says.std(0).max() < 1e-4


def test_each_remedy_brings_a_link_closer_to_one_and_the_loss_down(trace, found):
    losses = [one.losses for one in (trace, *trace.twins)]
    for before, after in ((0, 1), (2, 3), (2, NORMED), (5, ROADS)):
        assert abs(np.log(found.runs[after].factor)) < 0.5 * abs(np.log(found.runs[before].factor))
        assert losses[after][-1] < 0.5 * losses[before][-1]
    level = found.runs[NORMED].a[:, :-1]
    assert level.max() < 2 * level.min()


def test_large_weights_burst_and_fall_silent(trace, found):
    assert trace.twins[1].losses[1] > 1e10
    silent = found.runs[2]
    assert not silent.delta[3:, :-1].any()
    assert not silent.a[-1][-2]


def test_sizes_of_what_has_no_square():
    assert remedies.size(np.array([3e200, -4e200])) == pytest.approx(np.sqrt(12.5) * 1e200)
    assert remedies.size(np.zeros(3)) == 0.0


def test_kept_steps_begin_without_a_gap_and_end_with_the_last():
    assert remedies.kept(600)[:5] == [0, 1, 2, 3, 4]
    assert remedies.kept(600)[-1] == 600
    assert remedies.kept(5) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("lesson", ["mazur", "vanishing", "convolution"])
def test_networks_without_remedies_have_none(lesson):
    assert "remedies" not in run(load_lesson(LESSONS / f"{lesson}.toml")).studies
