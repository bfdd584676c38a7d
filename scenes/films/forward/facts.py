"""What is so on this lesson: answers for the sentences and pictures of the forward pass. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine.called import Name
from engine.reading import Reading
from scenes.facts import (
    activation,
    bias,
    has_bias,
    has_hidden,
    is_hinge,
    is_of_classes,
    is_symmetric,
    is_zero_start,
    loss,
    margin,
    saturated,
    silent,
    squashing,
    steps_taken,
    taught_longer,
    taught_once,
)  # fmt: skip
from scenes.films.forward.sweep import drawn_sweep, is_bent, moves_nothing
from scenes.films.forward.weight_lines import has_zero_lines, signs_of_weights, thickness
from scenes.kit.maths import equations as eq
from scenes.kit.network.limits import MOST_LAYERS
from scenes.sentence import Term

__all__ = [
    "ALWAYS", "CARDS", "before", "bending", "bending_curve", "bent_neurons", "bent_sum", "bias", "example_name", "has_bias",
    "has_curve", "has_hidden", "has_named_example", "has_second_input", "has_second_neuron", "has_state", "has_zero_lines", "input_names",
    "inputs_said", "is_hinge", "is_lone_product", "judge", "judged", "largest_part", "last_input", "last_output",
    "later_layers", "leaves_out_cards", "lines_drawn", "listens", "margin", "output_names", "outputs_said", "place_of",
    "second_product", "second_sum", "seen", "signs_of_weights", "skips", "squash", "squash_of", "squashing", "squashing_of",
    "state", "steps_taken", "taught_longer", "taught_once", "telling_input", "telling_number", "thickness", "units",
]  # fmt: skip
ALWAYS = {
    "ends": {"nothing": "the same beats are told for networks of any size"},
    "weights": {"every": "a line of the diagram is a weight"},
    "vote": {"every": "a sum has a term for each input", "negative": "that is what the sign of a factor does"},
    "shelf": {"every": "the trace keeps the output of each layer", "all": "the way back reads each of them"},
    "harvest": {"all": "a forward pass does nothing else"},
}
CARDS = 5  # layers, the last ones, whose outputs are shown on the shelf
MOST_OF_IT = 0.5  # a part of the loss that is more than this share of it is most of it
Few = Literal["one", "two", "three", "more"]


# ---- how much there is


def _few(n: int) -> Few:
    return "one" if n == 1 else "two" if n == 2 else "three" if n == 3 else "more"


def inputs_said(t: Reading) -> str:
    """How many inputs are said, each of them or the last after the first two, and whether by the names that the lesson gives them."""
    return _few(t.sizes[0]) + ("" if t.called.input(0) is None else "_named")


def outputs_said(t: Reading) -> str:
    """The same of the outputs."""
    return _few(t.sizes[-1]) + ("" if t.called.output(0) is None else "_named")


def units(t: Reading) -> Literal["one", "several"]:
    """How many neurons layer 1 has."""
    return "one" if t.sizes[1] == 1 else "several"


def last_input(t: Reading) -> int:
    """The last input, from 0."""
    return t.sizes[0] - 1


def last_output(t: Reading) -> int:
    """The last output, from 0."""
    return t.sizes[-1] - 1


def has_second_input(t: Reading) -> bool:
    """Whether there is more than one input."""
    return t.sizes[0] > 1


def has_named_example(t: Reading) -> bool:
    """Whether the lesson has a name for the example that is told."""
    return t.called.example() is not None


def example_name(t: Reading) -> Name | None:
    """What the lesson calls the example that is told."""
    return t.called.example()


def input_names(t: Reading) -> list[Name | None]:
    """What the lesson calls its inputs."""
    return [t.called.input(j) for j in range(t.sizes[0])]


def output_names(t: Reading) -> list[Name | None]:
    """What the lesson calls its outputs."""
    return [t.called.output(i) for i in range(t.sizes[-1])]


def has_second_neuron(t: Reading) -> bool:
    """Whether layer 1 has a neuron to compare with its first."""
    return t.sizes[1] > 1


def listens(t: Reading) -> Literal["many_biased", "many", "one_biased", "one", "many_shared", "one_shared"]:
    """What the first neuron adds up: one input or many, with a bias of its own, with its layer's, or without."""
    kind = bias(t)
    if has_second_input(t):
        return "many" if kind == "none" else "many_biased" if kind == "own" else "many_shared"
    return "one" if kind == "none" else "one_biased" if kind == "own" else "one_shared"


# ---- the first neuron's sum


def is_lone_product(t: Reading) -> bool:
    """Whether the sum is a single product."""
    return t.sizes[0] == 1 and not has_bias(t)


def second_product(t: Reading) -> Literal["none", "second", "third_too", "cut", "cut_later"]:
    """What is said after the first product: the second, and a third; of many, the second or a later one that counts more, and the cut."""
    n = t.sizes[0]
    if n <= eq.MOST_TERMS:
        return "none" if n == 1 else "second" if n == 2 else "third_too"
    return "cut" if telling_input(t) == 1 else "cut_later"


def telling_input(t: Reading) -> int:
    """Of many inputs, the one between the first and the last that counts most, from 0."""
    return eq.telling(t.products[1][0])


def telling_number(t: Reading) -> int:
    """The same, as it is counted."""
    return telling_input(t) + 1


# ---- the squash


def squash(t: Reading) -> Term:
    """The activation of layer 1, by which each sum is squashed."""
    return Term(activation(t, 1))


