"""The gradients of backward beside numeric ones, parameter by parameter, and a verdict on each."""

from dataclasses import dataclass

import numpy as np

from engine import batched, passes
from engine.arrays import Array
from engine.building import build, examples_of, loss_of
from engine.errors import InputError
from engine.lesson import Lesson
from engine.numeric import Problem, central, complex_step, reach
from engine.parameters import Parameters

CENTRAL_TOLERANCE = 1e-4  # relative; a difference of losses has few digits
COMPLEX_TOLERANCE = 1e-9  # relative; a complex step has nearly all
PATHS_TOLERANCE = 1e-11  # of the largest gradient: recording against vectorised equations
DUST = 1e-14  # of the largest gradient: what rounding leaves of one that is zero
NOISE = 4e-15  # rounding of a loss near 1, which the central difference divides by h


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

    @property
    def path(self) -> str:
        """Where the analytic value is in the trace, when step 0 is recorded."""
        place = "".join(f"[{k}]" for k in self.at)
        return f"steps[0].update[{self.l - 1}].dL_d{self.parameter}{place}"


@dataclass(frozen=True)
class CheckTable:
    """Every row, layer by layer, weights before biases; `paths_error` compares the two ways through the equations."""

    rows: tuple[CheckRow, ...]
    paths_error: float

    @property
    def worst(self) -> float:
        """The largest relative error by the sharpest road of each row, rounding noise of zeros left out."""
        dust = DUST * max((abs(row.analytic) for row in self.rows), default=0.0)
        return max((_sharpest(row) for row in self.rows if abs(row.analytic) > dust or not row.ok), default=0.0)

    @property
    def passed(self) -> bool:
        """True when every row is within tolerance and both ways agree."""
        return all(row.ok for row in self.rows) and self.paths_error <= PATHS_TOLERANCE


def check(lesson: Lesson, gradient: Array | None = None) -> CheckTable:
    """Check step 0's mean gradient of the lesson; `gradient` (P,) puts another in its place, to see it caught."""
    problem = first_batch(lesson)
    with np.errstate(all="ignore"):
        recorded, paths_error = _gradient(problem)
        claimed = recorded.flat if gradient is None else gradient
        finite(lesson, claimed)
        h, size = reach(problem), abs(problem.at(recorded.net.values))
        rows = tuple(_row(problem, claimed, place, float(h[place[3]]), size) for place in recorded.places())
    return CheckTable(rows, paths_error)


def finite(lesson: Lesson, gradient: Array) -> None:
    """Say so in words when a gradient is not."""
    if not np.isfinite(gradient).all():
        raise InputError(f"{lesson.file}: found gradients that are not finite at step 0; allowed: finite ones. Use smaller weights.")


def first_batch(lesson: Lesson) -> Problem:
    """The network before step 0 with the examples of step 0."""
    size = lesson.training.batch_size
    x, y = (rows[:size] for rows in examples_of(lesson))
    return Problem(build(lesson), loss_of(lesson), x, y)


def analytic_gradient(problem: Problem) -> Array:
    """The mean over the batch of backward's gradients, (P,): every weight, then every bias, then zeros for averages."""
    return _gradient(problem)[0].flat


def _gradient(problem: Problem) -> tuple[Parameters, float]:
    """Backward's mean gradient by the lines of the book, and how far the vectorised one is from it."""
    p = Parameters.of(problem.net)
    mean, fast = p.zeros(), p.zeros()
    mean.fill(passes.mean_gradient(problem.net, passes.examples(problem.net, problem.loss, problem.x, problem.y)))
    batched.gradient(p, problem.loss, problem.x, problem.y, fast)
    largest = float(np.abs(mean.flat).max(initial=0.0)) or 1.0
    return mean, float(np.abs(mean.flat - fast.flat).max(initial=0.0)) / largest


def _row(problem: Problem, claimed: Array, place: tuple[int, str, tuple[int, ...], int], h: float, size: float) -> CheckRow:
    """One parameter by every road open to it; `size` is that of the loss."""
    l, name, at, number = place
    slope, kink = central(problem, number, h)
    value, exact = float(claimed[number]), complex_step(problem, number) if problem.analytic else None
    ok = agree(value, slope, exact, h, size, float(np.abs(claimed).max()))
    errors = relative_error(value, slope), None if exact is None else relative_error(value, exact)
    i, j = at[0], at[1] if len(at) > 1 else None
    return CheckRow(l, name, i, j, value, slope, errors[0], exact, errors[1], h, kink, ok, at)


def agree(value: float, slope: float, exact: float | None, h: float, loss_size: float, largest: float) -> bool:
    """Whether a gradient is the one of both roads, within what rounding leaves of a loss of this size; `largest` of all gradients."""
    noise = NOISE * (1.0 + loss_size) / h
    ok = abs(value - slope) <= CENTRAL_TOLERANCE * max(abs(value), abs(slope)) + noise
    if exact is not None:
        ok = ok and abs(value - exact) <= COMPLEX_TOLERANCE * max(abs(value), abs(exact)) + DUST * largest
    return bool(ok)


def relative_error(p: float, q: float) -> float:
    """|p - q| / max(|p|, |q|), and 0 for two zeros."""
    return abs(p - q) / max(abs(p), abs(q)) if p != q else 0.0


def _sharpest(row: CheckRow) -> float:
    """The row's error by the road with the most digits."""
    return row.central_error if row.complex_error is None else row.complex_error
