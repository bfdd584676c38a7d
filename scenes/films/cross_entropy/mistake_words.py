"""What is said and written of one mistake under two losses, where it depends on the lesson's numbers."""

from __future__ import annotations

from engine.reading import Number, Reading
from scenes.kit.maths.single import single
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.shown import Shown, show

SURE = 0.9  # how near to one the wrong answer is, at least
FLAT = 0.1  # how flat the sigmoid is there, at most


def unfit(t: Reading) -> str | None:
    """Why the film cannot be told on this lesson."""
    if "mistake" not in t.trace.studies:
        return "it tells of one sigmoid neuron on one example, judged by the squared error, and of a twin judged by cross-entropy"
    if single(t).y.value != 0 or single(t).a.value < SURE:
        return "its neuron has to say nearly one where zero is wanted"
    slow, fast = studied(t, "sides[0].crossed").value, studied(t, "sides[1].crossed").value
    if not 0 < fast < studied(t, "early").value < slow:
        return "training has to be long enough for both to learn, the twin first"
    return None


def studied(t: Reading, field: str, symbol: str = "count") -> Number:
    return t.at(f"studies.mistake.{field}", symbol)


def shares(t: Reading) -> Reading | None:
    """The twin whose softmax is judged by cross-entropy, if the lesson has one."""
    for k, twin in enumerate(t.trace.twins):
        e = t.of(twin=k)
        if twin.lesson.network.loss == "cross_entropy" and e.D == 1 and activation_of(twin) == "softmax" and e.sizes[-1] <= 4:
            return e
    return None


def activation_of(trace: object) -> str:
    return str(trace.lesson.network.layers[-1].activation)  # type: ignore[attr-defined]


def shown_ratio(t: Reading) -> Shown:
    """How many times one push is the other, in three digits."""
    return show(studied(t, "ratio"), 3)


# ---- what is written


def chain(t: Reading) -> Formula:
    """delta = dL/da da/dz. Parts: d, one, two."""
    n = t.name
    return Formula("{d} = {one} dot {two}", d=n.delta, one=n.dL_da, two=n.da_dz)


def squared_chain(t: Reading) -> Formula:
    """delta = (a - y) a (1 - a). Parts: d, one, two."""
    hue = theme().backward
    return Formula("{d} = {one} dot {two}", hues={"one": hue, "two": hue}, d=t.name.delta, one="(a - y)", two="a (1 - a)")


def chain_numbers(e: Reading) -> Formula:
    """The same with its numbers. Parts: d, one, two, result."""
    o = single(e)
    return Formula("{d} = {one} dot {two} = {result}", d=e.name.delta, one=o.dL_da, two=o.da_dz, result=show(o.delta, 3))


def entropy_chain(t: Reading) -> Formula:
    """delta = (a - y) / (a (1 - a)) dot a (1 - a). Parts: d, miss, under, slope."""
    hue = dict.fromkeys(("miss", "under", "slope"), theme().backward)
    return Formula("{d} = ({miss}) / ({under}) dot {slope}", hues=hue, d=t.name.delta, miss="a - y", under="a (1 - a)", slope="a (1 - a)")


def entropy_slope(t: Reading) -> Formula:
    """dL/da = 1 / (1 - a) = (a - y) / (a (1 - a)), where y is 0. Parts: g, one, full."""
    hue = dict.fromkeys(("one", "full"), theme().backward)
    return Formula("{g} = {one} = {full}", hues=hue, g=t.name.dL_da, one="1 / (1 - a)", full="(a - y) / (a (1 - a))")


def left_over(t: Reading) -> Formula:
    """delta = a - y. Parts: d, a, y."""
    return Formula("{d} = {a} - {y}", d=t.name.delta, a=t.name.a, y=t.name.y)


def left_over_numbers(e: Reading) -> Formula:
    """delta = 0.982 - 0 = 0.982. Parts: d, a, y, result."""
    o = single(e)
    return Formula("{d} = {a} - {y} = {result}", d=e.name.delta, a=o.a, y=o.y, result=o.delta)


def squared_loss(t: Reading) -> Formula:
    """L = 1/2 (a - y)^2. Parts: L, a, y."""
    return Formula("{L} = 1/2 ({a} - {y})^2", L=t.name.L, a=t.name.a, y=t.name.y)


def entropy_loss(t: Reading) -> Formula:
    """L = -ln(1 - a), which is what is left of the cross-entropy where zero is wanted. Parts: L, a."""
    return Formula("{L} = -ln(1 - {a})", L=t.name.L, a=t.name.a)


# ---- what is said


