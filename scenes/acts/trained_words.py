"""What is said of a training run, where it depends on the lesson: its points, its numbers, and whether a twin got stuck."""

from __future__ import annotations

import numpy as np

from engine.reading import Reading

HALF, NEAR = 0.5, 0.1


def fits(t: Reading) -> str | None:
    """Why a lesson has no decision boundary in a plane, or None."""
    lesson = t.trace.lesson
    if lesson.beyond_dense or t.sizes[0] != 2 or t.D < 2:
        return "it draws what a net with two inputs and a hidden layer says at every place"
    y = np.array(lesson.data.y, dtype=float)
    one, two = t.sizes[-1] == 1 and lesson.activations[-1] == "sigmoid", t.sizes[-1] == 2 and lesson.activations[-1] == "softmax"
    if not (one or two) or not np.isin(y, (0.0, 1.0)).all() or len(y) < 2:
        return "it needs one sigmoid output or two classes, and examples that are zero or one"
    if lesson.training.steps < 20:
        return "it watches a run, and needs 20 steps or more"
    return None


def is_xor(t: Reading) -> bool:
    x = np.array(t.trace.lesson.data.x)
    return x.shape == (4, 2) and set(np.unique(x)) == {0.0, 1.0} and [float(v[-1]) for v in t.trace.lesson.data.y] == [0.0, 1.0, 1.0, 0.0]


def stuck(t: Reading) -> bool:
    """Whether XOR has a twin that ends with a half for two points which no hidden neuron tells apart, and counted seeds."""
    trace = t.trace
    if not is_xor(t) or not trace.twins or trace.twins[0].lesson.beyond_dense or "seeds" not in trace.studies:
        return False
    last = trace.twins[0].steps[-1]
    if last.step != trace.lesson.training.steps - 1 or sum(abs(e.forward[-1].a[-1] - HALF) < NEAR for e in last.examples) != 2:
        return False
    one, two = pair(t)
    alike = np.abs(one.a[1].array - two.a[1].array).max() < NEAR
    return bool(alike and max(reading.da_dz[1].array.max() for reading in (one, two)) < NEAR)


def worst(t: Reading) -> list[int]:
    """Which two examples the twin gets most wrong at its last recorded step."""
    examples = t.trace.twins[0].steps[-1].examples
    return sorted(sorted(range(len(examples)), key=lambda m: -examples[m].L)[:2])


def pair(t: Reading) -> tuple[Reading, Reading]:
    """These two, read at that step."""
    one, two = (t.of(twin=0, step=len(t.trace.twins[0].steps) - 1, example=m) for m in worst(t))
    return one, two


def task(t: Reading) -> str:
    end = " No <line> single line can part them." if is_xor(t) else ""
    return f"Here is its task. <ones> These points should give one, the full ones. And these, <zeros> the rings, should give zero.{end}"


def hidden(t: Reading) -> str:
    more = " The layers behind it draw curves out of those lines." if t.D > 2 else ""
    return (
        "Behind that stand the hidden neurons, and <hidden> each of them has a picture of its own. "
        f"One straight line <line> and an opinion on each side, no more.{more}"
    )


def question(t: Reading) -> str:
    where = "Two lines, four points." if is_xor(t) and t.sizes[1] == 2 else ""
    return (
        f"Nothing is learned yet. The weights are <dice> thrown dice, and the loss is <loss> {t.losses[0]:2}. {where} "
        "Where will <where> the hidden lines have to go?"
    )


def run(t: Reading) -> str:
    count = t.at("lesson.training.steps", "count")
    return (
        f"Watch. <run> These are {count} steps of training, and every picture is the network as it stood at one of them. "
        "The lines turn and slide. The shade follows the lines. The weights grow where they are needed. "
        "And down here, the loss is pulled down with them, step by step, until nothing much is left to gain."
    )


def solved(t: Reading) -> str:
    last = t.losses[len(t.losses) - 1]
    shape = "a band, made of nothing but" if is_xor(t) and t.sizes[1] == 2 else "made of nothing but"
    return (
        f"From {t.losses[0]:2}, the loss has come down to <loss> {last:2}. And there <edge> is the boundary: {shape} "
        "<lines> the lines of the hidden neurons, weighed and added."
    )


def alike(t: Reading) -> str:
    return (
        "Why? Look at <two> the two points that it gets wrong. To each hidden neuron, <h> they look almost the same. "
        "What looks <same> the same must get the same answer. And the best that one answer can do for a one and a zero <half> is a half."
    )


def flat(t: Reading) -> str:
    return (
        "Then why does no line turn, to part them? Because both points lie <far> far out, where the squash is flat. "
        "Its slope there is <slope> almost nothing, and blame goes through that slope. No <none> blame, no step."
    )


def luck(t: Reading) -> str:
    seeds = {name: t.at(f"studies.seeds.{name}", "count") for name in ("tried", "learned", "stuck")}
    return (
        f"Is that bad luck? Take <tried> {seeds['tried']} throws of the dice, and train them all. <learned> {seeds['learned']} "
        f"learn. <stuck> {seeds['stuck']} get stuck. So do not blame the method for one bad run. <again> Throw again, or add neurons."
    )
