"""What is so of the told head: the words, the one that is followed, its share and its guess. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine.reading import Number, Reading

WORDS = ("Anna", "eats", "hot", "soup")  # what the rows of the lesson's table are called
ME, FIRST = 2, 0  # the word that is followed, and the one it looks at
ALL = range(ME + 1)
SAID = WORDS[: ME + 1]  # the words that are read; the last is only guessed
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
    "zero": {"nothing": "a softmax of one score is one"},
}  # fmt: skip


def has_one_small_head(t: Reading) -> bool:
    """Whether the lesson has the three words and the one causal head that the film is made for."""
    network = t.lesson.network
    if [getattr(layer, "kind", "dense") for layer in network.layers] != ["embedding", "attention", "token_dense"]:
        return False
    head, words = network.layers[L - 1], (t.x.array.tolist(), t.y.array.tolist())
    is_small = head.causal and head.width == 2 and t.a[OUT].array.shape == (3, 4)
    return network.loss == "next_token" and is_small and words == ([0, 1, 2], [1, 2, 3])


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


def blamed(t: Reading) -> Literal["first", "some"]:
    """Whether the first word alone is blamed above the average by the followed one."""
    first, *others = t.dL_dscores[L].array[ME]
    return "first" if first > 0 and all(other < 0 for other in others) else "some"


def later_look(t: Reading) -> Literal["hardly", "less", "more"]:
    """How the followed word looks at the first one at the last recorded step."""
    late = share(t.of(step=-1)).value
    if late >= share(t).value:
        return "more"
    return "hardly" if late < HARDLY else "less"


def later_guess(t: Reading) -> Literal["grown", "not_grown"]:
    """Whether the right word gets more at the last recorded step."""
    return "grown" if learned_guess(t).value > right_guess(t).value else "not_grown"


def learned_guess(t: Reading) -> Number:
    """The same at the last recorded step."""
    return right_guess(t.of(step=-1))


def steps(t: Reading) -> Number:
    """How many steps come before the last recorded one."""
    return t.at(f"steps[{t.of(step=-1).told[0]}].step", "count")
