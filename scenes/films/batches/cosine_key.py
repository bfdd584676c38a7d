"""What a cosine says of two directions: pairs of arrows, and the number that stands for each."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, UP, Arrow, VGroup

from scenes.kit.place.shots import RESTING
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.ink import Scale

TURNS = (1.0, 0.0, -1.0)  # cosines that are shown


class CosineKey(VGroup):
    """Rows of two arrows and their cosine: one way, across each other, opposite."""

    def __init__(self, stage: Stage, room: Region) -> None:
        super().__init__()
        size, pitch = RESTING[stage.shape] + 10, room.height / len(TURNS)
        reach = min(0.42 * pitch, 0.2 * room.width)
        for k, cosine in enumerate(TURNS):
            at = room.center + (len(TURNS) / 2 - k - 0.5) * pitch * UP
            self.add(
                VGroup(
                    _pair(cosine, reach).move_to(at + 0.2 * room.width * -RIGHT),
                    _said(cosine, size).move_to(at + 0.25 * room.width * RIGHT),
                )
            )


def _said(cosine: float, size: float) -> Formula:
    return Formula("{s}", size=size, s=Scale.of(cosine))


def _pair(cosine: float, reach: float) -> VGroup:
    """Two arrows from one place, so far turned from each other; side by side where they go one way."""
    way = np.array([cosine, np.sqrt(1 - cosine**2), 0.0])
    ways = ((RIGHT, theme().ink, 0.0), (way, theme().backward, 0.16 if cosine == 1 else 0.0))
    return VGroup(*(Arrow(up * UP, up * UP + 2 * reach * w, buff=0, color=hue, stroke_width=8, tip_length=0.28) for w, hue, up in ways))
