"""Where the program, the network beside it, and what is under the network stand."""

from __future__ import annotations

from scenes.kit.place.stage import Region, Stage


def rooms(stage: Stage) -> tuple[Region, Region, Region]:
    """For the program, for the network, and for what is under it; in a narrow frame all under each other."""
    if stage.is_narrow:
        return stage.side, stage.graph, stage.board
    wide = stage.wide
    return (
        Region(wide.x - 0.265 * wide.width, wide.y, 0.47 * wide.width, wide.height),
        Region(wide.x + 0.26 * wide.width, 1.55, 0.48 * wide.width, 3.2),
        Region(wide.x + 0.26 * wide.width, -2.05, 0.46 * wide.width, 2.5),
    )


def halves(foot: Region) -> tuple[Region, Region]:
    """For a curve under the network, and for the line of maths beside it."""
    left = Region(foot.x - 0.25 * foot.width, foot.y, 0.5 * foot.width, foot.height)
    return left, Region(foot.x + 0.25 * foot.width, foot.y, 0.48 * foot.width, foot.height)
