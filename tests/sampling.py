"""What is too much for every run: some of it, drawn anew each day, and all of it with BACKREEL_ALL=1 (`make test-all`)."""

import os
import random
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

T = TypeVar("T")
WHOLE = bool(os.environ.get("BACKREEL_ALL"))
TODAY = date.today().toordinal()


def sampled(things: Sequence[T], count: int, salt: int = 0) -> list[T]:
    """So many of the things, in their order, others tomorrow; all of them in a whole run. The workers of a run agree."""
    if WHOLE or count >= len(things):
        return list(things)
    chosen = sorted(random.Random(f"{TODAY} {salt}").sample(range(len(things)), count))
    return [things[k] for k in chosen]


def lot(slow: Mapping[str, float], seconds: float) -> set[str]:
    """Which of the things that take so many seconds each have their turn today, as many as fit; the workers of a run agree."""
    turn, left = set(), seconds
    for name in random.Random(TODAY).sample(sorted(slow), len(slow)):
        if slow[name] <= left:
            turn.add(name)
            left -= slow[name]
    return turn
