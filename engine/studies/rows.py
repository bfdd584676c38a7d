"""Two tables of rows, trained one rating at a time: every row after every step, what the tables then say, and what a step costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np

from engine.arrays import Array, Record
from engine.replay import LONGEST
from engine.trace import Trace
from engine.training import run
from engine.within import Within

ANY_KIND = True


@dataclass(frozen=True, eq=False)
class Large(Record):
    """Tables of a real size, by the same count: all numbers in them, and how many of them one rating moves."""

    users: float
    items: float
    units: float
    numbers: float  # (users + items) units
    moved: float  # two rows: 2 units


@dataclass(frozen=True, eq=False)
class Rows(Record):
    """n users, m items, d units, S steps of one rating each, R ratings.

    U (S + 1, n, d), V (S + 1, m, d): the tables before each step and after the last
    user (R,), item (R,), rating (R,): what was told      told (n, m): 1 where a rating was told, else 0
    before (n, m), after (n, m): u_i . v_j of every pair, at the start and at the end
    way_U (2, 25, n, d), way_V (2, 25, m, d): the tables after the first two steps at learning rates from 0 to the lesson's
    guess: u_i . v_j of the pair guess_user, guess_item that nobody rated and that is farthest from zero at the end
    numbers: how many both tables hold      moved: how many had a gradient other than zero in the first step
    miss: of the first rating, a - y
    """

    U: Array
    V: Array
    user: Array
    item: Array
    rating: Array
    told: Array
    before: Array
    after: Array
    way_U: Array
    way_V: Array
    guess_user: float
    guess_item: float
    guess: float
    steps: float
    ratings: float
    numbers: float
    moved: float
    miss: float
    large: Large


def suits(trace: Trace) -> bool:
    """Two tables and a plain dot product under the squared error or half of it, one rating a step, two steps recorded."""
    network, training = trace.lesson.network, trace.lesson.training
    if [getattr(layer, "kind", "") for layer in network.layers] != ["embedding_pair", "dot"] or network.layers[1].activation != "identity":
        return False
    plain = trace.lesson.plain and training.batch_size == 1 and training.steps <= LONGEST
    return plain and network.loss in ("squared_error", "mse") and len(trace.steps) >= 2


def study(
    trace: Trace,
    users: Annotated[float, Within(1, 1e9, whole=True)] = 100_000,
    items: Annotated[float, Within(1, 1e9, whole=True)] = 10_000,
    units: Annotated[float, Within(1, 1e6, whole=True)] = 8,
) -> Rows:
    """Train again with every step recorded; `users`, `items`, `units` are the sizes of the large tables."""
    lesson = trace.lesson
    training = lesson.training.model_copy(update={"record": tuple(range(lesson.training.steps))})
    steps = run(lesson.model_copy(update={"training": training, "twins": ()})).steps
    tables = {name: [getattr(s.update[0], name) for s in steps] + [getattr(steps[-1].update[0], f"{name}_new")] for name in "UV"}
    U, V = (np.array(tables[name]) for name in "UV")
    names, rating = np.array(lesson.data.x, dtype=int), np.array(lesson.data.y, dtype=float)[:, 0]
    told = np.zeros((U.shape[1], V.shape[1]))
    told[names[:, 0], names[:, 1]] = 1.0
    first: Any = steps[0].update[0]
    after = U[-1] @ V[-1].T
    user, item = np.unravel_index(np.argmax(np.abs(after) * (1 - told)), told.shape)
    way = [np.array([_way(step.update[0], name) for step in steps[:2]]) for name in "UV"]
    moved = float(np.count_nonzero(first.dL_dU) + np.count_nonzero(first.dL_dV))
    large = Large(users, items, units, (users + items) * units, 2 * units)
    return Rows(
        U=U, V=V, user=names[:, 0].astype(float), item=names[:, 1].astype(float), rating=rating, told=told,
        before=U[0] @ V[0].T, after=after, way_U=way[0], way_V=way[1],
        guess_user=float(user), guess_item=float(item), guess=float(after[user, item]),
        steps=float(len(steps)), ratings=float(len(rating)), numbers=float(U[0].size + V[0].size), moved=moved,
        miss=float(trace.steps[0].examples[0].forward[-1].a[0] - rating[0]), large=large,
    )  # fmt: skip


def _way(update: Any, name: str) -> Array:
    """One table after its step at 25 learning rates from 0 to the lesson's."""
    table: Array = getattr(update, name)
    step: Array = getattr(update, f"step_{name}")
    return np.array([table - part * step for part in np.linspace(0.0, 1.0, 25)])
