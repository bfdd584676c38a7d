"""Two networks side by side that are one thing to the stage, a title over each."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation, AnimationGroup

from scenes.films.training.trained_net import TrainedNet
from scenes.kit.place.stage import Region
from scenes.kit.place.twin_frame import TwinFrame

NOWHERE = Region(0, 0, 1, 1)  # before they have a room


class TwinNets:
    """nets[k], of which those that are `new` are laid where they will be shown; `frame` has titles, made for the room that they fill."""

    def __init__(self, nets: Sequence[TrainedNet], titles: Sequence[str], new: Sequence[TrainedNet]) -> None:
        self.nets, self.words, self.region, self.new = nets, titles, NOWHERE, new
        self.frame = TwinFrame(NOWHERE, titles)

    def digit_in(self, room: Region) -> float:
        """The font size of the smallest number of both in a room."""
        frame = TwinFrame(room, self.words)
        return min(net.digit_in(half) for net, half in zip(self.nets, frame.rooms, strict=True))

    def settle(self, room: Region) -> Animation:
        """Both fill their halves of a room."""
        self.region, self.frame = room, TwinFrame(room, self.words)
        pairs = list(zip(self.nets, self.frame.rooms, strict=True))
        for net, half in pairs:
            if net in self.new:
                net.lay(half)
                net.region = half
        return AnimationGroup(*(net.settle(half) for net, half in pairs if net not in self.new))
