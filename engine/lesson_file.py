"""From a lesson file to a Lesson that is complete: data filled in, defaults chosen, everything checked."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engine.example_checks import check_examples, check_labels
from engine.layers.checks import check_batches, check_names, labels_of
from engine.layers.dropout import seeded
from engine.lesson import Lesson
from engine.lesson_checks import check_memory, check_network, numbers_of_a_step
from engine.lesson_data import kept_examples, prepared, read_examples
from engine.lesson_named import told
from engine.lesson_studies import check_seeds, check_studies
from engine.lesson_twins import twins_of, unrolled
from engine.lesson_wording import reworded
from engine.optimizers import OPTIONS
from engine.other_ways import as_ours
from engine.schedules import complete
from engine.spellings import respelled
from engine.toml_file import read_toml
from engine.training_checks import check_training
from engine.training_spec import TrainingSpec

SMALL_STEPS, SMALL_RECORD = 100, 200_000


def load_lesson(path: Path | str) -> Lesson:
    """Read, check and complete the lesson in this TOML file."""
    path = Path(path)
    return make_lesson(read_toml(path), file=str(path), folder=path.parent, title=path.stem)


def make_lesson(table: dict[str, Any], file: str = "lesson", folder: Path = Path(), title: str = "Untitled") -> Lesson:
    """Check and complete a lesson given as the tables of its file; `file` is what messages call it."""
    twins = [make_lesson(twin, f"{file}: twins[{k}]", folder, title) for k, twin in enumerate(twins_of(file, table))]
    table, written = as_ours(file, table)
    table, respelling = respelled(table)
    table = unrolled(file, table)
    try:
        lesson = Lesson.model_validate({"title": title, **table, "twins": ()})
    except ValidationError as error:
        raise reworded(file, error, table) from None
    lesson._file = file
    check_network(file, lesson.network)
    lesson = lesson.model_copy(update={"network": lesson.network.model_copy(update={"layers": seeded(lesson.network.layers)})})
    check_studies(file, lesson.studies)
    check_seeds(file, lesson.studies, lesson.training.steps)
    lesson = _with_examples(file, lesson, folder)
    lesson._notes = (*(f"{file}: {note}" for note in (*respelling, *written)), *lesson.notes)
    N = len(lesson.data.x or ())
    check_training(file, lesson, N)
    check_batches(file, lesson, N)
    lesson = lesson.model_copy(update={"training": _complete(file, lesson, N), "twins": tuple(twins)})
    return told(file, lesson)


def _with_examples(file: str, lesson: Lesson, folder: Path) -> Lesson:
    """The lesson with its examples, each of them checked."""
    examples, kept = read_examples(file, lesson, folder), kept_examples(file, lesson)
    for each in (examples, kept) if kept else (examples,):
        check_examples(each, lesson.sizes[0], *labels_of(lesson))
        check_names(lesson, each)
        check_labels(each, lesson.network.loss)
    lesson = prepared(file, lesson, examples, kept)
    lesson._notes = examples.notes
    return lesson


def _complete(file: str, lesson: Lesson, examples: int) -> TrainingSpec:
    """batch_size, record and the optimiser's options, chosen where the lesson leaves them open."""
    training = lesson.training
    batch_size = training.batch_size or examples
    numbers = numbers_of_a_step(lesson, batch_size)
    record = _record(training, numbers)
    check_memory(file, lesson, batch_size, record)
    own = {key: default for key, default in OPTIONS[training.optimizer].items() if getattr(training, key) is None}
    return training.model_copy(update={"batch_size": batch_size, "record": record, "schedule": complete(training), **own})


def _record(training: TrainingSpec, numbers: int) -> tuple[int, ...]:
    """The steps to keep, in order: those asked for; else all of a small run, the first and last of a large one."""
    if training.record is not None:
        return tuple(sorted(set(training.record)))
    if training.steps <= SMALL_STEPS and numbers * training.steps < SMALL_RECORD:
        return tuple(range(training.steps))
    return tuple(sorted({0, training.steps - 1}))
