"""From a lesson file to a Lesson that is complete: data filled in, defaults chosen, everything checked."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import ValidationError

from engine import datasets
from engine.csv_data import read_csv
from engine.errors import InputError, wrong
from engine.layers.checks import check_batches, check_names, labels_of
from engine.lesson import DataSpec, Lesson, TrainingSpec
from engine.lesson_checks import check_examples, check_labels, check_network, check_training, numbers_of_a_step
from engine.lesson_studies import check_studies
from engine.lesson_twins import twins_of, unrolled
from engine.lesson_wording import reworded
from engine.optimizers import OPTIONS

SMALL_STEPS, SMALL_RECORD, MOST_RECORD = 100, 200_000, 20_000_000
SOURCES = ("x", "dataset", "csv")


def load_lesson(path: Path | str) -> Lesson:
    """Read, check and complete the lesson in this TOML file."""
    path = Path(path)
    return make_lesson(_toml(path), file=str(path), folder=path.parent, title=path.stem)


def make_lesson(table: dict[str, Any], file: str = "lesson", folder: Path = Path(), title: str = "Untitled") -> Lesson:
    """Check and complete a lesson given as the tables of its file; `file` is what messages call it."""
    twins = [make_lesson(twin, f"{file}: twins[{k}]", folder, title) for k, twin in enumerate(twins_of(file, table))]
    try:
        lesson = Lesson.model_validate({"title": title, **unrolled(file, table), "twins": ()})
    except ValidationError as error:
        raise reworded(file, error) from None
    lesson._file = file
    check_network(file, lesson.network)
    check_studies(file, lesson.studies)
    x, y = _examples(file, lesson, folder)
    width, labels = labels_of(lesson)
    check_examples(file, (lesson.sizes[0], width), x, y, labels)
    check_names(file, lesson, x, y)
    check_labels(file, lesson.network.loss, np.array(y))
    check_training(file, lesson.training, len(x))
    check_batches(file, lesson, len(x))
    data = lesson.data.model_copy(update={"x": x, "y": y})
    return lesson.model_copy(update={"data": data, "training": _complete(file, lesson, len(x)), "twins": tuple(twins)})


def _toml(path: Path) -> dict[str, Any]:
    """The file's tables."""
    file = str(path)
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        reason = f"a file that cannot be read ({error.strerror or error})"
        raise wrong(file, "", reason, "a lesson file in TOML", "Check the path.") from None
    except UnicodeDecodeError as error:
        found = f"a byte that is not UTF-8 at position {error.start}"
        raise wrong(file, "", found, "UTF-8 text", "Save the file as UTF-8.") from None
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "lists too deep or numbers too long"
        raise wrong(file, "", f"something that is not TOML: {reason}", "TOML", "Mend the place named.") from None


def _examples(file: str, lesson: Lesson, folder: Path) -> tuple[Any, Any]:
    """x and y as tuples of tuples, from the one source that the lesson names."""
    data = lesson.data
    given = [key for key in SOURCES if getattr(data, key) is not None]
    if len(given) != 1:
        found = f"both {' and '.join(given)}" if given else "neither x nor dataset nor csv"
        raise wrong(file, "data", found, "exactly one of x, dataset, csv", 'Write for example: dataset = "xor"')
    _check_source(file, data, given[0])
    if given[0] == "x":
        return data.x, data.y
    if given[0] == "csv":
        x, y = read_csv(folder / str(data.csv), data.targets or (), lesson.sizes[-1], file)
    else:
        x, y = _dataset(file, lesson)
    return _tuples(x), _tuples(y)


def _check_source(file: str, data: DataSpec, source: str) -> None:
    """The keys that belong to other sources are absent, and those the source needs are there."""
    belongs = {"x": ("y",), "csv": ("targets",), "dataset": ("examples", "noise", "seed")}
    for owner, keys in belongs.items():
        for key in keys:
            if owner != source and getattr(data, key) is not None:
                raise wrong(file, f"data.{key}", f"{key} with {source}", f"{key} with {owner} only", f"Remove {key}.")
    if source != "dataset" and getattr(data, belongs[source][0]) is None:
        key, example = belongs[source][0], "y = [[0.01, 0.99]]" if source == "x" else 'targets = ["species"]'
        raise wrong(file, f"data.{key}", "nothing, the key is missing", f"{source} together with {key}", f"Write for example: {example}")


def _dataset(file: str, lesson: Lesson) -> tuple[Any, Any]:
    """The built-in data, its labels as wide as the network's outputs."""
    data, width = lesson.data, lesson.sizes[-1]
    name = str(data.dataset)
    options = {key: value for key in ("examples", "noise", "seed") if (value := getattr(data, key)) is not None}
    if name in datasets.GATES and options:
        key = next(iter(options))
        raise wrong(file, f"data.{key}", f"{key} with {name}", f"{key} with moons, spirals or circles", f"Remove {key}.")
    if width > 2:
        key = f"network.layers[{len(lesson.network.layers) - 1}].units"
        raise wrong(file, key, f"{width} outputs with dataset {name}", "1 (label 0 or 1) or 2 (one for each class)", "Mend units.")
    x, labels = datasets.make(name, **options)
    return x, datasets.labels_to_y(labels, width)


def _complete(file: str, lesson: Lesson, examples: int) -> TrainingSpec:
    """batch_size, record and the optimiser's options, chosen where the lesson leaves them open."""
    training = lesson.training
    batch_size = training.batch_size or examples
    numbers = numbers_of_a_step(lesson, batch_size)
    record = _record(training, numbers)
    if numbers * len(record) > MOST_RECORD:
        raise InputError(
            f"{file}: training.record: found {len(record)} steps of about {numbers} numbers; "
            f"allowed: at most {MOST_RECORD} numbers. Record fewer steps or lower batch_size."
        )
    own = {key: default for key, default in OPTIONS[training.optimizer].items() if getattr(training, key) is None}
    return training.model_copy(update={"batch_size": batch_size, "record": record, **own})


def _record(training: TrainingSpec, numbers: int) -> tuple[int, ...]:
    """The steps to keep, in order: those asked for; else all of a small run, the first and last of a large one."""
    if training.record is not None:
        return tuple(sorted(set(training.record)))
    if training.steps <= SMALL_STEPS and numbers * training.steps < SMALL_RECORD:
        return tuple(range(training.steps))
    return tuple(sorted({0, training.steps - 1}))


def _tuples(rows: Any) -> tuple[tuple[float, ...], ...]:
    """A 2-D array as tuples of floats."""
    return tuple(tuple(row) for row in rows.tolist())
