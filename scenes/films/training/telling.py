"""Which hidden neurons are drawn of many: those that count most in the end. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

import numpy as np

from engine.batched import heard
from engine.reading import Reading
from scenes.films.training.facts import ends

MOST = 3  # hidden neurons drawn of a layer


def drawn(t: Reading, l: int) -> list[int]:
    """The hidden neurons of layer l that are drawn: of many the three that count most in the end: how far each moves, times its weight."""
    n, (_, last) = t.sizes[l], ends(t)
    if n <= MOST:
        return list(range(n))
    _, a = heard(last, np.array(t.lesson.data.x))[l - 1]
    counts = np.nan_to_num(np.abs(last.layers[l].W).max(axis=0) * np.ptp(a, axis=0))
    return sorted(np.argsort(-counts, kind="stable")[:MOST].tolist())


def left_out(t: Reading) -> Literal["nothing", "of_one", "of_many"]:
    """Whether some hidden neurons are not drawn: of the only hidden layer, or of several."""
    if max(t.sizes[1:-1]) <= MOST:
        return "nothing"
    return "of_one" if t.D == 2 else "of_many"


def most(t: Reading) -> int:
    """How many hidden neurons are drawn of a layer at most."""
    return MOST
