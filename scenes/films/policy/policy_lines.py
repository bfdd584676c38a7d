"""What the chapter of the policy gradient writes, and its rooms: the slope of log pi, the ratio, the clipped loss, the chain."""

from __future__ import annotations

from manim import VGroup

from engine.reading import Number, Reading
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, align_equals
from scenes.shown import show

LOG_SLOPE = "(partial log pi_2) / (partial z)"
TAKEN = "(0, 1)"  # the one-hot of the second action


def number(t: Reading, name: str, symbol: str) -> Number:
    """A number of the told example's objective."""
    return t.at(f"steps[{t.told[0]}].examples[{t.told[1]}].objective.{name}", symbol)


def vector(t: Reading, name: str) -> list[Number]:
    return list(t.numbers(f"steps[{t.told[0]}].examples[{t.told[1]}].objective.{name}", "dL_dz"))


def start(t: Reading, kind: str, name: str) -> list[Number]:
    """A vector of the plain policy gradient, where the policy is the old one."""
    return list(t.numbers(f"studies.policy.{kind}_start.{name}", "dL_dz"))


def old(t: Reading) -> list[Number]:
    """Both probabilities of the old policy."""
    return list(t.numbers("studies.policy.old", "pi"))


def slope(t: Reading, kind: str, k: int) -> Number:
    """The slope of the objective in r, at the k-th of the ratios."""
    return t.at(f"studies.policy.{kind}_seen[{k}]", "dL_dratio")


def rooms(stage: Stage) -> tuple[Region, Region]:
    """For the bars and for the plots, over the board, with the title's room: side by side, or one over the other."""
    top, foot = stage.title.y + stage.title.height / 2, stage.arena.y - stage.arena.height / 2
    width, high = stage.width * 0.9, top - foot
    if stage.is_narrow:
        part = 0.36 * high
        return Region(0, top - part / 2, width, part), Region(0, (top - part + foot) / 2, width, high - part - 0.3)
    return Region(-0.335 * width, (top + foot) / 2, 0.33 * width, high), Region(0.18 * width, (top + foot) / 2, 0.63 * width, high)


def net_place(stage: Stage) -> Region:
    """For the network, before there is a plot."""
    left, _ = rooms(stage)
    if stage.is_narrow:
        return Region(0, left.y, 0.7 * left.width, left.height)
    return Region(-0.24 * stage.width, left.y, 0.3 * stage.width, left.height - 0.7)


def alone(stage: Stage) -> Region:
    """For one plot under the title."""
    a = stage.arena
    return Region(a.x, a.y, 0.86 * a.width, a.height - 0.3)


def bars_place(stage: Stage) -> Region:
    """For the bars beside the network, or under it: as large as they stay."""
    left, right = rooms(stage)
    if stage.is_narrow:
        return Region(0, right.y + 0.05 * right.height, left.width, left.height)
    return Region(0.22 * stage.width, left.y, left.width, left.height)


def pair(stage: Stage) -> tuple[Region, Region]:
    """Two equal rooms in the whole frame: side by side, or one over the other."""
    top, foot = stage.title.y + stage.title.height / 2, stage.board.y - stage.board.height / 2 + 0.4
    width, high = stage.width * 0.9, top - foot
    if stage.is_narrow:
        return Region(0, top - 0.24 * high, width, 0.46 * high), Region(0, foot + 0.24 * high, width, 0.46 * high)
    return Region(-0.255 * width, (top + foot) / 2, 0.48 * width, high), Region(0.255 * width, (top + foot) / 2, 0.48 * width, high)


def advantage(t: Reading) -> Formula:
    """The advantage of the told case. Part: A."""
    return Formula('"advantage" quad hat(A) = {A}', A=number(t, "advantage", "advantage"))


