"""Where a filter's film has its things: the picture, the filter and the outputs, side by side, around a corner, or the outputs below."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.kit.place.stage import Region, Stage

NAME = 0.46  # over a grid
GAP = 0.35
Cell = tuple[float, float]


@dataclass(frozen=True)
class Rooms:
    """Regions with room for a name over each grid, and a board below; width and height of their cells."""

    picture: Region
    filter: Region
    outputs: Region
    board: Region
    pixel: Cell
    weight: Cell
    output: Cell


def rooms(stage: Stage) -> Rooms:
    """Side by side; where the frame is narrow, the filter stands under the picture and the outputs."""
    a = stage.arena
    if not stage.is_narrow:
        third = a.width / 3
        left, middle, right = (Region(x, a.y, third, a.height) for x in (a.x - third, a.x, a.x + third))
        return Rooms(left, middle, right, stage.board, (0.58, 0.58), (0.96, 0.82), (0.96, 0.87))
    if stage.shape == "9:16":
        return _tall(stage)
    output = (0.9, 0.75)
    pixel = 4 * output[1] / 6
    top, foot = a.y + a.height / 2, stage.board.y - stage.board.height / 2
    upper, lower = 4 * output[1] + NAME, 3 * 0.58 + NAME
    edge = 6 * pixel + 4 * output[0] + GAP
    board = top - upper - lower - 2 * GAP
    return Rooms(
        Region(3 * pixel - edge / 2, top - upper / 2, 6 * pixel, upper),
        Region(0, top - upper - GAP - lower / 2, a.width, lower),
        Region(edge / 2 - 2 * output[0], top - upper / 2, 4 * output[0], upper),
        Region(0, (board + foot) / 2, a.width, board - foot),
        (pixel, pixel),
        (0.9, 0.58),
        output,
    )


def _tall(stage: Stage) -> Rooms:
    """The filter beside the picture, the outputs under both: cells large enough for a phone."""
    pixel, weight, output = 0.58, (1.0, 0.8), (1.1, 0.74)
    top, foot = stage.arena.y + stage.arena.height / 2, stage.board.y - stage.board.height / 2
    upper, lower = 6 * pixel + NAME, 4 * output[1] + NAME
    wide = 6 * pixel + 3 * weight[0] + 1.4 * GAP
    board = top - upper - lower - 1.9 * GAP
    return Rooms(
        Region(3 * pixel - wide / 2, top - upper / 2, 6 * pixel, upper),
        Region((wide - 3 * weight[0]) / 2, top - upper / 2, 3 * weight[0], upper),
        Region(0, top - upper - GAP - lower / 2, 4 * output[0], lower),
        Region(0, (board + foot) / 2, stage.board.width, board - foot),
        (pixel, pixel),
        weight,
        output,
    )
