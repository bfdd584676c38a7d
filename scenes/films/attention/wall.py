"""The whole head on one wall, in matrices: forward left, backward right; in a narrow frame one under the other."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, VGroup

from scenes.films.attention import formulas
from scenes.kit.place.stage import Stage
from scenes.kit.type.formula import BODY, Formula, Label


class Wall(VGroup):
    """heads[k] over the two halves; lines[mark] of both, by the mark at which each is said. Parts are shown one by one."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        forward, backward = ({mark: Formula(line) for mark, line in half.items()} for half in (formulas.forward(), formulas.backward()))
        self.lines, self.heads = forward | backward, [Label(name, size=BODY) for name in ("forward", "backward")]
        for head, lines, buff in zip(self.heads, (forward, backward), (0.45, 0.28), strict=True):
            self.add(VGroup(head, *lines.values()).arrange(DOWN, buff=buff, aligned_edge=LEFT))
        way, edge, buff = (DOWN, LEFT, 0.7) if stage.is_narrow else (RIGHT, UP, 2.2)
        stage.wide.hold(self.arrange(way, buff=buff, aligned_edge=edge))
