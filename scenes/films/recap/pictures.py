"""The picture of its film under each line of the program: the layer as matrices, the blame in numbers, W turned, the shares as a grid."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, Animation, Line, UpdateFromAlphaFunc, VGroup

from engine.activations import ACTIVATIONS
from engine.reading import Reading
from scenes.films.recap import formulas
from scenes.kit.maths.layer import LayerEquation
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.maths.outer import OuterProduct
from scenes.kit.place.stage import Region
from scenes.kit.plots.plot import CurvePlot
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula, align_equals

FEW = 3  # rows of a turned matrix that leave room for names over it
ONE_LINE = 7.6  # of room, for a layer of two neurons in one line


def layer(t: Reading, l: int, foot: Region, narrow: bool) -> LayerEquation:
    """W a + b = z, squashed to a, all filled; it may reach under the lines of the program that are not yet there."""
    left = 0 if narrow else 3.0
    room = Region(foot.x - left / 2, foot.y, foot.width + left, foot.height)
    return room.hold(LayerEquation(t, l, two_rows=room.width < ONE_LINE))


def output_blames(t: Reading, foot: Region) -> VGroup:
    """delta of each output, in numbers, under each other."""
    return foot.hold(align_equals(*(Formula(formulas.output_blame(t, i), SMALL + 4) for i in range(len(t.delta[2]))), buff=0.35))


class Turned(VGroup):
    """W of layer 2, to be turned over, and what it then carries back. view, flipped; name, turned (their names); rest: delta and dL/da."""

    def __init__(self, t: Reading, foot: Region) -> None:
        super().__init__()
        size, few = 28, t.sizes[1] <= FEW  # more rows leave too little room for names, and for every digit
        digits = None if few else 3
        self.view = MatrixView(t.W[2], size, digits=digits)
        self.flipped = self.view.transposed()
        self.rest = VGroup(
            MatrixView(t.delta[2], size, digits=digits), Formula("="), MatrixView(t.dL_da_in[2], size, digits=digits)
        ).arrange(RIGHT, buff=0.25)
        self.rest.next_to(self.flipped, RIGHT, buff=0.3)
        over = max(part.get_top()[1] for part in (self.view, self.flipped, self.rest)) + 0.35
        self.name, self.turned = Formula("{W}", W=t.name.W[2]), Formula("({W})^T", W=t.name.W[2])
        for name in (self.name, self.turned):
            name.move_to([self.view.get_x(), over, 0])
        for k, named in ((0, t.name.delta[2]), (2, t.name.dL_da[1])) if few else ():
            source = named.typst.replace("(partial L)/(partial ", "partial L slash partial ").replace("))", ")")
            self.rest.add(Formula("{s}", s=source if k else named, hues={"s": theme().backward}).move_to([self.rest[k].get_x(), over, 0]))
        if not few:
            self.name, self.turned = VGroup(), VGroup()
        whole = VGroup(self.view, self.flipped, self.name, self.turned, self.rest)
        foot.hold(whole)
        self.add(self.view, self.name)


def outer(t: Reading, l: int, foot: Region) -> OuterProduct:
    """delta a^T of layer l, whole."""
    return foot.hold(OuterProduct.fitting(t, l, foot))


class Plateau(VGroup):
    """The squash of the hidden layer, a live point on it and its tangent: `walk(z)` takes them along the curve to z."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        self.z, self.slant = float(t.z[1].array[0]), 1.3
        reach = max(5.0, 1.1 * abs(self.z))
        self.act, zs = ACTIVATIONS["sigmoid"], np.linspace(-reach, reach, 121)
        spare = 0.2 if region.height > 2.2 else -0.4  # the names of the axes stand above and below
        room = Region(region.x, region.y, region.width, region.height + spare)
        self.plot = CurvePlot(room, zs, self.act(zs), theme().forward, t.name.z[1][0].typst, t.name.a[1][0].typst)
        self.dot = self.plot.dot(self.z, float(self.act(np.array([self.z]))[0]))
        self.tangent = Line(LEFT, RIGHT, color=theme().backward, stroke_width=6).set_z_index(4)
        self._stand(self.z)
        self.add(self.plot, self.tangent, self.dot)

    def _stand(self, z: float) -> None:
        a, slope = (float(f(np.array([z]))[0]) for f in (self.act, self.act.slope))
        self.dot.move_to(self.plot.point(z, a))
        ends = (self.plot.point(z + s * self.slant, a + s * self.slant * slope) for s in (-1, 1))
        self.tangent.put_start_and_end_on(*ends)

    def walk(self, z: float, run_time: float = 2.0) -> Animation:
        start, self.z = self.z, z
        both = VGroup(self.tangent, self.dot)
        return UpdateFromAlphaFunc(both, lambda _, alpha: self._stand(start + alpha * (z - start)), run_time=run_time)
