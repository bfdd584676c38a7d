"""A chapter told: its words written, spoken and timed, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from engine import InputError, Trace, run
from engine.reading import Reading
from scenes import translation
from scenes.beat import Beat
from scenes.chapter import Chapter
from scenes.sentence import Tongue
from studio import catalog, describe, tongues, voices
from studio.aligning import aligned
from studio.fits import Fit
from studio.one_line import one_line
from studio.orders import Order
from studio.timing import BREATH, Timing, time_beat
from studio.voices import Recorded, Voice
from studio.voices.silent import Silent
from studio.words import Clip, words_of


@dataclass(frozen=True, eq=False)
class Told:
    """A chapter's words on a lesson, a clip and a timing for each beat."""

    chapter: type[Chapter]
    trace: Trace
    reading: Reading
    beats: Sequence[Beat]
    voice: Voice
    clips: Sequence[Clip]
    timings: Sequence[Timing]
    tongue: Tongue = tongues.EN
    others: Sequence[Told] = ()  # the same in other languages, over the same picture

    @property
    def title(self) -> str:
        """The film's name in its language."""
        return translation.named(self.chapter, self.tongue.code)["title"]

    @property
    def promise(self) -> str:
        """What the viewer will be able to do, in its language."""
        return translation.named(self.chapter, self.tongue.code)["promise"]

    @property
    def lesson(self) -> str:
        """The lesson's title in its language, fit for a page."""
        return one_line(translation.lesson(self.trace.lesson.title, self.tongue.code))


def fit(order: Order) -> Fit:
    """Look whether an order can be filled, touching nothing."""
    chapter, reading = _chapter(order), Reading(_trace(order.lesson))
    if reason := chapter.refusal(reading):
        return Fit(reason)
    if order.describe and (reason := describe.refusal(catalog.chapter(order.chapter).room, order.lang)):
        return Fit(reason)
    lacking: list[str] = []
    for code in order.langs:
        beats, voice = chapter.script(reading, tongues.find(code)), voice_of(order, code)  # words that are broken are told now
        if isinstance(voice, Recorded):
            missing = voice.missing(beat.name for beat in beats)
            lacking += [name if len(order.langs) == 1 else f"{code}/{name}" for name in missing]
            for beat in () if missing else beats:
                voice.say(beat.name, beat.spoken)  # one that cannot be heard is told before the first film is made
    return Fit(None, tuple(lacking))


def tell(order: Order, voice: Voice | None = None) -> Told:
    """Write the words of an order that fits, speak and time them, in its own voice where none is given."""
    first, *others = (_told(order, code, voice or voice_of(order, code)) for code in order.langs)
    if not others:
        return first
    first, *others = _aligned([first, *others], order.look.fps)
    return replace(first, others=others)


def _told(order: Order, code: str, voice: Voice) -> Told:
    """The order in one language."""
    chapter, trace, tongue = _chapter(order), _trace(order.lesson), tongues.find(code)
    beats = chapter.script(Reading(trace), tongue)
    clips = [voice.say(beat.name, beat.spoken) for beat in beats]
    timings = [time_beat(beat.pieces, clip, order.look.fps, beat.pause) for beat, clip in zip(beats, clips, strict=True)]
    return Told(chapter, trace, Reading(trace), beats, voice, clips, timings, tongue)


def _aligned(tellings: Sequence[Told], fps: int) -> list[Told]:
    """The same film in several languages, each of its beats with the same marks at the same frames."""
    beats, clips = zip(*(told.beats for told in tellings), strict=True), zip(*(told.clips for told in tellings), strict=True)
    made = [aligned(*beat, fps) for beat in zip(beats, clips, strict=True)]
    return [replace(told, clips=[clips[k] for clips, _ in made], timings=[t[k] for _, t in made]) for k, told in enumerate(tellings)]


def unmoved(order: Order) -> None:
    """Refuse to go on where lesson, sources or recordings are no longer those that the film was asked for on."""
    if replace(order).key != order.key:
        raise InputError(f"{order.chapter}: lesson, sources or recordings were changed while its film was made; render again")


def length(order: Order) -> tuple[int, float]:
    """How many words an order that fits says, and the seconds that they and its pauses are likely to take."""
    beats = _beats(order)
    silent = Silent(order.lang)
    seconds = (silent.say(beat.name, beat.spoken).seconds + BREATH + beat.pause for beat in beats)
    return sum(len(words_of(beat.spoken)) for beat in beats), sum(seconds)


def names(order: Order) -> list[str]:
    """What the beats of an order that fits are called."""
    return [beat.name for beat in _beats(order)]


def _beats(order: Order) -> list[Beat]:
    return _chapter(order).script(Reading(_trace(order.lesson)), tongues.find(order.lang))


def voice_of(order: Order, code: str = "") -> Voice:
    """The order's voice in a language; a folder of recordings may have one for each language, and in it one for each chapter."""
    code, own = code or order.lang, Path(order.voice)
    folders = () if voices.built_in(order.voice) else (own / code / order.chapter, own / code, own / order.chapter)
    folder = next((folder for folder in folders if folder.is_dir()), order.voice)
    return voices.find(folder, order.voice_cache, code)


def _chapter(order: Order) -> type[Chapter]:
    return catalog.load(catalog.chapter(order.chapter))


@lru_cache(maxsize=4)
def _trace(lesson: str) -> Trace:
    """A lesson's trace: few lessons, many chapters."""
    trace = run(catalog.lesson(lesson))
    if not trace.steps:
        place = f"{catalog.lesson_path(lesson)}: training.record"
        raise InputError(f"{place}: found no step; allowed: one at least, for a film to show. Write for example: record = [0]")
    return trace
