"""The stage of the nudge's film: the computation tree, and beside or under it a picture over its formulas."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.kit.place.stage import Region, Stage

LEFT_SHARE, TOP_SHARE = 0.56, 0.56  # of a wide frame, of a high one, for the tree


@dataclass(frozen=True)
class Rooms:
    """The tree's, and beside or under it a picture's and its formulas'; `beside` is both of these; `right` where lines may end."""

    tree: Region
    picture: Region
    board: Region
    beside: Region
    right: float


def rooms_on(stage: Stage) -> Rooms:
    """The tree at the left, the rest at its right; in a square or high frame the rest is under it."""
    r = stage.wide
    end, top, foot = r.x + r.width / 2, r.y + r.height / 2, r.y - r.height / 2
    if r.width > 1.3 * r.height:
        left, gap = r.width * LEFT_SHARE, 0.5
        beside = Region(r.x + (left + gap) / 2, r.y, r.width - left - gap, r.height)
        tree = Region(r.x - (r.width - left) / 2, r.y, left, r.height)
        return Rooms(tree, _part(beside, 0.42, 0.98), _part(beside, 0.02, 0.38), beside, end)
    tree = Region(r.x, top - TOP_SHARE * r.height / 2, r.width, TOP_SHARE * r.height)
    beside = Region(r.x, foot + (1 - TOP_SHARE) * r.height / 2 - 0.1, r.width, (1 - TOP_SHARE) * r.height - 0.2)
    if r.height > 1.3 * r.width:
        return Rooms(tree, _part(beside, 0.4, 1.0), _part(beside, 0.0, 0.36), beside, end)
    half = r.width / 2
    return Rooms(
        tree,
        Region(r.x - half / 2, beside.y, half - 0.3, beside.height),
        Region(r.x + half / 2, beside.y, half, beside.height),
        beside,
        end,
    )


def _part(r: Region, low: float, high: float) -> Region:
    """A region's full width, between two parts of its height."""
    return Region(r.x, r.y + ((low + high) / 2 - 0.5) * r.height, r.width, (high - low) * r.height)
