"""What is so of the told head: whom the followed token looks at, what comes back to its shares, how it guesses. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from engine.called import Name
from engine.notation import fmt
from engine.reading import Number, Reading
from scenes.films.attention import read
from scenes.films.attention.read import FIRST as FIRST
from scenes.films.attention.read import has_several_heads as has_several_heads
from scenes.films.attention.read import head as head
from scenes.films.attention.read import is_causal as is_causal
from scenes.films.attention.read import me as me
from scenes.films.attention.read import seen as seen
from scenes.films.attention.read import tokens as tokens
from scenes.sentence import Term

ROOT = "studies.attention"
OURS = ("Mary", "eats", "hot", "soup", "Tom", "chips")  # the words of the lesson that the film carries
READ, GUESSED = [[0, 1, 2], [4, 1, 2]], [[1, 2, 3], [1, 2, 5]]  # two sentences that end differently after the same word
MOST = 6  # tokens that there is room for
HARDLY = 0.05  # of what a token takes in: a share below it hardly counts
DIGITS = 2  # of a share that is said
FAINT = 1e-9  # of the largest slope of the head: what is less cannot be told from rounding

ALWAYS = {
    "softmax": {"positive": "e to any number is above zero"},
    "pushed": {
        "grows": "the slope of a share by its own score is p(1 - p), above zero", "shrink": "shares add up to one",
        "every": "no share of a softmax is zero", "all": "no share of a softmax is zero",
    },
}  # fmt: skip


class Sizes(NamedTuple):
    """A Transformer of a real size."""

    layers: Number
    heads: Number
    width: Number
    billions: Number


Misfit = Literal["fits", "headless", "crowd", "blameless"]


def misfit(t: Reading) -> Misfit:
    """Whether there is a head that can be told: else what is in its way."""
    if not set(read.kinds(t)) & set(read.HEADED):
        return "headless"
    if not 2 <= read.count(t) <= MOST:
        return "crowd"
    felt, known = (np.abs(head(t, field).array).max() for field in ("dL_dA", "dL_dV"))
    return "fits" if felt > FAINT * max(known, 1.0) else "blameless"


# ---- whom the sentences speak of


def name(t: Reading) -> Name:
    """What the followed token is called."""
    return read.token(t, me(t))


def first(t: Reading) -> Name:
    """What the token is called that it looks at."""
    return read.token(t, FIRST)


def count(t: Reading) -> int:
    """How many tokens are read."""
    return read.count(t)


def looking(t: Reading) -> int:
    """How many tokens may look at the first."""
    return sum(FIRST in seen(t, k) for k in tokens(t))


def rows_left(t: Reading) -> Literal["lone", "more", "open"]:
    """What the other rows of the table are: one with a single cell, that and more, or rows of which no cell is hidden."""
    if not is_causal(t):
        return "open"
    return "more" if count(t) > 2 else "lone"


def heads(t: Reading) -> int:
    """How many heads the layer has."""
    return read.heads(t)


def opening(t: Reading) -> Literal["ends", "own"]:
    """Whether the two sentences are read that end differently after the same word."""
    data, names = t.lesson.data, t.lesson.names.outputs
    words = [np.array(rows, dtype=int).tolist() if np.ndim(rows) == 2 else [] for rows in (data.x or (), data.y or ())]
    is_ours = names == OURS and read.is_named(t) and words == [READ, GUESSED]
    return "ends" if is_ours and t.x.array.tolist() == READ[0] else "own"


def is_ours(t: Reading) -> bool:
    """The same, as yes or no."""
    return opening(t) == "ends"


def length(t: Reading) -> Number:
    """d, how long queries and keys are, as the lesson says."""
    return t.at(f"lesson.network.layers[{read.layer(t) - 1}].width", "count")


def words(t: Reading) -> Number:
    """How many tokens are guessed after: as many as the answer names."""
    return t.at("lesson.network.inputs", "count") if len(t.x) == len(t.y) else t.at("lesson.network.shape[0]", "count")


def share(t: Reading) -> Number:
    """How much of what the followed token takes in comes from the first."""
    number: Number = head(t, "A")[me(t)][FIRST]
    return number


def average_blame(t: Reading) -> Number:
    """What comes back to the shares of the followed token, each weighted by its share."""
    return t.at(f"{ROOT}.mean[{me(t)}]", "dL_dA")


# ---- what comes of it


def ending(t: Reading) -> Literal["direct", "later", "other"]:
    """What follows the head: the layer that guesses the next token, several up to that one, or something else."""
    if t.lesson.network.loss != "next_token" or t.a[t.D].array.ndim != 2 or len(t.a[t.D]) != read.count(t):
        return "other"
    return "direct" if read.layer(t) == t.D - 1 else "later"


def guesses(t: Reading) -> bool:
    """Whether every token guesses the one after it."""
    return ending(t) != "other"


def loss(t: Reading) -> Term:
    """The name of the loss."""
    return Term(str(t.lesson.network.loss))


def right(t: Reading, k: int) -> int:
    """Which output is right after token k."""
    return int(t.y[k].value)


def right_guess(t: Reading) -> Number:
    """What the followed token's guess gives to the output that is right."""
    number: Number = t.a[t.D][me(t)][right(t, me(t))] if guesses(t) else t.L
    return number


