"""A layer as one line of matrices: W a + b = z, squashed to a, in step with the network."""

from __future__ import annotations

from manim import DOWN, RIGHT, VGroup

from engine import notation
from engine.reading import Named, Reading
from scenes.facts import has_bias
from scenes.kit.maths import equations as eq
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.type.formula import Formula

NAME = 28  # size of a name over its matrix: as its numbers


class LayerEquation(VGroup):
    """W a_in + b = z, then the squash to a, with the name of each over it; without b where there is no bias.

    W, a_in, b   MatrixViews, filled      z, a   MatrixViews, empty brackets until `z.fill(i)`, `a.fill(i)`
    names[k]     symbols above W, a_in, z, a
    left         W a_in + b      biased   + b and its name, empty where there is no bias      right   = z      out   the squash and a
    """

    def __init__(self, t: Reading, l: int, size: float = 28, two_rows: bool = False) -> None:
        """In `two_rows`, for a narrow frame: W a + b, and below it = z, squashed to a."""
        super().__init__()
        decimals = 3 if t.sizes[l - 1] > 2 else None
        self.W, self.a_in = (MatrixView(numbers, size, decimals=decimals) for numbers in (t.W[l], t.a[l - 1]))
        self.b = MatrixView(t.b[l].of_each(t.sizes[l]), size, decimals=decimals) if has_bias(t, l) else None
        self.z, self.a = MatrixView(t.z[l], size, empty=True), MatrixView(t.a[l], size, empty=True)
        f = notation.ACTIVATIONS[eq.activation(t, l)].typst
        squash, equals = Formula(f"arrow.r.long^{f}" if f == "sigma" else f"arrow.r.long^({f})"), Formula("=")
        bias = [Formula("+"), self.b] if self.b is not None else []
        first, second = [self.W, self.a_in, *bias], [equals, _whole(self.z), squash, _whole(self.a)]
        rows = VGroup(*(VGroup(*row).arrange(RIGHT, buff=0.2) for row in ([first, second] if two_rows else [[*first, *second]])))
        rows.arrange(DOWN, buff=0.55)  # room for the names of the second
        tops = [row.get_top()[1] + 0.28 for row in rows]
        named = ((self.W, t.name.W[l]), (self.a_in, eq.inputs_of(t, l)), (self.z, t.name.z[l]), (self.a, t.name.a[l]))
        self.names = VGroup(*(_over(view, name, tops[-(view in (self.z, self.a))]) for view, name in named))
        self.biased = VGroup(*bias, *([_over(self.b, t.name.b[l], tops[0])] if self.b is not None else []))
        self.left = VGroup(self.W, self.a_in, self.biased, *self.names[:2])
        self.right = VGroup(equals, self.z, self.names[2])
        self.out = VGroup(self.a, self.names[3], squash)
        self.add(self.left, self.right, self.out, self.z.body, self.a.body)

    def released(self) -> LayerEquation:
        """Take the cells of z and a out again, once placed, so that they can be filled one by one."""
        self.remove(self.z.body, self.a.body)
        return self


def _whole(view: MatrixView) -> VGroup:
    return VGroup(view.brackets, view.body)


def _over(view: MatrixView, named: Named, top: float) -> Formula:
    return Formula("{s}", s=named, size=NAME).move_to([view.brackets.get_x(), top, 0])
