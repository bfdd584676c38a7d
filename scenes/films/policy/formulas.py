"""The policy gradient in lines of maths: the slope of log pi, the ratio, the clipped objective, and the chain back to z."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.reading import Number, Reading
from scenes.equation import Equation, equation
from scenes.films.policy import facts
from scenes.films.policy.facts import Kind

L_SLOPE = "(partial L) / (partial z)"
LOG_SLOPE = "(partial log pi_2) / (partial z)"
TAKEN = "(0, 1)"  # the one-hot of the second action


def sums() -> tuple[str, str]:
    """What the two outputs are before softmax."""
    return "z_1", "z_2"


def advantage(t: Reading) -> Equation:
    """The advantage of the told case. Part: A."""
    return equation('"advantage" quad hat(A) = {A}', A=t.objective.advantage)


def log_slope(t: Reading) -> tuple[Equation, Equation]:
    """d log pi / d z: why the logarithm, and with numbers. Parts: s, over, climb, taken, p; s, taken, p0, p1, q0, q1."""
    letters = equation(
        "{s} = {over} {climb} {taken} - {p}",
        roles={"s": "backward", "climb": "backward", "over": "forward", "p": "forward"},
        s=LOG_SLOPE, over="1 / pi_2", climb="(partial pi_2) / (partial z)", taken=f"= {TAKEN}", p="(pi_1, pi_2)",
    )  # fmt: skip
    numbers = _two("p", facts.old(t)) | _two("q", facts.start_log_slopes(t, "good"))
    return letters, equation("{s} = {taken} - ({p0}, {p1}) = ({q0}, {q1})", roles={"s": "backward"}, s=LOG_SLOPE, taken=TAKEN, **numbers)


def policy_gradient(t: Reading, kind: Kind) -> tuple[Equation, Equation]:
    """L = -A log pi, and its slope with numbers. Parts: L, A; d, A, q0, q1, g0, g1."""
    numbers = _two("q", facts.start_log_slopes(t, kind)) | _two("g", facts.start_slopes(t, kind))
    template, roles = "{d} = - {A:p} dot ({q0}, {q1}) = ({g0}, {g1})", {"d": "backward"}
    worked = equation(template, roles=roles, d=L_SLOPE, A=facts.start_advantage(t, kind), **numbers)
    return equation("{L} = - {A} log pi_2", roles={"L": "loss"}, L="L", A="hat(A)"), worked


def ratio(t: Reading) -> Equation:
    """r = pi new / pi old of the told case. Parts: r, new, old, result."""
    action, told = int(t.objective.action.value), t.objective
    return equation(
        '{r} = pi_2 / pi_"old" = {new} / {old} = {result}',
        roles={"r": "forward"}, r="r", new=t.a[t.D][action], old=told.old_prob, result=told.ratio,
    )  # fmt: skip


def objective() -> Equation:
    """J = r A, while nothing is clipped. Parts: J, r."""
    return equation("{J} = {r}", roles={"J": "loss"}, J="J", r="r hat(A)")


def clipped_objective() -> Equation:
    """J = min(r A, clip(r) A), L = -J. Parts: J, r, c, L."""
    template, roles = "{J} = min ({r}, {c}) quad quad {L}", {"J": "loss", "L": "loss", "c": "forward"}
    return equation(template, roles=roles, J="J", r="r hat(A)", c='op("clip")(r) hat(A)', L="L = - J")


def smaller_product(t: Reading) -> Equation:
    """The two products of the told case, and the smaller. Parts: J, one, two, result."""
    told = t.objective
    numbers: dict[str, Any] = {"one": told.product, "two": told.clipped_product, "result": told.objective}
    return equation("{J} = min ({one}, {two}) = {result}", roles={"J": "loss", "two": "forward"}, J="J", **numbers)


def chain(t: Reading, kind: Kind, k: int) -> tuple[Equation, Equation]:
    """dL/dz = -dJ/dr r dlog pi/dz of a case, in letters and with numbers. Parts: d, k, r, s; d, k, r, q0, q1, g0, g1."""
    roles, told = {"d": "backward", "k": "backward", "s": "backward", "r": "forward"}, facts.case(t, kind, k).objective
    letters = equation("{d} = - {k} dot {r} dot {s}", roles=roles, d=L_SLOPE, k="(partial J) / (partial r)", r="r", s=LOG_SLOPE)
    numbers = {"k": facts.seen_slopes(t, kind)[k], "r": told.ratio} | _two("q", told.dlog_prob_dz) | _two("g", told.dL_dz)
    template = "{d} = - ({k}) dot {r} dot ({q0}, {q1}) = ({g0}, {g1})"  # in parentheses, since a zero after a minus reads as a slip
    return letters, equation(template, roles=roles, d=L_SLOPE, **numbers)


# ---- anybody's own policy


def own_log(t: Reading) -> Equation:
    """d log pi / d z = 1 - pi: the action that was taken against the probabilities. Parts: s, one, p."""
    k = facts.ordinal(t)
    return equation(
        "{s} = {one} - {p}", roles={"s": "backward", "p": "forward"}, s=own_slope(t), one=f"e_{k}", p="pi"
    )  # fmt: skip


def own_slope(t: Reading) -> str:
    """The name of the slope of the logarithm."""
    return f"(partial log pi_{facts.ordinal(t)}) / (partial z)"


def own_rows(t: Reading) -> tuple[str, str, str]:
    """What the rows under the bars are called, each on one line."""
    return "pi", f"partial log pi_{facts.ordinal(t)} slash partial z", "partial L slash partial z"


def own_loss(t: Reading) -> tuple[Equation, Equation]:
    """L = -A log pi with its number, and its slope. Parts: L, A, result; d, A, s."""
    k = facts.ordinal(t)
    loss = equation(f"{{L}} = - {{A}} log pi_{k} = {{result}}", roles={"L": "loss"}, L="L", A="hat(A)", result=t.L)
    slope = equation("{d} = - {A} {s}", roles={"d": "backward", "s": "backward"}, d=L_SLOPE, A="hat(A)", s=own_slope(t))
    return loss, slope


def own_ratio(t: Reading) -> Equation:
    """r = pi new / pi old. Parts: r, new, old, result."""
    k, told = facts.action(t), t.objective
    return equation(
        f'{{r}} = pi_{k + 1} / pi_"old" = {{new}} / {{old}} = {{result}}',
        roles={"r": "forward"}, r="r", new=t.a[t.D][k], old=told.old_prob, result=told.ratio,
    )  # fmt: skip


def own_chain(t: Reading) -> Equation:
    """dL/dz = -dJ/dr r dlog pi/dz. Parts: d, k, r, s."""
    roles = {"d": "backward", "k": "backward", "s": "backward", "r": "forward"}
    return equation("{d} = - {k} dot {r} dot {s}", roles=roles, d=L_SLOPE, k="(partial J) / (partial r)", r="r", s=own_slope(t))


def _two(letter: str, numbers: Iterable[Number]) -> dict[str, Any]:
    """A pair of numbers as parts of a line."""
    return {f"{letter}{k}": number for k, number in enumerate(numbers)}
