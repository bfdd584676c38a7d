"""What is so on this lesson: answers for the sentences and pictures of a gradient check. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine.notation import MINUS, SIGNIFICANT, SMALLEST_FIXED, fmt, rounded
from engine.reading import Number, Reading
from engine.studies.check import Check, Row, obstacle

FAST = 30  # times: as long as the bend makes the error, ten times smaller h makes it a hundred times smaller
TENTH = (5, 20)  # times: and that of a wiggle one way ten times smaller
WORSE = 2  # times the error of both ways, from which on one way is worse
ROUNDING = 1e-9  # a relative error that is nothing but rounding
SAID, NEAR = 2, 0.1  # digits that the voice says of a slope; a relative error that is called near
SIXTEEN = 16  # decimals, about all that a float has
ERROR, MOST_TOLD, VAST = (
    2,
    7,
    1e5,
)  # digits of a relative error; at most of two slopes that are told apart; a slope of more has powers of ten
AGREE = 1e-9  # of a loss: two that differ by less agree in nearly all of their digits
ALWAYS = {
    "wiggled": {"only": "a wiggle is two runs forward", "nothing": "a wiggle is two runs forward"},
    "relative": {"larger": "it says what is to be done"},
    "finer": {"smaller": "it says what is to be done"},
    "spoiled": {"everything": "each slope is a product with this blame"},
    "harvest": {"never": "a check takes the place of trust"},
}
SYMBOLS = {  # of the fields of wiggles and rows
    "h": "h", "dw": "h", "w_up": "w", "w_down": "w", "L_up": "L", "L_down": "L", "dL": "L",
    "numeric": "dL_dw", "analytic": "dL_dw", "left": "dL_dw", "right": "dL_dw", "one_way": "dL_dw",
    "ratio": "da_dz", "error": "error", "one_way_error": "error",
}  # fmt: skip


def check(t: Reading) -> Check:
    """The study: one example's gradient, checked."""
    study: Check = t.run.studies["check"]
    return study


def reason(t: Reading) -> str:
    """Why a gradient cannot be checked here: "flat", "kink", "steep", "vast", or nothing that is known."""
    return obstacle(t.run) or "" if t.run.steps else ""


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


def measured_error(t: Reading) -> Number:
    """How far that is from what backprop claims, relative to the larger of the two."""
    return wiggle(t, 0, "error")


def one_way_error(t: Reading) -> Number:
    """How far the slope is that the weight moved up alone measures."""
    return wiggle(t, 0, "one_way_error")


def first_gap(t: Reading) -> Literal["above", "within"]:
    """Whether the coarsest wiggle and backprop are further apart than what counts as agreement."""
    return "above" if check(t).wiggles[0].error > tolerance(t).value else "within"


def tolerance(t: Reading) -> Number:
    """The relative error up to which claim and measure agree."""
    return t.at(f"{t.root}studies.check.tolerance", "error")


def one_way(t: Reading) -> Literal["worse", "straight", "as_good"]:
    """How up alone measures beside both ways: worse, as well since nothing bends (straight), or as well as it happens."""
    coarsest = check(t).wiggles[0]
    if max(coarsest.one_way_error, coarsest.error) < ROUNDING:
        return "straight"
    return "worse" if coarsest.one_way_error > WORSE * coarsest.error else "as_good"


def best(t: Reading) -> int:
    """The place of the wiggle with the smallest error."""
    return check(t).best


def finest(t: Reading) -> int:
    """The place of the wiggle with the smallest h."""
    return len(check(t).wiggles) - 1


def half_way_up(t: Reading) -> int:
    """The place between the best wiggle and the finest, nearest to the middle, at which there is an error."""
    middle = (best(t) + finest(t) + 1) // 2
    off = [k for k in range(best(t) + 1, finest(t) + 1) if check(t).wiggles[k].error]
    return min(off, key=lambda k: abs(k - middle), default=middle)


def fall(t: Reading) -> Literal["fast", "slow", "exact"]:
    """How the error falls with h at first.

    A hundred times for ten, and of up alone ten times (fast), otherwise (slow), or not, since it is nothing but rounding (exact).
    """
    first, second = check(t).wiggles[:2]
    if first.error < ROUNDING or not best(t):
        return "exact"
    alone = first.one_way_error / second.one_way_error if second.one_way_error else 0.0
    return "fast" if first.error >= FAST * second.error and TENTH[0] <= alone <= TENTH[1] else "slow"


def bends(t: Reading) -> bool:
    """Whether the bend of the loss over this weight shows in the error."""
    return fall(t) != "exact"


def agreement(t: Reading) -> Literal["same", "near", "apart"]:
    """How near the coarsest wiggle comes to what backprop claims: the same digits as they are said, a tenth off at most, or more."""
    said, found = claim(t).value, measured(t).value
    if fmt(said, SAID) == fmt(found, SAID):
        return "same"
    return "near" if check(t).wiggles[0].error < NEAR else "apart"


def digits_that_agree(t: Reading) -> Literal["all", "nearly", "some"]:
    """How many digits the two losses of the finest wiggle have in common."""
    last = check(t).wiggles[finest(t)]
    if last.dL == 0:
        return "all"
    return "nearly" if abs(last.dL) < AGREE * abs(last.L_up) else "some"


def kept_places(t: Reading) -> int:
    """Decimals with which the difference of the two losses of the finest wiggle is what a viewer finds who subtracts them as shown."""
    last = check(t).wiggles[finest(t)]
    shown = rounded(last.L_up, SIXTEEN) - rounded(last.L_down, SIXTEEN)
    return next((n for n in range(SIXTEEN, SIXTEEN - 4, -1) if rounded(shown, n) == rounded(last.dL, n)), SIXTEEN)


def telling_digits(t: Reading) -> int | None:
    """Digits of claim and measure from which a viewer finds their relative error as it is shown; None where no float would show it."""
    p, q, error = (number.value for number in (claim(t), measured(t), measured_error(t)))
    for digits in range(SIGNIFICANT, MOST_TOLD + 1):
        one, other = (float(fmt(v, digits).replace(MINUS, "-")) if SMALLEST_FIXED <= abs(v) < VAST else v for v in (p, q))
        if one != other and fmt(abs(one - other) / max(abs(one), abs(other)), ERROR) == fmt(error, ERROR):
            return digits
    return None


def smallest(t: Reading) -> Number:
    """The smallest h."""
    return wiggle(t, finest(t), "h")


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


def kinked(t: Reading) -> list[int]:
    """The rows of weights that stand on a kink of the loss."""
    return [k for k, row in enumerate(rows(t)) if row.kink]


def has_kinks(t: Reading) -> bool:
    """Whether there are any."""
    return bool(kinked(t))


def side(t: Reading) -> tuple[Number, Number]:
    """The slopes to the left and to the right of the first of them."""
    return entry(t, kinked(t)[0], "left"), entry(t, kinked(t)[0], "right")


def verdict(t: Reading) -> Literal["right", "right_alone", "forgiven", "kinked"]:
    """What the table says of the right pass: all within the tolerance; some only since they are next to zero; some without a slope."""
    if has_kinks(t):
        return "kinked"
    if any(row.error > check(t).tolerance for row in rows(t)):
        return "forgiven"
    return "right" if len(rows(t)) > 1 else "right_alone"
