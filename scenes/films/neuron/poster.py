"""The poster: values on their way into one neuron, which lights up as far as the lesson's does."""

from __future__ import annotations

from manim import Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import bulb, comet, said, wire
from scenes.kit.theme import theme

POSTER = Poster(("One", "neuron"), "left", "forward")


def picture(t: Reading) -> Mobject:
    """A neuron with its inputs, and its value inside."""
    starts = [(-4.2, y) for y in (2.4, 0.0, -2.4)]
    ends = [(-1.75, 1.1), (-2.1, 0.0), (-1.75, -1.1)]
    wires = [wire(a, b, 14) for a, b in zip(starts, ends, strict=True)]
    comets = [
        comet(a, (a[0] + 0.7 * (b[0] - a[0]), a[1] + 0.7 * (b[1] - a[1])), theme().forward, 0.5) for a, b in zip(starts, ends, strict=True)
    ]
    body = bulb((0, 0), 2.1, 1.0)
    value = said("$Sigma$", 1.7, theme().ink).move_to(body)
    return VGroup(*wires, *comets, *(bulb(a, 0.55, 0.6) for a in starts), body, value)
