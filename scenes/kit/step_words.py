"""What is said of a step where it depends on the lesson: which weights are looked at, their signs, what became of the loss."""

from __future__ import annotations

from engine.notation import fmt, integer_words
from engine.reading import Reading
from scenes.kit import step_rule as rule
from scenes.kit.loss_curve import logarithmic


def slope(t: Reading, i: int, j: int) -> float:
    return t.mean_dL_dW[t.D][i][j].value


def chosen(t: Reading) -> list[tuple[int, int]]:
    """One weight of the last layer, and another, whose slope has the other sign if there is one; all of them are drawn."""
    n, m = t.W[t.D].array.shape
    spots = [(i, j) for i in dict.fromkeys((0, min(1, n - 1), n - 1)) for j in dict.fromkeys((0, min(1, m - 1), m - 1))]
    live = [(i, j) for i, j in spots if slope(t, i, j) * t.step_W[t.D][i][j].value > 0] or spots
    others = [s for s in live if s != live[0]]
    opposite = [s for s in others if slope(t, *s) * slope(t, *live[0]) < 0]
    return [live[0], *(opposite or others)[:1]]


def batch(t: Reading) -> str:
    n = len(t.trace.steps[0].examples)
    return "" if n == 1 else f" It is the mean of the slopes of {'both' if n == 2 else 'all ' + integer_words(n)} examples."


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
            "Eta is ours to choose: small for careful steps, large for bold ones."
        )
    else:
        sized = {"momentum": "eta times the slope, plus what is left of the steps before"}
        usual = sized.get(rule.rule_name(t), "eta times the slope, divided by the size that slopes usually have here")
        how = f"Subtract <g> its step. Here the step has been sized by a rule called <eta> {rule.rule_name(t)}: {usual}."
    return f"How far? Take the <w> old weight. {how} What remains is <new> the new weight."


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


def one_round(t: Reading) -> str:
    mean = "the loss" if len(t.trace.steps[0].examples) == 1 else "the mean loss of the examples"
    return (
        "Forward, backward, <s> step. That was one round of learning. Did it help? "
        f"<bar> Before the step, {mean} was {t.batch_L:3}. Now run the network again: <guess> will it be lower? And by much?"
    )


def two(t: Reading) -> str:
    """The losses before and after, with as few digits as tell them apart."""
    few = next((d for d in (2, 3) if fmt(t.batch_L.value, d) != fmt(t.L_new.value, d)), 4)
    return f"{format(t.batch_L, str(max(3, few)))} <after> to {format(t.L_new, str(max(3, few)))}"


def helped(t: Reading) -> str:
    before, after = t.batch_L.value, t.L_new.value
    if after < before:
        said = f"The loss falls, from {two(t)}. Every weight moved a little, and together they did what the slopes had promised."
    elif after > before:
        said = f"The loss rises, from {two(t)}. The step was too long: a slope only speaks for the ground nearby. A smaller eta would help."
    else:
        said = f"The loss stays as it was, from {two(t)}. Where the slopes are zero, there is nothing to learn from."
    return f"The <run> new weights carry the inputs forward, layer by layer. {said}"


def again(t: Reading) -> str:
    return (
        "One step is not much. So we go on: <f> forward, <b> backward, <s> step, <round> and round again, "
        f"{integer_words(len(t.losses) - 1)} times. Where do you think the loss will end?"
    )


def ended(t: Reading) -> str:
    steps, first, last = integer_words(len(t.losses) - 1), t.losses[0], t.losses[-1]
    scale = " The scale is logarithmic: <rung> every line down is ten times less." if logarithmic(t) else ""
    end = (
        f"down to {last:3}" if last.value < first.value else f"at {last:3}, no lower than it began. Learning can fail, and a curve shows it"
    )
    return f"Here is the loss, <grow> after each step.{scale} After {steps} steps it is <last> {end}."
