"""What is said and written of vanishing and exploding signals, where it depends on the network's numbers."""

from __future__ import annotations

from collections.abc import Sequence

from engine.reading import Number, Numbers, Reading
from scenes.kit.plots.log_bars import Series
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, LARGE, Formula
from scenes.shown import show

GAIN, SLOPE = '"gain"', '"slope"'
SIDES = ("sigmoid", "large weights", "small weights", "weights that fit")
THOUSANDS = 3000
LINKS = (10, 14)  # that the film has room for
SYMBOLS = {"a": "a", "delta": "delta", "dL_dW": "dL_dw", "foretold": "delta", "gain": "w", "slope": "da_dz"}
RULES = {"w": "w", "gain_rule": "w", "slope_rule": "da_dz", "factor_rule": "count"}


def unfit(t: Reading) -> str | None:
    """Why the film cannot be told on this lesson."""
    if "signals" not in t.trace.studies or not LINKS[0] <= t.D - 1 <= LINKS[1]:
        return f"it tells of {LINKS[0]} to {LINKS[1]} hidden layers, all as wide as the last layer"
    if set(t.trace.lesson.activations[:-1]) != {"sigmoid"} or len(t.trace.twins) < len(SIDES) - 1:
        return "its hidden layers have to be sigmoids, and it needs three twins: with large, with small and with fitting weights"
    fates = [rule(t, k, "factor_rule").value for k in range(len(SIDES))]
    fit = fates[0] < 0.3 and fates[1] > 1.5 and fates[2] < 0.5 and 0.75 < fates[3] < 1.33
    millionth = side(t, 0, "carried")[0].value < 1e-6
    return None if fit and millionth else "its twins have to explode, fade and stay level, and its own blame has to fade to a millionth"


# ---- numbers of the study


def whole(t: Reading, field: str, symbol: str = "count") -> Number:
    return t.at(f"studies.signals.{field}", symbol)


def met(t: Reading) -> list[Number]:
    """The blames that come back, from every neuron of the last layer, into one of the layer before."""
    terms: list[Number] = t.terms[t.D].column(t.trace.studies["signals"].met)
    return terms


def side(t: Reading, k: int, field: str) -> Numbers:
    """The sizes of a field in the lesson (0) or a twin, index l - 1."""
    return t.numbers(f"studies.signals.sides[{k}].{field}", SYMBOLS.get(field, "count"))


def rule(t: Reading, k: int, field: str) -> Number:
    """One of the numbers that foretell."""
    return t.at(f"studies.signals.sides[{k}].{field}", RULES[field])


def series(t: Reading, k: int) -> dict[str, Series]:
    """The three quantities that are looked at together."""
    n = t.name
    return {
        "a": Series(side(t, k, "a"), n.a),
        "delta": Series(side(t, k, "delta"), n.delta),
        "dL_dW": Series(side(t, k, "dL_dW"), n.dL_dw, hollow=True),
    }


# ---- what is written


def typical(t: Reading) -> Formula:
    """|a| = sqrt(1/n sum_i a_i^2). Parts: a, i."""
    return Formula('"typical size" quad abs({a}) = sqrt(1/n sum_i {i})', a=t.name.a, i="a_i^2", hues={"i": theme().forward})


def two() -> Formula:
    """The two numbers that the film is about, by their names."""
    return Formula("{g} quad {s}", size=LARGE, g=GAIN, s=SLOPE, hues={"g": theme().positive, "s": theme().backward})


def share(t: Reading) -> Formula:
    """dL/dW = delta a^T of the last layer. Parts: g, d, a."""
    n, D = t.name, t.D
    return Formula("{g} = {d} {a}", g=n.dL_dW[D], d=n.delta[D], a=f"(a^(({D - 1})))^T", hues={"a": theme().forward})


def law(t: Reading) -> Formula:
    """delta of a layer from the next. Parts: d, W, e, s."""
    hues, d = {"W": theme().positive, "s": theme().backward}, t.name.delta
    return Formula("{d} = ({W} {e}) dot.o {s}", d=d[t.D - 1], W=f"(W^(({t.D})))^T", e=d[t.D], s=f"sigma'(z^(({t.D - 1})))", hues=hues)


