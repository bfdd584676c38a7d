"""Sums on screen, done again with the digits that a viewer sees: every number stands for all that round to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from itertools import product

from engine import notation
from scenes.kit.type.ink import Line
from scenes.shown import Shown

TOKEN = re.compile(r'"[^"]*"|dot(?![\w.])|times(?![\w.])|[A-Za-z][\w.]*|\d+(?:\.\d+)?|\S')
SPACES = {"thin", "med", "thick", "space"}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
Token = str | Shown


class NotArithmeticError(ValueError):
    """Letters, functions or dots stand in the expression."""


@dataclass(frozen=True)
class Range:
    """All numbers from low to high."""

    low: Decimal
    high: Decimal

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2

    def meets(self, other: Range) -> bool:
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Range) -> Range:
        return Range(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Range) -> Range:
        ends = [a * b for a, b in product((self.low, self.high), (other.low, other.high))]
        return Range(min(ends), max(ends))

    def __truediv__(self, other: Range) -> Range:
        if other.low <= 0 <= other.high:
            raise NotArithmeticError("a division by what may be zero")
        return self * Range(1 / other.high, 1 / other.low)


def statements(line: Line) -> Iterator[list[list[Token]]]:
    """The equations of a line of type, each as its sides."""
    equation: list[list[Token]] = [[]]
    for token in (t for piece in line.pieces for t in _tokens(piece)):
        if token == "quad":
            yield equation
            equation = [[]]
        elif token in ("=", "approx"):
            equation.append([])
        else:
            equation[-1].append(token)
    yield equation


def _tokens(piece: object) -> Sequence[Token]:
    if isinstance(piece, Shown):
        return [piece]
    return [t for t in TOKEN.findall(piece) if t not in SPACES] if isinstance(piece, str) else ["letter"]


def value(side: Sequence[Token], shown: bool = True) -> Range:
    """What an expression of numbers comes to, as they are shown or as they are; raises NotArithmeticError for any other."""
    reader = _Reader([*side, "end"], shown)
    found = reader.sum()
    reader.take("end")
    return found


def is_sum(side: Sequence[Token]) -> list[tuple[int, Shown]] | None:
    """The parts of a plain sum of shown numbers with their signs; None for any other expression."""
    tokens = list(side) if side and side[0] in ("+", "-") else ["+", *side]
    signs, numbers = tokens[::2], tokens[1::2]
    if len(signs) != len(numbers) or any(s not in ("+", "-") for s in signs):
        return None
    parts = [(1 if s == "+" else -1, n) for s, n in zip(signs, numbers, strict=True) if isinstance(n, Shown)]
    return parts if len(parts) == len(numbers) else None


def exact(text: str) -> Decimal:
    """A shown number as it stands."""
    mantissa, _, power = text.replace(notation.MINUS, "-").partition("×10")
    return Decimal(mantissa).scaleb(int(power.translate(SUPERSCRIPTS)) if power else 0)


def _shown(number: Shown) -> Range:
    """All numbers that are shown so."""
    middle, half = exact(number.text), Decimal(repr(notation.parse(number.text)[1]))
    return Range(middle - half, middle + half)


class _Reader:
    """Recursive descent: sums of products of atoms, which may be squared."""

    def __init__(self, tokens: Sequence[Token], shown: bool) -> None:
        self.tokens, self.shown, self.at = tokens, shown, 0

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self, wanted: str) -> None:
        if self.next != wanted:
            raise NotArithmeticError(f"{self.next} where {wanted} was expected")
        self.at += 1

    def sum(self) -> Range:
        total = Range(Decimal(0), Decimal(0)) if self.next in ("+", "-") else self.product()
        while self.next in ("+", "-"):
            plus = self.next == "+"
            self.at += 1
            term = self.product()
            total = total + term if plus else total - term
        return total

    def product(self) -> Range:
        result = self.power()
        while self.next not in ("+", "-", ")", "end"):
            divides = self.next == "/"
            self.at += self.next in ("/", "dot", "times")
            factor = self.power()
            result = result / factor if divides else result * factor
        return result

    def power(self) -> Range:
        base = self.atom()
        if self.next != "^":
            return base
        self.at += 1
        exponent = self.next
        if not isinstance(exponent, str) or not exponent.isdigit() or int(exponent) < 1:
            raise NotArithmeticError("a power that is not a small whole number")
        self.at += 1
        return reduce(lambda a, b: a * b, [base] * int(exponent))

    def atom(self) -> Range:
        token = self.next
        self.at += 1
        if isinstance(token, Shown):
            return _shown(token) if self.shown else Range(*[Decimal(token.number.value)] * 2)
        if token == "(":
            inner = self.sum()
            self.take(")")
            return inner
        if re.fullmatch(r"\d+(\.\d+)?", token):
            return Range(Decimal(token), Decimal(token))
        raise NotArithmeticError(token)
