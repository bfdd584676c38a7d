"""The stage of the neuron's film: a small sketch, the large bench, and room for formulas."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.kit.place.stage import Region, Stage

NEAR = 0.6  # of the frame's width, for the bench; formulas have the rest


@dataclass(frozen=True)
class Rooms:
    """Where the sketch of the neuron, its bench and its formulas stand."""

    sketch: Region
    bench: Region
    board: Region


def rooms_on(stage: Stage) -> Rooms:
    """Bench at the left, sketch over formulas at the right; in a high frame sketch, bench, formulas under each other."""
    r = stage.wide
    if r.width > 1.3 * r.height:
        side, x = r.width * (1 - NEAR) - 0.3, r.x + r.width * NEAR / 2 + 0.15
        top, foot = r.y + r.height / 2, r.y - r.height / 2
        bench = Region(r.x - r.width * (1 - NEAR) / 2, r.y, r.width * NEAR, r.height)
        return Rooms(Region(x, top - 1.15, side, 2.1), bench, Region(x, (top - 2.6 + foot) / 2, side, top - 2.6 - foot))
    top, sketch, board = r.y + r.height / 2, 0.18 * r.height, 0.2 * r.height
    bench = Region(r.x, r.y + (board - sketch) / 2, r.width, r.height - sketch - board - 0.5)
    return Rooms(Region(r.x, top - sketch / 2, r.width, sketch), bench, Region(r.x, top - r.height + board / 2, r.width, board))
