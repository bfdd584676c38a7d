"""What is said of the cost of a gradient, where it depends on the lesson: its counts, and those of larger networks."""

from __future__ import annotations

from engine.notation import integer_words
from engine.reading import Number, Reading

ROUND = {1e9: "a billion", 1e6: "a million", 1e3: "a thousand"}
HARMLESS = "So <wins> sharing wins. But here, the <others> other two still look harmless. <ask> That changes, as a network grows."


def cost(t: Reading, field: str) -> Number:
    """A count of the study: `here.nudged`, `sizes[2].weights` ..."""
    return t.at(f"studies.cost.{field}", "count")


def sized(t: Reading, k: int, field: str) -> Number:
    """A count of one of the larger networks."""
    return cost(t, f"sizes[{k}].{field}")


def said(number: Number, digits: int = 4) -> str:
    """Round numbers by their names."""
    return ROUND.get(number.value) or f"{number:{digits}}"


def asked(t: Reading) -> str:
    return (
        f"This network has {cost(t, 'here.weights')} weights. Training asks every one of them: <each> how much do you move the loss? "
        "This time we count <pay> what the answer costs, in multiplications, <ways> three ways."
    )


def forward(t: Reading) -> str:
    return (
        "Run it forward, once. <run> Every line multiplies what comes in by its weight. <cost> That makes "
        f"{cost(t, 'here.forward')} multiplications. <add> Biases only add, so we leave them out."
    )


def runs(t: Reading) -> str:
    return f"So how many runs does it take, <all> until all {cost(t, 'here.weights')} weights have had their turn?"


def counted(t: Reading) -> str:
    return (
        f"<one> One plain run, and one for each weight: {cost(t, 'here.runs')}. <times> Times {cost(t, 'here.forward')} multiplications. "
        f"<total> That makes {cost(t, 'here.nudged')}."
    )


def summed(t: Reading) -> str:
    return (
        f"For all the weights of this network, <count> that is {cost(t, 'here.paths')} paths, and <total> {cost(t, 'here.walked')} "
        "multiplications, with the run forward. But paths fork <fork> at every layer. In a large network, they are countless."
    )


def back(t: Reading) -> str:
    return (
        "Backpropagation does just that, everywhere. <forward> One run forward. <back> One run back. To carry the blame "
        "takes about one multiplication for each line. The weight's own slope <own> takes one more. "
        f"<total> {cost(t, 'here.backprop')} in all."
    )


def raced(t: Reading) -> str:
    return (
        "The same slopes, three ways. Let them race, <race> every bar at the same pace. One run back costs about as much as "
        f"<two> {integer_words(round(cost(t, 'here.back').value / cost(t, 'here.forward').value))} runs forward, "
        "and it serves every weight at once."
    )


def grown(t: Reading) -> str:
    widths = [cost(t, f"widths[{k}]") for k in range(3)]
    layers = integer_words(round(cost(t, "layers").value))
    return (
        f"Take <layers> {layers} layers, all equally wide. First <w0> {widths[0]} neurons, then <w1> {widths[1]}, then <w2> {widths[2]}. "
        f"The largest has <weights> {said(sized(t, 2, 'weights'))} weights."
    )


def guess(t: Reading) -> str:
    return (
        f"From one size to the next, there are <more> {cost(t, 'more')} times more weights. How much more work is that "
        "<back> for backprop, and how much <nudge> for nudging?"
    )


def guessed(t: Reading) -> str:
    return (
        f"For backprop, <back> {cost(t, 'more_backprop'):2} times: it grows as the network grows. For nudging, <nudge> "
        f"{cost(t, 'more_nudged'):2} times: more runs, and each run is <longer> longer. And path by path <walk> is worse still."
    )


def drawn(t: Reading) -> str:
    return (
        "Draw it, for <right> all sizes. To the right, more weights. Upwards, more multiplications: <ten> each line is ten times more. "
        f"<grow> Now watch the three ways part, as the network grows to {said(sized(t, 2, 'weights'))} weights. "
        "<steep> The paths climb steepest. <follow> Nudging comes next. <near> Backprop keeps pace with the weights."
    )


def timed(t: Reading) -> str:
    return (
        f"Say a machine makes <speed> {said(cost(t, 'rate'))} multiplications a second. "
        "Then, for the largest network, <largest> one gradient takes "
        f"<walk> {sized(t, 2, 'walked_days'):2} days, path by path. By nudging, <nudge> {sized(t, 2, 'nudged_minutes'):2} minutes. "
        f"By backprop, <back> {sized(t, 2, 'backprop_ms'):2} thousandths of a second."
    )


def kept(t: Reading) -> str:
    return (
        f"What is the price? Memory. On the way forward, <keep> every {t.name.z} and every {t.name.a} is kept, until the way back "
        f"asks for it. With the input, that is <here> {cost(t, 'here.kept')} numbers here. "
        f"At eight bytes each, {cost(t, 'here.kept_bytes')} bytes."
    )


def batch(t: Reading) -> str:
    kept, weights = sized(t, 2, "batch_bytes").value, sized(t, 2, "weight_bytes").value
    than = "more than all its weights" if kept > weights else "beside the room of its weights"
    return (
        f"In the largest network, it is <wide> {sized(t, 2, 'kept')} numbers, for one example. But <many> a step "
        f"takes many examples. With {said(cost(t, 'batch'))} at once, <batch> the kept numbers take {than}. "
        "That is what fills <fill> the memory of a machine that trains."
    )
