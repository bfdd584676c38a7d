"""What is so on this lesson: who rates what, which way the first guess misses, what the trained tables say."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

import numpy as np

from engine.reading import Number, Numbers, Reading
from engine.studies.rows import Rows
from scenes.facts import way_of_the_loss as way_of_the_loss

Ordinal = Literal["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]
ORDINALS: tuple[Ordinal, ...] = get_args(Ordinal)
ROOT = "studies.rows"
MOST_ROWS, MOST_UNITS = len(ORDINALS), 3  # of a table; numbers in a row
ARROWS, APART = 8, 0.09  # rows that are drawn as arrows, whose tips stand so far from each other, of the longest
RIGHT = 0.1  # of the largest rating: a guess that misses by less is right
FAR = 10.0  # times the largest rating: guesses beyond have run away
CROWD = 24  # numbers in both tables
SHORT = 7  # rows of both tables that fit under each other beside them
SINGLE, HALTS = 12, 9  # steps of the training that are shown one by one, and then its halts, at which numbers are read
FEW, MANY = 3, 3  # digits of the numbers of short rows and of long ones

ALWAYS = {
    "tables_fill": {"every": "the lesson has a row for each", "only": "the lesson starts with drawn numbers"},
    "why": {"never": "a look-up reads one row"},
    "matrices": {"same": "a look-up is a product with one-hot rows", "only": "an outer product with one-hot rows"},
    "stepped": {"all": "unfit asks for plain steps of one rating"},
    "second": {"only": "unfit asks for plain steps of one rating", "nothing": "unfit asks for plain steps of one rating"},
    "asked_rest": {"every": "the table holds each pair", "all": "the lesson's data are its ratings"},
    "answered": {"every": "a dot product asks for two rows only"},
    "cheap": {
        "grow": "a step's cost depends on two rows", "slower": "a step's cost depends on two rows",
        "same": "a language model begins with a table of rows",
    },
    "harvest": {"every": "unfit asks for plain steps of one rating"},
}  # fmt: skip


class Counted(NamedTuple):
    """A user and an item, each as the one they are in their table."""

    user: Ordinal
    item: Ordinal


class Sizes(NamedTuple):
    """Tables of a real size: their rows, the numbers in a row, all numbers, and how many of them one rating moves."""

    users: Number
    items: Number
    units: Number
    numbers: Number
    moved: Number


def study(t: Reading) -> Rows:
    """The training again, every row after every step."""
    rows: Rows = t.trace.studies["rows"]
    return rows


def count(t: Reading, name: str) -> Number:
    """A count of the study."""
    return t.at(f"{ROOT}.{name}", "count")


def misfit(t: Reading) -> Literal["fits", "none", "large", "met", "all", "diverged"]:
    """Whether there are two tables that fit the film: else what is in its way."""
    if "rows" not in t.trace.studies:
        return "none"
    (n, d), m = t.U[1].array.shape, len(t.V[1])
    if not np.isfinite(study(t).U).all() or np.abs(study(t).after).max() > FAR * np.abs(study(t).rating).max():
        return "diverged"
    if min(n, m) < 2 or max(n, m) > MOST_ROWS or d > MOST_UNITS:
        return "large"
    return "met" if not t.delta[2][0].value else "all" if study(t).told.all() else "fits"


def digits(t: Reading) -> int:
    """How many digits a number of a row is shown with."""
    return FEW if t.U[1].array.shape[1] <= 2 and max(len(t.U[1]), len(t.V[1])) <= 4 else MANY


def is_crowded(t: Reading) -> bool:
    """Whether the tables have so many numbers that rows of zeros are written as one zero."""
    return numbers(t).value > CROWD


def is_short(t: Reading) -> bool:
    """Whether both tables have so few rows that their slopes fit under each other."""
    return len(t.U[1]) + len(t.V[1]) <= SHORT


def is_of_arrows(t: Reading) -> bool:
    """Whether rows are drawn as arrows: of two numbers, few enough, and never too near each other when they rest."""
    U, V = study(t).U, study(t).V
    if U.shape[2] != 2 or U.shape[1] + V.shape[1] > ARROWS:
        return False
    reach = max(float(np.hypot(rows[..., 0], rows[..., 1]).max()) for rows in (U, V))
    return all(_apart(np.concatenate([U[k], V[k]])) > APART * reach for k in (0, 1, 2, -1))


def _apart(rows: np.ndarray) -> float:
    """The distance of the two ends (n, 2) that are nearest to each other."""
    gaps = np.hypot(*(rows[:, None] - rows[None]).transpose(2, 0, 1)) + np.where(np.eye(len(rows)), np.inf, 0.0)
    return float(gaps.min())


def is_of_bars(t: Reading) -> bool:
    """Whether they are drawn as bars."""
    return not is_of_arrows(t)


# ---- the tables and who is looked up in them


def pair(t: Reading, k: int = 0) -> tuple[int, int]:
    """The user and the item that step k is about, counted from 0."""
    user, item = (int(name) for name in t.of(step=k, example=0).x.array)
    return user, item


def guessed_pair(t: Reading) -> tuple[int, int]:
    """The user and the item whose guess is told in the end, counted from 0."""
    return int(count(t, "guess_user").value), int(count(t, "guess_item").value)


def tables(t: Reading, k: int = 0) -> tuple[Numbers, Numbers]:
    """U and V before recorded step k, their entries weights."""
    here = t.of(step=k, example=0)
    return t.numbers(here.U[1].path, "w"), t.numbers(here.V[1].path, "w")


def stepped_tables(t: Reading, k: int = 0) -> tuple[Numbers, Numbers]:
    """U and V after recorded step k."""
    here = t.of(step=k, example=0)
    return t.numbers(here.U_new[1].path, "w"), t.numbers(here.V_new[1].path, "w")


def trained_tables(t: Reading) -> tuple[Numbers, Numbers]:
    """U and V after the last step."""
    return tables_at(t, len(study(t).U) - 1)


def tables_at(t: Reading, k: int) -> tuple[Numbers, Numbers]:
    """U and V before step k of the whole training."""
    return t.numbers(f"{ROOT}.U[{k}]", "w"), t.numbers(f"{ROOT}.V[{k}]", "w")


def single_steps(t: Reading) -> list[int]:
    """The steps after the two that were told, so many as are shown one by one."""
    return list(range(2, min(2 + SINGLE, len(study(t).U) - 1)))


def halts(t: Reading) -> list[int]:
    """From there to the end of the training, in ever larger strides: how many steps were made at each halt."""
    end = len(study(t).U) - 1
    return sorted({round(k) for k in np.geomspace(min(2 + SINGLE, end), end, HALTS)})


def touched(t: Reading, k: int) -> tuple[list[int], list[int]]:
    """The users and the items whose rows step k changes."""
    changed = [(rows[k + 1] != rows[k]).any(axis=1) for rows in (study(t).U, study(t).V)]
    users, items = (np.flatnonzero(rows).tolist() for rows in changed)
    return users, items


def slopes(t: Reading) -> tuple[Numbers, Numbers]:
    """dL/dU and dL/dV of the first step."""
    return t.numbers(t.dL_dU[1].path, "dL_dw"), t.numbers(t.dL_dV[1].path, "dL_dw")


# ---- what the sentences ask


def rated(t: Reading) -> Counted:
    """Who rates first, and what."""
    user, item = pair(t)
    return Counted(ORDINALS[user], ORDINALS[item])


def rated_next(t: Reading) -> Counted:
    """Who rates next, and what."""
    user, item = pair(t, 1)
    return Counted(ORDINALS[user], ORDINALS[item])


def guessed(t: Reading) -> Counted:
    """Who is guessed about in the end, and what."""
    user, item = guessed_pair(t)
    return Counted(ORDINALS[user], ORDINALS[item])


def rating(t: Reading) -> Literal["liked", "disliked", "number"]:
    """What the first rating says: that the user liked it or not, where ratings have both signs; else it is a number."""
    if not _has_both_signs(t):
        return "number"
    return "liked" if t.y[0].value > 0 else "disliked"


def _has_both_signs(t: Reading) -> bool:
    told = study(t).rating
    return bool(told.min() < 0 < told.max())


def is_of_likes(t: Reading) -> bool:
    """Whether ratings say that something was liked, or not."""
    return _has_both_signs(t)


def is_graded(t: Reading) -> bool:
    """Whether some likes are weaker than a whole one."""
    liked = study(t).rating[study(t).rating > 0]
    return bool(is_of_likes(t) and liked.max() == 1.0 and liked.min() < 1.0)


def is_of_numbers(t: Reading) -> bool:
    """Whether ratings are numbers of one sign."""
    return not _has_both_signs(t)


def judge(t: Reading) -> Literal["half", "whole"]:
    """Whether the loss is half the squared miss, or the squared miss."""
    return "half" if t.lesson.network.loss == "squared_error" else "whole"


def miss(t: Reading) -> Number:
    """a - y of the first rating; of the whole square the slope is twice as much."""
    return t.at(f"{ROOT}.miss", "error")


def meets_again(t: Reading) -> Literal["none", "user", "item", "both"]:
    """Which row of the first rating the next one looks up again."""
    (user, item), (next_user, next_item) = pair(t), pair(t, 1)
    return ("both" if item == next_item else "user") if user == next_user else "item" if item == next_item else "none"


def turns(t: Reading) -> bool:
    """Whether every user's row comes to point more along the items that it liked, and more against those that it did not."""
    found = study(t)
    before, after = (_along(found.U[k], found.V[k]) for k in (0, -1))
    told = zip(found.user.astype(int), found.item.astype(int), found.rating, strict=True)
    return _has_both_signs(t) and all((after - before)[user, item] * told > 0 for user, item, told in told)


