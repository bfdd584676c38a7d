"""Rules of numerals: every value that is written comes from the trace, and what is computed on screen comes out.

Digits typed as plain text are symbols, not values, when they are sub- or superscripts, one-digit whole numbers (the 1 and
the 2 of formulas, "layer 2"), powers of ten, years, marks of a scale (`Scale`) or part of a definition in the table of notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from engine import notation
from scenes.beat import Beat
from scenes.kit.maths.slopes import SLOPE
from scenes.kit.type.ink import Scale
from scenes.shown import Shown
from studio.proof import arithmetic
from studio.proof.arithmetic import NotArithmeticError, Token
from studio.proof.defect import Defect
from studio.proof.findings import Found, found_in
from studio.proof.view import View, saying
from studio.proof.walked import Walked

RULES = ("typed number", "hyphen", "wrong sum")
SCRIPT = re.compile(r"[_^](\((?:[^()]|\([^()]*\))*\)|\w+)")
NUMERAL = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?![\w])")
SYMBOL = re.compile(r"\d|(1[89]|20)\d\d")  # a digit, a year
SAME = Decimal("1e-6")  # relative; what is measured by a nudge stands after an "approx"
HYPHEN = re.compile(r"(?<![\w)}])-\s?\d")


def defects(film: Walked) -> list[Defect]:
    """Numbers that nobody computed, and computations that do not come out."""
    return [*found_in(film.views, film.fps, RULE), *spoken(film)]


def typed(view: View) -> Iterator[Found]:
    """Values typed into text."""
    for line, glyphs in view.lines.items():
        for numeral in (n for piece in line.pieces if isinstance(piece, str) for n in numerals(piece)):
            what = f"{numeral} in {saying(line)} is typed, not taken from the trace"
            yield "typed number", (line,), what, "give the Formula the reading's number, or a Scale for an axis", view.place(*glyphs)


def numerals(source: str) -> list[str]:
    """The values typed in some Typst."""
    if isinstance(source, Scale):
        return []
    for definition in _definitions():
        source = source.replace(definition, " ")
    bare = SCRIPT.sub(" ", re.sub(r"\b10\^", " ^", source))
    return [n for n in NUMERAL.findall(bare) if not SYMBOL.fullmatch(n)]


@cache
def _definitions() -> list[str]:
    """Parts of the table's definitions, between their fields, that hold values of their own: leaky_relu's slope."""
    functions = [*notation.ACTIVATIONS.values(), *notation.LOSSES.values()]
    whole = [*(text for f in functions for text in (f.definition, f.slope)), *SLOPE.values()]
    texts = [part for text in whole for part in (text, *re.split(r"\{\w+(?::\w+)?\}", text))]
    return sorted({text for text in texts if any(not SYMBOL.fullmatch(n) for n in NUMERAL.findall(text))}, key=len, reverse=True)


def hyphens(view: View) -> Iterator[Found]:
    """A hyphen where a minus belongs: in the digits of a number, or before a numeral in plain words."""
    for line, glyphs in view.lines.items():
        shown = [p.text for p in line.pieces if isinstance(p, Shown)]
        words = [w for p in line.pieces if isinstance(p, str) for w in _words(p, line.is_words)]
        if any("-" in text for text in shown) or any(HYPHEN.search(w) for w in words):
            what = f"a hyphen stands for a minus in {saying(line)}"
            yield "hyphen", (line,), what, "let notation.fmt write numbers; a minus is U+2212", view.place(*glyphs)


def _words(source: str, is_words: bool) -> list[str]:
    """What is set as words, not as maths: a label without what stands between dollars, in maths what stands between quotes."""
    return [re.sub(r"\$[^$]*\$", " ", source)] if is_words else re.findall(r'"([^"]*)"', source)


def sums(view: View) -> Iterator[Found]:
    """Equations of numbers whose sides, as shown, differ."""
    for line, glyphs in view.lines.items():
        if sum(isinstance(piece, Shown) for piece in line.pieces) < 2:
            continue
        for sides in arithmetic.statements(line):
            for one, other in combinations(sides, 2):
                if fault := _fault(one, other):
                    mend = "show sums with kit.number.show_sum, and each result from the trace"
                    yield "wrong sum", (line,), f"{saying(line)}: {fault}", mend, view.place(*glyphs)


def _fault(one: Sequence[Token], other: Sequence[Token]) -> str | None:
    """What is wrong with one side's being the other: as they are shown, or as they are."""
    try:
        a, b, x, y = (arithmetic.value(side, shown) for shown in (True, False) for side in (one, other))
    except NotArithmeticError:
        return None
    if not a.meets(b):
        return f"one side comes to {a.middle:.6g}, the other to {b.middle:.6g}"
    if abs(x.middle - y.middle) > SAME * (1 + abs(x.middle)):
        return f"before rounding, one side is {x.middle:.6g}, the other {y.middle:.6g}"
    for parts, total in ((arithmetic.is_sum(one), other), (arithmetic.is_sum(other), one)):
        if parts and len(parts) > 1 and len(total) == 1 and isinstance(total[0], Shown) and _avoidable(parts, total[0]):
            return "the digits shown do not add up, though with more they could"
    return None


def _avoidable(parts: list[tuple[int, Shown]], total: Shown) -> bool:
    """Whether a plain sum is off as shown, and notation knows digits with which it is not, and which leave no part a zero."""
    if _adds_up([(sign, shown.text) for sign, shown in parts], total.text):
        return False
    values = [sign * shown.number.value for sign, shown in parts]
    texts, text = notation.fmt_sum(values, total.number.value)
    gone = any(value and not arithmetic.exact(t) for value, t in zip(values, texts, strict=True))
    return not gone and _adds_up([(1, t) for t in texts], text)


def _adds_up(parts: Sequence[tuple[int, str]], total: str) -> bool:
    return sum(sign * arithmetic.exact(text) for sign, text in parts) == arithmetic.exact(total)


def spoken(film: Walked) -> list[Defect]:
    """Values typed into the words."""
    found = []
    for beat, span in zip(film.told.beats, film.drawn.spans, strict=True):
        for word in typed_words(beat):
            mend = "write it as {t.x[0]}, so that caption, voice and audit have it from the trace"
            found.append(
                Defect("typed number", beat.name, span.start / film.fps, f"{word} in the words is typed, not taken from the trace", mend)
            )
    return found


def typed_words(beat: Beat) -> list[str]:
    """Numerals among the words of a beat that are no number of the trace, and no name that the lesson gives."""
    words = [piece.shown for piece in beat.pieces if piece.value is None and not piece.path]
    return [n for word in words for n in NUMERAL.findall(word) if not SYMBOL.fullmatch(n)]


RULE = (typed, hyphens, sums)
