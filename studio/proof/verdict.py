"""The proofreader's verdict on a film as it is rendered: what costs no other walk, kept in the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from studio.proof import sounds
from studio.proof.reader import QUICK
from studio.proof.walked import Walked
from studio.sound import Loudness

UNREAD = ("unequal length", "dead sound")  # they need the film read back
RULES = (*(rule for family in QUICK for rule in family.RULES), *(rule for rule in sounds.RULES if rule not in UNREAD))


def of_film(film: Walked, loudness: Mapping[str, float | None]) -> dict[str, Any]:
    """What a manifest keeps: the rules that looked, and what they found, in order of time; `loudness` as it was measured."""
    found = [defect for family in QUICK for defect in family.defects(film)] + sounds.clips(film)
    levels = [loudness["integrated"], loudness["true_peak"]]
    if film.told.voice.name != "silent" and None not in levels:
        found += sounds.level(Loudness(*levels))  # type: ignore[arg-type]
    return {"rules": list(RULES), "defects": [asdict(defect) for defect in sorted(found, key=lambda defect: defect.second)]}