def log_slope(t: Reading) -> VGroup:
    """d log pi / d z: why the logarithm, and with numbers. Parts: s, over, climb, taken, p; s, p0, p1, q0, q1."""
    hues = {"s": theme().backward, "climb": theme().backward, "over": theme().forward, "p": theme().forward}
    letters = Formula(
        "{s} = {over} {climb} {taken} - {p}",
        s=LOG_SLOPE, over="1 / pi_2", climb="(partial pi_2) / (partial z)", taken=f"= {TAKEN}", p="(pi_1, pi_2)", hues=hues,
    )  # fmt: skip
    p, q = old(t), start(t, "good", "dlog_prob_dz")
    worked = Formula("{s} = {taken} - ({p0}, {p1}) = ({q0}, {q1})", s=LOG_SLOPE, taken=TAKEN, p0=p[0], p1=p[1], q0=q[0], q1=q[1], hues=hues)
    return align_equals(letters, worked, buff=0.2)


def policy_gradient(t: Reading, kind: str) -> VGroup:
    """L = -A log pi and its slope, with numbers. Parts: L, A; d, A, q0, q1, g0, g1."""
    A, q, g = t.at(f"studies.policy.{kind}_start.advantage", "advantage"), start(t, kind, "dlog_prob_dz"), start(t, kind, "dL_dz")
    hues = {"L": theme().loss, "d": theme().backward}
    letters = Formula("{L} = - {A} log pi_2", L="L", A="hat(A)", hues=hues)
    worked = Formula(
        "{d} = - {A:p} dot ({q0}, {q1}) = ({g0}, {g1})",
        d="(partial L) / (partial z)", A=A, q0=q[0], q1=q[1], g0=g[0], g1=g[1], hues=hues,
    )  # fmt: skip
    return align_equals(letters, worked, buff=0.25)


def ratio_line(t: Reading) -> Formula:
    """r = pi new / pi old. Parts: r, new, old, result."""
    action = int(number(t, "action", "y").value)
    return Formula(
        "{r} = pi_2 / pi_\"old\" = {new} / {old} = {result}", r="r", hues={"r": theme().forward},
        new=t.a[t.D][action], old=number(t, "old_prob", "pi"), result=show(number(t, "ratio", "ratio")),
    )  # fmt: skip


def objective_line() -> Formula:
    """J = r A, while nothing is clipped. Parts: J, r."""
    return Formula("{J} = {r}", J="J", r="r hat(A)", hues={"J": theme().loss})


def clipped_line() -> Formula:
    """J = min(r A, clip(r) A), L = -J. Parts: J, r, c, L."""
    hues = {"L": theme().loss, "J": theme().loss, "c": theme().forward}
    return Formula("{J} = min ({r}, {c}) quad quad {L}", J="J", L="L = - J", r="r hat(A)", c='op("clip")(r) hat(A)', hues=hues)


def smaller(t: Reading) -> Formula:
    """The two products of the told case, and the smaller. Parts: J, one, two, result."""
    fields = {part: show(number(t, name, "L")) for part, name in (("one", "product"), ("two", "clipped_product"), ("result", "objective"))}
    return Formula("{J} = min ({one}, {two}) = {result}", J="J", hues={"J": theme().loss, "two": theme().forward}, **fields)


def chain(t: Reading, kind: str, k: int) -> VGroup:
    """dL/dz = -dJ/dr r dlog pi/dz of the told case. Parts: d, k, r, s; d, k, r, q0, q1, g0, g1."""
    hues = {"d": theme().backward, "k": theme().backward, "s": theme().backward, "r": theme().forward}
    d, q, g = "(partial L) / (partial z)", vector(t, "dlog_prob_dz"), vector(t, "dL_dz")
    letters = Formula("{d} = - {k} dot {r} dot {s}", d=d, k="(partial J) / (partial r)", r="r", s=LOG_SLOPE, hues=hues)
    worked = Formula(
        "{d} = - {k:p} dot {r} dot ({q0}, {q1}) = ({g0}, {g1})",
        d=d, k=slope(t, kind, k), r=show(number(t, "ratio", "ratio")), q0=q[0], q1=q[1], g0=g[0], g1=g[1], hues=hues,
    )  # fmt: skip
    return align_equals(letters, worked, buff=0.2)