def squash_of(t: Reading, l: int) -> Term:
    """The activation of layer l."""
    return Term(activation(t, l))


def squashing_of(t: Reading, l: int) -> str:
    """How layer l makes outputs of sums."""
    return squashing(t, l)


def has_curve(t: Reading) -> bool:
    """Whether the squash of layer 1 is drawn over its sum: each neuron's output depends on its own sum alone."""
    return squashing(t) != "shares"


def bending(t: Reading) -> str:
    """The activation whose curve bends the lines: that of layer 1, or tanh where that is a straight line."""
    return activation(t, 1) if squashing(t) in ("bounds", "bends") else "tanh"


def bending_curve(t: Reading) -> Term:
    """The same, by its name."""
    return Term(bending(t))


def lines_drawn(t: Reading) -> Literal["bent", "bent_one", "straight", "straight_one"]:
    """Whose straight lines are seen: of one neuron or several, whose curve was taken away or that never had one."""
    one, curved = units(t) == "one", squashing(t) != "passes"
    return ("bent_one" if one else "bent") if curved else ("straight_one" if one else "straight")


def bent_neurons(t: Reading) -> Literal["one", "all", "some", "none", "still"]:
    """How many of the drawn neurons' lines bend, this far to either side, once they have a curve; still: none of them moves at all."""
    if moves_nothing(t, bending(t)):
        return "still"
    bent = [is_bent(ys) for ys in drawn_sweep(t, bending(t)).says]
    return "none" if not any(bent) else "some" if not all(bent) else "one" if len(bent) == 1 else "all"


def bent_sum(t: Reading) -> Literal["yes", "no", "yes_of_one", "no_of_one"]:
    """Whether what layer 2 makes of them bends too, or of the only one."""
    total = drawn_sweep(t, bending(t)).total
    bent = total is not None and is_bent(total)
    if units(t) == "one":
        return "yes_of_one" if bent else "no_of_one"
    return "yes" if bent else "no"


def second_sum(t: Reading) -> Literal["larger", "smaller", "same"]:
    """How the second neuron's sum compares with the first's."""
    first, second = t.z[1][0].value, t.z[1][1].value
    return "larger" if second > first else "smaller" if second < first else "same"


# ---- the later layers


def skips(t: Reading) -> bool:
    """Whether the network has more layers than are drawn, so that those between layer 2 and the last are told in one sentence."""
    return t.D + 1 > MOST_LAYERS


def later_layers(t: Reading) -> list[int]:
    """The layers after layer 1 that are told: all of them, or layer 2 and the last."""
    return [2, t.D] if skips(t) else list(range(2, t.D + 1))


def place_of(t: Reading, l: int) -> Literal["next", "later", "far"]:
    """Whether layer l follows layer 1, comes later, or is the last of more layers than are told."""
    return "next" if l == 2 else "far" if skips(t) else "later"


def before(t: Reading, l: int) -> int:
    """The number of the layer that layer l listens to."""
    return l - 1


# ---- what stands out


def state(t: Reading) -> Literal["zero_start", "symmetric", "silent_layer", "silent", "saturated", "none"]:
    """What a viewer should be told of this network, the gravest first."""
    layers = range(1, t.D + 1)
    if is_zero_start(t):
        return "zero_start"
    if any(is_symmetric(t, l) for l in layers[:-1]):
        return "symmetric"
    if any(len(silent(t, l)) == t.sizes[l] for l in layers):
        return "silent_layer"
    return "silent" if any(silent(t, l) for l in layers) else "saturated" if any(saturated(t, l) for l in layers) else "none"


def has_state(t: Reading) -> bool:
    """Whether anything stands out."""
    return state(t) != "none"


def seen(t: Reading) -> list[tuple[int, int]]:
    """The neurons (l, i) of which that is so."""
    layers, found = range(1, t.D + 1), state(t)
    if found == "zero_start":
        return [(l, i) for l in layers for i in range(t.sizes[l])]
    if found == "symmetric":
        return [(l, i) for l in layers[:-1] if is_symmetric(t, l) for i in range(t.sizes[l])]
    which = saturated if found == "saturated" else silent
    return [(l, i) for l in layers for i in which(t, l) if found != "silent_layer" or len(which(t, l)) == t.sizes[l]]


# ---- how wrong it is, and what stays


def judge(t: Reading) -> Term:
    """The loss, which judges the outputs."""
    return Term(loss(t))


def wanted(t: Reading) -> Literal["value", "side", "ahead"]:
    """What a target is: a number to come near to, a side to be on, or a class that is to be ahead."""
    return "value" if not is_hinge(t) else "ahead" if is_of_classes(t) else "side"


def judged(t: Reading) -> Literal["nothing", "nothing_of_one", "only", "one_part", "one_most", "parts"]:
    """How the outputs' parts make up the loss."""
    parts = [abs(part.value) for part in t.L_terms]
    if not any(parts):
        return "nothing" if len(parts) > 1 else "nothing_of_one"
    if len(parts) == 1:
        return "only"
    if sum(part > 0 for part in parts) == 1:
        return "one_part"
    return "one_most" if max(parts) > MOST_OF_IT * sum(parts) else "parts"


def largest_part(t: Reading) -> int:
    """The output whose part of the loss is the largest."""
    parts = [abs(part.value) for part in t.L_terms]
    return parts.index(max(parts))


def leaves_out_cards(t: Reading) -> bool:
    """Whether there are more layers than the shelf shows."""
    return t.D + 1 > CARDS
