"""Reading proof: a chapter is walked once, without encoding, and every rule looks at it."""

from __future__ import annotations

from collections.abc import Callable

from scenes.chapter import Chapter
from scenes.kit.place.stage import STAGES
from studio import holding
from studio.drawing import draw
from studio.orders import Order
from studio.proof import claims, composition, contrast, layout, maths, numbers, numerals, shooting, sounds, speech, timing
from studio.proof.defect import Defect
from studio.proof.view import Viewer
from studio.proof.walked import Walked
from studio.telling import tell

QUICK = (numbers, claims, timing, speech, maths)  # which need no look at pictures or sound
FAMILIES = (*QUICK, numerals, layout, contrast, composition, shooting, sounds)
RULES = tuple(rule for family in FAMILIES for rule in family.RULES)


def read(order: Order) -> list[Defect]:
    """Every defect of a chapter: numbers, places, times, captions and, when it is rendered, sound; in order of time."""
    return judge(walk(order))


def walk(order: Order, progress: Callable[[int, int], None] = lambda done, of: None) -> Walked:
    """A chapter told and walked, looked at wherever it rests; `progress` hears how many of its frames are done."""
    stage = STAGES[order.look.shape]
    viewer = Viewer(order.look.fps, stage.width, stage.height)
    with holding.held(order.work):
        told = tell(order)
        total = sum(timing.frames for timing in told.timings)

        def on_rest(scene: Chapter, beat: str, frames: int, last: bool) -> None:
            viewer(scene, beat, frames, last)
            progress(scene.frame + max(0, frames), total)

        drawn = draw(told.chapter, told.reading, told.beats, told.timings, order.look, order.work, on_rest=on_rest, lang=order.lang)
    return Walked(order, told, drawn, viewer.views)


def judge(film: Walked) -> list[Defect]:
    """What every rule finds in a chapter that was walked, in order of time."""
    return sorted((defect for family in FAMILIES for defect in family.defects(film)), key=lambda defect: defect.second)
