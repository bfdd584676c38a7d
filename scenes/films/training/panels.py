"""Where the panels of a network in training stand: in a row, or climbing where the room is tall. No manim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes.kit.place.stage import Region

RADIUS = 0.46  # of an input
AIR = 0.3  # between two panels of a layer
STRIDE = 0.4  # of a panel, from one layer to the next
LITTLE = 0.9  # of the sides of panels in a row, that upright ones keep
HALF = 0.46  # of the way from the inputs to the far end, that the answer may take


@dataclass(frozen=True)
class Plan:
    """Sides and places (centres) of the answer, of hidden panels layer by layer, of inputs."""

    side: float
    cell: float
    answer: np.ndarray
    hidden: Sequence[Sequence[np.ndarray]]
    inputs: Sequence[np.ndarray]
    upright: bool


def planned(room: Region, rows: Sequence[int], inputs: int) -> Plan:
    """The plan with the larger panels, in a room that is not broad upright if that costs little; with no rows the answer stands alone."""
    if not rows:
        side = min(room.width, room.height)
        return Plan(side, side, room.center, (), (), False)
    flat, upright = (_laid(room, rows, inputs, stands) for stands in (False, True))
    return upright if upright.side + upright.cell > LITTLE * (flat.side + flat.cell) else flat


def _laid(room: Region, rows: Sequence[int], inputs: int, upright: bool) -> Plan:
    along, across = (room.height, room.width) if upright else (room.width, room.height)
    side = min(across, HALF * along)
    free, layers, most = along - 2 * RADIUS - side, len(rows), max(rows)
    cell = min((across - AIR * (most - 1)) / most, free / (layers + STRIDE * (layers + 1)))
    gap = (free - layers * cell) / (layers + 1)

    def place(way: float, off: float) -> np.ndarray:
        """So far along from the inputs' end, so far off the middle (up, or upright to the left)."""
        x, y = (room.x - off, room.y - along / 2 + way) if upright else (room.x - along / 2 + way, room.y + off)
        return np.array([x, y, 0.0])

    def spread(way: float, count: int, pitch: float) -> list[np.ndarray]:
        return [place(way, ((count - 1) / 2 - k) * pitch) for k in range(count)]

    hidden = [spread(2 * RADIUS + gap + k * (cell + gap) + cell / 2, n, cell + AIR) for k, n in enumerate(rows)]
    pitch = min(0.45 * across, max(cell + AIR, 3 * RADIUS))
    return Plan(side, cell, place(along - side / 2, 0.0), hidden, spread(RADIUS, inputs, pitch), upright)
