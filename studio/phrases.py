"""Where a line of words may be cut, and how much it hurts."""

from __future__ import annotations

from studio.tongues import grammar
from studio.tongues.grammar import Grammar

LINE = 42  # characters

SENTENCE, CLAUSE, CONJUNCTION, WORD, FORMULA = 0.0, 1.0, 2.0, 4.0, 12.0
_OPERATORS = frozenset(["=", "+", "−", "-", "×", "·", "÷", "/", "≈", "<", ">", "≤", "≥", "→", "←", "⊙", "±", "∂"])
_STARTS = {"=": 5.0, "≈": 5.0, "+": 7.0, "−": 7.0, "-": 7.0}
ENGLISH = grammar.of("en")


def cut_cost(before: str, after: str, tongue: Grammar = ENGLISH) -> float:
    """How bad it is to cut between two words of a language: 0 behind a sentence, most inside a formula."""
    end = before.rstrip("\"'”’)]")[-1:]
    if end and end in ".!?…":
        return SENTENCE
    if end and end in ",;:—":
        return CLAUSE
    if before in _OPERATORS or after in _OPERATORS:
        return _STARTS.get(after, FORMULA)  # "= 0.3775" may start a line, "z₁ =" never ends one
    if before.lower() in tongue.articles or (_symbol(before, tongue) and _symbol(after, tongue)):
        return FORMULA / 2
    return CONJUNCTION if after.lower() in tongue.conjunctions else WORD


def _symbol(word: str, tongue: Grammar) -> bool:
    """Whether a word is notation (z₁, 0.3775, L) and not prose."""
    core = word.strip(".,;:!?()")
    return core not in tongue.letters and (len(core) == 1 or any(not c.isalpha() or ord(c) > 0x24F for c in core if c not in "'’-"))


def lines(words: list[str], tongue: Grammar = ENGLISH) -> tuple[str, ...] | None:
    """The words in one line, or in two balanced ones cut where it hurts least; None if they do not fit."""
    whole = " ".join(words)
    if len(whole) <= LINE:
        return (whole,)
    best: tuple[float, tuple[str, str]] | None = None
    for i in range(1, len(words)):
        first, second = " ".join(words[:i]), " ".join(words[i:])
        if max(len(first), len(second)) > LINE:
            continue
        cost = cut_cost(words[i - 1], words[i], tongue) + abs(len(first) - len(second)) / 6
        if best is None or cost < best[0]:
            best = cost, (first, second)
    return best[1] if best else None
