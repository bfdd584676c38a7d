"""The whole stack as large as the frame: a tile for what comes in, for every layer and for the loss, each with the values it gives.

The way goes along a row and comes back along the next, so that neighbours touch. Values are said by light alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    DOWN,
    Animation,
    FadeIn,
    FadeOut,
    LaggedStart,
    Line,
    ReplacementTransform,
    RoundedRectangle,
    Square,
    Triangle,
    VGroup,
    VMobject,
    smooth,
    squish_rate_func,
)

from engine.reading import Numbers, Reading
from scenes.films.layers import facts
from scenes.films.layers.strip import SIZE, Strip, numbered
from scenes.kit.network.comets import Comet, comet
from scenes.kit.network.lamps import lamp
from scenes.kit.place.shots import inside
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme

HEAD, BESIDE = 0.17, 0.25  # of an arrow, its size; of its width from the middle of a tile, where a shortcut begins and ends
FIRST, LAST = squish_rate_func(smooth, 0, 0.3), squish_rate_func(smooth, 0.7, 1)  # ways are there only between tiles that stand
GAP, BAND = 0.34, 0.26  # between tiles; of one, for its word
WORD = 46.0  # font size of words, at most
MOST, PAGES = 8, 3  # rows and columns of values that are drawn, and tables of them
BENT = 0.8  # of the way from dark to bright: small values are told apart


class Wall(VGroup):
    """boxes[l], words[l] and cells[l] for what the strip's chip l stands for; links[l] leads to l, with a head at its end; the ways of
    shortcuts run between two rows.
    """

    def __init__(self, t: Reading, strip: Strip, room: Region) -> None:
        super().__init__()
        self.t, self.strip, self.order = t, strip, strip.order
        self.places = dict(zip(self.order, _places(len(self.order), room), strict=True))
        self.boxes = {l: self._box(place) for l, place in self.places.items()}
        self.words = {l: self._word(l, place) for l, place in self.places.items()}
        self.cells = {l: self._cells(l, [self.values(l).array]) for l in self.order}
        self.links = {l: self._link(k, l) for k, l in zip(self.order, self.order[1:], strict=False)}
        self.heads = {l: _head(link) for l, link in self.links.items()}
        self.short = VGroup(*(VGroup(way, _head(way)) for way in self._shortcuts()))
        self.ways = VGroup(*self.links.values(), *self.heads.values(), *self.short)
        self.add(*self.ways, *self.boxes.values(), *self.words.values(), *self.cells.values())

    # ---- what it holds

    def values(self, l: int) -> Numbers:
        """What comes in, what layer l gives, or what is wanted of it all."""
        found: Numbers = self.t.y if l > self.t.D else facts.coming(self.t, l + 1)
        return found

    def slopes(self, l: int) -> list[np.ndarray]:
        """The slopes of L by the layer's own parameters; none of what comes in, and of what is wanted."""
        return [facts.gradient(self.t, l, name).array for name in facts.parameters(self.t, l)] if 0 < l <= self.t.D else []

    def _box(self, place: Region) -> RoundedRectangle:
        box = RoundedRectangle(0.18, width=place.width, height=place.height, stroke_width=2, color=theme().line)
        return box.set_fill(theme().panel, opacity=1).move_to(place.center)

    def _word(self, l: int, place: Region) -> VGroup:
        is_end = l in (0, self.t.D + 1)
        room, word = inside(place), self.strip.chips[l][1].copy() if is_end else numbered(self.t, l, SIZE).set_color(theme().ink)
        most, share = (WORD / 34, 0.82 * BAND) if l <= self.t.D else (3.0, 0.5)
        size = min(most, room.width / word.width, share * place.height / word.height)
        spot = room.center + (0.5 - BAND / 2) * room.height * np.array([0, 1, 0])
        return word.scale(size).move_to(spot if l <= self.t.D else place.center)

    def _cells(self, l: int, arrays: Sequence[np.ndarray], hue: str = "") -> VGroup:
        """Lights as bright as the values are large, dark in a bright ring where they are negative."""
        if l > self.t.D or not arrays:
            return VGroup()
        full, grids = max(float(np.abs(array).max()) for array in arrays) or 1.0, [_cut(page) for array in arrays for page in _pages(array)]
        made = VGroup(*(VGroup(*(VGroup(*(_cell(v / full, hue) for v in row)).arrange(buff=0.06) for row in grid)).arrange(DOWN, buff=0.06)
                        for grid in grids))  # fmt: skip
        place = inside(self.places[l])
        room = Region(place.x, place.y - BAND / 2 * place.height, place.width, (1 - BAND) * place.height)
        made.arrange(buff=0.35)
        return made.scale(min(room.width / made.width, room.height / made.height, 1.4)).move_to(room.center)

    def _link(self, k: int, l: int) -> Line:
        a, b = self.places[k], self.places[l]
        way = np.array([np.sign(b.x - a.x), 0, 0]) if abs(a.y - b.y) < 0.01 else np.array([0, np.sign(b.y - a.y), 0])
        ends = [box.get_critical_point(sign * way) for box, sign in ((self.boxes[k], 1), (self.boxes[l], -1))]
        if way[1]:  # tiles of two rows may be of two widths
            ends[0][0] = ends[1][0] = (max(box.get_left()[0] for box in (self.boxes[k], self.boxes[l]))
                                       + min(box.get_right()[0] for box in (self.boxes[k], self.boxes[l]))) / 2  # fmt: skip
        return Line(*ends, stroke_width=3, color=theme().line)

    def _shortcuts(self) -> list[VMobject]:
        """From under a tile, between the rows, to over the one that takes the shortcut; none where they stand in one row or far apart."""
        found = []
        for l in (l for l in self.order if l in self.strip.arcs):
            k = facts.spec(self.t, l).from_layer
            a, b = self.places[k], self.places[l]
            middle, down = (a.y + b.y) / 2, np.sign(b.y - a.y)
            if abs(abs(a.y - b.y) - (a.height + b.height) / 2 - GAP) > 0.01:
                continue
            start, end = (np.array([p.x - BESIDE * p.width, p.y + side * down * p.height / 2, 0]) for p, side in ((a, 1), (b, -1)))
            corners = [start, [start[0], middle, 0], [end[0], middle, 0], end]
            found.append(VMobject(stroke_width=3, color=theme().line).set_points_as_corners(np.array(corners)))
        return found

    # ---- what it does

    def arrive(self) -> Animation:
        """Tile by tile."""
        parts = [VGroup(*([self.links[l], self.heads[l]] if l in self.links else []), self.boxes[l], self.words[l]) for l in self.order]
        return LaggedStart(*(FadeIn(part, scale=0.9) for part in parts), *map(FadeIn, self.short), lag_ratio=0.25)

    def lights(self, back: bool = False) -> Animation:
        """Light after light runs on, and where each arrives its values appear; back, slopes of parameters do, in their place."""
        stages: list[Animation] = []
        for l in self.order[::-1] if back else self.order:
            new = self._cells(l, self.slopes(l), theme().backward) if back else self.cells[l]
            appear = [*([FadeOut(self.cells[l])] if back and len(self.cells[l]) else []), *([FadeIn(new)] if len(new) else [])]
            self.cells[l] = new
            way = self.links.get(self.order[self.order.index(l) + 1] if back else l) if not back or l != self.order[-1] else None
            if way is not None:
                stages.append(self._comet(way, l, back))
            stages += appear
        return LaggedStart(*stages, lag_ratio=0.35)

    def sweep(self, back: bool = False) -> Animation:
        """Lights run along all links, one after the other."""
        links = list(self.links.items())
        return LaggedStart(*(self._comet(link, l, back) for l, link in (links[::-1] if back else links)), lag_ratio=0.35)

    def last_link(self) -> Comet:
        """Light from the loss to the last layer."""
        return self._comet(self.links[self.order[-1]], self.t.D, True)

    def _comet(self, link: Line, l: int, back: bool) -> Comet:
        return comet(link, theme().backward if back else theme().forward, l, back=back)

    def marked(self, l: int, back: bool = False) -> Animation:
        """This tile is the one that is spoken of."""
        hue = theme().backward if back else theme().forward
        return self.boxes[l].animate.set_stroke(hue, width=6).build()

    def becomes_strip(self) -> list[Animation]:
        """Every tile shrinks into its chip; its values go into it."""
        strip = self.strip
        tiles: list[Animation] = [ReplacementTransform(self.boxes[l], strip.chips[l][0]) for l in self.order]
        for l in self.order:
            tiles += [FadeOut(self.words[l], target_position=strip.chips[l].get_center(), scale=0.5), FadeIn(strip.chips[l][1])]
        cells = [FadeOut(cell, target_position=strip.chips[l].get_center(), scale=0.2) for l, cell in self.cells.items() if len(cell)]
        return [*tiles, *cells, FadeOut(self.ways, rate_func=FIRST), FadeIn(strip.between)]

    def grows(self, strip: Strip) -> list[Animation]:
        """Out of the strip that stands, chip by chip; it is gone then."""
        tiles: list[Animation] = [ReplacementTransform(strip.chips[l][0], self.boxes[l]) for l in self.order]
        for l in self.order:
            tiles += [FadeOut(strip.chips[l][1]), FadeIn(self.words[l], target_position=strip.chips[l].get_center(), scale=0.5)]
        cells = [FadeIn(cell, target_position=strip.chips[l].get_center(), scale=0.2) for l, cell in self.cells.items() if len(cell)]
        return [*tiles, *cells, FadeIn(self.ways, rate_func=LAST), FadeOut(strip.between)]


