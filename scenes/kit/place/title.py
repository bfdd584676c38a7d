"""A film's title on a strip of film: what every film of the series has in common."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, AnimationGroup, FadeIn, Square, VGroup

from engine.called import Name
from scenes import screen
from scenes.kit.place.shots import fit, smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Label

HOLE, PITCH = 0.09, 0.27  # manim units
DIM = 0.45  # of the light of secondary text
RUNS = 4  # holes that it runs as it comes


class _Hole(Square):
    """Of the strip's edge."""


HOLES = _Hole.__name__  # by which they are known where only the names of things are


class Title(VGroup):
    """words, and rows of `holes` along the edges of its room, as many as fit; comes() lets it run in."""

    def __init__(self, words: str, room: Region) -> None:
        inner = Region(room.x, room.y, room.width, room.height - 5 * HOLE)
        self.words = max((fit(_lines(words, count), inner) for count in (1, 2)), key=smallest_type)
        hole = _Hole(HOLE, stroke_width=0, fill_color=theme().soft, fill_opacity=DIM)
        rows = (VGroup(*(hole.copy() for _ in range(int(room.width / PITCH)))).arrange(RIGHT, buff=PITCH - HOLE) for _ in range(2))
        self.holes = VGroup(*rows)
        for row, edge, side in zip(self.holes, (room.top, room.bottom), (-1, 1), strict=True):
            row.move_to(edge).shift([0, side * HOLE / 2, 0])
        super().__init__(self.holes, self.words)

    def comes(self, run_time: float = 0.7) -> AnimationGroup:
        """The strip runs to its place, and stands."""
        return AnimationGroup(FadeIn(self.holes, shift=RUNS * PITCH * LEFT), FadeIn(self.words), run_time=run_time)


def _lines(words: str, count: int) -> VGroup:
    """A title in so many lines of about one length, where it has as many words."""
    lines: list[list[str]] = [[]]
    said = screen.said(words)
    for word in said.split(" "):
        if sum(map(len, lines[-1])) + len(word) / 2 > len(said) / count and len(lines) < count:
            lines.append([])
        lines[-1].append(word)
    return VGroup(*(Label(Name(" ".join(line), ""), LARGE, theme().ink) for line in lines if line)).arrange(DOWN, buff=0.2)
