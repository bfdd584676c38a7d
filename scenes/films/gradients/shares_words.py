"""What the film of shares says where it depends on the lesson: which example, which weight, larger or smaller."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.reading import Number, Reading
from scenes.kit.maths import laws
from scenes.kit.maths.outer import drawn

NUDGE = (
    "Nudge it, and z moves <a> by the nudge, times what came in along the line. And how strongly <z> z moves the loss, <d> we know: "
    "that is {n.delta}. <times> Multiply the two, <result> and there it is."
)
LETTERS = (
    "This slope is also called the gradient of the weight. <law> In letters, it is <i> the blame of the neuron the line arrives at, "
    "times <j> what came in along it."
)
OUTER = (
    "All of that is one line of mathematics: <d> delta, times <a> what came in, laid on its side. It is called the <outer> outer product. "
    "And it is cheap. The signals <forward> were there since the forward pass, the blames <back> since the backward pass. "
    "What is left is one multiplication for each weight."
)
ALIKE = 1.25  # a ratio below which two numbers are called much alike


def telling(t: Reading) -> Reading:
    """The first example of the step that gives every layer some gradient, or the first of all."""
    examples = [t, *(Reading(t.trace, 0, k) for k in range(len(t.trace.steps[0].examples)))]
    return next((e for e in examples if all(e.dL_dW[l].array.any() for l in range(1, e.D + 1))), t)


def share(t: Reading, l: int) -> tuple[int, int]:
    """The weight (i, j) of layer l that is told about: the first that has a gradient, near the top."""
    n, m = t.dL_dW[l].array.shape
    near = [(i, j) for i in range(min(n, 2)) for j in range(min(m, 2))]
    return next(((i, j) for i, j in near if t.dL_dW[l].array[i, j]), (0, 0))


def quiet(t: Reading) -> tuple[int, int] | None:
    """A neuron (l, j) near the top left from which nothing came, if there is one."""
    near = ((l, j) for l in range(min(t.D, 3)) for j in range(min(2, t.sizes[l])))
    return next(((l, j) for l, j in near if t.a[l].array[j] == 0), None)


def given(t: Reading) -> str:
    other = "" if "examples[0]" in t.x.path else "We take an example whose inputs are not all zero. "
    return (
        f"{other}The forward pass left <a> an activation in every neuron. The backward pass left <d> a blame under it, {t.name.delta}: "
        "<name> how strongly that neuron's z moves the loss."
    )


def silence(t: Reading) -> str:
    seen = "" if quiet(t) is None else " <here> This neuron here is such a case: every line that leaves it has the slope zero."
    return f"Zero. <none> No signal, no slope: the weight made no difference, however wrong the neuron was.{seen}"


def signs(t: Reading) -> str:
    """What the signs say of the cells that are drawn."""
    n, m = t.dL_dW[t.D].array.shape
    cells = t.dL_dW[t.D].array[np.ix_(drawn(n), drawn(m))]
    said = ["Read the signs."]
    if (cells < 0).any():
        said.append("<minus> Where there is a minus, raising the weight lowers the loss.")
    if (cells > 0).any():
        said.append(
            f"<plus> {'Where there is no minus' if len(said) == 1 else 'Where there is none'}, raising the weight makes the loss worse."
        )
    return " ".join(said)


def layer_back(t: Reading, l: int) -> str:
    first = "One layer back, it is the same again" if l == t.D - 1 else "And one more layer back"
    came = "what came in, and here that is the input itself" if l == 1 else "what came in"
    return f"{first}: <d> the layer's own blames, times <in> {came}. <fill> Row by row, every line gets its slope."


def compare(t: Reading) -> str:
    words = {-1: "so much smaller", 0: "about as large", 1: "so much larger"}
    last, first = (t.dL_dW[l][share(t, l)[0]][share(t, l)[1]] for l in (t.D, 1))
    how = words[_compared(first, last)]
    if how != "about as large" and abs(_ratio(first, last)) < 4:
        how = how.removeprefix("so much ")
    return f"Compare one slope <last> of the last layer with one <first> of the first. Why is the one in layer one <why> {how}?"


def compared(t: Reading) -> str:
    """Why: the blame and the signal of the two weights, each against the other."""
    (i, j), (p, q) = share(t, t.D), share(t, 1)
    blame, signal = _compared(t.delta[1][p], t.delta[t.D][i]), _compared(t.x[q], t.a[t.D - 1][j])
    said = {-1: "smaller", 0: "much the same", 1: "larger"}
    way = "on the way back it was multiplied by weights and by slopes"
    alike = blame == signal
    close = {-1: " A small blame, times a small signal.", 1: " A large blame, times a large signal."}.get(blame, "") if alike else ""
    return (
        f"It is a product. <blame> Its blame is {said[blame]}: {way}. {'And' if alike else 'But'} <signal> its signal, the input, "
        f"is {said[signal]}{' too' if alike else ''}.{close}"
    )


def has_many(t: Reading) -> bool:
    return len(t.trace.steps[0].examples) > 1


def wall(t: Reading) -> Iterator[tuple[str, str]]:
    """The equations of the wall, and what is said of each."""
    made = "what they said, minus what we wanted" if laws.straight(t) else "how strongly each moves the loss, times its own slope"
    yield "output", f"It starts <here> at the outputs, the last layer, D. Their <blame> blame is {made}."
    if t.D > 1:
        yield "hidden", "Then the blame <here> travels back, from layer to layer, along the same weights, and through each neuron's slope."
    yield "weights", "Every weight <here> gets the blame at its end, times the signal at its start."
    yield "biases", "And every bias <here> gets the blame itself."


def only_first(t: Reading) -> str:
    seen = (
        "There it stands, <y> y: what we wanted."
        if laws.straight(t)
        else "Write out its slope of the loss, and there is <y> y: what we wanted."
    )
    return f"Only <only> the first. {seen} Every other one reads only what its neighbours left behind."


def _ratio(a: Number, b: Number) -> float:
    low, high = sorted((abs(a.value), abs(b.value)))
    return high / low if low else float("inf")


def _compared(a: Number, b: Number) -> int:
    """Whether a is smaller in size than b (-1), much alike (0) or larger (1)."""
    if a.value == b.value or _ratio(a, b) < ALIKE:
        return 0
    return 1 if abs(a.value) > abs(b.value) else -1
