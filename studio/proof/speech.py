"""Rules of speech: captions that can be read, a pace that can be followed, silence where one thinks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from studio import captions
from studio.captions import Cue
from studio.proof.defect import Defect
from studio.proof.walked import Walked
from studio.tongues import grammar
from studio.words import pause_after, silent_word, words_of

RULES = ("caption", "silence", "pace", "question")
SHORT, LONG = 0.2, 1.5  # seconds of silence: at least between two sentences, at most between two words
SLOW, FAST = 130, 170  # words a minute of a whole film, pauses included; a number is as many words as are said for it
RUSH = 187  # words of any one minute: a tenth more
QUESTION = 3.0  # seconds to think
MINUTE = 60.0


@dataclass(frozen=True)
class Heard:
    """A spoken word: its seconds of the film, its beat, whether a sentence ends with it, the pause planned behind it."""

    start: float
    end: float
    beat: str
    ends: bool
    pause: float = 0.0


def defects(film: Walked) -> list[Defect]:
    """What cannot be read, what is too fast, what does not let one think."""
    words = heard(film)
    seconds = film.drawn.frames / film.fps
    timed = [*silences(words, seconds), *pace(words, seconds, film.told.tongue.code)] if len(film.order.langs) == 1 else []  # others wait
    return [*captioned(film), *timed, *questions(film)]


def heard(film: Walked) -> list[Heard]:
    """Every spoken word of a film: words of one piece share its time evenly."""
    found = []
    for beat, timing, span in zip(film.told.beats, film.told.timings, film.drawn.spans, strict=True):
        said: list[Heard] = []
        for piece, (a, b) in zip(beat.pieces, timing.pieces, strict=True):
            words = [word for word in words_of(piece.spoken) if not silent_word(word)]
            for k, word in enumerate(words):
                first, each = span.start / film.fps + a, (b - a) / len(words)
                said.append(Heard(first + each * k, first + each * (k + 1), span.beat, pause_after(word) == "sentence"))
        if said:
            last = said.pop()
            said.append(Heard(last.start, last.end, last.beat, True, beat.pause))
        found += said
    return found


def captioned(film: Walked) -> list[Defect]:
    """Captions that are too fast, too long, or outlive their beat."""
    found = [(cue, fault) for cue, fault in captions.faults(film.cues)]
    for cue in film.cues:
        span = next(s for s in film.drawn.spans if s.beat == film.beat_at(cue.start))
        if cue.end > span.end / film.fps + 2e-3:
            found.append((cue, f"stays {cue.end - span.end / film.fps:.2f} s longer than its beat"))
    return [_of_caption(film, cue, fault) for cue, fault in found]


def _of_caption(film: Walked, cue: Cue, fault: str) -> Defect:
    mend = "say it in fewer or shorter words"
    return Defect("caption", film.beat_at(cue.start), cue.start, f"the caption {cue.text[:40]!r} {fault}", mend)


def silences(words: list[Heard], seconds: float) -> list[Defect]:
    """Sentences that touch, and silence that nobody planned."""
    found = []
    edges = [Heard(0.0, 0.0, words[0].beat if words else "", False), *words, Heard(seconds, seconds, "", False)]
    for a, b in pairwise(edges):
        quiet = b.start - a.end - a.pause
        if quiet > LONG:
            planned = f" beside the planned {a.pause:.1f} s" if a.pause else ""
            what = f"{quiet:.2f} s of silence{planned}"
            found.append(Defect("silence", a.beat, a.end, what, "say more, show it faster, or plan a pause: @beat(..., pause=3.0)"))
        elif a.ends and b.beat and quiet < SHORT:
            found.append(Defect("silence", a.beat, a.end, f"only {quiet:.2f} s between two sentences", "leave more quiet in the recording"))
    return found


def pace(words: list[Heard], seconds: float, code: str = "en") -> list[Defect]:
    """A film too slow or too fast to follow, and minutes in which the viewer is rushed; films under a minute are let be."""
    if seconds < MINUTE:
        return []
    found, rate = [], 60 * len(words) / seconds
    speaking = 60 * len(words) / (seconds - sum(word.pause for word in words))  # a pause to think makes no film slow
    slow, fast, rush = (round(words_a_minute * grammar.of(code).wordy) for words_a_minute in (SLOW, FAST, RUSH))
    if speaking < slow or rate > fast:
        what = f"{rate if rate > fast else speaking:.0f} words a minute, {slow} to {fast} can be followed"
        found.append(Defect("pace", "", 0.0, what, "say fewer words, fewer digits" if rate > fast else "say more, or show it faster"))
    counts = [(sum(first.start <= w.start < first.start + MINUTE for w in words[k:]), first) for k, first in enumerate(words)]
    most, first = max(counts, key=lambda c: c[0], default=(0, None))
    if first is not None and most > rush:
        what = f"{most} words in the minute from here, at most {rush}"
        found.append(Defect("pace", first.beat, first.start, what, "say fewer words, fewer digits, or pause"))
    return found


def questions(film: Walked) -> list[Defect]:
    """Beats that end with a question and leave no time to answer it."""
    return [
        Defect("question", span.beat, span.end / film.fps, f"a question with {beat.pause:.1f} s to think", "ask with @beat(..., pause=3.0)")
        for beat, span in zip(film.told.beats, film.drawn.spans, strict=True)
        if beat.shown.rstrip("”’\"')").endswith("?") and beat.pause < QUESTION
    ]
