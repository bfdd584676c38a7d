"""The end card: the series as a strip of film, the frame of this film lit, and what comes next; in the pause of a last beat."""

from __future__ import annotations

from collections.abc import Iterator

from manim import DOWN, RIGHT, RoundedRectangle, VGroup

from engine.called import Name
from scenes import screen, series
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label

SIZE, SMALLER = 34.0, 28.0  # font sizes of the words
WIDTH, HEIGHT, GAP = 0.2, 0.28, 0.05  # of a frame on the strip, and between two


def cards(chapter: type) -> Iterator[VGroup]:
    """What may stand at the end of a chapter, the widest first; nothing for a film of no series, and for its last."""
    told = series.films()
    rooms = [base.__module__ for base in chapter.__mro__]
    here = next((k for k, film in enumerate(told) if film.module in rooms and film.group), None)
    if here is None or here + 1 >= len(told) or not told[here + 1].group:
        return
    count = sum(bool(film.group) for film in told)
    for size in (SIZE, SMALLER):
        for beside in (True, False):
            words = Label(Name(screen.said("Next: ") + screen.said(told[here + 1].title), ""), size, theme().ink)
            yield _marked(VGroup(_strip(count, here), words).arrange(RIGHT if beside else DOWN, buff=0.3 if beside else 0.15))


def _strip(count: int, here: int) -> VGroup:
    """A frame a film: those that were told are exposed, this one is lit."""
    frames = VGroup(*(RoundedRectangle(0.03, width=WIDTH, height=HEIGHT, stroke_width=1.5, color=theme().line) for _ in range(count)))
    for k, frame in enumerate(frames[: here + 1]):
        frame.set_fill(theme().light if k == here else theme().line, opacity=1)
    return frames.arrange(RIGHT, buff=GAP)


def _marked(made: VGroup) -> VGroup:
    for part in made.get_family():
        part.set_z_index(40, family=False).is_light = True
        vars(part).pop("ink", None)
    return made
