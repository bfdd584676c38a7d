"""What the voice says about blame where the words depend on the lesson: its loss, its signs, its widths."""

from __future__ import annotations

from engine.reading import Number, Reading
from scenes.kit import blame
from scenes.kit.network import MOST_LAYERS
from scenes.kit.wayback import seen


def pushed(t: Reading) -> str:
    """Marks: says, push, rise."""
    says = f"Take the first output. <says> It says {t.a[t.D][0]:2}. It should say {t.y[0]:2}."
    return f"{says} <push> Now push its sum up by {blame.push(t)}, and touch nothing else. Will <rise> the loss rise, or fall?"


def moved(t: Reading) -> str:
    """Marks: up, ratio, measured."""
    rise = t.L_plus[t.D][0].value - t.L.value
    way, what = ("rises", "this rise") if rise > 0 else ("falls", "this fall") if rise < 0 else ("stays where it is", "nothing")
    return f"<up> It {way}. <ratio> Divide {what} by the push. You have <measured> measured a slope: {t.ratio[t.D][0]:3}."


def named(t: Reading) -> str:
    """Marks: blame when a nudge was made, delta, slope."""
    start = "That slope is the <blame> neuron's blame."
    if not blame.is_nudged(t):
        start = "Push the sum of one output up by a hair, and the loss moves too. How far it moves, per push, is the neuron's blame."
    return f"{start} <delta> We write it {t.name.delta[t.D][0]}, <slope> and it stands for {t.name.dL_dz[t.D][0]}."


def chained(t: Reading) -> str:
    """Marks: compute, loss, slope."""
    ties = "Softmax ties all the outputs together."
    why = {
        "product": "Two slopes in a row: <loss> how the loss feels the output, <slope> times how the output feels its sum.",
        "shortcut": f"{ties} Yet with this loss almost everything cancels. <loss> What is left is the output, <slope> minus the target.",
        "sum": f"{ties} So add up, over all of them, <loss> how the loss feels each one, <slope> times how that one feels the sum.",
    }[blame.kind(t)]
    return f"But one more run for every neuron would be far too slow. So <compute> compute it. {why}"


def computed(t: Reading) -> str:
    """Marks: first, second, delta; near when a nudge was made."""
    D = t.D
    said = {
        "product": lambda: f"In numbers: <first> {t.dL_da[D][0]:3}, <second> times {t.da_dz[D][0]:3}.",
        "shortcut": lambda: f"In numbers: <first> {t.a[D][0]:3}, <second> minus {t.y[0]:3}.",
        "sum": lambda: "<first> Here that <second> adds up.",
    }[blame.kind(t)]()
    near = " <near> The push had told us nearly the same." if blame.is_nudged(t) else ""
    return f"{said} <delta> Its blame is {t.delta[D][0]}.{near}"


def marked(t: Reading) -> int:
    """The drawn output whose sign is talked about: the first negative one, else the first."""
    return next((i for i in seen(t.sizes[-1]) if t.delta[t.D][i].value < 0), 0)


def signs(t: Reading) -> str:
    """Marks: rest when there are other outputs, sign."""
    said = "Every output gets <rest> its delta in the same way." if t.sizes[-1] > 1 else "There is no other output."
    if t.delta[t.D][marked(t)].value < 0:
        return f"{said} Look at <sign> this minus. What does a negative delta tell you?"
    return f"{said} Its delta is <sign> positive. What would a negative one tell you?"


def whole(t: Reading) -> str:
    """Marks: columns, dot, law."""
    how = {
        "product": "write the slopes in two columns. <dot> The circled dot multiplies them, entry by entry.",
        "shortcut": "write two columns. <dot> Outputs minus targets, entry by entry.",
        "sum": "that sum is one product. <dot> The matrix of slopes, turned over, times the slopes of the loss.",
    }[blame.kind(t)]
    return f"For the whole layer at once, <columns> {how} <law> This is the first equation."


def returned(t: Reading) -> str:
    """Marks: t0, t1 when there is a second, sum."""
    terms: list[Number] = t.terms[t.D].column(0)
    total = f"{t.dL_da_in[t.D][0]:3}"
    if len(terms) == 1:
        return f"The line brings back its weight, times the delta at its end. <t0> One line, <sum> so this is all: {total}."
    more = " And so on." if len(terms) > 2 else ""
    return (
        "Each line brings back its weight, times the delta at its end. "
        f"<t0> {terms[0]:3}. <t1> {terms[1]:3}.{more} <sum> They add up to {total}."
    )


def slope(t: Reading) -> str:
    """Marks: slope, kept, delta."""
    return (
        "So we know how the loss feels its output. <slope> Times its own slope, <kept> made from the value that the forward pass "
        f"left behind. <delta> That is its blame: {t.delta[t.D - 1][0]:3}."
    )


def deeper(t: Reading, l: int) -> str:
    """Mark: carry."""
    if l == t.D - 2:
        return f"From here on, nothing is new. Layer {l}: <carry> back through the weights, times the slopes."
    return f"And layer {l}: <carry> the same once more."


def further(t: Reading) -> list[int]:
    """The hidden layers before the last hidden one; of a net too deep to draw whole, those that are drawn."""
    return [l for l in range(t.D - 2, 0, -1) if t.D < MOST_LAYERS or l <= 2]


MEANING = (
    "Push that sum up, <down> and the loss goes down: the neuron should say more. <up> A positive delta means: it says too much. "
    "<size> And its size tells how much that matters."
)
HIDDEN = (
    "Now go one layer back. <hidden> Nobody told this neuron what to say. It has <target> no target. So how can it be to <blame> blame?"
)
HEARD = (
    "It is heard. <out> Along these lines its output reaches the next layer, <weights> through these weights. "
    "<back> So the blame comes back along the same lines."
)
ASKED = (
    "That was one neuron. For all of them at once, take <matrix> the weights as a matrix. "
    "Did we just use a <row> row of it, or a <column> column?"
)
FLIPPED = (
    "<column> A column: the lines that leave one neuron. <row> A row holds the lines that arrive at one. "
    "So turn the matrix <flip> over its diagonal. Every number travels to its mirrored place."
)
ROWS = "This is W transposed. Now every row <rows> holds the lines that leave one neuron. That is what we need."
SCALED = "Then, entry by entry, <slope> times the slopes. <out> That is the blame of the whole layer."
LAW = (
    "In letters: take the deltas <next> of the layer after, bring them back <weights> through the weights, "
    "and multiply <slope> by the slopes. That is the second equation."
)
HARVEST = (
    "Two equations: <one> one starts at the loss, <two> the other carries blame back, layer by layer, to the very first, "
    "all for about the <price> price of one more pass."
)
