"""What a lesson calls its parts, and which of them it wants told: as many names as parts, and parts that there are."""

import unicodedata
from typing import Any

from engine.errors import nearest, shown, wrong
from engine.examples import Examples
from engine.lesson import Lesson


def check_named(file: str, lesson: Lesson, examples: Examples) -> None:
    """There are as many names as inputs, outputs, examples, classes."""
    outputs = lesson.shapes[-1][-1]
    counts = {
        "inputs": (lesson.sizes[0], "one for each input"),
        "outputs": (outputs, "one for each output"),
        "examples": (len(examples.x), "one for each example"),
        "classes": (max(outputs, 2), "one for each class"),
    }
    for key, (count, what) in counts.items():
        names = getattr(examples.names, key)
        if names is not None and len(names) != count:
            raise wrong(file, f"names.{key}", f"{len(names)} names", f"{count}, {what}", f"Mend names.{key}.")
        for k, name in enumerate(names or ()):
            if not any(unicodedata.category(c)[0] in "LNPS" for c in name):
                raise wrong(file, f"names.{key}[{k}]", shown(name), "a name that can be seen", f"Mend names.{key}.")


def told(file: str, lesson: Lesson) -> Lesson:
    """The lesson with what it wants told as numbers, checked against the network, the examples and the recorded steps."""
    asked, sizes = lesson.told, lesson.sizes
    if asked.example is None and asked.inputs is None and asked.neuron is None and asked.weight is None:
        return lesson
    update: dict[str, Any] = {}
    if asked.example is not None:
        example = _number(file, "told.example", asked.example, lesson.names.examples, len(lesson.data.x or ()))
        _check_batch(file, lesson, example)
        update["example"] = example
    if asked.inputs is not None:
        numbers = [_number(file, f"told.inputs[{k}]", j, lesson.names.inputs, sizes[0]) for k, j in enumerate(asked.inputs)]
        update["inputs"] = tuple(dict.fromkeys(numbers))
    for key, limits in (("neuron", ("layer", "neuron")), ("weight", ("layer", "neuron", "input"))):
        for what, found, most in zip(limits, getattr(asked, key) or (), _most(lesson, key), strict=False):
            if found > most:
                raise wrong(file, f"told.{key}", f"{what} {found}", f"1 to {most}, counted as on screen", f"Mend told.{key}.")
    return lesson.model_copy(update={"told": asked.model_copy(update=update)})


def _most(lesson: Lesson, key: str) -> tuple[int, ...]:
    """How many layers there are, and neurons and inputs in the layer that is named."""
    asked, sizes = getattr(lesson.told, key), lesson.sizes
    layers = len(sizes) - 1
    l = min(asked[0], layers) if asked else layers
    return layers, sizes[l], sizes[l - 1]


def _number(file: str, key: str, asked: int | str, names: tuple[str, ...] | None, count: int) -> int:
    """The number, counted from 1, of what is asked for by number or by name."""
    if isinstance(asked, str):
        if asked not in (names or ()):
            allowed = ", ".join(names[:12]) if names else "a number, since there are no names"
            raise wrong(file, key, shown(asked), allowed, f"{nearest(asked, names or ())}Mend {key.split('[')[0]}.")
        return (names or ()).index(asked) + 1
    if asked > count:
        raise wrong(file, key, str(asked), f"1 to {count}, counted as on screen", f"Mend {key.split('[')[0]}.")
    return asked


def _check_batch(file: str, lesson: Lesson, example: int) -> None:
    """The first recorded step takes the example that is told."""
    examples, size, record = len(lesson.data.x or ()), lesson.training.batch_size, lesson.training.record
    if not size or not record or place_in_batch(example, record[0], size, examples) is not None:
        return
    batch = [(record[0] * size + m) % examples + 1 for m in range(size)]
    allowed = f"one of the batch of step {record[0]}, the first that is recorded: {', '.join(map(str, batch[:12]))}"
    step = next((k for k in range(lesson.training.steps) if place_in_batch(example, k, size, examples) is not None), None)
    mend = "Take more steps." if step is None else f"Record the step that takes it: record = [{step}]."
    raise wrong(file, "told.example", str(example), allowed, mend)


def place_in_batch(example: int, step: int, size: int, examples: int) -> int | None:
    """Where in the batch of a step an example stands, counted from 0; the example is counted from 1. None where it is not."""
    place = (example - 1 - step * size) % examples
    return place if place < size else None
