"""The average blame of a row, by a road of its own: it is the slope along a push that no softmax can feel."""

from pathlib import Path

import pytest
from numpy.testing import assert_allclose

from engine import load_lesson, run
from engine.studies import attention

LESSONS = Path(__file__).parents[2] / "scenes" / "lessons"


@pytest.fixture(scope="module")
def trace():
    return run(load_lesson(LESSONS / "attention.toml"))


def blame(trace):
    fwd, bwd = trace.steps[0].examples[0].at(2)
    return fwd, bwd, attention.study(trace).mean


def test_a_score_is_blamed_for_what_lies_above_the_average(trace):
    fwd, bwd, mean = blame(trace)
    assert_allclose(fwd.A * (bwd.dL_dA - mean[:, None]), bwd.dL_dscores, atol=1e-15)


def test_the_average_is_how_the_loss_grows_with_all_of_a_row_at_once(trace):
    """Stretching row t by 1 + h moves its context by h times itself: the slope is dL_da_t . a_t."""
    fwd, bwd, mean = blame(trace)
    assert_allclose(mean, (bwd.dL_da * fwd.context).sum(axis=1), rtol=1e-12)


def test_another_average_does_not_pass(trace):
    fwd, bwd, mean = blame(trace)
    with pytest.raises(AssertionError):
        assert_allclose(fwd.A * (bwd.dL_dA - 1.001 * mean[:, None]), bwd.dL_dscores, atol=1e-15)


@pytest.mark.parametrize(("lesson", "fits"), [("attention", True), ("mazur", False), ("embeddings", False)])
def test_it_suits_a_network_with_a_head(lesson, fits):
    assert ("attention" in run(load_lesson(LESSONS / f"{lesson}.toml")).studies) is fits
