"""A plate of the ground's colour behind a thing, so that no line runs through it."""

from __future__ import annotations

from manim import BackgroundRectangle, VGroup, VMobject

from scenes.kit.theme import theme

ROUND = 0.09  # its corners, in manim units: on a tinted ground it is seen


def plate(mobject: VMobject, buff: float = 0.05, on: str | None = None) -> VGroup:
    """`plate(...)[0]` is the plate, `[1]` the thing; `on`: the colour of what it stands on, where that is not the ground."""
    return VGroup(BackgroundRectangle(mobject, color=on or theme().ground, fill_opacity=1, buff=buff, corner_radius=ROUND), mobject)
