"""What is said of a gradient check, where it depends on the lesson: its numbers, and which bugs its shapes let one plant."""

from __future__ import annotations

from engine import wrong
from engine.notation import ACTIVATIONS
from engine.reading import Number, Reading
from scenes.kit.maths import equations as eq

ORDINAL = "zero one two three four five six".split()


RELATIVE = (
    "How close are they? Take the gap, <relative> relative to the larger of the two. Then <rule> one rule fits small slopes and large ones."
)
HARVEST = (
    "Wiggle, <compare> compare, and read the pattern. Right near the loss, wrong from some layer on: <between> the bug sits in between. "
    "You <check> never have to trust a gradient again. You can check it."
)


def told(t: Reading) -> Reading:
    """The trace read at the example that is checked."""
    return t.of(step=0, example=t.trace.studies["check"].example)


def weight(t: Reading) -> Number:
    """The weight that is wiggled."""
    row = _followed(t)
    return t.W[row.l][row.i][row.j]


def claim(t: Reading) -> Number:
    """What backprop says its slope is."""
    row = _followed(t)
    return t.dL_dW[row.l][row.i][row.j]


def _followed(t: Reading):
    check = t.trace.studies["check"]
    return check.rows[check.place]


def wiggle(t: Reading, k: int, field: str, symbol: str) -> Number:
    """A number of the wiggle at h = 0.1, 0.01, ..., by its place."""
    return t.at(f"studies.check.wiggles[{k}].{field}", symbol)


def bug(t: Reading, k: int) -> str:
    return wrong.planted(t.trace.net)[k]


def forgetful(t: Reading) -> int:
    """The layer whose slope the third bug leaves out."""
    return wrong.slopeless(t.trace.net, t.trace.steps[0].examples[t.trace.studies["check"].example].forward)


def all_rows(t: Reading) -> bool:
    """Whether the table holds every weight of the network."""
    return len(t.trace.studies["check"].rows) == sum(n * m for n, m in zip(t.sizes, t.sizes[1:], strict=False))


def wrong_rows(t: Reading, k: int) -> list[int]:
    """The rows that bug k spoils."""
    return [r for r, row in enumerate(t.trace.studies["check"].bugs[k].rows) if row.wrong]


def telling_row(t: Reading) -> int:
    """The row in which the third bug shows what is missing."""
    rows = t.trace.studies["check"].bugs[2].rows
    return next((r for r in wrong_rows(t, 2) if rows[r].analytic and rows[r].ratio), wrong_rows(t, 2)[0])


def slightest(t: Reading) -> int:
    """The row that the second bug spoils least."""
    rows = t.trace.studies["check"].bugs[1].rows
    return min(wrong_rows(t, 1), key=lambda r: rows[r].error)


def asked(t: Reading) -> str:
    return (
        f"Ask the network itself. Take <weight> one weight. Backprop makes a claim about it: its slope is <claim> {claim(t):2}. "
        "<move> Move the weight a little, and the loss must move by that much, times the move."
    )


def ratio(t: Reading) -> str:
    return (
        "Take the change <rise> of the loss, and divide it <over> by the change of the weight, two h. "
        f"<result> {wiggle(t, 0, 'numeric', 'dL_dw'):2}. <agree> Backprop has kept its promise."
    )


def falls(t: Reading) -> str:
    first, second = t.trace.studies["check"].wiggles[:2]
    if first.error < 30 * second.error:
        return "<fall> Here the error has little to lose: over this weight, the loss hardly bends. <turn> And then it climbs."
    return (
        "<fall> At first it falls, and fast. Ten times smaller h, a hundred times smaller error: "
        "a short piece of any curve is nearly straight. "
        "<turn> But then it turns, and climbs."
    )


def table(t: Reading) -> str:
    which = "every weight" if all_rows(t) else "weights of every layer"
    return (
        f"So stay in the valley, and do it for <names> {which}. What backprop says. <wiggled> What the wiggle says. "
        "<apart> And how far they are apart. Nothing but rounding. This backprop <right> is right."
    )


def carried(t: Reading) -> str:
    n, n_in = t.W[t.D].array.shape
    line = {
        "transpose": "someone forgot to turn it round."
        if n == n_in
        else "someone poured its numbers into the other shape, and did not turn it.",
        "unweighted": "someone left the weights out, and hands every neuron the whole blame.",
    }[bug(t, 1)]
    spared = "layers behind are" if t.D > 2 else "layer behind is"
    return (
        f"Next bug. On the way back through W, <bug> {line} Watch <red> which rows are spared. The <last> last layer is right: "
        f"its slopes were ready before that line was reached. The {spared} <behind> wrong."
    )


def spoiled(t: Reading) -> str:
    zeros = any(not row.analytic for row in t.trace.studies["check"].rows)
    return (
        f"<red> {'All that are not zero' if zeros else 'All of them'}. Each slope is as large as it should be, but points <turned> the "
        "wrong way. Blame <starts> starts at the loss and flows back, so a mistake there <spoils> spoils everything."
    )


def small(t: Reading) -> bool:
    """Whether the second bug spoils some row so little that nobody would see it."""
    return t.trace.studies["check"].bugs[1].rows[slightest(t)].error < 0.15


def hardly(t: Reading) -> str:
    row = t.at(f"studies.check.bugs[1].rows[{slightest(t)}].error", "error")
    return (
        f"And look how little. <little> This one has an error of {row:1}. A network would <learn> still learn with that, a bit worse, "
        "and nobody would ever know. The check knows."
    )


def slope(t: Reading) -> str:
    squash = "switch" if eq.activation(t, forgetful(t)) == "relu" else "squash"
    if wrong_rows(t, 2) == wrong_rows(t, 1):
        seen = "<red> The very same rows. So how can you tell what is missing?"
    else:
        seen = "<red> Fewer rows this time. So how can you tell what is missing?"
    return f"Third bug. In layer {ORDINAL[forgetful(t)]}, <bug> the slope of the {squash} is left out. {seen}"


def missing(t: Reading) -> str:
    act = eq.activation(t, forgetful(t))
    root = f"studies.check.bugs[2].rows[{telling_row(t)}]"
    return (
        "Divide what is right by what was claimed. <ratio> "
        f"{t.at(f'{root}.ratio', 'da_dz'):3}. That is the slope of <slope> {ACTIVATIONS[act].spoken} in this very neuron. "
        "The missing factor <name> gives its own name."
    )
