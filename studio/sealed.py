"""Notes of ours in JSON, each with a hash of itself: one in which a bit was changed is as good as none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from studio.atomic import contents, write_text
from studio.keys import key


def write(path: Path, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Write a note; returns its facts as they will be read."""
    whole: dict[str, Any] = json.loads(json.dumps(facts, default=str, allow_nan=False))
    write_text(path, json.dumps({**whole, "seal": key(whole)}, indent=1, ensure_ascii=False) + "\n")
    return whole


def read(path: Path) -> dict[str, Any] | None:
    """The facts of a note, as they were written; or None."""
    try:
        return parsed(contents(path))
    except OSError:
        return None


def parsed(text: bytes) -> dict[str, Any] | None:
    """The facts of a note's text, as they were written; or None."""
    try:
        found = json.loads(text.decode())
        return found if found.pop("seal") == key(found) else None
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return None
