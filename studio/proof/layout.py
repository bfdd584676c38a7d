"""Rules of places: what is read stands inside the frame, is large enough, and nothing stands on it or runs through it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from studio.proof import geometry
from studio.proof.defect import Defect
from studio.proof.findings import Found, found_in
from studio.proof.view import View, saying
from studio.proof.walked import Walked

RULES = ("unsafe", "crossing", "struck", "covered", "small", "wide", "crowded")
SAFE = 0.05  # of the frame's width and height, where nothing that is read may stand
PIXEL = 8 / 1080  # manim units; a frame's shorter side is 1080 pixels in 16:9 and 9:16
DIGIT = 0.344 / 48 / PIXEL  # pixels that a digit is high for each point of font size
LEAST = 20.0  # pixels that a digit of a line must be high; its scripts are set by Typst, in proportion
LEAST_HIGH = 24.0  # in a high frame: on a phone, 1080 pixels on 65 mm upright are 1920 on 140 mm sideways, a digit 1.45 mm high
DEEP = 2 * PIXEL  # overlaps that are seen
RUN = 5 * PIXEL  # length of a line inside a glyph's box that is seen
OPAQUE = 0.9
DIM = 0.4  # of opacity: what is dimmer lies around what the camera is close to, under the sheets
MOST = 100  # lines of type that a picture may hold: a grid of numbers counts each of them


def defects(film: Walked) -> list[Defect]:
    """What stands where it should not."""
    return found_in(film.views, film.fps, RULE)


def unsafe(view: View) -> Iterator[Found]:
    """Text at rest outside the safe area."""
    for line, glyphs in view.lines.items():
        box = view.place(*glyphs)
        if min(box) < SAFE - 1e-3 or max(box) > 1 - SAFE + 1e-3:
            yield "unsafe", (line,), f"{saying(line)} stands outside the safe area", "place it on a region of self.stage", box


def crossing(view: View) -> Iterator[Found]:
    """Text on text."""
    boxes = view.boxes[view.text]
    for a, b in geometry.touching(boxes, boxes, DEEP):
        one, other = view.text[a], view.text[b]
        if a < b and view.things[one].line is not view.things[other].line and _sees(view, one, other):
            names = [saying(view.things[k].line) for k in (one, other)]
            what = f"{names[0]} and {names[1]} stand on top of each other"
            yield (
                "crossing",
                ((view.things[one].line, view.things[other].line),),
                what,
                "move one, or clear it first",
                view.place(one, other),
            )


def _sees(view: View, under: int, above: int) -> bool:
    """Whether nothing between them hides the lower of two things where both are."""
    a, b = view.boxes[under], view.boxes[above]
    point = (np.maximum(a[:2], b[:2]) + np.minimum(a[2:], b[2:]))[None] / 2
    return not _hidden(view, under, above, point)[0]


def _hidden(view: View, under: int, upto: int, points: np.ndarray) -> np.ndarray:
    """Which points (n, 2) of a thing are hidden by opaque fills drawn after it and before `upto`, (n,)."""
    hidden = np.zeros(len(points), dtype=bool)
    low, high = points.min(0), points.max(0)
    for k in range(under + 1, upto):
        thing, box = view.things[k], view.boxes[k]
        if thing.ink is None and thing.fill[3] > OPAQUE and np.all(box[:2] <= high) and np.all(box[2:] >= low):
            hidden |= geometry.inside(thing.filled, points)
    return hidden


def struck(view: View) -> Iterator[Found]:
    """A line, or an edge of a shape, through text."""
    text = view.boxes[view.text]
    reach = np.array([view.things[k].width for k in view.shapes]).reshape(-1, 1) / 200
    shapes = view.boxes[view.shapes] + reach * [-1, -1, 1, 1]
    for s, g in geometry.touching(shapes, text, DEEP):
        shape, glyph = view.shapes[s], view.text[g]
        if _strikes(view, shape, glyph):
            line, thing = view.things[glyph].line, view.things[shape]
            what = f"a line ({thing.kind}) runs through {saying(line)}"
            mend = "stand the text on a plate (kit/plate.py), or move one of them"
            yield "struck", ((line, round(float(thing.middle[0]), 1)),), what, mend, view.place(glyph)


def _strikes(view: View, shape: int, glyph: int) -> bool:
    drawn, text = view.things[shape], view.things[glyph]
    if (text.halo and shape < glyph) or (not drawn.width and _blends(view, shape)):
        return False
    box = np.array(text.box) + DEEP / 2 * np.array([1, 1, -1, -1])
    runs = geometry.within(drawn.outline if drawn.width else drawn.filled, tuple(box))
    if not len(runs):
        return False
    points = (runs[:, :1] + (runs[:, 1:] - runs[:, :1]) * np.array([0.1, 0.5, 0.9])[None, :, None]).reshape(-1, 2)
    lengths = np.repeat(np.linalg.norm(runs[:, 1] - runs[:, 0], axis=1) / 3, 3)
    shown = ~_hidden(view, shape, glyph if shape < glyph else len(view.things), points)
    return bool(lengths[shown].sum() > RUN)


def _blends(view: View, k: int) -> bool:
    """Whether a fill has the ground's colour: a plate."""
    return bool(np.abs(view.things[k].fill[:3] - view.ground).max() < 0.02)


