"""How the three grids of the film fill a room: in a row, around a corner, or under each other; as large as they go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scenes.films.convolution.followed import At, Sizes
from scenes.kit.place.stage import Region

NAME = 0.5  # over a grid
GAP = 0.45
PIXEL, WEIGHT, OUTPUT = (1.1, 1.1), (1.9, 1.25), (1.4, 1.1)  # width and height of their cells, at most
WIDE, HIGH, ENOUGH = 0.036, 0.0115, 46.0  # of a cell, for each unit of its digits' size; the size from which on they are large enough
CROWD, SMALL = 36, 0.22  # lit cells, more say their numbers by brightness alone; of the width, such a picture beside a filter
AREA, WINDOW, ROW = 0.5, 12.0, 30.0  # of a unit of area, of a filter as high as its window, of outputs as high as pixels, in that size
Cell = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """Where a grid and its name stand, and width and height of its cells."""

    room: Region
    cell: Cell


@dataclass(frozen=True)
class Places:
    """Those of the picture, of the filter and of the outputs."""

    picture: Place
    filter: Place
    outputs: Place

    @property
    def worth(self) -> float:
        """How large digits are in the smaller cells, and then how large the grids are, and that what stands beside pixels is no lower."""
        sizes = [min(ENOUGH, width / WIDE, high / HIGH) for width, high in (self.filter.cell, self.outputs.cell)]
        area = sum(place.room.width * place.room.height for place in (self.picture, self.filter, self.outputs))
        filter_, outputs = (min(1.0, place.cell[1] / self.picture.cell[1]) for place in (self.filter, self.outputs))
        return min(sizes) + AREA * area + WINDOW * filter_ + ROW * outputs


def places(room: Region, sizes: Sizes) -> Places:
    """The arrangement in which the grids are largest."""
    return max(_arranged(room, sizes), key=lambda found: found.worth)


def _arranged(room: Region, sizes: Sizes) -> Iterator[Places]:
    """In a row; the picture on the left, the others over each other; the picture over both; the outputs under both."""
    high, low = room.height - NAME, (room.height - GAP) / 2 - NAME
    third = (room.width - 2 * GAP) / 3
    yield _laid(room, sizes, [["picture", "filter", "outputs"]], [(third, high), (third, high), (third, high)])
    for share in (1.0, 0.7):  # of the picture's size
        pixel = share * _square(sizes.picture, (third, high))[0] * sizes.picture[1]
        rest, columns = room.width - 2 * GAP - pixel, sizes.filter[1] + sizes.outputs[1]
        two = (rest * sizes.filter[1] / columns, rest * sizes.outputs[1] / columns)
        yield _laid(room, sizes, [["picture", "filter", "outputs"]], [(pixel, high), (two[0], high), (two[1], high)])
    pixel = _square(sizes.picture, (0.62 * room.width, high))[0] * sizes.picture[1]
    rest = room.width - GAP - pixel
    for more in (-0.2, -0.1, 0.0, 0.1, 0.2):  # of the height, to the filter
        yield _corner(room, sizes, (pixel, high), (rest, (1 + more) * low), (rest, (1 - more) * low))
    even = (room.height - GAP - 2 * NAME) / (sizes.filter[0] + sizes.outputs[0])  # one height for the cells of all three
    if even * sizes.picture[0] <= high and (pixel := even * sizes.picture[1]) < 0.62 * room.width:
        rest = room.width - GAP - pixel
        yield _corner(room, sizes, (pixel, even * sizes.picture[0]), (rest, even * sizes.filter[0]), (rest, even * sizes.outputs[0]))
    for share in (0.4, 0.45, 0.5, 0.55, 0.6):
        upper, lower, half = share * (room.height - GAP) - NAME, (1 - share) * (room.height - GAP) - NAME, (room.width - GAP) / 2
        yield _laid(room, sizes, [["picture"], ["filter", "outputs"]], [(room.width, upper), (half, lower), (half, lower)])
        for less in (0.0, 0.12):  # of half the width, for the picture
            left, right = ((1 - less) * half, upper), ((1 + less) * half, upper)
            yield _laid(room, sizes, [["picture", "filter"], ["outputs"]], [left, right, (room.width, lower)])
        if sizes.picture[0] * sizes.picture[1] > CROWD:  # a picture without digits may be small
            small = SMALL * room.width
            most = [(small, upper), (room.width - GAP - small, upper), (room.width, lower)]
            yield _laid(room, sizes, [["picture", "filter"], ["outputs"]], most)


def _cells(sizes: Sizes, most: Sequence[tuple[float, float]]) -> dict[str, Cell]:
    """The cells of the three grids in boxes of these widths and heights."""
    picture, filter_, outputs = most
    return {
        "picture": _square(sizes.picture, picture),
        "filter": _within(sizes.filter, filter_, WEIGHT),
        "outputs": _within(sizes.outputs, outputs, OUTPUT),
    }


def _laid(room: Region, sizes: Sizes, rows: list[list[str]], most: Sequence[tuple[float, float]]) -> Places:
    """Rows under each other, each in the middle of its height and of the width."""
    cells, shapes = _cells(sizes, most), vars(sizes)
    wide = {name: cells[name][0] * shapes[name][1] for name in cells}
    tall = {name: cells[name][1] * shapes[name][0] + NAME for name in cells}
    heights = [max(tall[name] for name in row) for row in rows]
    gap = (room.height - sum(heights)) / (len(rows) + 1)
    found, top = {}, room.y + room.height / 2
    for row, height in zip(rows, heights, strict=True):
        top -= gap
        space = (room.width - sum(wide[name] for name in row)) / (len(row) + 1)
        left = room.x - room.width / 2
        for name in row:
            left += space
            found[name] = Place(Region(left + wide[name] / 2, top - height / 2, wide[name], tall[name]), cells[name])
            left += wide[name]
        top -= height
    return Places(**found)


def _corner(room: Region, sizes: Sizes, *most: tuple[float, float]) -> Places:
    """The picture on the left, the filter over the outputs beside it."""
    cells = _cells(sizes, most)
    (pixel, _), (rows, columns) = cells["picture"], sizes.picture
    wide = {"filter": cells["filter"][0] * sizes.filter[1], "outputs": cells["outputs"][0] * sizes.outputs[1]}
    tall = {"filter": cells["filter"][1] * sizes.filter[0] + NAME, "outputs": cells["outputs"][1] * sizes.outputs[0] + NAME}
    beside, height = max(wide.values()), max(pixel * rows, sum(tall.values()) + GAP - NAME) + NAME
    space = min((room.width - pixel * columns - beside) / 3, 1.2)
    left = room.x - (pixel * columns + space + beside) / 2
    x, gap = left + pixel * columns + space + beside / 2, (height - GAP - sum(tall.values())) / 2
    top = room.y + height / 2
    upper = Region(x, top - gap / 2 - tall["filter"] / 2, wide["filter"], tall["filter"])
    lower = Region(x, room.y - height / 2 + gap / 2 + tall["outputs"] / 2, wide["outputs"], tall["outputs"])
    first = Region(left + pixel * columns / 2, room.y, pixel * columns, pixel * rows + NAME)
    return Places(Place(first, cells["picture"]), Place(upper, cells["filter"]), Place(lower, cells["outputs"]))


def _square(shape: At, box: tuple[float, float]) -> Cell:
    """A cell as high as wide."""
    side = min(_within(shape, box, PIXEL))
    return side, side


def _within(shape: At, box: tuple[float, float], most: Cell) -> Cell:
    """Width and height of the cells of a grid that is to fit, no larger than these."""
    return min(most[0], box[0] / shape[1]), min(most[1], box[1] / shape[0])