def sizes(t: Reading) -> Formula:
    """The same in sizes: gain times slope. Parts: d, g, s, e."""
    d, hues = t.name.delta, {"g": theme().positive, "s": theme().backward}
    return Formula(
        "{d} = {g} dot {s} dot {e}", d=_size(d[t.D - 1].typst), g=GAIN, s=SLOPE, e=_size(d[t.D].typst), hues=hues | _blame("d", "e")
    )


def sizes_numbers(t: Reading) -> Formula:
    """With the numbers of the last link. Parts: d, g, s, e, result."""
    k = t.D - 2
    delta = side(t, 0, "delta")
    fields = {"g": side(t, 0, "gain")[k], "s": side(t, 0, "slope")[k], "e": delta[k + 1], "result": delta[k]}
    return Formula("{d} = {g} dot {s} dot {e} = {result}", d=_size(t.name.delta[t.D - 1].typst), hues=_blame("d"), **fields)


def slope_law(t: Reading) -> Formula:
    """sigma' = a (1 - a). Parts: s, a, top."""
    hues = {"s": theme().backward, "a": theme().forward}
    return Formula("{s} = {a} thin (1 - {a})", s="sigma'(z)", a="a", hues=hues)


def slope_top(t: Reading) -> Formula:
    """At the top: a half times a half."""
    return Formula("{s} = 1/2 dot 1/2 = {v}", s="sigma'(0)", v=whole(t, "steepest", "da_dz"), hues={"s": theme().backward})


def ceiling(t: Reading) -> Formula:
    """A quarter to the power of the links. Parts: s, k, c."""
    fields = {"s": whole(t, "steepest", "da_dz"), "k": whole(t, "links"), "c": show(whole(t, "ceiling", "da_dz"), 2)}
    return Formula("{s}^{k} = {c}", size=BODY, **fields)


def gain_letters() -> Formula:
    """gain = sqrt(n) |w|. Parts: g, n, w."""
    return Formula("{g} = sqrt({n}) dot {w}", g=GAIN, n="n", w="abs(w)", hues={"g": theme().positive, "w": theme().positive})


def gain_numbers(t: Reading) -> Formula:
    """The same with its numbers. Parts: g, n, w, result."""
    fields = {"n": whole(t, "n"), "w": rule(t, 0, "w"), "result": rule(t, 0, "gain_rule")}
    return Formula("{g} = sqrt({n}) dot {w} = {result}", g=GAIN, hues={"g": theme().positive}, **fields)


def fate(t: Reading, k: int, size: float = BODY) -> Formula:
    """gain dot slope = 4.0 dot 0.70 = 2.8. Parts: g, s, eq, gv, sv, f."""
    hues = {"g": theme().positive, "s": theme().backward}
    fields = {name: show(rule(t, k, f"{field}_rule"), 3) for name, field in (("gv", "gain"), ("sv", "slope"), ("f", "factor"))}
    return Formula("{g} dot {s} = {gv} dot {sv} = {f}", size=size, g=GAIN, s=SLOPE, hues=hues, **fields)


def _size(symbol: str) -> str:
    return f"abs({symbol})"


def _blame(*parts: Sequence[str]) -> dict[str, str]:
    return dict.fromkeys(parts, theme().backward)  # type: ignore[arg-type]


# ---- what is said


def promise(t: Reading) -> str:
    return (
        f"For many years, deep networks hardly learned. <net> Here is one, with {whole(t, 'links')} hidden layers. "
        "By the end of this film, you can tell <two> from just two numbers whether such a network will learn."
    )


def forward(t: Reading) -> str:
    return (
        f"Every layer has {whole(t, 'n')} neurons, and all are sigmoids. <run> A signal runs through. "
        "Under each layer, a bar shows <size> the typical size of what its neurons say. <bars> They are level. Forward, no size is lost."
    )


SCALE = "Mind the scale. <scale> Every line stands for ten times less than the line above it."


def asked_blame(t: Reading) -> str:
    return (
        "Now the loss speaks. <loss> Its blame, delta, starts at the last layer, and there it is <end> "
        f"{side(t, 0, 'delta')[t.D - 1]:2}. It has {whole(t, 'links')} links to go. <front> How much of it will reach the first layer?"
    )


