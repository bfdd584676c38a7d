"""A question that the viewer is given time for: its words, where captions stand, and a quiet ring that fills."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product, tee
from typing import TypeVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, TAU, Animation, Circle, Create, Mobject, VGroup, VMobject

from engine.called import Name
from scenes.beat import Beat
from scenes.kit.place.parts import parts_of
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label
from scenes.kit.type.number import visible

SIZES = (36.0, 30.0)  # font sizes of its words, the larger where there is room
RADIUS, TICKS = 0.2, 4  # of the ring, in manim units; how often a second it grows
ROWS, COLUMNS = 72, 128  # of the grid in which room is sought
EDGE, TOP, LOW, BAND, BOTTOM = 0.04, 0.05, 0.87, 0.89, 0.98  # of the frame; captions stand below BAND, and leave before a pause
AIR, LEADING = 0.1, 0.14  # around a card and between its lines, in manim units
LARGE = 0.06  # of the frame: a larger fill is a sheet, on which a card may stand
COMES = 0.3  # seconds in which a card comes, and leaves
ENDS = re.compile(r"[.?!] |: (?=[A-ZÄÖÜ¿])")  # behind which a sentence begins; a colon in the middle of a question ends nothing
ASKING = 2.0  # seconds of a pause, from which on it is one to think in


def asked(beat: Beat) -> str:
    """The question that a beat leaves to the viewer, or nothing."""
    words = beat.shown.strip()
    if beat.pause < ASKING or not words.endswith("?"):
        return ""
    return words[max((found.end() for found in ENDS.finditer(words)), default=0) :]


C = TypeVar("C", bound=VGroup)


class Card(VGroup):
    """The words of a question, in lines, and a ring."""

    def __init__(self, words: Sequence[str], size: float) -> None:
        track = Circle(RADIUS, stroke_width=4, color=theme().line)
        self._ring = Circle(RADIUS, stroke_width=5, color=theme().soft).rotate(TAU / 4).flip()
        lines = [label for line in words if len(label := Label(Name(line, ""), size, theme().ink))]
        text = VGroup(*lines).arrange(DOWN, buff=LEADING, aligned_edge=LEFT).next_to(track, RIGHT, buff=0.3)
        super().__init__(track, *([text] if lines else []))
        for part in [*self.get_family(), self._ring]:
            part.set_z_index(40).is_light = True
            vars(part).pop("ink", None)

    def filling(self, seconds: float) -> Animation:
        """The ring fills, in quiet steps."""
        ticks = max(1, round(TICKS * seconds))
        self._ring.move_to(self[0])
        self.add(self._ring)
        return Create(self._ring, rate_func=lambda alpha: float(np.ceil(ticks * alpha - 1e-9) / ticks))


def card(words: str, stage: Stage, mobjects: Iterable[Mobject]) -> Card | None:
    """The card of a question, as large as it goes; at least its ring, or nothing."""
    return placed(_cards(words), stage, mobjects)


def placed(cards: Iterable[C], stage: Stage, mobjects: Iterable[Mobject]) -> C | None:
    """The first of some cards that covers nothing below the picture, or else in a gap of it, where it does so."""
    free, (first, again) = free_of(stage, mobjects), tee(cards)
    below = free & (np.arange(ROWS) >= round(LOW * ROWS))[:, None]
    for made, room in chain(((made, below) for made in first if len(made) > 1), ((made, free) for made in again)):
        rows, columns = (int(np.ceil((side + 2 * AIR) / whole * n)) for side, whole, n in _sides(made, stage))
        if (place := gap(room, rows, columns)) is not None:
            top, left = place
            x = ((left + columns / 2) / COLUMNS - 0.5) * stage.width
            y = (0.5 - (top + rows / 2) / ROWS) * stage.height
            return made.move_to(Region(x, y, 0, 0).center)
    return None


def _cards(words: str) -> Iterator[Card]:
    for size in SIZES:
        yield from (Card(_lines(words, count), size) for count in (1, 2, 3) if count <= len(words.split(" ")))
    yield Card((), SIZES[0])


def _sides(made: VGroup, stage: Stage) -> tuple[tuple[float, float, int], ...]:
    return (made.height, stage.height, ROWS), (made.width, stage.width, COLUMNS)


def _lines(words: str, count: int) -> list[str]:
    """Words in so many lines of about one length."""
    lines, most = [""], len(words) / count
    for word in words.split(" "):
        if len(lines[-1]) + len(word) / 2 > most and len(lines) < count:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def free_of(stage: Stage, mobjects: Iterable[Mobject]) -> np.ndarray:
    """Where nothing stands, (ROWS, COLUMNS)."""
    blocks = [_blocks(m, stage) for m in parts_of(mobjects) if isinstance(m, VMobject) and len(m.points) and visible(m)]
    low, high = (np.concatenate([np.zeros((0, 2)), *(block[k] for block in blocks)]) for k in (0, 1))
    left, right = (np.floor((x[:, 0] / stage.width + 0.5) * COLUMNS).astype(int) for x in (low, high))
    top, bottom = (np.floor((0.5 - y[:, 1] / stage.height) * ROWS).astype(int) for y in (high, low))
    rows, columns = (np.clip((a, b + 1), 0, most) for a, b, most in ((top, bottom, ROWS), (left, right, COLUMNS)))
    corners = np.zeros((ROWS + 1, COLUMNS + 1), dtype=int)  # each block counts from its first corner to before its last
    for k, l in product((0, 1), (0, 1)):
        np.add.at(corners, (rows[k], columns[l]), 1 if k == l else -1)
    free = corners.cumsum(0).cumsum(1)[:-1, :-1] == 0
    inside = np.zeros_like(free)
    inside[round(TOP * ROWS) : round(BOTTOM * ROWS), round(EDGE * COLUMNS) : round((1 - EDGE) * COLUMNS)] = True
    return np.asarray(free & inside)


def _blocks(m: VMobject, stage: Stage) -> tuple[np.ndarray, np.ndarray]:
    """Boxes that cover a shape, low and high corners (n, 2) each: one for a fill, many along an outline."""
    low, high = m.points.min(0)[:2], m.points.max(0)[:2]
    large = np.prod(high - low) > LARGE * stage.width * stage.height
    if m.get_fill_opacity() > 0.05 and not large:
        return low[None], high[None]
    curves = len(m.points) // 4
    starts, ends = m.points[: 4 * curves : 4, :2], m.points[3 : 4 * curves : 4, :2]
    counts = 2 + (np.linalg.norm(ends - starts, axis=1) / 0.1).astype(int)
    found = [np.linspace(starts[counts == n], ends[counts == n], n) for n in np.unique(counts)]
    pairs = [np.stack([steps[:-1], steps[1:]]).reshape(2, -1, 2) for steps in found]
    steps = np.concatenate([np.zeros((2, 0, 2)), *pairs], axis=1)
    return steps.min(0), steps.max(0)


def gap(free: np.ndarray, rows: int, columns: int) -> tuple[int, int] | None:
    """The upper left cell of a free rectangle, below the picture or as low and near its middle as there is one."""
    if rows > ROWS or columns > COLUMNS:
        return None
    sums = np.pad(free.astype(int), ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    whole = sums[rows:, columns:] - sums[:-rows, columns:] - sums[rows:, :-columns] + sums[:-rows, :-columns] == rows * columns
    if not whole.any():
        return None
    tops, lefts = np.nonzero(whole)
    aside = np.abs((lefts + columns / 2) / COLUMNS - 0.5) + np.abs((tops + rows / 2) / ROWS - (BAND + BOTTOM) / 2)
    best = int(np.argmin(aside))
    return int(tops[best]), int(lefts[best])
