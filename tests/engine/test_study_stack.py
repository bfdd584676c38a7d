"""A stack in counts: held against the network itself."""

import numpy as np
import pytest

from engine import make_lesson, run
from engine.studies import stack
from tests.engine.stacks import KINDS


@pytest.mark.parametrize("name", KINDS)
def test_shapes_are_those_of_the_records_and_parameters_those_of_the_layers(name):
    trace = run(make_lesson(KINDS[name]()))
    found, example = trace.studies["stack"], trace.steps[0].examples[0]
    given = [example.x, *(fwd.a for fwd in example.forward)]
    assert [tuple(shape) for shape in found.shapes] == [array.shape for array in given]
    assert list(found.numbers) == [array.size for array in given]
    mine = [sum(getattr(layer, name).size for name in (*layer.weights, *layer.biases)) for layer in trace.net.layers]
    assert list(found.parameters) == mine
    assert found.total == sum(mine)
    assert found.layers == len(mine)


def test_averages_that_no_gradient_moves_are_not_counted():
    trace = run(make_lesson(KINDS["batch_norm"]()))
    assert stack.study(trace).parameters[1] == 2 * 4  # gamma and beta, not mean and variance
    assert np.size(trace.net.layers[1].mean) == 4


def test_biases_that_are_zero_and_stay_so_are_not_counted_and_those_that_are_given_are():
    table = KINDS["layer_norm of a row"]()
    given = {**table, "training": {**table["training"], "train_biases": False}}
    counted = run(make_lesson(table)).studies["stack"].parameters
    assert list(run(make_lesson(given)).studies["stack"].parameters) == list(counted)  # held, but not zero
    layers = [{key: value for key, value in layer.items() if key not in ("biases", "beta")} for layer in given["network"]["layers"]]
    zero = run(make_lesson({**given, "network": {**given["network"], "layers": layers}})).studies["stack"]
    assert list(counted - zero.parameters) == [4, 4, 4]
    assert zero.total == sum(zero.parameters)
