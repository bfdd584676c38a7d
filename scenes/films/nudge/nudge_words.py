"""What the film of a nudge says, writes and moves where it depends on the lesson: which variable swings further, its squash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from engine.reading import Number, Reading
from engine.trace import Example
from scenes.kit.maths import equations as eq
from scenes.kit.maths import slopes
from scenes.kit.maths.single import alone, single
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.shown import show

ROWS = 3  # nudges of the study that are shown, each a tenth of the one before
SWING = 4.0  # how many first nudges w is shaken by
EDGE, MARGIN = 1.15, 0.25  # of a line, beyond what moves furthest on it
LEFT_SHARE, TOP_SHARE = 0.56, 0.56  # of a wide frame, of a high one, for the tree
CHAIN, LINKS = ("w", "z", "a", "L"), ("dz_dw", "da_dz", "dL_da")


@dataclass(frozen=True)
class Rooms:
    """The tree's, and beside or under it a picture's and its formulas'; `beside` is both of these; `right` where lines may end."""

    tree: Region
    picture: Region
    board: Region
    beside: Region
    right: float


def rooms(stage: Stage) -> Rooms:
    """The tree at the left, the rest at its right; in a square or high frame the rest is under it."""
    r = stage.wide
    end, top, foot = r.x + r.width / 2, r.y + r.height / 2, r.y - r.height / 2
    if r.width > 1.3 * r.height:
        left, gap = r.width * LEFT_SHARE, 0.5
        beside = Region(r.x + (left + gap) / 2, r.y, r.width - left - gap, r.height)
        tree = Region(r.x - (r.width - left) / 2, r.y, left, r.height)
        return Rooms(tree, _part(beside, 0.42, 0.98), _part(beside, 0.02, 0.38), beside, end)
    tree = Region(r.x, top - TOP_SHARE * r.height / 2, r.width, TOP_SHARE * r.height)
    beside = Region(r.x, foot + (1 - TOP_SHARE) * r.height / 2 - 0.1, r.width, (1 - TOP_SHARE) * r.height - 0.2)
    if r.height > 1.3 * r.width:
        return Rooms(tree, _part(beside, 0.4, 1.0), _part(beside, 0.0, 0.36), beside, end)
    half = r.width / 2
    return Rooms(
        tree,
        Region(r.x - half / 2, beside.y, half - 0.3, beside.height),
        Region(r.x + half / 2, beside.y, half, beside.height),
        beside,
        end,
    )


def _part(r: Region, low: float, high: float) -> Region:
    """A region's full width, between two parts of its height."""
    return Region(r.x, r.y + ((low + high) / 2 - 0.5) * r.height, r.width, (high - low) * r.height)


def unfit(t: Reading) -> str | None:
    if not alone(t):
        return "it tells of one neuron with one input"
    if "nudge" not in t.trace.studies:
        return "it shakes the weight, and here nothing follows: the input or a slope is zero"
    if eq.loss(t) != "squared_error":
        return "it draws half the squared error, as an area"
    if len(t.trace.studies["nudge"].rows) < ROWS:
        return f"it needs {ROWS} nudges of its study: [studies.nudge] h = [0.1, 0.01, 0.001]"
    if eq.activation(t, 1) not in ("sigmoid", "tanh"):
        return "it reads the slope of a squash off its output: sigmoid or tanh"
    return None


# ---- what is read


def chain(t: Reading) -> list[Number]:
    """w, z, a, L."""
    return [getattr(single(t), name) for name in CHAIN]


def slopes_of(t: Reading) -> list[Number]:
    """dz/dw, da/dz, dL/da: the true ones."""
    return [getattr(single(t), name) for name in LINKS]


def row(t: Reading, k: int, name: str) -> Number:
    """A number of the study's row k: h, dz, da, dL, dz_dw, da_dz, dL_da, dL_dw."""
    symbol = {"h": "w", "dz": "z", "da": "a", "dL": "L"}.get(name, name)
    return t.at(f"studies.nudge.rows[{k}].{name}", symbol)


def moves(t: Reading, k: int) -> list[Number]:
    """How far each variable of the chain moves when w is raised by nudge k."""
    return [row(t, k, name) for name in ("h", "dz", "da", "dL")]


def ratios(t: Reading, k: int) -> list[Number]:
    return [row(t, k, name) for name in LINKS]


def both_ways(t: Reading, h: float) -> tuple[float, float]:
    """How far below and above their homes the lines must go, so that every dot stays on when w swings by h."""
    run = values(t)
    far = max(abs(move) for s in (-h, h) for move in _moves(run, s))
    return -EDGE * far, EDGE * far