def right_name(t: Reading) -> Name | str:
    """What that output is called, where it has a name."""
    return (t.called.output(right(t, me(t))) or "") if guesses(t) else ""


def right_is_named(t: Reading) -> Literal["named", "unnamed", "other"]:
    """Whether what is right has a name; other where nothing is guessed."""
    if not guesses(t):
        return "other"
    return "named" if right_name(t) else "unnamed"


def signs(t: Reading) -> Literal["up", "down", "mixed"]:
    """Whether the followed token would like less of each share, more of each, or both."""
    felt = [number.value for number in read.row(t, "dL_dA")]
    return "up" if min(felt) > 0 else "down" if max(felt) < 0 else "mixed"


def blamed(t: Reading) -> Literal["first", "others", "some"]:
    """Whom the followed token blames above the average: the first alone, all but the first, or otherwise."""
    lead, *rest = (number.value for number in read.row(t, "dL_dscores"))
    if lead > 0 and all(other < 0 for other in rest):
        return "first"
    return "others" if lead < 0 and all(other > 0 for other in rest) else "some"


def over(t: Reading) -> list[int]:
    """The tokens that it blames above the average."""
    return [s for s, number in enumerate(read.row(t, "dL_dscores")) if number.value > 0]


# ---- after training


def has_a_later_step(t: Reading) -> bool:
    """Whether the told example is recorded again, later."""
    return read.late(t) is not None


def learned(t: Reading) -> Reading:
    """The told example at the last recorded step."""
    return read.late(t) or t


def later_look(t: Reading) -> Literal["leads", "hardly", "less", "more", "as_before"]:
    """How the followed token looks at the first in the end: as before to the digits that are seen; leads is more than at any other."""
    late = learned_share(t).value
    if fmt(late, DIGITS) == fmt(share(t).value, DIGITS):
        return "as_before"
    if late > share(t).value:
        return "leads" if late > max(number.value for number in read.row(learned(t), "A")[FIRST + 1 :]) else "more"
    return "hardly" if late < HARDLY else "less"


def later_guess(t: Reading) -> Literal["grown", "not_grown", "other"]:
    """Whether what is right gets more at the last recorded step; other where nothing is guessed."""
    if not guesses(t):
        return "other"
    return "grown" if learned_guess(t).value > right_guess(t).value else "not_grown"


def learned_share(t: Reading) -> Number:
    """How much of what the followed token takes in comes from the first, at the last recorded step."""
    return share(learned(t))


def learned_guess(t: Reading) -> Number:
    """What is right gets so much at the last recorded step."""
    return right_guess(learned(t))


def steps(t: Reading) -> Number:
    """How many steps come before the last recorded one."""
    return t.at(f"steps[{t.of(step=-1, example=0).told[0]}].step", "count")


def tells_by_the_name(t: Reading) -> bool:
    """Whether the two sentences come out as they should, by a look at the name that leads."""
    return is_ours(t) and has_a_later_step(t) and later_look(t) == "leads" and later_guess(t) == "grown"


def large(t: Reading) -> Sizes:
    """A Transformer of a real size."""
    return Sizes(*(t.at(f"{ROOT}.large.{field}", "count") for field in Sizes._fields))
