"""How the cost of a gradient grows with the network: a table of sizes, curves over the number of weights, and the memory it takes."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, UR, Line, Rectangle, VGroup

from engine.reading import Reading
from scenes.acts import cost_words as words
from scenes.kit.log_axes import GrowingCurve, LogAxes
from scenes.kit.number import Num, show
from scenes.kit.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type import Formula, Label, small

FIELDS = ("nudged", "walked", "backprop")
COLUMNS = ("width", "weights", *FIELDS)
HEADS = ("width", "weights", "by nudging", "path by path", "by backprop")
LEAST = 0.04


def hues() -> list[str]:
    """The colours of nudging, of the paths, of backprop."""
    return [theme().soft, theme().forward, theme().backward]


class Growth(VGroup):
    """A table: heads[c] and cells[k][column] for network k, columns in `COLUMNS`; `rule` under the heads. Parts are shown one by one."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        ink = [theme().ink, theme().ink, *hues()]
        size = 1.4 * small()
        self.heads = [Label(head, size=1.15 * small(), color=hue) for head, hue in zip(HEADS, ink, strict=True)]
        self.cells = [self._row(t, k, size, ink) for k in range(3)]
        widths = [max(head.width, *(row[c].width for row in self.cells)) for head, c in zip(self.heads, COLUMNS, strict=True)]
        gap = min(0.8, (region.width - sum(widths)) / (len(widths) - 1))
        right = -gap
        for head, column, width in zip(self.heads, COLUMNS, widths, strict=True):
            right += gap + width
            for y, part in enumerate([head, *(row[column] for row in self.cells)]):
                part.move_to([right, -y - (0.1 if y else 0), 0], aligned_edge=RIGHT if y else UR)
        body = VGroup(*self.heads, *(cell for row in self.cells for cell in row.values()))
        line = body.get_top()[1] - 0.6
        self.rule = Line([body.get_left()[0], line, 0], [body.get_right()[0], line, 0], color=theme().line, stroke_width=2)
        self.add(body, self.rule)
        region.hold(self)

    def _row(self, t: Reading, k: int, size: float, hues: list[str]) -> dict[str, Num]:
        numbers = [words.cost(t, f"widths[{k}]"), *(words.sized(t, k, field) for field in COLUMNS[1:])]
        digits = [1, 1, 2, 2, 2]
        return {c: Num(show(n, digits=d), size, hue) for c, n, d, hue in zip(COLUMNS, numbers, digits, hues, strict=True)}


class Growing:
    """axes, ticks (the weights of the three networks); curves[k], names[k] of the three ways, in the order of the race."""

    def __init__(self, t: Reading, stage: Stage) -> None:
        xs, *ys = (t.numbers(f"studies.cost.{field}", "count") for field in ("weights", *FIELDS))
        tags = [Label(name, size=small(), color=hue) for name, hue in zip(("nudging", "paths", "backprop"), hues(), strict=True)]
        self.axes = LogAxes(
            _beside(stage, tags[-1].width), xs.array, np.concatenate([y.array for y in ys]), '"weights"', '"multiplications"'
        )
        self.axes.names[0].next_to(self.axes.axes[0].get_end(), RIGHT, buff=0.2)
        self.ticks = VGroup(*(self.axes.tick(words.sized(t, k, "weights")) for k in range(3)))
        self.curves = [GrowingCurve(self.axes, xs, y, hue) for y, hue in zip(ys, hues(), strict=True)]
        self.names = [tag.next_to(curve.points_on[-1], RIGHT, buff=0.2) for tag, curve in zip(tags, self.curves, strict=True)]


def _beside(stage: Stage, tag: float) -> Region:
    """Room for the axes, with tags right of them; in a wide frame down to the foot of the board."""
    place, height = (stage.graph, stage.graph.height) if stage.is_narrow else (stage.arena, stage.arena.height - 0.3)
    left = stage.aside.x - stage.aside.width / 2
    return Region(left + (stage.aside.width - tag) / 2, place.y, stage.aside.width - tag, height)


class Memory(VGroup):
    """one (numbers kept for one example), weights and many (what they and a whole batch take, as bars on one scale)."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        weights, many = (words.sized(t, 2, field) for field in ("weight_bytes", "batch_bytes"))
        self.one = Formula('"kept for one example:" {n} "numbers"', size=1.2 * small(), n=words.sized(t, 2, "kept"))
        batch = Formula('"kept for" {n} "examples"', size=small(), n=words.cost(t, "batch"))
        names = [Label("all its weights", size=small(), color=theme().ink), batch]
        bytes_ = [Formula('{n} "bytes"', size=small(), n=show(n, digits=2)) for n in (weights, many)]
        room = (region.width - max(n.width for n in names) - max(n.width for n in bytes_) - 0.5) / max(weights.value, many.value)
        self.weights, self.many = (
            VGroup(name, _bar(max(LEAST, room * n.value), hue), said).arrange(RIGHT, buff=0.2)
            for name, n, hue, said in zip(names, (weights, many), (theme().positive, theme().forward), bytes_, strict=True)
        )
        for y, row in enumerate((self.weights, self.many)):
            row.shift(row[1].get_left()[0] * LEFT + (row[1].get_y() + 0.8 * y) * DOWN)
        self.one.next_to(VGroup(self.weights, self.many), UP, buff=0.6)
        self.add(self.one, self.weights, self.many)
        region.hold(self)


def _bar(width: float, hue: str) -> Rectangle:
    return Rectangle(width=width, height=0.36, stroke_width=0, fill_color=hue, fill_opacity=0.9)
