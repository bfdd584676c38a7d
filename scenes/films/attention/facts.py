"""What is so of the told head: the words, the one that is followed, its share and its guess. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

import numpy as np

from engine.reading import Number, Reading

WORDS = ("Mary", "eats", "hot", "soup", "Tom", "chips")  # what the rows of the lesson's table are called
ME, FIRST = 2, 0  # the word that is followed, and the one it looks at
ALL = range(ME + 1)
SAID = WORDS[: ME + 1]  # the words that are read; the fourth is only guessed
READ, GUESSED = [[0, 1, 2], [4, 1, 2]], [[1, 2, 3], [1, 2, 5]]  # two sentences that end differently after the same word
L, OUT = 2, 3  # the layer of the head, and the one that guesses
HARDLY = 0.05  # of what a word takes in: a share below it hardly counts

ALWAYS = {
    "vectors": {"learns": "queries and keys come from trained matrices"},
    "three": {"every": "the three matrices are applied to each row"},
    "asked_all": {"all": "unfit asks for it: blames_every_share", "positive": "unfit asks for it: blames_every_share"},
    "pushed": {
        "grows": "the slope of a share by its own score is p(1 - p), above zero", "shrink": "shares add up to one",
        "every": "no share of a softmax is zero", "all": "no share of a softmax is zero",
    },
    "jacobian": {"every": "shares add up to one, so their slopes to zero"},
    "collected": {"all": "no share of a softmax is zero"},
    "zero": {
        "nothing": "a softmax of one score is one", "only": "the value goes on with a share of one",
        "learns": "the value goes on with a share of one",
    },
}  # fmt: skip


def has_one_small_head(t: Reading) -> bool:
    """Whether the lesson has the two sentences and the one causal head that the film is made for."""
    network = t.lesson.network
    if [getattr(layer, "kind", "dense") for layer in network.layers] != ["embedding", "attention", "token_dense"]:
        return False
    head, data = network.layers[L - 1], t.lesson.data
    words = [np.array(rows or (), dtype=int).tolist() for rows in (data.x, data.y)]
    is_small = head.causal and head.width == 2 and t.a[OUT].array.shape == (3, len(WORDS))
    return network.loss == "next_token" and is_small and words == [READ, GUESSED] and t.x.array.tolist() == READ[0]


def blames_every_share(t: Reading) -> bool:
    """Whether the followed word would at first like less of every share."""
    return bool((t.dL_dA[L].array[ME] > 0).all())


def has_a_later_step(t: Reading) -> bool:
    """Whether a step after the first is recorded."""
    return len(t.run.steps) > 1


def length(t: Reading) -> Number:
    """d, how long queries and keys are, as the lesson says."""
    return t.at("lesson.network.layers[1].width", "count")


def words(t: Reading) -> Number:
    """How many words are read."""
    return t.at("lesson.network.inputs", "count")


def share(t: Reading) -> Number:
    """How much of what the followed word takes in comes from the first."""
    number: Number = t.A[L][ME][FIRST]
    return number


def average_blame(t: Reading) -> Number:
    """What comes back to the shares of the followed word, each weighted by its share."""
    return t.at(f"studies.attention.mean[{ME}]", "dL_dA")


def right(t: Reading, word: int = ME) -> int:
    """Which word comes next after this one."""
    return int(t.y[word].value)


def right_guess(t: Reading) -> Number:
    """What the followed word's guess gives to the word that is right."""
    number: Number = t.a[OUT][ME][right(t)]
    return number


def blamed(t: Reading) -> Literal["first", "others", "some"]:
    """Whom the followed word blames above the average: the first word alone, all but that, or otherwise."""
    first, *others = t.dL_dscores[L].array[ME]
    if first > 0 and all(other < 0 for other in others):
        return "first"
    return "others" if first < 0 and all(other > 0 for other in others) else "some"


def over(t: Reading) -> list[int]:
    """The words that it blames above the average."""
    return [s for s in ALL if t.dL_dscores[L].array[ME][s] > 0]


def later_look(t: Reading) -> Literal["leads", "hardly", "less", "more"]:
    """How the followed word looks at the first one at the last recorded step: leads is more than at any other."""
    late = learned_share(t).value
    if late >= share(t).value:
        return "leads" if late > max(t.of(step=-1).A[L].array[ME][FIRST + 1 :]) else "more"
    return "hardly" if late < HARDLY else "less"


def later_guess(t: Reading) -> Literal["grown", "not_grown"]:
    """Whether the right word gets more at the last recorded step."""
    return "grown" if learned_guess(t).value > right_guess(t).value else "not_grown"


def learned_share(t: Reading) -> Number:
    """How much of what the followed word takes in comes from the first, at the last recorded step."""
    return share(t.of(step=-1))


def learned_guess(t: Reading) -> Number:
    """The same at the last recorded step."""
    return right_guess(t.of(step=-1))


def steps(t: Reading) -> Number:
    """How many steps come before the last recorded one."""
    return t.at(f"steps[{t.of(step=-1).told[0]}].step", "count")
