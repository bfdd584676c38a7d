"""What the story of 1958 to 1986 says and writes: its years, its numbers, and where its pictures stand."""

from __future__ import annotations

from manim import RIGHT, VGroup

from engine.reading import Named, Reading, mark
from engine.studies.history import HALF, History
from scenes.kit.place.stage import Region, Stage
from scenes.kit.type.formula import LARGE, SMALL, Formula, Label
from scenes.shown import show

SAID = {"1958": "Nineteen fifty-eight", "1969": "Nineteen sixty-nine", "1970": "Nineteen seventy", "1974": "Nineteen seventy-four",
        "1986": "Nineteen eighty-six"}  # fmt: skip
ANSWERS = (
    "For a mirror image, <both> both sums cancel. Both neurons stay low, and the answer is <yes> yes. "
    "For every other pattern, <other> something is left over. In one of the two, it is above zero: "
    "that neuron <fires> fires, and the answer is <no> no."
)
ROOT = "studies.history"
SOURCES = (
    "F. Rosenblatt: The perceptron. Psychological Review 65 (1958)",
    "F. Rosenblatt: Principles of Neurodynamics. Spartan (1962)",
    "A. Novikoff: On convergence proofs for perceptrons. Symposium on the Mathematical Theory of Automata (1962)",
    "M. Minsky, S. Papert: Perceptrons. MIT Press (1969)",
    "S. Linnainmaa: The representation of the cumulative rounding error of an algorithm. Master's thesis, Helsinki (1970)",
    "P. Werbos: Beyond Regression. PhD thesis, Harvard (1974)",
    "D. Rumelhart, G. Hinton, R. Williams: Learning representations by back-propagating errors. Nature 323 (1986)",
)

PROMISED = (
    "A network has thousands of knobs. When its answer is wrong, <which> which knob is to blame? By the end of this film, you can "
    "tell how people asked that question, and <found> how they answered it."
)
GATE = (
    "Show it <four> two switches, on or off: four cases. It should fire only <both> when both are on. That is the full dot. Where "
    "its sum is zero, there is <line> a line. On the shaded side, it fires."
)
CROSSED = (
    "Join <full> the full dots. If both are on one side of a line, then so is all between them. Join <rings> the rings: the same. "
    "But the two <cross> cross. That point would have to lie on both sides at once. <none> There is no such line."
)


def year(digits: str) -> str:
    """A year in a sentence: shown in digits, said in words."""
    return mark(digits, SAID[digits])


def ran(t: Reading) -> History:
    """The experiments."""
    study: History = t.trace.studies["history"]
    return study


def number(t: Reading, path: str) -> str:
    return f"{t.at(f'{ROOT}.{path}', 'count')}"


def rosenblatt(t: Reading) -> str:
    return (
        f"{year('1958')}. Frank Rosenblatt describes the perceptron: <neuron> a neuron that learns by itself. "
        "It weighs its inputs, and adds. "
        "If the sum is <above> above zero, it fires."
    )


def learns(t: Reading) -> str:
    return (
        "Watch. <go> Each wrong answer lights its dot, and then moves the line, a little, to one side. "
        f"After {number(t, 'conjunction.corrections')} corrections, <all> all four answers are right. And it was soon proved: "
        "if some line does it, the rule <finds> finds one."
    )


def circles(t: Reading) -> str:
    return (
        "<go> It turns to one dot, and loses another. It turns back, and loses the first. It has to turn again. "
        f"After {number(t, 'xor.corrections')} corrections, <same> its weights are exactly what they were "
        f"{number(t, 'xor.lap')} corrections before. So it will go round for ever."
    )


def limits(t: Reading) -> str:
    return (
        f"{year('1969')}. Marvin Minsky and Seymour Papert <prove> prove a whole book of such limits, for one layer that learns. "
        "<between> A layer in between would <help> help, and that was known. "
        "But the rule must be told what each neuron should have said. At the output, <told> we are told. For the neurons <inside> inside, "
        "nobody knows."
    )


def linnainmaa(t: Reading) -> str:
    return (
        f"{year('1970')}. Seppo Linnainmaa, a student in Helsinki, puts all the steps of a calculation <order> in order, "
        "so that each needs only earlier ones. Then he walks <back> back through them, and multiplies the slopes. "
        "He wants to know what each <error> rounding error does to the result."
    )


def werbos(t: Reading) -> str:
    return (
        f"{year('1974')}. <who> Paul Werbos, in his thesis, walks back through models that are to fit data. "
        "So every knob gets <share> its share of the blame. It was found more than once, and it was <same> always the same walk."
    )


def mirrored(t: Reading) -> str:
    return (
        f"{year('1986')}. David Rumelhart, Geoffrey Hinton and Ronald Williams call it <name> back-propagating errors, "
        "and show what a network <finds> finds by it. Six switches, two neurons inside, one answer: "
        "whether the pattern is <mirror> its own mirror image."
    )


def trained(t: Reading) -> str:
    return (
        f"We ran their experiment again, with <set> their settings. {number(t, 'mirror.patterns')} patterns, "
        f"{number(t, 'mirror.sweeps')} sweeps through all of them. <go> The weights start small, and random. "
        "Then each is moved by its share of the blame, sweep after sweep."
    )


