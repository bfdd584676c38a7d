"""What is so on this lesson: answers for the sentences and pictures of a gradient check. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine import wrong
from engine.building import loss_of
from engine.reading import Number, Reading
from engine.studies.check import Check, Row
from scenes.facts import activation
from scenes.facts import has_more_hidden_layers as has_more_hidden_layers
from scenes.sentence import Term

SIGN, WAY_BACK, SLOPE = range(3)  # the planted bugs, by place: at the loss, on the way back, in one layer
FAST = 30  # times: as long as the bend makes the error, ten times smaller h makes it a hundred times smaller
SLIGHT = 0.15  # a relative error with which a network still learns
SYMBOLS = {  # of the fields of wiggles and rows
    "h": "h", "dw": "h", "w_up": "w", "w_down": "w", "L_up": "L", "L_down": "L", "dL": "L",
    "numeric": "dL_dw", "analytic": "dL_dw", "ratio": "da_dz", "error": "error",
}  # fmt: skip


def check(t: Reading) -> Check:
    """The study: one example's gradient, checked."""
    study: Check = t.run.studies["check"]
    return study


def told(t: Reading) -> Reading:
    """The trace read at the example that is checked."""
    return t.of(step=0, example=check(t).example)


# ---- one weight, wiggled


def followed(t: Reading) -> Row:
    """The row whose weight is wiggled."""
    return check(t).rows[check(t).place]


def weight(t: Reading) -> Number:
    """The weight that is wiggled."""
    row = followed(t)
    return t.W[row.l][row.i][row.j]


def claim(t: Reading) -> Number:
    """What backprop says its slope is."""
    row = followed(t)
    return t.dL_dW[row.l][row.i][row.j]


def wiggle(t: Reading, k: int, field: str) -> Number:
    """A number of the wiggle at h = 0.1, 0.01, ..., by its place."""
    return t.at(f"{t.root}studies.check.wiggles[{k}].{field}", SYMBOLS[field])


def measured(t: Reading) -> Number:
    """The slope that the coarsest wiggle measures."""
    return wiggle(t, 0, "numeric")


def best(t: Reading) -> int:
    """The place of the wiggle with the smallest error."""
    return check(t).best


def finest(t: Reading) -> int:
    """The place of the wiggle with the smallest h."""
    return len(check(t).wiggles) - 1


def bends(t: Reading) -> bool:
    """Whether the loss bends over this weight, so that the error falls fast with h at first."""
    first, second = check(t).wiggles[:2]
    return first.error >= FAST * second.error


# ---- the table


def rows(t: Reading, bug: int | None = None) -> tuple[Row, ...]:
    """The rows of the right backward pass, or of the one with a bug."""
    return check(t).rows if bug is None else check(t).bugs[bug].rows


def entry(t: Reading, k: int, field: str, bug: int | None = None) -> Number:
    """A number of row k, of the right backward pass or of the one with a bug."""
    table = "rows" if bug is None else f"bugs[{bug}].rows"
    return t.at(f"{t.root}studies.check.{table}[{k}].{field}", SYMBOLS[field])


def checks_all(t: Reading) -> bool:
    """Whether the table holds every weight of the network."""
    return len(rows(t)) == sum(layer.W.size for layer in t.net.layers)


def has_zeros(t: Reading) -> bool:
    """Whether some slope in the table is zero."""
    return any(not row.analytic for row in rows(t))


# ---- the bugs


def wrong_rows(t: Reading, bug: int) -> list[int]:
    """The rows that a bug spoils."""
    return [k for k, row in enumerate(rows(t, bug)) if row.wrong]


def planted(t: Reading, bug: int) -> str:
    """The name of a bug, as `engine.wrong` plants it in this network."""
    return wrong.planted(t.net)[bug]


def begins_with_delta(t: Reading) -> bool:
    """Whether the way back begins with delta itself, since loss and last activation cancel."""
    return loss_of(t.lesson).delta is not None


def is_square(t: Reading) -> bool:
    """Whether the last layer's matrix is square, so that it fits unturned."""
    n, n_in = t.W[t.D].array.shape
    return bool(n == n_in)


def mistake_on_the_way(t: Reading) -> Literal["unturned", "reshaped", "unweighted"]:
    """What the second bug does to the weights on the way back."""
    if planted(t, WAY_BACK) == "unweighted":
        return "unweighted"
    return "unturned" if is_square(t) else "reshaped"


def slightest(t: Reading) -> int:
    """The row that the second bug spoils least."""
    return min(wrong_rows(t, WAY_BACK), key=lambda k: rows(t, WAY_BACK)[k].error)


def slightest_error(t: Reading) -> Number:
    """The error of the row that the second bug spoils least."""
    return entry(t, slightest(t), "error", WAY_BACK)


def is_slight(t: Reading) -> bool:
    """Whether the second bug spoils some row so little that nobody would see it."""
    return slightest_error(t).value < SLIGHT


def forgetful(t: Reading) -> int:
    """The layer whose slope the third bug leaves out."""
    return wrong.slopeless(t.net, t.run.steps[0].examples[check(t).example].forward)


def squash(t: Reading) -> Term:
    """The activation whose slope the third bug leaves out."""
    return Term(activation(t, forgetful(t)))


def is_switch(t: Reading) -> bool:
    """Whether that activation is a switch, on or off."""
    return activation(t, forgetful(t)) == "relu"


def spoils_the_same(t: Reading) -> bool:
    """Whether the third bug spoils the very rows that the second one does."""
    return wrong_rows(t, SLOPE) == wrong_rows(t, WAY_BACK)


def telling_row(t: Reading) -> int:
    """The row in which the third bug shows what is missing."""
    spoiled = wrong_rows(t, SLOPE)
    return next((k for k in spoiled if rows(t, SLOPE)[k].analytic and rows(t, SLOPE)[k].ratio), spoiled[0])


def missing_factor(t: Reading) -> Number:
    """What is right divided by what was claimed, where the third bug shows what is missing."""
    return entry(t, telling_row(t), "ratio", SLOPE)
