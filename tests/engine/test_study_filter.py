"""A filter's gradient, position by position, against the dense layer that does the same."""

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose

import engine
from engine import studies

LESSONS = Path("scenes/lessons")


@pytest.fixture(scope="module")
def trace():
    return engine.run(engine.load_lesson(LESSONS / "convolution.toml"))


@pytest.fixture(scope="module")
def told(trace):
    return trace.steps[0].examples[0], trace.studies["filter"]


def test_the_dense_layer_says_what_the_filter_says(trace, told):
    example, study = told
    fwd, back = example.at(1)
    assert_allclose(study.dense @ example.x.ravel() + trace.steps[0].update[0].b, fwd.z.ravel(), atol=1e-15)
    assert_allclose(study.dense.T @ back.delta.ravel(), back.dL_da_in.ravel(), atol=1e-15)
    assert (study.weights, study.dense_weights, study.positions, study.pixels) == (9, 576, 16, 36)


def test_shares_add_up_to_the_dense_gradient_wherever_a_weight_stands(told):
    example, study = told
    W, outer = example.at(1)[1].W_flipped[0, 0, ::-1, ::-1], np.outer(example.at(1)[1].delta, example.x)
    slopes = [outer[study.dense == w].sum() for w in W.ravel()[[1, 2, 0, 6]]]  # 0.1, 0.3, -0.2, -0.3
    running = study.running[-1]
    tenth = running[W == 0.1].sum()  # three places hold 0.1, and share its slope
    assert_allclose(slopes, [tenth, running[0, 2], running[0, 0], running[2, 0]], atol=1e-15)
    assert_allclose(np.diff(study.running, axis=0), example.at(1)[1].shares[1:, 0, 0], atol=1e-15)


def test_the_pixels_products_sum_to_its_slope(told):
    example, study = told
    assert study.pixel == (3, 2)
    assert_allclose(study.back.sum(), example.at(1)[1].dL_da_in[0][study.pixel], atol=1e-15)


def test_the_first_share_that_is_not_zero_is_followed(told):
    _, study = told
    assert study.position == 2
    assert not study.running[1].any()
    assert_allclose(study.running[2], study.share)


@pytest.mark.parametrize("name", ["mazur", "attention", "embeddings", "policy"])
def test_other_lessons_have_no_filter(name):
    assert "filter" not in set(studies.Studies(engine.run(engine.load_lesson(LESSONS / f"{name}.toml"))))
