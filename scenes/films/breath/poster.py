"""The poster: what the lesson's network has learned to say, a band across the plane, with its points."""

from __future__ import annotations

from manim import Mobject

from engine.reading import Reading
from scenes.films.breath.pair import Run
from scenes.kit.plots.decision_boundary import FieldView
from scenes.kit.poster.sheet import Poster

POSTER = Poster(("In one", "breath"), "left", "forward")
SIDE = 6.0


def picture(t: Reading) -> Mobject:
    """The panel of the last kept step."""
    run, view = Run(t), FieldView(SIDE, 0.0, 1.0)
    view.scatter(run.plane, run.x, run.y)
    view.paint(*run.said(len(run.nets) - 1))
    view.dots.set_stroke(width=8)
    return view
