"""What one neuron's chapter says and writes where it depends on the lesson: its signs, its squash."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.notation import ACTIVATIONS
from engine.probe import Place
from engine.reading import Number, Reading
from engine.studies.neuron import BOUNDS
from engine.trace import Example
from scenes.kit.maths import equations as eq
from scenes.kit.maths.single import alone, single
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.shown import show, show_sum

SWING = 0.7  # how far z is shaken
NEAR = 0.6  # of the frame's width, for the picture; formulas have the rest


@dataclass(frozen=True)
class Rooms:
    """Where the sketch of the neuron, its bench and its formulas stand."""

    sketch: Region
    bench: Region
    board: Region


def rooms(stage: Stage) -> Rooms:
    """Bench at the left, sketch over formulas at the right; in a high frame sketch, bench, formulas under each other."""
    r = stage.wide
    if r.width > 1.3 * r.height:
        side, x = r.width * (1 - NEAR) - 0.3, r.x + r.width * NEAR / 2 + 0.15
        top, foot = r.y + r.height / 2, r.y - r.height / 2
        bench = Region(r.x - r.width * (1 - NEAR) / 2, r.y, r.width * NEAR, r.height)
        return Rooms(Region(x, top - 1.15, side, 2.1), bench, Region(x, (top - 2.6 + foot) / 2, side, top - 2.6 - foot))
    top, sketch, board = r.y + r.height / 2, 0.18 * r.height, 0.2 * r.height
    bench = Region(r.x, r.y + (board - sketch) / 2, r.width, r.height - sketch - board - 0.5)
    return Rooms(Region(r.x, top - sketch / 2, r.width, sketch), bench, Region(r.x, top - r.height + board / 2, r.width, board))


# ---- what is written


def hues(t: Reading) -> dict[str, Any]:
    """The letters of the knobs have the colours of their signs, as their numbers do."""
    return {name: theme().sign(getattr(single(t), name).value) for name in ("w", "b")}


def sum_lines(t: Reading) -> tuple[Formula, Formula]:
    """z = w x + b, and with numbers. Parts: z, w, x, b, result."""
    n, one = t.name, single(t)
    letters = Formula("{z} = {w} {x} + {b}", hues=hues(t), z=n.z, w=n.w, x=n.x, b=n.b)
    return letters, Formula("{z} = {w:p} dot {x:p} + {b:p} = {result}", z=n.z, w=one.w, x=one.x, b=one.b, result=one.z)


def product_line(t: Reading) -> Formula:
    """w x = 0.8 dot 1.5 = 1.2. Parts: w, x, vw, vx, result."""
    n, one = t.name, single(t)
    return Formula("{w} {x} = {vw:p} dot {vx:p} = {result}", hues=hues(t), w=n.w, x=n.x, vw=one.w, vx=one.x, result=one.wx)


def squash_lines(t: Reading) -> tuple[Formula, Formula]:
    """a = sigma(z), and with numbers; under them what sigma is. Parts: a, f, z, result."""
    n, one, f = t.name, single(t), ACTIVATIONS[eq.activation(t, 1)]
    letters = Formula("{a} = {f}({z}) = " + f.definition, a=n.a, f=f.typst, z=n.z)
    if f.definition.count("{z}") != 1:
        letters = Formula("{a} = {f}({z})", a=n.a, f=f.typst, z=n.z)
    return letters, Formula("{a} = {f}({z}) = {result}", a=n.a, f=f.typst, z=one.z, result=one.a)


def miss_line(t: Reading) -> Formula:
    """a - y = 0.7311 - 0 = 0.7311, with digits that subtract. Parts: a, y, va, vy, result."""
    n, one = t.name, single(t)
    (result, y), a = show_sum([one.miss, one.y], one.a)
    return Formula('"miss" = {a} - {y} = {va:p} - {vy:p} = {result}', a=n.a, y=n.y, va=a, vy=y, result=result)


def loss_lines(t: Reading) -> tuple[Formula, Formula]:
    """L = 1/2 (a - y)^2, and with the miss as a number. Parts: L, half, a, y; L, half, miss, result."""
    n, one = t.name, single(t)
    letters = Formula("{L} = {half} ({a} - {y})^2", L=n.L, half="1/2", a=n.a, y=n.y)
    miss = show(one.miss)
    return letters, Formula("{L} = {half} dot {miss:p}^2 = {result}", L=n.L, half="1/2", miss=miss, result=one.L)


# ---- what is moved


def moved(t: Reading, **targets: float) -> Callable[[float], Example]:
    """The engine's runs on the way (0 to 1) from the lesson's numbers to these: w, b, x or y."""
    one, probe = single(t), t.probe
    places: dict[str, Place] = {"w": ("W", 1, 0, 0), "b": ("b", 1, 0), "x": ("x", 0), "y": ("y", 0)}
    now = {"w": one.w.value, "b": one.b.value, "x": one.x.value, "y": one.y.value}
    return lambda s: probe.run({places[k]: now[k] + s * (v - now[k]) for k, v in targets.items()})


def carried(t: Reading, start: float | None = None, to: float | None = None) -> Callable[[float], Example]:
    """Runs in which z goes from one value to another (None: where it is), pushed by the bias alone."""
    one, probe = single(t), t.probe
    first, last = (one.z.value if z is None else z for z in (start, to))
    return lambda s: probe.run({("b", 1, 0): one.b.value + first + s * (last - first) - one.z.value})


def shaken(t: Reading, centre: float) -> Callable[[float], Example]:
    """Runs in which z swings twice about a value."""
    one, probe = single(t), t.probe
    return lambda s: probe.run({("b", 1, 0): one.b.value + centre + SWING * math.sin(4 * math.pi * s) - one.z.value})


def of(t: Reading, *names: str) -> list[Number]:
    """These numbers of the neuron, by their letters."""
    return [getattr(single(t), name) for name in names]


def unfit(t: Reading) -> str | None:
    """Why the neuron's chapter cannot be told on this lesson."""
    if not alone(t):
        return "it tells of one neuron with one input"
    if eq.loss(t) != "squared_error":
        return "it draws half the squared error, as an area"
    if eq.activation(t, 1) not in BOUNDS:
        return f"it shows a squash that stays between two bounds: {' or '.join(BOUNDS)}"
    if not single(t).wx.value:
        return "it shows what a weight does to an input, and here one of them is zero"
    return None


