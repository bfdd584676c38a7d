"""The stage of the chain's film, from top to bottom: rows of slopes, the chain, its shelf, a board."""

from __future__ import annotations

from dataclasses import replace

from scenes.kit.place.stage import Region, Stage

TOP, BOTTOM = 0.06, 0.875  # of the frame
ACROSS = {  # from left to right and from top to bottom, as parts of the stage
    "rows": (0.0, 1.0, 0.0, 0.29),
    "table": (0.0, 1.0, 0.0, 0.27),
    "chain": (0.04, 0.96, 0.35, 0.56),
    "shelf": (0.0, 1.0, 0.66, 0.77),
    "board": (0.0, 1.0, 0.81, 1.0),
}
UPRIGHT = ACROSS | {
    "rows": (0.38, 1.0, 0.03, 0.6),
    "table": (0.4, 1.0, 0.1, 0.5),
    "chain": (0.1, 0.24, 0.0, 0.6),
    "shelf": (0.0, 1.0, 0.64, 0.72),
    "board": (0.0, 1.0, 0.76, 1.0),
}


def band(stage: Stage, name: str) -> Region:
    """One of the bands; where the stage is upright, the chain runs down its left and the rows stand beside it."""
    wide = Region(0, (0.5 - (TOP + BOTTOM) / 2) * stage.height, 0.9 * stage.width, (BOTTOM - TOP) * stage.height)
    left, right, top, bottom = (UPRIGHT if wide.height > 1.2 * wide.width else ACROSS)[name]
    x, y = wide.left[0] + wide.width * (left + right) / 2, wide.top[1] - wide.height * (top + bottom) / 2
    return Region(float(x), float(y), wide.width * (right - left), wide.height * (bottom - top))


def halves(region: Region) -> tuple[Region, Region]:
    """A region's two halves: side by side, or one over the other where it is narrow."""
    w, h = region.width, region.height
    if w > 4 * h:
        return replace(region, x=region.x - 0.265 * w, width=0.47 * w), replace(region, x=region.x + 0.265 * w, width=0.47 * w)
    return replace(region, y=region.y + 0.27 * h, height=0.45 * h), replace(region, y=region.y - 0.27 * h, height=0.45 * h)
