"""Where the neurons of a diagram stand and how large they are: in bands as ever, or filling all the room they get."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.kit.place.stage import Region

LARGEST = 0.95  # radius of a neuron, in manim units
HANG = 0.42  # room across, outside of the outer neurons, for the names and numbers that they carry
SIDE = 0.95  # the same in an upright network, where they stand beside their neurons
FOOT = 0.25  # room over and under the neurons where they are many: numbers hang under each of them
APART = 2.4  # radii that a neuron of few takes up, with the room to the next: numbers stand on the edges between them
SNUG = 2.2  # where none do
FEW = 2  # neurons of a layer, up to which all are outer ones: they carry outside, and the network can stand upright


@dataclass(frozen=True)
class Layout:
    """A grid of columns (layers, an ellipsis, the loss) and rows (neurons) in a region, in manim units.

    radius, pitch   of a neuron; from one neuron of a layer to the next
    low, high       where the first and the last column stand, along the way that values go
    upright         whether values climb: the first column at the bottom
    """

    region: Region
    columns: int
    radius: float
    pitch: float
    low: float
    high: float
    upright: bool = False

    def place(self, column: int, row: float, rows: int) -> np.ndarray:
        """The centre of the neuron in a column and, from the top (upright: from the left), a row of so many."""
        along = self.low + column / (self.columns - 1) * (self.high - self.low)
        across = ((rows - 1) / 2 - row) * self.pitch
        r = self.region
        return np.array([r.x - across, along, 0.0] if self.upright else [along, r.y + across, 0.0])

    def lane(self, centres: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """The low and the high corner, (2,) each, of what lies between two columns of neurons inside the region."""
        r, along = self.region, int(self.upright)
        low, high = (np.array([r.x, r.y]) + sign * np.array([r.width, r.height]) / 2 for sign in (-1, 1))
        ways = [c[along] for c in centres]
        low[along], high[along] = min(ways), max(ways)
        return low, high


def banded(region: Region, columns: int, rows: int) -> Layout:
    """Neurons of a middling size, as they stand over a board."""
    pitch = min(region.height / rows, 2.3)
    radius = min(0.62, 0.36 * pitch, 0.25 * region.width / columns)
    half = (region.width - 2.4 * radius) / 2
    return Layout(region, columns, radius, pitch, region.x - half, region.x + half)


def roomy(region: Region, columns: int, rows: int, may_stand: bool = False, side: float = SIDE, apart: float = APART) -> Layout:
    """Neurons as large as a region lets them be, spread over all of it; upright where they may stand, and are few, with room beside."""
    few = rows <= FEW
    upright = may_stand and few
    along, across = (region.height, region.width) if upright else (region.width, region.height)
    free = across - (2 * side if upright else 2 * HANG if few else 2 * FOOT)
    wide = (0.38 if upright else 0.36 if columns <= 4 else 0.27) * along / columns
    radius = min(LARGEST, wide, free / (apart * rows) if few else 0.345 * free / rows)
    pitch = (free - 2 * radius) / max(1, rows - 1) if few else free / rows
    middle, half = (region.y if upright else region.x), along / 2 - radius - 0.05
    return Layout(region, columns, radius, pitch, middle - half, middle + half, upright)
