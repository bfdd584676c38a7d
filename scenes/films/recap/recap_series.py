"""The way that the series came: its films in groups, by their names, and the mark that stands before the name of a film."""

from __future__ import annotations

import numpy as np
from manim import LEFT, Triangle, VGroup

from scenes.kit.place.stage import Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("one neuron", ("One neuron", "A nudge and a slope", "One step downhill", "A chain of neurons")),
    ("one network", ("Numbers walk through the network", "One weight, one chain", "The blame flows back", "Every weight gets its share",
                     "Every weight takes its step")),
    ("to make it learn", ("Trust, but verify", "Many examples, one step", "Badly wrong, slow to learn", "Watch it learn")),
    ("to make it deep", ("Vanishing and exploding", "What made deep learning deep", "Two passes instead of a million")),
    ("to put it to work", ("Seeing: shared weights", "Language: one attention head", "Recommending: sparse rows",
                          "Acting: a policy gradient")),
    ("to look back", ("Which knob is to blame? 1958 – 1986", "The whole thing on one wall")),
)  # fmt: skip
COLUMNS = 3


def film(title: str, size: float, color: str | None = None) -> VGroup:
    """The name of a film behind the mark of one, level with its first letter."""
    label = Label(title, size=size, color=color or theme().ink)
    mark = Triangle(stroke_width=0, fill_color=theme().soft, fill_opacity=1).rotate(-np.pi / 2).scale_to_fit_height(0.0068 * size)
    mark.next_to(label, LEFT, buff=0.16).set_y(label[0].get_y())
    return VGroup(mark, label)


class Series(VGroup):
    """groups[k]: a head (none in a narrow frame) and films; three columns of two groups, or all under each other."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        size = 27 if stage.is_narrow else 28
        self.groups = VGroup(*(_group(head, titles, size, not stage.is_narrow) for head, titles in GROUPS))
        x = y = 0.0
        for k, group in enumerate(self.groups):
            upper = self.groups[k - COLUMNS] if k >= COLUMNS and not stage.is_narrow else None
            if upper is None:
                _lay(group, x, y)
                width = max(group.width, 0 if stage.is_narrow else self.groups[k + COLUMNS].width)
                x, y = (x, y - group.height - 0.4) if stage.is_narrow else (x + width + 0.75, y)
            else:
                _lay(group, upper.get_left()[0], min(one.get_bottom()[1] for one in self.groups[:COLUMNS]) - 0.8)
        self.add(self.groups)
        stage.wide.hold(self)


def _lay(group: VGroup, x: float, y: float) -> None:
    """The first line of a group begins here, on this height."""
    group.shift([x - group.get_left()[0], y - group[0][-1][0].get_bottom()[1], 0])


def _group(head: str, titles: tuple[str, ...], size: float, headed: bool) -> VGroup:
    """Lines at even distances: the head, and the names of the films."""
    lines = [VGroup(Label(head, size=size + 3, color=theme().light))] if headed else []
    lines += [film(title, size) for title in titles]
    for k, line in enumerate(lines):
        first = line[-1][0]
        down = 0.0172 * size * (k + (0.35 if headed and k else 0))
        line.shift([-line.get_left()[0], -down - first.get_bottom()[1], 0])
    return VGroup(*lines)
