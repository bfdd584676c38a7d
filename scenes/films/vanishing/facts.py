"""What is so on a deep network and its three twins: sizes, layer by layer, and two numbers that foretell them. No sentence, no mobject."""

from __future__ import annotations

from math import inf
from typing import Literal

from engine.reading import Number, Numbers, Reading

LESSON, LARGE, SMALL, FITTING = NETWORKS = range(4)  # the lesson's own network, then its twins in order
LINKS = (10, 14)  # that the film has room for
LEVEL = (0.75, 1.33)  # of a typical link's factor that leaves the blame much as it was
FATES = ((0.0, 0.3), (1.5, inf), (0.0, 0.5), LEVEL)  # of that factor, network by network: it fades, explodes, fades, is level
MILLIONTH = 1e-6  # of the blame, of which "not even" that is left
THOUSANDS = 3000  # and more are "many"
SPAN = 4.0  # the largest over the smallest of sizes that are level: less than a line on a scale of powers of ten
TENFOLD = 10.0  # what grows or fades by more does so visibly on that scale
ABOUT_ONE = (0.5, 2.0)  # the gains of single links
IDLE = 1e-3  # of a weight's size: a step that is shorter teaches nothing
SYMBOLS = {"a": "a", "delta": "delta", "dL_dW": "dL_dw", "foretold": "delta", "gain": "w", "slope": "da_dz"}
RULES = {"w": "w", "gain_rule": "w", "slope_rule": "da_dz"}
TOLD = "unfit asks for it: goes_as_told"
ALWAYS = {
    "promised": {"hardly": "before about 2006, as Glorot and Bengio (2010) tell", "learned": "before about 2006, as they tell"},
    "leads_on": {"every": "a sigmoid keeps at most a quarter, at gains of about one", "most": TOLD},
    "forward": {"every": "unfit asks for it: is_deep", "all": "unfit asks for it: has_networks"},
    "scale": {"every": "the scale is drawn in powers of ten"},
    "fading": {"every": TOLD, "same": TOLD},
    "slopes": {"fall": TOLD, "same": TOLD, "learns": TOLD},
    "chain": {"all": "the shares are multiplied link by link", "nothing": TOLD},
    "asked_slope": {"all": TOLD},
    "peaked": {"steeper": "the film draws a sigmoid"},
    "quarters": {"most": "the slope of a sigmoid is a (1 - a)", "every": "unfit asks for ten links or more"},
    "gain": {"most": TOLD},
    "foretell": {"nearly": TOLD},
    "asked_large": {
        "larger": "weights of twice the size: gain times slope grows, and more outputs are near 0 or 1",
        "grows": "a gain grows as the weights",
        "faster": "tested at sizes from a quarter to four: the slope fades more slowly",
    },
    "exploding": {"climbs": TOLD, "explodes": TOLD, "every": TOLD},
    "flat": {"same": TOLD, "nothing": TOLD, "learns": TOLD},
    "fit": {"everything": TOLD},
    "harvest": {"explodes": "it has just been seen"},
}


# ---- whether it can be told


def is_deep(t: Reading) -> bool:
    """Whether there are as many hidden layers as the film has room for, all as wide as the last layer."""
    return "signals" in t.trace.studies and LINKS[0] <= t.D - 1 <= LINKS[1]


def has_networks(t: Reading) -> bool:
    """Whether the hidden layers are sigmoids and three twins stand beside the lesson's network."""
    return set(t.lesson.activations[:-1]) == {"sigmoid"} and len(t.trace.twins) >= len(NETWORKS) - 1


def goes_as_told(t: Reading) -> bool:
    """Whether every network's blame goes as the film says, and the lesson's own fades to a millionth."""
    factors = [rule(t, k, "factor_rule").value for k in NETWORKS]
    fit = all(low < factor < high for factor, (low, high) in zip(factors, FATES, strict=True))
    own = sizes(t, LESSON, "carried")[0].value < MILLIONTH and _level(t, LESSON, "a") and _gains_about_one(t)
    return fit and own and _explodes(t) and _fades(t) and all(_level(t, FITTING, field) for field in ("a", "delta", "dL_dW"))


