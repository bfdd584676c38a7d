"""Names, what is told, digits, accuracy and test losses: keys of a lesson that reach readings and the trace."""

import json
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from engine import InputError, build, from_dict, make_lesson, run, to_dict
from engine.batched import heard
from engine.lesson_named import place_in_batch
from engine.reading import Reading, resolve
from engine.training import batches
from scenes.shown import show
from tests.engine.lessons import table
from tests.engine.test_wrong_lessons import GOOD, RATE, complaint, text


def tables(examples=4, **more):
    return table((2, 3, 1), ("tanh", "sigmoid"), examples=examples, **more.pop("training", {})) | more


NAMES = {"inputs": ["Länge", "宽度"], "outputs": ["<b>&$x_1$"], "examples": ["Ada", "Ben", "Cleo", "Dan"], "classes": ["no", "yes"]}


def test_names_reach_the_reading_and_the_trace_in_any_script():
    trace = run(make_lesson(tables(names=NAMES)))
    for read in (Reading(trace, example=2), Reading(from_dict(json.loads(json.dumps(to_dict(trace)))), example=2)):
        with read.notes.taken() as paths:
            assert [str(read.called.input(j)) for j in range(2)] == NAMES["inputs"]
            assert str(read.called.output(0)) == NAMES["outputs"][0]
            assert (str(read.called.example()), str(read.called.example(0))) == ("Cleo", "Ada")
            assert (str(read.called.label(0)), str(read.called.label(1)), read.called.label(2)) == ("no", "yes", None)
        assert all(resolve(to_dict(trace), path) in str(NAMES) for path in paths)
        assert "lesson.names.examples[2]" in paths


def test_without_names_there_are_none_and_the_trace_has_no_key():
    trace = run(make_lesson(tables()))
    assert Reading(trace).called.input(0) is Reading(trace).called.example() is None
    assert not {"names", "told", "digits"} & set(to_dict(trace)["lesson"])


def test_an_example_keeps_its_name_in_every_batch():
    trace = run(make_lesson(tables(names=NAMES, training={"batch_size": 3, "steps": 2})))
    told = [[str(Reading(trace, step).called.example(m)) for m in range(3)] for step in (0, 1)]
    assert told == [["Ada", "Ben", "Cleo"], ["Dan", "Ada", "Ben"]]


def test_a_name_is_one_line_without_what_cannot_be_seen(tmp_path):
    names = NAMES | {"inputs": ["a\n\tb\u202e\x07", "c"]}
    assert str(Reading(run(make_lesson(tables(names=names)))).called.input(0)) == "a b"
    assert "names.inputs[0]: found" in complaint(tmp_path, text(end="[names]\ninputs = [' ', 'b']"))


@pytest.mark.parametrize(
    ("end", "start", "says"),
    [
        ("[names]\ninputs = ['a']", ": names.inputs: found 1 names; allowed: 2, one for each input", "Mend"),
        ("[names]\noutputs = ['a', 'b']", ": names.outputs: found 2 names; allowed: 1", "one for each output"),
        ("[names]\nexamples = ['a', 'b', 'c']", ": names.examples: found 3 names; allowed: 2", "one for each example"),
        ("[names]\ninputs = 'a'", ': names.inputs: found "a"; allowed: a list of names', 'inputs = ["a"]'),
        ("[names]\ninputs = [1, 2]", ": names.inputs[0]: found 1", "a list of names"),
        ("[names]\nneurons = ['a']", ": names.neurons: found the unknown key", "inputs, outputs, examples, classes"),
        ("[told]\nexample = 3", ": told.example: found 3; allowed: 1 to 2", "as on screen"),
        ("[told]\nexample = 0", ": told.example: found 0", "the first being 1"),
        ("[told]\nexample = 'Ada'", ': told.example: found "Ada"; allowed: a number, since there are no names', ""),
        ("[told]\nexample = 'Adda'\n[names]\nexamples = ['Ada', 'Ben']", ': told.example: found "Adda"; allowed: Ada, Ben', ""),
        ("[told]\nneuron = [3, 1]", ": told.neuron: found layer 3; allowed: 1 to 2", ""),
        ("[told]\nneuron = [2, 2]", ": told.neuron: found neuron 2; allowed: 1 to 1", ""),
        ("[told]\nneuron = 2", ": told.neuron: found 2; allowed: two whole numbers", "neuron = [2, 1]"),
        ("[told]\nweight = [1, 1, 3]", ": told.weight: found input 3; allowed: 1 to 2", ""),
        ("[told]\ninputs = [1, 3]", ": told.inputs[1]: found 3; allowed: 1 to 2", ""),
        ("[told]\nlayer = 2", ": told.layer: found the unknown key", "example, neuron, weight, inputs"),
    ],
)
def test_what_there_is_not_is_told(tmp_path, end, start, says):
    message = complaint(tmp_path, text(end=end))
    assert message.startswith(start)
    assert says in message


@pytest.mark.parametrize("digits", [2, 7, 4.0, "'4'"])
def test_digits_are_three_to_six(tmp_path, digits):
    assert "digits: found" in complaint(tmp_path, text(top=f"digits = {digits}"))


