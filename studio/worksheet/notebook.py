"""A worksheet as a notebook: every number of its key worked out again in numpy, and by torch's autograd where that is installed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import numpy as np

from engine.arrays import Array
from engine.notation import fmt, shown
from engine.trace import Example
from studio import pages
from studio.one_line import one_line
from studio.worksheet import definitions
from studio.worksheet.numbers import Worksheet

WHOLE = "Every number of the worksheet's key, worked out again. Nothing here comes from Backreel but what the sheet gives."
EACH = "Each number as it comes out here, as it is printed, and where it stands."
WORK = '''def forward(x):
    """z and a of every layer, from the first to the last."""
    found, a = [], x
    for layer in layers:
        z = layer["W"] @ a + layer["b"]
        found.append({"a_in": a, "z": z, "a": layer["act"](z)})
        a = found[-1]["a"]
    return found


def step(x, y):
    """Everything that one step of gradient descent on one example comes to, by the names of the sheet."""
    known, there = {}, forward(x)
    known["L"] = loss(there[-1]["a"], y)
    dL_da = slope_of_loss(there[-1]["a"], y)
    for l in range(len(layers), 0, -1):
        layer, fwd = layers[l - 1], there[l - 1]
        da_dz = layer["slope"](fwd["z"], fwd["a"])
        delta = da_dz @ dL_da if da_dz.ndim == 2 else da_dz * dL_da  # a softmax has a Jacobian
        dL_dW = np.outer(delta, fwd["a_in"])
        known |= {("z", l): fwd["z"], ("a", l): fwd["a"], ("dL_da", l): dL_da, ("delta", l): delta, ("dL_dW", l): dL_dW}
        known["W", l] = layer["W"] - eta * dL_dW
        dL_da = layer["W"].T @ delta
    return known


def agree(found, wanted):
    """Whether two roads came to the same numbers."""
    np.testing.assert_allclose(found, wanted, rtol=1e-7, atol=1e-12)
'''
CHECK = '''def check(x, y, numbers):
    """Print each number and where it stands; stop at one that does not come out."""
    known = step(np.array(x), np.array(y))
    for name, l, at, sign, value, printed, where in numbers:
        mine = known["L"] if name == "L" else known[name, l][tuple(at)]
        agree(mine, value)
        print(f"{sign:14} = {mine:+.6f}   printed {printed:>10}   {where}")
    return known
'''
TORCH = '''try:
    import torch
except ImportError:
    torch = None
    print("torch is not installed: its road is left out.")


def autograd(x, y, known):
    """The gradients once more, by torch alone."""
    a = torch.tensor(x, dtype=torch.float64)
    Ws = [torch.tensor(layer["W"], dtype=torch.float64, requires_grad=True) for layer in layers]
    zs = []
    for W, layer in zip(Ws, layers):
        zs.append(W @ a + torch.tensor(layer["b"], dtype=torch.float64))
        zs[-1].retain_grad()
        a = layer["torch"](zs[-1])
    L = loss_in_torch(a, torch.tensor(y, dtype=torch.float64))
    L.backward()
    agree(L.item(), known["L"])
    for l, (W, z) in enumerate(zip(Ws, zs), start=1):
        agree(W.grad.numpy(), known["dL_dW", l])
        agree(z.grad.numpy(), known["delta", l])
    print("torch agrees.")


if torch:
    autograd(x, y, known)
    autograd(second_x, second_y, second)
'''


def ipynb(sheet: Worksheet) -> bytes:
    """The notebook of a sheet."""
    return written(_cells(sheet))


def written(found: Iterable[tuple[str, str]]) -> bytes:
    """A notebook of these cells, (kind, text), in the format 4.5."""
    cells = [_cell(k, kind, text) for k, (kind, text) in enumerate(found)]
    known = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
    made = {"cells": cells, "metadata": known, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(made, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def _cell(k: int, kind: str, text: str) -> dict[str, Any]:
    made: dict[str, Any] = {"cell_type": kind, "id": f"cell-{k}", "metadata": {}, "source": text.strip("\n").splitlines(keepends=True)}
    return made | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def _cells(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    def said(english: str, **fields: object) -> str:
        return pages.said(sheet.lang, english, **fields)

    number = "" if sheet.number is None else f"({said('sheet {number}', number=sheet.number)})"
    yield "markdown", f"# {one_line(' '.join(filter(None, [sheet.title, number])))}\n\n{said(WHOLE)}"
    yield "code", "\n".join(_given(sheet))
    yield "markdown", f"## {said('Forward and backward')}\n\n{said('The lines of the book, for one example.')}"
    yield "code", WORK
    yield "markdown", f"## {said('The two pages')}\n\n{said(EACH)}"
    first, second = _numbers(sheet, sheet.example), list(_asked(sheet))
    yield "code", f"{CHECK}\n\nknown = check(x, y, {_listed(first)})"
    yield "markdown", f"## {said('The questions')}\n\n{said('On the other example, with the network as it was before the step.')}"
    yield "code", f"second = check(second_x, second_y, {_listed(second)})"
    yield "markdown", f"## {said('Another road')}\n\n{said('Nothing of the way back is written here: torch finds it by itself.')}"
    yield "code", TORCH


def _given(sheet: Worksheet) -> Iterator[str]:
    """What the sheet gives, and what its names mean."""
    lesson = sheet.trace.lesson
    yield "import math\n\nimport numpy as np\n"
    for name, example in (("", sheet.example), ("second_", sheet.second)):
        yield f"{name}x, {name}y = {example.x.tolist()}, {example.y.tolist()}"
    yield f"eta = {float(lesson.training.learning_rate)}\n\nlayers = ["
    for layer, spec, name in zip(sheet.trace.net.layers, lesson.network.layers, lesson.activations, strict=True):
        own = definitions.activation(name, getattr(spec, "slope", None))
        b = layer.b.tolist() if len(layer.b) else [0.0]
        yield f'    {{"W": np.array({layer.W.tolist()}), "b": np.array({b}),  # {name}'
        yield f'     "act": lambda z: {own.value}, "slope": lambda z, a: {own.slope}, "torch": lambda z: {own.torch}}},'
    of = definitions.LOSSES[lesson.network.loss]
    yield "]\n\n"
    yield f"def loss(a, y):\n    return {of.value}\n\n\ndef slope_of_loss(a, y):\n    return {of.slope}\n\n"
    yield f"def loss_in_torch(a, y):\n    return {of.torch}"


Number = tuple[str, int, list[int], str, float, str, str]  # name, layer, place, symbol, value, as printed, where


def _numbers(sheet: Worksheet, example: Example) -> list[Number]:
    """Every number of the blanks, in their order, and those that lead to them."""
    said, found = partial(pages.said, sheet.lang), list[Number]()
    for fwd in example.forward:
        found += [n for name in ("z", "a") for n in _each(name, fwd.l, getattr(fwd, name), said("part 1, forward"))]
    found.append(_number("L", len(example.forward), (), example.L, said("part 1, forward")))
    for bwd in example.backward:
        found += [n for name in ("dL_da", "delta") for n in _each(name, bwd.l, getattr(bwd, name), said("part 2, backward"))]
    for update in reversed(sheet.update):
        found += _each("dL_dW", update.l, update.dL_dW, said("part 3, a step"))
        found += _each("W", update.l, update.W_new, said("part 3, a step, new"))
    return found


def _asked(sheet: Worksheet) -> Iterator[Number]:
    for k, card in enumerate(sheet.cards, start=1):
        q = card.asked
        where = pages.said(sheet.lang, "part 4, question {k}, {letter}", k=k, letter="ABCD"[card.right])
        yield _number(q.name, q.l, q.at, q.right, where)


def _each(name: str, l: int, values: Array, where: str) -> Iterator[Number]:
    for at in np.ndindex(values.shape):
        yield _number(name, l, at, float(values[at]), where)


def _number(name: str, l: int, at: tuple[int, ...], value: float, where: str) -> Number:
    return name, l, list(at), shown(name, *(() if name == "L" else (l, *at))), float(value), fmt(value), where


def _listed(numbers: list[Number]) -> str:
    return "[\n" + "".join(f"    {number!r},\n" for number in numbers) + "]"
