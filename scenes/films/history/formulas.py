"""What is written of the experiments: the perceptron's sum, its rule and where it goes, a knob's share of the blame, the answers."""

from __future__ import annotations

from engine.reading import Named, Number, Reading
from scenes.equation import Equation, equation
from scenes.films.history import facts
from scenes.shown import show


def weight(k: int) -> Named:
    """The perceptron's weight of input k: it has no layer."""
    return Named("w", None, (k,))


def firing(t: Reading) -> Equation:
    """When a perceptron fires: w_1 x_1 + w_2 x_2 + b > 0."""
    n = t.name
    return equation("{v} {x} + {w} {u} + {b} > 0", v=weight(0), x=n.x[0], w=weight(1), u=n.x[1], b=n.b)


def weights_rule(t: Reading) -> Equation:
    """How a perceptron learns its weights. Parts: w, y, a, x."""
    n = t.name
    return equation("{w} arrow.l {w} + ({y} - {a}) {x}", w=n.w, y=n.y, a=n.a, x=n.x)


def bias_rule(t: Reading) -> Equation:
    """How a perceptron learns its bias. Parts: b, y, a."""
    n = t.name
    return equation("{b} arrow.l {b} + ({y} - {a})", b=n.b, y=n.y, a=n.a)


def resting(t: Reading) -> Equation:
    """When a perceptron does not fire: w_1 x_1 + w_2 x_2 + b <= 0."""
    n = t.name
    return equation("{v} {x} + {w} {u} + {b} lt.eq 0", v=weight(0), x=n.x[0], w=weight(1), u=n.x[1], b=n.b)


def state(t: Reading, after: Number, low: bool) -> Equation:
    """The perceptron's three numbers on XOR after so many corrections, on two lines, or in a `low` room on one."""
    v, r, q = facts.xor_weights(t, after)
    head, apart = ('"after" {k}: thick', " thick") if low else ('& "after" {k} "corrections:" \\ &', " quad")
    template = f"{head} {{s}} = {{v}},{apart} {{u}} = {{r}},{apart} {{c}} = {{q}}"
    return equation(template, k=after, s=weight(0), v=v, u=weight(1), r=r, c=t.name.b, q=q)


def share_asked(t: Reading) -> Equation:
    """The question of blame, for one weight."""
    return equation("{s} = {q}", s=t.name.dL_dw, q='"?"')


def share(t: Reading) -> Equation:
    """Its answer: three slopes, multiplied. Parts: s, p, q, r."""
    n = t.name
    return equation("{s} = {p} dot {q} dot {r}", s=n.dL_dw, p=n.dL_da, q=n.da_dz, r=n.dz_dw)


STEPS = ("v_1", "v_2", "v_3")  # of the calculation: two that take both inputs, and one that takes these two


def walked_back() -> Equation:
    """What an input does to the last step of a calculation: the slopes along each way back, multiplied. Parts: s, p, q, u, v."""
    first, second, last = STEPS
    x = "x_1"
    slopes = {"s": (last, x), "p": (last, first), "q": (first, x), "u": (last, second), "v": (second, x)}
    parts = {name: f"(partial {of}) / (partial {by})" for name, (of, by) in slopes.items()}
    return equation("{s} = {p} dot {q} + {u} dot {v}", roles=dict.fromkeys(parts, "backward"), **parts)


def settings(t: Reading) -> Equation:
    """The paper's settings, but for its sweeps."""
    template = '"patterns" {patterns} quad "rate" {rate} quad "momentum" {momentum}'
    return equation(template, patterns=facts.patterns(t), rate=facts.rate(t), momentum=facts.momentum(t))


def sweeps(t: Reading) -> Equation:
    """How many sweeps there are."""
    return equation('{sweeps} "sweeps"', sweeps=facts.sweeps(t))


def score(t: Reading) -> Equation:
    """How many patterns are told right in the end."""
    return equation('{right} "of" {patterns} "right"', right=facts.right(t), patterns=facts.patterns(t))


def hidden_says(t: Reading, m: int) -> list[Equation]:
    """What each hidden neuron says to a pattern in the end."""
    return [equation("{s} = {v}", s=t.name.a[1][k], v=show(value, digits=2)) for k, value in enumerate(facts.hidden(t, m))]


def output_says(t: Reading, m: int) -> Equation:
    """What the output says to a pattern in the end, and what that means."""
    word = "yes" if facts.is_yes(t, m) else "no"
    return equation(f'{{s}} = {{v}}: quad "{word}"', s=t.name.a[2], v=show(facts.answer(t, m), digits=2))


def starts(t: Reading) -> Equation:
    """How many other starts were tried, and how many found it."""
    return equation('{found} "of" {others} "other starts learn it in as many sweeps"', others=facts.others(t), found=facts.found(t))
