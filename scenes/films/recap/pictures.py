"""The picture of its film under each line of the program: the layer as matrices, the blame in numbers, W turned, the shares as a grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import LEFT, RIGHT, Animation, Line, UpdateFromAlphaFunc, VGroup

from engine.activations import ACTIVATIONS
from engine.reading import Reading
from scenes.equation import Equation, broken
from scenes.films.recap import formulas
from scenes.kit.maths import equations as eq
from scenes.kit.maths.layer import LayerEquation
from scenes.kit.maths.matrix import PITCH, MatrixView
from scenes.kit.maths.outer import SIZES, OuterProduct
from scenes.kit.maths.stack import under
from scenes.kit.place.shots import first_read, fit, least, smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.plots.plot import CurvePlot
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, align_equals

FEW = 3  # rows of a turned matrix that leave room for names over it, and for every digit
BROAD = 3.2  # times as wide as high: a room in which a layer stands on one line
NAMED = 0.35  # from a matrix to the name over it
NEAR = 0.66  # of that, and of the distance of rows, what is left of it in a low room


def layer(t: Reading, l: int, room: Region) -> VGroup:
    """W a + b = z, squashed to a, all filled; in letters where a column is too high for the room, or all would be too small in it."""
    letters = fit(Formula(eq.layer_line(t, l)), room)
    if max(t.sizes[l - 1 : l + 1]) > FEW:
        return letters
    slim = room.width < BROAD * room.height
    made = (fit(LayerEquation(t, l, two_rows=slim, digits=digits), room) for digits in (3 if slim else None, 3, 2))
    return next((one for one in made if smallest_type(one) >= least()), letters)


def output_blames(t: Reading, room: Region) -> VGroup:
    """delta of each output that is drawn, in numbers, under each other."""
    ways = ([formulas.output_blame(t, i, digits) for i in formulas.told_outputs(t)] for digits in (None, 3, 2))
    made = [make(room, lines) for lines in ways for make in (_aligned, _broken)]
    return first_read(made)


def _aligned(room: Region, lines: Sequence[Equation]) -> VGroup:
    return fit(align_equals(*map(Formula, lines), buff=0.35), room)


def _broken(room: Region, lines: Sequence[Equation]) -> VGroup:
    return under(room, [broken(line) for line in lines])


def new_weights(t: Reading, l: int, room: Region) -> VGroup:
    """W of layer l after the step."""
    return fit(VGroup(Formula(formulas.new_weights(t, l)), MatrixView(t.W_new[l])).arrange(RIGHT, buff=0.2), room)


def turned(t: Reading, room: Region) -> Turned:
    """W of layer 2 in a room, with as many digits as can be read there."""
    return first_read([Turned(t, room, digits, near) for near in (1.0, NEAR) for digits in (None, 3, 2)])


class Turned(VGroup):
    """W of layer 2, to be turned over, and what it then carries back. view, flipped; name, turned (their names); rest: delta and dL/da."""

    def __init__(self, t: Reading, room: Region, digits: int | None = None, near: float = 1.0) -> None:
        super().__init__()
        few = t.sizes[1] <= FEW
        digits = digits or (None if few else 3)
        look: dict[str, Any] = {"size": BODY, "digits": digits, "pitch": near * PITCH}
        self.view = MatrixView(t.W[2], **look)
        self.flipped = self.view.transposed()
        self.rest = VGroup(MatrixView(t.delta[2], **look), Formula("="), MatrixView(t.dL_da_in[2], **look)).arrange(RIGHT, buff=0.25)
        self.rest.next_to(self.flipped, RIGHT, buff=0.3)
        over = max(part.get_top()[1] for part in (self.view, self.flipped, self.rest)) + near * NAMED
        self.name, self.turned = VGroup(), VGroup()
        if few:
            self.name, self.turned = Formula("{W}", W=t.name.W[2]), Formula("({W})^T", W=t.name.W[2])
            self._name(t, over)
        fit(VGroup(self.view, self.flipped, self.name, self.turned, self.rest), room)
        self.add(self.view, self.name)

    def _name(self, t: Reading, over: float) -> None:
        for name in (self.name, self.turned):
            name.move_to([self.view.get_x(), over, 0])
        for k, named in ((0, t.name.delta[2]), (2, t.name.dL_da[1])):
            source = named.typst.replace("(partial L)/(partial ", "partial L slash partial ").replace("))", ")")
            self.rest.add(Formula("{s}", s=source if k else named, hues={"s": theme().backward}).move_to([self.rest[k].get_x(), over, 0]))


def outer(t: Reading, l: int, room: Region) -> OuterProduct:
    """delta a^T of layer l, whole."""
    return first_read([fit(OuterProduct(t, l, SIZES[0], digits, near), room) for near in (1.0, NEAR) for digits in (None, 3, 2)])


class Plateau(VGroup):
    """The squash of the hidden layer, a live point on it and its tangent: `walk(z)` takes them along the curve to z."""

    def __init__(self, t: Reading, region: Region, size: float) -> None:
        super().__init__()
        self.z, self.slant = float(t.z[1].array[0]), 1.3
        self.reach = max(5.0, 1.1 * abs(self.z))
        self.act, zs = ACTIVATIONS["sigmoid"], np.linspace(-self.reach, self.reach, 121)
        names = (t.name.z[1][0].typst, t.name.a[1][0].typst)
        self.plot = CurvePlot(region, zs, self.act(zs), theme().forward, *names, y_range=(0.0, 1.0), marks=size)
        self.dot = self.plot.dot(self.z, float(self.act(np.array([self.z]))[0]))
        self.tangent = Line(LEFT, RIGHT, color=theme().backward, stroke_width=6).set_z_index(4)
        self._stand(self.z)
        self.add(self.plot, self.tangent, self.dot)

    def _stand(self, z: float) -> None:
        a, slope = (float(f(np.array([z]))[0]) for f in (self.act, self.act.slope))
        self.dot.move_to(self.plot.point(z, a))
        runs = max(-self.slant, -self.reach - z), min(self.slant, self.reach - z)  # not beyond the curve
        ends = (self.plot.point(z + run, a + run * slope) for run in runs)
        self.tangent.put_start_and_end_on(*ends)

    def walk(self, z: float, run_time: float = 2.0) -> Animation:
        start, self.z = self.z, z
        both = VGroup(self.tangent, self.dot)
        return UpdateFromAlphaFunc(both, lambda _, alpha: self._stand(start + alpha * (z - start)), run_time=run_time)
