"""What is said of a chain of neurons, where it depends on the lesson: how many there are, and how they squash."""

from __future__ import annotations

from engine.notation import integer_words
from engine.reading import Reading
from scenes.kit.maths import equations as eq
from scenes.kit.maths.slopes import SPOKEN

ORDINALS = "first second third fourth".split()


def studied(t: Reading, field: str, *at: int) -> object:
    """A count of the study of this chain."""
    return t.at(f"studies.chain.{field}" + "".join(f"[{k}]" for k in at), "count")


def met(t: Reading) -> str:
    return (
        f"Here are {integer_words(t.D)} neurons in a row. Each one takes <before> what it is told, times <weights> a weight, "
        "plus a bias, and squashes that. The last one is judged <loss> by the loss."
    )


def forward(t: Reading) -> str:
    return (
        f"First, forward. The weight {t.W[1][0][0]}, <sum> times what comes in, plus the bias. <out> Squashed, that is "
        f"{t.a[1][0]:2}. <rest> It is the next neuron's input, and so on. <loss> At the end stands the loss, {t.L:2}."
    )


def slopes(t: Reading) -> str:
    squash = SPOKEN[eq.activation(t, 1)].format(a=t.name.a)
    return (
        f"Now the numbers. For the squash, the shelf is enough. <rule> {squash} "
        "<squash> So take them down, one for every neuron. <rest> The weights we know, and <end> the slope of the loss."
    )


def multiplied(t: Reading) -> str:
    return (
        f"Multiply, link by link, <times> all along the row. That takes "
        f"<count> {studied(t, 'alone', 0)} multiplications, and gives <result> "
        f"{t.dL_dW[1][0][0]:2}. So far, so good. But that was <one> only one weight."
    )


def others(t: Reading, l: int) -> str:
    if l == 2:
        return (
            f"The second weight has <row> a row of its own, from its own link to the end. <count> {studied(t, 'alone', 1)} multiplications."
        )
    last = " to itself, and it is short" if l == t.D else ""
    return f"The {ORDINALS[l - 1]} weight <row> has one{last}. <count> {studied(t, 'alone', l - 1)} more."


def carried(t: Reading, l: int) -> str:
    if l == t.D:
        return (
            f"Begin at the loss. <error> Its slope, times <slope> the slope of the last squash. This running product has a name, "
            f"<delta> {t.name.delta[l]}. It is kept, under its neuron."
        )
    again = "Again" if l < t.D - 1 else "Now take one step back"
    return (
        f"{again}. <w> Times the weight, <slope> times the slope of the squash. "
        f"<delta> That is the {ORDINALS[l - 1]} neuron's {t.name.delta[l]}."
    )


def counted(t: Reading) -> str:
    new, old = studied(t, "carried_total"), studied(t, "alone_total")
    return f"Count again. From the end, all of it took <new> {new} multiplications. Row by row, it was <old> {old}."


def longer(t: Reading) -> str:
    first, last = studied(t, "carried_of", 0), studied(t, "alone_of", 0)
    new, old = studied(t, "carried_of", 1), studied(t, "alone_of", 1)
    return (
        f"Does that matter? In a chain of <ten> {t.at('studies.chain.lengths[0]', 'count')} neurons, it is {first} against {last}. "
        f"And with <hundred> {t.at('studies.chain.lengths[1]', 'count')}, {new} against {old}."
    )
