"""What is too much for every run: some of it, drawn anew each day, and all of it with BACKREEL_ALL=1 (`make test-all`)."""

import os
import random
from collections.abc import Sequence
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