def test_an_example_is_told_that_passes_the_hidden_layers():
    layers = [{"units": 1, "activation": "relu", "weights": [[1.0]], "biases": [0.0]}, {"units": 1, "activation": "identity"}]
    data = {"x": [[0.0], [-1.0], [2.0]], "y": [[0.0], [1.0], [1.0]]}
    made = {"network": {"inputs": 1, "loss": "mse", "layers": layers}, "data": data, "training": {"learning_rate": 0.1}}
    assert Reading(run(make_lesson(made))).x.array.tolist() == [2.0]
    shut = made | {"data": {"x": [[0.0], [-1.0]], "y": [[0.0], [1.0]]}}
    assert Reading(run(make_lesson(shut))).x.array.tolist() == [-1.0]


def test_the_told_example_is_read_by_name_or_number():
    for asked in (3, "Cleo"):
        lesson = make_lesson(tables(names=NAMES, told={"example": asked}))
        assert lesson.told.example == 3
        assert Reading(run(lesson)).told == (0, 2, None)
        assert Reading(from_dict(to_dict(run(lesson)))).told == (0, 2, None)


def test_an_example_that_the_recorded_step_does_not_take_is_told(tmp_path):
    data = f"x = {[[k, k] for k in range(6)]}\ny = {[[0.5]] * 6}"
    training = f"{RATE}\nsteps = 3\nbatch_size = 2\nrecord = [0]"
    message = complaint(tmp_path, text(data=data, training=training, end="[told]\nexample = 4"))
    assert "told.example: found 4; allowed: one of the batch of step 0, the first that is recorded: 1, 2." in message
    assert "record = [1]" in message
    with pytest.raises(InputError, match="Take more steps"):
        make_lesson(tables(6, told={"example": 6}, training={"batch_size": 2, "steps": 2}))


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 20))
def test_the_place_in_a_batch_is_where_training_puts_it(examples, size, step):
    size = min(size, examples)
    index = np.arange(examples, dtype=float)[:, None]
    slices = batches(index, index, size)
    batch = [next(slices)[0] for _ in range(step + 1)][-1][:, 0].astype(int).tolist()
    for example in range(1, examples + 1):
        place = place_in_batch(example, step, size, examples)
        assert (place is None) == (example - 1 not in batch)
        assert place is None or batch[place] == example - 1


def test_numbers_are_shown_with_the_digits_of_the_lesson():
    for digits in (None, 3, 5, 6):
        read = Reading(run(make_lesson(tables() | ({"digits": digits} if digits else {}))))
        shown = show(read.z[1][0]).text
        assert len(re.sub(r"^0?\.?0*|[^0-9]", "", shown.replace("−", ""))) == (digits or 4)
        assert shown == show(read.at(read.z[1][0].path)).text


XOR = {"data": {"x": [[0, 0], [0, 1], [1, 0], [1, 1]], "y": [[0], [1], [1], [0]]}}


def test_accuracy_counts_what_the_network_says():
    trace = run(make_lesson(tables(training={"steps": 400, "learning_rate": 3.0, "record": [0, 399]}) | XOR))
    found = trace.studies["accuracy"]
    assert found.after.right == found.after.share * 4 == np.trace(found.after.confusion)
    assert found.before.confusion.sum() == found.after.count == 4
    assert (found.test_before, found.test_after) == (None, None)
    said = heard(build(trace.lesson), np.array(XOR["data"]["x"], dtype=float))[-1][1][:, 0] > 0.5
    assert found.before.right == sum(said == np.array([0, 1, 1, 0]))
    assert "test_after" not in to_dict(trace)["studies"]["accuracy"]


def test_accuracy_is_for_classes_only():
    assert "accuracy" not in run(make_lesson(tables())).studies
    lines = table((2, 2), ("identity",)) | {"data": {**XOR["data"], "y": [[0, 1]] * 4}}
    assert "accuracy" not in run(make_lesson(lines)).studies


def test_the_trace_holds_what_kept_examples_lose():
    data = {"dataset": "moons", "examples": 40, "test": 0.25, "seed": 2}
    trace = run(make_lesson(tables(training={"steps": 30, "batch_size": 10, "record": [0, 29]}) | {"data": data}))
    assert len(trace.test_losses) == len(trace.losses) == 31
    again = from_dict(json.loads(json.dumps(to_dict(trace))))
    assert again.test_losses == trace.test_losses
    first = heard(trace.net, np.array(trace.lesson.data.test_x))[-1][1]
    assert_allclose(trace.test_losses[0], (0.5 * (first - np.array(trace.lesson.data.test_y)) ** 2).sum() / 10, rtol=1e-12)
    assert trace.studies["accuracy"].test_after.count == 10
    assert run(make_lesson(tables())).test_losses is None


def test_kept_examples_may_be_given(tmp_path):
    data = GOOD["data"] + "\ntest_x = [[0.5, 0.5]]"
    assert "data.test_y: found nothing" in complaint(tmp_path, text(data=data))
    short = GOOD["data"] + "\ntest_x = [[0.5]]\ntest_y = [[1]]"
    assert "data.test_x[0]: found 1 numbers; allowed: 2" in complaint(tmp_path, text(data=short))
    assert "test with test_x" in complaint(tmp_path, text(data=data + "\ntest_y = [[1]]\ntest = 0.5"))
