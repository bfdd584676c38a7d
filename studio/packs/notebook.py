"""A film's numbers as a notebook: each worked out again in numpy, with when it is seen or said; the gradients by torch, too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine import Lesson, Trace
from engine.trace import Step
from studio import pages
from studio.one_line import one_line
from studio.packs.material import Material
from studio.packs.notebook_lines import CHECK, LOSSES, TORCH, WORK
from studio.times import clock
from studio.worksheet import definitions
from studio.worksheet.notebook import written

MOST = 20_000  # numbers that a notebook is given, and layers of examples that a run of it works out
PART = r"(?:\[\d+\])+"
OF_EXAMPLE = (
    rf"(?:x|y|error|L_terms){PART}|L|forward\[\d+\]\.(?:a_in|products|Wa|z|a){PART}|nudges\[\d+\]\.(?:h|(?:z_plus|L_plus|ratio){PART})"
    rf"|backward\[\d+\]\.(?:dL_da|da_dz|delta|dL_dW|dL_db|terms|dL_da_in){PART}"
)
ALWAYS = re.compile(rf"steps\[\d+\]\.(?:L|step|examples\[\d+\]\.(?:{OF_EXAMPLE})|update\[\d+\]\.(?:W|b|dL_dW|dL_db){PART})")
PLAIN = re.compile(rf"steps\[\d+\]\.(?:L_new|update\[\d+\]\.(?:step_W|step_b|W_new|b_new){PART})|lesson\.training\.(?:learning_rate|steps)")
LOST = re.compile(r"losses\[(\d+)\]")

Row = tuple[str, str, str, float, str]  # time, beat, path, value, as it is shown


def refusal(trace: Trace) -> str:
    """Why the numbers of a lesson cannot be worked out again here; nothing where they can."""
    lesson = trace.lesson
    if beyond := lesson.beyond_dense:
        return f"its lesson has more than dense layers: {', '.join(beyond)}"
    if lesson.network.loss not in definitions.LOSSES:
        return f"its loss is {lesson.network.loss}"
    batches = [each for step in trace.steps for each in step.examples]
    given = sum(layer.W.size for layer in trace.net.layers) + sum(len(each.x) + len(each.y) for each in batches)
    return f"its network and examples are {given} numbers, more than {MOST}" if given > MOST else ""


def ipynb(film: Material, trace: Trace) -> tuple[bytes, int]:
    """The notebook, and how many numbers of the film it leaves out: those of what was run beside the lesson's own steps."""
    rows, left = sifted(json.loads((film.folder / "numbers.json").read_text(encoding="utf-8")), trace)
    return written(_cells(film, trace, rows, left)), len(left)


def sifted(found: Sequence[Mapping[str, Any]], trace: Trace) -> tuple[list[Row], list[str]]:
    """The numbers that can be worked out, in order of time, and the paths of those that cannot; one that is the same in a beat once."""
    rows: dict[tuple[str, str], Row] = {}
    left: dict[str, None] = {}
    for entry in found:
        if can(entry["path"], trace):
            row = (clock(entry["t"]), entry["beat"], entry["path"], entry["value"], entry["shown"])
            rows.setdefault((entry["beat"], entry["path"]), row)
        else:
            left[entry["path"]] = None
    return list(rows.values()), list(left)


def can(path: str, trace: Trace) -> bool:
    """Whether the notebook has a line that comes to this number."""
    lesson = trace.lesson
    if ALWAYS.fullmatch(path):
        return True
    if not _plain(lesson):
        return False
    run = LOST.fullmatch(path)
    if run is None:
        return bool(PLAIN.fullmatch(path))
    whole = trace.steps[0].step == 0 and len(trace.steps[0].examples) == len(lesson.data.x or ())
    return whole and int(run[1]) * len(trace.net.layers) * len(lesson.data.x or ()) <= 10 * MOST


def _plain(lesson: Lesson) -> bool:
    """Whether a step is the learning rate times the mean gradient, of all weights, and of all biases or none."""
    layers = lesson.network.layers
    return lesson.training.plain and all(layer.train is not False and getattr(layer, "bias", None) in (None, True) for layer in layers)


def _cells(film: Material, trace: Trace, rows: Sequence[Row], left: Sequence[str]) -> Iterator[tuple[str, str]]:
    def said(english: str, **fields: object) -> str:
        return pages.said(film.lang, english, **fields)

    studies = sorted({path.split(".")[1].split("[")[0] for path in left if path.startswith("studies.")})
    rest = said(pages.REST, count=len(left), names=", ".join(studies))
    yield "markdown", "\n\n".join(filter(None, [f"# {one_line(film.title)}", said(pages.EVERY), rest if left else ""]))
    yield "code", "\n".join(_given(trace, rows))
    yield "markdown", f"## {said('Forward and backward')}\n\n{said('The lines of the book, for one example.')}"
    yield "code", WORK
    yield "markdown", f"## {said('The numbers of the film')}\n\n{said(pages.WHEN)}"
    listed = "[\n" + "".join(f"    {row!r},\n" for row in rows) + "]"
    run = any(LOST.fullmatch(row[2]) for row in rows)
    yield "code", f"{LOSSES if run else ''}{CHECK}\n\ncheck({listed})"
    yield "markdown", f"## {said('Another road')}\n\n{said('Nothing of the way back is written here: torch finds it by itself.')}"
    yield "code", TORCH


def _given(trace: Trace, rows: Sequence[Row]) -> Iterator[str]:
    """What the lesson gives: its functions, and for each step that is told of its parameters and examples."""
    lesson = trace.lesson
    yield "import math\nimport re\n\nimport numpy as np\n"
    how = lesson.training
    yield f"eta, count_of_steps, train_biases = {float(how.learning_rate)}, {how.steps}, {how.train_biases}"
    yield f"mean = {how.reduction != 'sum'}  # of the batch; else the sum\n\nacts = ["
    for spec, name in zip(lesson.network.layers, lesson.activations, strict=True):
        own = definitions.activation(name, getattr(spec, "slope", None))
        yield f'    {{"value": lambda z: {own.value}, "slope": lambda z, a: {own.slope}, "torch": lambda z: {own.torch}}},  # {name}'
    of = definitions.LOSSES[lesson.network.loss]
    lines = {
        "loss": of.value,
        "terms_of_loss": definitions.TERMS[lesson.network.loss],
        "slope_of_loss": of.slope,
        "loss_in_torch": of.torch,
    }
    yield "]\n\n\n" + "\n\n\n".join(f"def {name}(a, y):\n    return {line}" for name, line in lines.items())
    yield "\n\ngiven = {"
    for k in _told(rows):
        yield f"    {k}: {_step(trace.steps[k])},"
    yield "}"


def _told(rows: Sequence[Row]) -> list[int]:
    """The recorded steps that numbers are of; the first, from which all losses come."""
    of_steps = {int(found[1]) for row in rows if (found := re.match(r"steps\[(\d+)\]", row[2]))}
    return sorted(of_steps | {0 for row in rows if LOST.fullmatch(row[2])})


def _step(step: Step) -> str:
    layers = ", ".join(
        f'{{"W": np.array({update.W.tolist()}), "b": np.array({update.b.tolist() if len(update.b) else [0.0]})}}' for update in step.update
    )
    examples = ", ".join(f"(np.array({each.x.tolist()}), np.array({each.y.tolist()}))" for each in step.examples)
    h = next((each.nudges[0].h for each in step.examples if each.nudges), None)
    return f'{{"step": {step.step}, "h": {h}, "layers": [{layers}],\n        "examples": [{examples}]}}'
