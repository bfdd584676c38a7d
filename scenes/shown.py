"""Numbers with the digits that a viewer sees of them. No manim: a page sets the same lines as a film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine import notation
from engine.reading import Number

MOST_DIGITS = 7  # shown of two numbers to tell them apart


@dataclass(frozen=True)
class Shown:
    """A number of the trace and the digits a viewer sees of it."""

    number: Number
    text: str

    def __deepcopy__(self, memo: dict[int, object]) -> Shown:
        """Itself: manim copies a mobject with all it carries, and this never changes."""
        return self


def show(number: Number, digits: int | None = None, decimals: int | None = None) -> Shown:
    """A number with the digits `notation.fmt` gives it: so many, or as many as the lesson wants."""
    return Shown(number, notation.fmt(number.value, number.digits if digits is None else digits, decimals))


def show_sum(parts: Sequence[Number], total: Number) -> tuple[list[Shown], Shown]:
    """The parts of a sum and the sum, with digits that add up as shown."""
    texts, text = notation.fmt_sum([p.value for p in parts], total.value, total.digits)
    return [Shown(p, t) for p, t in zip(parts, texts, strict=True)], Shown(total, text)


def told_apart(before: Number, after: Number, digits: int = notation.SIGNIFICANT) -> tuple[Shown, Shown]:
    """Two numbers with so many digits, or as many more as tell them apart, up to seven."""
    many = range(digits, max(digits, MOST_DIGITS) + 1)
    enough = next((n for n in many if notation.fmt(before.value, n) != notation.fmt(after.value, n)), digits)
    return show(before, enough), show(after, enough)
