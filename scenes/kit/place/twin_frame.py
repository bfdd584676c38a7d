"""Two pictures on one clock: side by side, or over each other in a tall frame, a title each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from manim import DOWN, UP, Animation, DashedLine, Mobject, UpdateFromAlphaFunc, VGroup, linear

from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Label

GAP = 0.5  # between the two pictures
HEAD = 0.75  # of a title and the air under it
BASE = 0.45  # of its line of type, under the frame's edge


class TwinFrame(VGroup):
    """titles[k] and a divider, for k = 0 and 1; rooms[k] is the Region under a title, free for that side's picture.

    pictures          what the film has put into the rooms; not moved or cleared with the frame
    parts(k, share)   a room cut in two, along its longer way: (first Region, second Region)
    clock(...)        an Animation in which both pictures show the same moment
    """

    def __init__(self, region: Region, titles: Sequence[str]) -> None:
        super().__init__()
        self.pictures: list[Mobject] = []  # what stands in the rooms, for who looks at the whole
        self.stacked = region.width < 1.2 * region.height
        whole = [_cut(region, k, self.stacked) for k in range(2)]
        self.rooms = [Region(r.x, r.y - HEAD / 2, r.width, r.height - HEAD) for r in whole]
        self.titles = VGroup(*(Label(words, BODY, theme().ink) for words in titles))
        for title, room in zip(self.titles, whole, strict=True):
            title.next_to(room.top, DOWN, buff=0.12)
            title.shift((room.top[1] - BASE - title[0].get_bottom()[1]) * UP)  # both on one line, whatever hangs below it
        half = [region.width / 2, 0, 0] if self.stacked else region.height / 2 * UP
        self.divider = DashedLine(region.center - half, region.center + half, stroke_width=1.5, color=theme().line)
        self.add(self.titles, self.divider)

    def parts(self, k: int, share: float = 0.5) -> tuple[Region, Region]:
        """Upper and lower part of a room, or left and right where the twins stand over each other; `share` is the first's."""
        r = self.rooms[k]
        if self.stacked:
            one, two = share * r.width, (1 - share) * r.width
            return Region(r.x - two / 2, r.y, one, r.height), Region(r.x + one / 2, r.y, two, r.height)
        one, two = share * r.height, (1 - share) * r.height
        return Region(r.x, r.y + two / 2, r.width, one), Region(r.x, r.y - one / 2, r.width, two)

    @staticmethod
    def clock(shows: Sequence[Callable[[float], object]], parts: Sequence[Mobject], run_time: float) -> Animation:
        """At every frame each side shows the same moment (0 to 1); `parts` are on the frame and move."""

        def tick(_: Mobject, alpha: float) -> None:
            for show in shows:
                show(alpha)

        return UpdateFromAlphaFunc(VGroup(*parts), tick, run_time=run_time, rate_func=linear)


def _cut(region: Region, k: int, stacked: bool) -> Region:
    """The k-th half of a region, with air towards the other."""
    side = 2 * k - 1
    if stacked:
        height = (region.height - GAP) / 2
        return Region(region.x, region.y - side * (height + GAP) / 2, region.width, height)
    width = (region.width - GAP) / 2
    return Region(region.x + side * (width + GAP) / 2, region.y, width, region.height)
