"""Kokoro: neural voices for Spanish, French, Italian, Portuguese and Hindi, offline, repeatable, with word times from the model."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.errors import InputError
from studio.voices import kokoro_model as model
from studio.voices import phonemes
from studio.voices.align import Token, spans
from studio.voices.joined import BETWEEN, HEAD, TAIL, joined
from studio.voices.said_as import SAID, reading
from studio.words import Clip, Word, pause_after, plain, silent_word, words_of

SPEED = 0.85  # of a voice: unhurried, for thoughts that carry numbers
OWN_SPEED = {"ef_dora": 0.94}  # of one whose nature is slow: the same passage at the words a minute of ff_siwis
CLAUSE = 200  # letters after which a clause is cut, wherever it is
MARKS = {**{mark: mark for mark in ",;:.!?…—"}, "–": "—"}  # what the model hears of punctuation
STRESS = dict.fromkeys(map(ord, "ˈˌː \u0303"))


@dataclass(frozen=True)
class Clause:
    """Words up to a pause: how they are written, their phonemes together, those of each alone, the mark behind them."""

    words: tuple[str, ...]
    sounds: str
    alone: tuple[str, ...]
    mark: str


class KokoroVoice:
    """One of Kokoro's voices."""

    def __init__(self, voice: str):
        self.voice, self.lang = voice, model.language(voice)
        self.name, self.speed = f"kokoro:{voice}", OWN_SPEED.get(voice, SPEED)

    @cached_property
    def reader(self) -> phonemes.Phonemes:
        """Who turns text into phonemes."""
        return phonemes.of(self.lang)

    @cached_property
    def version(self) -> str:
        """Changes whenever the same text could sound or be timed differently."""
        table = json.dumps([SAID[self.lang], self.speed, HEAD, TAIL, BETWEEN, model.VOICES[self.voice]], sort_keys=True, ensure_ascii=False)
        return f"{model.version()}-{self.reader.version}+{hashlib.sha256(table.encode()).hexdigest()[:8]}"

    def require(self) -> None:
        """Refuse where the model, the voice or a reader is not here."""
        model.require()
        model.styles(self.voice)
        self.reader  # noqa: B018 (made here, so that what is missing is said)

    def say(self, beat: str, spoken: str) -> Clip:
        """A beat's text spoken; the same text always gives the same samples."""
        words = words_of(spoken)
        parts = [part for sentence in sentences(self.clauses(words)) if (part := self._sentence(sentence))]
        if not parts:
            return Clip(np.zeros(0, np.float32), model.RATE, tuple(Word(plain(w), 0, 0) for w in words))
        return joined(parts)

    def clauses(self, words: tuple[str, ...]) -> list[Clause]:
        """Words as clauses, read all at once."""
        groups = _groups(words)
        said = [tuple(reading(word, self.lang) for word in group) for group in groups]
        lines = [" ".join(filter(None, group)) for group in said]
        read = iter(self.reader.read([*lines, *(word for group in said for word in group)]))
        together = [next(read) for _ in lines]
        return [self._known(Clause(group, sounds, tuple(next(read) for _ in group), _mark(group[-1])))
                for group, sounds in zip(groups, together, strict=True)]  # fmt: skip

    def _known(self, clause: Clause) -> Clause:
        """The same clause, refused where the model has no symbol for one of its sounds."""
        if odd := model.unknown(clause.sounds):
            text = " ".join(map(plain, clause.words))
            raise InputError(f"{self.name}: found the sounds {odd!r} in {text!r}; allowed: those of {self.lang}. Write it as it is said")
        return clause

    def _sentence(self, clauses: list[Clause]) -> Clip | None:
        """One sentence with the silence the model puts around it; None if nothing of it is pronounced."""
        sounds: list[np.ndarray] = []
        words: list[Word] = []
        seconds = 0.0
        for breath in _breaths(clauses):
            text = "".join(f"{clause.sounds}{clause.mark} " for clause in breath).rstrip()
            if not any(clause.sounds for clause in breath):
                words += [Word(plain(word), seconds, seconds) for clause in breath for word in clause.words]
                continue
            spoken = model.speak(text, self.voice, self.speed)
            words += _timed(breath, spoken.edges + seconds)
            sounds.append(spoken.samples)
            seconds += len(spoken.samples) / model.RATE
        return Clip(np.concatenate(sounds), model.RATE, tuple(words)) if sounds else None


def sentences(clauses: list[Clause]) -> list[list[Clause]]:
    """Clauses in sentences; what is not pronounced belongs to the sentence before it."""
    out: list[list[Clause]] = []
    ended = True
    for clause in clauses:
        if ended and (clause.sounds or not out):
            out.append([])
        out[-1].append(clause)
        ended = pause_after(clause.words[-1]) == "sentence" if clause.sounds else ended
    return out


def _groups(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Words up to each pause, or to where a clause without one is cut."""
    out: list[tuple[str, ...]] = []
    group: list[str] = []
    for word in words:
        group.append(word)
        if pause_after(word) or sum(map(len, group)) > CLAUSE:
            out.append(tuple(group))
            group = []
    return [*out, tuple(group)] if group else out


def _mark(word: str) -> str:
    """What the model hears of the punctuation behind a word."""
    return MARKS.get(plain(word).rstrip("\"'”’»)]")[-1:], "")


def _breaths(clauses: list[Clause]) -> list[list[Clause]]:
    """Clauses in groups the model can take at once."""
    out: list[list[Clause]] = []
    size = model.LONGEST
    for clause in clauses:
        more = len(clause.sounds) + 2
        if size + more > model.LONGEST:
            out.append([])
            size = 0
        out[-1].append(clause)
        size += more
    return out


def _timed(breath: list[Clause], edges: np.ndarray) -> list[Word]:
    """When each word of a breath is heard: the phonemes of words alone laid beside those that were spoken."""
    out: list[Word] = []
    at = 0
    for clause in breath:
        places = [(c, at + i) for i, c in enumerate(clause.sounds) if c.translate(STRESS)]
        tokens = tuple(Token(c, float(edges[k]), float(edges[k + 1])) for c, k in places)
        bare = tuple("" if silent_word(w) else alone.translate(STRESS) for w, alone in zip(clause.words, clause.alone, strict=True))
        times = spans(bare, tokens) if tokens else [(float(edges[min(at, len(edges) - 1)]),) * 2] * len(clause.words)
        out += [Word(plain(word), *time) for word, time in zip(clause.words, times, strict=True)]
        at += len(clause.sounds) + len(clause.mark) + 1
    return out
