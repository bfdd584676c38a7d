"""One mistake under two losses: the steps are those of the update rule, the pushes differ by exactly the slope that cancels."""

from pathlib import Path

import numpy as np
import pytest

from engine import load_lesson, run

LESSONS = Path("scenes/lessons")


@pytest.fixture(scope="module")
def trace():
    return run(load_lesson(LESSONS / "saturated.toml"))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def test_the_storyboards_numbers(trace):
    first, twin = (run.steps[0].examples[0] for run in (trace, trace.twins[0]))
    assert first.forward[0].z[0] == 4.0
    assert first.backward[0].delta[0] == pytest.approx(0.0173, abs=5e-5)
    assert twin.backward[0].delta[0] == pytest.approx(0.9820, abs=5e-5)
    assert trace.studies["mistake"].ratio == pytest.approx(56.6, abs=0.05)
    assert trace.studies["mistake"].ratio == pytest.approx(1 / first.backward[0].da_dz[0])


@pytest.mark.parametrize(("side", "push"), [(0, lambda a: a * a * (1 - a)), (1, lambda a: a)])
def test_every_step_is_the_rule_worked_out_by_hand(trace, side, push):
    found, z = trace.studies["mistake"].sides[side], [4.0]
    for _ in range(100):
        z.append(z[-1] - 0.5 * (1.0**2 + 1) * push(sigmoid(z[-1])))
    assert found.z == pytest.approx(np.array(z))
    assert found.a == pytest.approx(sigmoid(np.array(z)))


def test_the_losses_are_those_of_training(trace):
    for side, told in zip(trace.studies["mistake"].sides, (trace, trace.twins[0]), strict=True):
        assert pytest.approx(np.array(told.losses)) == side.L


def test_the_middle_is_crossed_where_the_answer_turns(trace):
    for side in trace.studies["mistake"].sides:
        k = int(side.crossed)
        assert side.a[k] < 0.5 <= side.a[k - 1]


@pytest.mark.parametrize("lesson", ["neuron", "mazur", "xor"])
def test_a_lesson_without_such_a_twin_has_none(lesson):
    assert "mistake" not in run(load_lesson(LESSONS / f"{lesson}.toml")).studies
