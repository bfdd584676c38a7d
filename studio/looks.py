"""How frames look: their size, rate, shape and theme; manim's quality letters."""

from __future__ import annotations

from dataclasses import dataclass

HEIGHTS = {"l": 480, "m": 720, "h": 1080, "p": 1440, "k": 2160}
SHAPES = {"16:9": (16, 9), "9:16": (9, 16), "1:1": (1, 1)}
RATES = {"l": 15, "m": 30, "h": 60, "p": 60, "k": 60}


@dataclass(frozen=True)
class Look:
    """How frames look: size in pixels, frames a second, shape and theme; `clear` on a transparent ground."""

    width: int
    height: int
    fps: int
    shape: str = "16:9"
    theme: str = "dark"
    clear: bool = False


def look_of(quality: str, shape: str = "16:9", theme_name: str = "dark", fps: int | None = None) -> Look:
    """manim's quality letters; the letter's number of lines is the frame's shorter side, widths are even."""
    across, down = SHAPES[shape]
    k = HEIGHTS[quality] / min(across, down)
    return Look(2 * round(across * k / 2), 2 * round(down * k / 2), fps or RATES[quality], shape, theme_name)
