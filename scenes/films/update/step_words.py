"""What is said of a step where it depends on the lesson: which weights are looked at, their signs, what became of the loss."""

from __future__ import annotations

import numpy as np

from engine.notation import fmt, integer_words
from engine.reading import Reading
from scenes.films.update import step_rule as rule
from scenes.films.update.loss_curve import logarithmic

FEWEST = 5  # steps that make a curve


def slope(t: Reading, i: int, j: int) -> float:
    return t.mean_dL_dW[t.D][i][j].value


def moving(t: Reading) -> list[tuple[int, int]]:
    """Drawn weights of the last layer that go against their slope, those first whose spoken digits change."""
    n, m = t.W[t.D].array.shape
    spots = [(i, j) for i in dict.fromkeys((0, min(1, n - 1), n - 1)) for j in dict.fromkeys((0, min(1, m - 1), m - 1))]
    live = [(i, j) for i, j in spots if slope(t, i, j) * t.step_W[t.D][i][j].value > 0]
    return [(i, j) for i, j in live if fmt(t.W[t.D][i][j].value, 3) != fmt(t.W_new[t.D][i][j].value, 3)] or live


def chosen(t: Reading) -> list[tuple[int, int]]:
    """One weight of the last layer, and another, whose slope has the other sign if there is one; all of them are drawn."""
    live = moving(t)
    others = [s for s in live if s != live[0]]
    opposite = [s for s in others if slope(t, *s) * slope(t, *live[0]) < 0]
    opposite.sort(key=lambda s: t.W[t.D][s[0]][s[1]].value == t.eta.value)  # not a weight that looks like eta
    return [live[0], *(opposite or others)[:1]]


def shape(t: Reading, i: int, j: int) -> tuple[float, float]:
    """How steep a weight's slope is drawn and how far its step, as parts of the larger one of the weights that are looked at."""
    pairs = [(abs(slope(t, *s)), abs(t.step_W[t.D][s[0]][s[1]].value)) for s in {*chosen(t), (i, j)}]
    steepest, farthest = (max(column) or 1.0 for column in zip(*pairs, strict=True))
    return abs(slope(t, i, j)) / steepest, abs(t.step_W[t.D][i][j].value) / farthest


def batch(t: Reading) -> str:
    n = len(t.trace.steps[0].examples)
    return "" if n == 1 else f" It is the <mean> mean of the slopes of {'both' if n == 2 else 'all ' + integer_words(n)} examples."


def slopes(t: Reading) -> str:
    return (
        "Every line has its <weight> weight. And the backward pass has left, <back> on each of them, "
        f"a <slope> slope: how fast the loss rises when this weight rises.{batch(t)}"
    )


def close_up(t: Reading) -> str:
    if slope(t, *chosen(t)[0]) >= 0:
        seen = "Its slope is positive. <up> Push the weight up, and the loss goes up with it. We want the loss to go down."
    else:
        seen = "Its slope is negative. <up> Push the weight up, and the loss goes down. And down is where we want the loss to go."
    return f"Look at <one> one weight, close up. {seen} So we walk <against> against the slope: <down> downhill."


def letters(t: Reading) -> str:
    if rule.plain(t):
        how = (
            "Subtract its <g> slope, <eta> times the learning rate, eta. "
            "Eta is ours to <choose> choose: small for careful steps, large for bold ones."
        )
    else:
        sized = {"momentum": "eta times the slope, plus what is left of the steps before"}
        usual = sized.get(rule.rule_name(t), "eta times the slope, divided by the size that slopes usually have here")
        how = f"Subtract <g> its step. Here the step has been sized by a rule called <eta> {rule.rule_name(t)}: {usual}."
    return f"How far? Take the <w> old weight. {how} What remains is <new> the new weight. In this lesson, <value> eta is {t.eta:3}."


def numbers(t: Reading) -> str:
    (i, j), l = chosen(t)[0], t.D
    times = f"minus <eta> {t.eta:3} times <g> its slope, {t.mean_dL_dW[l][i][j]:2}" if rule.plain(t) else f"minus <g> {t.step_W[l][i][j]:2}"
    return f"With numbers: <w> {t.W[l][i][j]:3}, {times}. <sum> The new weight is <new> {t.W_new[l][i][j]:3}."


def asked(t: Reading) -> str:
    sign = "negative" if slope(t, *chosen(t)[1]) < 0 else "positive"
    return f"Now <look> this weight. Its slope is <sign> {sign}. Will the weight grow, or shrink?"


def answered(t: Reading) -> str:
    (i, j), l = chosen(t)[1], t.D
    if t.step_W[l][i][j].value < 0:
        why = "It <way> grows. On a falling line, downhill is to the right: <minus> minus a negative step is a plus."
    else:
        why = "It <way> shrinks. On a rising line, downhill is to the left: <minus> a positive step is taken away."
    return f"{why} <sum> From {t.W[l][i][j]:3} <new> to {t.W_new[l][i][j]:3}."


