"""Many runs from many seeds: a dot for each, full where it learned, a ring where it got stuck."""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, Circle, VGroup

from engine.reading import Number, Reading
from scenes.films.training.facts import seeds
from scenes.kit.place.shots import RESTING
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

ROW = 20  # dots in a row


class Chance(VGroup):
    """dots[k] of seed k; learned, stuck (lists of them); `counts[0..1]` how many those are."""

    def __init__(self, t: Reading, stage: Stage, room: Region) -> None:
        super().__init__()
        learns = t.trace.studies["seeds"].learns
        row = ROW if room.width > room.height else ROW // 2
        pitch = min(room.width / row, (room.height - 1.3) / np.ceil(len(learns) / row))
        self.dots = VGroup(*(Circle(0.34 * pitch, stroke_width=4, color=theme().soft) for _ in learns))
        self.dots.arrange_in_grid(cols=row, buff=0.32 * pitch)
        self.learned = [dot for dot, ok in zip(self.dots, learns, strict=True) if ok]
        self.stuck = [dot for dot, ok in zip(self.dots, learns, strict=True) if not ok]
        size = RESTING[stage.shape] + 16
        counts = _count(seeds(t).learned, "all right", theme().positive, size), _count(seeds(t).stuck, "not yet", theme().ink, size)
        self.counts = VGroup(*counts).arrange(RIGHT, buff=1.0)
        VGroup(self.dots, self.counts).arrange(DOWN, buff=0.5).move_to(room.center)
        self.add(self.dots)


def _count(number: Number, words: str, hue: str, size: float) -> Formula:
    return Formula(f'{{n}} "{words}"', size=size, color=hue, n=number)
