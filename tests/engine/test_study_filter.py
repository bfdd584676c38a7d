"""A filter's gradient, position by position, against the dense layer that does the same."""

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose

import engine
from engine import studies
from engine.called import told_example
from tests.engine.stacks import KINDS

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


MOVES = [
    (stride, padding, size)
    for stride in (1, 2, 3)
    for padding in (0, 1)
    for size in ([3, 2], [1, 3], [3, 1], [2, 2])
    if padding < min(size)
]


@pytest.mark.parametrize(("stride", "padding", "size"), MOVES)
def test_however_the_filter_moves_the_dense_layer_says_the_same_and_the_pixel_s_products_sum_to_its_slope(stride, padding, size):
    table = KINDS["conv2d"]()
    conv = {key: value for key, value in table["network"]["layers"][0].items() if key not in ("weights", "biases")}
    rest = [{key: value for key, value in layer.items() if key not in ("weights", "biases")} for layer in table["network"]["layers"][1:]]
    layers = [{**conv, "stride": stride, "padding": padding, "size": size, "activation": "tanh"}, *rest]
    lesson = {**table, "network": {**table["network"], "layers": layers, "init": {"method": "normal", "scale": 0.5, "seed": 4}}}
    trace = engine.run(engine.make_lesson(lesson))
    example, study = trace.steps[0].examples[told_example(trace, 0)], trace.studies["filter"]
    fwd, back = example.at(1)
    f = study.filter
    assert_allclose(study.dense @ example.x.ravel() + trace.steps[0].update[0].b[f], fwd.z[f].ravel(), atol=1e-12)
    assert_allclose(study.parts.sum(), back.dL_da_in[0][study.pixel], atol=1e-12)
    assert_allclose(study.back.sum(), study.parts[f], atol=1e-12)
    assert study.met == np.count_nonzero(study.dense.reshape(-1, *example.x.shape[1:])[:, study.pixel[0], study.pixel[1]])
    assert (study.stride, study.padding) == (stride, padding)
    assert_allclose(study.running[-1], back.dL_dW[f, 0], atol=1e-12)
