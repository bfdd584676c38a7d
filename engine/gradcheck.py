"""The gradients of backward beside numeric ones, parameter by parameter, and a verdict on each."""

from dataclasses import dataclass

import numpy as np

from engine import batched, passes
from engine.arrays import Array
from engine.building import build, loss_of
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
    parameter: str  # "W" or "b"
    i: int
    j: int | None  # None for b
    analytic: float
    central: float
    central_error: float
    complex_step: float | None  # None where a function on the way is not analytic
    complex_error: float | None
    h: float
    kink: bool  # a relu's kink lay within h; judged on the straight piece it is on
    ok: bool
    at: tuple[int, ...] = ()  # every index, where a parameter may have more than two

    @property
    def path(self) -> str:
        """Where the analytic value is in the trace, when step 0 is recorded."""
        place = "".join(f"[{k}]" for k in self.at) if self.at else f"[{self.i}]" if self.j is None else f"[{self.i}][{self.j}]"
        return f"steps[0].update[{self.l - 1}].dL_d{self.parameter}{place}"


@dataclass(frozen=True)
class CheckTable:
    """Every row, layer by layer, W before b; `paths_error` compares the two ways through the equations."""

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
    if lesson.layered:
        from engine.layers.checking import check_layers  # which judges by this file

        return check_layers(lesson, gradient)
    problem = first_batch(lesson)
    with np.errstate(all="ignore"):
        recorded, paths_error = _gradient(problem)
        claimed = recorded if gradient is None else Parameters.of(problem.net).like(gradient)
        finite(lesson, claimed.flat)
        h = reach(problem)
        rows = tuple(_row(problem, claimed.flat, at, place, float(h[at])) for at, place in _places(claimed))
    return CheckTable(rows, paths_error)


def finite(lesson: Lesson, gradient: Array) -> None:
    """Say so in words when a gradient is not."""
    if not np.isfinite(gradient).all():
        raise InputError(f"{lesson.file}: found gradients that are not finite at step 0; allowed: finite ones. Use smaller weights.")


def first_batch(lesson: Lesson) -> Problem:
    """The network before step 0 with the examples of step 0."""
    size = lesson.training.batch_size
    x, y = (np.array(rows, dtype=float)[:size] for rows in (lesson.data.x, lesson.data.y))
    return Problem(build(lesson), loss_of(lesson), x, y)


def analytic_gradient(problem: Problem) -> Array:
    """The mean over the batch of backward's gradients, (P,): every W, then every b."""
    return _gradient(problem)[0].flat


def _gradient(problem: Problem) -> tuple[Parameters, float]:
    """Backward's mean gradient by the lines of the book, and how far the vectorised one is from it."""
    p = Parameters.of(problem.net)
    mean, fast = p.like(np.zeros_like(p.flat)), p.like(np.zeros_like(p.flat))
    for x, y in zip(problem.x, problem.y, strict=True):
        steps = passes.forward(problem.net, x)
        for bwd in passes.backward(problem.net, steps, problem.loss, y):
            mean.W[bwd.l - 1] += bwd.dL_dW / len(problem.x)
            mean.b[bwd.l - 1] += bwd.dL_db / len(problem.x)
    batched.gradient(p, problem.acts, problem.loss, problem.x, problem.y, fast)
    largest = float(np.abs(mean.flat).max()) or 1.0
    return mean, float(np.abs(mean.flat - fast.flat).max()) / largest


def _places(p: Parameters) -> list[tuple[int, tuple[int, str, int, int | None]]]:
    """Every parameter as (its number, (l, "W" or "b", i, j)), layer by layer."""
    numbers = p.like(np.arange(len(p.flat)))
    out: list[tuple[int, tuple[int, str, int, int | None]]] = []
    for l, (W, b) in enumerate(zip(numbers.W, numbers.b, strict=True), start=1):
        out += [(int(at), (l, "W", i, j)) for (i, j), at in np.ndenumerate(W)]
        out += [(int(at), (l, "b", i, None)) for i, at in enumerate(b)]
    return out


def _row(problem: Problem, claimed: Array, at: int, place: tuple[int, str, int, int | None], h: float) -> CheckRow:
    """One parameter by every road open to it."""
    value = float(claimed[at])
    slope, kink = central(problem, at, h)
    exact = complex_step(problem, at) if problem.analytic else None
    ok = agree(value, slope, exact, h, _loss_size(problem), float(np.abs(claimed).max()))
    complex_error = None if exact is None else relative_error(value, exact)
    return CheckRow(*place, value, slope, relative_error(value, slope), exact, complex_error, h, kink, ok)


def agree(value: float, slope: float, exact: float | None, h: float, loss_size: float, largest: float) -> bool:
    """Whether a gradient is the one of both roads, within what rounding leaves of a loss of this size; `largest` of all gradients."""
    noise = NOISE * (1.0 + loss_size) / h
    ok = abs(value - slope) <= CENTRAL_TOLERANCE * max(abs(value), abs(slope)) + noise
    if exact is not None:
        ok = ok and abs(value - exact) <= COMPLEX_TOLERANCE * max(abs(value), abs(exact)) + DUST * largest
    return bool(ok)


def _loss_size(problem: Problem) -> float:
    """How large the loss is, as its rounding grows with it."""
    zs, outs = batched.forward(Parameters.of(problem.net), problem.acts, problem.x)
    return float(np.abs(problem.loss.terms(zs[-1], outs[-1], problem.y)).sum() / len(problem.x))


def relative_error(p: float, q: float) -> float:
    """|p - q| / max(|p|, |q|), and 0 for two zeros."""
    return abs(p - q) / max(abs(p), abs(q)) if p != q else 0.0


def _sharpest(row: CheckRow) -> float:
    """The row's error by the road with the most digits."""
    return row.central_error if row.complex_error is None else row.complex_error
