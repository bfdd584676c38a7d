"""A poster's paper: the films' ground, a light behind the thing that it shows, and a grain that each sheet has of its own."""

from __future__ import annotations

import numpy as np
from manim import Camera, ManimColor, Mobject

from scenes import ground

GRAIN = 0.05  # coarser than the films': a sheet of paper is looked at for longer
BRIGHT = 0.6  # of the way from the ground to the hue, in the middle of the light
REACH = 0.95  # of a thing's longer side, to where its light ends


def lay(camera: Camera, thing: Mobject, hue: str, sheet: int) -> None:
    """Let a camera draw on the paper of a sheet, its light behind a thing."""
    ground.lay(camera)
    height, width = camera.pixel_height, camera.pixel_width
    x, y, _ = thing.get_center()
    scale = height / camera.frame_height
    across = (np.arange(width) + 0.5 - width / 2) / scale - x
    down = (height / 2 - np.arange(height) - 0.5) / scale - y
    grains = np.random.default_rng(sheet)
    pixels = np.array(camera.background)
    for rows in ground.bands(height):
        far = np.hypot(across[None, :], down[rows, None]) / (REACH * max(thing.width, thing.height))
        share = BRIGHT * np.square(np.clip(1 - far, 0, 1))[..., None]
        grain = grains.triangular(-GRAIN, 0, GRAIN, (*far.shape, 1))
        lit = (1 - share) * pixels[rows, :, :3] / 255 + share * ManimColor(hue).to_rgb() + grain
        pixels[rows, :, :3] = np.clip(np.rint(255 * lit), 0, 255)
    camera.background = pixels
