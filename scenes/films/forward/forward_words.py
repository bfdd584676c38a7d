"""What the forward pass says of a lesson: sentences that depend on its numbers."""

from __future__ import annotations

from collections.abc import Iterable

from engine.notation import ACTIVATIONS, LOSSES
from engine.reading import Number, Reading
from scenes.kit.maths import equations as eq

VOTE = (
    "Think of a neuron as taking a vote. <say> Every input has its say, and the <weight> weight decides how much that counts. "
    "A negative weight counts it against."
)
LETTERS = "Look at one neuron, the first of layer one. It <weigh> weighs each input, <add> adds them up, and adds <bias> a bias of its own."
SHELF = (
    "Before we go, see what is <left> left behind. Every layer's output is kept, <shelf> on a shelf. "
    "On the way back, we will need them all."
)
MATRIX = (
    "Every neuron of the layer does the same thing. <matrix> So write it once. Put the weights in a matrix, "
    "<row> one row for each neuron, one column for each input."
)
SECOND_ASKED = (
    "The second neuron follows the same recipe, with weights and a bias of <own> its own. "
    "Will its sum be larger than <first> the first, or smaller?"
)


def squash(t: Reading, l: int) -> str:
    return ACTIVATIONS[eq.activation(t, l)].spoken


def signs(t: Reading) -> str:
    if all((layer.W >= 0).all() for layer in t.trace.net.layers):
        return "Here all of them are positive, and so all lines are green."
    return "Green lines are positive, purple ones negative."


def products(t: Reading) -> str:
    said = [f"<p0> The first input, times its weight, gives {t.products[1][0][0]}."]
    if t.sizes[0] > 1:
        said.append(f"<p1> The second gives {t.products[1][0][1]}.")
    if t.sizes[0] > 2:
        said.append("And so on, down the layer.")
    return " ".join([*said, f"<bias> The bias adds {t.b[1][0]}. <sum> Together, {t.z[1][0]:eq}."])


def second(t: Reading) -> str:
    one, two = t.z[1][0].value, t.z[1][1].value
    said = "larger than the first" if two > one else "smaller than the first" if two < one else "just the same"
    return f"<sum> {t.z[1][1]:eq}. It is {said}. <squash> Squashed, {t.a[1][1]:eq}."


def first_two(numbers: Iterable[Number]) -> str:
    """The first two of some numbers, or the only one: "x_1 = 0.05 and x_2 = 0.1"."""
    return " and ".join(f"<n{k}> {number:eq}" for k, number in enumerate(list(numbers)[:2]))


def squashed(t: Reading) -> str:
    return (
        "A weighted sum can be any number. So the neuron <squash> squashes it. "
        f"This is the curve of {squash(t, 1)}. <in> We go in at {t.z[1][0]:name}, <up> up to the curve, "
        f"<out> and out comes {t.a[1][0]:eq}."
    )


def loss(t: Reading) -> str:
    return (
        f"One number says how wrong we are: <loss> the loss, {t.name.L}. Here it is {LOSSES[eq.loss(t)].spoken}. "
        f"<parts> Each output adds its part, and <most> the far miss counts for most. <sum> {t.L:eq}."
    )


def straight(t: Reading) -> str:
    """Marks: slide, line; sum and one when there is a second layer."""
    start = (
        "Because a sum of sums is only another sum. Slide <slide> one input from low to high. "
        "Without the curve, <line> every neuron draws a straight line."
    )
    if t.D < 2:
        return start
    return f"{start} The next layer <sum> adds them up: a straight line again. Two layers, or a hundred, <one> can do no more than one."


def bends(t: Reading) -> str:
    """Marks: bend; made when there is a second layer."""
    made = ", and so does <made> what the next layer makes of them." if t.D > 1 else "."
    return f"Now <bend> bring the curve back. Each neuron bends{made}"
