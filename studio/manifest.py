"""The manifest: what a film was made of and what was found out about it; written last, it says that all is whole."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from studio import sealed
from studio.keys import file_hash, versions

NAME = "manifest.json"
FILES = (
    "film.mp4", "captions.srt", "captions.vtt", "script.md", "numbers.json", "claims.json", "poster.png", "storyboard.png", "youtube.md",
)  # fmt: skip

DESCRIBED = ("film.described.mp4", "film.described.vtt", "descriptions.vtt", "described.json")  # of a film for those who do not see


def write(folder: Path, **facts: Any) -> dict[str, Any]:
    """Write manifest.json into a film's folder, with the hash and size of every file beside it."""
    more = sorted(path.name for path in folder.iterdir() if path.is_file() and path.name not in FILES)  # described, other languages
    files = {name: {"bytes": (folder / name).stat().st_size, "sha256": file_hash(folder / name)} for name in (*FILES, *more)}
    head = {"format": "backreel/manifest", "version": 1, "backreel": version("backreel"), "tools": versions()}
    return sealed.write(folder / NAME, {**head, **facts, "files": files})


def read(folder: Path) -> dict[str, Any] | None:
    """The manifest in a film's folder, as it was written; or None."""
    return sealed.read(folder / NAME)


def standing(folder: Path, key: str) -> dict[str, Any] | None:
    """The manifest of a film that was made from exactly this and whose files are all as they were, or None."""
    noted = read(folder) or {}
    found = whole(folder, *FILES, *(noted.get("files") or ()))
    return found if found is not None and found.get("key") == key else None


def whole(folder: Path, *names: str) -> dict[str, Any] | None:
    """The manifest of a film of which these files are as they were written, or None: a render of it was cut off."""
    found = read(folder)
    try:
        return found if found is not None and all(_same(folder / name, found["files"][name]) for name in names) else None
    except (OSError, KeyError, TypeError):
        return None


def _same(path: Path, facts: dict[str, Any]) -> bool:
    return path.stat().st_size == facts["bytes"] and file_hash(path) == facts["sha256"]
