"""The default voice: hibari, offline, repeatable, with word times from its own model."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property, lru_cache

import numpy as np

from studio.voices.align import Token, spans
from studio.voices.hibari_model import SPEED, Model, version
from studio.voices.joined import BETWEEN, HEAD, TAIL, joined
from studio.voices.pronounce import LETTERS, PRONOUNCED, pronounced
from studio.words import Clip, Word, plain, words_of

SEED = 0
LONGEST = 400  # phonemes the model takes at once


@lru_cache(maxsize=1)
def model() -> Model:
    """The one model of this process, loaded when first spoken with."""
    return Model()


class HibariVoice:
    """American English, female ("heart")."""

    name = "hibari"

    @cached_property
    def version(self) -> str:
        """Changes whenever the same text could sound or be timed differently."""
        table = json.dumps([PRONOUNCED, LETTERS, HEAD, TAIL, BETWEEN, SEED, SPEED], sort_keys=True, ensure_ascii=False)
        return f"{version()}+{self.timing}+{hashlib.sha256(table.encode()).hexdigest()[:8]}"

    @property
    def timing(self) -> str:
        """Where word times come from: "model" or "proportional"."""
        return model().timing

    def say(self, beat: str, spoken: str) -> Clip:
        """A beat's text spoken; the same text always gives the same samples."""
        rng = np.random.default_rng(SEED)
        parts = [part for words in _sentences(words_of(spoken)) if (part := _sentence(words, rng))]
        if not parts:
            return Clip(np.zeros(0, np.float32), model().rate, tuple(Word(plain(w), 0, 0) for w in words_of(spoken)))
        return joined(parts)


def _sentences(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The words of each sentence, cut where hibari cuts."""
    marked, out = [pronounced(word) for word in words], []
    for sentence in model().tts.split_sentences(" ".join(marked)):
        size = len(words_of(sentence))
        out.append(tuple(marked[:size]))
        marked = marked[size:]
    return out


def _sentence(words: tuple[str, ...], rng: np.random.Generator) -> Clip | None:
    """One sentence with the silence the model puts around it; None if nothing of it is pronounced."""
    sounds, tokens, seconds = [], [], 0.0
    for group in _breaths(_tokens(" ".join(words))):
        spoken = model().speak("".join(phonemes for _, phonemes in group).strip(), rng)
        tokens += [Token(t.text, seconds + t.start, seconds + t.end) for t in _timed(group, spoken)]
        sounds.append(spoken.samples)
        seconds += len(spoken.samples) / model().rate
    if not tokens:
        return None
    samples, texts = np.concatenate(sounds), tuple(plain(word) for word in words)
    times = spans(texts, tuple(tokens))
    return Clip(samples, model().rate, tuple(Word(text, *time) for text, time in zip(texts, times, strict=True)))


def _tokens(sentence: str) -> list[tuple[str, str]]:
    """hibari's own tokens with their phonemes, a space behind where the text has one."""
    from hibari.g2p import normalize

    g2p = model().tts.g2p
    found = g2p.phonemize_tokens(g2p.tokenize(normalize(sentence)))
    return [(token.text, (token.phonemes or "") + (" " if token.whitespace else "")) for token in found]


def _breaths(tokens: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Tokens in groups the model can take, a long sentence cut behind its last clause that fits."""
    out: list[list[tuple[str, str]]] = []
    while tokens:
        size, fits, clause = 0, 0, 0
        while fits < len(tokens) and size + len(tokens[fits][1]) <= LONGEST:
            size += len(tokens[fits][1])
            fits += 1
            clause = fits if tokens[fits - 1][1].strip()[-1:] in (",", ";", ":", "—") else clause
        end = fits if fits == len(tokens) else clause or max(1, fits)
        out.append(tokens[:end])
        tokens = tokens[end:]
    return out


def _timed(group: list[tuple[str, str]], spoken) -> list[Token]:
    """When each token of one breath is heard."""
    lead = len(group[0][1]) - len(group[0][1].lstrip())
    out, at, last = [], -lead, len(spoken.edges) - 1
    for text, phonemes in group:
        said = phonemes.rstrip(' ,.;:!?—…"“”()')
        start, end = min(max(at, 0), last), min(max(at + len(said), 0), last)
        if any(c.isalpha() for c in said):
            out.append(Token(text, float(spoken.edges[start]), float(spoken.edges[end])))
        at += len(phonemes)
    return out
