"""Rules of numbers: every number seen or heard is the trace's, rounded as it is shown."""

from __future__ import annotations

from studio import audit
from studio.claims import written
from studio.proof.defect import Defect
from studio.proof.walked import Walked

RULES = ("wrong number",)


def defects(film: Walked) -> list[Defect]:
    """What the audit finds."""
    mend = "show the reading's own number, t.z[1][0], and let notation.fmt write it"
    faults = audit.faults(film.numbers, written(film.told.trace))
    return [
        Defect("wrong number", e["beat"], e["t"], f"{e['path']} {fault}", mend, tuple(e["box"]) if e["box"] else None)
        for e, fault in faults
    ]
