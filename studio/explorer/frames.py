"""Records of a trace as one message: a line of JSON that says what is where, then every number as a float64, bit for bit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

Place = list[str | int]


def frame(facts: dict[str, Any], record: Any) -> bytes:
    """Four bytes of length, JSON {..., "arrays": [[place, shape]], "words": [[place, text]]}, then the arrays in that order."""
    arrays: list[np.ndarray] = []
    head: dict[str, Any] = {**facts, "arrays": [], "words": []}
    for place, value in _leaves([], record):
        if isinstance(value, str):
            head["words"].append([place, value])
        else:
            arrays.append(np.asarray(value, dtype="<f8"))
            head["arrays"].append([place, arrays[-1].shape])
    text = json.dumps(head, separators=(",", ":"), default=str).encode()
    text += b" " * (-(len(text) + 4) % 8)  # so that the page reads the numbers where they lie
    return len(text).to_bytes(4, "little") + text + b"".join(array.tobytes() for array in arrays)


def plain(value: Any) -> Any:
    """A record as JSON can write it, without what was not computed."""
    if is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items() if part is not None}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    return value if isinstance(value, str) else np.asarray(value, dtype=float).tolist()


def _leaves(place: Place, value: Any) -> Iterator[tuple[Place, Any]]:
    """Every array, number and word of a record with the way to it; what was not computed is left out."""
    if value is None:
        return
    if is_dataclass(value):
        for field in fields(value):
            yield from _leaves([*place, field.name], getattr(value, field.name))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves([*place, key], part)
    elif isinstance(value, tuple) and not all(isinstance(part, int | float) for part in value):
        for k, part in enumerate(value):
            yield from _leaves([*place, k], part)
    else:
        yield place, value
