"""The network of the forward pass: where it fills a square frame, the names under it keep off the captions."""

from __future__ import annotations

from dataclasses import replace

from scenes.kit.network.layout import Layout
from scenes.kit.network.lit_net import LitNet
from scenes.kit.place.stage import Region

TALL, NAMES = 7.5, 0.14  # manim units: the height of a room that is all of a square frame, and what names hang out of it


class NamedNet(LitNet):
    """A LitNet whose names stand inside of its room in a square frame, too."""

    def laid_in(self, region: Region) -> Layout:
        """As large as the region lets it be, with room for names outside of it."""
        is_square = TALL < region.height < region.width
        return super().laid_in(replace(region, height=region.height - NAMES) if is_square else region)
