"""Rules of the camera: it goes close seldom and to what is large then, and a film begins in the middle of things."""

from __future__ import annotations

from itertools import pairwise

from studio.proof.composition import RECOMPOSED, ink_box
from studio.proof.defect import Defect
from studio.proof.walked import Walked

RULES = ("camera", "opening")
APART, LARGE, MOVES = 8.0, 0.40, 6  # seconds between two ways in; share of the shorter side that what is named has then; ways in a film
OPENS = 0.3  # seconds until something moves
FULL = {"16:9": 0.5, "9:16": 0.3, "1:1": 0.35}  # share of the frame that the first picture fills
LONG = 0.75  # of the frame's width or height: a picture that reaches so far is a chain, which fills no area
OPENED = frozenset(film for film, _, _ in RECOMPOSED)  # films that begin in the middle of things


def defects(film: Walked) -> list[Defect]:
    """What the camera does wrong, and how a film opens that should open better."""
    return [*camera(film), *opening(film)]


def camera(film: Walked) -> list[Defect]:
    """Ways in that come too soon after another, lead to what stays small, or are too many."""
    ways = [play for play in film.drawn.plays if play.close]
    wrong = [(play, f"what is named has {play.close:.2f} of the shorter side") for play in ways if play.close < LARGE - 0.005]
    wrong += [(b, "the camera goes close again") for a, b in pairwise(ways) if b.start - a.start < APART * film.fps]
    wrong += [(play, f"the camera goes close more than {MOVES} times") for play in ways[MOVES:]]
    mend = "go close to one thing, seldom: self.close (docs/writing-a-film.md)"
    return [Defect("camera", play.beat, play.start / film.fps, what, mend) for play, what in wrong]


def opening(film: Walked) -> list[Defect]:
    """A film that is to begin in the middle of things, and begins on a picture that stands, or is small."""
    if film.order.chapter not in OPENED or not film.views:
        return []
    first, box = min((play.start for play in film.drawn.plays), default=film.drawn.frames) / film.fps, ink_box(film.views[0])
    wrong = [f"nothing moves for {first:.1f} s at the beginning"] if first > OPENS else []
    wide, high = (0.0, 0.0) if box is None else (box[2] - box[0], box[3] - box[1])
    if wide * high < FULL[film.order.look.shape] and max(wide, high) < LONG:
        wrong.append("the first picture fills too little of the frame")
    return [Defect("opening", film.views[0].beat, 0.0, what, "begin with a picture in motion") for what in wrong]
