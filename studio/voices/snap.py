"""Word times of a recording without a model: letters for lengths, the speaker's pauses for anchors."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from studio.words import pause_after, silent_word

UNMATCHED = 0.6  # seconds of disagreement above which a pause is left alone

Span = tuple[float, float]


def timed(words: tuple[str, ...], start: float, end: float, quiet: tuple[Span, ...]) -> tuple[Span, ...]:
    """Start and end of each word between start and end seconds, punctuation snapped to the pauses `quiet`."""
    weight = [0 if silent_word(w) else 2 + sum(c.isalnum() for c in w) for w in words]
    if not sum(weight):
        return tuple((start, start) for _ in words)
    before = [sum(weight[:i]) for i in range(len(words) + 1)]
    spoken = end - start - sum(b - a for a, b in quiet)
    stops = [i + 1 for i, w in enumerate(words[:-1]) if pause_after(w) and 0 < before[i + 1] < before[-1]]
    expected = [before[i] / before[-1] * spoken for i in stops]
    heard = [a - start - sum(d - c for c, d in quiet[:k]) for k, (a, _) in enumerate(quiet)]
    anchors = [(stops[i], *quiet[k]) for i, k in _matched(tuple(expected), tuple(heard))]
    return _between(weight, [(0, start, start), *anchors, (len(words), end, end)])


def _between(weight: list[int], anchors: list[tuple[int, float, float]]) -> tuple[Span, ...]:
    """Words shared out by weight from the end of one anchor's pause to the start of the next."""
    out: list[Span] = []
    for (first, _, start), (last, end, _) in pairwise(anchors):
        total, now = sum(weight[first:last]) or 1, start
        for w in weight[first:last]:
            out.append((now, now + w / total * (end - start)))
            now = out[-1][1]
    return tuple(out)


def _matched(expected: tuple[float, ...], heard: tuple[float, ...]) -> tuple[tuple[int, int], ...]:
    """Which expected pause is which heard one, in order, at the least total disagreement in seconds."""

    @cache
    def best(i: int, k: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if i == len(expected) or k == len(heard):
            return UNMATCHED * (len(expected) - i + len(heard) - k) / 2, ()
        skip_i, skip_k, both = best(i + 1, k), best(i, k + 1), best(i + 1, k + 1)
        return min(
            (abs(expected[i] - heard[k]) + both[0], ((i, k), *both[1])),
            (UNMATCHED / 2 + skip_i[0], skip_i[1]),
            (UNMATCHED / 2 + skip_k[0], skip_k[1]),
        )

    return best(0, 0)[1]
