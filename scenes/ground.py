"""The ground of every frame: paper, lightest in the middle, with a still grain; drawn once, under all else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from manim import Camera

from scenes.kit.theme import theme
from scenes.progress import expose

FALL = 0.04  # of the lightness, from the middle to the corners
GRAIN = 0.011  # as little as leaves no bands once it is encoded; every bit of it is paid for in each whole picture of a film
SEED = 7
BAND = 64  # rows


def tint_at(middle: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """A ground, without its grain, at places in fractions of the frame from its middle, where it is `middle` (3,); colours in 0..1."""
    lightness = (middle.max() + middle.min()) / 2
    out = np.clip(2 * (np.square(x) + np.square(y)), 0, 1)  # 0 in the middle, 1 in the corners
    return np.asarray(middle * (1 - FALL / lightness * (out * (2 - out)))[..., None])


def bands(height: int) -> Iterator[slice]:
    """The rows of a picture, a few at a time: whole pictures of fractions take more memory than all that is drawn on them."""
    return (slice(top, min(top + BAND, height)) for top in range(0, height, BAND))


@lru_cache(maxsize=2)
def paper(ground: str, width: int, height: int) -> np.ndarray:
    """A ground as pixels, RGBA (height, width, 4)."""
    middle = np.array([int(ground[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    y, x = (np.arange(height) + 0.5) / height - 0.5, (np.arange(width) + 0.5) / width - 0.5
    grains = np.random.default_rng(SEED)
    pixels = np.full((height, width, 4), 255, np.uint8)
    for rows in bands(height):
        tint = tint_at(middle, *np.broadcast_arrays(x[None, :], y[rows, None]))
        grain = grains.triangular(-GRAIN, 0, GRAIN, (*tint.shape[:2], 1))
        pixels[rows, :, :3] = np.clip(np.rint(255 * (tint + grain)), 0, 255)
    pixels.flags.writeable = False
    return pixels


def lay(camera: Camera, now: int = 0, count: int = 0) -> None:
    """Let a camera draw on the ground of the theme, along whose upper edge a film of so many beats shows which one it tells."""
    camera.background_color = theme().ground
    pixels = paper(theme().ground, camera.pixel_width, camera.pixel_height)
    if count:
        pixels = np.array(pixels)
        expose(pixels, now, count)
    camera.background = pixels


def clear(camera: Camera, now: int = 0, count: int = 0) -> None:
    """Let a camera draw on nothing: what lies under or over all as the ground's light (`is_ground`) then falls on things alone."""
    camera.background = np.zeros((camera.pixel_height, camera.pixel_width, 4), np.uint8)
