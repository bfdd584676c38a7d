"""The gradients of backward beside numeric ones, parameter by parameter, and a verdict on each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine import batched, passes
from engine.arrays import Array
from engine.building import build, examples_of, loss_of
from engine.errors import InputError
from engine.lesson import Lesson
from engine.numeric import H, Problem, central, complex_step, reach, two_sided
from engine.parameters import Parameters
from engine.penalties import penalty_of

CENTRAL_TOLERANCE = 1e-4  # relative; a difference of losses has few digits
COMPLEX_TOLERANCE = 1e-9  # relative; a complex step has nearly all
PATHS_TOLERANCE = 1e-11  # of the largest gradient: recording against vectorised equations
DUST = 1e-14  # of the largest gradient: what rounding leaves of one that is zero
MOST_ROWS, WORK = 1000, 2e8  # parameters that are looked at, and products of all their forward passes
NOISE = 4e-15  # rounding of a loss near 1, which the central difference divides by h


@dataclass(frozen=True)
class Kink:
    """A number that stands exactly on a kink of the network: whatever moves it has one slope to the left and another to the right."""

    l: int | None  # None for the loss and for a penalty
    of: str  # relu, max_pool, ppo, l1
    at: tuple[int, ...]  # its indices in the layer
    example: int


@dataclass(frozen=True)
class CheckRow:
    """One parameter: dL/dp from backward and from the numeric roads, with their relative errors."""

    l: int
    parameter: str  # "W", "b", or another name of the layer's kind
    i: int
    j: int | None  # None where there is one index
    analytic: float
    central: float
    central_error: float
    complex_step: float | None  # None where a function on the way takes no complex numbers
    complex_error: float | None
    h: float
    kink: bool  # a kink (relu, max, clip) lay within h; judged on the piece it is on
    ok: bool
    at: tuple[int, ...]  # every index
    left: float | None = None  # the slopes to both sides of a parameter that moves something off its kink: it has no gradient, and
    right: float | None = None  # the analytic one is the convention's choice
    of: str = "L"  # what it is the slope of: J where there is a penalty

    @property
    def path(self) -> str:
        """Where the analytic value is in the trace, when step 0 is recorded."""
        place = "".join(f"[{k}]" for k in self.at)
        return f"steps[0].update[{self.l - 1}].d{self.of}_d{self.parameter}{place}"


@dataclass(frozen=True)
class CheckTable:
    """Every row, layer by layer, weights before biases; `paths_error` compares the two ways through the equations.

    `kinks` are the numbers that stand exactly on one; rows that these spoil are in `unsettled`: no check can agree to them.
    `parameters` is how many there are: of very many, rows are of some, evenly spread.
    """

    rows: tuple[CheckRow, ...]
    paths_error: float
    kinks: tuple[Kink, ...] = ()
    parameters: int = 0

    @property
    def unsettled(self) -> tuple[CheckRow, ...]:
        """Rows with one slope to the left and another to the right."""
        return tuple(row for row in self.rows if row.left is not None)

    @property
    def worst(self) -> float:
        """The largest relative error by the sharpest road of each row, rounding noise of zeros left out."""
        dust = DUST * max((abs(row.analytic) for row in self.rows), default=0.0)
        return max((_sharpest(row) for row in self.rows if abs(row.analytic) > dust or not row.ok), default=0.0)

    @property
    def passed(self) -> bool:
        """True when no row is wrong and both ways agree."""
        return all(row.ok for row in self.rows) and self.paths_error <= PATHS_TOLERANCE


def check(lesson: Lesson, gradient: Array | None = None) -> CheckTable:
    """Check step 0's gradient of the lesson; `gradient` (P,) puts another in its place, to see it caught."""
    problem = first_batch(lesson)
    with np.errstate(all="ignore"):
        recorded, paths_error = _gradient(problem)
        claimed = recorded.flat if gradient is None else gradient
        finite(lesson, claimed)
        h, size, kinks = reach(problem), abs(problem.at(recorded.net.values)), problem.kinks(recorded.net.values)
        rows = tuple(_row(problem, claimed, place, float(h[place[3]]), size, kinks) for place in looked_at(problem, recorded))
    finite(lesson, np.array([[row.central, row.complex_step or 0.0] for row in rows]), "slopes of the loss")
    return CheckTable(rows, paths_error, standing(problem, kinks), len(claimed))


def looked_at(problem: Problem, p: Parameters) -> list[tuple[int, str, tuple[int, ...], int]]:
    """Every parameter's place, or as many as there is time for, the first and the last among them."""
    P = len(p.flat)
    most = int(min(MOST_ROWS, max(40.0, WORK / (P * len(problem.x) or 1))))
    if most >= P:
        return p.places()
    some = np.zeros(P, dtype=bool)
    some[np.linspace(0, P - 1, most).astype(int)] = True
    return p.places(some)


