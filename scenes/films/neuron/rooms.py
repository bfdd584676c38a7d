"""The stage of the neuron's film: a sketch of the neuron, what it does on lines, and a sheet for formulas; divided in two ways."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.kit.place.shots import Room, region
from scenes.kit.place.stage import Region, Stage

L, R = 0.05, 0.95
CLOSE: dict[str, tuple[Room, Room, Room]] = {  # sketch and sheet over one long line
    "16:9": ((L, 0.065, 0.56, 0.50), (L, 0.51, R, 0.877), (0.585, 0.07, R, 0.49)),
    "9:16": ((L, 0.07, R, 0.32), (L, 0.33, R, 0.62), (L, 0.64, R, 0.875)),
    "1:1": ((L, 0.065, R, 0.37), (L, 0.38, R, 0.66), (L, 0.68, R, 0.875)),
}
WHOLE: dict[str, tuple[Room, Room, Room]] = {  # the bench beside both, in a narrow frame between them
    "16:9": ((0.645, 0.07, R, 0.37), (L, 0.065, 0.62, 0.875), (0.645, 0.40, R, 0.87)),
    "9:16": ((L, 0.065, R, 0.22), (L, 0.225, R, 0.68), (L, 0.70, R, 0.875)),
    "1:1": ((0.60, 0.07, R, 0.37), (L, 0.065, 0.575, 0.66), (L, 0.69, R, 0.875)),
}

NAMED: Room = (L, 0.1, R, 0.78)  # for the sketch alone, its words under it


@dataclass(frozen=True)
class Rooms:
    """Where the sketch of the neuron, its bench (or one line of it) and the sheet of formulas stand."""

    sketch: Region
    bench: Region
    board: Region


def rooms_on(stage: Stage, close: bool = False) -> Rooms:
    """The division of a frame, `close` to the line of z or for the whole bench."""
    return Rooms(*(region(stage, room) for room in (CLOSE if close else WHOLE)[stage.shape]))


def named_on(stage: Stage) -> Region:
    """The room of the sketch over the words for what it does."""
    return region(stage, NAMED)
