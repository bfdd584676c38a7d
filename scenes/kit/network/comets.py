"""Comets: what a pass carries, on its way along an edge, a head and a tail of light."""

from __future__ import annotations

from collections.abc import Iterable

from manim import Animation, AnimationGroup, Dot, LaggedStart, Line, ManimColor, MoveAlongPath, ShowPassingFlash, interpolate_color, linear

from scenes.kit.theme import theme

HEAD = 0.085  # radius, in manim units: .021 of the height across
TAIL = 0.5  # of its edge
PALE = 0.6  # of the way from the hue to the ink: a head is the brightest thing on its way
THIN, THICK = 8.0, 18.0  # of a tail, in manim's hundredths of a unit


class Comet(AnimationGroup):
    """A light on its way, that a pass is heard and seen by.

    layer   the one that its edge leads into (the loss is one more)      is_warm   whether it carries blame
    """

    def __init__(self, *animations: Animation, layer: int, is_warm: bool) -> None:
        super().__init__(*animations)
        self.layer, self.is_warm = layer, is_warm


class Head(MoveAlongPath):
    """A head on its way; it is not seen before it sets out."""

    def interpolate_mobject(self, alpha: float) -> None:
        super().interpolate_mobject(alpha)
        self.mobject.set_opacity(float(self.rate_func(alpha) > 0))


def comet(edge: Line, hue: str, layer: int, back: bool = False, share: float = 0.5) -> Comet:
    """A light that runs along an edge into `layer`, forwards or back.

    `share` of the largest one on its way says how wide its tail is.
    """
    a, b = (edge.get_end(), edge.get_start()) if back else (edge.get_start(), edge.get_end())
    path, width = Line(a, b), THIN + (THICK - THIN) * min(1.0, share)
    tail = Line(a, b, stroke_width=width, color=hue).set_z_index(1)
    head = Dot(a, radius=HEAD * (0.8 + 0.5 * min(1.0, share)), color=interpolate_color(ManimColor(hue), ManimColor(theme().ink), PALE))
    return Comet(
        ShowPassingFlash(tail, time_width=TAIL, rate_func=linear),
        Head(head.set_z_index(3.5), path, rate_func=_ahead, remover=True),
        layer=layer,
        is_warm=hue == theme().backward,
    )


def _ahead(alpha: float) -> float:
    """The head runs where the flash has its front, and waits at the end until the tail is in."""
    return min(1.0, (1 + TAIL) * alpha)


def landing(comets: Iterable[Animation], *arrivals: Animation) -> Animation:
    """Comets on their way, and what appears as they arrive."""
    arriving = [a for a in arrivals if not (isinstance(a, AnimationGroup) and not a.animations)]
    groups = [AnimationGroup(*group) for group in (list(comets), arriving) if group]
    return LaggedStart(*groups, lag_ratio=0.7)
