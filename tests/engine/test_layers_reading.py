"""Reading traces of layers other than dense: every number that a film may show leads back to its place."""

import json
from dataclasses import fields

import numpy as np
import pytest

from engine import make_lesson, run, to_dict
from engine.layers.tables import OBJECTIVES, RECORDS
from engine.reading import Number, OfLayers, Reading, resolve
from engine.symbols import KNOWN_AS, SYMBOLS, symbol_of
from tests.engine.stacks import KINDS

WORDS = {"kind", "l", "form", "branch", "heads", "from_layer"}  # what is no number of an equation


def singles(numbers):
    """Every Number of a Number or Numbers."""
    return [numbers] if isinstance(numbers, Number) else [one for part in numbers for one in singles(part)]


@pytest.fixture(scope="module", params=KINDS)
def trace(request):
    return run(make_lesson(KINDS[request.param]()))


def told(trace):
    """Every field of every record with the layer it belongs to."""
    example = trace.steps[0].examples[0]
    for record in (*example.forward, *example.backward, *trace.steps[0].update):
        yield from ((record.l, name) for name, value in vars(record).items() if name not in WORDS and value is not None)


def test_every_field_is_read_by_its_name_and_layer(trace):
    read, file = Reading(trace, example=0), json.loads(json.dumps(to_dict(trace)))
    for l, name in told(trace):
        quantity = getattr(read, name)
        assert isinstance(quantity, OfLayers), name
        for number in singles(quantity[l]):
            assert resolve(trace, number.path) == number.value == resolve(file, number.path), number.path
            assert number.named.name in SYMBOLS


def test_the_objective_is_read_by_its_names(trace):
    objective = trace.steps[0].examples[0].objective
    for name, value in vars(objective).items() if objective else ():
        found = getattr(Reading(trace, example=0).objective, name)
        assert found == value if isinstance(value, str) else np.array_equal(found.value if np.ndim(value) == 0 else found.array, value)


def test_every_field_of_every_record_is_a_quantity_of_the_table():
    records = [record for pair in RECORDS.values() for record in pair] + list(OBJECTIVES.values())
    names = {field.name for record in records for field in fields(record)} - WORDS
    assert {name for name in names if symbol_of(name) not in SYMBOLS} == set()
    assert set(KNOWN_AS.values()) <= set(SYMBOLS)


def test_the_mean_over_the_batch_is_the_update_s():
    read = Reading(run(make_lesson(KINDS["attention"]())), example=0)
    assert read.mean_dL_dW_Q[1][0][1].path == "steps[0].update[0].dL_dW_Q[0][1]"
    assert read.dL_dW_Q[1][0][1].path == "steps[0].examples[0].backward[1].dL_dW_Q[0][1]"
    with pytest.raises(AttributeError):
        _ = read.nothing_like_it


def test_a_layer_that_has_no_such_number_says_so():
    read = Reading(run(make_lesson(KINDS["attention"]())), example=0)
    with pytest.raises(AttributeError, match="Q"):
        _ = read.Q[2]
