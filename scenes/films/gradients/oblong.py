"""A layer that is not square, in cells without numbers: delta times a transposed has the form of W, a times delta transposed has not."""

from __future__ import annotations

from manim import DOWN, RIGHT, UL, UP, Animation, AnimationGroup, FadeIn, Transform, VGroup

from scenes.kit.maths.cells import COLUMNS, ROWS, cells
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula

CELL, SMALL_CELL = 0.5, 0.34  # manim units: where the orders stand side by side, and over each other
BROAD = 2.5  # times as wide as high: a room in which all stands side by side


class Order(VGroup):
    """A column times a row, and the grid that they make: `column[i]`, `row[j]`, `grid[i, j]`; `names` over the three."""

    def __init__(self, tall: tuple[str, int, str], wide: tuple[str, int, str], size: float) -> None:
        super().__init__()
        (left, n, one), (right, m, other) = tall, wide
        self.column, self.row, self.grid = cells(n, 1, one, size), cells(1, m, other, size), cells(n, m, theme().ink, size)
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
        hue, wide = theme(), room.width > BROAD * room.height
        size = CELL if wide else SMALL_CELL
        self.right = Order(("delta", ROWS, hue.backward), ("a^T", COLUMNS, hue.forward), size)
        self.wrong = Order(("a", COLUMNS, hue.forward), ("delta^T", ROWS, hue.backward), size)
        form = VGroup(*cells(ROWS, COLUMNS, hue.positive, size).values()).set_fill(opacity=0)
        self.name = Formula("{s}", size=BODY, s="W", hues={"s": hue.positive}).next_to(form, UP, buff=0.12)
        self.form = form
        self.weights = VGroup(form, self.name)
        parts = VGroup(self.right, self.weights, self.wrong)
        parts.arrange(RIGHT if wide else DOWN, buff=1.5 if wide else 0.5)
        self.add(*fit(parts, room))

    def lay(self, made: VGroup) -> Animation:
        """What an order made is laid on the form of W."""
        made.set_z_index(2)
        return made.animate.shift(self.form.get_corner(UL) - made.get_corner(UL))

    def juts_out(self, made: VGroup) -> Animation:
        """The cells that stand outside of the form turn red."""
        low = self.form.get_bottom()[1]
        outside = [cell for cell in made if cell.get_y() < low]
        return AnimationGroup(*(cell.animate.set_stroke(theme().wrong, width=6) for cell in outside))
