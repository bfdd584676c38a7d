"""What the folder of a film that stands knows: its beats in frames and words, its captions, its manifest. Needs no manim."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from studio import subtitles
from studio.captions import Cue
from studio.one_line import one_line
from studio.orders import Order
from studio.sound import sample_of

WORDS = 6  # of a beat that say which one it is


@dataclass(frozen=True)
class Passage:
    """A beat of a film that stands: its frames from `start` to before `end`, of which the last `silent` ones are its planned pause."""

    name: str
    start: int
    end: int
    silent: int
    words: str
    question: str  # that it leaves to the viewer, or ""
    title: str  # of the part of the film that it begins, or ""

    @property
    def frames(self) -> int:
        return self.end - self.start

    @property
    def heading(self) -> str:
        """What it is called for people: the part of the film that it begins, else how its words begin."""
        words = self.words.split()
        begin = " ".join(words[:WORDS]).rstrip(".,;:")
        return self.title or (begin + "..." if len(words) > WORDS else begin) or self.name

    @property
    def asks(self) -> int:
        """The frame at which its words are over and its pause begins."""
        return self.end - self.silent


@dataclass(frozen=True)
class Material:
    """A film that stands, as its order and its manifest have it."""

    order: Order
    made: Mapping[str, Any]

    @property
    def folder(self) -> Path:
        return self.order.folder

    @property
    def film(self) -> Path:
        return self.folder / "film.mp4"

    @property
    def fps(self) -> int:
        return self.order.look.fps

    @property
    def title(self) -> str:
        return one_line(self.made["title"])

    @property
    def lang(self) -> str:
        """The language of its picture."""
        return str(self.made.get("lang", "en"))

    @property
    def lesson(self) -> str:
        return one_line(self.made["lesson"])

    @cached_property
    def beats(self) -> tuple[Passage, ...]:
        return tuple(_passage(beat, self.fps) for beat in self.made["beats"])

    @property
    def frames(self) -> int:
        return self.beats[-1].end

    @property
    def samples(self) -> int:
        """Of its sound, at 48 kHz."""
        return sample_of(self.frames, self.fps)

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        return subtitles.read_srt((self.folder / "captions.srt").read_text(encoding="utf-8"))

    @cached_property
    def described(self) -> Mapping[str, str]:
        """What is told of each beat to those who do not see, by its name; nothing where nobody asked for it."""
        if not self.made.get("described"):
            return {}
        found = json.loads((self.folder / "described.json").read_text(encoding="utf-8"))
        return {beat["beat"]: beat["text"] for beat in found["beats"]}

    def within(self, start: float, end: float) -> tuple[Cue, ...]:
        """The captions between two seconds, on a clock that begins at the first."""
        inside = [cue for cue in self.cues if cue.end > start and cue.start < end]
        return tuple(Cue(round(max(cue.start, start) - start, 3), round(min(cue.end, end) - start, 3), cue.lines) for cue in inside)


@dataclass(frozen=True)
class Wish:
    """What is wished of a film's part in a pack: the film after it, if there is one; others of it; clips on a transparent ground."""

    after: Material | None = None
    beside: tuple[Material, ...] = ()
    alpha: bool = False


def _passage(beat: Mapping[str, Any], fps: int) -> Passage:
    start, end, silent = (round(beat[key] * fps) for key in ("start", "end", "pause"))
    return Passage(beat["beat"], start, end, silent, beat["words"], beat["question"], beat["title"])


def file_name(k: int, beat: Passage) -> str:
    """What a beat's files are called: they sort as the film goes."""
    return f"{k + 1:02d}-{beat.name}"
