"""A film's description: what is said of each beat's picture, when it is heard in the film as it is and in the one that waits for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from scenes.beat import Beat
from scenes.kit.place.stage import STAGES
from scenes.sentence import Tongue
from scenes.witness import Play
from studio import audit
from studio.captions import Cue
from studio.describe import gaps, seats
from studio.describe.changes import Listener, Remark, in_a_row
from studio.describe.gaps import Room, Say, Spoken
from studio.describe.holding import Held
from studio.describe.looking import Looker, Picture
from studio.describe.sentence import text_of
from studio.drawing import Drawn, draw
from studio.orders import Order
from studio.score import Score
from studio.telling import Told
from studio.timing import piece_times, time_beat

WALK = 5  # frames a second of the walk that looks at the pictures: they are the same at any pace


@dataclass(frozen=True, eq=False)
class Description:
    """`placed`: (frame, sentence) on the held clock; `fits`: those that the film's own gaps have room for, on the film's clock.

    seats(cues)   the settings of captions, by which they cover nothing
    """

    placed: Sequence[tuple[int, Spoken]]
    fits: Sequence[tuple[int, Spoken]]
    held: Held
    rooms: Sequence[Room]
    beats: Sequence[Beat]
    fps: int
    seats: Callable[[Sequence[Cue]], list[str]]

    def score(self, film: Score) -> Score:
        """What sounds in the film, and what fits between."""
        return _with(film, self.fits)

    def held_score(self, film: Score) -> Score:
        """What sounds in the film that waits."""
        return _with(self.held.score(film), self.placed)

    @property
    def texts(self) -> Mapping[int, str]:
        """What is told of each beat, by its place in the film."""
        return {k: " ".join(text_of(one.pieces) for _, one in ones) for k, ones in groupby(self.placed, key=lambda one: one[1].beat)}

    def cues(self, seconds: float) -> tuple[Cue, ...]:
        """Descriptions on the film's clock, for players that speak them: each from the end of its beat's words to the next one."""
        starts = [(self.rooms[k].words / self.fps, text) for k, text in self.texts.items()]
        ends = [start for start, _ in starts[1:]] + [seconds]
        return tuple(Cue(round(start, 3), round(end, 3), (text,)) for (start, text), end in zip(starts, ends, strict=True))

    @property
    def numbers(self) -> list[audit.Entry]:
        """The audit of every number that is said, on the held clock."""
        found = []
        for frame, one in self.placed:
            for piece, (start, end) in zip(one.pieces, piece_times(one.pieces, one.clip), strict=True):
                if piece.path:
                    at = frame / self.fps
                    found.append(
                        {"t": round(at + start, 3), "end": round(at + end, 3), "beat": self.beats[one.beat].name, "path": piece.path}
                        | {"value": piece.value, "shown": piece.shown.strip(audit.TOUCHING), "spoken": True, "described": True, "box": None}
                    )
        return found

    def rows(self) -> list[dict[str, Any]]:
        """What is told of each beat, and for how long its picture is held."""
        holds, fits = dict(self.held.holds), {id(one) for _, one in self.fits}
        return [
            {
                "beat": self.beats[k].name,
                "text": text,
                "start": next(frame for frame, one in self.placed if one.beat == k) / self.fps,
                "held": holds.get(self.rooms[k].cut, 0) / self.fps,
                "fits": " ".join(text_of(one.pieces) for _, one in self.placed if one.beat == k and id(one) in fits),
            }
            for k, text in self.texts.items()
        ]


def describe(order: Order, told: Told, drawn: Drawn, tongue: Tongue, say: Say) -> Description:
    """Walk a told film, say what its pictures show, and find the time for it."""
    looker, plays = look(order, told)
    fps = order.look.fps
    rooms = gaps.rooms(told.beats, told.timings, drawn.spans, fps)
    spoken = [_spoken(k, remarks, say) for k, remarks in enumerate(remarked(told.beats, looker.pictures, plays, tongue))]
    holds = [(room.cut, frames) for one, room in zip(spoken, rooms, strict=True) if (frames := gaps.hold(one, room, fps))]
    held = Held(holds)
    placed = [each for one, room in zip(spoken, rooms, strict=True) for each in gaps.placed(one, held.later(room.words), fps)]
    fits = [each for one, room in zip(spoken, rooms, strict=True) for each in gaps.placed(gaps.fitting(one, room, fps), room.words, fps)]
    stage = STAGES[order.look.shape]
    return Description(placed, fits, held, rooms, told.beats, fps, lambda cues: seats.seats(cues, drawn.spans, looker.free, stage, fps))


def look(order: Order, told: Told) -> tuple[Looker, Sequence[Play]]:
    """Every beat's picture, and what moved before it."""
    looker, walked = Looker(), replace(order.look, fps=WALK)
    timings = [time_beat(b.pieces, clip, WALK, b.pause) for b, clip in zip(told.beats, told.clips, strict=True)]
    drawn = draw(told.chapter, told.reading, told.beats, timings, walked, order.work, on_rest=looker, lang=order.lang)
    return looker, drawn.plays


def remarked(beats: Sequence[Beat], pictures: Sequence[Picture], plays: Sequence[Play], tongue: Tongue) -> list[list[Remark]]:
    """What is told of each beat's picture, to a listener who heard all before."""
    listener, before, found = Listener(tongue), None, []
    for beat, now in zip(beats, pictures, strict=True):
        remarks = listener.remarks(before, now, beat, [play for play in plays if play.beat == beat.name])
        found.append(gaps.chosen(remarks, gaps.budget(remarks)))
        for remark in found[-1]:
            listener.told(now, remark)
        before = now
    return found


def _spoken(beat: int, remarks: Sequence[Remark], say: Callable[..., Any]) -> list[Spoken]:
    found: list[Spoken] = []
    for remark, pieces in zip(remarks, in_a_row(remarks), strict=True):
        clip = say(f"description-{beat}-{len(found)}", " ".join(piece.spoken for piece in pieces if piece.spoken))
        found.append(Spoken(beat, remark, pieces, clip))
    return found


def _with(film: Score, sentences: Sequence[tuple[int, Spoken]]) -> Score:
    return replace(
        film, clips=[*film.clips, *(one.clip for _, one in sentences)], starts=[*film.starts, *(frame for frame, _ in sentences)]
    )
