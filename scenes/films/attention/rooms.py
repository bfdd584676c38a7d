"""Where things stand in every shape: the table of words, the grid of who looks at whom, and the board below them."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.kit.place.stage import Region


@dataclass(frozen=True)
class Rooms:
    """`board` holds the line that works something out."""

    table: Region
    grid: Region
    board: Region

    @property
    def whole(self) -> Region:
        """The rooms of table and grid together."""
        if self.table.y == self.grid.y:
            return Region(0, self.table.y, self.board.width, self.table.height)
        top, bottom = self.table.y + self.table.height / 2, self.grid.y - self.grid.height / 2
        return Region(0, (top + bottom) / 2, self.table.width, top - bottom)


ROOMS = {
    "16:9": Rooms(Region(-2.6, 0.95, 7.6, 4.0), Region(4.1, 0.95, 4.6, 4.0), Region(0, -2.35, 12.6, 2.3)),
    "9:16": Rooms(Region(0, 3.95, 7.1, 3.7), Region(0, -0.1, 6.6, 3.8), Region(0, -4.4, 7.2, 3.8)),
    "1:1": Rooms(Region(0, 2.9, 8.8, 2.9), Region(0, -0.2, 8.2, 2.8), Region(0, -3.15, 9.0, 2.6)),
}
