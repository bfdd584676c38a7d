"""What is so on this lesson: who rates what, which way the first guess misses, what the trained tables say."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

import numpy as np

from engine.reading import Number, Numbers, Reading
from engine.studies.rows import Rows
from scenes.facts import way_of_the_loss as way_of_the_loss

Ordinal = Literal["first", "second", "third", "fourth"]  # at most four users and four items are drawn
ORDINALS: tuple[Ordinal, ...] = get_args(Ordinal)
ROOT = "studies.rows"
RIGHT = 0.1  # of a rating of one: what is told within it is nearly right

ALWAYS = {
    "promised": {"learns": "the film tells how, not how well"},
    "tables_fill": {"every": "the lesson has a row for each", "only": "the lesson starts with drawn numbers"},
    "multiplied": {"both": "a product of two lengths and a cosine", "same": "a product of two lengths and a cosine"},
    "why": {"never": "a look-up reads one row"},
    "matrices": {"same": "a look-up is a product with one-hot rows", "only": "an outer product with one-hot rows"},
    "stepped": {"all": "unfit asks for plain steps of one rating"},
    "second": {"nothing": "unfit asks for plain steps of one rating"},
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
    last = len(study(t).U) - 1
    return t.numbers(f"{ROOT}.U[{last}]", "w"), t.numbers(f"{ROOT}.V[{last}]", "w")


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


def is_liked(t: Reading) -> bool:
    """Whether the first rating is a good one."""
    return bool(t.y[0].value > 0)


def way_of_the_miss(t: Reading) -> Literal["low", "high"]:
    """On which side of what was wanted the first guess is."""
    return "low" if t.delta[2][0].value < 0 else "high"


def are_others(t: Reading) -> bool:
    """Whether the second rating names another user and another item than the first."""
    (user, item), (next_user, next_item) = pair(t), pair(t, 1)
    return user != next_user and item != next_item


def have_learned(t: Reading) -> bool:
    """Whether each rating comes out nearly right in the end."""
    after, told = t.numbers(f"{ROOT}.after").array, t.lesson.data
    names, ratings = np.array(told.x, dtype=int), np.array(told.y, dtype=float)[:, 0]
    return bool((np.abs(after[names[:, 0], names[:, 1]] - ratings) < RIGHT).all())


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


def is_recommended(t: Reading) -> bool:
    """Whether the trained tables say that this user will like this item."""
    return guess(t).value > 0


def large(t: Reading) -> Sizes:
    """Tables of a real size."""
    return Sizes(*(count(t, f"large.{name}") for name in Sizes._fields))
