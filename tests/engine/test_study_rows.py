"""Sparse rows: rows that a rating does not name never move, and the tables of every step follow from the one before by hand."""

from pathlib import Path

import numpy as np
import pytest

from engine import load_lesson, make_lesson, run
from engine.studies import Studies

LESSON = Path("scenes/lessons/embeddings.toml")


@pytest.fixture(scope="module")
def trace():
    return run(load_lesson(LESSON))


def test_every_step_is_two_rows_of_stochastic_gradient_descent(trace):
    """Koren et al. 2009, eq. 5 without its damping: u += eta e v, v += eta e u, with e = y - u . v."""
    study, eta = trace.studies["rows"], trace.lesson.training.learning_rate
    U, V = study.U[0].copy(), study.V[0].copy()
    for k in range(int(study.steps)):
        r = k % len(study.rating)
        i, j = int(study.user[r]), int(study.item[r])
        miss = study.rating[r] - U[i] @ V[j]
        U[i], V[j] = U[i] + eta * miss * V[j], V[j] + eta * miss * U[i]
        assert np.allclose(study.U[k + 1], U, atol=1e-12)
        assert np.allclose(study.V[k + 1], V, atol=1e-12)
        assert np.count_nonzero(np.any(study.U[k + 1] != study.U[k], axis=1)) <= 1


def test_four_of_fourteen_numbers_move_and_what_was_told_is_learnt(trace):
    study = trace.studies["rows"]
    assert (study.moved, study.numbers, study.ratings) == (4, 14, 6)
    for user, item, rating in zip(study.user, study.item, study.rating, strict=True):
        assert study.after[int(user), int(item)] == pytest.approx(rating, abs=1e-3)
    untold = study.after[study.told == 0]
    assert study.guess in untold
    assert abs(study.guess) == np.abs(untold).max()


def test_the_way_of_a_step_begins_and_ends_on_the_recorded_tables(trace):
    study = trace.studies["rows"]
    for k in (0, 1):
        assert np.array_equal(study.way_U[k][0], study.U[k])
        assert np.allclose(study.way_V[k][-1], study.V[k + 1])


def test_only_two_tables_and_a_plain_dot_product_have_it(trace):
    assert "rows" in trace.studies
    assert "rows" not in run(load_lesson(Path("scenes/lessons/mazur.toml"))).studies
    layers = [{"kind": "embedding_pair", "rows": [2, 2], "units": 2}, {"kind": "dot", "activation": "sigmoid"}]
    network = {"inputs": 2, "loss": "squared_error", "layers": layers}
    training = {"learning_rate": 0.5, "steps": 2, "batch_size": 1, "record": [0, 1]}
    table = {"network": network, "data": {"x": [[0, 1]], "y": [[1.0]]}, "training": training}
    assert "rows" not in run(make_lesson(table)).studies


def test_a_run_too_long_to_keep_every_step_of_has_none(trace, monkeypatch):
    monkeypatch.setattr("engine.studies.rows.LONGEST", 299)
    assert "rows" not in Studies(trace)
