"""What is so on the seven runs of a deep network that two films compare, on batch norm and a rectifier that dies. No mobject."""

from __future__ import annotations

from math import isclose, log

import numpy as np

from engine.reading import Number, Numbers, Reading
from engine.trace import Trace

SIGMOID, RELU, LARGE, FITTING, NORMED, SMALL, ROADS = RUNS = range(7)  # the lesson, then its twins in order
PAIRS = ((SIGMOID, RELU), (LARGE, FITTING), (LARGE, NORMED), (SMALL, ROADS))  # before and after each repair
KINDS: tuple[set[str], ...] = (set(), set(), set(), set(), {"batch_norm", "activation"}, set(), {"residual"})  # beside dense layers
ACTIVATIONS = ("sigmoid", "relu", "relu", "relu", "identity", "relu", "relu")  # of the first layer

LINKS = (6, 14)  # that the film has room for
EXAMPLES = 4  # and so many
BITS = 16  # of each of them, as is said
MENDED = 0.5  # of the loss before a repair, of which less has to be left
QUARTER = 0.25  # of the blame, of which a link of sigmoids leaves less
ABOUT_QUARTER = (0.2, 0.3)  # what a link with tiny weights leaves
ABOUT_HALF = (0.4, 0.6)  # of the rectifiers are on
ABOUT_ONE = (0.9, 1.1)  # the size of large weights
SILENT = 2  # blames of normalised values are zero: "two of them get none"
BURST = 1e3  # a loss that is outside of the picture, before the first step
GONE = 3  # steps after which no blame comes back
HUNDREDS = 200  # steps are "hundreds" from here on
LEAK = 0.01  # "one hundredth"

SAME = 0.01  # outputs that differ by less are nearly the same
FRONT = 0.1  # of the last layer's blame: a first layer with as much is reached, one with a thousandth of that is not
SPAN = 4.0  # the largest over the smallest of a size that is kept

FIELDS = {"gain": "w", "slope": "da_dz", "norm": "x_hat", "w": "w"}


# ---- whether it can be told


def has_studies(t: Reading) -> bool:
    """Whether a deep network, a batch norm and a rectifier that dies have been studied."""
    return all(name in t.trace.studies for name in ("norm", "dead", "remedies"))


def has_runs(t: Reading) -> bool:
    """Whether the lesson and its first twins are the seven runs that the film compares."""
    built = [({kind for kind in run.lesson.beyond_dense if kind != "shape"}, run.lesson.activations[0]) for run in runs(t)]
    return built == list(zip(KINDS, ACTIVATIONS, strict=True)) and len(t.trace.studies["remedies"].runs) >= len(RUNS)


def has_room(t: Reading) -> bool:
    """Whether there are as many hidden layers, and as many examples, as the film has room for."""
    return LINKS[0] <= t.D - 1 <= LINKS[1] and len(t.lesson.data.x or ()) == EXAMPLES


def is_mended(t: Reading) -> bool:
    """Whether every repair helps, and the network with large weights falls silent: no signal is left in its last hidden layer."""
    ends = [losses(t, k)[-1].value for k in RUNS]
    silent = not sizes(t, LARGE, "a").array[GONE:, -2].any()  # so that every example gets the same answer
    return all(ends[after] < MENDED * ends[before] for before, after in PAIRS) and silent


def goes_as_told(t: Reading) -> bool:
    """Whether the runs go as the film says: how large weights and factors are, what falls silent when, what is off."""
    holds = (
        t.sizes[0] == BITS,
        at_start(t, SIGMOID, "factor").value < QUARTER,
        _within(at_start(t, SMALL, "factor"), ABOUT_QUARTER),
        at_start(t, RELU, "factor").value < 1,
        _within(at_start(t, RELU, "on"), ABOUT_HALF),
        _within(at_start(t, LARGE, "w"), ABOUT_ONE),
        BURST < losses(t, LARGE)[0].value < losses(t, LARGE)[1].value,
        not sizes(t, LARGE, "delta").array[GONE, :-1].any(),
        np.count_nonzero(normed(t, "g").array == 0) == SILENT,
        dead(t, "died").value == 1,
        dead(t, "still").value >= HUNDREDS,
        dead(t, "leak").value == LEAK,
        dead(t, "revived").value > 0,
    )
    return all(holds) and _starts_alike(t) and _arrives_as_told(t)


def _starts_alike(t: Reading) -> bool:
    """Whether each race starts with the same weights, or draws, and each repair brings a link's factor nearer to one."""
    sizes_of = [at_start(t, k, "w").value for k in RUNS]
    same = all(isclose(sizes_of[a], sizes_of[b]) for a, b in PAIRS if (a, b) != (LARGE, FITTING))
    draws = at_start(t, LARGE, "on").value == at_start(t, FITTING, "on").value
    off = [abs(log(at_start(t, k, "factor").value)) for k in RUNS]
    return same and draws and all(off[after] < off[before] for before, after in PAIRS)


