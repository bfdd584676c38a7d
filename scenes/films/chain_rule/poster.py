"""The poster: one path through the network, lit from a weight to the loss."""

from __future__ import annotations

from itertools import pairwise

from manim import Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import bulb, wire
from scenes.kit.theme import theme

POSTER = Poster(("One weight,", "one path"), "over", "backward")
WIDE = (2, 3, 2)


def picture(t: Reading) -> Mobject:
    """Edges in the dark, and the one road that matters."""
    spots = [[(2.9 * l, 2.4 * ((n - 1) / 2 - i)) for i in range(n)] for l, n in enumerate(WIDE)]
    end = (2.9 * len(WIDE) - 0.4, 0.0)
    dark = [wire(a, b, 5) for here, there in pairwise(spots) for a in here for b in there]
    dark += [wire(a, end, 5) for a in spots[-1]]
    road = [spots[0][0], spots[1][2], spots[2][0], end]
    lit = [wire(a, b, 30, theme().backward) for a, b in pairwise(road)]
    discs = [bulb(at, 0.8, hue=theme().backward if at in road[1:] else None) for row in spots for at in row]
    return VGroup(*dark, *lit, *discs, bulb(end, 0.8, hue=theme().loss))
