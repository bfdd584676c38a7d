"""From a lesson's [data] to its examples: read from the one source that it names, made one-hot, standardized, split."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from engine import datasets
from engine.csv_data import read_csv
from engine.csv_table import listed
from engine.errors import wrong
from engine.examples import Examples, split
from engine.layers.embedding import NamesSpec
from engine.lesson import DataSpec, Lesson, Names, Standardized
from engine.lesson_named import check_named

SOURCES = ("x", "dataset", "csv")
BELONGS = {
    "x": ("y",),
    "csv": ("targets", "header", "columns", "ignore", "missing"),
    "dataset": ("examples", "noise", "seed"),
}


def read_examples(file: str, lesson: Lesson, folder: Path) -> Examples:
    """Every example, from the one source that the lesson names, its y as wide as the outputs where it tells classes."""
    data = lesson.data
    given = [key for key in SOURCES if getattr(data, key) is not None]
    if len(given) != 1:
        found = f"both {' and '.join(given)}" if given else "neither x nor dataset nor csv"
        raise wrong(file, "data", found, "exactly one of x, dataset, csv", 'Write for example: dataset = "xor"')
    _check_source(file, lesson, given[0])
    if given[0] == "csv":
        return _signed(lesson, read_csv(folder / str(data.csv), data, lesson.sizes[-1], file))
    if given[0] == "dataset":
        return _signed(lesson, _dataset(file, lesson))
    if data.classes:
        return _signed(lesson, Examples(data.x, _one_hot(file, data, lesson.sizes[-1]), file))
    return Examples(data.x, _no_targets(data) if lesson.network.loss == "output" and data.y is None else data.y, file)


def _signed(lesson: Lesson, examples: Examples) -> Examples:
    """Classes 0 and 1 of one output as -1 and 1, where the loss goes by the sign."""
    if lesson.network.loss != "hinge" or lesson.sizes[-1] != 1 or not np.isin(np.asarray(examples.y), (0, 1)).all():
        return examples
    return replace(examples, y=2.0 * np.asarray(examples.y, dtype=float) - 1.0)


def _no_targets(data: DataSpec) -> Any:
    """y of examples that are judged by the output itself."""
    return ((0.0,),) * len(data.x or ())


def kept_examples(file: str, lesson: Lesson) -> Examples | None:
    """The examples that the lesson itself keeps from training, or None."""
    data = lesson.data
    if (data.test_x is None) != (data.test_y is None):
        key, other = ("test_y", "test_x") if data.test_y is None else ("test_x", "test_y")
        raise wrong(file, f"data.{key}", "nothing, the key is missing", f"{other} together with {key}", f"Write {key} or remove {other}.")
    if data.test_x is None:
        return None
    if data.test is not None:
        raise wrong(file, "data.test", "test with test_x", "one of the two", "Remove test, or test_x and test_y.")
    return Examples(data.test_x, data.test_y, file, prefix="test_")


def prepared(file: str, lesson: Lesson, examples: Examples, kept: Examples | None) -> Lesson:
    """The lesson with its checked examples, arrays now: named, split and standardized as it asks."""
    data = lesson.data
    names = {**examples.names.model_dump(exclude_none=True), **lesson.names.model_dump(exclude_none=True)}
    examples = replace(examples, x=np.array(examples.x, dtype=float), y=np.array(examples.y, dtype=float), names=Names(**names))
    kept = kept and replace(kept, x=np.array(kept.x, dtype=float), y=np.array(kept.y, dtype=float))
    check_named(file, lesson, examples)
    if data.test is not None:
        if len(examples.x) < 2:
            raise wrong(file, "data.test", "a part of 1 example", "a part of 2 examples or more", "Remove test.")
        examples, kept = split(examples, data.test, data.seed or 0)
    by = _scale(file, lesson, examples)
    if data.standardize and by:
        examples, kept = examples.scaled(by), kept and kept.scaled(by)
    test = {"test_x": rows(kept.x), "test_y": rows(kept.y)} if kept else {}
    full = data.model_copy(update={"x": rows(examples.x), "y": rows(examples.y), "standardized": by, **test})
    return lesson.model_copy(update={"data": full, "names": examples.names})


def _scale(file: str, lesson: Lesson, examples: Examples) -> Standardized | None:
    """What the inputs are or have been standardized by, or None."""
    given, asked = lesson.data.standardized, lesson.data.standardize
    if asked and isinstance(lesson.network.layers[0], NamesSpec):
        raise wrong(file, "data.standardize", "inputs that are names", "inputs that are amounts", "Remove standardize.")
    if asked and given is not None:
        raise wrong(file, "data.standardized", "standardized with standardize", "one of the two", "Remove standardized.")
    by = examples.scale() if asked else given
    if by is None:
        return None
    if {len(by.mean), len(by.deviation)} != {lesson.sizes[0]}:
        found = f"{len(by.mean)} and {len(by.deviation)} numbers"
        raise wrong(file, "data.standardized", found, f"{lesson.sizes[0]} of each, as network.inputs", "Mend mean and deviation.")
    if not np.isfinite([by.mean, by.deviation]).all():
        raise wrong(file, "data.standardize", "inputs too large to take a mean of", "inputs up to 1e150", "Write them in another unit.")
    return by


def _one_hot(file: str, data: DataSpec, outputs: int) -> Any:
    """y (N, n_D) from class numbers, one for each example: counted from 0, else in the order of their size."""
    y = data.y or ()
    for m, row in enumerate(y):
        if len(row) != 1:
            allowed = "1 number, that of the class, since classes = true"
            raise wrong(file, f"data.y[{m}]", f"{len(row)} numbers", allowed, "Mend y, or remove classes.")
    numbers, many = sorted({row[0] for row in y}), max(outputs, 2)
    counted = all(k == int(k) and 0 <= k < many for k in numbers)
    if not counted and len(numbers) != many:
        found = f"{len(numbers)} different classes: {listed([f'{k:g}' for k in numbers])}"
        raise wrong(
            file, "data.y", found, f"{many} of them, {'one for each output' if outputs > 1 else 'for one output'}", "Mend y or units."
        )
    index = [int(row[0]) if counted else numbers.index(row[0]) for row in y]
    return rows(np.array(index, dtype=float)[:, None] if outputs == 1 else np.eye(outputs)[index])


def _dataset(file: str, lesson: Lesson) -> Examples:
    """The built-in data, its labels as wide as the network's outputs."""
    data, width = lesson.data, lesson.sizes[-1]
    name = str(data.dataset)
    options = {key: value for key in ("examples", "noise", "seed") if (value := getattr(data, key)) is not None}
    if name in datasets.GATES and set(options) - ({"seed"} if data.test is not None else set()):
        key = next(iter(options))
        raise wrong(file, f"data.{key}", f"{key} with {name}", f"{key} with moons, spirals or circles", f"Remove {key}.")
    if width > 2:
        key = f"network.layers[{len(lesson.network.layers) - 1}].units"
        raise wrong(file, key, f"{width} outputs with dataset {name}", "1 (label 0 or 1) or 2 (one for each class)", "Mend units.")
    x, labels = datasets.make(name, **options)
    return Examples(x, datasets.labels_to_y(labels, width), file)


def rows(array: Any) -> tuple[tuple[float, ...], ...]:
    """A 2-D array as tuples of floats."""
    return tuple(map(tuple, np.asarray(array, dtype=float).tolist()))


def _check_source(file: str, lesson: Lesson, source: str) -> None:
    """The keys that belong to other sources are absent, and those the source needs are there."""
    data = lesson.data
    for owner, keys in BELONGS.items():
        for key in keys:
            stray = owner != source and getattr(data, key) is not None
            if stray and not (key == "seed" and data.test is not None):
                raise wrong(file, f"data.{key}", f"{key} with {source}", f"{key} with {owner} only", f"Remove {key}.")
    if data.classes is not None and source == "dataset":
        raise wrong(file, "data.classes", f"classes with {source}", "classes with x or csv", "Remove classes.")
    if source == "x" and data.y is None and lesson.network.loss == "output":
        return
    if source != "dataset" and getattr(data, BELONGS[source][0]) is None:
        key, example = BELONGS[source][0], "y = [[0.01, 0.99]]" if source == "x" else 'targets = ["species"]'
        raise wrong(file, f"data.{key}", "nothing, the key is missing", f"{source} together with {key}", f"Write for example: {example}")
