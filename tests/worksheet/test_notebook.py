"""The worksheet's notebook runs from top to bottom, comes to every number of the key by its own road, and stops at a wrong one."""

import json
import re
from typing import get_args

import pytest

from engine.activations import ActivationName
from studio import catalog
from studio.worksheet import definitions, notebook
from studio.worksheet.numbers import worksheet


def run(made, change=lambda text: text):
    """Run all cells of a notebook; what the last one leaves."""
    names = {}
    for cell in json.loads(made)["cells"]:
        if cell["cell_type"] == "code":
            exec(change("".join(cell["source"])), names)
    return names


@pytest.mark.parametrize("seed", [None, 7])
def test_it_prints_every_number_of_the_key_and_where_it_stands(capsys, seed):
    sheet = worksheet(catalog.lesson("mazur"), seed)
    run(notebook.ipynb(sheet))
    lines = capsys.readouterr().out.splitlines()
    counts = {place: sum(place in line for line in lines) for place in ("part 1", "part 2", "part 3", "part 4")}
    assert counts == {"part 1": 9, "part 2": 8, "part 3": 16, "part 4": 4}
    for card, line in zip(sheet.cards, [line for line in lines if "part 4" in line], strict=True):
        assert f"printed {card.answers[card.right].shown:>10}" in line
        assert line.endswith("ABCD"[card.right])


@pytest.mark.parametrize("act", [name for name in get_args(ActivationName) if name not in ("softmax", "step")])
def test_it_holds_with_every_activation(made, act):
    run(notebook.ipynb(worksheet(made(act=act, layer={"slope": 0.2} if act == "leaky_relu" else {}), 3)))


@pytest.mark.parametrize(
    ("last", "loss"),
    [("softmax", "cross_entropy"), ("softmax", "squared_error"), ("softmax", "binary_cross_entropy"), ("sigmoid", "binary_cross_entropy"),
     ("tanh", "mse")],
)  # fmt: skip
def test_it_holds_with_every_loss(made, last, loss):
    run(notebook.ipynb(worksheet(made(last=last, loss=loss), None)))


def test_it_holds_without_biases_and_with_one_for_all(made):
    for bias in (False, "shared"):
        run(notebook.ipynb(worksheet(made(layer={"bias": bias}), 3)))


def test_every_activation_has_its_lines():
    assert set(definitions.ACTIVATIONS) == set(get_args(ActivationName))


@pytest.mark.parametrize(
    "fault",
    [
        lambda text: text.replace('layer["W"].T @ delta', 'layer["W"] @ delta'),
        lambda text: text.replace("a * (1 - a)", "1.0001 * a * (1 - a)"),
        lambda text: re.sub(r"(\('z', 1, \[0\], '[^']*', -?\d\.)(\d)", lambda m: m[1] + str(9 - int(m[2])), text),
    ],
)
def test_it_stops_at_a_wrong_number(fault):
    made = notebook.ipynb(worksheet(catalog.lesson("mazur"), None))
    with pytest.raises(AssertionError):
        run(made, fault)


def test_it_has_the_form_of_a_notebook():
    known = json.loads(notebook.ipynb(worksheet(catalog.lesson("mazur"), None)))
    assert (known["nbformat"], known["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in known["cells"]}) == len(known["cells"])
    for cell in known["cells"]:
        extra = {"execution_count", "outputs"} if cell["cell_type"] == "code" else set()
        assert set(cell) == {"cell_type", "id", "metadata", "source"} | extra