def one_way(t: Reading, h: float) -> tuple[float, float]:
    """The same, when w is only raised by h."""
    moved = _moves(values(t), h)
    low, high = min(0.0, *moved), max(0.0, *moved)
    room = MARGIN * (high - low)
    return low - room, high + room


def _moves(run: Callable[[float], list[float]], h: float) -> list[float]:
    return [v - u for u, v in zip(run(0.0), run(h), strict=True)]


# ---- what is moved


def values(t: Reading, place: str = "W") -> Callable[[float], list[float]]:
    """The chain's values as the engine has them when w (or b) is raised by so much; the knob itself comes first."""
    one, probe = single(t), t.probe
    at, knob = (("W", 1, 0, 0), one.w.value) if place == "W" else (("b", 1, 0), one.b.value)

    def run(by: float) -> list[float]:
        return [one.w.value + by if place == "W" else one.w.value, *_chain(probe.run({at: knob + by}))]

    return run


def _chain(run: Example) -> list[float]:
    last = run.forward[0]
    return [float(last.z[0]), float(last.a[0]), run.L]


# ---- what is written


def note(name: str, move: Number) -> Formula:
    """How far a variable moved: Delta z = 0.15. Parts: s, v."""
    hue = theme().hue(move.named.name)
    return Formula("{s} = {v}", hues={"s": hue, "v": hue}, s=f"Delta {name}", v=show(move))  # type: ignore[dict-item]


def question(t: Reading) -> tuple[Formula, Formula]:
    """Delta w, and what it does to L."""
    one = single(t)
    knob = Formula("{s}", hues={"s": theme().sign(one.w.value)}, s=f"Delta {one.w.named.typst}")  # type: ignore[dict-item]
    return knob, Formula("{s} = {q}", hues={"s": theme().loss}, s=f"Delta {one.L.named.typst}", q='"?"')


def ratio_names() -> list[str]:
    """Typst of the ratios of neighbouring moves: Delta z / Delta w ..."""
    return [f"(Delta {top})/(Delta {bottom})" for bottom, top in pairwise(CHAIN)]


def sum_slope(t: Reading) -> tuple[Formula, Formula]:
    """z = w x + b, so dz/dw = x = 1.5. Parts: z, w, x, b; s, x, result."""
    n, one = t.name, single(t)
    hues = {name: theme().sign(getattr(one, name).value) for name in "wb"}
    source = Formula("{z} = {w} {x} + {b}", hues=hues, z=n.z, w=n.w, x=n.x, b=n.b)  # type: ignore[arg-type]
    return source, Formula("{s} = {x} = {result}", s=n.dz_dw, x=n.x, result=one.dz_dw)


def squash_slope(t: Reading) -> tuple[Formula, Formula]:
    """da/dz = a (1 - a), and with numbers. Parts: s, a, b; s, result."""
    n, one, act = t.name, single(t), eq.activation(t, 1)
    fields = {key: value for key, value in {"a": one.a, "b": one.a}.items() if f"{{{key}" in slopes.SLOPE[act]}
    letters = dict.fromkeys(fields, n.a)
    told = Formula("{s} = " + slopes.SLOPE[act].replace(":p", ""), s=n.da_dz, **letters)
    return told, Formula("{s} = " + slopes.SLOPE[act] + " = {result}", s=n.da_dz, result=one.da_dz, **fields)


def loss_slope(t: Reading) -> tuple[Formula, Formula]:
    """dL/da = a - y, and with numbers. Parts: s, a, y; s, a, y, result."""
    n, one = t.name, single(t)
    shown, result = slopes.difference(one.a, one.dL_da)
    told = Formula("{s} = {a} - {y}", s=n.dL_da, a=n.a, y=n.y)
    return told, Formula("{s} = {a:p} - {y:p} = {result}", s=n.dL_da, a=shown, y=one.y, result=result)


def rule(t: Reading) -> tuple[Formula, Formula]:
    """dL/dw = dL/da da/dz dz/dw, and with numbers. Parts: s, f2, f1, f0; s, f2, f1, f0, result."""
    n, (f0, f1, f2) = t.name, slopes_of(t)
    letters = Formula("{s} = {f2} dot {f1} dot {f0}", s=n.dL_dw, f2=n.dL_da, f1=n.da_dz, f0=n.dz_dw)
    return letters, Formula("{s} = {f2:p} dot {f1:p} dot {f0:p} = {result}", s=n.dL_dw, f2=f2, f1=f1, f0=f0, result=single(t).dL_dw)


def measured(t: Reading) -> Formula:
    """What the smallest nudge measured of the whole: Delta L / Delta w = 0.2156. Parts: s, v."""
    return Formula("{s} = {v}", hues={"s": theme().soft}, s="(Delta L)/(Delta w)", v=row(t, ROWS - 1, "dL_dw"))


