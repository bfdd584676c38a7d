"""A layer as one line of matrices: W a + b = z, squashed to a, in step with the network."""

from __future__ import annotations

from manim import RIGHT, VGroup

from engine import notation
from engine.reading import Named, Reading
from scenes.kit import equations as eq
from scenes.kit.matrix import MatrixView
from scenes.kit.type import Formula

NAME = 28  # size of a name over its matrix: as its numbers


class LayerEquation(VGroup):
    """W a_in + b = z, then the squash to a, with the name of each over it.

    W, a_in, b   MatrixViews, filled      z, a   MatrixViews, empty brackets until `z.fill(i)`, `a.fill(i)`
    names[k], signs[k]   symbols above, signs between; `left` is W a_in + b and its signs, `right` is = z, `out` the squash and a
    """

    def __init__(self, t: Reading, l: int, size: float = 28) -> None:
        super().__init__()
        decimals = 3 if t.sizes[l - 1] > 2 else None
        self.W, self.a_in, self.b = (MatrixView(numbers, size, decimals=decimals) for numbers in (t.W[l], t.a[l - 1], t.b[l]))
        self.z, self.a = MatrixView(t.z[l], size, empty=True), MatrixView(t.a[l], size, empty=True)
        f = notation.ACTIVATIONS[eq.activation(t, l)].typst
        squash = Formula(f"arrow.r.long^{f}" if f == "sigma" else f"arrow.r.long^({f})")
        plus, equals = Formula("+"), Formula("=")
        row = VGroup(self.W, self.a_in, plus, self.b, equals, _whole(self.z), squash, _whole(self.a)).arrange(RIGHT, buff=0.2)
        named = (t.name.W[l], eq.inputs_of(t, l), t.name.b[l], t.name.z[l], t.name.a[l])
        top = max(m.get_top()[1] for m in row) + 0.28
        self.names = VGroup(*(_over(m, n, top) for m, n in zip((self.W, self.a_in, self.b, self.z, self.a), named, strict=True)))
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
