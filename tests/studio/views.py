"""Views of a few mobjects, for the tests of the rules that look at them."""

from types import SimpleNamespace

import numpy as np
from manim import ManimColor, Mobject

from scenes.kit.place.stage import STAGES
from scenes.kit.theme import theme
from studio.proof.view import View, things_on


def view(*mobjects: Mobject, shape: str = "16:9", beat: str = "b", frame: int = 20) -> View:
    """What is seen of these, drawn in this order."""
    stage, ground = STAGES[shape], np.array(ManimColor(theme().ground).to_rgb())
    things = things_on(SimpleNamespace(mobjects=list(mobjects), foreground_mobjects=[]))
    return View(beat, frame, stage.width, stage.height, ground, things)


def whats(rule, *mobjects: Mobject, **kwargs: str) -> list[str]:
    """What a rule says of these."""
    return [what for _, _, what, _, _ in rule(view(*mobjects, **kwargs))]
