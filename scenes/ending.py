"""The end card: the series as a strip of film that is exposed up to this film, and what comes next; in the pause of a last beat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import product

from manim import DOWN, RIGHT, Animation, Mobject, Rectangle, Square, UpdateFromAlphaFunc, VGroup, config, linear

from engine.called import Name
from scenes import progress, screen, series
from scenes.beat import Beat
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label

SIZES = ((36.0, 0.29), (32.0, 0.22))  # font sizes of the words, each with the pitch from frame to frame of the strip
STANDS = 6.0  # seconds at least of the last pause
RUNS_BACK = 1.0  # of them, in which the reel of the film runs back to its first frame; the others are the card's
Stop = tuple[int, int]  # the frame of the reel that is lit, and for how many frames of the film
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


def rewinding(count: int) -> Iterator[Stop]:
    """Where the reel of a film of so many beats stands, and for how many frames, as it runs back."""
    frames = round(RUNS_BACK * config.frame_rate)
    steps = min(frames, max(1, count - 1))
    for k in range(1, steps + 1):
        yield round((1 - k / steps) * (count - 1)), k * frames // steps - (k - 1) * frames // steps


class EndCard(VGroup):
    """strip   a frame a film, from the first to the last      words   what comes next"""

    def __init__(self, here: int, count: int, words: Label, pitch: float, beside: bool) -> None:
        self.here, self.words = here, words
        self.strip = VGroup(*(_frame(pitch) for _ in range(count))).arrange(RIGHT, buff=(1 - progress.WIDTH) * pitch)
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
            now = k == self.here
            frame.set_fill(theme().light if now else theme().soft, progress.NOW if now else progress.TOLD, family=False)


def _frame(pitch: float) -> Rectangle:
    """A frame with its holes, as on the reel along the upper edge, but larger."""
    frame = Rectangle(width=progress.WIDTH * pitch, height=progress.HEIGHT * pitch, stroke_width=0)
    for side, k in product((-1, 1), range(progress.HOLES)):
        hole = Square(progress.HOLE * pitch, stroke_width=0)
        across = (k - (progress.HOLES - 1) / 2) / progress.HOLES
        frame.add(hole.move_to([across * pitch, side * progress.BESIDE * pitch, 0]))
    return frame.set_fill(theme().soft, opacity=progress.COMING)


def cards(chapter: type) -> Iterator[EndCard]:
    """What may stand at the end of a chapter, the flattest first: below the picture; nothing for a film of no series, and for its last."""
    if (place := place_of(chapter)) is None:
        return
    here, title, count = place
    for beside, (size, pitch) in product((True, False), SIZES):
        words = Label(Name(screen.said("Next: ") + screen.said(title), ""), size, theme().ink)
        yield EndCard(here, count, words, pitch, beside)