def _along(U: np.ndarray, V: np.ndarray) -> np.ndarray:
    """The cosine of every user with every item, (n, m)."""
    return np.asarray(U @ V.T / (np.linalg.norm(U, axis=1)[:, None] * np.linalg.norm(V, axis=1)))


def comes_right(t: Reading) -> Literal["right", "nearer", "gone"]:
    """Whether the trained tables say what was told: right, nearer than at the start, or not."""
    found = study(t)
    users, items = found.user.astype(int), found.item.astype(int)
    before, after = (np.abs(said[users, items] - found.rating) for said in (found.before, found.after))
    if after.max() <= RIGHT * np.abs(found.rating).max():
        return "right"
    return "nearer" if np.square(after).sum() < np.square(before).sum() else "gone"


def way_of_the_miss(t: Reading) -> Literal["low", "high"]:
    """On which side of what was wanted the first guess is."""
    return "low" if t.delta[2][0].value < 0 else "high"


def numbers(t: Reading) -> Number:
    """How many numbers both tables hold."""
    return count(t, "numbers")


def moved(t: Reading) -> Number:
    """How many of them have a slope that is not zero in the first step."""
    return count(t, "moved")


def steps(t: Reading) -> Number:
    """How many steps the lesson trains."""
    return count(t, "steps")


def ratings(t: Reading) -> Number:
    """How many ratings are told."""
    return count(t, "ratings")


def guess(t: Reading) -> Number:
    """What the trained tables say of the pair that is guessed about."""
    return t.at(f"{ROOT}.guess", "a")


def fate(t: Reading) -> Literal["recommended", "no", "number"]:
    """Whether the trained tables say that this user will like this item, where ratings have both signs; else it is a number."""
    return ("recommended" if guess(t).value > 0 else "no") if _has_both_signs(t) else "number"


def large(t: Reading) -> Sizes:
    """Tables of a real size."""
    return Sizes(*(count(t, f"large.{name}") for name in Sizes._fields))
