"""Facts of the weights that are looked at, of their slopes, and of a penalty that adds to these. No sentence, no mobject."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Literal

from engine.notation import fmt
from engine.reading import Number, Numbers, Reading

SAID = 3  # digits that the voice says of a weight, an output or a loss

Sign = Literal["positive", "negative", "priced_positive", "priced_negative"]


@dataclass(frozen=True)
class Weight:
    """w_ij of layer l in its step: what it was, its slope (over the batch), what is subtracted, what it becomes.

    `given` is the slope that the rule is given: with a penalty, that of the loss and the penalty together.
    """

    l: int
    i: int
    j: int
    old: Number
    slope: Number
    given: Number
    step: Number
    new: Number


def weight(t: Reading, l: int, i: int, j: int) -> Weight:
    """One weight of layer l in its step."""
    slope = t.mean_dL_dW[l][i][j]
    given = slopes_of_price(t, l, "dJ_dW")[i][j] if has_price(t) else slope
    return Weight(l, i, j, t.W[l][i][j], slope, given, t.step_W[l][i][j], t.W_new[l][i][j])


def movable(t: Reading) -> list[Weight]:
    """Drawn weights of the last layer that go against their slope; only those whose spoken digits change, if there are any."""
    spots = product(*map(_ends, t.W[t.D].array.shape))
    moving = [w for w in (weight(t, t.D, i, j) for i, j in spots) if w.given.value * w.step.value > 0]
    return [w for w in moving if fmt(w.old.value, SAID) != fmt(w.new.value, SAID)] or moving


def is_flat(t: Reading) -> bool:
    """Whether every weight of the last layer that is drawn has the slope zero."""
    return not any(weight(t, t.D, i, j).given.value for i, j in product(*map(_ends, t.W[t.D].array.shape)))


def _ends(n: int) -> list[int]:
    """The first two of n neurons and the last: they are drawn of every layer, however wide."""
    return sorted({0, min(1, n - 1), n - 1})


def followed(t: Reading) -> list[Weight]:
    """One weight of the last layer and, where another moves, that: one whose slope has the other sign, if there is one."""
    one, *others = movable(t)
    opposite = [w for w in others if w.given.value * one.given.value < 0]
    opposite.sort(key=lambda w: w.old.value == t.eta.value)  # a weight that looks like eta comes last
    return [one, *(opposite or others)[:1]]


def first(t: Reading) -> Weight:
    """The weight that is looked at first."""
    return followed(t)[0]


def has_second(t: Reading) -> bool:
    """Whether another weight is looked at."""
    return len(followed(t)) > 1


def second(t: Reading) -> Weight:
    """The weight that is looked at second."""
    return followed(t)[1]


def sign_of_first(t: Reading) -> Sign:
    """The sign of the first weight's slope, or of that with a penalty's added."""
    return _sign(t, first(t))


def sign_of_second(t: Reading) -> Sign:
    """The sign of the second weight's slope, or of that with a penalty's added."""
    return _sign(t, second(t))


def _sign(t: Reading, w: Weight) -> Sign:
    if w.given.value < 0:
        return "priced_negative" if has_price(t) else "negative"
    return "priced_positive" if has_price(t) else "positive"


def way_of_second(t: Reading) -> Literal["grows", "shrinks"]:
    """What the second weight does in its step."""
    return "grows" if second(t).step.value < 0 else "shrinks"


# ---- a price on large weights


def has_price(t: Reading) -> bool:
    """Whether the lesson has a penalty."""
    return t.lesson.training.penalty is not None


def price(t: Reading) -> Literal["sizes", "squares", "both"]:
    """What the penalty is made of."""
    asked = t.lesson.training.penalty
    if asked is None or not asked.l1:
        return "squares"
    return "both" if asked.l2 else "sizes"


def priced(t: Reading, field: str) -> Number:
    """A number of the step with its penalty: Omega, J, and both after the step."""
    return t.at(f"{t.batch_L.path.removesuffix('.L')}.penalised.{field}", field.removesuffix("_new"))


def slopes_of_price(t: Reading, l: int, field: str) -> Numbers:
    """The penalty's slopes of layer l, or those that the rule is given."""
    return t.numbers(f"{t.W[l].path.removesuffix('.W')}.{field}", field, l)


def slope_of_price(t: Reading) -> Number:
    """The penalty's slope of the weight that is looked at first."""
    w = first(t)
    found: Number = slopes_of_price(t, w.l, "dOmega_dW")[w.i][w.j]
    return found