PROMISE = (
    "To be wrong is fine, as long as you learn from it. <hill> This neuron is badly wrong, and it will hardly learn. "
    "By the end of this film, you can say <why> why, and what mends it."
)
TWICE = (
    "Take this neuron <two> twice. The same weight, the same bias, the same mistake. Only one thing differs. "
    "The first is judged by <sq> the squared error. The second, by another loss, called <ce> cross-entropy."
)
FASTER = (
    "Now both learn, step by step, <clock> on one clock, with the same learning rate. "
    "<which> Which one learns faster from its mistake: <first> the first, or <second> the second?"
)
WRONG_WAY = (
    "Watch {n.delta} while {n.z} grows. <grow> First, it grows with the mistake. Then the curve flattens, and it fades. "
    "The more wrong the neuron is, <less> the less it is pushed. That is the wrong way round."
)
STEEPER = (
    "So we want another loss: <want> one that grows steep just where the sigmoid grows flat. "
    "Here are our two, over what the neuron says. Walk them <walk> both from right to wrong. "
    "The squared error hardly rises. But the other one climbs, and climbs, without end."
)
RAMP = (
    "Here are both <both> over {n.z}. The squared error is a plateau: out there, it is <flat> flat. "
    "The other is a ramp. <go> Let them learn again. On a plateau, nothing rolls. On a ramp, it goes down at once."
)
HARVEST = (
    "So let the loss <fit> fit the squash. A sigmoid, or a softmax, with cross-entropy: {n.delta} is what was <a> said, "
    "minus what was <y> wanted. And whoever is badly wrong, <learn> learns fastest."
)
CANCELLED = (
    "What the sigmoid makes <small> small, the loss makes <large> large, by just as much. <strike> They cancel. "
    "And what is left <left> is the miss itself: {n.delta} is {n.a} minus {n.y}."
)
WHY = (
    "Why? Go back to the start. What drives every step is {n.delta}: how the loss <d> answers when {n.z} moves. "
    "And that is a product. How the loss <one> answers {n.a}, times how {n.a} answers {n.z}: <two> the slope of the sigmoid."
)
LEFT_WHAT = (
    "Take its slope. It is <one> one over one minus {n.a}. Put {n.a} above and below, <miss> and on top stands the miss, "
    "{n.a} minus {n.y}. And the slope of the sigmoid is <slope> {n.a} times one minus {n.a}. <times> Multiply the two. What is left?"
)


def start(t: Reading) -> str:
    o = single(t)
    return (
        f"Its sum is {o.z:eq}, <z> far out on the right. Up to the curve, <up> and over: it says {o.a:2}, almost a certain yes. "
        f"But what we wanted is <want> {o.y}. A clear no."
    )


def race(t: Reading) -> str:
    early = studied(t, "early")
    k = int(early.value)
    first, second = (studied(t, f"sides[{side}].a[{k}]", "a") for side in (0, 1))
    return (
        "<go> The second. It dives down the hill, step after step. "
        f"After {early} steps, it says <second> {second:2}. The first still says <first> {first:2}. It has hardly noticed."
    )


def run_on(t: Reading) -> str:
    first, second = (studied(t, f"sides[{side}].crossed") for side in (0, 1))
    return (
        "Let the clock <go> run on. The first creeps, and creeps, and then at last it falls. "
        f"To cross the middle, it took <first> {first} steps. The second, <second> {second}."
    )


def first_factor(t: Reading) -> str:
    n, d = t.name, single(t).dL_da
    return f"For the squared error, the first factor is <miss> the miss, {n.a} minus {n.y}. Here, <one> {d:2}. So far, so good."


def flat(t: Reading) -> str:
    o = single(t)
    return (
        f"It is small. <shake> Move {t.name.z} to and fro, and {t.name.a} hardly answers. The slope is <two> {o.da_dz:2}. "
        f"And it multiplies. So of that whole miss, <result> only {o.delta:2} comes through."
    )


def charged(t: Reading) -> str:
    other = single(t.of(twin=0))
    return (
        f"Where zero is wanted, cross-entropy is <ln> minus the logarithm of one minus {t.name.a}. "
        f"For our mistake it charges <ce> {other.L:2}. The squared error, <sq> {single(t).L:2}."
    )


def stronger(t: Reading) -> str:
    one, other = single(t).delta, single(t.of(twin=0)).delta
    ratio = studied(t, "ratio")
    return (
        f"The same neuron, the same mistake. With the squared error, delta is <sq> {one:2}. With cross-entropy, <ce> {other:2}. "
        f"That is <ratio> {ratio:3} times the push."
    )


def softmax(t: Reading) -> str:
    if shares(t) is None:
        return (
            "And with many outputs? Softmax shares one whole among them. <again> Judge it by cross-entropy, and again the slopes cancel. "
            "For every output, <delta> delta is what it said, minus what was wanted."
        )
    return (
        "And with many outputs? Softmax <whole> shares one whole among them. This one is sure of the <sure> first, "
        "but <wanted> another one was right. Judge it by <again> cross-entropy, and again everything cancels. "
        "For every output, <delta> delta is what it said, minus what was wanted."
    )
