"""Where the pictures of the story stand: beside what is written, or over it, under the years and a line for a name."""

from __future__ import annotations

from scenes.kit.place.shots import Room, region
from scenes.kit.place.stage import Region, Stage

YEARS: Room = (0.05, 0.055, 0.95, 0.105)
NAME: Room = (0.05, 0.13, 0.95, 0.185)
PICTURE: Room = (0.05, 0.215, 0.95, 0.695)
UNDER: Room = (0.05, 0.73, 0.95, 0.875)
WHOLE: Room = (0.05, 0.215, 0.95, 0.87)


def picture_and_lines(stage: Stage) -> tuple[Region, Region]:
    """For a picture and for what is written beside it, or under it."""
    if stage.is_narrow:
        return region(stage, (0.14, 0.215, 0.9, 0.71)), region(stage, UNDER)
    return region(stage, (0.05, 0.2, 0.5, 0.87)), region(stage, (0.54, 0.26, 0.95, 0.81))


def years_place(stage: Stage) -> Region:
    """The row of years."""
    return region(stage, YEARS)


def name_place(stage: Stage) -> Region:
    """The line under the years."""
    return region(stage, NAME)


def whole_place(stage: Stage) -> Region:
    """Under the names, all that is left: for a picture under which nothing is written."""
    return region(stage, WHOLE)


def picture_place(stage: Stage) -> Region:
    """Under the names, over what is written."""
    return region(stage, PICTURE)


def bars_place(stage: Stage) -> Region:
    """The same for bars, whose heads need air under the names."""
    return region(stage, (0.05, 0.21, 0.95, 0.725))


def under_place(stage: Stage) -> Region:
    """For what is written under a picture."""
    return region(stage, UNDER)


def starts_place(stage: Stage) -> Region:
    """For a row of starts, over what is said of them."""
    return region(stage, (0.05, 0.73, 0.95, 0.79))
