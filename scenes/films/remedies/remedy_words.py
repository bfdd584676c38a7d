"""What is said of the four repairs, where it depends on the runs, and where their numbers stand in the trace."""

from __future__ import annotations

import numpy as np

from engine.reading import Number, Numbers, Reading
from scenes.kit.plots.log_bars import Series

SIGMOID, RELU, LARGE, FITTING, NORMED, SMALL, ROADS = range(7)  # the lesson, then its twins in order
FIELDS = {"gain": "w", "slope": "da_dz", "norm": "x_hat", "w": "w"}
LINKS = (6, 14)  # that the film has room for
KINDS = [set(), set(), set(), set(), {"batch_norm", "activation"}, set(), {"residual"}]
ACTS = ["sigmoid", *["relu"] * 3, "identity", *["relu"] * 2]  # of the first layer
WANTED = "rectifiers, large and fitting weights, large weights with batch norm, small weights without and with residual connections"


def unfit(t: Reading) -> str | None:
    """Why the film cannot be told on this lesson."""
    if not all(name in t.trace.studies for name in ("norm", "dead", "remedies")):
        return "it tells of a deep network, of what mends it (batch norm is among that), and of a rectifier that dies, each a twin"
    runs = (t.trace, *t.trace.twins)[: len(KINDS)]
    built = [({k for k in run.lesson.beyond_dense if k != "shape"}, run.lesson.activations[0]) for run in runs]
    if built != list(zip(KINDS, ACTS, strict=True)) or len(t.trace.studies["remedies"].runs) < len(KINDS):
        return f"it is told on sigmoids and, as the first twins, {WANTED}"
    if not LINKS[0] <= t.D - 1 <= LINKS[1] or len(t.run.lesson.data.x) != 4:
        return f"it has room for {LINKS[0]} to {LINKS[1]} hidden layers, and tells of four examples"
    if not _mended(t):
        return "its remedies have to mend: each must end with less than half of the loss of the run it is held against"
    return None if _as_told(t) else "it says how the runs go (how much a link leaves, what dies, and when), and these go otherwise"


PAIRS = ((SIGMOID, RELU), (LARGE, FITTING), (LARGE, NORMED), (SMALL, ROADS))


def _mended(t: Reading) -> bool:
    ends = [losses(t, k)[-1].value for k in range(len(KINDS))]
    return all(ends[after] < 0.5 * ends[before] for before, after in PAIRS) and dies(t)


def _as_told(t: Reading) -> bool:
    """Whether the words of the film are true of these runs: the sizes of weights and factors, what falls silent when, what is off."""
    few = len(normed(t, "g")) - np.count_nonzero(normed(t, "g").array)
    leaves = one(t, SIGMOID, "factor").value < 0.25 and 0.2 < one(t, SMALL, "factor").value < 0.3 and one(t, RELU, "factor").value < 1
    weights = abs(one(t, LARGE, "w").value - 1) < 0.1 and 0.4 < one(t, RELU, "on").value < 0.6
    burst = losses(t, LARGE)[1].value > 1e3 and not side(t, LARGE, "delta").array[3, :-1].any()
    gone = dead(t, "died").value == 1 and dead(t, "leak").value == 0.01 and dead(t, "still").value >= 200
    return bool(few == 2 and leaves and weights and burst and gone and t.sizes[0] == 16)


def dies(t: Reading) -> bool:
    """Whether the network with large weights falls silent: no signal is left in its last hidden layer."""
    return float(side(t, LARGE, "a").array[-1, -2]) == 0.0


# ---- numbers


def whole(t: Reading, field: str, symbol: str = "count") -> Number:
    return t.at(f"studies.remedies.{field}", symbol)


def one(t: Reading, k: int, field: str) -> Number:
    """A number of a run before training: gain, slope, norm, factor, w, on."""
    return t.at(f"studies.remedies.runs[{k}].{field}", FIELDS.get(field, "count"))


def side(t: Reading, k: int, field: str) -> Numbers:
    """Sizes of a or delta at every kept step, (K, D)."""
    return t.numbers(f"studies.remedies.runs[{k}].{field}", field)


def series(t: Reading, k: int) -> dict[str, Series]:
    """What the bars of a run show before training."""
    return {name: Series(side(t, k, name)[0], getattr(t.name, name)) for name in ("a", "delta")}


def root(k: int) -> str:
    """Where run k stands in the trace."""
    return f"twins[{k - 1}]." if k else ""


def losses(t: Reading, k: int) -> Numbers:
    return t.numbers(f"{root(k)}losses", "L")


def steps(t: Reading, k: int = 0) -> Number:
    return t.at(f"{root(k)}lesson.training.steps", "x")


def normed(t: Reading, field: str, symbol: str = "z") -> Numbers:
    """One of the four-number fields of the neuron that is normalised."""
    return t.numbers(f"studies.norm.{field}", symbol)


def normed_one(t: Reading, field: str, symbol: str = "z") -> Number:
    return t.at(f"studies.norm.{field}", symbol)


def dead(t: Reading, field: str, symbol: str = "count") -> Number:
    return t.at(f"studies.dead.{field}", symbol)


# ---- what is said


