"""What is so on this lesson: which weights are told about, what came in, how slopes compare, which equations there are."""

from __future__ import annotations

from typing import Literal

import numpy as np

from engine.reading import Number, Reading
from scenes.facts import bias, biases, has_biases, has_hidden, is_batch, is_of_classes, is_summed, origin_of_delta
from scenes.kit.network.limits import drawn_rows

__all__ = [
    "ALWAYS", "blame_of_first", "blame_outweighs", "equations", "followed", "has_biases", "has_hidden", "has_minus", "has_no_sign",
    "has_plus", "has_quiet", "is_batch", "is_summed", "last_has_bias", "last_shares_bias", "law", "laws", "layers_back", "origin_of_delta",
    "place_of", "quiet", "signal_of_first", "slope_of_first", "starts_straight", "takes_another", "telling", "where_y_stands",
]  # fmt: skip
Size = Literal["smaller", "alike", "larger"]
ALWAYS = {
    "given": {"every": "the trace holds an activation of each neuron"},
    "one_line": {"rises": "to rise by less than nothing is to fall: a slope may have either sign"},
    "letters": {"all": "that is what a gradient is"},
    "silent": {"nothing": "it is supposed, not said of the lesson"},
    "matrix_law": {"all": "an outer product has a cell for each weight"},
    "turned": {"same": "the transpose of a square table has its size"},
    "layer_back": {"every": "an outer product has a cell for each weight"},
    "on_one_wall": {"all": "the wall has the laws of the whole way back"},
    "the_first": {"only": "the other laws take delta as it is", "every": "the other laws take delta as it is"},
    "home": {"every": "its slope tells each weight the way"},
}
NEAR, FRONT = 2, 3  # first neurons of a layer and first layers, drawn in every network, among which a telling one is looked for
ALIKE = 1.25  # a ratio below which two sizes are called much alike
MUCH = 4  # a ratio from which one of them is so much larger


# ---- what is told about


def telling(t: Reading) -> Reading:
    """The first example of the step that gives every layer some gradient, or the first of all."""
    examples = [t, *(t.of(step=0, example=k) for k in range(len(t.run.steps[0].examples)))]
    return next((e for e in examples if all(e.dL_dW[l].array.any() for l in range(1, e.D + 1))), t)


def takes_another(t: Reading) -> bool:
    """Whether another example than the first is told about."""
    return t.told[1] > 0


def followed(t: Reading, l: int) -> tuple[int, int]:
    """The weight (i, j) of layer l that is told about: the first that has a gradient, near the top."""
    n, m = t.dL_dW[l].array.shape
    near = [(i, j) for i in range(min(n, NEAR)) for j in range(min(m, NEAR))]
    return next(((i, j) for i, j in near if t.dL_dW[l].array[i, j]), (0, 0))


def blame(t: Reading) -> Number:
    """The delta of the neuron where the weight arrives that is told about."""
    found: Number = t.delta[t.D][followed(t, t.D)[0]]
    return found


def signal(t: Reading) -> Number:
    """What comes in along its line."""
    found: Number = t.a[t.D - 1][followed(t, t.D)[1]]
    return found


def slope(t: Reading) -> Number:
    """Its slope."""
    i, j = followed(t, t.D)
    found: Number = t.dL_dW[t.D][i][j]
    return found


def last_layer(t: Reading) -> int:
    """The number of the last layer."""
    return t.D


def quiet(t: Reading) -> tuple[int, int] | None:
    """A neuron (l, j) near the top left from which nothing came, if there is one."""
    near = ((l, j) for l in range(min(t.D, FRONT)) for j in range(min(NEAR, t.sizes[l])))
    return next(((l, j) for l, j in near if t.a[l].array[j] == 0), None)


def has_quiet(t: Reading) -> bool:
    """Whether nothing came from some neuron near the top left."""
    return quiet(t) is not None


# ---- the tables of the layers


def has_minus(t: Reading) -> bool:
    """Whether a slope that is drawn of the last layer is negative."""
    return bool((_drawn_slopes(t) < 0).any())


def has_plus(t: Reading) -> bool:
    """Whether a slope that is drawn of the last layer is positive."""
    return bool((_drawn_slopes(t) > 0).any())


def _drawn_slopes(t: Reading) -> np.ndarray:
    n, m = t.dL_dW[t.D].array.shape
    return t.dL_dW[t.D].array[np.ix_(drawn_rows(n), drawn_rows(m))]


def layers_back(t: Reading) -> range:
    """The layers before the last, on the way back."""
    return range(1, t.D)[::-1]


def place_of(t: Reading, l: int) -> Literal["next", "only", "later", "last"]:
    """Where layer l comes on the way back: `only` and `last` are layer 1, which listens to the input."""
    if l == t.D - 1:
        return "only" if l == 1 else "next"
    return "last" if l == 1 else "later"


