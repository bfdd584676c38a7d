"""Where the pictures of the story stand: beside what is written, or over it, with a line under the years for a name."""

from __future__ import annotations

from scenes.kit.place.stage import Region, Stage


def picture_and_lines(stage: Stage) -> tuple[Region, Region]:
    """For a picture and for what is written beside it, or under it; a line under the title stays free."""
    top, foot = stage.wide.y + stage.wide.height / 2 - 0.75, stage.wide.y - stage.wide.height / 2
    width, y, height = stage.width * 0.88, (top + foot) / 2, top - foot
    if width > 1.3 * height:
        return Region(-0.25 * width, y, 0.48 * width, height), Region(0.24 * width, y, 0.52 * width, 0.8 * height)
    return Region(0, top - 0.32 * height, width, 0.64 * height), Region(0, foot + 0.14 * height, width, 0.28 * height)


def name_place(stage: Stage) -> Region:
    """The line under the title."""
    return Region(0, stage.title.y - stage.title.height / 2 - 0.35, stage.width * 0.88, 0.5)


def net_place(stage: Stage) -> Region:
    """For a network over its formula."""
    room = bars_place(stage)
    return Region(0, room.y, min(room.width, 8.0), room.height - 0.6)


def bars_place(stage: Stage) -> Region:
    """Over the board, under the names."""
    top, foot = stage.wide.y + stage.wide.height / 2 - 0.75, stage.board.y + stage.board.height / 2 - 0.3
    return Region(0, (top + foot) / 2, stage.width * 0.88, top - foot)


def starts_place(stage: Stage) -> Region:
    """For a row of starts, in the upper half of the board."""
    room = stage.board
    return Region(room.x, room.y + 0.3, 0.9 * room.width, 0.5)
