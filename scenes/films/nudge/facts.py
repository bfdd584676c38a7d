"""What is so on this lesson: the chain of one neuron, what the study's nudges did along it, and how far each link stretches."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from engine.reading import Number, Reading
from scenes.facts import squash as squash
from scenes.kit.maths.single import single
from scenes.shown import show

ROWS = 3  # nudges of the study that are shown, each a tenth of the one before
AS_FAR = 0.02  # a link whose slope is this close to 1 moves what it gets as far
HARDLY = 0.4  # what a link with less slope gets hardly stirs what follows

SETTLED = 0.05  # a ratio that differs from the slope by less than this part of it has settled on it
HARDLY_CHANGED = 0.1  # ratios that differ by less than this part have hardly changed
TENTH = 1e-9  # how nearly a nudge is a tenth of the one before

Gear = Literal["stretches", "shrinks", "turns_and_stretches", "turns_and_shrinks", "keeps", "turns"]
ALWAYS = {
    "causes": {"all": "the other numbers are held"},
    "shake": {"all": "there is no film where a move stops on its way"},
    "nudged": {"only": "the picture does it once"},
    "asked": {"only": "the picture does it"},
    "settled": {"never": "a weighted sum is a straight line", "settle": "there is no film where they do not: has_settled"},
    "named": {"settles": "that is what a derivative is", "all": "that is what a round d means"},
    "first_slope": {"longer": "the picture does it"},
    "travelling": {"largest": "sigmoid and tanh are steepest in the middle"},
    "gears": {"every": "a slope scales what it gets"},
    "asked_whole": {"all": "the chain was drawn"},
    "bias": {"nothing": "dz/db is one"},
}


def is_sigmoid(t: Reading) -> bool:
    """Whether the neuron's squash is the sigmoid."""
    return squash(t) == "sigmoid"


def chain(t: Reading) -> list[Number]:
    """w, z, a, L."""
    one = single(t)
    return [one.w, one.z, one.a, one.L]


def slopes(t: Reading) -> list[Number]:
    """dz/dw, da/dz, dL/da: the true ones."""
    one = single(t)
    return [one.dz_dw, one.da_dz, one.dL_da]


def pushes(t: Reading) -> list[Number]:
    """How far w is raised by each nudge of the study that is shown."""
    return [_row(t, k, "h", "w") for k in range(ROWS)]


def moves(t: Reading, k: int) -> list[Number]:
    """How far each variable of the chain moves when w is raised by nudge k."""
    return [_row(t, k, field, symbol) for field, symbol in (("h", "w"), ("dz", "z"), ("da", "a"), ("dL", "L"))]


def ratios(t: Reading, k: int) -> list[Number]:
    """The ratios of neighbouring moves under nudge k."""
    return [_row(t, k, name, name) for name in ("dz_dw", "da_dz", "dL_da")]


def first_ratios(t: Reading) -> list[Number]:
    """The ratios of neighbouring moves under the first nudge."""
    return ratios(t, 0)


def sum_moves_as_far(t: Reading) -> bool:
    """Whether the first nudge moved the sum as far as the weight."""
    return abs(first_ratios(t)[0].value - 1) < TENTH


def measured(t: Reading) -> Number:
    """What the smallest nudge measured of the whole chain: how far L moved for each move of w."""
    return _row(t, ROWS - 1, "dL_dw", "dL_dw")


def _row(t: Reading, k: int, field: str, symbol: str) -> Number:
    return t.at(f"studies.nudge.rows[{k}].{field}", symbol)


def swing_of_the_sum(t: Reading) -> Literal["further", "as_far", "less"]:
    """How far the sum swings, measured by the weight."""
    x = abs(single(t).dz_dw.value)
    return "further" if x > 1 + AS_FAR else "as_far" if x > 1 - AS_FAR else "less"


def swings_of_answer_and_loss(t: Reading) -> str:
    """How far the answer swings, measured by the sum (hardly, less, further), then the loss, by the answer (less, further)."""
    _, da_dz, dL_da = (abs(slope.value) for slope in slopes(t))
    answer = "hardly" if da_dz < HARDLY else "less" if da_dz < 1 else "further"
    return f"{answer}_{'less' if dL_da < 1 else 'further'}"


def first_gear(t: Reading) -> Gear:
    """What the link from the weight to the sum does to a nudge."""
    return _gear(single(t).dz_dw)


def last_gear(t: Reading) -> Gear:
    """What the link from the answer to the loss does to a nudge."""
    return _gear(single(t).dL_da)


def _gear(slope: Number) -> Gear:
    if slope.value < 0:
        return "turns_and_stretches" if slope.value < -1 else "turns" if slope.value == -1 else "turns_and_shrinks"
    return "stretches" if slope.value > 1 else "keeps" if slope.value == 1 else "shrinks"


def middle_gear(t: Reading) -> Literal["shrinks", "keeps"]:
    """What the link from the sum to the answer does to a nudge; a squash that is read off its output stretches nothing."""
    return "shrinks" if single(t).da_dz.value < 1 else "keeps"


def has_tenths(t: Reading) -> bool:
    """Whether each nudge is a tenth of the one before."""
    h = [push.value for push in pushes(t)]
    return all(abs(10 * b - a) <= TENTH * abs(a) for a, b in pairwise(h))


def has_settled(t: Reading) -> bool:
    """Whether the smallest nudge's ratios have settled on the slopes."""
    return all(_near(ratio, slope, SETTLED) for ratio, slope in zip(ratios(t, ROWS - 1), slopes(t), strict=True))


def second_row(t: Reading) -> Literal["same", "other"]:
    """Whether the second nudge's ratios are much the same as the first's."""
    return "same" if all(_near(a, b, HARDLY_CHANGED) for a, b in zip(ratios(t, 0), ratios(t, 1), strict=True)) else "other"


def _near(a: Number, b: Number, part: float) -> bool:
    return abs(a.value - b.value) <= part * abs(b.value)


def says_too_much(t: Reading) -> bool:
    """Whether the answer lies above the target, so that more of it means more loss."""
    return single(t).miss.value > 0


def is_as_measured(t: Reading) -> bool:
    """Whether the product of the slopes and what the smallest nudge measured are the same, as shown."""
    return show(single(t).dL_dw).text == show(measured(t)).text
