"""The trace file: keys of the format, paths alike on both sides, floats bit for bit."""

import json
import struct

import numpy as np
import pytest
from hypothesis import given, settings

from engine import InputError, from_dict, make_lesson, read_trace, run, to_dict, write_trace
from engine.reading import resolve
from engine.sums import LAW
from engine.trace_json import _kept, _texts
from tests.engine.lessons import lesson, tables

KEYS = {
    "example": {"x", "y", "L", "error", "L_terms", "forward", "backward", "nudges"},
    "forward": {"l", "a_in", "products", "Wa", "z", "a"},
    "backward": {"l", "dL_da", "da_dz", "delta", "dL_dW", "dL_db", "terms", "dL_da_in"},
    "nudges": {"l", "h", "z_plus", "L_plus", "ratio"},
    "update": {"l", "W", "b", "dL_dW", "dL_db", "step_W", "step_b", "W_new", "b_new", "state", "state_before"},
}


@pytest.fixture
def trace():
    return run(lesson((2, 3, 2), ("gelu", "softmax"), "cross_entropy", examples=3, steps=2, optimizer="adam"))


def leaves(value, path=""):
    """Every number or word in a JSON tree with its path."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for k, item in enumerate(value):
            yield from leaves(item, f"{path}[{k}]")
    else:
        yield path, value


def bits(number):
    return struct.pack("<d", number)


def test_a_trace_is_written_part_by_part(trace):
    """A trace as one text takes ten times its file in memory: 300 MB took 1.7 GB."""
    parts = list(_texts(to_dict(trace, _kept)))
    assert "".join(parts) == json.dumps(to_dict(trace), allow_nan=False)
    assert max(map(len, parts)) < sum(map(len, parts)) / 5


def test_the_keys_are_those_of_the_format(trace):
    table = to_dict(trace)
    assert list(table) == ["format", "version", "lesson", "convention", "losses", "steps", "studies"]
    assert (table["format"], table["version"]) == ("backreel/trace", 1)
    convention = {"delta": "dL/dz of one example", "gradient": "mean over the batch", "zero": LAW, "loss": "-sum y log a"}
    assert table["convention"] == convention
    step = table["steps"][0]
    assert set(step) == {"step", "examples", "L", "L_new", "update"}
    assert set(step["examples"][0]) == KEYS["example"]
    for name in ("forward", "backward", "nudges"):
        assert all(set(record) == KEYS[name] for record in step["examples"][0][name])
    assert all(set(record) == KEYS["update"] for record in step["update"])
    assert np.shape(step["examples"][0]["backward"][0]["da_dz"]) == (2, 2)


def test_every_path_leads_to_the_same_value_in_the_records(trace):
    paths = 0
    for path, value in leaves(to_dict(trace)):
        if path.startswith("convention"):
            continue
        assert resolve(trace, path) == value, path
        paths += 1
    assert paths > 500


@settings(max_examples=25, deadline=None, derandomize=True)
@given(table=tables())
def test_floats_read_back_bit_for_bit(tmp_path_factory, table):
    trace = run(make_lesson(table))
    path = tmp_path_factory.mktemp("trace") / "trace.json"
    write_trace(trace, path)
    again = read_trace(path)
    for (key, old), (same, new) in zip(leaves(to_dict(trace)), leaves(to_dict(again)), strict=True):
        assert key == same
        assert bits(old) == bits(new) if isinstance(old, float) else old == new


def test_floats_that_are_hard_to_write():
    hard = [0.1, -0.0, 5e-324, 1.7976931348623157e308, 1 / 3, np.nextafter(1, 2)]
    assert [bits(x) for x in json.loads(json.dumps(hard))] == [bits(x) for x in hard]


def test_the_lesson_in_a_trace_runs_to_the_same_trace(trace):
    table = to_dict(trace)
    assert to_dict(run(make_lesson(table["lesson"]))) == table
    assert to_dict(from_dict(json.loads(json.dumps(table)))) == table


def test_a_changed_digit_is_seen(trace):
    table = to_dict(trace)
    table["steps"][0]["update"][0]["W"][0][0] = float(np.nextafter(table["steps"][0]["update"][0]["W"][0][0], 9))
    assert to_dict(from_dict(table)) != to_dict(trace)


def test_what_stands_is_whole(tmp_path, trace, monkeypatch):
    path = tmp_path / "trace.json"
    write_trace(trace, path)
    before = path.read_bytes()
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError("no space")))
    with pytest.raises(InputError, match="no space"):
        write_trace(trace, path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"format": "other"}', '{"format": "backreel/trace", "version": 1}'])
def test_what_is_no_trace(tmp_path, content):
    path = tmp_path / "trace.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(InputError, match="allowed:"):
        read_trace(path)


def test_a_folder_that_is_not_there(tmp_path, trace):
    with pytest.raises(InputError, match="cannot be written"):
        write_trace(trace, tmp_path / "none" / "trace.json")
