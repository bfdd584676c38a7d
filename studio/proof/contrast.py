"""Rules of seeing: text and lines stand out from what is really behind them, and colours with a meaning stay apart for every eye."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

import numpy as np

from scenes.kit.theme import THEMES
from studio.proof import colours, geometry
from studio.proof.defect import Defect
from studio.proof.findings import Found, found_in
from studio.proof.view import SEEN, Thing, View, saying
from studio.proof.walked import Walked

RULES = ("faint", "faint shape", "confused")
READABLE, VISIBLE = 4.5, 3.0  # WCAG 2.1, 1.4.3 and 1.4.11
PANEL = 1.3  # contrast to its ground up to which a fill is a card or a plate: what stands on it is to be seen, not it
CHROMA = 20.0  # of L*a*b*, from which a colour is more than a grey
APART = 20.0  # CIE76 difference of two colours that mean two things


def defects(film: Walked) -> list[Defect]:
    """What is hard to see, or to tell apart."""
    return found_in(film.views, film.fps, RULE)


def behind(view: View, upto: int, point: np.ndarray) -> np.ndarray:
    """The colour (3,) at a point (2,) of all fills and images drawn before a thing."""
    seen, boxes = view.ground_at(point), view.boxes[:upto]
    for k in np.flatnonzero((boxes[:, :2] <= point).all(1) & (boxes[:, 2:] >= point).all(1)):
        thing = view.things[k]
        if thing.pixels is not None:
            seen = colours.over(_pixel(thing, point), seen)
        elif thing.ink is None and thing.fill[3] > SEEN and geometry.inside(thing.filled, point[None])[0]:
            seen = colours.over(thing.fill, seen)
    return seen


def _pixel(image: Thing, point: np.ndarray) -> np.ndarray:
    assert image.pixels is not None
    left, low, right, high = image.box
    rows, columns = image.pixels.shape[:2]
    column, row = (point[0] - left) / (right - left) * columns, (high - point[1]) / (high - low) * rows
    return np.asarray(image.pixels[min(int(row), rows - 1), min(int(column), columns - 1)] / 255)


def faint(view: View) -> Iterator[Found]:
    """Text that hardly stands out, its opacity counted."""
    for line, glyphs in view.lines.items():
        for k in _one_of_each_colour(view, glyphs):
            thing = view.things[k]
            ground = view.ground if thing.halo else behind(view, k, thing.middle)
            ratio = _contrast(colours.over(_ink(thing), ground), ground)
            if ratio < READABLE - 0.05:
                what = f"{saying(line)} has a contrast of {ratio:.1f} : 1 to what is behind it, at least {READABLE} is read"
                yield "faint", (line,), what, "use a hue of the theme at full opacity, or a plate behind it", view.place(k)
                break


def _one_of_each_colour(view: View, glyphs: list[int]) -> list[int]:
    """The first glyph of a line in each colour, and its last: they may stand on different grounds."""
    first = {tuple(np.round(_ink(view.things[k]), 2)): k for k in reversed(glyphs)}
    return sorted({*first.values(), glyphs[-1]})


def _ink(thing: Thing) -> np.ndarray:
    return thing.fill if thing.fill[3] > SEEN else thing.stroke


def _within(thing: Thing) -> np.ndarray:
    """A point of a fill: its middle or, where that is none of its points, one between three corners of its first piece."""
    tries = [thing.middle + OFF, thing.middle, *(thing.points[[0, k, k + 4]].mean(0) for k in range(3, min(PIECE, len(thing.points) - 4)))]
    return next((spot for spot in tries if geometry.inside(thing.filled, spot[None])[0]), thing.middle)


def faint_shapes(view: View) -> Iterator[Found]:
    """Lines and outlines whose colour hardly stands out; what is dimmed on purpose counts at full strength."""
    for k in view.shapes:
        thing = view.things[k]
        if thing.pixels is not None:
            continue
        n = len(thing.points)
        spots = thing.points[[0, n // 2, n - 1]] if thing.width else _within(thing)[None]
        inks = [ink for ink in ([thing.stroke] if thing.width else []) + [thing.fill] if ink[3] > SEEN]
        # an end may lie on another shape of its hue; a halo sets it off from whatever it crosses
        grounds = [view.ground] if thing.halo else [behind(view, k, spot) for spot in spots]
        ratios = [float(np.median([_contrast(ink[:3], ground) for ground in grounds])) for ink in inks]
        if (not thing.width and ratios[0] < PANEL) or max(ratios) >= VISIBLE - 0.05:
            continue
        what = f"a {thing.kind} in {colours.hexcode(inks[0])} has a contrast of {max(ratios):.1f} : 1, at least {VISIBLE} is seen"
        yield "faint shape", ((thing.kind, colours.hexcode(inks[0])),), what, "use theme().line or a hue of the theme", view.place(k)


def confused(view: View) -> Iterator[Found]:
    """Two colours on screen that the normal eye tells apart at a glance, and an eye that lacks a cone does not.

    What a check has caught is not told by its hue alone: it never stands without a cross or a heavier line (kit/theme.py).
    """
    first: dict[str, int] = {}
    for k, thing in enumerate(view.things):
        ink = thing.stroke if thing.width else thing.fill
        if thing.pixels is None and ink[3] > OPAQUE and colours.hexcode(ink) not in CAUGHT:
            first.setdefault(colours.hexcode(ink), k)
    for one, other in combinations(sorted(first), 2):
        if eye := _confusing(one, other):
            what = f"{one} and {other} look alike in {eye}"
            yield "confused", ((one, other),), what, "use hues of the theme", view.place(first[one], first[other])


OPAQUE = 0.9
CAUGHT = frozenset(theme.wrong for theme in THEMES.values())
OFF = np.array([1.3e-3, 0.7e-3])  # of a grid on whose lines the pieces of a fill meet: a point of these lies in both, or in none
PIECE = 48  # points of a fill that is made of pieces, among which one piece is found


@lru_cache(maxsize=4096)
def _confusing(one: str, other: str) -> str | None:
    """The eye for which two colours that differ are too close."""
    a, b = colours.rgb_of(one), colours.rgb_of(other)
    chromas = [np.linalg.norm(colours.lab(c)[1:]) for c in (a, b)]
    if min(chromas) < CHROMA or colours.difference(a, b) < APART:
        return None
    return next((eye for eye in colours.EYES if colours.difference(a, b, eye) < APART), None)


def _contrast(one: np.ndarray, other: np.ndarray) -> float:
    return _of_hex(colours.hexcode(one), colours.hexcode(other))


@lru_cache(maxsize=4096)
def _of_hex(one: str, other: str) -> float:
    return colours.contrast(colours.rgb_of(one), colours.rgb_of(other))


RULE = (faint, faint_shapes, confused)