def _arrives_as_told(t: Reading) -> bool:
    """Whether the blame reaches the front where it is said to, a signal keeps its size, and the patient repeats itself."""
    reached = [sizes(t, k, "delta").array[:, 0] / sizes(t, k, "delta").array[:, -1] for k in (SIGMOID, RELU, SMALL, ROADS)]
    sigmoid, relu, small, roads = reached
    kept = sizes(t, NORMED, "a").array[:, :-1]
    arrives = sigmoid.max() < FRONT / 1000 and relu[-1] > FRONT and small[0] < FRONT / 1000 and roads[0] > FRONT
    return bool(
        arrives
        and kept.max() < SPAN * kept.min()
        and np.ptp(said(t).array, axis=0).max() < SAME
        and _within(at_start(t, SIGMOID, "gain"), ABOUT_ONE)
    )


def _within(number: Number, ends: tuple[float, float]) -> bool:
    return ends[0] < number.value < ends[1]


def refusal(t: Reading) -> str | None:
    """Why the repairs cannot be told on this trace, or None."""
    if not has_studies(t):
        return "it tells of a deep network, of what mends it (batch norm is among that), and of a rectifier that dies, each a twin"
    if not has_runs(t):
        return (
            "it is told on sigmoids and, as the first twins, rectifiers, large and fitting weights, "
            "large weights with batch norm, small weights without and with residual connections"
        )
    if not has_room(t):
        least, most = LINKS
        return f"it has room for {least} to {most} hidden layers, and tells of four examples"
    if not is_mended(t):
        return "its remedies have to mend: each must end with less than half of the loss of the run it is held against"
    if not goes_as_told(t):
        return "it says how the runs go (how much a link leaves, what dies, and when), and these go otherwise"
    return None


# ---- the runs


def runs(t: Reading) -> tuple[Trace, ...]:
    """The lesson's own run, then its twins, as far as they are compared."""
    return (t.trace, *t.trace.twins)[: len(RUNS)]


def whole(t: Reading, field: str, symbol: str = "count") -> Number:
    """A number that is the same for all runs."""
    return t.at(f"studies.remedies.{field}", symbol)


def at_start(t: Reading, k: int, field: str) -> Number:
    """A number of run k before training: gain, slope, norm, factor, w, on."""
    return t.at(f"studies.remedies.runs[{k}].{field}", FIELDS.get(field, "count"))


def sizes(t: Reading, k: int, field: str) -> Numbers:
    """Sizes of a or delta of run k at every kept step, (K, D)."""
    return t.numbers(f"studies.remedies.runs[{k}].{field}", field)


def losses(t: Reading, k: int) -> Numbers:
    """The loss of the k-th run, or twin k - 1, before every step and after the last."""
    return t.numbers(f"{_root(k)}losses", "L")


def steps(t: Reading, k: int = SIGMOID) -> Number:
    """How long that run is trained."""
    return t.at(f"{_root(k)}lesson.training.steps", "x")


def _root(k: int) -> str:
    """Where run k stands in the trace."""
    return f"twins[{k - 1}]." if k else ""


def rectified_slope(t: Reading) -> Number:
    """The typical slope of a link of rectifiers."""
    return at_start(t, RELU, "slope")


def rectifiers_on(t: Reading) -> Numbers:
    """Which hidden neurons of the network of rectifiers say more than zero, (D - 1, n)."""
    return t.numbers(f"studies.remedies.runs[{RELU}].lit", "count")


def wanted(t: Reading) -> Numbers:
    """What a network is to say to every example, (N, n)."""
    return t.numbers("lesson.data.y", "y")


def said(t: Reading) -> Numbers:
    """What the sigmoids say to every example after training, (N, n)."""
    return t.numbers(f"studies.remedies.runs[{SIGMOID}].says", "a")


# ---- one neuron that is normalised, and one that dies


def normed(t: Reading, field: str, symbol: str = "z") -> Numbers:
    """A field of the neuron that is normalised, a number for each example."""
    return t.numbers(f"studies.norm.{field}", symbol)


def normed_whole(t: Reading, field: str, symbol: str = "z") -> Number:
    """A number of that neuron over the whole batch."""
    return t.at(f"studies.norm.{field}", symbol)


def dead(t: Reading, field: str, symbol: str = "count") -> Number:
    """A number of the rectifier that dies, or of the leaky one beside it."""
    return t.at(f"studies.dead.{field}", symbol)


def revived(t: Reading) -> Number:
    """The step at which the leaky rectifier is on again."""
    return dead(t, "revived")
