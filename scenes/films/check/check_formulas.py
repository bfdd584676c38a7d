"""The lines of a gradient check: the wiggle's ratio, the relative error, sixteen digits, and the planted bugs."""

from __future__ import annotations

from itertools import takewhile

from manim import DOWN, LEFT, RIGHT, VGroup, VMobject

from engine.building import loss_of
from engine.reading import Reading
from scenes.films.check import check_words as words
from scenes.kit.maths import equations as eq
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label, align_equals, small
from scenes.shown import show

SIX = 6  # digits of two close losses
SIXTEEN = 16  # decimals, about all that a float has


def ratio_letters(t: Reading) -> Formula:
    """dL/dw approx (L(w + h) - L(w - h)) / 2h. Parts: s, about, up, down, dw."""
    return Formula(
        "{s} {about} ({up} - {down}) / {dw}",
        hues={"up": theme().loss, "down": theme().loss},
        s=words.claim(t).named,
        about="approx",
        up="L(w + h)",
        down="L(w - h)",
        dw="2 h",
    )


def ratio_numbers(t: Reading) -> Formula:
    """(0.306524 - 0.290096) / 0.2 = 0.08214. Parts: up, down, dw, eq, result."""
    up, down = (show(words.wiggle(t, 0, f"L_{way}", "L"), digits=SIX) for way in ("up", "down"))
    dw, result = words.wiggle(t, 0, "dw", "h"), words.wiggle(t, 0, "numeric", "dL_dw")
    return Formula("({up} - {down}) / {dw} = {result}", up=up, down=down, dw=dw, result=result)


def ratio(t: Reading, wide: bool) -> VGroup:
    """The wiggle in letters, an equals sign, and in numbers: one line, or two where the frame is narrow."""
    letters, sign, numbers = ratio_letters(t), Formula("{s}", s="="), ratio_numbers(t)
    sign.next_to(numbers, LEFT, buff=0.2).set_y(numbers["eq"].get_y())
    VGroup(letters, VGroup(sign, numbers)).arrange(RIGHT if wide else DOWN, buff=0.2)
    away = letters["about"].get_center() - sign.get_center()
    VGroup(sign, numbers).shift([0, away[1], 0] if wide else [away[0], 0, 0])
    return VGroup(letters, sign, numbers)


def relative(t: Reading) -> Formula:
    """Relative error = |backprop - wiggle| / the larger = 0.00029. Parts: eq, error."""
    error = show(words.wiggle(t, 0, "error", "error"), digits=2)
    return Formula('"relative error" = (|{p} - {q}|) / "the larger" = {error}', hues=_two(), p='"backprop"', q='"wiggle"', error=error)


def _two() -> dict[str, str]:
    return {"p": theme().backward, "q": theme().backward}


class Sixteen(VGroup):
    """Both losses at the smallest h with all their digits, those that agree dimmed, and what is left: plus, minus, gap."""

    def __init__(self, t: Reading) -> None:
        last = len(t.trace.studies["check"].wiggles) - 1
        fields = (("L_up", "L(w + h)"), ("L_down", "L(w - h)"), ("dL", '"difference"'))
        numbers = [show(words.wiggle(t, last, field, "L"), decimals=SIXTEEN) for field, _ in fields]
        lines = [Formula("{s} = {v:p}", s=name, v=v) for v, (_, name) in zip(numbers, fields, strict=True)]
        super().__init__(*align_equals(*lines, buff=0.2))
        self.plus, self.minus, self.gap = self
        self.same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(numbers[0].text, numbers[1].text, strict=False))))

    def shared(self) -> list[VMobject]:
        """The digits that both losses share."""
        return [*self.plus["v"][: self.same], *self.minus["v"][: self.same]]


def planted(t: Reading, k: int) -> VGroup:
    """What bug k should say and what it says: [0] the right line, [1] the wrong one, no equation; each a Label and a Formula."""
    right, false = {"sign": _sign, "transpose": _turned, "unweighted": _unweighted, "slope": _slope}[words.bug(t, k)](t)
    rows = VGroup()
    for name, formula in (("right", right), ("bug", false)):
        rows.add(VGroup(Label(name, size=small()), formula).arrange(RIGHT, buff=0.35))
    rows.arrange(DOWN, buff=0.3, aligned_edge=[-1, 0, 0])
    rows[1][1].shift((rows[0][1].get_left()[0] - rows[1][1].get_left()[0]) * RIGHT)
    return rows


def _sign(t: Reading) -> tuple[Formula, Formula]:
    fused = loss_of(t.trace.lesson).delta is not None
    fields = {"s": (t.name.delta if fused else t.name.dL_da)[t.D], "a": t.name.a[t.D], "y": t.name.y}
    by = "2/n (" if eq.loss(t) == "mse" else "("
    hues = dict.fromkeys(("a", "y"), theme().wrong)
    return Formula(f"{{s}} = {by}{{a}} - {{y}})", **fields), Formula(f"{{s}} arrow.l {by}{{y}} - {{a}})", hues=hues, **fields)


def _turned(t: Reading) -> tuple[Formula, Formula]:
    fields = {"s": t.name.dL_da[t.D - 1], "W": t.name.W[t.D], "d": t.name.delta[t.D]}
    n, n_in = t.W[t.D].array.shape
    false = "{s} arrow.l {W} {d}" if n == n_in else '{s} arrow.l "reshape"({W}) {d}'
    return Formula("{s} = ({W})^T {d}", **fields), Formula(false, hues={"W": theme().wrong}, **fields)


def _unweighted(t: Reading) -> tuple[Formula, Formula]:
    sum_of = f"sum_i delta_i^(({t.D}))"
    right, _ = _turned(t)
    return right, Formula("{s} arrow.l {sum}", hues={"sum": theme().wrong}, s=t.name.dL_da[t.D - 1], sum=sum_of)


def _slope(t: Reading) -> tuple[Formula, Formula]:
    l = words.forgetful(t)
    d, g, z = t.name.delta[l], t.name.dL_da[l], t.name.z[l]
    hues = {"f": theme().backward}
    right = Formula("{d} = {g} dot.o {f} ({z})", hues=hues, d=d, g=g, z=z, f=eq.prime(t, l))
    return right, Formula("{d} arrow.l {g}", hues={"g": theme().wrong}, d=d, g=g)


def missing(t: Reading) -> VGroup:
    """measured / claimed = ratio, an equals sign, and what that is: sigma'(z). Parts: q, p, eq, ratio; s; f, z."""
    k = words.telling_row(t)
    row = t.trace.studies["check"].rows[k]
    root = f"studies.check.bugs[2].rows[{k}]"
    q, p, r = (t.at(f"{root}.{field}", symbol) for field, symbol in (("numeric", "dL_dw"), ("analytic", "dL_dw"), ("ratio", "da_dz")))
    found = Formula("{q} / {p} = {ratio}", hues={"p": theme().wrong}, q=q, p=p, ratio=show(r, digits=3))
    sign = Formula("{s}", s="=")
    name = Formula("{f} ({z})", hues={"f": theme().backward}, f=eq.prime(t, row.l), z=t.name.z[row.l][row.i])
    line = VGroup(found, sign, name).arrange(RIGHT, buff=0.2)
    sign.set_y(found["eq"].get_y())
    name.set_y(found["eq"].get_y())
    return line