PROMISE = (
    "For many years, networks as deep as <net> this hardly learned. Then came four repairs. <four> Each one mends something else. "
    "By the end of this film, you can say what each is for, and pick."
)
PATIENT = (
    "Here is the patient, all sigmoids. Forward, <a> the signal is fine. But the blame, delta, <delta> shrinks on its way back. "
    "Each link multiplies it by two numbers. A gain, <g> from the weights. And a slope, <s> from the squash. "
    "Their product <f> is what one link leaves of it: less than a quarter."
)


def stuck(t: Reading) -> str:
    return (
        "Its task is easy. It sees <task> four patterns of sixteen bits, and shall say each again. "
        f"<go> Let it train for {steps(t)} steps. The loss falls a little, and then <flat> it stands. What does it say? "
        "To every pattern, <same> nearly the same. The layers in front <front> never got the blame to learn from."
    )


ASKED_SLOPE = (
    "Which number does the harm? The gain <g> is almost one. The slope <s> is a quarter, at best. So change the squash. "
    "<relu> Here is the rectifier. Below zero, it says nothing. Above, it says the sum itself. How <ask> steep is it?"
)


def steep(t: Reading) -> str:
    return (
        "<roll> Off, its slope is zero. On, <one> it is one, exactly, however far. "
        "So which neurons are on? Here <map> they are, in a network of rectifiers. About half of them. "
        f"So the typical slope is the root of one half: <s> {one(t, RELU, 'slope'):1}."
    )


RACE_SLOPE = (
    "Now both on one clock. <two> They drew the same weights, from the same seed. Only the squash differs. <go> Train them. "
    "With sigmoids, the blame never leaves the back. With rectifiers, it gets to the front, layer by layer, "
    "and the loss <falls> comes down. First repair: the rectifier mends the slope."
)
ASKED_GAIN = (
    "Its factor is still <f> below one. So mend the gain as well. The gain <root> is the root of n, times the typical weight. "
    "The slope is the root of <half> one half. Their product <one> shall be one. How large must <ask> the weights be?"
)
FITTING_RULE = (
    "The root <he> of two over n. The two <half> makes up for the half that is off. This is the rule <rule> of He. "
    "A squash that is never off, like the hyperbolic tangent, needs no two: <xavier> one over n. "
    "This is the rule of Xavier Glorot."
)
RACE_GAIN = (
    "First, weights of size one. Beside them, <two> the same draws, scaled by He's rule. <go> One step. With size one, the loss "
    "<burst> leaves the picture. Two more, <gone> and whole layers are off. Nothing gets through, and no blame comes back. "
    "<on> The scaled ones learn. Second repair: weights that fit mend the gain."
)
GATES = (
    "But weights move, <move> at every step. Batch norm trusts no weights. It stands <gates> in every layer, and measures at every step."
)
NORM = (
    "Take <neuron> one neuron, and its sum <z> for each of the four patterns. Subtract <mean> their mean. Divide by <spread> their spread. "
    "Now the mean is zero, and the size <size> is one, whatever the weights are. "
    "Gamma and beta, two learned numbers, <learn> may scale and shift this again."
)
ASKED_COMMON = (
    "Now backward. Each normalised value <g> gets its blame. Two of them <none> get none: their rectifiers are off. "
    "How much of it will pass on to the sums? Try. <up> Suppose that all four sums rise together. What will <ask> the normalised values do?"
)
BACK = (
    "Nothing! The mean <still> rises along, and is subtracted. So what all blames have in common cannot pass. <common> Subtract it. "
    "And if the sums <apart> spread apart? The division takes that back. So what goes along with the normalised values "
    "<along> cannot pass either. Divide what is left <left> by the spread. That goes back to the sums."
)
RACE_NORM = (
    "Large weights again, the same in both. But in the second, <two> every layer has batch norm, "
    "and so every link <third> a third factor. <go> Train. "
    "With batch norm, the signal <level> keeps its size in every layer, at every step. And the network learns. "
    "Third repair: batch norm mends the gain, again <again> and again."
)
ROAD = (
    "Now tiny weights. A link leaves <small> a quarter. Let the layers be. Build <road> a road past each of them. "
    "What came in <sum> is added to what the layer says. Going back, a sum hands its blame to both. Through the layer comes little. "
    "<past> Along the road comes all of it. So the factor is <one> one, plus what the layer adds."
)
RACE_ROAD = (
    "Tiny weights in both, the same ones. Only <two> the second has roads. <go> Train. "
    "Without them, the blame fades, and little is learned. With them, it reaches the front, and the loss <falls> comes down. "
    "Fourth repair: residual connections go past gain and slope."
)
DIES = (
    "One warning. A rectifier can die. Here is a neuron <four> with four examples, all on. One step <step> that is too large. "
    "Now it is off for all of them. Its slope is zero, four times. So its gradient <zero> is exactly zero. "
    "Let it train. <go> Hundreds of steps. It does not move, and it never will."
)


def leaks(t: Reading) -> str:
    return (
        "So give the off side <leak> a slope, of one hundredth. The same start, and the same step. <go> But this one creeps. "
        f"After {dead(t, 'revived')} steps, <back> it is on again, and learns. That is the leaky rectifier."
    )


HARVEST = (
    "So pick. For the slope, <relu> a rectifier. For the gain at the start, <he> weights that fit. "
    "For the gain at every step, <bn> batch norm. And to lead past both, <res> residual connections. "
    "Each of them <all> brings the factor of a link closer to one. That made deep learning deep."
)
