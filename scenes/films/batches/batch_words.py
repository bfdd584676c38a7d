"""What is said of many examples and one step, where it depends on the lesson: how many there are, whether they agree."""

from __future__ import annotations

from manim import VGroup

from engine.notation import integer_words
from engine.reading import Number, Reading
from scenes.kit.type.formula import SMALL, Formula, Label

MOST = 4  # examples shown one by one; of more, the first three and the last
ORDINALS = "first second third fourth fifth sixth seventh eighth".split()
OPPOSED = -0.1  # cosine below which an example pulls against the mean


def count(t: Reading) -> int:
    """The examples of the first step that the study looked at."""
    return int(studied(t, "examples").value)


def told(t: Reading) -> list[int]:
    """Which examples are shown one by one."""
    n = count(t)
    return list(range(n)) if n <= MOST else [*range(MOST - 1), n - 1]


def studied(t: Reading, field: str) -> Number:
    return t.at(f"studies.batches.{field}", "count")


def axes(t: Reading) -> list[tuple[int, int, int]]:
    """(l, i, j) of the two weights that arrows are drawn over."""
    rows = t.numbers("studies.batches.axes", "count").array
    return [(int(l), int(i), int(j)) for l, i, j in rows]


def ordinal(t: Reading, k: int) -> str:
    return "last" if k == count(t) - 1 and k >= 2 else ORDINALS[k]


def name_of(t: Reading, k: int) -> VGroup | Label:
    """What stands beside an example's strip: its inputs and its target, or which one it is."""
    e = t.of(example=k)
    if t.sizes[0] > 2 or t.sizes[-1] > 1:
        return Label(ordinal(t, k), size=SMALL)
    inputs = ", ".join(f"{{x{j}}}" for j in range(t.sizes[0]))
    return Formula(f"({inputs}) arrow.r {{y}}", size=26, y=e.y[0], **{f"x{j}": e.x[j] for j in range(t.sizes[0])})


def many(t: Reading) -> str:
    return (
        f"So far, one example made the step. But here are {integer_words(count(t))}, and the network shall get all of them right. "
        "<net> The same weights have to serve every one."
    )


def one(t: Reading, k: int) -> str:
    if k == told(t)[0]:
        return (
            "Show it <which> the first example. <forward> Forward, to the loss. <back> And back. "
            "That leaves <bars> a slope on every weight and bias, and we draw each as a bar: <up> up, where more of it means more loss."
        )
    if k == told(t)[-1]:
        return (
            f"And <which> the {ordinal(t, k)}. <forward> Forward through all layers, <back> back through all of them. "
            "<bars> A gradient of its own again."
        )
    if k > told(t)[1]:
        return (
            f"Now <which> the {ordinal(t, k)}. <forward> Forward again, all the way to the loss. <back> And back, to every weight. "
            "<bars> Different bars again."
        )
    return (
        f"Then <which> the {ordinal(t, k)} example. <forward> Its values run forward to the loss, <back> the slopes run back. "
        "It has <bars> a gradient of its own."
    )


def averaged(t: Reading) -> str:
    terms = "all of them" if count(t) > 4 else f"the {integer_words(count(t))} slopes"
    return (
        f"Take the mean. For this one weight, <weight> add {terms}, <sum> and divide by their number. "
        f"<result> {t.mean_dL_dW[axes(t)[0][0]][axes(t)[0][1]][axes(t)[0][2]]:2}."
    )


def agree(t: Reading) -> str:
    cosines = t.numbers("studies.batches.cosines", "count").array
    against = any(cosines[k] < OPPOSED for k in told(t))
    tail = (
        "Here some pull <pull> against it. The mean is what is left when they have argued." if against else "Here <pull> they mostly agree."
    )
    return (
        "How far does each agree with the mean? <cos> The cosine says it: one means the same direction, zero no opinion, "
        f"minus one the opposite. {tail}"
    )


def arrows(t: Reading) -> str:
    return (
        "Look at two of the weights only, <axes> one across, one up. Each example <arrows> pulls them its own way, against its slopes. "
        "And <mean> the mean of the arrows points where the batch <go> would go."
    )


def every(t: Reading) -> str:
    size = integer_words(int(clusters(t)[1][0].value)) if len(clusters(t)) > 2 else "one"
    return (
        f"Roughly. <pairs> Each dot is what a mini-batch of {size} would do. Some miss by far. "
        "But they scatter <around> around the true one, and on average they are exactly right."
    )


def clusters(t: Reading) -> list[tuple[Number, Number]]:
    """(size, stray) of every size of mini-batch."""
    found = t.trace.studies["batches"].clusters
    return [(studied(t, f"clusters[{k}].size"), studied(t, f"clusters[{k}].stray")) for k in range(len(found))]


def sizes(t: Reading) -> str:
    first, rest = clusters(t)[0], clusters(t)[1]
    return (
        f"With single examples, <one> the arrow misses, on average, by {first[1]:2} times <true> the length of the true one. "
        f"With batches of {rest[0]}, <more> by {rest[1]:2}. The larger the batch, <all> the smaller the noise. All together, there is none."
    )


def stepped(t: Reading) -> str:
    return (
        "So: the mean, and then one step <step> along its arrow, for every weight at once. "
        f"The loss over all examples falls from <before> {t.batch_L:3} to <after> {t.L_new:3}."
    )
