"""A tiny world: a crossing with two ways, a reward at the end of one, and something that stands there and walks."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, Animation, Dot, MoveAlongPath, Rectangle, RoundedRectangle, Star, VGroup, VMobject

from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.baseline import on_one_line
from scenes.kit.type.formula import LARGE, Label

WAY, SLIM = 0.34, 0.26  # of the room's height, and of its width at most: how broad a way is


class TinyWorld(VGroup):
    """ways, signs (left, right), reward, walker; `go(k)` takes the walker down way k, `back()` puts it where it stood."""

    def __init__(self, room: Region) -> None:
        super().__init__()
        broad = min(WAY * room.height, SLIM * room.width)
        style = {"stroke_color": theme().line, "stroke_width": 3, "fill_color": theme().ground, "fill_opacity": 1}
        y = room.y + room.height / 2 - broad / 2
        across = RoundedRectangle(0.15, width=room.width, height=broad, **style).move_to([room.x, y, 0])
        up = RoundedRectangle(0.15, width=broad, height=room.height, **style).move_to(room.center)
        seam = Rectangle(width=broad - 0.05, height=0.3, stroke_width=0, fill_color=theme().ground, fill_opacity=1)
        seam.move_to([room.x, y - broad / 2, 0])
        self.ways = VGroup(up, across, seam)
        self.home, self.corner = up.get_bottom() + 0.5 * broad * UP, across.get_center()
        self.ends = [across.get_left() + 0.5 * broad * RIGHT, across.get_right() + 0.5 * broad * LEFT]
        self.reward = Star(5, outer_radius=0.3 * broad, color=theme().loss, fill_opacity=1, stroke_width=0).move_to(self.ends[1])
        self.ends[1] = self.ends[1] + 0.55 * broad * LEFT
        self.walker = Dot(self.home, radius=0.16 * broad, color=theme().forward).set_z_index(4)
        spots = (across.get_bottom() + DOWN * 0.5 + side * 0.3 * room.width for side in (LEFT, RIGHT))
        self.signs = VGroup(*(Label(word, size=LARGE).move_to(spot) for word, spot in zip(("left", "right"), spots, strict=True)))
        on_one_line(self.signs)
        self.add(self.ways, self.signs, self.reward, self.walker)

    def go(self, k: int) -> Animation:
        """The walker goes to the crossing and down way k."""
        path = VMobject().set_points_as_corners([self.home, self.corner, self.ends[k]])
        return MoveAlongPath(self.walker, path)

    def back(self) -> None:
        """The walker stands where it began."""
        self.walker.move_to(self.home)
