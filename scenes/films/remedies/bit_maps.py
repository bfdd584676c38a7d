"""Real patterns as rows or columns of small circles: which neurons are on, what is wanted and what is said."""

from __future__ import annotations

from manim import LEFT, RIGHT, Circle, VGroup

from engine.reading import Numbers
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label

FOOT = 0.6  # under a map, for what its ends and its circles are called


class OnMap(VGroup):
    """columns[l]: the neurons of hidden layer l as small circles in a column, full where they are on; names, under them."""

    def __init__(self, lit: Numbers, region: Region) -> None:
        super().__init__()
        layers, n = lit.array.shape
        region = Region(region.x, region.y + FOOT / 2, region.width, region.height - FOOT)
        pitch = min(region.width / layers, region.height / n)
        wide = min(region.width / layers, 4 * pitch)
        self.columns = VGroup()
        for l, column in enumerate(lit.array):
            x = region.x + (l - (layers - 1) / 2) * wide
            self.columns.add(
                VGroup(*(_neuron(x, region.y + ((n - 1) / 2 - i) * pitch, 0.36 * pitch, bool(on)) for i, on in enumerate(column)))
            )
        on, off = (VGroup(_neuron(0, 0, 0.12, full), _called("on" if full else "off")).arrange(RIGHT, buff=0.15) for full in (True, False))
        y = region.y - region.height / 2 - 0.62 * FOOT
        ends = (
            _within(_called(words).move_to([column.get_x(), y, 0]), region)
            for words, column in zip(("front", "back"), self.columns[:: layers - 1], strict=True)
        )
        self.names = VGroup(*ends, VGroup(on, off).arrange(RIGHT, buff=0.5).move_to([region.x, y, 0]))
        self.add(self.columns, self.names)


class BitRows(VGroup):
    """name, rows[m]: what is said or wanted of example m, a small circle for each number between 0 and 1, the fuller the more."""

    def __init__(self, values: Numbers, region: Region, name: str) -> None:
        super().__init__()
        many, n = values.array.shape
        pitch = min(region.width / n, (region.height - 0.55) / many, 0.6)
        top = region.y + (many * pitch - 0.55) / 2
        self.name = Label(name, resting(), theme().soft).move_to([region.x, top + 0.35, 0])
        self.rows = VGroup()
        for m, row in enumerate(values.array):
            xs = [region.x + (i - (n - 1) / 2) * pitch for i in range(n)]
            circles = (Circle(0.36 * pitch, color=theme().forward, stroke_width=2) for _ in xs)
            self.rows.add(
                VGroup(
                    *(
                        c.set_fill(theme().forward, opacity=float(v)).move_to([x, top - (m + 0.5) * pitch, 0])
                        for c, x, v in zip(circles, xs, row, strict=True)
                    )
                )
            )
        self.add(self.name, self.rows)


def _within(label: Label, region: Region) -> Label:
    """Not past the sides of a region."""
    past = abs(label.get_x() - region.x) + label.width / 2 - region.width / 2
    return label.shift(max(0.0, past) * (RIGHT if label.get_x() < region.x else LEFT))


def _called(words: str) -> Label:
    return Label(words, resting(), theme().soft)


def _neuron(x: float, y: float, radius: float, on: bool) -> Circle:
    hue = theme().forward if on else theme().line
    return Circle(radius, color=hue, stroke_width=2, fill_color=theme().forward, fill_opacity=0.9 if on else 0.0).move_to([x, y, 0])
