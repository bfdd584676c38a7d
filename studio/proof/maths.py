"""Rules of maths: what a formula says is so."""

from __future__ import annotations

from studio.proof.defect import Defect
from studio.proof.walked import Walked

RULES: tuple[str, ...] = ()


def defects(film: Walked) -> list[Defect]:
    """Formulas that are wrong."""
    return []