def has_no_sign(t: Reading) -> bool:
    """Whether every slope that is drawn of the last layer is zero."""
    return not has_minus(t) and not has_plus(t)


def last_has_bias(t: Reading) -> bool:
    """Whether the neurons of the last layer have biases of their own."""
    return bias(t, t.D) == "own"


def last_shares_bias(t: Reading) -> bool:
    """Whether the neurons of the last layer share one bias."""
    return bias(t, t.D) == "shared"


# ---- a slope of the first layer beside one of the last


def slope_of_first(
    t: Reading,
) -> Literal["much_smaller", "smaller", "alike", "larger", "much_larger", "only_first", "only_last", "neither"]:
    """The size of the first layer's slope, beside the last layer's; or which of the two is not zero."""
    first, last = _slopes(t)
    if not first.value or not last.value:
        return "only_first" if first.value else "only_last" if last.value else "neither"
    size = _beside(first, last)
    if size == "alike" or _ratio(first, last) < MUCH:
        return size
    return "much_smaller" if size == "smaller" else "much_larger"


def blame_of_first(t: Reading) -> Literal["smaller", "alike", "larger", "zero", "both_zero", "last_zero"]:
    """The size of the blame in the first layer's slope, beside that in the last layer's."""
    first, last = t.delta[1][followed(t, 1)[0]], t.delta[t.D][followed(t, t.D)[0]]
    if not first.value or not last.value:
        return "last_zero" if first.value else "zero" if last.value else "both_zero"
    return _beside(first, last)


def signal_of_first(
    t: Reading,
) -> Literal["smaller_too", "alike_too", "larger_too", "smaller", "alike", "larger", "zero", "last_zero", "there"]:
    """The size of the signal in it, beside that in the last layer's: as the blame's is, too, or otherwise; or that one is missing."""
    first, last = t.x[followed(t, 1)[1]], t.a[t.D - 1][followed(t, t.D)[1]]
    if not first.value or not last.value:
        return "zero" if not first.value else "last_zero"
    size, blame = _beside(first, last), blame_of_first(t)
    if blame not in ("smaller", "alike", "larger"):
        return "there"
    if size != blame:
        return size
    return "smaller_too" if size == "smaller" else "larger_too" if size == "larger" else "alike_too"


def blame_outweighs(t: Reading) -> bool:
    """Whether the signal makes for another size of the slope than the blame does, and the blame has its way."""
    signal, size = signal_of_first(t), slope_of_first(t).removeprefix("much_")
    return signal in ("smaller", "larger") and size != signal and size == blame_of_first(t)


def is_signal_as_blame(t: Reading) -> bool:
    """Whether signal and blame are both smaller, or both larger."""
    return signal_of_first(t) in ("smaller_too", "larger_too")


def _slopes(t: Reading) -> tuple[Number, Number]:
    """The slopes of the weights that are told about, in the first layer and in the last."""
    first, last = (t.dL_dW[l][i][j] for l, (i, j) in ((l, followed(t, l)) for l in (1, t.D)))
    return first, last


def _beside(a: Number, b: Number) -> Size:
    """The size of a beside that of b."""
    if a.value == b.value or _ratio(a, b) < ALIKE:
        return "alike"
    return "larger" if abs(a.value) > abs(b.value) else "smaller"


def _ratio(a: Number, b: Number) -> float:
    low, high = sorted((abs(a.value), abs(b.value)))
    return high / low if low else float("inf")


# ---- the wall


def laws(t: Reading) -> list[str]:
    """The equations on the wall, by their keys."""
    return ["output", *(["hidden"] if has_hidden(t) else []), "weights", *(["biases"] if has_biases(t) else [])]


def equations(t: Reading) -> Literal["two", "three", "four"]:
    """How many there are."""
    n = len(laws(t))
    return "two" if n == 2 else "three" if n == 3 else "four"


def starts_straight(t: Reading) -> bool:
    """Whether the blame of the outputs is a - y from the start, so that y stands in its equation."""
    return origin_of_delta(t) == "shortcut"


def where_y_stands(t: Reading) -> Literal["at_once", "in_slope", "of_class"]:
    """Where y stands in the equation of the outputs' blame: at once, in the slope of the loss, or in one by a margin between classes."""
    return "at_once" if starts_straight(t) else "of_class" if is_of_classes(t) else "in_slope"


def law(t: Reading, key: str) -> str:
    """The equation's key; of the outputs' blame there are two: straight a - y, or slopes that multiply; and biases may be shared."""
    if key == "biases" and biases(t) != "own":
        return f"{biases(t)}_biases"
    return key if key != "output" else "straight" if starts_straight(t) else "slopes"
