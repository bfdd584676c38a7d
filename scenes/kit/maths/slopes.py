"""The links between a weight and the loss: for each, the formula it comes from, its slope in letters, then in numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from manim import DOWN, LEFT, UP, VGroup

from engine import notation
from engine.reading import Number, Reading
from scenes.facts import leak
from scenes.kit.maths import equations as eq
from scenes.kit.place.shots import first_read, fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, align_equals
from scenes.shown import Shown, show

LOSS_PART = {  # one output's part of the loss
    "squared_error": "1/2 ({a} - {y})^2",
    "mse": "1/{m} ({a} - {y})^2",
    "binary_cross_entropy": "- {y} ln {a} - (1 - {u}) ln(1 - {b})",
    "cross_entropy": "- {y} ln {a}",
}
ERROR = "{a} - {y:p}"
LOSS_SLOPE = {"squared_error": ERROR, "mse": f"2/{{m}} ({ERROR})", "binary_cross_entropy": f"({ERROR}) / ({{b}} (1 - {{c}}))"}
SLOPE = {
    "sigmoid": "{a} (1 - {b})",
    "tanh": "1 - {a:p}^2",
    "softplus": "sigma({z})",
    "gelu": "Phi({z}) + {u:p} phi({v})",
    "identity": '"constant"',
    "relu": 'cases(1 "if" {z} > 0, 0 "otherwise")',
    "leaky_relu": 'cases(1 "if" {z} > 0, 0.01 "otherwise")',
    "own_leak": 'cases(1 "if" {z} > 0, {k} "otherwise")',
    "elu": 'cases(1 "if" {z} > 0, e^({u}) "otherwise")',
    "silu": "sigma({z}) (1 + {u:p} (1 - sigma({v})))",
    "softsign": "1 / (1 + lr(|{z}|))^2",
    "bipolar_sigmoid": "1/2 (1 - {a:p}^2)",
    "hard_sigmoid": 'cases(1/6 "if" -3 < {z} < 3, 0 "otherwise")',
    "hard_tanh": 'cases(1 "if" -1 < {z} < 1, 0 "otherwise")',
}
WIDE = 3.0  # times as wide as high: a room in which the source stands beside its slope
SHRUNK = 0.78  # of their size, letters that leave their numbers the room
BESIDE = 0.7  # from a source to the slope beside it
ENDS = {"hard_sigmoid": 3, "hard_tanh": 1}  # how far out, to both sides, the slope is not zero


@dataclass(frozen=True)
class Link:
    """One link of a chain: what its slope is called and worth, where it comes from, and how it is worked out.

    letters has the part "s" (the name), numbers the part "result"; both have "eq"; `folded`: numbers over their result
    """

    name: str  # Typst
    number: Number
    source: Formula
    letters: Formula
    numbers: Formula
    folded: Formula | None = None

    def in_room(self, room: Region) -> tuple[Link, VGroup]:
        """The link and its board in a room: where its numbers would be too small to be read they are folded, then the letters shrink."""
        folded = [replace(self, source=self.source.copy(), letters=self.letters.copy(), numbers=self.folded)] if self.folded else []
        ways = [(way, 1.0) for way in (self, *folded)]
        ways += [(way.fresh(), SHRUNK) for way in (self, *folded)]
        boards = [fit(way.board(room.width > WIDE * room.height, share), room) for way, share in ways]
        best = first_read(boards)
        return ways[boards.index(best)][0], best

    def fresh(self) -> Link:
        """The same, with lines of its own."""
        return replace(self, source=self.source.copy(), letters=self.letters.copy(), numbers=self.numbers.copy())

    def board(self, wide: bool, share: float = 1.0) -> VGroup:
        """Letters over numbers, equals signs under each other, the source over both; where it is wide, left of the letters.

        Numbers that would end further right than the letters are moved under the source. Letters have this share of their size.
        """
        VGroup(self.source, self.letters).scale(share)
        worked = align_equals(self.letters, self.numbers, buff=0.2)
        if not wide:
            return VGroup(self.source, worked).arrange(DOWN, buff=0.2)
        self.numbers.shift(max(0.0, self.numbers.get_right()[0] - self.letters.get_right()[0]) * LEFT)
        self.source.next_to(self.letters, LEFT, buff=BESIDE)
        self.source.shift((self.letters["eq"].get_y() - self.source["eq"].get_y()) * UP)
        return VGroup(self.source, worked)


def slope_of(top: str, bottom: str) -> str:
    return f"(partial {top})/(partial {bottom})"


def sum_link(t: Reading, l: int, i: int, j: int) -> Link:
    """dz_i/dw_ij = a_j."""
    name, a = slope_of(t.name.z[l][i].typst, t.name.W[l][i][j].typst), t.a[l - 1][j]
    letters = _letters(name, "{a}", a=eq.inputs_of(t, l)[j])
    return Link(name, a, Formula(eq.sum_letters(t, l, i)), letters, Formula("= {result}", result=a))


def squash_link(t: Reading, l: int, i: int) -> Link:
    """da_i/dz_i, for every activation but softmax."""
    slope, a, z, own = t.da_dz[l][i], t.a[l][i], t.z[l][i], leak(t, l)
    act = eq.activation(t, l) if own is None else "own_leak"
    name = t.name.da_dz[l][i].typst
    letters = _letters(name, SLOPE[act], a=a.named, b=a.named, z=z.named, u=z.named, v=z.named, k=own)
    numbers = _both(f"= {_worked(act, z.value)}", a=a, b=a, z=z, u=z, v=z, result=slope)
    return Link(name, slope, Formula(eq.squash_letters(t, l, i)), letters, *numbers)


def _worked(act: str, z: float) -> str:
    """A slope in numbers; of one with pieces, on which of them z is."""
    if act == "identity":
        return "{result}"
    if act in ENDS:
        e = ENDS[act]
        return '{result} quad "as" quad ' + (f"-{e} < {{z}} < {e}" if abs(z) < e else f"{{z}} >= {e}" if z > 0 else f"{{z}} <= -{e}")
    if act.endswith("relu") or act == "own_leak" or (act == "elu" and z > 0):
        return '{result} quad "as" quad {z} ' + (">" if z > 0 else "<=") + " 0"
    return ("e^({z})" if act == "elu" else SLOPE[act]) + " = {result}"


def loss_link(t: Reading, i: int) -> Link:
    """dL/da_i of output i."""
    loss, a, y, slope = eq.loss(t), t.a[t.D][i], t.y[i], t.dL_da[t.D][i]
    name, m = t.name.dL_da[t.D][i].typst, str(len(t.y))
    judged = _of_one(t, LOSS_SLOPE[loss])
    letters = _letters(name, judged, a=a.named, y=y.named, b=a.named, c=a.named, m="n")
    shown, result = difference(a, slope) if loss == "squared_error" else (show(a), show(slope))
    numbers = _both(f"= {judged} = {{result}}", a=shown, y=y, b=a, c=a, m=m, result=result)
    return Link(name, slope, _loss_part(t, i, _of_one(t, LOSS_PART[loss])), letters, *numbers)


def _of_one(t: Reading, template: str) -> str:
    """Of a single output there is nothing to be shared: no 1/n."""
    return template.replace("1/{m} ", "").replace("/{m}", "") if len(t.y) == 1 else template


def judged_link(t: Reading, i: int) -> Link:
    """dL/dz_i of output i in one go, where softmax ties the outputs together."""
    a, y, slope = t.a[t.D][i], t.y[i], t.delta[t.D][i]
    name = t.name.dL_dz[t.D][i].typst
    if eq.loss(t) == "cross_entropy":
        shown, result = difference(a, slope)
        letters, numbers = _letters(name, ERROR, a=a.named, y=y.named), _both(f"= {ERROR} = {{result}}", a=shown, y=y, result=result)
        return Link(name, slope, Formula(eq.loss_letters(t)), letters, *numbers)
    each = slope_of("L", "a_k") + slope_of("a_k", t.name.z[t.D][i].typst)
    return Link(name, slope, Formula(eq.loss_letters(t)), _letters(name, f"sum_k {each}"), Formula("= {result}", result=slope))


def links_of(t: Reading, i: int, j: int) -> list[Link]:
    """From weight w_ij of the last layer to the loss, in the order a nudge runs."""
    if eq.activation(t, t.D) == "softmax":
        return [sum_link(t, t.D, i, j), judged_link(t, i)]
    return [sum_link(t, t.D, i, j), squash_link(t, t.D, i), loss_link(t, i)]


def difference(a: Number, slope: Number) -> tuple[Shown, Shown]:
    """An output and its error, with digits that subtract."""
    places = [notation.places_of(number.value) for number in (a, slope)]
    decimals = None if places[0] == places[1] else max(places)
    return show(a, decimals=decimals), show(slope, decimals=decimals)


def _loss_part(t: Reading, i: int, part: str) -> Formula:
    more = " + dots.c" if len(t.y) > 1 else ""
    a, y = t.name.a[t.D][i], t.name.y[i]
    return _chosen("{L} = " + part + more, L=t.name.L, a=a, b=a, y=y, u=y, m="n")


def _letters(name: str, template: str, **fields: Any) -> Formula:
    return _chosen("{s} = " + template.replace(":p", ""), hues={"s": theme().backward}, s=name, **fields)


def _both(template: str, **fields: Any) -> tuple[Formula, Formula | None]:
    """Numbers on one line, and the same with their result on a second one, if it stands apart."""
    first, sign, result = template.rpartition(" = ")
    return _chosen(template, **fields), _chosen(f"&{first} \\ &= {result}", **fields) if sign else None


def _chosen(template: str, hues: dict[str, str] | None = None, **fields: Any) -> Formula:
    """A formula of the fields that its template names."""
    return Formula(template, hues=hues, **{k: v for k, v in fields.items() if f"{{{k}}}" in template or f"{{{k}:p}}" in template})
