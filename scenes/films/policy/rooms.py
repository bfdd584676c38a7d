"""Where the bars, the network and the plots stand."""

from __future__ import annotations

from manim import Line, Mobject

from scenes.kit.place.shots import inside, room_of
from scenes.kit.place.stage import Region, Stage

LINES = "LEDGER"  # the shot of what is worked out under bars


def plots(stage: Stage) -> str:
    """The shot of bars and plots: over a low board, but in a tall frame, which has room for a higher one."""
    return LINES if stage.shape == "9:16" else "FOOT"


def _above(stage: Stage, shot: str = LINES) -> tuple[float, float]:
    """Top and foot of the room over the board."""
    room = room_of(stage, shot)
    return room.y + room.height / 2, room.y - room.height / 2


def board(stage: Stage, shot: str) -> Region:
    """For the lines that work something out."""
    return inside(room_of(stage, shot, 1))


def bars_and_plot(stage: Stage) -> tuple[Region, Region]:
    """For the bars and for the plot of the objective, over the board: side by side, or one over the other."""
    top, foot = _above(stage, plots(stage))
    width, high = stage.width * 0.9, top - foot
    if stage.is_narrow:
        part = (0.36 if stage.shape == "9:16" else 0.3) * high
        return Region(0, top - part / 2, width, part), Region(0, (top - part + foot) / 2, width, high - part - 0.3)
    return Region(-0.325 * width, (top + foot) / 2, 0.31 * width, high), Region(0.18 * width, (top + foot) / 2, 0.62 * width, high - 0.2)


def net_place(stage: Stage) -> Region:
    """For the network, before there is a plot."""
    left, _ = bars_and_plot(stage)
    if stage.is_narrow:
        return Region(0, left.y, 0.7 * left.width, left.height)
    top, foot = _above(stage)
    return Region(-0.24 * stage.width, (top + foot) / 2, 0.3 * stage.width, top - foot - 0.7)


def bars_place(stage: Stage) -> Region:
    """For the bars beside the network, or under it."""
    left, right = bars_and_plot(stage)
    if stage.is_narrow:
        return Region(0, right.y + 0.05 * right.height, left.width, left.height)
    top, foot = _above(stage)
    return Region(0.22 * stage.width, (top + foot) / 2, left.width, top - foot)


def alone(stage: Stage) -> Region:
    """For one plot under the title."""
    room = inside(room_of(stage, "TITLED"))
    return Region(room.x, room.y, 0.95 * room.width, room.height)


def own(stage: Stage) -> Region:
    """For the bars of anybody's own policy, over the board."""
    top, foot = _above(stage)
    return Region(0, (top + foot) / 2, stage.width * 0.88, top - foot)


def pair(stage: Stage) -> tuple[Region, Region]:
    """Two equal rooms in the whole frame: side by side, or one over the other."""
    left, right = (inside(inside(room_of(stage, "TWINS", k))) for k in range(2))
    return left, right


def to_the_world(stage: Stage, acts: Mobject) -> tuple[Line, Line]:
    """The way from what acts to the edge of the frame, and the way back."""
    out = Line(acts.get_center(), [0.5 * stage.width, acts.get_y(), 0])
    return out, Line(out.get_end(), out.get_start())
