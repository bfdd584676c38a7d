"""A label for every pixel: bright ones get one, dark ones another, as a network that cuts a scan into parts would say."""

from __future__ import annotations

from collections.abc import Collection

from manim import UP, Animation, Rectangle, VGroup

from scenes.films.convolution.followed import At
from scenes.films.convolution.pixel_grid import NAME, PixelGrid
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label

NAMES = 34.0  # size of the name
GAP = 0.84  # of a pixel: labels touch no neighbour


class Labels(VGroup):
    """squares[r, c]: as large as a picture's, in another room, hollow; `given(spots)` lets these have their label."""

    def __init__(self, picture: PixelGrid, room: Region, inner: Collection[At], bright: Collection[At]) -> None:
        super().__init__()
        width, height = picture.cell
        self.bright = set(bright)
        self.squares = {
            at: Rectangle(width=GAP * width, height=GAP * height, stroke_color=theme().soft, stroke_width=1.5).move_to(square)
            for at, square in picture.squares.items()
            if at in inner
        }
        low = Region(room.x, room.y - NAME / 2, room.width, room.height - NAME)
        low.hold(self.add(*self.squares.values()))
        self.add(Label("labels", NAMES).next_to(self, UP, buff=0.15))

    def given(self, spots: Collection[At]) -> list[Animation]:
        """Bright ones are filled, dark ones get a rim, so that they are told apart without hue."""
        full = [self.squares[at].animate.set_fill(theme().light, opacity=0.9) for at in spots if at in self.bright]
        return full + [self.squares[at].animate.set_stroke(theme().forward, width=3) for at in spots if at not in self.bright]
