"""What a lesson calls its inputs, outputs, examples and classes, and the example that it wants told."""

import unicodedata
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from engine.lesson_named import place_in_batch


@dataclass(frozen=True)
class Name:
    """What a person calls something: text in any script, one line of it, never markup; and its place in the trace."""

    text: str
    path: str

    def __str__(self) -> str:
        return self.text


class Read(Protocol):
    """A reading, of which only the lesson is wanted and the notes that are taken."""

    run: Any
    root: str
    told: tuple[int, int, int | None]

    def notes(self, path: str) -> None: ...


class Called:
    """`t.called.input(0)` is "petal length", None where the lesson gives no names; counted from 0 as in code."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def input(self, j: int) -> Name | None:
        """The name of input j."""
        return self._one("inputs", j)

    def output(self, i: int) -> Name | None:
        """The name of output i."""
        return self._one("outputs", i)

    def label(self, k: int) -> Name | None:
        """The name of class k."""
        return self._one("classes", k)

    def example(self, m: int | None = None) -> Name | None:
        """The name of example m of the step that is read; of the one that is told."""
        run, (step, told, _) = self._read.run, self._read.told
        size, examples = run.lesson.training.batch_size, len(run.lesson.data.x)
        return self._one("examples", (run.steps[step].step * size + (told if m is None else m)) % examples)

    def _one(self, key: str, k: int) -> Name | None:
        names = getattr(self._read.run.lesson.names, key)
        if names is None or k >= len(names):
            return None
        path = f"{self._read.root}lesson.names.{key}[{k}]"
        self._read.notes(path)
        seen = "".join(" " if c.isspace() else c for c in names[k] if c.isspace() or unicodedata.category(c)[0] != "C")
        return Name(" ".join(seen.split()), path)


def told_example(run: Any, step: int) -> int:
    """Which example of a recorded step is told, counted from 0: the one that the lesson asks for, where the step takes it.

    Else the first of which something passes every hidden layer; where there is none, the first whose inputs are not all zero: of one
    that sends nothing, or that rectifiers shut out, little can be seen.
    """
    lesson, taken = run.lesson, run.steps[step]
    if lesson.told.example is not None:
        place = place_in_batch(lesson.told.example, taken.step, lesson.training.batch_size, len(lesson.data.x))
        if place is not None:
            return place
    sent = [k for k, example in enumerate(taken.examples) if np.any(example.x)]
    heard = (k for k in sent if all(np.any(fwd.a) for fwd in taken.examples[k].forward[:-1]))
    return next(heard, sent[0] if sent else 0)
