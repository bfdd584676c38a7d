"""Rules of time: what is said and what is shown happen together, and the picture neither freezes nor runs on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from scenes.beat import Beat
from scenes.witness import Play, Span
from studio.proof.defect import Defect
from studio.proof.walked import Walked
from studio.timing import Timing

RULES = ("out of step", "unlit", "light without a word", "running on", "still")
SYNC = 0.15  # seconds between a word and its light, and a frame where frames are longer
ARRIVES = 0.35  # seconds after a word in which what it names stands large
FOLLOWS = 0.75  # seconds after its word in which a light may follow, without a stop, what came in on the word
AFTER = 1.5  # seconds that a picture may move on after its words
STILL = 6.0  # seconds that a picture may stand, but for planned pauses


def defects(film: Walked) -> list[Defect]:
    """What comes too early or too late, what does not come, what stays too long."""
    return [*marks(film), *lights(film), *after(film), *still(film)]


def marks(film: Walked) -> list[Defect]:
    """Marked words at which nothing happens, or not when they are heard."""
    found = []
    for beat, timing, span in _told(film):
        plays = _of(film, span)
        for mark, second in _heard(beat, timing, span, film.fps):
            frame = span.marks.get(mark)
            if frame is None or not any(_answers(play, frame, film.fps) for play in plays):
                mend = f'let something of the picture change at self.at("{mark}"), or take <{mark}> out of the words'
                found.append(Defect("unlit", span.beat, second, f"nothing happens at <{mark}>", mend))
            elif abs(behind := frame / film.fps - second) > _sync(film.fps) / film.fps + 1e-9:
                what = f"<{mark}> is shown {abs(behind):.2f} s {'after' if behind > 0 else 'before'} it is said"
                found.append(Defect("out of step", span.beat, frame / film.fps, what, "let what comes before it take less time"))
    return found


def _answers(play: Play, frame: int, fps: int) -> bool:
    """Whether a play is for a frame, or is a camera's that is just arriving."""
    return 0 <= play.word - frame <= _sync(fps) or (bool(play.close) and play.start <= frame and play.end - frame <= ARRIVES * fps)


def lights(film: Walked) -> list[Defect]:
    """Lights that do not come with a marked word, nor at once behind what came in on it."""
    found, sync = [], _sync(film.fps) + 1e-9
    for beat, timing, span in _told(film):
        words = [second * film.fps for _, second in _heard(beat, timing, span, film.fps)]
        plays = _of(film, span)
        for k, play in enumerate(plays):
            began = [other.word for other in _run_of(plays[: k + 1])]
            near = any(abs(play.start - word) <= sync for word in words)
            late = max(FOLLOWS * film.fps, sync)
            followed = any(play.start - word <= late and any(abs(frame - word) <= sync for frame in began) for word in words)
            arrived = any(other.close and other.end == play.start for other in plays[:k])
            if play.lit and not near and not followed and not arrived:
                mend = 'mark the word, and call self.at("...") before self.light(...)'
                found.append(Defect("light without a word", span.beat, play.start / film.fps, "a light comes at no marked word", mend))
    return found


def _sync(fps: int) -> float:
    """How many frames a word and its light may be apart: those of SYNC, but for a film of few frames a second one."""
    return max(SYNC * fps, 1.0)


def _run_of(plays: list[Play]) -> list[Play]:
    """The plays that lead up to the last one without a stop."""
    stops = [k for k, (before, play) in enumerate(pairwise(plays), 1) if before.end < play.start]
    return plays[max(stops, default=0) :]


def after(film: Walked) -> list[Defect]:
    """Pictures that still move when their words are long over, in every language of the film."""
    found = []
    for k, span in enumerate(film.drawn.spans):
        ends = (end for told in (film.told, *film.told.others) for _, end in told.timings[k].pieces)
        over = span.start / film.fps + max(ends, default=0.0)
        if plays := [play for play in _of(film, span) if not play.quiet]:
            late = plays[-1].end / film.fps - over
            if late > AFTER:
                what = f"the picture runs on {late:.2f} s after its words"
                found.append(Defect("running on", span.beat, over, what, "move faster or earlier, or say more"))
    return found


def still(film: Walked) -> list[Defect]:
    """Stretches in which nothing moves, longer than a viewer stays with it; planned pauses are not counted."""
    found = []
    end = film.drawn.frames
    edges = [Play("", 0, 0, False), *(play for play in film.drawn.plays if not play.quiet), Play("", end, end, False)]
    for before, next_ in pairwise(edges):
        paused = sum(beat.pause for beat, _, span in _told(film) if before.end < span.end <= next_.start)
        seconds = (next_.start - before.end) / film.fps
        if seconds - paused > STILL:
            second = before.end / film.fps
            what = f"nothing moves for {seconds:.1f} s" + (f", of which {paused:.1f} s are a planned pause" if paused else "")
            found.append(Defect("still", film.beat_at(second), second, what, "light what is being said, at a mark of its word"))
    return found


def _told(film: Walked) -> Iterator[tuple[Beat, Timing, Span]]:
    return zip(film.told.beats, film.told.timings, film.drawn.spans, strict=True)


def _of(film: Walked, span: Span) -> list[Play]:
    """The plays of a beat."""
    return [play for play in film.drawn.plays if span.start <= play.start < span.end]


def _heard(beat: Beat, timing: Timing, span: Span, fps: int) -> Iterator[tuple[str, float]]:
    """Each mark and the second of the film at which its word begins."""
    for piece, (start, _) in zip(beat.pieces, timing.pieces, strict=True):
        yield from ((mark, span.start / fps + start) for mark in piece.marks)
