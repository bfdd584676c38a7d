"""A film's notebook runs from top to bottom, comes to every number by its own road, and stops at one that is wrong."""

import json
import re
from types import SimpleNamespace

import pytest

from engine import run, to_dict
from studio import catalog
from studio.looks import look_of
from studio.orders import Order
from studio.packs import notebook
from studio.packs.material import Material


def leaves(value, path=""):
    """Every number of a trace with its path."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, (list, tuple)):
        for k, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{k}]")
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path, value


def numbers(trace, keep=lambda path: True):
    """The audit of a film that shows all of a trace that is kept, a second each."""
    found = [
        (path, value) for path, value in leaves(to_dict(trace)) if path.startswith(("steps", "losses", "lesson.training")) and keep(path)
    ]
    return [{"t": k, "beat": "told", "path": path, "value": value, "shown": f"{value:.4g}"} for k, (path, value) in enumerate(found)]


def execute(made, change=lambda text: text):
    """Run all cells; what the last one leaves."""
    names = {}
    for cell in json.loads(made)["cells"]:
        if cell["cell_type"] == "code":
            exec(change("".join(cell["source"])), names)
    return names


@pytest.fixture
def booked(tmp_path):
    """The notebook of a film on a lesson that shows these numbers, and how many it leaves out."""

    def make(trace, found, lang="en"):
        order = Order("mazur", "delta", look_of("l"), out=tmp_path, langs=(lang,))
        order.folder.mkdir(parents=True, exist_ok=True)
        (order.folder / "numbers.json").write_text(json.dumps(found), encoding="utf-8")
        return notebook.ipynb(Material(order, {"title": "The film", "lang": lang}), trace)

    return make


@pytest.fixture(scope="module")
def mazur():
    return run(catalog.lesson("mazur"))


def few_losses(path):
    return not path.startswith("losses") or path in ("losses[0]", "losses[1]", "losses[200]")


@pytest.mark.parametrize("lesson", ["mazur", "neuron", "chain", "saturated", "xor"])
def test_every_number_of_the_steps_comes_out(booked, capsys, lesson):
    trace = run(catalog.lesson(lesson))
    found = [one for one in numbers(trace, few_losses) if not re.search(r"\.(l|layer|count|record\[\d+\]|step)$", one["path"])]
    mine = [one for one in found if notebook.can(one["path"], trace)]
    made, left = booked(trace, found)
    execute(made)
    assert f"All {len(mine)} numbers come out." in capsys.readouterr().out
    assert left == len(found) - len(mine)
    assert len(mine) > 20


def test_all_numbers_of_the_flagship_on_its_network_have_a_line(mazur):
    """Of each kind that its five films show: a name is one of these, whatever its place."""
    shown = "x y L error L_terms forward.a forward.z forward.products backward.delta backward.da_dz backward.dL_da backward.dL_da_in "
    shown += "backward.dL_dW backward.dL_db backward.terms nudges.h nudges.ratio nudges.z_plus nudges.L_plus"
    paths = [path for path, _ in leaves(to_dict(mazur)) if path.startswith("steps")]
    of = {re.sub(r"\[\d+\]", "", path).removeprefix("steps.").removeprefix("examples."): path for path in paths}
    wanted = [of[name] for name in shown.split()]
    wanted += [of[f"update.{name}"] for name in "W b dL_dW dL_db step_W step_b W_new b_new".split()]
    wanted += [of["L_new"], "losses[10000]", "lesson.training.learning_rate", "lesson.training.steps"]
    assert [path for path in wanted if not notebook.can(path, mazur)] == []


def test_what_was_run_besides_is_counted_and_said(booked, mazur):
    found = [
        *numbers(mazur, lambda path: path == "steps[0].L"),
        {"t": 1, "beat": "b", "path": "studies.stack.total", "value": 9, "shown": "9"},
    ]
    made, left = booked(mazur, found)
    assert left == 1
    assert "1 more are of what was run besides (stack)" in made.decode()
    assert "run besides" not in booked(mazur, found[:1])[0].decode()


@pytest.mark.parametrize(
    ("fault", "of"),
    [
        ('layer["W"].T @ delta', 'layer["W"] @ delta'), ("a * (1 - a)", "1.0001 * a * (1 - a)"), ("- step_W", "+ step_W"),
        ("0.2983711087600027, '0.2984'", "0.2984, '0.2984'"), ("for i in range(len(z))", "for i in reversed(range(len(z)))"),
    ],
)  # fmt: skip
def test_it_stops_at_a_wrong_number(booked, mazur, fault, of):
    made, _ = booked(mazur, numbers(mazur, lambda path: path.startswith("steps[0]")))
    source = "".join("".join(cell["source"]) for cell in json.loads(made)["cells"])
    assert fault in source
    with pytest.raises(AssertionError):
        execute(made, lambda text: text.replace(fault, of))


def test_steps_that_are_more_than_the_gradient_are_left_out(mazur):
    with_momentum = SimpleNamespace(**{**vars(mazur), "lesson": mazur.lesson.model_copy(update={
        "training": mazur.lesson.training.model_copy(update={"momentum": 0.9})})})  # fmt: skip
    assert notebook.can("steps[0].examples[0].backward[0].delta[1]", with_momentum)
    assert not notebook.can("steps[0].update[0].W_new[0][0]", with_momentum)
    assert not notebook.can("losses[1]", with_momentum)
    assert notebook.refusal(mazur) == ""
    attention = SimpleNamespace(lesson=SimpleNamespace(beyond_dense=("attention",)))
    assert "more than dense layers: attention" in notebook.refusal(attention)


def test_it_is_in_the_language_of_its_film(booked, mazur):
    made, _ = booked(mazur, numbers(mazur, lambda path: path == "steps[0].L"), "de")
    assert "## Die Zahlen des Films" in made.decode()
    assert "Another road" not in made.decode()


def test_torch_agrees_where_it_is_installed(booked, mazur, capsys):
    pytest.importorskip("torch", reason="torch is an extra")
    execute(booked(mazur, numbers(mazur, lambda path: path.startswith("steps")))[0])
    assert "torch agrees." in capsys.readouterr().out
