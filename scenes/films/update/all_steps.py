"""Facts of all the steps of a run: how many there are, how they went, where they end. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine.reading import Number, Reading
from scenes.facts import is_mini_batch, outcome
from scenes.films.update.weights import SAID
from scenes.shown import Shown, told_apart

FEWEST_STEPS = 5  # that make a curve
LOG_SPAN = 30.0  # of the largest loss to the smallest: beyond it, a plain scale would lay the curve's end on its floor


def steps(t: Reading) -> int:
    """How many steps the lesson takes."""
    return len(t.losses) - 1


def is_long(t: Reading) -> bool:
    """Whether there are steps enough for a curve."""
    return steps(t) >= FEWEST_STEPS


def was_stopped(t: Reading) -> bool:
    """Whether the run ended at a loss that the lesson gives."""
    return bool(t.run.stopped is not None and t.run.stopped.reached)


def stop(t: Reading) -> Number:
    """The loss at which the lesson stops."""
    return t.at(f"{t.root}lesson.training.stop.loss" if was_stopped(t) else t.losses[0].path, "L")


def has_one_example(t: Reading) -> bool:
    """Whether the lesson has no other example than the one that it learns."""
    return len(t.lesson.data.x or ()) == 1


def ending(t: Reading) -> Literal["learns", "stuck", "failed"]:
    """What the film ends on: a run that is long enough to be shown may have stopped on its way, or not got anywhere."""
    found = outcome(t)
    if not is_long(t) or found in ("learned", "falling"):
        return "learns"
    return "stuck" if found == "stuck" else "failed"


def curve_of_losses(t: Reading) -> str:
    """How the run went, where there is one; `some_learned` and so on where each step looks at other examples."""
    found = outcome(t)
    return f"some_{found}" if is_mini_batch(t) and found in ("learned", "falling", "stuck") else found


def is_logarithmic(t: Reading) -> bool:
    """Whether the losses span so much that only a logarithmic scale shows their end."""
    losses = t.losses.array
    return bool(losses.min() > 0 and losses.max() > LOG_SPAN * losses.min())


def last_loss(t: Reading) -> Number:
    """The loss after the last step."""
    return t.losses[steps(t)]


def last_said(t: Reading) -> Shown:
    """The loss after the last step, with digits that tell it from the first."""
    return told_apart(t.losses[0], last_loss(t), SAID)[1]
