"""Many examples: the mean of the mini-batches is the whole gradient, and the miss shrinks with their size."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import load_lesson, make_lesson, run
from tests.engine.lessons import table

LESSONS = Path("scenes/lessons")


@pytest.fixture(scope="module", params=["xor", "deep", "wide"])
def trace(request):
    return run(load_lesson(LESSONS / f"{request.param}.toml"))


def flat(examples_or_update):
    return np.concatenate([r.dL_dW.ravel() for r in examples_or_update] + [r.dL_db.ravel() for r in examples_or_update])


def test_the_cosines_are_those_of_the_trace_s_gradients(trace):
    step, study = trace.steps[0], trace.studies["batches"]
    mean = flat(step.update)
    for example, norm, cosine in zip(step.examples, study.norms, study.cosines, strict=True):
        g = flat(tuple(reversed(example.backward)))
        assert norm == pytest.approx(np.linalg.norm(g))
        assert cosine * norm * np.linalg.norm(mean) == pytest.approx(g @ mean, abs=1e-12)


def test_mini_batches_of_every_size_scatter_around_the_whole_gradient(trace):
    study = trace.studies["batches"]
    for cluster in study.clusters:
        assert np.allclose(cluster.tips.mean(axis=0), study.whole, atol=1e-12)
        assert cluster.members.shape == (len(cluster.tips), int(cluster.size))


def test_the_miss_shrinks_with_the_size_and_ends_at_nothing(trace):
    strays = [cluster.stray for cluster in trace.studies["batches"].clusters]
    assert strays == sorted(strays, reverse=True)
    assert strays[-1] == pytest.approx(0, abs=1e-12)


def test_without_replacement_the_variance_is_that_of_the_textbook(trace):
    """Var of a mean of m of N without replacement: s^2/m (N - m)/(N - 1), s^2 with divisor N (Cochran 1977, 2.5)."""
    study = trace.studies["batches"]
    N, (alone, *rest) = int(study.examples), study.clusters
    s2 = ((alone.tips - study.whole) ** 2).mean(axis=0)
    for cluster in rest:
        m = int(cluster.size)
        variance = ((cluster.tips - study.whole) ** 2).mean(axis=0)
        assert np.allclose(variance, s2 / m * (N - m) / (N - 1), atol=1e-12)


def test_large_batches_are_sampled_and_repeatable():
    from engine.studies.batches import _members

    members = _members(40, 8)
    assert members.shape == (200, 8)
    assert all(len(set(row)) == 8 for row in members)
    assert np.array_equal(members, _members(40, 8))


def test_one_example_has_no_such_study():
    assert "batches" not in run(load_lesson(LESSONS / "mazur.toml")).studies


IRIS = table((4, 3, 2), ("tanh", "identity"), loss="mse", seed=2, examples=150)


def test_of_many_examples_the_mean_is_of_all_and_only_the_arrows_are_a_choice():
    trace = run(make_lesson(IRIS))
    study, step = trace.studies["batches"], trace.steps[0]
    assert study.examples == len(study.cosines) == 150
    l, i, j = map(int, study.axes[0])
    assert study.whole[0] == pytest.approx(-step.update[l - 1].dL_dW[i, j])
    assert study.clusters[0].members.ravel().tolist() == list(range(150))
    assert len(study.drawn) <= 64
    assert {0, 149} <= set(study.drawn)


def test_gradients_that_cancel_have_no_mean_to_miss():
    data = {"x": [[1.0], [1.0]], "y": [[1.0], [-1.0]]}
    lesson = table((1, 1), ("identity",), loss="mse") | {"data": data}
    lesson["network"]["layers"][0] |= {"weights": [[0.0]], "biases": [0.0]}
    assert "batches" not in run(make_lesson(lesson)).studies


@given(st.integers(2, 90), st.integers(0, 9))
@settings(max_examples=15, deadline=None)
def test_whatever_the_number_the_cosines_are_of_all_and_opposed_counts_them(n, seed):
    trace = run(make_lesson(table((2, 2, 1), ("tanh", "identity"), loss="mse", seed=seed, examples=n)))
    study = trace.studies["batches"]
    assert len(study.cosines) == len(study.norms) == n
    assert study.opposed == sum(c < 0 for c in study.cosines)
    alone = study.clusters[0].tips.mean(axis=0)
    assert np.allclose(alone, study.whole, atol=1e-12)
