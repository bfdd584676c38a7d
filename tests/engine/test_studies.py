"""Studies: found by file, run when read, written with the trace, asked for in words that are checked."""

import json
import math
from pathlib import Path

import pytest

from engine import InputError, from_dict, load_lesson, make_lesson, run, studies, to_dict
from engine.reading import Reading, resolve
from engine.studies.nudge import Shaken

NEURON = Path("scenes/lessons/neuron.toml")


@pytest.fixture(scope="module")
def neuron():
    return run(load_lesson(NEURON))


def table(**extra):
    layer = {"units": 1, "activation": "sigmoid", "weights": [[0.8]], "biases": [-0.2]}
    network = {"inputs": 1, "loss": "squared_error", "layers": [layer]}
    return {"network": network, "data": {"x": [[1.5]], "y": [[0.0]]}, "training": {"learning_rate": 0.5}, **extra}


def test_ratios_of_smaller_nudges_close_in_on_the_derivatives(neuron):
    step = neuron.steps[0].examples[0]
    fwd, bwd = step.at(1)
    misses = [abs(row.dL_dw - bwd.dL_dW[0, 0]) for row in neuron.studies["nudge"].rows]
    assert [row.h for row in neuron.studies["nudge"].rows] == [0.1, 0.01, 0.001]
    assert misses[1] < misses[0] / 8
    assert misses[2] < misses[1] / 8
    for row in neuron.studies["nudge"].rows:
        assert row.dL_dw == pytest.approx(row.dL_da * row.da_dz * row.dz_dw, rel=1e-12)
        assert row.dz_dw == pytest.approx(fwd.a_in[0], rel=1e-9)


def test_a_study_is_in_the_trace_file_at_the_path_that_scenes_read(neuron):
    written = json.loads(json.dumps(to_dict(neuron)))
    number = Reading(neuron).at("studies.nudge.rows[1].dL_dw", "dL_dw")
    assert resolve(written, number.path) == number.value == resolve(neuron, number.path)


def test_a_trace_read_back_runs_its_studies_to_the_same_bits(neuron):
    written = to_dict(neuron)
    assert to_dict(from_dict(written))["studies"] == written["studies"]


def test_a_lesson_chooses_the_options():
    trace = run(make_lesson(table(studies={"nudge": {"h": [0.5]}})))
    assert [row.h for row in trace.studies["nudge"].rows] == [0.5]


@pytest.mark.parametrize("lesson", ["neuron", "mazur", "xor"])
def test_the_defaults_may_be_written_out(lesson):
    """What a lesson writes arrives as floats, which every study takes for whole numbers where it wants them."""
    plain = load_lesson(f"scenes/lessons/{lesson}.toml").model_copy(update={"studies": None})
    asked = {name: {key: _written(value) for key, value in studies.options(name).items()} for name in studies.names()}
    before, after = run(plain), run(plain.model_copy(update={"studies": {name: options for name, options in asked.items() if options}}))
    for name in sorted({"check", "nudge", "rates", "chain", "batches", "cost"} & {*before.studies}):
        assert json.dumps(to_dict(before)["studies"][name]) == json.dumps(to_dict(after)["studies"][name]), name


def _written(value):
    return tuple(map(float, value)) if isinstance(value, tuple) else float(value)


def test_what_does_not_suit_is_not_there():
    trace = run(load_lesson(Path("scenes/lessons/mazur.toml")))
    assert "nudge" not in trace.studies
    with pytest.raises(KeyError):
        trace.studies["nudge"]


def test_every_study_is_found_by_its_file():
    files = {path.stem for path in Path("engine/studies").glob("*.py")} - {"__init__"}
    assert set(studies.names()) == files


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"nugde": {}}, ["studies.nugde", "Did you mean nudge"]),
        ({"nudge": {"k": 1.0}}, ["studies.nudge.k", "unknown key", "h"]),
        ({"nudge": {"h": 0.1}}, ["studies.nudge.h", "0.1", "a list of numbers, each a number from 1e-12 to 100"]),
        ({"nudge": {"h": []}}, ["studies.nudge.h", "1 to 6 numbers"]),
        ({"nudge": {"h": ["a"]}}, ["studies", "numbers"]),
        ({"nudge": 3}, ["studies", "table"]),
        (7, ["studies", "table"]),
    ],
)
def test_a_wrong_wish_is_refused_in_words(asked, words):
    with pytest.raises(InputError) as refused:
        make_lesson(table(studies=asked), file="l.toml")
    assert all(word in str(refused.value) for word in ["l.toml", *words])


def test_a_study_that_breaks_costs_only_itself(monkeypatch):
    trace = run(load_lesson(NEURON))
    monkeypatch.setattr("engine.studies.nudge.study", lambda trace, **options: [][0])
    assert "nudge" in trace.studies
    with pytest.warns(UserWarning, match="the study 'nudge' broke and is left out: IndexError: list index out of range"):
        written = to_dict(trace)["studies"]
    assert set(trace.studies) - set(written) == {"nudge"}
    with pytest.raises(IndexError):
        trace.studies["nudge"]


@pytest.mark.parametrize("found", [lambda: 1 / 0, lambda: Shaken(*[math.nan] * 12), lambda: Shaken(*[math.inf] * 12)])
def test_a_study_whose_numbers_do_not_stay_finite_does_not_suit(monkeypatch, found):
    trace = run(load_lesson(NEURON))
    monkeypatch.setattr("engine.studies.nudge.study", lambda trace, **options: found())
    assert "nudge" not in trace.studies
    assert "nudge" not in to_dict(trace)["studies"]
    with pytest.raises(KeyError):
        trace.studies["nudge"]


def test_a_saturated_neuron_has_no_nudge():
    layer = {"units": 1, "activation": "sigmoid", "weights": [[20.0]], "biases": [20.0]}
    network = {"inputs": 1, "loss": "squared_error", "layers": [layer]}
    trace = run(make_lesson(table(network=network, data={"x": [[5.0]], "y": [[0.0]]})))
    assert "nudge" not in trace.studies
    assert "neuron" in trace.studies
