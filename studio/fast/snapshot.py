"""What is drawn, in order, as flat arrays: two snapshots tell what changed in between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from manim import LineJointType, VMobject

STILL = 1e-7  # manim units; what moves less, by rounding, stands
MITER = 10.0  # a sharp corner reaches so many half widths out (cairo's limit)


class Snapshot:
    """VMobjects in the order in which they are drawn, n of them with N points in all.

    points (N, 2), starts (n,)   outlines, one after the other       colours (c, 4), tints (n,)   fill then stroke of each
    styles                       what else shows, a tuple each       boxes (n, 4)                 x0, y0, x1, y1 in manim units
    """

    def __init__(self, mobjects: Sequence[Any]) -> None:
        self.mobjects: tuple[Any, ...] = tuple(mobjects)
        outlines = [m.points for m in mobjects]
        self.counts = [len(points) for points in outlines]
        self.starts = _starts(self.counts)
        self.points = np.concatenate(outlines)[:, :2] if outlines else np.empty((0, 2))
        pairs = [(m.fill_rgbas, m.stroke_rgbas) for m in mobjects]
        self._tint_counts = [(len(fill), len(stroke)) for fill, stroke in pairs]
        self.tints = _starts(map(sum, self._tint_counts))
        self.colours = np.concatenate([rgba for pair in pairs for rgba in pair]) if pairs else np.empty((0, 4))
        self.styles = [_style(m) for m in mobjects]
        self._boxes: np.ndarray | None = None

    @classmethod
    def joined(cls, under: Snapshot, over: Snapshot) -> Snapshot:
        """Two snapshots as one, as they were taken."""
        both = cls(())
        both.mobjects, both.counts, both.styles = under.mobjects + over.mobjects, under.counts + over.counts, under.styles + over.styles
        both.starts = np.concatenate([under.starts, len(under.points) + over.starts])
        both.points = np.concatenate([under.points, over.points])
        both._tint_counts = under._tint_counts + over._tint_counts
        both.tints = np.concatenate([under.tints, len(under.colours) + over.tints])
        both.colours = np.concatenate([under.colours, over.colours])
        both._boxes = np.concatenate([under.boxes, over.boxes])
        return both

    @property
    def boxes(self) -> np.ndarray:
        """What each may cover, its stroke with every corner included."""
        if self._boxes is None:
            reach = np.array([style[0] for style in self.styles]).reshape(-1, 1)
            low, high = (f.reduceat(self.points, self.starts, axis=0) if self.counts else self.points for f in (np.minimum, np.maximum))
            self._boxes = np.concatenate([low - reach, high + reach], axis=1)
        return self._boxes

    def take(self, places: Places, now: Snapshot) -> None:
        """Be as `now` is at these places, which has as many points and colours there."""
        boxes = self.boxes
        self.points[places.points], self.colours[places.colours], boxes[places.mobjects] = now.points, now.colours, now.boxes
        for k, style in zip(places.mobjects, now.styles, strict=True):
            self.styles[k] = style

    def is_alike(self, other: Snapshot) -> bool:
        """Whether the same things are drawn in the same order, with as many points and colours."""
        same = len(self.mobjects) == len(other.mobjects) and all(a is b for a, b in zip(self.mobjects, other.mobjects, strict=True))
        return same and self.counts == other.counts and self._tint_counts == other._tint_counts

    def since(self, before: Snapshot) -> tuple[np.ndarray, np.ndarray]:
        """Which of a snapshot alike have moved and which look different, (n,) booleans each; what stands keeps its old points."""
        far = (np.abs(self.points - before.points) > STILL).any(axis=1)
        moved = np.logical_or.reduceat(far, self.starts)
        if not moved.any():
            self.points, self._boxes = before.points, before._boxes if self.styles == before.styles else None
        else:
            np.copyto(self.points, before.points, where=~np.repeat(moved, self.counts)[:, None])
        tinted = np.logical_or.reduceat((self.colours != before.colours).any(axis=1), self.tints)
        styled = [a != b for a, b in zip(self.styles, before.styles, strict=True)]
        return moved, moved | tinted | np.array(styled, dtype=bool)

    def one(self, k: int) -> tuple[np.ndarray, bytes, tuple[Any, ...]]:
        """Points, colours and style of the k-th."""
        start, tint = self.starts[k], self.tints[k]
        return self.points[start : start + self.counts[k]], self.colours[tint : tint + sum(self._tint_counts[k])].tobytes(), self.styles[k]


class Places:
    """Where some of a snapshot's mobjects have their points and colours in it."""

    def __init__(self, whole: Snapshot, mobjects: Sequence[int]) -> None:
        self.mobjects = np.array(mobjects, dtype=np.intp)
        self.points = _ranges([(whole.starts[k], whole.counts[k]) for k in mobjects])
        self.colours = _ranges([(whole.tints[k], sum(whole._tint_counts[k])) for k in mobjects])


def _ranges(stretches: Iterable[tuple[int, int]]) -> np.ndarray:
    """The indices of stretches (start, length), one after the other."""
    return np.concatenate([np.arange(start, start + length) for start, length in stretches] or [np.empty(0, dtype=np.intp)])


def _starts(counts: Iterable[int]) -> np.ndarray:
    """Where each begins when so many of each stand in a row."""
    return np.array([0, *accumulate(counts)][:-1], dtype=np.intp)


def _style(m: VMobject) -> tuple[Any, ...]:
    """How far its stroke reaches, and all that shows besides points, fill and stroke colours."""
    width, behind = m.stroke_width, m.background_stroke_width
    if not width and not behind:
        return (0.0, 0, 0, 0, 0, *_sheen(m))
    corner = MITER if m.joint_type in (LineJointType.AUTO, LineJointType.MITER) else 1.5
    reach = max(width, behind) * 0.005 * corner
    rgbas = m.background_stroke_rgbas.tobytes() if behind else 0
    return (float(reach), float(width), rgbas, m.joint_type, m.cap_style, *_sheen(m))


def _sheen(m: VMobject) -> tuple[Any, ...]:
    """The direction of a gradient, where there is one."""
    return tuple(m.sheen_direction) if len(m.fill_rgbas) > 1 or len(m.stroke_rgbas) > 1 else ()