def standing(problem: Problem, kinks: Sequence[Any]) -> tuple[Kink, ...]:
    """The numbers that stand on a kink, from the masks of `Problem.kinks`."""
    names = [*((l, getattr(layer, "activation", "identity"), layer.kind) for l, layer in enumerate(problem.net.layers, start=1))]
    each = [(l, kind if act == "identity" else act) for l, act, kind in names] + [(None, problem.loss.name), (None, "l1")]
    return tuple(
        Kink(l, of, tuple(map(int, at)), int(example))
        for (l, of), mask in zip(each, kinks, strict=True) if mask is not None
        for example, *at in np.argwhere(mask)
    )  # fmt: skip


def finite(lesson: Lesson, gradient: Array, what: str = "gradients") -> None:
    """Say so in words when a gradient is not, whichever way it was found."""
    if not np.isfinite(gradient).all():
        mend = "Use smaller weights, inputs and targets."
        raise InputError(f"{lesson.file}: found {what} that are not finite at step 0; allowed: finite ones. {mend}")


def first_batch(lesson: Lesson) -> Problem:
    """The network before step 0 with the examples of step 0."""
    size = lesson.training.batch_size
    (x, y), net = (rows[:size] for rows in examples_of(lesson)), build(lesson)
    return Problem(net, loss_of(lesson), x, y, penalty_of(lesson.training, Parameters.of(net)))


def analytic_gradient(problem: Problem) -> Array:
    """The batch's gradient by backward, with a penalty's slope, (P,): every weight, then every bias, then zeros for averages."""
    return _gradient(problem)[0].flat


def _gradient(problem: Problem) -> tuple[Parameters, float]:
    """The batch's gradient by the lines of the book, with a penalty's slope, and how far the vectorised one is from it."""
    p = Parameters.of(problem.net)
    whole, fast = p.zeros(), p.zeros()
    examples = passes.examples(problem.net, problem.loss, problem.x, problem.y)
    whole.fill(passes.batch_gradient(problem.net, problem.loss, examples))
    batched.gradient(p, problem.loss, problem.x, problem.y, fast)
    largest = float(np.abs(whole.flat).max(initial=0.0)) or 1.0
    apart = float(np.abs(whole.flat - fast.flat).max(initial=0.0)) / largest
    if problem.penalty:
        whole.flat += problem.penalty.slope(p.flat)
    return whole, apart


def _row(
    problem: Problem, claimed: Array, place: tuple[int, str, tuple[int, ...], int], h: float, size: float, kinks: Sequence[Any]
) -> CheckRow:
    """One parameter by every road open to it; `size` is that of the loss."""
    l, name, at, number = place
    slope, kink = central(problem, number, h)
    value, exact = float(claimed[number]), complex_step(problem, number) if problem.analytic else None
    ok = agree(value, slope, exact, h, size, float(np.abs(claimed).max()))
    errors = relative_error(value, slope), None if exact is None else relative_error(value, exact)
    i, j = at[0], at[1] if len(at) > 1 else None
    sides = two_sided(problem, number, h, kinks) if kink else None
    left, right = sides if sides and not agree(*sides, None, h, size, 0.0) else (None, None)
    of = "J" if problem.penalty else "L"
    return CheckRow(l, name, i, j, value, slope, errors[0], exact, errors[1], h, kink, ok, at, left, right, of)


def agree(value: float, slope: float, exact: float | None, h: float, loss_size: float, largest: float) -> bool:
    """Whether a gradient is the one of both roads, within what rounding leaves of a loss of this size; `largest` of all gradients."""
    noise = NOISE * (1.0 + loss_size) / h
    ok = abs(value - slope) <= CENTRAL_TOLERANCE * max(abs(value), abs(slope)) + noise
    if exact is not None:
        floor = DUST * largest + NOISE * H / h  # of a - y, which is no smaller than what rounding leaves of a
        ok = ok and abs(value - exact) <= COMPLEX_TOLERANCE * max(abs(value), abs(exact)) + floor
    return bool(ok)


def relative_error(p: float, q: float) -> float:
    """|p - q| / max(|p|, |q|), and 0 for two zeros."""
    return float(abs(p - q) / np.maximum(abs(p), abs(q))) if p != q else 0.0  # no number of what is none


def _sharpest(row: CheckRow) -> float:
    """The row's error by the road with the most digits."""
    return row.central_error if row.complex_error is None else row.complex_error
