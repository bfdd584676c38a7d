"""Matrices as forms: grids of cells without numbers, and a layer that is not square on its way back, where only W turned over fits."""

from __future__ import annotations

from manim import DOWN, RIGHT, UP, Animation, AnimationGroup, FadeIn, FadeOut, Square, Transform, VGroup

from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula

ROWS, COLUMNS = 2, 3  # neurons of the layer, and what comes in
SIDE, ARC = 0.5, 2.4  # of a cell, in manim units; of its way as W is turned over
NAMES = ("W", "W^T")
Cells = dict[tuple[int, int], Square]


def cells(n: int, m: int, hue: str, size: float) -> Cells:
    """A grid of n rows and m columns of empty cells."""
    style = {"stroke_color": hue, "stroke_width": 2.5, "fill_color": hue, "fill_opacity": 0.3}
    found = {(i, j): Square(size, **style).move_to([j * size, -i * size, 0]) for i in range(n) for j in range(m)}
    VGroup(*found.values()).center()
    return found


class OblongBack(VGroup):
    """W of n rows and m columns, of three into two where nothing is said, beside its n deltas, and what W makes of them turned over.

    weights[i, j], delta[i, 0]   cells      factors   all that stands before W turns      made   the m sums, after it
    """

    def __init__(self, room: Region, n: int = ROWS, m: int = COLUMNS) -> None:
        super().__init__()
        hue, self.n, self.m = theme(), n, m
        self.weights, self.turned = cells(n, m, hue.positive, SIDE), cells(m, n, hue.positive, SIDE)
        self.delta, made = cells(n, 1, hue.backward, SIDE), cells(m, 1, hue.backward, SIDE)
        W, turned, column, sums = (VGroup(*block.values()) for block in (self.weights, self.turned, self.delta, made))
        sign = Formula("=", size=BODY, color=hue.ink)
        place = Square(max(n, m) * SIDE)  # room for W however it lies
        VGroup(place, column, sign, sums).arrange(RIGHT, buff=0.45)
        for block in (W, turned):
            block.move_to(place)
        high = place.get_top()[1]
        over, hues = [place.get_x(), high, 0], {"s": hue.positive}
        self.name, self.turned_name = (Formula("{s}", size=BODY, s=s, hues=hues).next_to(over, UP, buff=0.12) for s in NAMES)
        delta = Formula("{s}", size=BODY, s="delta", hues={"s": hue.backward}).next_to([column.get_x(), high, 0], UP, buff=0.12)
        self.factors, self.made = VGroup(W, column, self.name, delta), VGroup(sign, sums)
        self.add(self.factors, self.made, turned, self.turned_name)
        fit(self, room)
        self.remove(turned, self.turned_name)

    def juts_out(self) -> Animation:
        """What has no partner turns red: the cells of each row of W beyond the deltas, or the deltas beyond its rows."""
        outside = [cell for (_, j), cell in self.weights.items() if j >= self.n]
        outside += [cell for (i, _), cell in self.delta.items() if i >= self.m]
        return AnimationGroup(*(cell.animate.set_stroke(theme().wrong, width=6) for cell in outside))

    def turns(self) -> Animation:
        """W turns over its diagonal; each cell travels to its mirrored place, and what was red has its partner."""
        moves = [Transform(cell, self.turned[j, i], path_arc=ARC) for (i, j), cell in self.weights.items()]
        found = [cell.animate.set_stroke(theme().backward, width=2.5) for (i, _), cell in self.delta.items() if i >= self.m]
        return AnimationGroup(*moves, *found, FadeOut(self.name), FadeIn(self.turned_name))

    def lays(self, i: int) -> Animation:
        """A row of W, turned over, is laid on the deltas, and makes one sum."""
        row = [self.turned[i, j].copy().set_z_index(1) for j in range(self.n)]
        lands = [Transform(cell, self.delta[j, 0].copy().set_opacity(0), remover=True) for j, cell in enumerate(row)]
        return AnimationGroup(*lands, FadeIn(self.made[1][i], shift=0.2 * DOWN))
