"""Runs told again and examples run again, on every kind of network: the steps, the moves, the probe, the answers to other inputs."""

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from engine import load_lesson, make_lesson, run, to_dict
from engine.lesson_twins import merged
from engine.probe import Probe
from engine.replay import fields, kept_steps, moves, networks
from engine.trace_json import _plain
from tests.engine.lessons import table
from tests.engine.stacks import KINDS

DENSE = {
    "dense": lambda: table((3, 4, 2), ("tanh", "softmax"), "cross_entropy", examples=5),
    "dense, held biases": lambda: table((2, 3, 1), ("relu", "identity"), "mse", examples=4, batch_size=2, train_biases=False),
}
STACKS = {**DENSE, **KINDS}
STEPS = 4
NORMED = [
    {"units": 2, "activation": "identity"}, {"kind": "batch_norm"},
    {"kind": "activation", "activation": "tanh"}, {"units": 1, "activation": "sigmoid"},
]  # fmt: skip


def recorded(kind, **training):
    made = STACKS[kind]()
    return run(make_lesson(made | {"training": made["training"] | {"steps": STEPS, **training}}))


def twins():
    """XOR trained plainly, with a twin that normalises."""
    layers = [{"units": 2, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]
    network = {"inputs": 2, "loss": "binary_cross_entropy", "init": {"method": "normal", "seed": 4}, "layers": layers}
    training = {"learning_rate": 0.5, "steps": 200, "record": [0, 199]}
    twin = {"title": "With batch norm", "network": {"layers": NORMED}}
    return {"network": network, "data": {"dataset": "xor"}, "training": training, "twins": [twin]}


@pytest.mark.parametrize("kind", STACKS)
@pytest.mark.parametrize("training", [{}, {"optimizer": "adam"}, {"momentum": 0.9, "nesterov": True}])
def test_a_replay_is_the_run_itself(kind, training):
    trace = recorded(kind, **training)
    nets = networks(trace, list(range(STEPS + 1)))
    for k, net in enumerate(nets):
        step, new = trace.steps[min(k, STEPS - 1)], "_new" if k == STEPS else ""
        for layer, update in zip(net.layers, step.update, strict=True):
            for name, value in layer.values.items():
                assert_allclose(value, getattr(update, name + new), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("kind", STACKS)
def test_the_moves_are_the_steps_that_were_taken(kind):
    trace = recorded(kind)
    steps = [[getattr(u, name).ravel() for u in s.update for name in vars(u) if name.startswith("step_")] for s in trace.steps]
    taken = [np.linalg.norm(np.concatenate(parts)) if parts else 0.0 for parts in steps]
    assert_allclose(moves(trace), taken, rtol=1e-6, atol=1e-12)
    assert kept_steps([trace], most=2)[-1] == STEPS


def test_a_run_with_a_batch_norm_twin_is_seen_on_one_clock():
    trace = run(make_lesson(twins()))
    steps = kept_steps([trace, *trace.twins])
    assert (steps[0], steps[-1]) == (0, 200)
    for each in (trace, *trace.twins):
        assert len(moves(each)) == 200
        assert moves(each).all()
        for net in networks(each, steps):
            assert fields(net, np.array(trace.lesson.data.x))[-1].shape == (4, 1)


def test_the_training_film_takes_a_lesson_with_a_batch_norm_twin():
    from engine.reading import Reading
    from scenes.films.training import facts
    from scenes.films.training.kept_run import KeptRun
    from scenes.films.training.story import Training

    lesson = merged(twins(), {"training": {"steps": 600, "record": [0, 599]}, "studies": {"seeds": {"tried": 20}}})
    t = Reading(run(make_lesson(lesson)))
    assert Training.refusal(t) is None
    seen = KeptRun(t)
    assert (seen.steps[0], seen.steps[-1]) == (0, 600)
    assert not facts.is_stuck(t)  # whose pictures are of dense layers
    a, z = seen.said(seen.steepest, 5)
    assert [v.shape for v in a] == [v.shape for v in z] == [(2, 5, 5), (1, 5, 5)]


# ---- The probe.


def same(one, other):
    """Two examples, record by record."""
    assert _plain(one) == _plain(other)


@pytest.mark.parametrize("kind", STACKS)
def test_a_probe_that_changes_nothing_is_the_example_of_the_trace(kind):
    trace = recorded(kind)
    for step in (0, STEPS - 1):
        for m, told in enumerate(trace.steps[step].examples):
            again = Probe(trace, step, m).run({})
            same(again.forward, told.forward)
            same(again.backward, told.backward)
            assert (again.L, again.L_terms.tolist()) == (told.L, told.L_terms.tolist())


def alone(trace):
    """Whether the examples of a batch do not see one another."""
    return not any(getattr(layer, "form", "") == "training" for layer in trace.net.layers)


@pytest.mark.parametrize("kind", sorted(set(STACKS) - {"conv2d", "max_pool"}))  # a nudge there may cross a kink
def test_a_probe_moves_any_parameter_and_the_loss_follows_its_slope(kind):
    trace, h = recorded(kind, steps=1, record=[0]), 1e-6
    told = trace.steps[0].examples[1]
    for l, layer in enumerate(trace.net.layers, start=1):
        for name in (name for name in (*layer.weights, *layer.biases) if layer.values[name].size):
            at = tuple(n - 1 for n in layer.values[name].shape)
            here, probe = float(layer.values[name][at]), Probe(trace, 0, 1)
            ends = [probe.run({(name, l, *at): here + way}).L for way in (h, -h)]
            if alone(trace) and "truncated" not in kind:  # what truncation cuts, a nudge feels
                slope = getattr(told.at(l)[1], f"dL_d{name}")[at]
                assert_allclose((ends[0] - ends[1]) / (2 * h), slope, rtol=1e-4, atol=1e-7)


def test_a_probe_under_batch_norm_runs_the_whole_batch():
    trace = recorded("batch_norm", steps=1, record=[0])
    probe = Probe(trace, 0, 0)
    moved = probe.run({("x", 0): probe.example.x[0] + 1.0})
    assert not np.allclose(moved.forward[1].mu, probe.example.forward[1].mu)
    assert moved.forward[1].var.all()


# ---- What a network says to other inputs.


@pytest.mark.parametrize("kind", STACKS)
def test_what_is_heard_of_an_example_is_what_it_said(kind):
    trace = recorded(kind, steps=1, record=[0])
    probe, x = Probe(trace), np.array([e.x.ravel() for e in trace.steps[0].examples])
    heard = probe.heard(x)
    assert len(heard) == len(trace.net.layers)
    assert_array_equal(probe.outputs(x), heard[-1][1])
    assert_array_equal(fields(trace.net, x)[-1], heard[-1][1])
    for l, (_, a) in enumerate(heard, start=1):
        assert a.shape == (len(x), *trace.net.shapes[l])
        if alone(trace) and "dropout" not in kind:  # nothing is left out of what comes by itself
            assert_allclose(a, [e.at(l)[0].a for e in trace.steps[0].examples], rtol=1e-12, atol=1e-14)


def test_inputs_that_are_heard_come_by_themselves_and_see_no_others():
    trace = recorded("batch_norm")
    probe, x = Probe(trace, STEPS - 1), np.array(trace.lesson.data.x)
    together = probe.outputs(x)
    assert_allclose([probe.outputs(x[m : m + 1])[0] for m in range(len(x))], together, rtol=1e-12)


def test_a_trace_is_the_same_whether_dense_is_written_or_meant():
    meant = table((2, 3, 1), ("tanh", "sigmoid"), examples=2, steps=3)
    layers = [{"kind": "dense", **layer} for layer in meant["network"]["layers"]]
    written = meant | {"network": meant["network"] | {"layers": layers}}
    assert to_dict(run(make_lesson(written)))["steps"] == to_dict(run(make_lesson(meant)))["steps"]


def test_the_built_in_lessons_with_twins_can_all_be_told_again():
    for name in ("remedies", "xor_training"):
        trace = run(load_lesson(Path(f"scenes/lessons/{name}.toml")))
        assert all(len(moves(each)) == each.lesson.training.steps for each in trace.twins)
