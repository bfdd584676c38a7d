"""What the languages say in one way: a symbol with its indices, a slope as one letter by another, a number digit by digit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from engine.notation import MINUS, exponent_of
from engine.symbols import ELEMENT

SLOPES = {"da_dz": ("a", "z"), "dz_dw": ("z", "w")}  # of what by what; dL_dX is of L by X, and so of the penalty and of both together
WHOLE = ("L", "Omega", "J")  # of which there are slopes by anything


class Saying:
    """The part of a `Tongue` that is the same in all of them; a language gives its words, its cardinals and how it says a slope."""

    minus: ClassVar[str]
    point: ClassVar[str]  # before decimals
    power: ClassVar[str]  # between a number and its power of ten
    digits: ClassVar[Sequence[str]]
    letters: ClassVar[Mapping[str, str]]  # symbols that are not said as they are written
    terms: ClassVar[Mapping[str, str]]

    def cardinal(self, n: int) -> str:
        """The words of a whole number from 0 on, standing alone."""
        raise NotImplementedError

    def slope(self, of: str, by: str) -> str:
        """The words for a derivative; both letters are words already."""
        raise NotImplementedError

    def letter(self, name: str) -> str:
        """The words for a letter, which is no slope."""
        return self.letters.get(name, name)

    def symbol(self, name: str, at: Sequence[int]) -> str:
        """ "z one": the layer goes without saying, the picture shows it."""
        return " ".join([self._named(ELEMENT.get(name, name) if at else name), *(self.cardinal(k + 1) for k in at)])

    def number(self, text: str) -> str:
        """ "−0.0381" is "minus zero point zero three eight one"."""
        minus = f"{self.minus} "
        body, _, power = text.lstrip(MINUS).partition("×10")
        whole, _, places = body.partition(".")
        words = minus * text.startswith(MINUS) + self.cardinal(int(whole))
        if places:
            words += f" {self.point} " + " ".join(self.digits[int(d)] for d in places)
        if power:
            exponent = exponent_of(power)
            words += f" {self.power} " + minus * (exponent < 0) + self.cardinal(abs(exponent))
        return words

    def term(self, name: str) -> str:
        """The field's name, with its article."""
        return self.terms[name]

    def _named(self, name: str) -> str:
        whole = next((of for of in WHOLE if name.startswith(f"d{of}_d")), "")  # of which it is a slope
        if name in SLOPES or whole:
            of, by = SLOPES.get(name, (whole, name.removeprefix(f"d{whole}_d")))
            return self.slope(self._named(of), self._named(by))
        return self.letter(name)