def _head(way: VMobject) -> Triangle:
    """The head of an arrow at the end of a way."""
    last = way.get_end() - way.points[-4]
    head = Triangle(stroke_width=0, fill_color=theme().soft, fill_opacity=1).scale_to_fit_height(HEAD)
    head.rotate(float(np.arctan2(last[1], last[0])) - np.pi / 2)
    return head.move_to(way.get_end() - 0.5 * HEAD * last / np.linalg.norm(last))


def _places(count: int, room: Region) -> list[Region]:
    """Places for so many tiles, in rows that fill a room, each row against the way of the one before; as square as can be."""
    shapes = [(rows, -(-count // rows)) for rows in range(1, count + 1)]
    rows, _ = max(shapes, key=lambda s: min(room.width / s[1], 1.15 * room.height / s[0]))
    lengths = [len(part) for part in np.array_split(np.arange(count), rows)]
    high = (room.height - GAP * (rows - 1)) / rows
    places: list[Region] = []
    for row, length in enumerate(lengths):
        wide = (room.width - GAP * (length - 1)) / length
        y = room.y + room.height / 2 - high / 2 - row * (high + GAP)
        xs = [room.x - room.width / 2 + wide / 2 + k * (wide + GAP) for k in range(length)]
        places += [Region(x, y, wide, high) for x in (xs if row % 2 == 0 else xs[::-1])]
    return places


def _pages(values: np.ndarray) -> list[np.ndarray]:
    """Tables of rows and columns, as many as are drawn; a vector is a column."""
    if values.ndim < 2:
        return [values.reshape(-1, 1)]
    return list(values.reshape(-1, *values.shape[-2:])[:PAGES])


def _cut(page: np.ndarray) -> np.ndarray:
    """A table without what there is no room for."""
    return page[:MOST, :MOST]


def _cell(part: float, hue: str) -> Square:
    """A light for a value of this share of the largest."""
    square, share = Square(0.42, stroke_width=1, color=theme().line), abs(part) ** BENT
    if part < 0:
        return square.set_fill(theme().panel, opacity=1).set_stroke(hue or theme().forward, width=1 + 3 * share)
    return square.set_fill(hue, opacity=0.15 + 0.8 * share) if hue else square.set_fill(lamp(part), opacity=1)