def _level(t: Reading, k: int, field: str) -> bool:
    """Whether the sizes of a field are much the same in every layer of network k."""
    found = sizes(t, k, field).array
    return bool(found.max() < SPAN * found.min())


def _gains_about_one(t: Reading) -> bool:
    """Whether the lesson's gains are about one, most of what meets cancels, and the stairs are nearly as they are foretold."""
    gains, terms = sizes(t, LESSON, "gain").array, [number.value for number in met(t)]
    off = sizes(t, LESSON, "delta").array / sizes(t, LESSON, "foretold").array
    low, high = ABOUT_ONE
    cancels = abs(sum(terms)) < sum(map(abs, terms)) / 2
    return bool(low < gains.min() and gains.max() < high and cancels and off.max() < SPAN and off.min() > 1 / SPAN)


def _explodes(t: Reading) -> bool:
    """Whether blame and signal grow tenfold with large weights, and a step is longer than the weights are large."""
    a, delta, slopes = (sizes(t, LARGE, field).array for field in ("a", "delta", "dL_dW"))
    thrown = t.lesson.training.learning_rate * slopes.min() > rule(t, LARGE, "w").value
    return bool(delta[0] > TENFOLD * delta[-1] and a[-2] > TENFOLD * a[0] and thrown)


def _fades(t: Reading) -> bool:
    """Whether blame and signal fade tenfold with small weights, and every slope is as good as nothing."""
    a, delta, slopes = (sizes(t, SMALL, field).array for field in ("a", "delta", "dL_dW"))
    idle = t.lesson.training.learning_rate * slopes.max() < IDLE * rule(t, SMALL, "w").value
    return bool(delta[0] < delta[-1] / TENFOLD and a[-2] < a[0] / TENFOLD and _level(t, SMALL, "dL_dW") and idle)


# ---- numbers of the study


def whole(t: Reading, field: str, symbol: str = "count") -> Number:
    """A number of the study that is the same for all networks."""
    return t.at(f"studies.signals.{field}", symbol)


def sizes(t: Reading, k: int, field: str) -> Numbers:
    """The sizes of a field in network k, layer by layer or link by link: index l - 1."""
    return t.numbers(f"studies.signals.sides[{k}].{field}", SYMBOLS.get(field, "count"))


def rule(t: Reading, k: int, field: str) -> Number:
    """One of the numbers that foretell network k: of a typical weight, a typical slope, a typical link."""
    return t.at(f"studies.signals.sides[{k}].{field}", RULES.get(field, "count"))


def met(t: Reading) -> list[Number]:
    """The blames that come back, from every neuron of the last layer, into one of the layer before."""
    terms: list[Number] = t.terms[t.D].column(t.trace.studies["signals"].met)
    return terms


# ---- what the sentences ask


def links(t: Reading) -> Number:
    """How many links the blame goes back over: as many as there are hidden layers."""
    return whole(t, "links")


def neurons(t: Reading) -> Number:
    """How many neurons every layer has."""
    return whole(t, "n")


def blame(t: Reading) -> Numbers:
    """The size of the blame in every layer of the lesson's network."""
    return sizes(t, LESSON, "delta")


def rectified_slope(t: Reading) -> Number:
    """The typical slope of the rectifiers of the network with large weights."""
    return rule(t, LARGE, "slope_rule")


def growth(t: Reading) -> Literal["thousands", "times"]:
    """How much the blame of the network with large weights has grown at the first layer."""
    return "thousands" if sizes(t, LARGE, "delta")[0].value > THOUSANDS else "times"


def flat_slopes(t: Reading) -> Numbers:
    """The sizes of the weights' slopes in every layer of the network with small weights."""
    return sizes(t, SMALL, "dL_dW")
