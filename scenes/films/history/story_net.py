"""The networks of the story: no numbers and hardly a name in them, so they fill the rooms that they get."""

from __future__ import annotations

from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.network.layout import FEW, Layout
from scenes.kit.place.stage import Region

LARGEST = 0.8  # radius of a neuron, in manim units


class StoryNet(NetworkDiagram):
    """A network that fills its room; one of few neurons a layer climbs, where its room is high."""

    def laid_in(self, region: Region) -> Layout:
        """The outer neurons touch the room's edges."""
        upright = self.rows <= FEW and region.height > 0.9 * region.width
        along, across = (region.height, region.width) if upright else (region.width, region.height)
        radius = min(LARGEST, 0.25 * along / self.columns, 0.36 * across / self.rows)
        pitch = (across - 2 * radius) / max(1, self.rows - 1)
        middle, half = (region.y if upright else region.x), along / 2 - radius
        return Layout(region, self.columns, radius, pitch, middle - half, middle + half, upright)

    def in_room(self, region: Region) -> StoryNet:
        """The same network in another room."""
        return StoryNet(self.sizes, region)
