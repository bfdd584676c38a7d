"""Two pictures on one clock: a frame that gives each its room and its title, side by side or, where it is taller, one over the other."""

from __future__ import annotations

from manim import DashedLine, VGroup

from scenes.kit.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type import Label, small

GAP, HEAD = 0.5, 0.55  # between the pictures, and over each for its title


def arena(stage: Stage) -> Region:
    """All between the title and the board: room for two pictures, or for one large one."""
    top = stage.graph.y + stage.graph.height / 2
    bottom = stage.board.y + stage.board.height / 2 + 0.1
    return Region(0, (top + bottom) / 2, stage.wide.width, top - bottom)


class TwinFrame(VGroup):
    """regions[0], regions[1]   where the pictures stand      titles[k]   over each      rule   between them

    Both are shown by the same play, so that they move together: `self.play(left.go(0, 9), right.go(0, 9), run_time=8)`.
    """

    def __init__(self, region: Region, first: str, second: str) -> None:
        super().__init__()
        wide = region.width >= region.height
        halves = [_half(region, k, wide) for k in range(2)]
        self.regions = [Region(half.x, half.y - HEAD / 2, half.width, half.height - HEAD) for half in halves]
        self.titles = VGroup(*(Label(words, size=small() + 2, color=theme().ink) for words in (first, second)))
        for title, half in zip(self.titles, halves, strict=True):
            title.move_to(half.top - [0, HEAD / 2, 0])
        middle, reach = region.center, [0, region.height / 2, 0] if wide else [region.width / 2, 0, 0]
        self.rule = DashedLine(middle - reach, middle + reach, color=theme().line, stroke_width=1.5)
        self.add(self.titles, self.rule)


def _half(region: Region, k: int, wide: bool) -> Region:
    side = 2 * k - 1
    if wide:
        width = (region.width - GAP) / 2
        return Region(region.x + side * (width + GAP) / 2, region.y, width, region.height)
    height = (region.height - GAP) / 2
    return Region(region.x, region.y - side * (height + GAP) / 2, region.width, height)