def delta_lines(t: Reading) -> tuple[Formula, Formula]:
    """delta = dL/da da/dz, and with numbers. Parts: delta, f2, f1; delta, f2, f1, result."""
    n, one = t.name, single(t)
    letters = Formula("{delta} = {f2} dot {f1}", delta=n.delta, f2=n.dL_da, f1=n.da_dz)
    return letters, Formula("{delta} = {f2:p} dot {f1:p} = {result}", delta=n.delta, f2=one.dL_da, f1=one.da_dz, result=one.delta)


def bias_lines(t: Reading) -> tuple[Formula, Formula]:
    """dL/db = delta, then dL/dw = delta x, with numbers. Parts: s, delta, result; s, delta, x, result."""
    n, one = t.name, single(t)
    bias = Formula("{s} = {delta} = {result}", s=n.dL_db, delta=n.delta, result=one.dL_db)
    return bias, Formula("{s} = {delta} dot {x} = {result}", s=n.dL_dw, delta=n.delta, x=n.x, result=one.dL_dw)


# ---- what is said


TRAVEL = (
    "Let the point travel. <middle> In the middle of the curve the slope is largest. <ends> Towards its ends the slope fades, "
    "and there a nudge dies out."
)
BIAS = (
    "And the bias? <shake> Raise it, and the sum moves exactly as far. Its link is a gear that changes nothing. "
    "<bias> So for the bias, the slope is delta itself. <weight> For the weight, it is delta times {n.x}."
)
HARVEST = (
    "So a derivative is <ratio> a ratio of nudges, as small as you like. And along a chain, <multiply> slopes multiply. "
    "Next, we use this slope, <step> and take a step downhill."
)
DELTA = (
    "The two links nearest the loss belong together. <both> They say how the loss feels the sum, whatever moved it. "
    "<delta> This product gets a name of its own: delta."
)
PROMISE = (
    "Learning comes down to one question. <turn> If I turn this knob a little, how far does <end> the error move? "
    "After this film, you can <answer> answer it, and say why <multiply> slopes multiply."
)


def swings(t: Reading) -> str:
    """Marks: z, a, L: which swings further than the one before."""
    x, da, dL = (abs(s.value) for s in slopes_of(t))
    first = "further than" if x > 1.02 else "as far as" if x > 0.98 else "less than"
    second = (
        "Yet the answer hardly stirs" if da < 0.4 else "The answer swings less than that" if da < 1 else "The answer swings even further"
    )
    third = "and the loss stirs a little less again" if dL < 1 else "and the loss swings further again"
    return f"<z> The sum swings {first} the weight. <a> {second}, <loss> {third}."


def ratio(t: Reading) -> str:
    """Marks: r0, r1, r2."""
    r = ratios(t, 0)
    return (
        f"Now compare neighbours. <r0> The sum moved {r[0]:2} times as far as the weight. <r1> The answer moved {r[1]:2} times as far as "
        f"the sum. <r2> And the loss, {r[2]:2} times as far as the answer."
    )


def geared(t: Reading) -> str:
    """Marks: g0, g1, g2."""
    s = slopes_of(t)
    said = [f"{'turns it round, and ' if v.value < 0 else ''}{'stretches' if abs(v.value) > 1 else 'shrinks'}" for v in s]
    return (
        f"So every link is a gear. A nudge comes in. <g0> The first link {said[0]} it, by the factor {s[0]:2}. "
        f"<g1> The second {said[1]} what it gets, by {s[1]:2}. <g2> The third {said[2]} that, by {s[2]:2}."
    )


def multiplied(t: Reading) -> str:
    """Marks: multiply, result, measured."""
    whole, pushed = single(t).dL_dw, row(t, ROWS - 1, "dL_dw")
    same = "The very same" if show(whole).text == show(pushed).text else "Almost the same"
    return (
        f"A stretch of a stretch of a stretch: <multiply> you multiply. <result> {whole:2}. "
        f"And what had the smallest push <measured> measured? {same}."
    )


def loss_said(t: Reading) -> str:
    """Marks: half, strip, slope."""
    change = "gains" if single(t).miss.value > 0 else "loses"
    return (
        f"The third is the loss, <half> half a square. Let {t.name.a} grow a little, <strip> and the half {change} a strip, as long as the "
        "miss. <slope> So the slope is the miss itself."
    )


def squash_said(t: Reading) -> str:
    """Mark: slope."""
    return f"<slope> {slopes.SPOKEN[eq.activation(t, 1)].format(a=t.name.a)}"