def opposite(t: Reading) -> str:
    return (
        f"Now <right> all {number(t, 'mirror.right')} answers are right. "
        "Look at the bars in <pair> pairs, <next> from the middle <last> out. "
        "Each pair has the same size, and <opp> opposite signs. "
        "Switch on <image> a mirror image, and what one half adds, the other takes away."
    )


def harvest(t: Reading) -> str:
    return (
        f"Not every start gets there in as many sweeps. Of {number(t, 'mirror.others')} others, <few> only "
        f"{number(t, 'mirror.found')} did. "
        "But nobody gave the network this plan. It came from asking every knob <blame> how much of the error was its own."
    )


# ---- what is written


def weight(k: int) -> Named:
    """The perceptron's weight of input k: it has no layer."""
    return Named("w", None, (k,))


def state(t: Reading, after: str) -> Formula:
    """The perceptron's three numbers on XOR after the corrections that a field of the study counts."""
    count = t.at(f"{ROOT}.xor.{after}", "count")
    k = int(count.value)
    w, b = t.numbers(f"{ROOT}.xor.w", "w")[k], t.numbers(f"{ROOT}.xor.b", "b")[k]
    fields = {"s": weight(0), "u": weight(1), "c": t.name.b}
    template = '"after" {k}: quad {s} = {v}, quad {u} = {r}, quad {c} = {q}'
    return Formula(template, size=SMALL + 4, k=count, v=w[0], r=w[1], q=b, **fields)


def rules(t: Reading) -> tuple[Formula, Formula]:
    """How a perceptron learns: its weights and its bias. Parts: y, a, and x of the weights."""
    n = t.name
    weights = Formula("{w} arrow.l {w} + ({y} - {a}) {x}", w=n.w, y=n.y, a=n.a, x=n.x)
    return weights, Formula("{b} arrow.l {b} + ({y} - {a})", b=n.b, y=n.y, a=n.a)


def shares(t: Reading) -> tuple[Formula, Formula]:
    """The question of blame, and its answer for one weight."""
    n = t.name
    asked = Formula("{s} = {q}", size=LARGE, s=n.dL_dw, q='"?"')
    return asked, Formula("{s} = {p} dot {q} dot {r}", size=LARGE, s=n.dL_dw, p=n.dL_da, q=n.da_dz, r=n.dz_dw)


def says(t: Reading, m: int) -> list[Formula]:
    """What each hidden neuron says to a pattern at last."""
    values = t.numbers(f"{ROOT}.mirror.hidden[{m}]", "a")
    return [Formula("{s} = {v}", s=t.name.a[1][k], v=show(value, digits=2)) for k, value in enumerate(values)]


def answers(t: Reading, m: int) -> VGroup:
    """What the output says to a pattern at last, and what that means."""
    value = t.at(f"{ROOT}.mirror.answer[{m}]", "a")
    word = Label("yes" if value.value > HALF else "no", size=SMALL + 8)
    return VGroup(Formula("{s} = {v}", s=t.name.a[2], v=show(value, digits=2)), word).arrange(RIGHT, buff=0.6)


def starts(t: Reading) -> Formula:
    """How many other starts were tried, and how many found it."""
    fields = {name: t.at(f"{ROOT}.mirror.{name}", "count") for name in ("others", "found")}
    return Formula('"other starts" {others} quad "that learn it" {found}', size=SMALL + 6, **fields)


def settings(t: Reading) -> Formula:
    """The paper's settings."""
    names = ("patterns", "sweeps", "rate", "momentum")
    fields = {name: t.at(f"{ROOT}.mirror.{name}", "count") for name in names}
    return Formula(" quad ".join(f'"{name}" {{{name}}}' for name in names), size=SMALL + 4, **fields)


def score(t: Reading) -> Formula:
    """How many are right at last."""
    right, patterns = (t.at(f"{ROOT}.mirror.{name}", "count") for name in ("right", "patterns"))
    return Formula('{right} "of" {patterns} "right"', size=SMALL + 8, right=right, patterns=patterns)


def rooms(stage: Stage) -> tuple[Region, Region]:
    """For a picture and for what is written beside it, or under it; a line under the title stays free."""
    top, foot = stage.wide.y + stage.wide.height / 2 - 0.75, stage.wide.y - stage.wide.height / 2
    width, y, height = stage.width * 0.88, (top + foot) / 2, top - foot
    if width > 1.3 * height:
        return Region(-0.25 * width, y, 0.48 * width, height), Region(0.24 * width, y, 0.52 * width, 0.8 * height)
    return Region(0, top - 0.32 * height, width, 0.64 * height), Region(0, foot + 0.14 * height, width, 0.28 * height)


def name_place(stage: Stage) -> Region:
    """The line under the title."""
    return Region(0, stage.title.y - stage.title.height / 2 - 0.35, stage.width * 0.88, 0.5)


def net_place(stage: Stage) -> Region:
    """For a network over its formula."""
    room = bars_place(stage)
    return Region(0, room.y, min(room.width, 8.0), room.height - 0.6)


def bars_place(stage: Stage) -> Region:
    """Over the board, under the names."""
    top, foot = stage.wide.y + stage.wide.height / 2 - 0.75, stage.board.y + stage.board.height / 2 - 0.3
    return Region(0, (top + foot) / 2, stage.width * 0.88, top - foot)
