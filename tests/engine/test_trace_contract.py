"""The trace file's keys as DESIGN writes them, none more and none less, in every step of several."""

import json

import numpy as np
import pytest

from engine import load_lesson, make_lesson, run, write_trace
from tests.engine.lessons import table
from tests.engine.test_reading import LESSONS

TOP = {"format", "version", "lesson", "convention", "losses", "steps"}
CONVENTION = {"delta", "gradient", "loss", "zero"}
STEP = {"step", "examples", "L", "L_new", "update"}
EXAMPLE = {"x", "y", "L", "forward", "backward"}
FORWARD = {"l", "a_in", "z", "a"}
BACKWARD = {"l", "dL_da", "da_dz", "delta", "dL_dW", "dL_db", "dL_da_in"}
UPDATE = {"l", "W", "b", "dL_dW", "dL_db", "W_new", "b_new"}
# what scenes need beyond DESIGN's list
MORE = {
    "example": {"error", "L_terms", "nudges"},
    "forward": {"products", "Wa"},
    "backward": {"terms"},
    "update": {"step_W", "step_b", "state", "state_before"},
}
SIZES, STEPS, BATCH = (3, 4, 2), 5, 2


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The file of a lesson of several steps, two layers, three examples in batches of two."""
    path = tmp_path_factory.mktemp("contract") / "trace.json"
    lesson = table(SIZES, ("tanh", "softmax"), "cross_entropy", examples=3, optimizer="adam", steps=STEPS, batch_size=BATCH)
    write_trace(run(make_lesson(lesson)), path)
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_top(file):
    assert set(file) == TOP | {"studies"}
    assert (file["format"], file["version"]) == ("backreel/trace", 1)
    assert set(file["convention"]) == CONVENTION
    assert file["convention"]["delta"] == "dL/dz of one example"
    assert file["convention"]["gradient"] == "mean over the batch"


def test_every_step_has_its_keys(file):
    assert [step["step"] for step in file["steps"]] == list(range(STEPS))
    for step in file["steps"]:
        assert set(step) == STEP
        assert len(step["examples"]) == BATCH
        for example in step["examples"]:
            assert set(example) == EXAMPLE | MORE["example"]
            assert all(set(record) == FORWARD | MORE["forward"] for record in example["forward"])
            assert all(set(record) == BACKWARD | MORE["backward"] for record in example["backward"])
        assert all(set(record) == UPDATE | MORE["update"] for record in step["update"])


def test_every_layer_stands_in_its_order_and_shape(file):
    layers = range(1, len(SIZES))
    for step in file["steps"]:
        assert [u["l"] for u in step["update"]] == list(layers)
        for u in step["update"]:
            n, n_in = SIZES[u["l"]], SIZES[u["l"] - 1]
            assert {np.shape(u[k]) for k in ("W", "dL_dW", "W_new")} == {(n, n_in)}
            assert {np.shape(u[k]) for k in ("b", "dL_db", "b_new")} == {(n,)}
        for example in step["examples"]:
            assert (len(example["x"]), len(example["y"])) == (SIZES[0], SIZES[-1])
            assert [f["l"] for f in example["forward"]] == list(layers)
            assert [b["l"] for b in example["backward"]] == list(reversed(layers))
            assert np.shape(example["backward"][0]["da_dz"]) == (2, 2)  # the Jacobian of softmax
            assert np.shape(example["backward"][1]["da_dz"]) == (4,)


def test_steps_and_losses_hang_together(file):
    assert len(file["losses"]) == STEPS + 1
    for k, step in enumerate(file["steps"]):
        assert step["L"] == pytest.approx(np.mean([e["L"] for e in step["examples"]]), rel=1e-15)
        after = file["steps"][k + 1]["update"] if k + 1 < STEPS else step["update"]
        for u, nxt in zip(step["update"], after, strict=True):
            assert u["W_new"] == nxt["W"] if k + 1 < STEPS else u["W_new"] != u["W"]


def test_the_lesson_names_every_weight_of_the_first_step(file):
    for layer, update in zip(file["lesson"]["network"]["layers"], file["steps"][0]["update"], strict=True):
        assert layer["weights"] == update["W"]
        assert layer["biases"] == update["b"]


def test_only_the_recorded_steps_are_in_the_file():
    trace = run(load_lesson(LESSONS / "xor.toml"))
    assert [step.step for step in trace.steps] == [0, 49]
    assert len(trace.losses) == 51
