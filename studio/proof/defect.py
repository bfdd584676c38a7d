"""A defect: what a viewer would object to, where and when, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]  # left, top, right, bottom in fractions of the frame


@dataclass(frozen=True)
class Defect:
    """One thing found by one rule, at a second of the film; `beat` is "" and `box` None where it has no place."""

    rule: str
    beat: str
    second: float
    what: str
    mend: str
    box: Box | None = None

    def __str__(self) -> str:
        """One plain line."""
        where = f"{self.second:.2f} s, beat {self.beat}: " if self.beat else ""
        return f"{where}{self.what} [{self.rule}]; {self.mend}"


FIRST = 2  # defects that one line tells


def in_one_line(proof: Mapping[str, Any]) -> str:
    """A manifest's verdict, reached without a look at the pictures: "words, times, maths: no defects", or how many and the first."""
    found: Sequence[Mapping[str, Any]] = proof["defects"]
    if not found:
        return "words, times, maths: no defects"
    told = "; ".join(f"{d['second']:.1f} s, {d['beat']}, {d['what']}" if d["beat"] else d["what"] for d in found[:FIRST])
    return f"words, times, maths: {len(found)} defect{'s' * (len(found) > 1)}: {told}{' ...' * (len(found) > FIRST)}"


def area(box: Box) -> float:
    """In fractions of the frame's; nothing for a box turned inside out."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def shared(a: Box, b: Box) -> float:
    """The area that two boxes have in common."""
    return area((max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])))


def both(a: Box, b: Box) -> Box:
    """The smallest box around two."""
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
