"""Where a filter's film has its things: the picture, the filter and the outputs, side by side, around a corner, or the outputs below."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.films.convolution.followed import At, Sizes
from scenes.kit.place.shots import Room, region
from scenes.kit.place.stage import Region, Stage

GRIDS: Room = (0.05, 0.07, 0.95, 0.6)
BOARD: Room = (0.05, 0.62, 0.95, 0.878)
FOOT = 0.905  # of the height: how far a narrow frame is used, where cells need the room
NAME = 0.46  # over a grid
GAP = 0.35
Cell = tuple[float, float]


@dataclass(frozen=True)
class Rooms:
    """Regions with room for a name over each grid, and a board below; width and height of their cells. `aside`: for lines, if there is."""

    picture: Region
    filter: Region
    outputs: Region
    board: Region
    pixel: Cell
    weight: Cell
    output: Cell
    aside: Region | None = None


def rooms(stage: Stage, sizes: Sizes) -> Rooms:
    """Side by side; where the frame is narrow, the filter stands under the picture and the outputs."""
    a = region(stage, GRIDS)
    if stage.shape == "9:16":
        return _tall(stage, sizes)
    if stage.is_narrow:
        return _square(stage, sizes)
    third, high = a.width / 3, a.height - NAME
    left, middle, right = (Region(x, a.y, third, a.height) for x in (a.x - third, a.x, a.x + third))
    wide = third - 0.15
    pixel = min(_within(sizes.picture, wide, high, (0.64, 0.64)))
    weight, output = _within(sizes.filter, wide, high, (1.3, 1.1)), _within(sizes.outputs, wide, high, (1.05, 0.95))
    return Rooms(left, middle, right, region(stage, BOARD), (pixel, pixel), weight, output)


def _square(stage: Stage, sizes: Sizes) -> Rooms:
    """The picture and the outputs in one row, the filter under both."""
    a, high, low = region(stage, GRIDS), 3.0, 1.74
    top, foot = a.y + a.height / 2, (0.5 - FOOT) * stage.height
    pixel = min(_within(sizes.picture, 4.2, high, (0.5, 0.5)))
    across = pixel * sizes.picture[1]
    output = _within(sizes.outputs, a.width - across - GAP, high, (0.9, 0.75))
    weight = _within(sizes.filter, a.width, low, (0.9, 0.58))
    upper, lower, beside = high + NAME, low + NAME, sizes.outputs[1] * output[0]
    edge = across + beside + GAP
    board = top - upper - lower - 2 * GAP
    half, y = sizes.filter[1] * weight[0] / 2 + GAP, top - upper - GAP - lower / 2
    aside = Region((half + a.width / 2) / 2, y, a.width / 2 - half, lower) if sizes.filter[1] <= 3 else None
    return Rooms(
        Region((across - edge) / 2, top - upper / 2, across, upper),
        Region(0, y, a.width, lower),
        Region((edge - beside) / 2, top - upper / 2, beside, upper),
        Region(0, (board + foot) / 2, a.width, board - foot),
        (pixel, pixel),
        weight,
        output,
        aside,
    )


def _tall(stage: Stage, sizes: Sizes) -> Rooms:
    """The filter beside the picture, the outputs under both: cells large enough for a phone."""
    top, foot = region(stage, GRIDS).y + region(stage, GRIDS).height / 2, (0.5 - FOOT) * stage.height
    high, low, gap = 3.48, 2.96, 1.4 * GAP
    room = high if sizes.filter[1] <= 3 else 2.0  # for the picture, which has no digits where the filter is wide
    pixel = min(_within(sizes.picture, room, high, (0.58, 0.58)))
    across = pixel * sizes.picture[1]
    weight = _within(sizes.filter, stage.width * 0.9 - across - gap, high, (1.0, 0.8))
    output = _within(sizes.outputs, stage.width * 0.9, low, (1.1, 0.74))
    upper, lower, beside = high + NAME, low + NAME, sizes.filter[1] * weight[0]
    wide = across + beside + gap
    board = top - upper - lower - 1.9 * GAP
    return Rooms(
        Region((across - wide) / 2, top - upper / 2, across, upper),
        Region((wide - beside) / 2, top - upper / 2, beside, upper),
        Region(0, top - upper - GAP - lower / 2, stage.width * 0.9, lower),
        Region(0, (board + foot) / 2, stage.width * 0.9, board - foot),
        (pixel, pixel),
        weight,
        output,
    )


def _within(shape: At, width: float, height: float, most: Cell) -> Cell:
    """Width and height of the cells of a grid that is to fit, no larger than these."""
    return min(most[0], width / shape[1]), min(most[1], height / shape[0])
