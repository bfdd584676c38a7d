"""What came out of the experiments of 1958 to 1986, run again. No sentence, no mobject."""

from __future__ import annotations

import numpy as np

from engine.reading import Number, Numbers, Reading
from engine.studies.history import HALF, History

ROOT = "studies.history"
MIRRORED, LOPSIDED = 45, 41  # a pattern of the lesson that is its own mirror image, and one that is not
RATIOS = (1, 1, 2, 2, 4, 4)  # of a neuron's weights, by size
NEAR = 0.1  # of a size: how far from such a ratio, or from its mirror image, a weight may be

ALWAYS = {
    "rosenblatt": {"learns": "the paper of 1958 says so"},
    "gate": {"both": "a conjunction is so"},
    "learns": {"all": "the study gives its start, and ends there"},
    "changed": {"same": "the study runs the same rule from the same start"},
    "crossed": {
        "both": "sides of a line have no point in common", "all": "a half plane is convex", "same": "a half plane is convex",
    },
    "limits": {"learns": "Perceptrons (1969) is about one layer"},
    "winter": {"most": "as the histories of the field tell of 1974 to 1980"},
    "werbos": {"every": "the thesis of 1974 says so"},
    "opposite": {"all": "unfit asks for it: goes_as_told", "same": "unfit asks for it: goes_as_told"},
    "ratio": {
        "smallest": "the study divides by it", "every": "sums of one, two and four differ", "only": "sums of one, two and four differ",
    },
    "answers": {
        "only": "a mirror image adds what it takes away: of a sum its bias is left",
        "both": "unfit asks for it: goes_as_told", "every": "unfit asks for it: all answers are right",
    },
    "harvest": {"every": "backpropagation gives each weight its slope", "only": "a count, said with what it is counted of"},
}  # fmt: skip


def has_experiments(t: Reading) -> bool:
    """Whether the experiments were run again."""
    return "history" in t.trace.studies


def goes_as_told(t: Reading) -> bool:
    """Whether the run tells all patterns right, with weights in mirrored pairs of one, two and four, and one neuron that fires."""
    m = experiments(t).mirror
    sizes = np.sort(np.abs(m.W), axis=1)
    ratios = np.abs(sizes / sizes[:, :1] - RATIOS) <= NEAR * np.array(RATIOS)
    mirrored = np.abs(m.W + m.W[:, ::-1]) <= NEAR * np.abs(m.W)
    low, fires = m.hidden[MIRRORED].max() < HALF, m.hidden[LOPSIDED].max() > HALF
    return bool(m.right == m.patterns and ratios.all() and mirrored.all() and is_wanted(t, MIRRORED) and low and fires)


def experiments(t: Reading) -> History:
    """The perceptron on both gates, and the network of 1986."""
    study: History = t.trace.studies["history"]
    return study


def count(t: Reading, path: str) -> Number:
    """A count, or a setting, of an experiment."""
    return t.at(f"{ROOT}.{path}", "count")


# ---- the perceptron


def gate_corrections(t: Reading) -> Number:
    """After how many corrections the perceptron has learned to fire when both switches are on."""
    return count(t, "conjunction.corrections")


def xor_corrections(t: Reading) -> Number:
    """After how many corrections the perceptron on XOR is where it has been before."""
    return count(t, "xor.corrections")


def xor_before(t: Reading) -> Number:
    """After how many corrections it was there the first time."""
    return count(t, "xor.before")


def xor_lap(t: Reading) -> Number:
    """How many corrections it takes to go round once."""
    return count(t, "xor.lap")


def xor_weights(t: Reading, after: Number) -> tuple[Number, Number, Number]:
    """The perceptron's two weights and its bias on XOR, after so many corrections."""
    k = int(after.value)
    w, b = t.numbers(f"{ROOT}.xor.w", "w")[k], t.numbers(f"{ROOT}.xor.b", "b")[k]
    return w[0], w[1], b


# ---- the network of 1986


def patterns(t: Reading) -> Number:
    """How many patterns there are."""
    return count(t, "mirror.patterns")


def sweeps(t: Reading) -> Number:
    """How many times all patterns are gone through."""
    return count(t, "mirror.sweeps")


def rate(t: Reading) -> Number:
    """The learning rate of the paper."""
    return count(t, "mirror.rate")


def momentum(t: Reading) -> Number:
    """The momentum of the paper."""
    return count(t, "mirror.momentum")


def right(t: Reading) -> Number:
    """How many patterns are told right in the end."""
    return count(t, "mirror.right")


def others(t: Reading) -> Number:
    """How many other starts were tried."""
    return count(t, "mirror.others")


def found(t: Reading) -> Number:
    """How many of these learned it too."""
    return count(t, "mirror.found")


def pattern(t: Reading, m: int) -> list[float]:
    """The switches of pattern m: 1 where on, 0 where off."""
    row: list[float] = np.array(t.lesson.data.x, dtype=float)[m].tolist()
    return row


def is_wanted(t: Reading, m: int) -> bool:
    """Whether yes is the answer wanted for pattern m."""
    return bool(np.array(t.lesson.data.y, dtype=float)[m, 0])


def sizes(t: Reading) -> Numbers:
    """The size of each weight over the smallest of its neuron."""
    return t.numbers(f"{ROOT}.mirror.size", "ratio")


def by_size(t: Reading) -> list[list[int]]:
    """Where the weights stand in the row of all sizes: the two smallest of each neuron, the next two, the two largest."""
    order = np.argsort(experiments(t).mirror.size, axis=1)
    starts = len(order[0]) * np.arange(len(order))[:, None]
    return [(order[:, k : k + 2] + starts).ravel().tolist() for k in range(0, len(order[0]), 2)]


def hidden(t: Reading, m: int) -> Numbers:
    """What the hidden neurons say to pattern m in the end."""
    return t.numbers(f"{ROOT}.mirror.hidden[{m}]", "a")


def answer(t: Reading, m: int) -> Number:
    """What the output says to pattern m in the end."""
    return t.at(f"{ROOT}.mirror.answer[{m}]", "a")


def is_yes(t: Reading, m: int) -> bool:
    """Whether that means yes."""
    return answer(t, m).value > HALF
