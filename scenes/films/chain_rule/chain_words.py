"""What is said of the chain rule of one weight's chain, where it depends on the lesson: its activation and loss, its signs."""

from __future__ import annotations

from engine.notation import ACTIVATIONS
from engine.reading import Reading
from scenes.films.chain_rule.route import route_of
from scenes.kit.maths import equations as eq
from scenes.kit.maths import slopes

ORDINALS = "first second third fourth fifth sixth seventh eighth".split()


def one_jump(t: Reading) -> bool:
    """Whether the loss is reached from z in one link, because softmax ties the outputs together."""
    return eq.activation(t, t.D) == "softmax"


def hidden(t: Reading) -> bool:
    return t.D > 1


def sloped(t: Reading) -> bool:
    """Whether the chosen weight moves the loss at all, so that it can be asked which way it should go."""
    return route_of(t).outer.value != 0


PUZZLE = (
    "Suppose <first> the first link doubles a nudge, and <second> the next link triples what it gets. <both> What do the two do together?"
)
PRODUCT = (
    "Six times. A stretch of a stretch multiplies. <real> So the slope of the whole path is <product> the product of the slopes of "
    "its links."
)
HARVEST = (
    "Multiply <along> along a path, and add <over> over the paths. That is all of the chain rule. "
    "Next, the slope that every path shares gets <name> a name."
)


def ready(t: Reading) -> str:
    e = route_of(t).example
    which = f" We follow the {ORDINALS[e]} of its examples." if 0 < e < len(ORDINALS) else ""
    return (
        f"The forward pass is done.{' Here are its last layers.' if t.D > 2 else ''}{which} "
        f"<values> Every neuron holds its number. And at the end stands <loss> the loss, {t.name.L}. We want it smaller."
    )


def asked(t: Reading) -> str:
    return (
        f"Which <knob> knob do we turn, and which way? Take <weight> one weight, {route_of(t).weight:name}. Nudge it <little> a little. "
        "How much does <loss> the loss change? That ratio is <slope> a slope: what we are after."
    )


def path(t: Reading) -> str:
    i = route_of(t).i
    end = f"The sum is squashed <a> into {t.a[t.D][i]:name}. And that goes <end> into the loss. One path, with three links."
    if one_jump(t):
        end = "The softmax and the loss <end> take it from there. One path, with two links."
    return f"Follow its influence. Start with <w> the weight itself. It <z> feeds one sum, {t.z[t.D][i]:name}. {end}"


def nudged(t: Reading) -> str:
    end = "The sum moves <end> the loss." if one_jump(t) else "The sum moves <a> the output, and the output moves <end> the loss."
    return (
        f"<w> Nudge the weight, and <z> the sum moves. {end} "
        "Each link <stretch> stretches the nudge, or shrinks it, by <slopes> a factor of its own: its slope."
    )


def factor(t: Reading, k: int) -> str:
    """Link k of the chain: 0 the sum, then the squash and the loss, or both at once."""
    told = (_sum, _jump)[k] if one_jump(t) else (_sum, _squash, _loss)[k]
    return f"{told(t)} <number> Here, {route_of(t).slopes[k]:2}."


def _sum(t: Reading) -> str:
    return (
        "The link that is left is <source> a plain sum. If only our weight moves, all the rest stands still. "
        "<slope> So its slope is the number that came in along the line."
    )


def _squash(t: Reading) -> str:
    act = eq.activation(t, t.D)
    return f"The link before it is <source> {ACTIVATIONS[act].spoken}. <slope> {slopes.SPOKEN[act].format(a=t.name.a)}"


def _loss(t: Reading) -> str:
    a = t.a[t.D][route_of(t).i]
    only = f"Only one part of it holds {a:name}." if t.sizes[-1] > 1 else f"It judges {a:name}."
    return f"Start at the end, with <source> the loss. {only} <slope> {slopes.LOSS_SPOKEN[eq.loss(t)].format(a=t.name.a)}"


def _jump(t: Reading) -> str:
    told = "The outputs' slopes add up."
    if eq.loss(t) == "cross_entropy":
        told = "Together their slope is very simple: the output, minus the target."
    return f"Start at the end. Softmax ties all outputs together, so take it <source> and the loss in one jump. <slope> {told}"


def multiplied(t: Reading) -> str:
    return (
        "Now every link has its slope. <product> Put them in, and multiply. "
        f"<result> {route_of(t).outer:2}. That is how strongly our weight moves the loss."
    )


def question(t: Reading) -> str:
    sign = "positive" if route_of(t).outer.value > 0 else "negative"
    return f"The slope is <sign> {sign}. To make the loss smaller, which way should this weight <move> move: up, or down?"


def turned(t: Reading) -> str:
    way = "It should go <way> up. <more> More of this weight means less loss. So <turn> we add some."
    if route_of(t).outer.value > 0:
        way = "It should go <way> down. <more> More of this weight means more loss. So <turn> we take some away."
    many = " With <many> many examples, the mean of their slopes decides." if len(t.trace.steps[0].examples) > 1 else ""
    return f"{way}{many}"
