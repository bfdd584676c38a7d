"""What a film looks at, beat by beat: the step, the example and the place in the network that most of its numbers come from."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from engine import InputError, Lesson
from engine.errors import nearest
from studio import manifest
from studio.atomic import contents

_AT = re.compile(r"^(?:twins\[(\d+)\]\.)?steps\[(\d+)\]\.(?:examples\[(\d+)\]\.)?(?:(forward|backward|update|nudges)\[(\d+)\]\.(\w+)(.*))?")
_INDEX = re.compile(r"\[(\d+)\]")


def of_film(folder: Path, lesson: Lesson) -> list[dict[str, Any]]:
    """Each beat of a film that was rendered of a lesson: name, start, and what the explorer shows there, after `k` steps."""
    try:
        beats = made["beats"] if (made := manifest.whole(folder, "numbers.json")) else []
        numbers = json.loads(contents(folder / "numbers.json"))
    except (OSError, ValueError, KeyError):
        return []
    found: list[dict[str, Any]] = []
    for beat in beats:
        paths = [entry["path"] for entry in numbers if entry["beat"] == beat["beat"]]
        before = {key: found[-1][key] for key in ("s", "m", "at", "way")} if found else {"s": 0, "m": 0, "at": None, "way": "forward"}
        found.append({"beat": beat["beat"], "t": beat["start"], **before, **place(paths)})
    record = lesson.training.record or (0,)
    return [{**moment, "k": record[min(moment["s"], len(record) - 1)]} for moment in found]


def place(paths: list[str]) -> dict[str, Any]:
    """Step `s`, example `m`, `at` (the neuron or weight named most) and `way` of these paths; what none says is left out."""
    hits = [hit for path in paths if (hit := _AT.match(path)) and hit[1] is None]
    if not hits:
        return {}
    out: dict[str, Any] = {"s": _most(int(hit[2]) for hit in hits)}
    if told := [int(hit[3]) for hit in hits if hit[3]]:
        out["m"] = _most(told)
    records = [hit for hit in hits if hit[4]]
    if records:
        out["way"] = "update" if any(hit[4] == "update" for hit in records) else _most(hit[4] for hit in records)
        out["at"] = list(_most((hit[4], int(hit[5]), hit[6], *map(int, _INDEX.findall(hit[7]))) for hit in records))
    return out


def _most(values: Any) -> Any:
    return Counter(values).most_common(1)[0][0]


def at_beat(folder: Path, lesson: Lesson, beat: str | None) -> dict[str, Any]:
    """The moment of this name, or the first, of a film of a lesson that was rendered to `folder`."""
    found = of_film(folder, lesson)
    if not found:
        raise InputError(f"{folder}: there is no rendered film here; make it first with: backreel render --chapter {folder.name}")
    names = [moment["beat"] for moment in found]
    if beat is not None and beat not in names:
        raise InputError(f"unknown beat {beat!r}. {nearest(beat, names)}Use one of {', '.join(names)}")
    return found[names.index(beat) if beat else 0]
