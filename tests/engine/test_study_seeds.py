"""Many seeds at once: the same runs as one by one, and the claim that the training film makes about its two."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from engine import load_lesson, make_lesson, run
from engine.lesson_twins import merged
from engine.replay import fields, kept_steps, moves, networks

LESSON = Path("scenes/lessons/xor_training.toml")


@pytest.fixture(scope="module")
def trace():
    return run(load_lesson(LESSON))


def table(seed, units=2):
    layers = [{"units": units, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]
    network = {"inputs": 2, "loss": "binary_cross_entropy", "init": {"method": "normal", "seed": seed}, "layers": layers}
    training = {"learning_rate": 0.5, "steps": 600, "record": [0]}
    return {"network": network, "data": {"dataset": "xor"}, "training": training}


def test_each_seed_is_the_run_of_that_seed(trace):
    study = trace.studies["seeds"]
    for seed in (0, 3, 4):
        assert study.L[seed] == pytest.approx(run(make_lesson(table(seed))).losses[-1], rel=1e-9)


def test_one_seed_learns_and_the_other_sticks_with_two_points_that_no_hidden_neuron_tells_apart(trace):
    study, twin = trace.studies["seeds"], trace.twins[0]
    assert (trace.lesson.network.init.seed, twin.lesson.network.init.seed) == (4, 0)
    assert (study.learns[4], study.learns[0]) == (1.0, 0.0)
    assert trace.losses[-1] < 0.02
    assert twin.losses[-1] == pytest.approx(np.log(2) / 2, abs=0.01)  # two right, two at a half
    one, two = (twin.steps[-1].examples[m] for m in (2, 3))
    assert np.abs(one.forward[0].a - two.forward[0].a).max() < 0.01
    assert max(e.at(1)[1].da_dz.max() for e in (one, two)) < 0.01


def test_about_half_of_the_seeds_learn_and_more_hidden_neurons_help(trace):
    study = trace.studies["seeds"]
    assert (study.tried, study.learned, study.stuck) == (100, 52, 48)
    wider = run(make_lesson(merged(table(0, units=3), {"studies": {"seeds": {"tried": 100}}}))).studies["seeds"]
    assert wider.learned > study.learned + 15


def test_it_is_only_there_where_it_is_asked_for():
    assert "seeds" not in run(make_lesson(table(4))).studies


def test_a_replay_is_the_run_itself(trace):
    first, last = networks(trace, [0, 599])
    for net, step in ((first, trace.steps[0]), (last, trace.steps[1])):
        for layer, update in zip(net.layers, step.update, strict=True):
            assert np.allclose(layer.W, update.W, rtol=1e-9)
    told = trace.steps[1].examples[1]
    assert np.allclose(fields(last, told.x[None])[-1][0], told.forward[-1].a)


def test_kept_steps_hold_the_first_and_the_last_and_lie_closer_where_more_moves(trace):
    short = make_lesson({**table(4), "training": {"learning_rate": 0.5, "steps": 5}})
    assert kept_steps([run(short)]) == [0, 1, 2, 3, 4, 5]
    steps = kept_steps([trace])
    assert (steps[0], steps[-1]) == (0, 600)
    assert len(steps) > 100
    gone, gaps = moves(trace), np.diff(steps)
    fast, slow = np.argmax([gone[a:b].mean() for a, b in pairwise(steps)]), len(gaps) - 1
    assert gaps[fast] < gaps[slow]
