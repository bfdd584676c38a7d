"""A poster's sheet: the edge of a strip of film with the number, a few words that can be read on a thumb's nail, room for one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from manim import DOWN, LEFT, RIGHT, UL, UP, UR, RoundedRectangle, VGroup

from scenes import screen
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label

Side = Literal["left", "right", "over"]
WORDS, SMALLEST = 130.0, 90.0  # font sizes: .18 of the height, and what long words may shrink to
BOLD = 2.5  # of an outline around each letter
EDGE = 0.13  # of the shorter side: how broad the strip's edge is
AIR = 0.055  # of the shorter side, around what stands on the sheet


@dataclass(frozen=True)
class Poster:
    """A few words in lines, beside the picture or over it (in a frame that is not wide: over it), and the hue of the light behind it.

    edge    the side on which the strip of film runs      turns    whether the picture lies down in a frame that stands
    """

    lines: tuple[str, ...]
    side: Side
    hue: str
    edge: Literal["left", "right"] = "left"
    turns: bool = False

    @property
    def words(self) -> list[str]:
        return " ".join(self.lines).split()


def sheet(stage: Stage, poster: Poster, number: str) -> tuple[VGroup, Region]:
    """What every poster has, and the room that is left for its thing."""
    short = min(stage.width, stage.height)
    edge, air = EDGE * short, AIR * short
    strip, way = _strip(stage, edge, number), -1 if poster.edge == "left" else 1
    strip.shift(way * (stage.width - edge) / 2 * RIGHT)
    room = Region(-way * edge / 2, 0, stage.width - edge - 2 * air, stage.height - 2 * air)
    over = poster.side == "over" or stage.width <= stage.height
    lines = tuple(map(screen.said, poster.lines))
    lines = (" ".join(lines),) if poster.side == "over" and stage.width > stage.height else lines
    words = _words(lines, room.width if over else 0.5 * room.width, RIGHT if poster.side == "right" and not over else LEFT)
    if over:
        words.move_to(room.top, aligned_edge=UP).align_to(room.left, LEFT)
        taken = words.height + air
        return VGroup(strip, words), Region(room.x, room.y - taken / 2, room.width, room.height - taken)
    away, taken = (1 if poster.side == "left" else -1), words.width + air
    corner = room.center + (room.width / 2 * (LEFT if away > 0 else RIGHT)) + room.height / 2 * UP
    words.move_to(corner, aligned_edge=UL if away > 0 else UR)
    return VGroup(strip, words), Region(room.x + away * taken / 2, 0, room.width - taken, room.height)


def _words(lines: tuple[str, ...], width: float, edge: object) -> VGroup:
    """The lines one under the other, as large as they should be, or as their room lets them."""
    size = WORDS
    while size > SMALLEST and max(Label(line, size).width for line in lines) > width:
        size -= 3
    words = VGroup(*(Label(line, size, color=theme().ink).set_stroke(theme().ink, BOLD) for line in lines))
    words.arrange(DOWN, buff=0.3, aligned_edge=edge)
    return words if words.width <= width else words.scale(width / words.width)


def _strip(stage: Stage, edge: float, number: str) -> VGroup:
    """The edge of a strip of film: holes, and the film's number."""
    ground = RoundedRectangle(corner_radius=0.01, width=edge, height=stage.height + 0.2, stroke_width=0)
    ground.set_fill(theme().panel, opacity=1).center()
    count = round(stage.height / (0.95 * edge))
    pitch = stage.height / count
    hole = RoundedRectangle(corner_radius=0.1 * edge, width=0.4 * edge, height=0.46 * edge, stroke_width=0)
    hole.set_fill(theme().ground, opacity=1)
    holes = [hole.copy().move_to([0, stage.height / 2 - (k + 0.5) * pitch, 0]) for k in range(count - 2)]
    says = Label(number, 60, color=theme().backward)
    says.scale(min(0.82 * edge / says.width, 0.82 * edge / says.height))
    return VGroup(ground, *holes, says.move_to([0, -stage.height / 2 + 0.95 * pitch, 0]))
