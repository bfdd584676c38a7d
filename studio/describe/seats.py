"""Where captions stand so that they cover nothing of the picture, in the words of WebVTT: line, position, align, size."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from scenes.kit.place.stage import Stage
from scenes.question import COLUMNS, ROWS, gap
from scenes.witness import Span
from studio.captions import Cue

LEADING = 0.06  # of the frame's height, that a player gives each line
CHARACTER = 0.027  # of the frame's height, that a character is wide at the most


def seat(cue: Cue, free: np.ndarray, stage: Stage) -> str:
    """The settings of a cue: as low as it covers nothing, `free` (ROWS, COLUMNS) being where nothing stands; or none, where it must."""
    rows = math.ceil(LEADING * len(cue.lines) * ROWS)
    columns = math.ceil(CHARACTER * max(map(len, cue.lines)) * stage.height / stage.width * COLUMNS)
    if (place := gap(free, rows, columns)) is None:
        return ""
    top, left = place
    across, size = 100 * (left + columns / 2) / COLUMNS, 100 * columns / COLUMNS
    return f" line:{100 * top / ROWS:.1f}% position:{across:.1f}% align:center size:{size:.1f}%"


def seats(cues: Sequence[Cue], spans: Sequence[Span], free: Mapping[str, np.ndarray], stage: Stage, fps: int) -> list[str]:
    """The settings of all captions of a film; one is of the beat in which it begins."""
    starts = np.array([span.start for span in spans])
    beats = (spans[max(0, int(np.searchsorted(starts, cue.start * fps + 1e-6, side="right")) - 1)].beat for cue in cues)
    return [seat(cue, free[beat], stage) for cue, beat in zip(cues, beats, strict=True)]
