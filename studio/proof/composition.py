"""Rules of composition: a picture fills its frame, its digits are large, and what moves goes somewhere.

Every film is measured; what misses its limit is a defect only of films that are recut (RECOMPOSED). A view counts for the time until
the next one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from scenes.kit.place.shots import SHEET
from scenes.kit.place.title import HOLES
from scenes.shown import Shown
from scenes.translation import ENGLISH
from scenes.witness import Play
from studio.proof import geometry, ticks
from studio.proof.defect import Box, Defect
from studio.proof.layout import DIGIT, PIXEL
from studio.proof.view import Thing, View
from studio.proof.walked import Walked

RULES = ("composition",)
TOP, BOTTOM, EDGE = 0.06, 0.88, 0.04  # of the frame: where a picture may stand; below it players lay captions
LOWER = 2 / 3  # where the lower third begins
MIDDLE = (0.44, 0.56)  # where the vertical centre of a picture stands
SPARSE = 0.28  # of the frame, in the box of all ink: less is a thing lost in it
ROWS, COLUMNS = 36, 64  # of the grid in which room that is left is sought
DIM = 0.4  # of opacity: what is dimmer, around what stands close, may run out of the frame
LONG = 3.0  # seconds that a picture may stand outside of planned holds


@dataclass(frozen=True)
class Figures:
    """How a film is composed; shares of the frame, of its short side (digits) and of time, each over the whole film.

    filled  in the box of all ink, mean      sparse   of time: less than SPARSE is      hole     the largest rectangle that is left, mean
    lower, centred, low   of time: nothing in the lower third; in the MIDDLE; ink below BOTTOM
    smallest, median  digit that rests      travels  of the time in which something moves
    bare    seconds with no picture, or a title alone      still   of time: at rest
    stills    rests of more than LONG seconds outside of planned holds      blank    of time: a sheet stands on which there is nothing
    ticks   of time: a plot stands with fewer than three numbers at its axes that can be read
    """

    filled: float
    sparse: float
    hole: float
    lower: float
    centred: float
    low: float
    smallest: float
    median: float
    travels: float
    bare: float
    still: float
    stills: float
    blank: float
    ticks: float


AT_LEAST = ("filled", "centred", "smallest", "median", "travels")
PACED = ("travels", "still", "stills", "blank", "ticks")
GOAL = Figures(0.62, 0.04, 0.15, 0.08, 0.85, 0.05, 0.030, 0.036, 0.35, 0.0, 0.45, 0.0, 0.06, 0.02)
Limits = Mapping[str, float]
REACHED = asdict(GOAL)


def _recomposed() -> dict[tuple[str, str, str], Limits]:
    """By film, lesson and shape, what a film that is recut keeps."""
    films = tomllib.loads(Path(__file__).with_name("recomposed.toml").read_text(encoding="utf-8"))
    held = [(film, table.pop("lesson"), table) for film, table in films.items()]
    return {(film, lesson, shape): REACHED | limits for film, lesson, table in held for shape, limits in table.items()}


RECOMPOSED = _recomposed()
SAYS = {
    "filled": "the box of all ink fills {value:.2f} of the frame, at least {limit:.2f}",
    "sparse": "less than a quarter of the frame is used for {value:.2f} of the time, at most {limit:.2f}",
    "hole": "the largest empty rectangle is {value:.2f} of the frame, at most {limit:.2f}",
    "lower": "nothing stands in the lower third for {value:.2f} of the time, at most {limit:.2f}",
    "centred": "the picture stands in the middle of the height for {value:.2f} of the time, at least {limit:.2f}",
    "low": "ink stands where players lay captions for {value:.2f} of the time, at most {limit:.2f}",
    "smallest": "the smallest digit is {value:.3f} of the short side, at least {limit:.3f}",
    "median": "the median digit is {value:.3f} of the short side, at least {limit:.3f}",
    "travels": "something travels in {value:.2f} of the moving time, at least {limit:.2f}",
    "bare": "the frame is empty, or holds a title alone, for {value:.1f} s, at most {limit:.1f}",
    "still": "the picture stands still for {value:.2f} of the time, at most {limit:.2f}",
    "blank": "a sheet stands with nothing on it for {value:.2f} of the time, at most {limit:.2f}",
    "ticks": "a plot stands with fewer than three numbers at its axes that can be read for {value:.2f} of the time, at most {limit:.2f}",
    "stills": "it stands for more than three seconds {value:.0f} times, at most {limit:.0f}",
}
MEND = "let self.compose choose the shot (docs/writing-a-film.md)"


def told(figures: Figures) -> str:
    """Every figure, for a report."""
    return ", ".join(f"{name} {value:.3g}" for name, value in asdict(figures).items())


def defects(film: Walked) -> list[Defect]:
    """What a film that is recut misses of its limits; those of time are of the pace of English words, and hold for no other."""
    order = film.order
    limits = RECOMPOSED.get((order.chapter, order.lesson_name, order.look.shape), {}) if film.views else {}
    if order.langs != (ENGLISH,):
        limits = {name: limit for name, limit in limits.items() if name not in PACED}
    return judged(measured(film), limits) if limits else []


def judged(figures: Figures, limits: Limits) -> list[Defect]:
    """The figures that miss these limits."""
    found = []
    for name, limit in limits.items():
        value = getattr(figures, name)
        if value < limit if name in AT_LEAST else value > limit:
            found.append(Defect("composition", "", 0.0, SAYS[name].format(value=value, limit=limit), MEND))
    return found


def measured(film: Walked) -> Figures:
    """How a walked film is composed."""
    views, seconds = [v for v, _ in _lasting(film)], np.array([s for _, s in _lasting(film)])
    boxes, bright = [ink_box(view) for view in views], [ink_box(view, DIM) for view in views]

    def share(holds: Callable[[Box], bool], empty: bool = False) -> float:
        return float(np.dot(seconds, [empty if box is None else holds(box) for box in bright]) / seconds.sum())

    areas = [0.0 if box is None else (box[2] - box[0]) * (box[3] - box[1]) for box in boxes]
    heights, times = _digits(views, seconds)
    still, stills = _stills(film)
    return Figures(
        filled=float(np.average(areas, weights=seconds)),
        sparse=float(np.average([area < SPARSE for area in areas], weights=seconds)),
        hole=float(np.average([largest_hole(view) for view in views], weights=seconds)),
        lower=float(np.average([lower_is_empty(view) for view in views], weights=seconds)),
        centred=share(lambda box: MIDDLE[0] <= (box[1] + box[3]) / 2 <= MIDDLE[1]),
        low=share(lambda box: box[3] > BOTTOM + 1e-3),
        smallest=float(heights[0]) if len(heights) else 1.0,
        median=float(heights[np.searchsorted(times, times[-1] / 2)]) if len(heights) else 1.0,
        travels=_travelling(film.drawn.plays),
        bare=float(sum(s for view, s in zip(views, seconds, strict=True) if is_bare(view))),
        still=still,
        stills=stills,
        blank=float(np.average([has_blank_sheet(view) for view in views], weights=seconds)),
        ticks=float(np.average([ticks.is_unruled(view) for view in views], weights=seconds)),
    )


def _lasting(film: Walked) -> list[tuple[View, float]]:
    """Each view with the seconds until the next; the first counts from the film's beginning."""
    starts = [0, *(view.frame for view in film.views[1:]), film.drawn.frames]
    return [(view, (b - a) / film.fps) for view, (a, b) in zip(film.views, pairwise(starts), strict=True) if b > a]


