"""What is so on this lesson: answers about the weights that are followed, their links and their paths. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine.reading import Number, Reading
from scenes.facts import activation, has_hidden, has_several_outputs, is_batch, is_summed, loss
from scenes.facts import output_leak as output_leak
from scenes.films.chain_rule.route import route_of
from scenes.sentence import Term

__all__ = [
    "ALWAYS", "MOST_LAYERS", "follows_another", "has_hidden", "has_pull", "has_several_outputs", "hidden_neuron", "inner",
    "inner_stopped_at", "is_batch", "is_cut", "is_inner_still", "is_loss", "is_one_jump", "is_sloped", "is_squash", "is_still", "is_summed",
    "judged_by", "link", "links", "ordinal", "outer", "output_neuron", "outputs", "paths", "pull", "sign", "slope",
    "squash", "stopped_at", "way_back", "weight",
]  # fmt: skip
ALWAYS = {
    "wondered": {"never": "between a weight and the loss stands at least the sum that it feeds"},
    "ready": {"every": "the trace holds the number of each neuron", "smaller": "a loss is what one wants to have small"},
    "multiplied": {"every": "the beats before gave each link its slope"},
    "harvest": {"every": "the next film gives each neuron its delta"},
}
MOST_LAYERS = 3  # drawn: the outputs, and the layers at both ends of the hidden weight
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


# ---- what is followed


def weight(t: Reading) -> Number:
    """The weight of the last layer that is followed."""
    return route_of(t).weight


def outer(t: Reading) -> Number:
    """Its slope."""
    return route_of(t).outer


def inner(t: Reading) -> Number:
    """The slope of the hidden weight that is followed."""
    return route_of(t).inner


def output_neuron(t: Reading, *item: int) -> int:
    """i, of the output at which the weight of the last layer arrives."""
    return route_of(t).i


def hidden_neuron(t: Reading) -> int:
    """j, of the hidden neuron through which both weights work."""
    return route_of(t).j


def outputs(t: Reading) -> int:
    """How many outputs there are."""
    return t.sizes[-1]


def is_cut(t: Reading) -> bool:
    """Whether the network has more layers than are drawn."""
    return t.D + 1 > MOST_LAYERS


def follows_another(t: Reading) -> bool:
    """Whether the weights are followed on another example than the first, one whose place can be said."""
    return 0 < route_of(t).example < len(ORDINALS)


def ordinal(t: Reading) -> str:
    """Which example the weights are followed on."""
    return ORDINALS[route_of(t).example]


def is_sloped(t: Reading) -> bool:
    """Whether the weight moves the loss at all, so that it can be asked which way it should go."""
    return outer(t).value != 0


def is_still(t: Reading) -> bool:
    """Whether the weight does not move the loss."""
    return not is_sloped(t)


def stopped_at(t: Reading) -> Literal["input", "squash", "loss"]:
    """Which link from the weight to the loss has the slope zero, the first counted from the weight."""
    came, *rest = (slope.value for slope in route_of(t).slopes)
    if not came:
        return "input"
    return "squash" if len(rest) == 2 and not rest[0] else "loss"


def sign(t: Reading) -> Literal["positive", "negative"]:
    """The sign of the weight's slope."""
    return "positive" if outer(t).value > 0 else "negative"


# ---- the links from the weight to the loss, counted from the weight


def is_one_jump(t: Reading) -> bool:
    """Whether the loss is reached from z in one link, because softmax ties the outputs together."""
    return activation(t, t.D) == "softmax"


def links(t: Reading) -> range:
    """The links, from the loss back to the weight."""
    return range(2 if is_one_jump(t) else 3)[::-1]


def link(t: Reading, k: int) -> Literal["sum", "squash", "part", "loss", "shortcut", "jump"]:
    """What link k is: the sum; the squash; a part of the loss, or all of it; softmax and loss at once, whose slopes cancel or not."""
    if k == 0:
        return "sum"
    if is_one_jump(t):
        return "shortcut" if loss(t) == "cross_entropy" else "jump"
    return "squash" if k == 1 else "part" if has_several_outputs(t) else "loss"


def is_squash(t: Reading, k: int) -> bool:
    """Whether link k is the squash alone."""
    return link(t, k) == "squash"


def is_loss(t: Reading, k: int) -> bool:
    """Whether link k is the loss alone."""
    return link(t, k) in ("part", "loss")


def is_slow(t: Reading, k: int) -> bool:
    """Whether the sentence about link k is a long one."""
    return link(t, k) in ("sum", "squash", "part", "loss")


def squash(t: Reading, k: int) -> Term:
    """The outputs' activation."""
    return Term(activation(t, t.D))


def judged_by(t: Reading, k: int) -> str:
    """The name of the loss; `mse_alone` is the mean over a single output."""
    return "mse_alone" if loss(t) == "mse" and not has_several_outputs(t) else loss(t)


def slope(t: Reading, k: int) -> Number:
    """The slope of link k."""
    return route_of(t).slopes[k]


# ---- the paths of a hidden weight


def is_inner_still(t: Reading) -> bool:
    """Whether the hidden weight does not move the loss."""
    return inner(t).value == 0


def inner_stopped_at(t: Reading) -> Literal["input", "squash", "loss"]:
    """Which factor of the hidden weight's slope is zero."""
    r, l = route_of(t), t.D - 1
    if not r.t.a[l - 1][r.k].value:
        return "input"
    return "loss" if not r.t.dL_da[l][r.j].value else "squash"


def way_back(t: Reading) -> Literal["jump", "several", "only"]:
    """How the loss leads back to the sums: in one jump; or over two links, from several outputs or the only one."""
    return "jump" if is_one_jump(t) else "several" if has_several_outputs(t) else "only"


def paths(t: Reading) -> Literal["one", "two", "three", "more"]:
    """How many paths lead on from the hidden neuron, one through each output."""
    n = outputs(t)
    return "one" if n == 1 else "two" if n == 2 else "three" if n == 3 else "more"


def has_pull(t: Reading) -> bool:
    """Whether two paths reach the loss, and both move it."""
    return outputs(t) == 2 and all(_pulls(t))


def pull(t: Reading) -> Literal["together", "against"]:
    """Whether two paths move the loss the same way or against each other."""
    return "together" if len({p > 0 for p in _pulls(t)}) == 1 else "against"


def _pulls(t: Reading) -> list[float]:
    """How each path through the hidden neuron moves the loss."""
    return [term.value for term in t.terms[t.D].column(hidden_neuron(t))]
