"""Deltas in matrices: entry by entry times the slopes, and W^T delta = dL/da with W upright before it flips."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from manim import LEFT, RIGHT, Animation, VGroup

from engine.reading import Named, Numbers, Reading
from scenes.facts import origin_of_delta
from scenes.kit.maths import equations as eq
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.network.diagram import smallest
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula

# sizes and digits, the first that fits
STYLES = ((60, 4), (52, 4), (46, 4), (42, 4), (42, 3), (38, 4), (38, 3), (34, 4), (30, 4), (26, 3), (24, 3), (22, 3), (22, 2))
NAMED = 0.75  # of the size of a matrix's numbers, its name
BESIDE = 0.2  # between a matrix and its name
Make = Callable[[float, int], MatrixView]


class Line(VGroup):
    """Factors and their result in a row; the result, the last view, is empty until `fill`.

    views[k]   MatrixViews      signs[k]   the sign before view k + 1      names[k]   over view k, where there is room
    part(k)    view k with its name and the sign before it      region   where it stands
    """

    def __init__(self, region: Region, factors: list[Make], result: Make, signs: list[str], names: list[Formula]) -> None:
        super().__init__()
        self.signs = [Formula(sign) if sign else VGroup() for sign in signs]
        for named, (self.size, self.digits) in product((True, False), styles()):
            self.views = [make(self.size, self.digits) for make in (*factors, result)]
            self.names = [_sized(name, self.size) for name in names] if named else [VGroup() for _ in names]
            whole = self._arranged()
            if whole.width <= region.width and whole.height <= region.height:
                break
        self.region = region
        region.hold(whole)
        self.add(*self.views, *self.signs, *self.names)

    def _arranged(self) -> VGroup:
        """All that is or will be seen of the line, in a row."""
        bodies = [VGroup(view.brackets, view.body) for view in self.views]
        row = [part for sign, body in zip([VGroup(), *self.signs], bodies, strict=True) for part in (sign, body) if len(part)]
        VGroup(*row).arrange(RIGHT, buff=0.2)
        top = max(body.get_top()[1] for body in bodies) + 0.1 + max(name.height for name in self.names) / 2
        for name, body in zip(self.names, bodies, strict=True):
            name.move_to([body.get_x(), top, 0])
        return VGroup(*row, *filter(len, self.names))

    def part(self, k: int) -> VGroup:
        return VGroup(*(self.signs[k - 1 : k] if k else []), self.views[k], self.names[k])

    def results(self, *rows: int) -> list[Animation]:
        """The cells of the result appear, in these rows or in all."""
        return [self.views[-1].fill(i) for i in rows or self.views[-1].drawn_rows]


def styles() -> list[tuple[float, int]]:
    """Sizes and digits that a line is tried in: two digits that are read in this frame before three that are not."""
    least = smallest()
    return [*(style for style in STYLES if style[0] >= least), (least, 2), *(style for style in STYLES if style[0] < least)]


def output_line(t: Reading, region: Region) -> Line:
    """dL/da o. slopes = delta of the output layer, or a - y = delta."""
    D, n = t.D, t.name
    if origin_of_delta(t) == "shortcut":
        return Line(region, [_of(t.a[D]), _of(t.y)], _of(t.delta[D], True), ["-", "="], [_name(n.a[D]), _name(n.y), _name(n.delta[D])])
    return slope_line(t, D, region)


def slope_line(t: Reading, l: int, region: Region) -> Line:
    """dL/da o. slopes = delta of layer l."""
    slope = Formula("{slope} ({z})", size=SMALL, hues={"slope": theme().backward}, slope=eq.prime(t, l), z=t.name.z[l])
    factors = [_of(t.dL_da[l]), _of(t.da_dz[l])]
    return Line(region, factors, _of(t.delta[l], True), ["dot.o", "="], [_name(t.name.dL_da[l]), slope, _name(t.name.delta[l])])


def sum_line(t: Reading, l: int, region: Region) -> Line:
    """W^T delta = dL/da of hidden layer l, from layer l + 1."""
    n, W = t.name, _of(t.W[l + 1])
    names = [_name(n.W[l + 1], "({s})^T"), _name(n.delta[l + 1]), _name(n.dL_da[l])]
    factors: list[Make] = [lambda size, digits: W(size, digits).transposed(), _of(t.delta[l + 1])]
    return Line(region, factors, _of(t.dL_da_in[l + 1], True), ["", "="], names)


class Upright(VGroup):
    """W of layer l in the middle of a line's region, in the style of the line it will flip into.

    view, flipped   W and its transpose      name, flipped_name   their names, left of them
    """

    def __init__(self, t: Reading, l: int, line: Line) -> None:
        super().__init__()
        self.view = MatrixView(t.W[l], line.size, digits=line.digits)
        self.flipped = self.view.transposed()
        self.name, self.flipped_name = (_sized(_name(t.name.W[l], form), line.size) for form in ("{s}", "({s})^T"))
        room, aside = line.region, max(self.name.width, self.flipped_name.width) + BESIDE
        Region(room.x + aside / 2, room.y, room.width - aside, room.height).hold(VGroup(self.view, self.flipped))
        for name, matrix in ((self.name, self.view), (self.flipped_name, self.flipped)):
            name.next_to(matrix, LEFT, buff=BESIDE)


def _of(numbers: Numbers, empty: bool = False) -> Make:
    return lambda size, digits: MatrixView(numbers, size, digits=digits, empty=empty)


def _sized(name: Formula, size: float) -> Formula:
    """A name as large as it is beside numbers of this font size; no smaller than it was."""
    return name.copy().scale(max(1.0, NAMED * size / SMALL))


def _name(named: Named, template: str = "{s}") -> Formula:
    """A name to stand over a matrix, a slope on one line."""
    above, slash, below = named.typst.partition(")/(")
    source = f"{above[1:]} slash {below[:-1]}" if slash else above
    return Formula(template, size=SMALL, hues={"s": theme().hue(named.name)}, s=source)