# ---- of one view


def ink(view: View, faint: float = 0.0) -> Iterator[Thing]:
    """All that is drawn but plates, which have the ground's colour; of more opacity than `faint`."""
    for thing in view.things:
        if max(thing.fill[3], thing.stroke[3] if thing.width else 0.0) <= faint and thing.pixels is None:
            continue
        filled = thing.fill[3] > 0.05 and np.abs(thing.fill[:3] - view.ground).max() > 0.02
        if filled or thing.width or thing.pixels is not None:
            yield thing


def ink_box(view: View, faint: float = 0.0) -> Box | None:
    """The box around all ink, in fractions of the frame from its top left; None where there is none."""
    boxes = np.array([thing.box for thing in ink(view, faint)]).reshape(-1, 4)
    return _fractions(view, (*boxes[:, :2].min(0), *boxes[:, 2:].max(0))) if len(boxes) else None


def is_bare(view: View) -> bool:
    """Whether a view holds nothing but one line of words, or a title on its strip."""
    things = [thing for thing in ink(view) if thing.kind != HOLES]
    return all(thing.ink is not None and thing.ink.line.is_words for thing in things) and len({t.ink.line for t in things if t.ink}) <= 1


def has_blank_sheet(view: View) -> bool:
    """Whether a sheet stands on which there is nothing."""
    rest = np.array([thing.middle for thing in ink(view) if thing.kind != SHEET]).reshape(-1, 2)
    boxes = [thing.box for thing in ink(view, DIM) if thing.kind == SHEET]
    return any(not ((rest > box[:2]) & (rest < box[2:])).all(1).any() for box in boxes)


