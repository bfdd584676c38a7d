"""Reading a trace aloud: every number leads back to its place, in the records and in the file."""

import json
from pathlib import Path

import numpy as np
import pytest

from engine import load_lesson, make_lesson, run, to_dict
from engine.reading import BACKWARD, FORWARD, UPDATE, Number, Numbers, OfLayers, Reading, narrowed, resolve
from engine.symbols import SYMBOLS
from tests.engine.lessons import table

LESSONS = Path(__file__).parents[2] / "scenes" / "lessons"
LAYERED = (*FORWARD, *BACKWARD, *UPDATE, "mean_dL_dW", "mean_dL_db", "z_plus", "L_plus", "ratio")
WHOLE = ("x", "y", "error", "L_terms", "losses")
SCALARS = ("L", "batch_L", "L_new", "eta")
FROM_BACK = {"forward": lambda D, l: l - 1, "backward": lambda D, l: D - l, "update": lambda D, l: l - 1, "nudges": lambda D, l: l - 1}


@pytest.fixture(scope="module", params=["mazur", "xor", "deep"])
def trace(request):
    return run(load_lesson(LESSONS / f"{request.param}.toml"))


def singles(numbers):
    """Every Number of a Number or Numbers."""
    return [numbers] if isinstance(numbers, Number) else [single for part in numbers for single in singles(part)]


def everything(read):
    """Every Number that a Reading knows, with the attribute and the layer that lead to it."""
    for name in LAYERED:
        for l in range(1, read.D + 1):
            yield from ((name, l, number) for number in singles(getattr(read, name)[l]))
    for name in (*WHOLE, *SCALARS):
        yield from ((name, None, number) for number in singles(getattr(read, name)))


def test_the_lists_above_are_all_that_a_reading_holds(trace):
    assert {name for name, value in vars(Reading(trace)).items() if isinstance(value, OfLayers)} == set(LAYERED)


def test_every_path_leads_to_the_same_value_in_the_records_and_in_the_file(trace):
    file = json.loads(json.dumps(to_dict(trace)))
    paths = 0
    for step in range(min(2, len(trace.steps))):
        for example in range(min(2, len(trace.steps[step].examples))):
            for name, _, number in everything(Reading(trace, step, example)):
                assert resolve(trace, number.path) == number.value == resolve(file, number.path), (name, number.path)
                paths += 1
    assert paths > 60


def test_every_path_stands_in_the_step_the_example_and_the_layer_asked_for(trace):
    step, example = len(trace.steps) - 1, len(trace.steps[0].examples) - 1
    read = Reading(trace, step, example)
    for name, l, number in everything(read):
        if l is not None:
            holder = number.path.split(".")
            record, k = holder[-2].rstrip("]").split("[")
            assert resolve(trace, ".".join(holder[:-1])).l == l
            assert int(k) == FROM_BACK[record](read.D, l)
            assert holder[-1].split("[")[0] == name.removeprefix("mean_")
        expected = f"steps[{step}]" if "update" in number.path or name in ("batch_L", "L_new") else f"steps[{step}].examples[{example}]"
        assert name in ("losses", "eta") or number.path.startswith(expected + ".")


def test_every_number_has_its_layer_and_its_neurons_in_its_name(trace):
    for name, l, number in everything(Reading(trace)):
        named, at = number.named, [int(k) for k in number.path.replace("]", "").split(".")[-1].split("[")[1:]]
        assert named.name in SYMBOLS, name
        assert list(named.at) == at
        assert named.l == l
        assert number.typst == named.typst


def test_shapes(trace):
    read = Reading(trace)
    for l in range(1, read.D + 1):
        n, n_in = read.sizes[l], read.sizes[l - 1]
        assert read.W[l].array.shape == read.dL_dW[l].array.shape == read.products[l].array.shape == (n, n_in)
        assert read.z[l].array.shape == read.delta[l].array.shape == (n,)
        assert read.dL_da_in[l].array.shape == (n_in,)
    assert len(read.x) == read.sizes[0]
    assert len(read.y) == read.sizes[-1]


