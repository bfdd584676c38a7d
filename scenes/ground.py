"""The ground of every frame: paper, lightest in the middle, with a still grain; drawn once, under all else."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from manim import Camera

from scenes.kit.theme import theme

FALL = 0.04  # of the lightness, from the middle to the corners
GRAIN = 0.015
SEED = 7


def tint_at(middle: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """A ground, without its grain, at places in fractions of the frame from its middle, where it is `middle` (3,); colours in 0..1."""
    lightness = (middle.max() + middle.min()) / 2
    out = np.clip(2 * (np.square(x) + np.square(y)), 0, 1)  # 0 in the middle, 1 in the corners
    return np.asarray(middle * (1 - FALL / lightness * (out * (2 - out)))[..., None])


@lru_cache(maxsize=2)
def paper(ground: str, width: int, height: int) -> np.ndarray:
    """A ground as pixels, RGBA (height, width, 4)."""
    middle = np.array([int(ground[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    y, x = np.meshgrid((np.arange(height) + 0.5) / height - 0.5, (np.arange(width) + 0.5) / width - 0.5, indexing="ij")
    grain = np.random.default_rng(SEED).triangular(-GRAIN, 0, GRAIN, (height, width))
    pixels = np.full((height, width, 4), 255, np.uint8)
    pixels[..., :3] = np.clip(np.rint(255 * (tint_at(middle, x, y) + grain[..., None])), 0, 255)
    pixels.flags.writeable = False
    return pixels


def lay(camera: Camera) -> None:
    """Let a camera draw on the ground of the theme."""
    camera.background_color = theme().ground
    camera.background = paper(theme().ground, camera.pixel_width, camera.pixel_height)


def clear(camera: Camera) -> None:
    """Let a camera draw on nothing: what lies under or over all as the ground's light (`is_ground`) then falls on things alone."""
    camera.background = np.zeros((camera.pixel_height, camera.pixel_width, 4), np.uint8)
