"""How much a page may ask for: whatever it sends, this machine stays answerable."""

from __future__ import annotations

from engine import InputError, Lesson
from engine.layers.tables import kind_of
from engine.lesson_checks import numbers_of_a_step

MESSAGE = 2_000_000  # bytes of one message
PAGES = 8  # open at the same time
PARAMETERS, LAYERS, EXAMPLES, STEPS = 20_000, 24, 500, 20_000
WORK = 4e9  # multiplications of one answer, seconds at most
KEPT = 2_000_000  # numbers of one recorded step
CELLS = 128  # of a field, each way
WAITING = 3  # films that wait for their turn


def sizes(lesson: Lesson) -> int:
    """How many parameters a lesson has; InputError where it is too large for a page."""
    parameters = sum(layer.parameters(shape) for layer, shape in zip(lesson.network.layers, lesson.shapes, strict=False))
    asked = {"parameters": parameters, "layers": len(lesson.network.layers), "examples": len(lesson.data.x or ())}
    for what, allowed in (("parameters", PARAMETERS), ("layers", LAYERS), ("examples", EXAMPLES)):
        if asked[what] > allowed:
            raise InputError(f"found {asked[what]} {what}; allowed on the page: {allowed}. Films have no such bound")
    return parameters


def dense(lesson: Lesson) -> bool:
    """Whether all layers are dense, whatever the loss."""
    return all(kind_of(layer) == "dense" for layer in lesson.network.layers)


def work(lesson: Lesson, k: int) -> None:
    """Refuse what would take minutes: k steps of training and one that is kept."""
    sizes(lesson)
    batch = lesson.training.batch_size or 1
    products = sum(n * (m + 1) for m, n in zip(lesson.sizes, lesson.sizes[1:], strict=False))  # at most, of layers that share weights
    if not 0 <= k <= STEPS:
        raise InputError(f"found step {k}; allowed on the page: 0 to {STEPS}. Start again from the weights that you have")
    if 6.0 * products * batch * (k + 1) > WORK or numbers_of_a_step(lesson, batch) > KEPT:
        raise InputError("found more work than a page may ask for; take fewer steps, examples or units")