def covered(view: View) -> Iterator[Found]:
    """Text that something drawn later hides, in part or whole."""
    later = [k for k in view.shapes if view.things[k].fill[3] > OPAQUE]
    for s, g in geometry.touching(view.boxes[later], view.boxes[view.text], DEEP):
        over, glyph = later[s], view.text[g]
        if over < glyph:
            continue
        (x0, y0, x1, y1), line = view.boxes[glyph], view.things[glyph].line
        grid = np.stack(np.meshgrid(np.linspace(x0, x1, 5), np.linspace(y0, y1, 5)), axis=-1).reshape(-1, 2)
        if geometry.inside(view.things[over].filled, grid).any():
            what = f"{saying(line)} is hidden by a {view.things[over].kind}"
            yield "covered", (line,), what, "clear it first, or give it a higher z_index", view.place(glyph)


def small(view: View) -> Iterator[Found]:
    """Text whose digits would be too low; one defect for all of one size in a beat."""
    least = LEAST_HIGH if view.height > view.width else LEAST
    low: dict[int, list[list[int]]] = {}
    for line, glyphs in view.lines.items():
        size = float(np.median([view.things[k].size for k in glyphs]))
        if size * DIGIT < least - 0.5 and not saying(line).startswith("$dots"):
            low.setdefault(round(size), []).append(glyphs)
    for size, lines in low.items():
        names = ", ".join(saying(view.things[glyphs[0]].line) for glyphs in lines[:3]) + (
            f" and {len(lines) - 3} more" if lines[3:] else ""
        )
        what = f"{names} set {size * DIGIT:.0f} pixels high (a digit of font size {size}), at least {least:.0f} are read"
        mend = "give it more room, fewer digits or a larger size"
        yield (
            "small",
            tuple(view.things[glyphs[0]].line for glyphs in lines),
            what,
            mend,
            view.place(*(k for glyphs in lines for k in glyphs)),
        )


def wide(view: View) -> Iterator[Found]:
    """Numbers and names that reach over the circle that they stand in."""
    circles = [k for k in view.shapes if view.things[k].kind == "Circle" and view.things[k].width and view.things[k].stroke[3] > DIM]
    for line, glyphs in view.lines.items():
        low, high = view.boxes[glyphs][:, :2].min(0), view.boxes[glyphs][:, 2:].max(0)
        middle, half = (low + high) / 2, (high - low) / 2
        for circle in (view.things[k] for k in circles):
            radius = (circle.box[2] - circle.box[0]) / 2
            if np.linalg.norm(middle - circle.middle) < 0.35 * radius and np.linalg.norm(half) > radius - PIXEL:
                what = f"{saying(line)} reaches over the rim of its circle"
                yield "wide", (line,), what, "let NetworkDiagram.place or fill_one write it", view.place(*glyphs)


def crowded(view: View) -> Iterator[Found]:
    """More text than a viewer can take in."""
    if len(view.lines) > MOST:
        what = f"{len(view.lines)} pieces of text stand on screen, at most {MOST} are taken in"
        yield "crowded", (view.beat,), what, "clear what the beat does not need", (0.0, 0.0, 1.0, 1.0)


RULE = (unsafe, crossing, struck, covered, small, wide, crowded)
