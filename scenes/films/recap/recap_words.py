"""The six lines of numpy that the recap shows, and what is said of each and of the five questions."""

from __future__ import annotations

from collections.abc import Iterator

from engine.reading import Number, Reading

SIX_LINES = (
    "a1 = sigmoid(W1 @ x + b1)",
    "a2 = sigmoid(W2 @ a1 + b2)",
    "d2 = (a2 - y) * a2 * (1 - a2)",
    "d1 = (W2.T @ d2) * a1 * (1 - a1)",
    "W2 -= eta * np.outer(d2, a1)",
    "W1 -= eta * np.outer(d1, x)",
)
QUESTIONS = (
    ("Five questions. One: <ask> nothing comes in along a weight. What is its slope?",
     "Zero. <here> In the last two lines, the blame is multiplied <and> by what came in."),
    ("Two: <ask> a neuron says almost one. How much blame gets through it?",
     "Hardly any. <here> The slope of its squash, a times one minus a, <and> is then almost zero."),
    ("Three: <ask> a hidden neuron feeds two outputs. What becomes <two> of their two blames?",
     "They come back along the lines, each times its weight, <here> and are added. The turned matrix <and> does both at once."),
    ("Four: <ask> line four stands before line five. What if they changed places?",
     "The blame would go back <here> through new weights, already changed. <and> That is the slope of a network that never ran."),
    ("Five: <ask> a network has a million weights. How many passes does its gradient take?",
     "Two. <here> One forward, <and> and one back, for all the weights at once."),
)  # fmt: skip


SERIES = (
    "This is the way we came. <g0> One neuron: it is nudged, it steps, it stands in a chain. <g1> Then a network. Numbers walk in, "
    "blame flows back, every weight takes its step. <g2> To make it learn: check it, feed it, judge it, watch it. "
    "<g3> To make it deep: what breaks, what mends it, what it costs. <g4> To put it to work: it sees, reads, recommends, and acts. "
    "<g5> And where it all came from."
)


def wall(t: Reading) -> Iterator[tuple[str, str]]:
    """The equations of the wall, and what is said of each."""
    yield "output", "The blame starts <here> at the outputs: how strongly each one moves the loss, times the slope of its squash."
    yield "hidden", "It travels back <here> along the same weights, adds up, and passes each neuron's slope."
    yield "weights", "A weight's slope <here> is the blame at its end, times the signal at its start."
    yield "biases", "And a bias <here> gets the blame itself. Its input is always one."


def line(t: Reading, k: int) -> str:
    """What is said of each line of the program."""
    return (
        f"Line one. <line> The inputs, weighed, added, and squashed. <run> The hidden neurons say {t.a[1][0]:2} and {t.a[1][1]:2}.",
        f"Line two: <line> once more, one layer on. <run> These are the outputs. <loss> And the loss is {t.L:2}.",
        "Line three, the blame of the outputs. <line> What they said, minus what we wanted, times the slope of the squash. "
        f"<run> {t.delta[2][0]:2}, and {t.delta[2][1]:2}.",
        "Line four <line> carries it back: the weights turned round, and again the slope. "
        "<run> Now the hidden neurons have their blame too.",
        "Line five. <line> Each weight of the last layer steps downhill: eta, times its blame, times what came in. "
        "<run> These are its new weights.",
        "And line six <line> does the same for the first layer. <run> Its weights move, too: these are the new ones.",
    )[k]


def six(t: Reading) -> Iterator[tuple[int, ...]]:
    return ((k,) for k in range(len(SIX_LINES)))


def stepped(t: Reading) -> str:
    return (
        f"That is a whole step. <again> Run the first two lines again, and <new> the loss has fallen, from {t.L:3} to {t.L_new:3}. "
        f"<bias> Biases would step by eta times {t.name.delta}. In this example, they are held still."
    )


def steps(t: Reading) -> Number:
    """How many steps the lesson trains."""
    return t.at("lesson.training.steps", "count")


def harvest(t: Reading) -> str:
    return (
        f"Repeat the six lines <steps> {steps(t)} times, and the loss is <last> {t.losses[-1]:2}. "
        "Four equations, two passes, <six> six lines. Close your eyes, and write them down."
    )
