"""The manifest: what a film was made of and what was found out about it; written last, it says that all is whole."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from studio.atomic import write_text
from studio.keys import file_hash, key, versions

FILES = (
    "film.mp4", "captions.srt", "captions.vtt", "script.md", "numbers.json", "claims.json", "poster.png", "storyboard.png", "youtube.md",
)  # fmt: skip


def write(folder: Path, **facts: Any) -> dict[str, Any]:
    """Write manifest.json into a film's folder, with the hash and size of every file beside it."""
    files = {name: {"bytes": (folder / name).stat().st_size, "sha256": file_hash(folder / name)} for name in FILES}
    head = {"format": "backreel/manifest", "version": 1, "backreel": version("backreel"), "tools": versions()}
    whole: dict[str, Any] = json.loads(json.dumps({**head, **facts, "files": files}, default=str, allow_nan=False))
    write_text(folder / "manifest.json", json.dumps({**whole, "seal": key(whole)}, indent=1, ensure_ascii=False) + "\n")
    return whole


def read(folder: Path) -> dict[str, Any] | None:
    """The manifest in a film's folder, as it was written; or None."""
    try:
        return parsed((folder / "manifest.json").read_bytes())
    except OSError:
        return None


def parsed(text: bytes) -> dict[str, Any] | None:
    """A manifest as it was written; or None."""
    try:
        found = json.loads(text.decode("utf-8"))
        return found if found.pop("seal") == key(found) else None
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return None


def standing(folder: Path, key: str) -> dict[str, Any] | None:
    """The manifest of a film that was made from exactly this and whose files are all as they were, or None."""
    found = read(folder)
    try:
        whole = found is not None and found["key"] == key and all(_same(folder / name, found["files"][name]) for name in FILES)
    except (OSError, KeyError, TypeError):
        return None
    return found if whole else None


def _same(path: Path, facts: dict[str, Any]) -> bool:
    return path.stat().st_size == facts["bytes"] and file_hash(path) == facts["sha256"]
