"""A layer that is not square, in cells without numbers: delta times a transposed has the form of W, a times delta transposed has not."""

from __future__ import annotations

from manim import DOWN, RIGHT, UP, Animation, AnimationGroup, FadeIn, FadeOut, Square, Transform, VGroup

from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula

ROWS, COLUMNS = 2, 3  # neurons of the layer, and what comes in
CELL = 0.5  # manim units
Cells = dict[tuple[int, int], Square]


class Order(VGroup):
    """A column times a row, and the grid that they make: `column[i]`, `row[j]`, `grid[i, j]`; `names` over the three."""

    def __init__(self, tall: tuple[str, int, str], wide: tuple[str, int, str], product: str) -> None:
        super().__init__()
        (left, n, one), (right, m, other) = tall, wide
        mixed = theme().ink
        self.column, self.row, self.grid = cells(n, 1, one), cells(1, m, other), cells(n, m, mixed)
        blocks = [VGroup(*block.values()) for block in (self.column, self.row, self.grid)]
        sign = Formula("=", size=BODY, color=theme().ink)
        VGroup(blocks[0], blocks[1], sign, blocks[2]).arrange(RIGHT, buff=0.3)
        self.names = VGroup(*(Formula("{s}", size=BODY, s=name, hues={"s": hue}) for name, hue in ((left, one), (right, other))))
        for name, block in zip(self.names, blocks[:2], strict=True):
            name.next_to([block.get_x(), blocks[2].get_top()[1], 0], UP, buff=0.12)
        self.factors = VGroup(*blocks[:2], sign, self.names)
        self.made = blocks[2]
        self.add(self.factors, self.made)

    def multiply(self) -> list[Animation]:
        """The column slides along the rows, the row down the columns; the grid arises where they meet."""
        slides = []
        for (i, j), cell in self.grid.items():
            for source in (self.column[i, 0], self.row[0, j]):
                slides.append(Transform(source.copy().set_z_index(1), cell.copy().set_opacity(0), remover=True))
        return [*slides, FadeIn(self.made)]


class Oblong(VGroup):
    """right, wrong   the two orders      weights   the empty form of W, `name` over it"""

    def __init__(self, room: Region) -> None:
        super().__init__()
        hue = theme()
        self.right = Order(("delta", ROWS, hue.backward), ("a^T", COLUMNS, hue.forward), "W")
        self.wrong = Order(("a", COLUMNS, hue.forward), ("delta^T", ROWS, hue.backward), "W")
        form = VGroup(*cells(ROWS, COLUMNS, hue.positive).values()).set_fill(opacity=0)
        self.name = Formula("{s}", size=BODY, s="W", hues={"s": hue.positive}).next_to(form, UP, buff=0.12)
        self.form = form
        self.weights = VGroup(form, self.name)
        parts = VGroup(self.right, self.weights, self.wrong)
        parts.arrange(RIGHT if room.width > 2.5 * room.height else DOWN, buff=0.7 if room.width > 2.5 * room.height else 0.3)
        self.add(*fit(parts, room))

    def lay(self, order: Order) -> Animation:
        """What an order made is laid on the form of W."""
        corner = self.form.get_corner([-1, 1, 0])
        return order.made.animate.shift(corner - order.made.get_corner([-1, 1, 0])).set_z_index(2)

    def juts_out(self) -> Animation:
        """The cells that stand outside of the form, and the name of the wrong order, turn red."""
        outside = [cell for (i, j), cell in self.wrong.grid.items() if i >= ROWS or j >= COLUMNS]
        return AnimationGroup(*(cell.animate.set_stroke(theme().wrong, width=5) for cell in outside))

    def take_off(self, order: Order) -> Animation:
        """What lay on the form leaves."""
        return FadeOut(order.made)


def cells(n: int, m: int, hue: str) -> Cells:
    """A grid of n rows and m columns of empty cells."""
    style = {"stroke_color": hue, "stroke_width": 2.5, "fill_color": hue, "fill_opacity": 0.4}
    found = {(i, j): Square(CELL, **style).move_to([j * CELL, -i * CELL, 0]) for i in range(n) for j in range(m)}
    VGroup(*found.values()).center()
    return found
