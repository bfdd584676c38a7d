"""The two equations of blame in letters, as cards for the wall: one starts at the loss, one carries back."""

from __future__ import annotations

from manim import DOWN, ORIGIN, RIGHT, UP, VGroup

from engine import notation
from engine.reading import Reading
from scenes.kit import blame
from scenes.kit import equations as eq
from scenes.kit.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type import BODY, SMALL, Formula, Label


class Laws(VGroup):
    """Both laws under their headings, one below the other or, on a low wall, side by side; on a narrow one the second takes two lines.

    first    parts: delta and dL_da, slope, z (or a, y)      heads[0], heads[1]   which neurons each is for
    second   parts: delta, W, next, slope, z
    """

    def __init__(self, t: Reading, wall: Region, size: float = BODY) -> None:
        super().__init__()
        self.first, self.second = _first(t, size), _second(t, size, broken=wall.width < 5)
        self.heads = VGroup(Label("the output layer", size=SMALL), Label("every layer before it", size=SMALL))
        cards = [VGroup(head, law).arrange(DOWN, buff=0.16) for head, law in zip(self.heads, (self.first, self.second), strict=True)]
        low = wall.height < 2.5
        self.add(*VGroup(*cards).arrange(RIGHT if low else DOWN, buff=0.4, aligned_edge=UP if low else ORIGIN))
        wall.hold(self)


def _first(t: Reading, size: float) -> Formula:
    """delta^(D) = dL/da^(D) o. sigma'(z^(D)), with softmax a - y."""
    D, n = t.D, t.name
    if blame.kind(t) == "shortcut":
        return Formula("{delta} = {a} - {y}", size=size, delta=n.delta[D], a=n.a[D], y=n.y)
    hues = dict.fromkeys(("slope", "dL_da"), theme().backward)
    if blame.kind(t) == "sum":
        return Formula("{delta} = ({slope})^T {dL_da}", size=size, hues=hues, delta=n.delta[D], slope=n.da_dz[D], dL_da=n.dL_da[D])
    slope = blame.prime(t, D)
    return Formula("{delta} = {dL_da} dot.o {slope} ({z})", size=size, hues=hues, delta=n.delta[D], dL_da=n.dL_da[D], slope=slope, z=n.z[D])


def _second(t: Reading, size: float, broken: bool) -> Formula:
    """delta^(l) = (W^(l+1))^T delta^(l+1) o. sigma'(z^(l)), for any l."""
    hidden = {eq.activation(t, l) for l in range(1, t.D)}
    f = notation.ACTIVATIONS[hidden.pop()].typst if len(hidden) == 1 else "f"
    template = "{delta} &= ({W})^T {next} \\ &quad dot.o {slope} ({z})" if broken else "{delta} = ({W})^T {next} dot.o {slope} ({z})"
    back, on = theme().backward, theme().forward
    fields = {"delta": "delta^((l))", "W": "W^((l+1))", "next": "delta^((l+1))", "slope": f + "'", "z": "z^((l))"}
    return Formula(template, size=size, hues={"delta": back, "W": theme().positive, "next": back, "slope": back, "z": on}, **fields)
