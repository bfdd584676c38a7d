"""The numbers of a worksheet: a lesson's own as they are printed, or drawn; the engine works out everything that follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine import Lesson, Trace, build, make_lesson, run
from engine.errors import wrong
from engine.notation import fmt, parse
from engine.trace import Example, Update
from scenes import translation
from studio.worksheet.quiz import Card, cards

MOST_ACROSS, MOST_NEURONS, MOST_LAYERS = 4, 10, 4  # what two pages have room for
GIVEN_DIGITS = 3
TRIES = 100
PROBABILITIES = ("cross_entropy", "binary_cross_entropy")


@dataclass(frozen=True, eq=False)
class Worksheet:
    """One student's sheet: a step with one example, another example of the same network, and four questions on it."""

    title: str
    student: str
    number: int | None  # its seed; None: the lesson's own numbers
    trace: Trace
    other: Trace
    cards: tuple[Card, ...]
    lang: str = "en"  # of its words

    @property
    def example(self) -> Example:
        return self.trace.steps[0].examples[0]

    @property
    def second(self) -> Example:
        return self.other.steps[0].examples[0]

    @property
    def update(self) -> tuple[Update, ...]:
        return self.trace.steps[0].update


def check(lesson: Lesson) -> None:
    """Refuse a lesson that two pages cannot hold or that has more than dense layers."""
    if beyond := lesson.beyond_dense:
        allowed = "dense layers and a loss that is an error or a cross-entropy"
        raise wrong(lesson.file, "network", ", ".join(beyond), allowed, "Give such a lesson for the worksheet.")
    sizes = lesson.sizes
    if max(sizes) > MOST_ACROSS or sum(sizes[1:]) > MOST_NEURONS or len(sizes) > MOST_LAYERS + 1:
        found = f"a network of {', '.join(map(str, sizes))}"
        allowed = f"at most {MOST_ACROSS} inputs and neurons in a layer, {MOST_LAYERS} layers, {MOST_NEURONS} neurons, as pages have room"
        raise wrong(lesson.file, "network", found, allowed, "Make a smaller lesson for the worksheet.")


def worksheet(lesson: Lesson, seed: int | None, student: str = "", lang: str = "en") -> Worksheet:
    """The sheet of a seed, or of the lesson's own numbers: the first draw that is alive, else that has four questions."""
    found, title = None, translation.lesson(lesson.title, lang)
    for trace, other, rng in _draws(lesson, seed):
        asked = cards(other, rng)
        if asked:
            sheet = Worksheet(title, student, seed, trace, other, asked, lang)
            if _alive(trace) and _alive(other):
                return sheet
            found = found or sheet
    if found is None:
        mend = "Give --seed, which draws other numbers, or a lesson whose activations have a slope."
        raise wrong(lesson.file, "", "no four questions with four answers that differ", "a step that changes weights", mend)
    return found


def _alive(trace: Trace) -> bool:
    """Whether blame comes to at least half the neurons of every layer, and every layer takes a step."""
    backward = trace.steps[0].examples[0].backward
    return all(2 * np.count_nonzero(bwd.delta) >= len(bwd.delta) and bwd.dL_dW.any() for bwd in backward)


def _draws(lesson: Lesson, seed: int | None) -> Iterator[tuple[Trace, Trace, np.random.Generator]]:
    """Two steps of one network, the first with the example that is told of or one that comes after it, and chance to go on with."""
    layers = [(layer.W, layer.b) for layer in build(lesson).layers]
    data_x, data_y = lesson.data.x or (), lesson.data.y or ()
    told = lesson.told.example
    mine = told - 1 if isinstance(told, int) else 0
    for attempt in range(TRIES):
        rng = np.random.default_rng([0 if seed is None else seed + 1, attempt])
        k = (mine + attempt) % len(data_x)
        x, y, held = np.asarray(data_x[k]), data_y[k], layers
        if seed is not None:
            held = [(_drawn(rng, W.shape), _drawn(rng, b.shape)) for W, b in layers]
            x, y = _drawn(rng, len(x)), data_y[rng.integers(len(data_y))]
        second = _drawn(rng, len(x)), data_y[rng.integers(len(data_y))]
        yield _step(lesson, held, x, y), _step(lesson, held, *second), rng


def _drawn(rng: np.random.Generator, shape: Any) -> np.ndarray:
    """Numbers of two digits and either sign, none near zero."""
    return np.asarray(rng.integers(11, 95, shape) * rng.choice([-1, 1], shape) / 100)


def _step(lesson: Lesson, held: Sequence[tuple[Any, Any]], x: Any, y: Any) -> Trace:
    """One plain step of the lesson's network with these parameters and one example, all of them as they are printed."""
    tables = []
    for spec, (W, b) in zip(lesson.network.layers, held, strict=True):
        own = {key: value for key in ("units", "activation", "slope", "bias") if (value := getattr(spec, key, None)) is not None}
        tables.append({**own, "weights": _printed(W), **({"biases": _printed(b)} if len(b) else {})})
    net = {"inputs": lesson.network.inputs, "loss": lesson.network.loss, "layers": tables}
    wanted = [float(v) for v in y] if lesson.network.loss in PROBABILITIES else _printed(y)
    rate = {"learning_rate": _printed(lesson.training.learning_rate), "steps": 1}
    return run(make_lesson({"network": net, "data": {"x": [_printed(x)], "y": [wanted]}, "training": rate}, file=lesson.file))


def _printed(values: Any) -> Any:
    """Numbers as they are on the sheet, in lists."""
    if np.ndim(values):
        return [_printed(value) for value in values]
    return parse(fmt(float(values), GIVEN_DIGITS))[0]