def fading(t: Reading) -> str:
    return (
        "<go> It goes back, layer by layer. At every layer, the same step down. And again, and again. "
        f"At the first layer, <left> {side(t, 0, 'delta')[0]:1} is left. Not even <none> a millionth."
    )


SLOPES = (
    "And the weights? <rule> Their slope is delta times what came in. <came> What came in is level. "
    "So the slopes of the weights <fall> fall down the same stairs. The last layer <last> learns. The first layer <first> stands still."
)
WHY = (
    "Why these stairs? Look at <law> the rule that takes the blame one layer back. The weights <w> mix it. "
    "Then the slope of the squash <s> multiplies it. So each link scales the blame twice: by <g> a gain, from the weights, "
    "and by <slope> a slope, from the squash."
)
LINK = "Take the last link, <nums> with its numbers. Gain, times slope, times the blame that came. <result> That is the bar we measured."
CHAIN = (
    "Gain times slope: <one> one factor for this link. Now all the others. <go> On a plain scale, watch what they leave of the blame. "
    "After a few links, there is nothing left to see. <left> And after all of them, this share of it."
)
ASKED_SLOPE = (
    "Which of the two does the harm? The gains <gains> are all close to one. So it must be the slope. "
    "<curve> Here is the sigmoid. <steep> See how steep it ever gets."
)
PEAK = (
    "Roll along it, <roll> and draw its slope. Flat at first. Then steeper, and <top> steepest in the middle. "
    "<law> There a is one half, and so is one minus a. <quarter> A quarter. More is not to be had."
)
QUARTERS = (
    "So a sigmoid keeps <keep> at most a quarter of the blame, even in its best place. "
    "<ten> A quarter at every link: less than a millionth gets through, unless the weights make up for it."
)


def gains(t: Reading) -> str:
    return (
        f"Do they? <meet> Into each neuron, {whole(t, 'n')} blames come back. <plus> Some are plus, <minus> some are minus. "
        "<cancel> Most of it cancels. <root> What stays is the root of their number, times <w> the typical weight. "
        "<g> Here that is almost exactly one."
    )


FORETELL = (
    "So these are the two numbers: <g> gain, and <s> slope. Their product is <f> the factor of a typical link. "
    "From this alone, <line> we can draw the stairs. Nearly what we measured."
)


def asked_large(t: Reading) -> str:
    return (
        "Would larger weights help? They push a sigmoid <flat> out to where it is flat. So let <card> the rectifier take its place: "
        f"its slope is one, or zero. In typical size, that is <size> {rule(t, 1, 'slope_rule'):2}. <product> Look at the product. "
        "<ask> What will the blame do on its way back?"
    )


def exploding(t: Reading) -> str:
    much = "many thousands" if side(t, 1, "delta")[0].value > THOUSANDS else "many times its size"
    return (
        f"The two numbers say <line> this, and up. And <go> up it goes. At the first layer, <top> the blame has grown to {much}. "
        "The signal <a> explodes too, on its way forward. And the slopes <w> are huge in every layer. "
        "One step, and all weights are thrown away."
    )


ASKED_SMALL = (
    "Then take <card> small weights. The signal <a> fades on its way forward. And the blame <d> fades on its way back. "
    "The slope of a weight is <times> one times the other. <ask> So how will the slopes look, from layer to layer?"
)


def flat(t: Reading) -> str:
    return (
        "<w> Level! Where the blame <strong> is strong, the signal <weak> is weak, and the other way round. That looks healthy. "
        f"But see <low> how low it is: {side(t, 2, 'dL_dW')[t.D - 1]:1} here, and much the same <same> elsewhere. "
        "<nothing> Nothing learns. So <three> look at all three."
    )


ASKED_FIT = "One network is left. <card> Here is its gain, and here its slope. <ask> You can tell what comes."
FIT = (
    "The product is <f> almost one. <line> So the stairs are level. <bars> And so is everything else: signal, blame, and slopes. "
    "This deep network can start to learn."
)
HARVEST = (
    "Take the gain, times the slope. <less> Below one, the blame vanishes. <more> Above one, it explodes. "
    "<one> Near one, it arrives. Two numbers, <all> and you know what a deep network will do."
)