def matrices(t: Reading) -> str:
    taken = "minus eta times the matrix of slopes" if rule.plain(t) else "minus the matrix of steps"
    return f"Every weight follows the same rule. So write it once, for the whole layer. <old> The matrix of old weights, <step> {taken}."


RATE = (
    "How large should a step be? A slope <nearby> only speaks for the ground nearby. <valley> Think of the loss as a valley. "
    "With a <small> small eta, we creep: every step goes down, but it takes a great many. "
    "With a <large> large eta, we can jump right over the valley, and land higher than we began. "
    "So eta is chosen <between> in between, and mostly by trying."
)


def biases(t: Reading) -> str:
    if t.trace.lesson.training.train_biases:
        return "The biases take <bias> their steps by the same rule. <b> Old, minus step, is new."
    return "The <bias> biases could follow the same rule. In this lesson they stay as they are."


def layers(t: Reading) -> str:
    same = "by the same rule" if t.D == 2 else "by the same rule, and so do all the others"
    return (
        f"The layer before <others> takes its step {same}. <all> And all at the same moment: "
        "every slope was measured before any weight moved."
    )


def after(t: Reading) -> Reading | None:
    """The same example with the new weights, where the next step is recorded and has it."""
    steps = t.trace.steps
    if len(steps) < 2 or steps[1].step != steps[0].step + 1 or not np.array_equal(steps[1].examples[0].x, t.x.array):
        return None
    return Reading(t.trace, step=1)


def check(t: Reading) -> str:
    which = "inputs" if len(t.trace.steps[0].examples) == 1 else "inputs of the first example"
    return (
        "That was one round of learning. Did it help? Here is the check I promised. "
        f"Put the <x> {which} back in. Before the step, the network <a> answered this. <y> And this is what we want."
    )


def one_round(t: Reading) -> str:
    mean = "the loss" if len(t.trace.steps[0].examples) == 1 else "the mean loss of the examples"
    start = "" if after(t) else "That was one round of learning. Did it help? "
    return (
        f"{start}Before the step, {mean} was <bar> {t.batch_L:3}. Now run the network again, with the new weights. "
        "<guess> Will the loss be lower? And by how <much> much?"
    )


def rerun(t: Reading) -> str:
    new, l = after(t), t.D
    if new is None:
        return "The <run> new weights carry the inputs forward, layer by layer. Of this pass the lesson keeps the loss alone."
    said = []
    for k, i in enumerate(range(min(2, t.sizes[-1]))):
        was, now, wanted = t.a[l][i].value, new.a[l][i].value, t.y[i].value
        gap = abs(now - wanted) - abs(was - wanted)
        way = "closer to" if gap < 0 else "farther from" if gap > 0 else "no closer to"
        few = next((d for d in (2, 3) if fmt(was, d) != fmt(now, d)), 4)
        spec = str(max(3, few))
        two = "-two" * k
        which = f"<was{two}> {('The first output', 'The second')[k]}"
        said.append(f"{which} was {format(t.a[l][i], spec)}, and is <now{two}> now {format(new.a[l][i], spec)}: {way} {t.y[i]:3}.")
    return f"The same inputs, the <run> new weights, layer by layer. {' '.join(said)}"


def two(t: Reading) -> str:
    """The losses before and after, with as few digits as tell them apart."""
    few = next((d for d in (2, 3) if fmt(t.batch_L.value, d) != fmt(t.L_new.value, d)), 4)
    return f"{format(t.batch_L, str(max(3, few)))} <after> to {format(t.L_new, str(max(3, few)))}"


def helped(t: Reading) -> str:
    before, after = t.batch_L.value, t.L_new.value
    if after < before:
        said = f"The <loss> loss falls, from {two(t)}. <why> Every weight moved a little, and all did what their slopes promised."
    elif after > before:
        said = f"The <loss> loss rises, from {two(t)}. <why> The step was too long: a slope only speaks for the ground nearby."
    else:
        said = f"The <loss> loss stays as it was, from {two(t)}. <why> Where the slopes are zero, there is nothing to learn from."
    return said


def again(t: Reading) -> str:
    return (
        "One step is not much. So we go on: <f> forward, <b> backward, <s> step, <round> and round again, "
        f"{integer_words(len(t.losses) - 1)} <times> times. Where do you think the loss will end?"
    )


def long(t: Reading) -> bool:
    """Whether there are steps enough for a curve."""
    return len(t.losses) > FEWEST


def ended(t: Reading) -> str:
    steps, first, last = integer_words(len(t.losses) - 1), t.losses[0], t.losses[-1]
    scale = " The scale is logarithmic: <rung> every line down is ten times less." if logarithmic(t) else ""
    end = (
        f"down to {last:3}" if last.value < first.value else f"at {last:3}, no lower than it began. Learning can fail, and a curve shows it"
    )
    axes = f"The loss goes up the page, the steps to the right.{scale}"
    return f"{axes} Now <grow> watch it, step after step. After {steps} steps it is <last> {end}."
