"""The end card: the series as a strip of film that is exposed up to this film, and what comes next; in the pause of a last beat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from manim import DOWN, RIGHT, Animation, Mobject, RoundedRectangle, UpdateFromAlphaFunc, VGroup, linear

from engine.called import Name
from scenes import screen, series
from scenes.beat import Beat
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label

SIZE, SMALLER = 34.0, 28.0  # font sizes of the words
WIDTH, HEIGHT, GAP = 0.2, 0.28, 0.05  # of a frame on the strip, and between two
STANDS = 4.0  # seconds at least that a card is given
LIT_BY = 0.8  # of its time, when this film's own frame is lit


@cache
def place_of(chapter: type) -> tuple[int, str, int] | None:
    """Where a film stands in its series, the title of the next one, and how many there are; None where nothing follows."""
    told = series.films()
    rooms = [base.__module__ for base in chapter.__mro__]
    here = next((k for k, film in enumerate(told) if film.module in rooms and film.group), None)
    if here is None or here + 1 >= len(told) or not told[here + 1].group:
        return None
    return here, told[here + 1].title, sum(bool(film.group) for film in told)


def with_room(chapter: type, beats: Sequence[Beat]) -> list[Beat]:
    """The beats of a film; the last one leaves a card the time that it needs."""
    if not beats or place_of(chapter) is None:
        return list(beats)
    return [*beats[:-1], replace(beats[-1], pause=max(beats[-1].pause, STANDS))]


class EndCard(VGroup):
    """strip   a frame a film, from the first to the last      words   what comes next"""

    def __init__(self, here: int, count: int, words: Label, beside: bool) -> None:
        self.here, self.words = here, words
        frames = (RoundedRectangle(0.03, width=WIDTH, height=HEIGHT, stroke_width=1.5, color=theme().line) for _ in range(count))
        self.strip = VGroup(*frames).arrange(RIGHT, buff=GAP)
        super().__init__(self.strip, words)
        self.arrange(RIGHT if beside else DOWN, buff=0.3 if beside else 0.15)
        for part in self.get_family():
            part.set_z_index(40, family=False).is_light = True
            vars(part).pop("ink", None)

    def filling(self, seconds: float) -> Animation:
        """The strip is exposed, film by film, until this one's frame is lit."""
        return UpdateFromAlphaFunc(self.strip, self._expose, rate_func=linear)

    def _expose(self, strip: Mobject, alpha: float) -> None:
        told = round(min(1.0, alpha / LIT_BY) * (self.here + 1))
        for k, frame in enumerate(self.strip[:told]):
            frame.set_fill(theme().light if k == self.here else theme().line, opacity=1)


def cards(chapter: type) -> Iterator[EndCard]:
    """What may stand at the end of a chapter, the widest first; nothing for a film of no series, and for its last."""
    if (place := place_of(chapter)) is None:
        return
    here, title, count = place
    for size in (SIZE, SMALLER):
        for beside in (True, False):
            words = Label(Name(screen.said("Next: ") + screen.said(title), ""), size, theme().ink)
            yield EndCard(here, count, words, beside)