def lower_is_empty(view: View) -> bool:
    """Whether nothing stands in the lower third, to where captions are laid."""
    boxes = (_fractions(view, thing.box) for thing in ink(view))
    return not any(box[3] > LOWER + 0.01 and box[1] < BOTTOM for box in boxes)


def largest_hole(view: View) -> float:
    """The largest rectangle in which no ink stands, of where a picture may stand; as a share of the frame."""
    taken = np.zeros((ROWS, COLUMNS), dtype=bool)
    for thing in ink(view):
        for left, top, right, bottom in _blocks(view, thing):
            taken[int(top * ROWS) : int(bottom * ROWS) + 1, int(left * COLUMNS) : int(right * COLUMNS) + 1] = True
    room = ~taken[round(TOP * ROWS) : round(BOTTOM * ROWS), round(EDGE * COLUMNS) : round((1 - EDGE) * COLUMNS)]
    return geometry.largest(room) / (ROWS * COLUMNS)


def _blocks(view: View, thing: Thing) -> Iterator[Box]:
    """Where a thing stands: its box if it is filled, else the boxes of its outline's pieces."""
    if thing.fill[3] > 0.05 or thing.pixels is not None:
        yield _clipped(_fractions(view, thing.box))
        return
    for start, end in thing.outline:
        steps = np.linspace(start, end, 1 + int(np.linalg.norm(end - start) / 0.2) + 1)
        for a, b in pairwise(steps):
            yield _clipped(_fractions(view, (*np.minimum(a, b), *np.maximum(a, b))))


def _fractions(view: View, box: Sequence[float]) -> geometry.Box:
    left, low, right, high = map(float, box)
    return (0.5 + left / view.width, 0.5 - high / view.height, 0.5 + right / view.width, 0.5 - low / view.height)


def _clipped(box: Box) -> Box:
    left, top, right, bottom = (min(max(side, 0.0), 0.999) for side in box)
    return (left, top, right, bottom)


# ---- of the whole film


def _digits(views: Sequence[View], seconds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The heights of all numbers that rest, as shares of the frame's short side (which decides how large a frame is shown), in order;
    and the time that those up to each one take together."""
    found: list[tuple[float, float]] = []
    for view, time in zip(views, seconds, strict=True):
        sizes: dict[tuple[int, int], float] = {}
        for thing in (view.things[k] for k in view.text):
            if thing.ink is not None and isinstance(thing.ink.piece, Shown):
                key = (id(thing.ink.line), id(thing.ink.piece))
                sizes[key] = max(thing.size, sizes.get(key, 0.0))
        found += [(size * DIGIT * PIXEL / min(view.width, view.height), float(time)) for size in sizes.values()]
    rows = np.array(sorted(found)).reshape(-1, 2)
    return rows[:, 0], rows[:, 1].cumsum()


def _travelling(plays: Sequence[Play]) -> float:
    """The share of the moving time in which something travels."""
    moving = sum(play.end - play.start for play in plays if not play.quiet)
    return sum(play.end - play.start for play in plays if play.travels) / moving if moving else 1.0


def _stills(film: Walked) -> tuple[float, int]:
    """The share of time at rest, and how many rests are longer than LONG but for their planned pauses."""
    frames, long, plays = film.drawn.frames, 0, [play for play in film.drawn.plays if not play.quiet]
    told = list(zip(film.told.beats, film.drawn.spans, strict=True))
    edges = [Play("", 0, 0, False), *plays, Play("", frames, frames, False)]
    for before, after in pairwise(edges):
        paused = sum(beat.pause for beat, span in told if before.end < span.end <= after.start)
        long += (after.start - before.end) / film.fps - paused > LONG
    card = film.drawn.plays[-1].quiet if film.drawn.plays else False
    told_for = frames - (round(told[-1][0].pause * film.fps) if card else 0)  # the end card is no picture that stands
    moving = sum(play.end - play.start for play in film.drawn.plays if play.end <= told_for)  # a ring that fills is motion
    return 1 - moving / told_for, long
