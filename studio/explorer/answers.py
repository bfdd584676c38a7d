"""What the engine says to a page that asks: the chosen example of a lesson after k steps, then the step that follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine import InputError, Lesson, Step, Trace, make_lesson, run
from engine.batched import heard
from engine.building import build
from engine.lesson_checks import numbers_of_a_step
from studio.explorer import limits
from studio.explorer.field import field_of
from studio.explorer.frames import frame, plain

LENGTH = ("steps", "record", "stop")
SHOWN = 12  # examples of a lesson that a page which cannot ask can look at, fewer where they hold many numbers
MOST_SHOWN = 200_000
Told = tuple[dict[str, Any], dict[str, Any]]
FILES = ("csv", "targets")  # of a lesson's data: a page names no file


@dataclass(frozen=True)
class Asked:
    """A lesson, how many steps it was trained, and which example is looked at; `id` comes back with the answer.

    `field` holds inputs, (N, n_0), over which the page wants to know what the network says.
    """

    id: int
    lesson: Lesson
    k: int
    m: int
    field: np.ndarray | None = None

    @classmethod
    def of(cls, message: dict[str, Any]) -> Asked:
        """Check what a page sent."""
        numbers = [message.get(key, 0) for key in ("id", "k", "m")]
        if not all(type(number) is int and 0 <= number < 2**53 for number in numbers):
            raise InputError("found numbers that are not whole; id, k and m count from 0")
        lesson = lesson_of(message.get("lesson"), length=False)
        if numbers[2] >= len(lesson.data.x or ()):
            raise InputError(f"found example {numbers[2] + 1}; there are {len(lesson.data.x or ())}")
        limits.work(lesson, numbers[1])
        return cls(numbers[0], lesson, numbers[1], numbers[2], field_of(message.get("field"), lesson))

    @property
    def alone(self) -> bool:
        """Whether the lesson has one example: its step says all."""
        return len(self.lesson.data.x or ()) == 1


def lesson_of(table: Any, length: bool = True) -> Lesson:
    """The lesson that a page sent: it holds its data, and names no file and no twin; how long it trains is asked by itself."""
    if not isinstance(table, dict) or not isinstance(table.get("data"), dict):
        raise InputError("found no lesson; send one with network, data and training")
    if any(table["data"].get(key) is not None for key in FILES):
        raise InputError("found a file in data; a page sends the numbers themselves")
    table = {key: value for key, value in table.items() if key not in ("twins", "studies")}
    if not length and isinstance(table.get("training"), dict):
        table["training"] = {key: value for key, value in table["training"].items() if key not in LENGTH}
    return make_lesson(table, file="lesson")


def answers(asked: Asked) -> Iterator[bytes]:
    """The example first, which is quick; the whole step second, which a page that asked again need not wait for."""
    return (frame(facts, record) for facts, record in records(asked))


def records(asked: Asked) -> Iterator[Told]:
    """What is said and the records of the trace that say it: the example, then the step."""
    if asked.k or asked.alone or not limits.dense(asked.lesson):
        trace = trained(asked.lesson, asked.k)
        lesson = explicit(trace)
        yield from _both(asked, trace, lesson)
        return
    yield _example(asked, run(looked_at(asked.lesson, asked.m)))
    yield _step(asked, trained(asked.lesson, 0), asked.lesson)


def computed(lesson: Lesson, k: int) -> list[dict[str, Any]]:
    """The answers for the first examples after k steps, as JSON can write them: for a page that cannot ask."""
    found: list[dict[str, Any]] = []
    few = max(1, min(SHOWN, MOST_SHOWN // numbers_of_a_step(lesson, 1)))
    for m in range(min(len(lesson.data.x or ()), few)):
        (facts, one), (more, whole) = records(Asked(0, lesson, k, m))
        found.append({**facts, **more, "kind": "whole", **plain(one), **plain(whole)})
    return found


def _both(asked: Asked, trace: Trace, lesson: Lesson) -> Iterator[Told]:
    """The answer where the step was computed first; the example may not be in its batch."""
    if asked.alone or not limits.dense(lesson):
        examples = trace.steps[0].examples
        yield _example(asked, trace, min(asked.m, len(examples) - 1))
    else:
        yield _example(asked, run(looked_at(lesson, asked.m)))
    yield _step(asked, trace, lesson)


def trained(lesson: Lesson, k: int) -> Trace:
    """The run of k steps and one more, which alone is kept."""
    training = lesson.training.model_copy(update={"steps": k + 1, "record": (k,)})
    return run(lesson.model_copy(update={"training": training, "twins": ()}))


def explicit(trace: Trace) -> Lesson:
    """The lesson that begins where the kept step of a trace does."""
    if not limits.dense(trace.lesson):
        return trace.lesson
    layers = tuple(
        spec.model_copy(update={"weights": tuple(map(tuple, update.W.tolist())), "biases": tuple(update.b.tolist())})
        for spec, update in zip(trace.lesson.network.layers, trace.steps[0].update, strict=True)
    )
    return trace.lesson.model_copy(update={"network": trace.lesson.network.model_copy(update={"layers": layers})})


def looked_at(lesson: Lesson, m: int) -> Lesson:
    """The same lesson with example m alone."""
    x, y = lesson.data.x or (), lesson.data.y
    source = dict.fromkeys(("dataset", "examples", "noise", "seed"))
    data = lesson.data.model_copy(update={**source, "x": (x[m],), "y": (y[m],) if y else None})
    training = lesson.training.model_copy(update={"steps": 1, "record": (0,), "batch_size": 1})
    return lesson.model_copy(update={"data": data, "training": training, "twins": ()})


def _example(asked: Asked, trace: Trace, m: int = 0) -> Told:
    """Everything of the chosen example, and the parameters it was computed with."""
    step = trace.steps[0]
    weights = {"parameters": tuple({"W": u.W, "b": u.b} if hasattr(u, "W") else {} for u in step.update)}
    return {"id": asked.id, "kind": "example"}, {"example": step.examples[m], **weights}


def _step(asked: Asked, trace: Trace, lesson: Lesson) -> Told:
    """The step's update, its loss before and after, what every example of its batch got, and what is said over a field."""
    step, size = trace.steps[0], trace.lesson.training.batch_size or 1
    first = asked.k * size
    told = {"L": step.L, "L_new": step.L_new, "eta": step.eta, "update": step.update, "losses": _kept(trace.losses), **_outputs(step)}
    if asked.field is not None:
        told["said"] = heard(build(lesson), asked.field)[-1][1].T
    facts = {"id": asked.id, "kind": "step", "first": first, "count": len(asked.lesson.data.x or ()), "convention": trace.convention}
    return facts, {"step": told}


def _outputs(step: Step) -> dict[str, Any]:
    """L and the last layer's a of every example of the batch."""
    return {"each_L": tuple(e.L for e in step.examples), "each_a": tuple(e.forward[-1].a for e in step.examples)}


def _kept(losses: tuple[float, ...], most: int = 400) -> tuple[float, ...]:
    """The losses that a curve needs: all of them, or every n-th and the last two."""
    stride = -(-len(losses) // most)
    return losses if stride == 1 else (*losses[:-2:stride], *losses[-2:])
