"""What pulls one way above what pulls the other way, end to end: most of it cancels, and the rest stands out."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, RIGHT, UP, Animation, AnimationGroup, FadeIn, LaggedStart, Rectangle, VGroup

from engine.reading import Number
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Label

SIGNS = ("$+$", "$-$")
ROOM = 0.5  # left of the piles, for their signs
HIGH, BETWEEN = 0.42, 0.16


class TwoPiles(VGroup):
    """tiles[0] of the positive numbers, tiles[1] hollow of the negative, each as long as its number is large; signs; rest.

    pile(k)     lets a pile appear, tile by tile          cancel()    what is in both piles dims, and the rest is seen
    """

    def __init__(self, region: Region, numbers: Sequence[Number]) -> None:
        super().__init__()
        sides = [[abs(n.value) for n in numbers if (n.value < 0) == bool(k)] for k in (0, 1)]
        unit = (0.9 * region.width - ROOM) / max(map(sum, sides))
        self.tiles = [VGroup(*(_tile(unit * size, bool(k)) for size in side)) for k, side in enumerate(sides)]
        left = region.left + (0.05 * region.width + ROOM) * RIGHT
        for pile, way in zip(self.tiles, (UP, DOWN), strict=True):
            pile.arrange(RIGHT, buff=0).move_to(left + (HIGH + BETWEEN) / 2 * way, aligned_edge=LEFT)
        self.signs = [Label(s, BODY, theme().backward).next_to(pile, LEFT, buff=0.2) for s, pile in zip(SIGNS, self.tiles, strict=True)]
        short, long = sorted(self.tiles, key=lambda pile: pile.width)
        self.rest = Rectangle(width=long.width - short.width, height=HIGH, stroke_width=5, color=theme().light)
        self.rest.set_fill(theme().backward, opacity=0.9).move_to(long.get_right(), aligned_edge=RIGHT).set_z_index(4)
        self.add(*self.tiles, *self.signs)

    def pile(self, k: int) -> Animation:
        """A pile with its sign appears, tile by tile."""
        return AnimationGroup(FadeIn(self.signs[k]), LaggedStart(*map(FadeIn, self.tiles[k]), lag_ratio=0.3))

    def cancel(self) -> Animation:
        """What is in both piles dims; the rest stands out."""
        self.add(self.rest)
        return AnimationGroup(*(pile.animate.fade(0.7) for pile in self.tiles), FadeIn(self.rest))


def _tile(width: float, hollow: bool) -> Rectangle:
    tile = Rectangle(width=width, height=HIGH, stroke_width=2, color=theme().ground if not hollow else theme().backward)
    return tile.set_fill(theme().backward, opacity=0.12 if hollow else 0.9)
