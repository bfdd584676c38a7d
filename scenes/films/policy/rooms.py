"""Where the bars, the network and the plots stand."""

from __future__ import annotations

from scenes.kit.place.stage import Region, Stage


def bars_and_plot(stage: Stage) -> tuple[Region, Region]:
    """For the bars and for the plot of the objective, over the board, with the title's room: side by side, or one over the other."""
    top, foot = stage.title.y + stage.title.height / 2, stage.arena.y - stage.arena.height / 2
    width, high = stage.width * 0.9, top - foot
    if stage.is_narrow:
        part = 0.36 * high
        return Region(0, top - part / 2, width, part), Region(0, (top - part + foot) / 2, width, high - part - 0.3)
    return Region(-0.335 * width, (top + foot) / 2, 0.33 * width, high), Region(0.18 * width, (top + foot) / 2, 0.63 * width, high)


def net_place(stage: Stage) -> Region:
    """For the network, before there is a plot."""
    left, _ = bars_and_plot(stage)
    if stage.is_narrow:
        return Region(0, left.y, 0.7 * left.width, left.height)
    return Region(-0.24 * stage.width, left.y, 0.3 * stage.width, left.height - 0.7)


def bars_place(stage: Stage) -> Region:
    """For the bars beside the network, or under it: as large as they stay."""
    left, right = bars_and_plot(stage)
    if stage.is_narrow:
        return Region(0, right.y + 0.05 * right.height, left.width, left.height)
    return Region(0.22 * stage.width, left.y, left.width, left.height)


def alone(stage: Stage) -> Region:
    """For one plot under the title."""
    a = stage.arena
    return Region(a.x, a.y, 0.86 * a.width, a.height - 0.3)


def own(stage: Stage) -> Region:
    """For the bars of anybody's own policy, over the board, with the title's room."""
    top, foot = stage.title.y - stage.title.height / 2 - 0.1, stage.arena.y - stage.arena.height / 2
    return Region(0, (top + foot) / 2, stage.width * 0.88, top - foot)


def pair(stage: Stage) -> tuple[Region, Region]:
    """Two equal rooms in the whole frame: side by side, or one over the other."""
    top, foot = stage.title.y + stage.title.height / 2, stage.board.y - stage.board.height / 2 + 0.4
    width, high = stage.width * 0.9, top - foot
    if stage.is_narrow:
        return Region(0, top - 0.24 * high, width, 0.46 * high), Region(0, foot + 0.24 * high, width, 0.46 * high)
    return Region(-0.255 * width, (top + foot) / 2, 0.48 * width, high), Region(0.255 * width, (top + foot) / 2, 0.48 * width, high)
