"""What planted bugs spoil on this lesson, and what tells which they are. No sentence, no mobject."""

from __future__ import annotations

import math
from typing import Literal

from engine import wrong
from engine.building import loss_of
from engine.reading import Number, Reading
from scenes.facts import activation, loss, squashing
from scenes.films.check.facts import check, entry, rows
from scenes.sentence import Term

SIGN, WAY_BACK, SLOPE = range(3)  # the planted bugs, by place: at the loss, on the way back, in one layer
NAMED = 0.01  # how nearly what is right over what was claimed is the slope that was left out
SLIGHT = 0.15  # a relative error with which a network still learns


def shows(t: Reading, bug: int) -> bool:
    """Whether a bug spoils any row here."""
    return bool(check(t).bugs[bug].caught)


def has_way_back(t: Reading) -> bool:
    """Whether the bug on the way back shows: there is a layer behind the last one, and it is spoiled."""
    return shows(t, WAY_BACK)


def has_slope(t: Reading) -> bool:
    """Whether a forgotten slope shows, and by its own number: it is no softmax's, not 1 everywhere, and not lost in rounding."""
    if not shows(t, SLOPE) or activation(t, forgetful(t)) == "softmax":
        return False
    row = rows(t, SLOPE)[telling_row(t)]
    return math.isclose(row.ratio, t.da_dz[row.l][row.i].value, rel_tol=NAMED)


def turned_by_sign(t: Reading) -> Literal["all", "only", "living", "large"]:
    """Which rows the wrong sign turns red: all, or the only one; all that are not zero, or those that are more than rounding."""
    red = set(wrong_rows(t, SIGN))
    if len(red) == len(rows(t)):
        return "all" if len(red) > 1 else "only"
    return "living" if all(k in red or not row.analytic for k, row in enumerate(rows(t))) else "large"


def swaps(t: Reading) -> bool:
    """Whether the way back begins with a minus y, so that a wrong sign is a swap of the two."""
    return begins_with_delta(t) or loss(t) in ("squared_error", "mse")


def spoiled_front(t: Reading) -> int:
    """The last of the layers that the second bug spoils: it and those before it."""
    return max(rows(t)[k].l for k in wrong_rows(t, WAY_BACK))


def spoiled_layers(t: Reading) -> Literal["one", "all", "first", "front", "some"]:
    """Which layers the second bug spoils: the one behind the last, all behind it, the first alone, all from one on (front), or some."""
    red = {rows(t)[k].l for k in wrong_rows(t, WAY_BACK)}
    if red != set(range(1, max(red) + 1)):
        return "some"
    if max(red) < t.D - 1:
        return "first" if max(red) == 1 else "front"
    return "one" if t.D == 2 else "all"


def wrong_rows(t: Reading, bug: int) -> list[int]:
    """The rows that a bug spoils."""
    return [k for k, row in enumerate(rows(t, bug)) if row.wrong]


def planted(t: Reading, bug: int) -> str:
    """The name of a bug, as `engine.wrong` plants it in this network."""
    return wrong.planted(t.net)[bug]


def begins_with_delta(t: Reading) -> bool:
    """Whether the way back begins with delta itself, since loss and last activation cancel, and delta is what the answers miss."""
    counts_both_ways = loss(t) == "binary_cross_entropy" and t.lesson.activations[-1] == "softmax"  # every output moves every other
    return loss_of(t.lesson).delta is not None and not counts_both_ways


def is_square(t: Reading) -> bool:
    """Whether the last layer's matrix is square, so that it fits unturned."""
    n, n_in = t.W[t.D].array.shape
    return bool(n == n_in)


def mistake_on_the_way(t: Reading) -> Literal["unturned", "reshaped", "unweighted"]:
    """What the second bug does to the weights on the way back."""
    if planted(t, WAY_BACK) == "unweighted":
        return "unweighted"
    return "unturned" if is_square(t) else "reshaped"


def hides(t: Reading) -> bool:
    """Whether the second bug raises no error: a square matrix fits unturned."""
    return mistake_on_the_way(t) == "unturned"


def slightest(t: Reading) -> int:
    """The row that the second bug spoils least."""
    return min(wrong_rows(t, WAY_BACK), key=lambda k: rows(t, WAY_BACK)[k].error)


def slightest_error(t: Reading) -> Number:
    """The error of the row that the second bug spoils least."""
    return entry(t, slightest(t), "error", WAY_BACK)


def is_slight(t: Reading) -> bool:
    """Whether the second bug spoils some row so little that nobody would see it."""
    return has_way_back(t) and slightest_error(t).value < SLIGHT


def forgetful(t: Reading) -> int:
    """The layer whose slope the third bug leaves out."""
    return wrong.slopeless(t.net, t.run.steps[0].examples[check(t).example].forward)


def squash(t: Reading) -> Term:
    """The activation whose slope the third bug leaves out."""
    return Term(activation(t, forgetful(t)))


def slope_left_out(t: Reading) -> Literal["switch", "squash", "bend"]:
    """What that activation is: a switch, on or off, a squash between two bounds, or another bend."""
    if activation(t, forgetful(t)) == "relu":
        return "switch"
    return "squash" if squashing(t, forgetful(t)) == "bounds" else "bend"


def spoils(t: Reading) -> Literal["same", "fewer", "others"]:
    """Which rows the third bug spoils, held against those of the bug before it."""
    before, now = set(wrong_rows(t, WAY_BACK if has_way_back(t) else SIGN)), set(wrong_rows(t, SLOPE))
    return "same" if now == before else "fewer" if len(now) < len(before) else "others"


def telling_row(t: Reading) -> int:
    """The row in which the third bug shows what is missing."""
    spoiled = [k for k in wrong_rows(t, SLOPE) if rows(t, SLOPE)[k].l == forgetful(t)] or wrong_rows(t, SLOPE)
    return next((k for k in spoiled if rows(t, SLOPE)[k].analytic and rows(t, SLOPE)[k].ratio), spoiled[0])


def missing_factor(t: Reading) -> Number:
    """What is right divided by what was claimed, where the third bug shows what is missing."""
    return entry(t, telling_row(t), "ratio", SLOPE)
