"""Four questions with four answers: the right one and what three usual mistakes make of it, none of which can be taken for another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from engine import Trace
from engine.notation import fmt
from engine.slips import Question, questions

CARDS, ANSWERS, KINDS = 4, 4, 6
APART = 0.005  # of the larger: what rounding on the way cannot bridge


@dataclass(frozen=True)
class Answer:
    """An answer as it is shown, and the mistake behind it: nothing where it is right."""

    shown: str
    why: str


@dataclass(frozen=True)
class Card:
    """A question with its answers in the order that they stand in."""

    asked: Question
    last: bool  # whether it is about the outputs
    answers: tuple[Answer, ...]

    @property
    def right(self) -> int:
        return next(k for k, answer in enumerate(self.answers) if not answer.why)


def cards(trace: Trace, rng: np.random.Generator) -> tuple[Card, ...]:
    """Four cards on a trace's one example, each of another kind where the network has so many; none where it has not four."""
    D, step = len(trace.net.layers), trace.steps[0]
    with np.errstate(all="ignore"):  # a mistake may lead beyond every number; it is no answer then
        found = list(questions(trace.net.layers, step.examples[0], step.update))  # type: ignore[arg-type]
    kinds = [[found[k] for k in rng.permutation(len(found)) if _kind(found[k], D) == kind] for kind in range(KINDS)]
    made = [[card for asked in kind if (card := _card(asked, D, rng))] for kind in kinds]
    first = [kind[0] for kind in made if kind]
    more = chain.from_iterable(kind[1:] for kind in made)
    four = [*first, *more][:CARDS]
    return tuple(sorted(four, key=lambda card: _kind(card.asked, D))) if len(four) == CARDS else ()


def _kind(asked: Question, D: int) -> int:
    """What is asked for, in the order of the way back; z is the last resort."""
    return {"delta": 0 if asked.l == D else 1, "dL_dW": 2, "W": 3, "L": 4, "z": 5}[asked.name]


def _card(asked: Question, D: int, rng: np.random.Generator) -> Card | None:
    """The question with its first three mistakes that cannot be taken for the right answer, or for each other."""
    kept = list(_apart(asked))[:ANSWERS]
    if len(kept) < ANSWERS:
        return None
    return Card(asked, asked.l == D, tuple(kept[k] for k in rng.permutation(ANSWERS)))


def _apart(asked: Question) -> Iterator[Answer]:
    seen: list[float] = []
    for value, why in [(asked.right, ""), *((slip.value, slip.why) for slip in asked.wrong)]:
        if np.isfinite(value) and all(abs(value - other) > APART * max(abs(value), abs(other)) for other in seen):
            seen.append(value)
            yield Answer(fmt(value), why)
