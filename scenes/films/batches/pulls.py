"""What every example would do with two of the weights, and what their mean does, as one picture for one room."""

from __future__ import annotations

from manim import Mobject, VGroup

from engine.reading import Reading
from scenes.films.batches import facts
from scenes.films.batches.arrow_plane import ArrowPlane, dimmed
from scenes.films.batches.example_names import pull_names
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme


class Pulls(VGroup):
    """plane; arrows[k] of examples, names of those that are told, mean (arrow and name), dots of mini-batches; holds those asked for."""

    def __init__(self, t: Reading, stage: Stage, room: Region, *shown: str, on: str | None = None) -> None:
        super().__init__()
        tips = facts.tips(t, 0)
        across, up = (t.name.W[l][i][j] for l, i, j in facts.axes(t))
        middles = list(facts.tips(t, facts.small_batch(t)))
        self.plane = ArrowPlane(stage, room, across, up, tips, middles, on)
        self.which = {k: self.plane.arrow(tips[k], theme().backward) for k in facts.drawn(t)}
        self.arrows = VGroup(*self.which.values())
        self.names = pull_names(t, self.plane, {k: tips[k] for k in facts.told(t)}, [*(tips[k] for k in self.which), facts.mean_tip(t)])
        self.dots = VGroup(*(self.plane.dot(tip, theme().backward) for tip in middles))
        taken = self.names if "names" in shown else self.dots if "dots" in shown else ()
        self.mean = self.plane.mean(facts.mean_tip(t), taken, self.plane.beads(tips[k] for k in self.which))
        if "dots" in shown:
            self.arrows.set_opacity(dimmed(self.arrows))
        parts: dict[str, Mobject] = {"arrows": self.arrows, "names": self.names, "mean": self.mean, "dots": self.dots}
        self.add(self.plane, *(parts[name] for name in shown))
