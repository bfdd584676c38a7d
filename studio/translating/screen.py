"""The words that a film sets on screen, found by walking it and composing its poster; nothing is encoded or kept."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from engine.reading import Reading
from scenes import screen
from studio import posters, telling
from studio.drawing import draw
from studio.looks import look_of
from studio.orders import Order

FPS = 4  # of a walk: words are the same however often they are looked at


def words_on(chapter: str, lesson: str, code: str) -> Mapping[str, bool]:
    """The English of every word that a film sets on a lesson, and whether the language has it; none where it is not told on it."""
    with tempfile.TemporaryDirectory() as work:
        order = Order(lesson, chapter, look_of("l", fps=FPS), "silent", Path(work), langs=(code,))
        if telling.fit(order).unfit:
            return {}
        told = telling.tell(order)
        with screen.noted() as asked:
            draw(told.chapter, told.reading, told.beats, told.timings, order.look, order.work, lang=code)
            posters.composed(chapter, told.chapter.told_on(Reading(told.trace)), order.look.shape, order.look.theme, order.work, code)
        screen.use({})
        return asked
