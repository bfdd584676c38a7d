"""Comets: what a pass carries, on its way along an edge, a head and a tail of light."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from manim import Animation, AnimationGroup, Dot, LaggedStart, Line, MoveAlongPath, ShowPassingFlash, smooth

HEAD = 0.07  # radius, in manim units: .0175 of the height across
TAIL = 0.5  # of its edge
THIN, THICK = 6.0, 16.0  # of a tail, in manim's hundredths of a unit


def comet(edge: Line, hue: str, back: bool = False, share: float = 0.5) -> Animation:
    """A light that runs along an edge, forwards or back; `share` of the largest one on its way says how wide its tail is."""
    a, b = (edge.get_end(), edge.get_start()) if back else (edge.get_start(), edge.get_end())
    path, width = Line(a, b), THIN + (THICK - THIN) * min(1.0, share)
    tail = Line(a, b, stroke_width=width, color=hue).set_z_index(1)
    head = Dot(a, radius=HEAD * (0.8 + 0.5 * min(1.0, share)), color=hue).set_z_index(3.5)
    return AnimationGroup(
        ShowPassingFlash(tail, time_width=TAIL, rate_func=smooth), MoveAlongPath(head, path, rate_func=_ahead(smooth), remover=True)
    )


def _ahead(rate: Callable[[float], float]) -> Callable[[float], float]:
    """The head runs where the flash has its front, and waits at the end until the tail is in."""
    return lambda alpha: min(1.0, (1 + TAIL) * rate(alpha))


def landing(comets: Iterable[Animation], *arrivals: Animation) -> Animation:
    """Comets on their way, and what appears as they arrive."""
    groups = [AnimationGroup(*group) for group in (list(comets), arrivals) if group]
    return LaggedStart(*groups, lag_ratio=0.7)
