"""A layer as one line of matrices: W a + b = z, squashed to a, in step with the network."""

from __future__ import annotations

from functools import partial

from manim import DOWN, RIGHT, VGroup

from engine import notation
from engine.reading import Named, Reading
from scenes.facts import has_bias
from scenes.kit.maths import equations as eq
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.type.formula import Formula

AIR, CLOSE = 0.2, 0.1  # between matrices and signs
NAME = 28  # size of a name over its matrix: as its numbers


class _Close(MatrixView):
    """A MatrixView whose columns are close."""

    gap = 0.3


class LayerEquation(VGroup):
    """W a_in + b = z, then the squash to a, with the name of each over it; without b where there is no bias.

    W, a_in, b   MatrixViews, filled      z, a   MatrixViews, empty brackets until `z.fill(i)`, `a.fill(i)`
    names[k]     symbols above W, a_in, z and, unless it ends with z, a
    left         W a_in + b      biased   + b and its name, empty where there is no bias      right   = z      out   the squash and a
    """

    def __init__(
        self, t: Reading, l: int, size: float = 28, two_rows: bool = False, with_a: bool = True, digits: int | None = None,
        is_close: bool = False,
    ) -> None:  # fmt: skip
        """In `two_rows`, for a narrow frame: W a + b, and below it = z, squashed to a; without a, W a, and below it + b = z.

        Where it `is_close`, less room is left between columns and matrices.
        """
        super().__init__()
        kind, air = (_Close, CLOSE) if is_close else (MatrixView, AIR)
        view = partial(kind, size=size, digits=digits, decimals=3 if t.sizes[l - 1] > 2 and digits is None else None)
        self.W, self.a_in = view(t.W[l]), view(t.a[l - 1])
        self.b = view(t.b[l].of_each(t.sizes[l])) if has_bias(t, l) else None
        self.z, self.a = (MatrixView(numbers, size, digits=digits, empty=True) for numbers in (t.z[l], t.a[l]))
        squash, equals = squash_arrow(t, l), Formula("=")
        product, bias = [self.W, self.a_in], [Formula("+"), self.b] if self.b is not None else []
        rest = [equals, _whole(self.z), *([squash, _whole(self.a)] if with_a else [])]
        split = [[*product, *bias], rest] if with_a else [product, [*bias, *rest]]
        rows = _in_rows(split if two_rows else [[*product, *bias, *rest]], air)
        named = [(self.W, t.name.W[l]), (self.a_in, eq.inputs_of(t, l)), (self.z, t.name.z[l]), (self.a, t.name.a[l])]
        self.names = VGroup(*(_over(view, name, rows) for view, name in named[: 4 if with_a else 3]))
        self.biased = VGroup(*bias, *([_over(self.b, t.name.b[l], rows)] if self.b is not None else []))
        self.left = VGroup(self.W, self.a_in, self.biased, *self.names[:2])
        self.right = VGroup(equals, self.z, self.names[2])
        self.out = VGroup(self.a, self.names[3], squash) if with_a else VGroup()
        self.add(self.left, self.right, self.out, self.z.body, *([self.a.body] if with_a else []))

    def released(self) -> LayerEquation:
        """Take the cells of z and a out again, once placed, so that they can be filled one by one."""
        self.remove(self.z.body, self.a.body)
        return self


def squash_arrow(t: Reading, l: int) -> Formula:
    """The way from z to a: an arrow with the activation of layer l on it."""
    f = notation.ACTIVATIONS[eq.activation(t, l)].typst
    return Formula(f"arrow.r.long^{f}" if f == "sigma" else f"arrow.r.long^({f})")


def _in_rows(rows: list[list[VGroup]], air: float) -> VGroup:
    """Rows under each other, with room for the names of the second."""
    return VGroup(*(VGroup(*row).arrange(RIGHT, buff=air) for row in rows)).arrange(DOWN, buff=0.55)


def _whole(view: MatrixView) -> VGroup:
    return VGroup(view.brackets, view.body)


def _over(view: MatrixView, named: Named, rows: VGroup) -> Formula:
    """A name over its matrix, level with the others of its row."""
    row = next(row for row in rows if view.brackets in row.get_family())
    return Formula("{s}", s=named, size=NAME).move_to([view.brackets.get_x(), row.get_top()[1] + 0.28, 0])
