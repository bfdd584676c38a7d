"""A layer as one line of matrices: W a + b = z, squashed to a, in step with the network."""

from __future__ import annotations

from manim import DOWN, RIGHT, VGroup

from engine import notation
from engine.reading import Named, Reading
from scenes.kit.maths import equations as eq
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.type.formula import Formula

NAME = 28  # size of a name over its matrix: as its numbers


class LayerEquation(VGroup):
    """W a_in + b = z, then the squash to a, with the name of each over it.

    W, a_in, b   MatrixViews, filled      z, a   MatrixViews, empty brackets until `z.fill(i)`, `a.fill(i)`
    names[k], signs[k]   symbols above, signs between; `left` is W a_in + b and its signs, `right` is = z, `out` the squash and a
    """

    def __init__(self, t: Reading, l: int, size: float = 28, two_rows: bool = False) -> None:
        """In `two_rows`, for a narrow frame: W a + b, and below it = z, squashed to a."""
        super().__init__()
        decimals = 3 if t.sizes[l - 1] > 2 else None
        self.W, self.a_in, self.b = (MatrixView(numbers, size, decimals=decimals) for numbers in (t.W[l], t.a[l - 1], t.b[l]))
        self.z, self.a = MatrixView(t.z[l], size, empty=True), MatrixView(t.a[l], size, empty=True)
        f = notation.ACTIVATIONS[eq.activation(t, l)].typst
        squash = Formula(f"arrow.r.long^{f}" if f == "sigma" else f"arrow.r.long^({f})")
        plus, equals = Formula("+"), Formula("=")
        line = [self.W, self.a_in, plus, self.b, equals, _whole(self.z), squash, _whole(self.a)]
        rows = VGroup(*(VGroup(*row).arrange(RIGHT, buff=0.2) for row in ([line[:4], line[4:]] if two_rows else [line])))
        rows.arrange(DOWN, buff=0.55)  # room for the names of the second
        named = (t.name.W[l], eq.inputs_of(t, l), t.name.b[l], t.name.z[l], t.name.a[l])
        tops = [rows[-1 if two_rows and k > 2 else 0].get_top()[1] + 0.28 for k in range(5)]
        views = (self.W, self.a_in, self.b, self.z, self.a)
        self.names = VGroup(*(_over(view, name, top) for view, name, top in zip(views, named, tops, strict=True)))
        self.signs = VGroup(plus, equals, squash)
        self.left = VGroup(self.W, self.a_in, self.b, plus, *self.names[:3])
        self.right = VGroup(equals, self.z, self.names[3])
        self.out = VGroup(self.a, self.names[4], squash)
        self.add(self.left, self.right, self.out, self.z.body, self.a.body)

    def released(self) -> LayerEquation:
        """Take the cells of z and a out again, once placed, so that they can be filled one by one."""
        self.remove(self.z.body, self.a.body)
        return self


def _whole(view: MatrixView) -> VGroup:
    return VGroup(view.brackets, view.body)


def _over(view: MatrixView, named: Named, top: float) -> Formula:
    return Formula("{s}", s=named, size=NAME).move_to([view.brackets.get_x(), top, 0])
