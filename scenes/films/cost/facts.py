"""What all slopes cost: the counts of the study, of the told network and of larger ones. No sentence, no mobject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.reading import Number, Numbers, Reading
from engine.studies.cost import READ_OFF
from scenes.facts import activation, has_bias, has_biases

__all__ = [
    "ALWAYS", "WAYS", "Counts", "backprop_grows", "grows", "has_a_million_weights", "has_bias", "has_biases", "has_paths", "here",
    "is_read_off", "keeps", "largest", "layers", "looks_harmless", "makes_a_billion", "nudging_grows", "price_of_the_way_back",
    "room_of_batch", "runs_back", "saves", "sizes", "study", "widths",
]  # fmt: skip
WAYS = ("nudged", "walked", "backprop")  # to all slopes, as the study calls them: weight by weight, path by path, forward and back
GROWN = "unfit asks for it: grows"
ALWAYS = {
    "forward": {"every": "a weight stands on each line of a dense network"},
    "nudged": {"larger": "that is what nudging means", "everything": "that is what nudging means"},
    "roads": {"every": "it says what is to be done"},
    "summed": {"all": "the study walks each path, or counts it"},
    "twice": {"same": "unfit asks for it: has_paths"},
    "shared": {"all": "both paths go through the one neuron"},
    "one_run_back": {"everywhere": "the way back computes delta once for each neuron", "all": "the study counts what it multiplies"},
    "raced": {"same": "each way gives the slopes: the study's tests compare them", "every": "each bar grows by its count"},
    "grown": {"all": "the study makes them so"},
    "guessed": {"worse": GROWN},
    "drawn": {"all": "the curves go from the first of the sizes to the last", "climb": GROWN},
    "timed": {"largest": GROWN},
    "batch": {"largest": GROWN},
}
HALF_MORE = (1.25, 1.75)  # runs forward that one run back costs, between which they are called half as much again
ABOUT = 0.05  # a ratio that is this near to a round number, as a share of it, is called by its name
HUNDRED, THOUSAND, MILLION, BILLION = 1e2, 1e3, 1e6, 1e9  # counts that are said by their names


@dataclass(frozen=True)
class Counts:
    """A record of the study, every count of it a Number: `here.weights`, and `{here.weights}` in a sentence."""

    t: Reading
    path: str

    def __getattr__(self, name: str) -> Number:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.t.at(f"{self.path}.{name}", "count")

    @property
    def ways(self) -> list[Number]:
        """The multiplications of each of the `WAYS`."""
        return [getattr(self, way) for way in WAYS]


def is_read_off(t: Reading, l: int) -> bool:
    """Whether the slope of layer l's squash is read off its output, so that its sums need not be kept."""
    return activation(t, l) in READ_OFF


def keeps(t: Reading) -> Literal["a", "z_and_a"]:
    """What of the layers is kept: their outputs, or for some layer its sums too."""
    return "a" if all(is_read_off(t, l) for l in range(1, t.D + 1)) else "z_and_a"


def study(t: Reading) -> Counts:
    """What the study was asked, and how much more its last network takes than the one before."""
    return Counts(t, "studies.cost")


def here(t: Reading) -> Counts:
    """What the told network costs."""
    return Counts(t, "studies.cost.here")


def sizes(t: Reading) -> list[Counts]:
    """What three larger networks cost, the smallest first."""
    return [Counts(t, f"studies.cost.sizes[{k}]") for k in range(3)]


def largest(t: Reading) -> Counts:
    """What the largest of the three networks costs."""
    return sizes(t)[-1]


def widths(t: Reading) -> Numbers:
    """How many neurons a layer of each of the three networks has."""
    return t.numbers("studies.cost.widths", "count")


def layers(t: Reading) -> int:
    """How many layers each of the three networks has."""
    return round(study(t).layers.value)


def runs_back(t: Reading) -> int:
    """How many runs forward one run back costs, to the nearest whole one."""
    return round(here(t).back.value / here(t).forward.value)


def price_of_the_way_back(t: Reading) -> Literal["one", "half_more", "more"]:
    """Whether a run back costs about one run forward, about half as much again, or about as many as `runs_back` says."""
    runs = here(t).back.value / here(t).forward.value
    return "one" if runs < HALF_MORE[0] else "half_more" if runs < HALF_MORE[1] else "more"


def looks_harmless(t: Reading) -> bool:
    """Whether neither of the other ways takes a hundred times as much as backprop here."""
    nudged, walked, backprop = here(t).ways
    return max(nudged.value, walked.value) < HUNDRED * backprop.value


def has_paths(t: Reading) -> bool:
    """Whether paths of the told network can be compared: it has two inputs and a hidden layer."""
    return "cost" in t.trace.studies and t.sizes[0] >= 2


def saves(t: Reading) -> bool:
    """Whether backprop costs less than both other ways here."""
    nudged, walked, backprop = here(t).ways
    return backprop.value < min(nudged.value, walked.value)


def grows(t: Reading) -> bool:
    """Whether each of the larger networks has more weights than the one before, and the last costs most path by path, then nudged."""
    weights = [size.weights.value for size in sizes(t)]
    (nudged, walked, backprop), (nudged_before, walked_before, _) = largest(t).ways, sizes(t)[1].ways
    steeper = walked.value * nudged_before.value > nudged.value * walked_before.value
    return weights == sorted(set(weights)) and walked.value > nudged.value > backprop.value and steeper


def has_a_million_weights(t: Reading) -> bool:
    """Whether the largest network has exactly a million weights."""
    return largest(t).weights.value == MILLION


def backprop_grows(t: Reading) -> Literal["hundred", "other"]:
    """Whether backprop takes about a hundred times as much for the largest network as for the one before."""
    return "hundred" if abs(study(t).more_backprop.value - HUNDRED) < ABOUT * HUNDRED else "other"


def nudging_grows(t: Reading) -> Literal["ten_thousand", "other"]:
    """Whether nudging takes about ten thousand times as much for the largest network as for the one before."""
    return "ten_thousand" if abs(study(t).more_nudged.value - HUNDRED**2) < ABOUT * HUNDRED**2 else "other"


def makes_a_billion(t: Reading) -> bool:
    """Whether the machine makes exactly a billion multiplications a second."""
    return study(t).rate.value == BILLION


def room_of_batch(t: Reading) -> Literal["thousand_more", "thousand_less", "more", "less"]:
    """Whether what is kept for a batch, of a thousand or of another number, takes more room than the weights."""
    more = largest(t).batch_bytes.value > largest(t).weight_bytes.value
    if study(t).batch.value == THOUSAND:
        return "thousand_more" if more else "thousand_less"
    return "more" if more else "less"