# ---- what is said


TURN = "What would happen if <w> the weight were just as large, but of the other sign?"


STEEP = (
    "In the middle. <middle> There the curve is steep, and {n.a} answers at once. <out> Out here it is flat. "
    "{n.z} moves just as far, and {n.a} hardly moves at all."
)
QUARTER = (
    "Let the target <nearer> come half way. Half as wide, and half as high: <quarter> the loss is only a quarter of what it was. "
    "So one large miss costs far more than a small one."
)
HARVEST = (
    "So that is a neuron. Weigh, <add> add, <squash> squash, <judge> be judged. <net> Join many, so that one's answer is another's "
    "input, and you have a network. <next> Next, we find out which way to turn each knob."
)
LEANING = (
    "The bias knows nothing of the input. <lean> Turn it up, and the sum moves over, as far as the bias was turned. "
    "<home> It is how the neuron leans before anything comes in."
)


def weighed(t: Reading) -> str:
    one = single(t)
    how = "turns it round" if one.w.value < 0 else "stretches it" if one.w.value > 1 else "shrinks it"
    return (
        f"First, the neuron weighs. In comes {t.name.x}: <x> {one.x}. <w> The weight {how}, here by the factor {one.w}. "
        f"<wx> That leaves {one.wx}."
    )


def added(t: Reading) -> str:
    one = single(t)
    way = "back" if one.b.value * one.wx.value < 0 else "further on"
    return f"Then it adds. <b> The bias pushes {way}, whatever came in. <z> Where this ends is called {t.name.z}. <sum> Here, {one.z:eq}."


def opposed(t: Reading) -> str:
    """Marks: for, against."""
    return (
        "The arrow turns round, and takes the sum along, to the other side of zero. So a weight has a strength, and a direction. "
        "<for> It lets the input speak for the neuron, <against> or against it."
    )


def squashed(t: Reading) -> str:
    return (
        "Third, it squashes. The sum <any> could be any number, far left or far right. <curve> So carry it up to this curve, and across "
        f"to a second line. Where it arrives is called {t.name.a}. It is what the neuron says."
    )


def bounded(t: Reading) -> str:
    """Marks: low, no, yes."""
    low, high = t.numbers("studies.neuron.bounds", "a")
    return (
        f"However far z goes, <low> {t.name.a} stays between {low} and {high}. "
        f"So <no> {low} means a clear no, <yes> {high} a clear yes, and between them lies every shade of maybe."
    )


def ours(t: Reading) -> str:
    one = single(t)
    return f"Now back to ours. From z, go <up> up to the curve, then <over> across. The neuron says {one.a:2}."


def judged(t: Reading) -> str:
    one = single(t)
    return f"Is that good? It depends on what we wanted to hear. <y> Say we wanted {one.y}. <miss> What lies between the two is the miss."


def turned_down(t: Reading) -> str:
    after, now = t.at("studies.neuron.opposed.L", "L"), single(t).L
    how = "melts away" if after.value < now.value else "grows"
    return (
        "But the input comes from outside, and so does the target. Only <knobs> the knobs are ours. <turn> Turn the weight, and watch the "
        f"yellow. The loss {how}. <rest> Here it is {after:2}. <knob> A turned knob, and nothing else, made the neuron "
        f"{'better' if after.value < now.value else 'worse'}."
    )
