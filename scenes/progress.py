"""The reel of a film as the mark of its progress: a strip along the upper edge, a frame for each beat, exposed as the beats are told.

It is part of the ground: drawn once a beat, under all else, and nothing for which a picture has to find room.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scenes.kit.theme import theme

LINE = 0.026  # of the frame's shorter side: how far its middle is from the upper edge
PITCH, WIDEST = 0.026, 0.9  # from frame to frame, of the shorter side; of the frame's width, in all of them
WIDTH, HEIGHT = 0.78, 0.54  # of the pitch: a frame
HOLE, HOLES, BESIDE = 0.13, 2, 0.42  # of the pitch: a hole, and how far it is from the line; how many there are to a frame
ENDS = 0.045  # of the shorter side, from the upper edge: nothing of it stands lower
COMING, TOLD, NOW = 0.13, 0.4, 0.8  # how far a frame is lit, of the hue of secondary text


def expose(pixels: np.ndarray, now: int, count: int) -> None:
    """Draw the strip on a ground, RGBA (height, width, 4), in place, as it stands while a beat is told, from 0 on, of so many."""
    height, width = pixels.shape[:2]
    short = min(height, width)
    pitch, y = min(PITCH * short, WIDEST * width / count), LINE * short
    first = width / 2 - (count - 1) / 2 * pitch
    middles = first + pitch * np.arange(count)
    for some, light in ((middles[:now], TOLD), (middles[now : now + 1], NOW), (middles[now + 1 :], COMING)):
        _fill(pixels, some, y, WIDTH * pitch, HEIGHT * pitch, light)
    holes = first + pitch / HOLES * (np.arange(HOLES * count) - (HOLES - 1) / 2)
    for side in (-1, 1):
        _fill(pixels, holes, y + side * BESIDE * pitch, HOLE * pitch, HOLE * pitch, COMING)


def _fill(pixels: np.ndarray, middles: Sequence[float] | np.ndarray, y: float, wide: float, high: float, light: float) -> None:
    """Rectangles around these places on a line, lit so far; an edge within a pixel lights it in part."""
    rows = slice(int(y - high / 2), int(np.ceil(y + high / 2)))
    down = _covered(np.arange(rows.start, rows.stop), np.array([y]), high)
    across = _covered(np.arange(pixels.shape[1]), np.asarray(middles), wide)
    share = light * down[:, None, None] * across[None, :, None]
    hue = np.array([int(theme().soft[k : k + 2], 16) for k in (1, 3, 5)])
    pixels[rows, :, :3] = np.rint((1 - share) * pixels[rows, :, :3] + share * hue)


def _covered(cells: np.ndarray, middles: np.ndarray, size: float) -> np.ndarray:
    """How much of each pixel of a line lies in intervals of a size around these places, which do not overlap."""
    low, high = middles[:, None] - size / 2, middles[:, None] + size / 2
    return np.asarray(np.clip(np.minimum(high, cells + 1) - np.maximum(low, cells), 0, 1).sum(0))
