"""A line of maths as data: the same on screen, on a page, and to those who check it. No manim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.reading import Named, Number
from scenes.shown import Shown

Part = Number | Shown | Named | str  # a number (its digits), a name (its symbol) or a string of Typst


@dataclass(frozen=True)
class Equation:
    """A template of Typst with named parts, as `scenes.kit.type.formula.Formula` draws it.

    parts   what each field holds    roles   of parts that do not have their symbol's own hue: forward, backward, loss, soft, wrong ...
    """

    template: str
    parts: Mapping[str, Part]
    roles: Mapping[str, str] = field(default_factory=dict)


def equation(template: str, roles: Mapping[str, str] | None = None, **parts: Part) -> Equation:
    """`equation("{z} = {w:p} dot {x}", z=t.name.z[1][0], w=t.W[1][0][0], x=t.x[0])`."""
    return Equation(template, parts, roles or {})


def numbers_in(line: Equation) -> Mapping[str, Number]:
    """The numbers of a line, each with its value and path, by the names of its parts."""
    held = {name: part.number if isinstance(part, Shown) else part for name, part in line.parts.items()}
    return {name: part for name, part in held.items() if isinstance(part, Number)}


def role_of(parameter: Number) -> str:
    """The role of a weight's or a bias's symbol: by its sign."""
    return "positive" if parameter.value >= 0 else "negative"


def broken(line: Equation, sums: bool = False, alone: bool = False) -> Equation:
    """The same line over several, one a sign of equality, for a narrow board.

    sums   one a term of a sum, too      alone   what is left of the first sign stands on a line of its own
    """
    head, *sides = f" {line.template}".split(" = ")
    lines = [side.replace(" + ", " \\ &quad + thin ") if sums else side for side in sides]
    first = f"&{head} \\" if alone else head
    return Equation(f"{first} &= " + " \\ &= ".join(lines), line.parts, line.roles) if sides else line
