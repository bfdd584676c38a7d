"""What the parts of [training] owe one another and the network: batches, recorded steps, options, schedules, velocities that fit."""

from typing import Any

import numpy as np

from engine.errors import shown, wrong
from engine.lesson import Lesson
from engine.optimizers import OPTIONS
from engine.schedules import NEEDS, TAKES
from engine.training_spec import ScheduleSpec, TrainingSpec

EXAMPLES = {"every": "every = 5", "gamma": "gamma = 0.5", "steps": "steps = 100", "end": "end = 0.001", "rates": "rates = [0.1, 0.05]"}


def check_training(file: str, lesson: Lesson, examples: int) -> None:
    """Batches, recorded steps, options, and what else training is told."""
    training = lesson.training
    if training.batch_size is not None and training.batch_size > examples:
        allowed = f"1 to {examples}, the number of examples"
        raise wrong(file, "training.batch_size", str(training.batch_size), allowed, "Leave it out to take them all.")
    for m, k in enumerate(training.record or ()):
        if k >= training.steps:
            allowed = f"0 to {training.steps - 1}, since steps = {training.steps}"
            raise wrong(file, f"training.record[{m}]", str(k), allowed, "Mend record or steps.")
    _check_options(file, training)
    _check_penalty(file, training)
    if training.schedule is not None:
        _check_schedule(file, training, training.schedule)
    if training.velocity is not None:
        _check_velocity(file, lesson, training.velocity)
    trained = [spec.train is not False for spec, shape in zip(lesson.network.layers, lesson.shapes, strict=False) if spec.parameters(shape)]
    if trained and not any(trained):
        raise wrong(file, "network.layers", "train = false in every layer", "a layer that is trained, at least one", "Remove one.")


def _check_options(file: str, training: TrainingSpec) -> None:
    """Only the optimiser's own options are given."""
    own = OPTIONS[training.optimizer]
    for key in sorted({key for options in OPTIONS.values() for key in options} - set(own)):
        if getattr(training, key) is not None:
            allowed = f"for {training.optimizer}: {', '.join(own)}"
            mend = f"Remove {key}."
            if key == "weight_decay":
                mend = f'Write penalty = {{ l2 = {training.weight_decay} }}, or optimizer = "adamw", whose decay is not part of the slope.'
            raise wrong(file, f"training.{key}", f"{key} with optimizer {training.optimizer}", allowed, mend)
    if training.nesterov and not training.momentum:
        raise wrong(file, "training.nesterov", "nesterov without momentum", "nesterov with momentum above 0", "Write momentum = 0.9.")
    if training.velocity is not None and not training.momentum:
        found = f"velocity with optimizer {training.optimizer}" if training.optimizer != "sgd" else "velocity without momentum"
        raise wrong(file, "training.velocity", found, "velocity with sgd and momentum above 0", "Write momentum = 0.9, or remove velocity.")


def _check_penalty(file: str, training: TrainingSpec) -> None:
    """A penalty is one of sizes, of squares or of both."""
    penalty = training.penalty
    if penalty is not None and penalty.l1 is None and penalty.l2 is None:
        raise wrong(file, "training.penalty", "neither l1 nor l2", "l1, l2 or both", "Write for example: penalty = { l2 = 0.01 }")


def _check_schedule(file: str, training: TrainingSpec, schedule: ScheduleSpec) -> None:
    """A schedule has the keys of its kind; a list begins with the learning rate."""
    kind, key = schedule.kind, "training.schedule"
    given = [name for name in EXAMPLES if getattr(schedule, name) is not None]
    for name in given:
        if name not in TAKES[kind]:
            raise wrong(file, f"{key}.{name}", f"{name} with {kind}", f"for {kind}: {', '.join(TAKES[kind])}", f"Remove {name}.")
    for name in NEEDS[kind]:
        if name not in given:
            allowed = f"for {kind}: {', '.join(NEEDS[kind])}"
            raise wrong(file, f"{key}.{name}", "nothing, the key is missing", allowed, f"Write for example: {EXAMPLES[name]}")
    if schedule.rates is not None and schedule.rates[0] != training.learning_rate:
        allowed = f"{training.learning_rate:g} first, as learning_rate"
        raise wrong(file, f"{key}.rates", f"{schedule.rates[0]:g} first", allowed, "Mend rates, or remove learning_rate.")


def _check_velocity(file: str, lesson: Lesson, velocity: tuple[dict[str, Any], ...]) -> None:
    """A table for each layer, with arrays in the shapes of its parameters."""
    layers, shapes = lesson.network.layers, lesson.shapes
    if len(velocity) != len(layers):
        mend = "Write for example: velocity = [" + ", ".join(["{ W = [[0.1]] }", *["{}"] * (len(layers) - 1)][:3]) + "]"
        raise wrong(file, "training.velocity", f"{len(velocity)} tables", f"{len(layers)}, one for each layer", mend)
    for k, (layer, shape, given) in enumerate(zip(layers, shapes, velocity, strict=False)):
        wanted = {each.name: each.shape for each in layer.wanted(shape)}
        for name, value in given.items():
            key = f"training.velocity[{k}].{name}"
            if name not in wanted:
                allowed = f"parameters of this layer: {', '.join(wanted) or 'it has none'}"
                raise wrong(file, key, f"the unknown key {shown(name)}", allowed, "Rename or remove it.")
            _check_array(file, key, value, wanted[name])


def _check_array(file: str, key: str, value: Any, shape: tuple[int, ...]) -> None:
    """Finite numbers in this shape."""
    allowed = f"{' x '.join(map(str, shape))} finite numbers"
    try:
        found = np.array(value)
    except ValueError:
        raise wrong(file, key, "rows that are not equally long", allowed, "Mend it.") from None
    if found.dtype.kind not in "if" or not np.isfinite(found).all():
        raise wrong(file, key, shown(value), allowed, "Mend it.")
    if found.shape != shape:
        raise wrong(file, key, f"{' x '.join(map(str, found.shape)) or shown(value)} numbers", allowed, "Mend it.")
