"""The way that the series came: its films in groups, by their titles, and the mark that stands before the title of a film."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, RIGHT, Triangle, VGroup

from scenes import series
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label

SIZE, ROOM = 28, 0.92  # of titles, as they are made; of the height, what a group takes


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


def told_in(name: str, size: float) -> VGroup:
    """The title of a film in which something was told, soft, to stand over it."""
    return film_label(title_of(name), size, theme().soft)


class SeriesMap(VGroup):
    """groups[k]: a head and films, each as large as the room lets it be, from one left edge: one leaves, and the next comes."""

    def __init__(self, room: Region) -> None:
        super().__init__()
        inner = Region(room.x, room.y, room.width, ROOM * room.height)
        self.groups = VGroup(*(fit(_group(head, titles), inner) for head, titles in titled_groups()))
        left = min(float(group.get_left()[0]) for group in self.groups)
        for group in self.groups:
            group.shift((left - group.get_left()[0]) * RIGHT)
        self.add(self.groups)


def _group(head: str, titles: Sequence[str]) -> VGroup:
    """Lines at even distances: the head, and the titles of the films."""
    lines = [VGroup(Label(head, size=SIZE + 3, color=theme().light)), *(film_label(title, SIZE) for title in titles)]
    for k, line in enumerate(lines):
        first = line[-1][0]
        down = 0.0172 * SIZE * (k + (0.35 if k else 0))
        line.shift([-line.get_left()[0], -down - first.get_bottom()[1], 0])
    return VGroup(*lines)