def test_the_activations_of_layer_0_are_x(trace):
    read = Reading(trace)
    assert [n.path for n in read.a[0]] == [n.path for n in read.x]
    assert read.a[0][0].named.name == "x"
    assert list(read.a[0].array) == list(resolve(trace, read.x.path))


def test_the_example_read_is_the_first_that_sends_anything(trace):
    examples = trace.steps[0].examples
    first = next((k for k, e in enumerate(examples) if np.any(e.x)), 0)
    assert Reading(trace).x.path == f"steps[0].examples[{first}].x"
    assert list(Reading(trace, example=0).x.array) == list(examples[0].x)


def test_there_is_no_layer_but_1_to_D(trace):
    read = Reading(trace)
    for name in LAYERED:
        for l in (-1, read.D + 1, *([] if name == "a" else [0])):
            with pytest.raises(IndexError, match="layer"):
                getattr(read, name)[l]


def test_a_column_is_the_entries_that_leave_one_neuron(trace):
    read = Reading(trace)
    for j in range(read.sizes[0]):
        column = read.W[1].column(j)
        assert [n.value for n in column] == list(read.W[1].array[:, j])
        assert [n.path for n in column] == [f"steps[0].update[0].W[{i}][{j}]" for i in range(read.sizes[1])]


def test_indices_from_the_end_name_the_same_number(trace):
    read = Reading(trace)
    assert read.z[1][-1] == read.z[1][read.sizes[1] - 1]
    assert isinstance(read.W[1][-1], Numbers)


# ---- names and paths


@pytest.fixture(scope="module")
def mazur():
    return Reading(run(load_lesson(LESSONS / "mazur.toml")))


def test_names_stand_alone(mazur):
    assert [name.shown for name in (mazur.name.delta[2], mazur.name.W[1][1][0], mazur.name.x[0])] == ["δ⁽²⁾", "w₂₁⁽¹⁾", "x₁"]
    with pytest.raises(AttributeError):
        _ = mazur.name.grad2
    with pytest.raises(AttributeError):
        _ = mazur.grad2


def test_the_network_and_the_lesson_are_those_of_the_run_that_is_read():
    own = Reading(run(make_lesson(table((2, 2), ("tanh",)) | {"twins": [{"network": {"init": {"method": "zeros"}}}]})))
    twin = own.of(twin=0)
    assert (own.net, own.lesson) == (own.trace.net, own.trace.lesson)
    assert (twin.net, twin.lesson) == (own.trace.twins[0].net, own.trace.twins[0].lesson)
    assert twin.net is not own.net


def test_what_is_looked_at_is_noted_while_somebody_wants_to_know(mazur):
    with mazur.notes.taken() as paths:
        assert mazur.a[2][1].value > mazur.y[0].value
        assert mazur.of(step=1).L.value
        assert np.any(mazur.delta[1].array)
    example = "steps[0].examples[0]"
    assert narrowed(paths) == (
        f"{example}.backward[1].delta", f"{example}.forward[1].a[1]", f"{example}.y[0]", "steps[1].examples[0].L"
    )  # fmt: skip
    before = set(paths)
    assert mazur.z[1][0].value
    assert paths == before


def test_any_path_can_be_read(mazur):
    number = mazur.at("steps[0].examples[0].forward[1].a[1]", "a")
    assert number.value == mazur.a[2][1].value
    assert float(number) == number.value


@pytest.mark.parametrize("path", ["steps[9].L", "steps[0].nothing", "steps[0].examples[0].x[2]", "steps"])
def test_a_path_that_leads_nowhere_is_an_error(mazur, path):
    with pytest.raises((IndexError, AttributeError, TypeError)):
        mazur.at(path)


@pytest.mark.parametrize("path", ["steps[-1].L", "steps 0 L", "steps[0]L[", "a b", ""])
def test_what_is_no_path_is_refused(mazur, path):
    """A path is read from end to end: nothing in it is passed over."""
    with pytest.raises(ValueError, match="path"):
        resolve(mazur.trace, path)


def test_one_unit_and_one_layer():
    read = Reading(run(make_lesson(table((1, 1), ("identity",)))))
    assert read.D == 1
    assert read.W[1][0][0].named.typst == "w_(11)^((1))"
    assert np.isclose(read.Wa[1][0].value, read.W[1][0][0].value * read.x[0].value)
