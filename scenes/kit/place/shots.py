"""Shots: how a frame is divided among the things of one picture, so that they fill it.

SOLO    one thing      DUET   a network and, of full height beside it, a board      LEDGER   a network over one wide line
TRIO    as LEDGER, a law beside the network (in a broad frame)      COLUMN, STRAND   a network over a row, a chain beside both
TITLED  a title over a picture      TWINS   two alike      WALL   laws, and a small network
PAIR    two side by side over a wide line, or all under each other      FOOT   a network with rows of its own over a low line
ROWS    tables, a picture beside them, over a wide line (in a square frame all under each other, as in PAIR, with a higher line)
PAGE    a page of full height, a network and a note beside it      HEAD   a low network over a high board
RAIL    a slim network beside a broad board (both in a square frame)      TABLES  tables over a line with tables of its own
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar, runtime_checkable

from manim import Animation, Mobject, RoundedRectangle, config

from scenes.kit.place.parts import parts_of
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.ink import size_of
from scenes.shown import Shown

M = TypeVar("M", bound=Mobject)
MOST = 2.0  # times that a thing is scaled up
MARGIN = 0.22  # of a sheet, in manim units
TITLE = "title"  # the thing of this name stands on no sheet
NO_TYPE = 1e3  # a font size that no type has
STAYS = 1.5  # times that digits have to be larger in another shot than in the one that stands
READ = 24.0  # font size: what is smaller is worth a move
GROWS, SHIFTS = 0.15, 0.04  # of its size, and of the frame: what less of a change is no move
LEAST = {"16:9": 34.0, "9:16": 34.0, "1:1": 42.0}  # font size of a number that rests: .030 of the frame's short side
SMALLEST = {"16:9": 34.0, "9:16": 44.0, "1:1": 52.0}  # of one in a crowd; fewer digits come before a smaller one
RESTING = {"16:9": 41.0, "9:16": 44.0, "1:1": 51.0}  # of one that has room: .036 of the short side
NAMES = {"16:9": 27.0, "9:16": 35.0, "1:1": 34.0}  # of a symbol beside its neuron
Room = tuple[float, float, float, float]  # left, top, right, bottom in fractions of the frame
Make = Callable[[Region], Mobject]


@runtime_checkable
class Settler(Protocol):
    """What fills rooms of any form by itself, a network: `region` is the one that it stands in."""

    region: Region

    def digit_in(self, room: Region) -> float:
        """The font size of its smallest number in a room."""

    def settle(self, room: Region) -> Animation:
        """Move there, with all that it carries."""


Thing = Settler | Make


@dataclass(frozen=True)
class Shot:
    """A way to divide a frame: the room of each thing, the main one first; one that is `asked` for is never chosen by itself."""

    name: str
    rooms: tuple[Room, ...]
    asked: bool = False


L, R = 0.05, 0.95
SHOTS: Mapping[str, tuple[Shot, ...]] = {
    "16:9": (
        Shot("SOLO", ((L, 0.07, R, 0.87),)),
        Shot("DUET", ((L, 0.07, 0.63, 0.87), (0.66, 0.07, R, 0.87))),
        Shot("LEDGER", ((L, 0.07, R, 0.55), (L, 0.585, R, 0.875))),
        Shot("TRIO", ((L, 0.065, 0.63, 0.545), (L, 0.563, R, 0.877), (0.66, 0.07, R, 0.54)), True),
        Shot("COLUMN", ((L, 0.065, 0.63, 0.545), (L, 0.563, 0.63, 0.877), (0.66, 0.07, R, 0.877)), True),
        Shot("TITLED", ((L, 0.2, R, 0.87), (L, 0.06, R, 0.19)), True),
        Shot("TWINS", ((L, 0.07, 0.48, 0.87), (0.52, 0.07, R, 0.87)), True),
        Shot("WALL", ((0.56, 0.07, R, 0.87), (L, 0.07, 0.53, 0.87)), True),
        Shot("PAIR", ((L, 0.065, 0.49, 0.545), (0.51, 0.065, R, 0.545), (L, 0.57, R, 0.875)), True),
        Shot("PAGE", ((0.62, 0.065, R, 0.535), (L, 0.065, 0.605, 0.875), (0.62, 0.56, R, 0.875)), True),
        Shot("FOOT", ((L, 0.065, R, 0.685), (L, 0.70, R, 0.877)), True),
        Shot("ROWS", ((L, 0.065, 0.645, 0.545), (0.665, 0.065, R, 0.545), (L, 0.57, R, 0.875)), True),
        Shot("TABLES", ((L, 0.065, R, 0.55), (L, 0.57, R, 0.877)), True),
    ),
    "9:16": (
        Shot("SOLO", ((L, 0.07, R, 0.87),)),
        Shot("LEDGER", ((L, 0.07, R, 0.55), (L, 0.57, R, 0.875))),
        Shot("COLUMN", ((L, 0.065, R, 0.42), (L, 0.685, R, 0.877), (L, 0.435, R, 0.67)), True),
        Shot("TITLED", ((L, 0.19, R, 0.87), (L, 0.065, R, 0.18)), True),
        Shot("TWINS", ((L, 0.07, R, 0.46), (L, 0.48, R, 0.87)), True),
        Shot("WALL", ((L, 0.40, R, 0.87), (L, 0.07, R, 0.37)), True),
        Shot("PAIR", ((L, 0.065, R, 0.325), (L, 0.345, R, 0.605), (L, 0.625, R, 0.875)), True),
        Shot("PAGE", ((L, 0.495, R, 0.69), (L, 0.065, R, 0.48), (L, 0.705, R, 0.877)), True),
        Shot("DUET", ((L, 0.07, 0.40, 0.87), (0.43, 0.07, R, 0.87)), True),
        Shot("FOOT", ((L, 0.065, R, 0.70), (L, 0.715, R, 0.877)), True),
        Shot("TABLES", ((L, 0.065, R, 0.55), (L, 0.565, R, 0.877)), True),
    ),
    "1:1": (
        Shot("SOLO", ((L, 0.07, R, 0.87),)),
        Shot("LEDGER", ((L, 0.075, R, 0.525), (L, 0.56, R, 0.875))),
        Shot("DUET", ((L, 0.07, 0.485, 0.87), (0.497, 0.07, R, 0.87)), True),
        Shot("COLUMN", ((L, 0.065, R, 0.41), (0.377, 0.43, R, 0.877), (L, 0.43, 0.365, 0.877)), True),
        Shot("STRAND", ((L, 0.065, 0.58, 0.50), (L, 0.52, 0.58, 0.877), (0.60, 0.065, R, 0.877)), True),
        Shot("RAIL", ((L, 0.07, 0.425, 0.87), (0.44, 0.07, R, 0.87)), True),
        Shot("HEAD", ((L, 0.065, R, 0.335), (L, 0.35, R, 0.877)), True),
        Shot("TITLED", ((L, 0.2, R, 0.87), (L, 0.06, R, 0.18)), True),
        Shot("TWINS", ((L, 0.07, R, 0.46), (L, 0.48, R, 0.87)), True),
        Shot("WALL", ((L, 0.40, R, 0.87), (L, 0.07, R, 0.37)), True),
        Shot("PAIR", ((L, 0.065, R, 0.335), (L, 0.35, R, 0.62), (L, 0.64, R, 0.875)), True),
        Shot("PAGE", ((L, 0.69, 0.31, 0.877), (L, 0.065, R, 0.675), (0.325, 0.69, R, 0.877)), True),
        Shot("FOOT", ((L, 0.065, R, 0.635), (L, 0.655, R, 0.877)), True),
        Shot("TABLES", ((L, 0.065, R, 0.56), (L, 0.575, R, 0.877)), True),
        Shot("ROWS", ((L, 0.065, R, 0.3), (L, 0.314, R, 0.57), (L, 0.582, R, 0.877)), True),
    ),
}


def resting() -> float:
    """The font size of a number that rests, in the frame as it is."""
    return RESTING[_shape()]


def least() -> float:
    """The smallest font size that a number should have at rest, in the frame as it is: fewer digits come before a smaller one."""
    return LEAST[_shape()]


def crowded() -> float:
    """The font size of a number in a crowd, in the frame as it is."""
    return SMALLEST[_shape()]


def _shape() -> str:
    ratio = config.frame_width / config.frame_height
    return "16:9" if ratio > 1.1 else "9:16" if ratio < 0.9 else "1:1"


def region(stage: Stage, room: Room) -> Region:
    """A room of a frame in manim units."""
    left, top, right, bottom = room
    x, y = ((left + right) / 2 - 0.5) * stage.width, (0.5 - (top + bottom) / 2) * stage.height
    return Region(x, y, (right - left) * stage.width, (bottom - top) * stage.height)


def room_of(stage: Stage, name: str, k: int = 0) -> Region:
    """The room of the k-th thing of a shot."""
    return region(stage, next(shot for shot in SHOTS[stage.shape] if shot.name == name).rooms[k])


def fit(mobject: M, room: Region) -> M:
    """Put a mobject into the middle of a room and scale it, up or down, until it fills it."""
    mobject.scale(growth(mobject, room)).move_to(room.center)
    return mobject


def growth(mobject: Mobject, room: Region) -> float:
    """By how much a mobject has to be scaled to fill a room."""
    return float(min(MOST, room.width / max(mobject.width, 1e-6), room.height / max(mobject.height, 1e-6)))


LINE = 0.02  # that a sheet's outline takes of its room
CORNER, UNDER = 0.18, -2  # of a sheet: its radius, its depth


class _Sheet(RoundedRectangle):
    """What is worked out stands on it."""


SHEET = _Sheet.__name__  # by which one is known where only the names of things are


def sheet(room: Region) -> RoundedRectangle:
    """A sheet one step lighter than the ground, for what is worked out in a room."""
    style = {"fill_color": theme().panel, "fill_opacity": 1, "stroke_color": theme().line, "stroke_width": 1.2}
    return _Sheet(CORNER, width=room.width - LINE, height=room.height - LINE, **style).move_to(room.center).set_z_index(UNDER)


def inside(room: Region) -> Region:
    """What is free on the sheet of a room."""
    return Region(room.x, room.y, room.width - 2 * MARGIN, room.height - 2 * MARGIN)


@dataclass(frozen=True)
class Composed:
    """The shot that was taken, the room of each thing, and what was made for its room."""

    shot: str
    rooms: Mapping[str, Region]
    made: Mapping[str, Mobject]


def compose(stage: Stage, things: Mapping[str, Thing], name: str | None = None, standing: str = "") -> Composed:
    """Take the shot in which the smallest digit is largest, or the one that is named; the one that stands unless another is far better.

    A thing is what moves itself (a Settler), or a function that makes a mobject for what is free in its room. The main one, whose
    room is the first, comes first.
    """
    best, most = None, -1.0
    for shot in _of_so_many(stage, len(things), name):
        rooms = {role: region(stage, room) for role, room in zip(things, shot.rooms, strict=True)}
        sizes, made = [], {}
        for role, thing in things.items():
            if isinstance(thing, Settler):
                sizes.append(thing.digit_in(rooms[role]))
            else:
                made[role] = thing(rooms[role] if role == TITLE else inside(rooms[role]))
                sizes.append(smallest_type(made[role]))
        smallest = min(sizes) * (STAYS if shot.name == standing and min(sizes) > READ else 1)
        if smallest > most:
            best, most = Composed(shot.name, rooms, made), smallest
    assert best is not None, f"no shot of {stage.shape} holds {len(things)} things"
    return best


def is_far(a: Region, b: Region, stage: Stage) -> bool:
    """Whether a thing that goes from one room to another is worth a move: smaller steps only make it nervous."""
    sizes = (a.width / b.width, b.width / a.width, a.height / b.height, b.height / a.height)
    return max(sizes) > 1 + GROWS or max(abs(a.x - b.x) / stage.width, abs(a.y - b.y) / stage.height) > SHIFTS


def _of_so_many(stage: Stage, count: int, name: str | None) -> Iterator[Shot]:
    for shot in SHOTS[stage.shape]:
        if shot.name == name if name else len(shot.rooms) == count and not shot.asked:
            yield shot


def smallest_type(mobject: Mobject) -> float:
    """The font size of the smallest number of a mobject, or of its smallest type where there is none."""
    glyphs = [m for m in parts_of([mobject]) if vars(m).get("ink") is not None and len(m.points)]
    numbers = [m for m in glyphs if isinstance(vars(m)["ink"].piece, Shown)]
    return min((size_of(m) for m in numbers or glyphs), default=NO_TYPE)


def first_read(made: Sequence[M]) -> M:
    """The first of some ways to write one thing whose numbers are large enough at rest, or else the one in which they are largest."""
    return next((one for one in made if smallest_type(one) >= least()), max(made, key=smallest_type))
