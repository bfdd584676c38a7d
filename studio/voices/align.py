"""Which stretch of a sentence's phonemes belongs to which of its words.

hibari cuts words its own way: "z-one" into three tokens, "0.5" into one that says three words, "1/2" rewritten before it is read.
The letters of both are laid side by side, so every word finds its stretch however they were cut.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Token:
    """One token of the voice: its text and the seconds in which it is heard."""

    text: str
    start: float
    end: float


def spans(words: tuple[str, ...], tokens: tuple[Token, ...]) -> tuple[tuple[float, float], ...]:
    """Start and end in seconds of each word, in order and never backwards; a word without letters takes no time."""
    ours = [_letters(word) for word in words]
    place = _places("".join(ours), "".join(token.text for token in tokens))
    edges, at = [], 0
    for word in ours:
        edges.append((place[at], place[at + len(word)]))
        at += len(word)
    clock = _Clock(tokens)
    out: list[tuple[float, float]] = []
    for first, last in edges:
        start = max(clock.start(first), out[-1][1] if out else 0.0)
        out.append((start, max(start, clock.end(last) if last > first else start)))
    return tuple(out)


def _letters(text: str) -> str:
    """What of a text is pronounced."""
    return "".join(c for c in text if c.isalnum())


def _places(ours: str, theirs: str) -> list[float]:
    """For every edge between our letters, the same edge among theirs."""
    place = [0.0] * (len(ours) + 1)
    matcher = SequenceMatcher(None, ours.lower(), theirs.lower(), autojunk=False)
    for _, a0, a1, b0, b1 in matcher.get_opcodes():
        for a in range(a0, a1):
            place[a + 1] = b0 + (b1 - b0) * (a + 1 - a0) / (a1 - a0)
    if ours:
        place[-1] = float(len(theirs))
    return place


class _Clock:
    """Seconds at which a place among the tokens' letters is heard."""

    def __init__(self, tokens: tuple[Token, ...]):
        self.tokens = tokens
        self.edges = [0]
        for token in tokens:
            self.edges.append(self.edges[-1] + len(token.text))

    def start(self, place: float) -> float:
        return self._at(bisect_right(self.edges, place + 1e-6) - 1, place)

    def end(self, place: float) -> float:
        return self._at(bisect_right(self.edges, place - 1e-6) - 1, place)

    def _at(self, index: int, place: float) -> float:
        if not self.tokens:
            return 0.0
        index = min(max(index, 0), len(self.tokens) - 1)
        token, size = self.tokens[index], self.edges[index + 1] - self.edges[index]
        share = min(1.0, max(0.0, (place - self.edges[index]) / size)) if size else 0.0
        return token.start + share * (token.end - token.start)
