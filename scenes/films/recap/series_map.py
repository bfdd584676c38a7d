"""The way that the series came: its films in groups, by their titles, and the mark that stands before the title of a film."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, Triangle, VGroup

from scenes import series
from scenes.kit.place.stage import Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label, small

COLUMNS = 3


def title_of(name: str) -> str:
    """The title of a film of the series."""
    return next(film.title for film in series.films() if film.name == name)


def titled_groups() -> list[tuple[str, list[str]]]:
    """The parts of the series in order, each with the titles of its films."""
    titles = {film.name: film.title for film in series.films()}
    return [(head, [titles[name] for name in names if name in titles]) for head, names in series.groups()]


def film_label(title: str, size: float, color: str | None = None) -> VGroup:
    """The title of a film behind the mark of one, level with its first letter."""
    label = Label(title, size=size, color=color or theme().ink)
    mark = Triangle(stroke_width=0, fill_color=theme().soft, fill_opacity=1).rotate(-np.pi / 2).scale_to_fit_height(0.0068 * size)
    mark.next_to(label, LEFT, buff=0.16).set_y(label[0].get_y())
    return VGroup(mark, label)


def told_in(name: str) -> VGroup:
    """The title of the film in which something was told, small and soft, to stand over it."""
    return film_label(title_of(name), 1.15 * small(), theme().soft)


class SeriesMap(VGroup):
    """groups[k]: a head (none in a narrow frame) and films; three columns of two groups, or all under each other."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        size = 27 if stage.is_narrow else 28
        self.groups = VGroup(*(_group(head, titles, size, not stage.is_narrow) for head, titles in titled_groups()))
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


def _group(head: str, titles: Sequence[str], size: float, headed: bool) -> VGroup:
    """Lines at even distances: the head, and the titles of the films."""
    lines = [VGroup(Label(head, size=size + 3, color=theme().light))] if headed else []
    lines += [film_label(title, size) for title in titles]
    for k, line in enumerate(lines):
        first = line[-1][0]
        down = 0.0172 * size * (k + (0.35 if headed and k else 0))
        line.shift([-line.get_left()[0], -down - first.get_bottom()[1], 0])
    return VGroup(*lines)
