"""Twins: the same lesson changed in one place, run beside it; layers that repeat; probes."""

import json

import numpy as np
import pytest

from engine import InputError, from_dict, make_lesson, run, to_dict
from engine.probe import Probe
from engine.reading import Reading, resolve


def table(**extra):
    layers = [{"units": 3, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]
    network = {"inputs": 2, "loss": "squared_error", "init": {"method": "normal", "seed": 3}, "layers": layers}
    training = {"learning_rate": 0.5, "steps": 4}
    return {"title": "Main", "network": network, "data": {"dataset": "xor"}, "training": training, **extra}


OTHER_LOSS = {"title": "Other loss", "network": {"loss": "binary_cross_entropy"}}


@pytest.fixture(scope="module")
def pair():
    return run(make_lesson(table(twins=[OTHER_LOSS])))


def test_a_twin_is_the_same_but_for_what_it_changes(pair):
    (twin,) = pair.twins
    assert twin.lesson.title == "Other loss"
    assert twin.lesson.network.loss == "binary_cross_entropy"
    for mine, other in zip(pair.net.layers, twin.net.layers, strict=True):
        assert np.array_equal(mine.W, other.W)
    alone = run(make_lesson({**table(), **{"network": {**table()["network"], "loss": "binary_cross_entropy"}}}))
    assert twin.losses == alone.losses != pair.losses


def test_a_twin_is_read_at_paths_of_the_one_trace_file(pair):
    written = json.loads(json.dumps(to_dict(pair)))
    read = Reading(pair).of(twin=0, step=2)
    for number in (read.delta[2][0], read.losses[1], read.L, read.eta, read.W_new[1][2][1]):
        assert number.path.startswith("twins[0].")
        assert resolve(written, number.path) == number.value
    assert read.of(step=0).told == (0, read.told[1], 0)


def test_a_trace_with_twins_reads_back_bit_for_bit(pair):
    written = to_dict(pair)
    assert to_dict(from_dict(json.loads(json.dumps(written)))) == written


@pytest.mark.parametrize(
    ("twins", "words"),
    [
        ("relu.toml", ["twins", "relu.toml", "tables"]),
        ([3], ["twins", "tables"]),
        ([{"chapters": ["delta"]}], ["twins[0].chapters", "Remove chapters"]),
        ([{"network": {"loss": "hinges"}}], ["l.toml: twins[0]: network.loss", "hinges", "squared_error"]),
    ],
)
def test_a_wrong_twin_is_refused_in_words(twins, words):
    with pytest.raises(InputError) as refused:
        make_lesson(table(twins=twins), file="l.toml")
    assert all(word in str(refused.value) for word in words)


def test_a_layer_that_repeats_is_written_out():
    layers = [{"units": 4, "activation": "relu", "repeat": 5}, {"units": 1, "activation": "sigmoid"}]
    lesson = make_lesson(table(network={**table()["network"], "layers": layers}))
    assert lesson.sizes == (2, 4, 4, 4, 4, 4, 1)


@pytest.mark.parametrize("times", [0, -1, 1.5, True, "two", 10**6])
def test_a_wrong_repeat_is_refused_in_words(times):
    layers = [{"units": 4, "activation": "relu", "repeat": times}, {"units": 1, "activation": "sigmoid"}]
    with pytest.raises(InputError, match=r"l\.toml: network\.layers\[0\]\.repeat: found .* allowed: a whole number from 1"):
        make_lesson(table(network={**table()["network"], "layers": layers}), file="l.toml")


def test_a_probe_with_nothing_changed_is_the_trace(pair):
    probe = Reading(pair, step=1).probe
    assert Reading(pair, step=1).L.value == probe.run({}).L
    assert np.array_equal(probe.outputs(probe.example.x[None])[0], probe.example.forward[-1].a)


def test_a_probe_moves_along_the_gradient(pair):
    probe, h = Probe(pair, step=0), 1e-6
    for place, slope in ((("W", 1, 2, 0), probe.example.backward[-1].dL_dW[2, 0]), (("b", 2, 0), probe.example.backward[0].dL_db[0])):
        name, l, *at = place
        here = {"W": probe.net.layers[l - 1].W, "b": probe.net.layers[l - 1].b}[name][tuple(at)]
        moved = (probe.run({place: here + h}).L - probe.run({place: here - h}).L) / (2 * h)
        assert moved == pytest.approx(slope, rel=1e-6, abs=1e-9)
    assert probe.run({("x", 0): probe.example.x[0] + h}).L != probe.example.L
