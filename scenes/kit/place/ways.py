"""Ways: a thing comes from where it was made, goes to where it is used, a bead runs along a line."""

from __future__ import annotations

from manim import Animation, Dot, Line, ManimColor, Mobject, MoveAlongPath, Transform, VMobject, linear

from scenes.kit.theme import theme

BEAD = 0.09  # radius, in manim units


def comes(thing: Mobject, source: Mobject) -> Animation:
    """A thing, not yet shown, comes into its place from where another stands."""
    target = thing.copy()
    thing.move_to(source).fade(1)
    return Transform(thing, target)


def goes(thing: Mobject, end: Mobject) -> Animation:
    """A copy of a thing goes to where another stands, and into it."""
    traveller = thing.copy().set_z_index(thing.z_index + 1)
    return Transform(traveller, traveller.copy().move_to(end).fade(1), remover=True)


def runs(path: VMobject, hue: str | ManimColor | None = None, radius: float = BEAD) -> Animation:
    """A bead runs along a line or a curve, and leaves."""
    way = Line(path.get_start(), path.get_end()) if not len(path.points) else path  # of a dashed line
    bead = Dot(way.get_start(), radius=radius, color=hue or theme().light).set_z_index(6)
    return MoveAlongPath(bead, way, rate_func=linear, remover=True)
