"""A pack's list of its files, so that one made anew replaces what it wrote, and nothing that people changed or added."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from studio.atomic import write_text
from studio.keys import file_hash

LIST = "pack.json"


def note(folder: Path) -> None:
    """Write the list of all files in a folder, with the hash of each."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): file_hash(path) for path in files}
    write_text(folder / LIST, json.dumps({"format": "backreel/pack", "version": 1, "files": found}, indent=1) + "\n")


def listed(folder: Path) -> dict[str, str]:
    """Name and hash of each file that a pack wrote into a folder; nothing where there is none."""
    try:
        files = json.loads((folder / LIST).read_text(encoding="utf-8"))["files"]
        return {str(name): str(digest) for name, digest in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def put_aside(folder: Path, files: Mapping[str, str]) -> dict[str, str]:
    """Give files that were changed since they were listed another name; the new name of each."""
    moved = {}
    for name, digest in files.items():
        path = folder / name
        if path.is_file() and file_hash(path) != digest:
            mine = next(p for k in count(1) if not (p := path.with_stem(f"{path.stem}-yours{'' if k == 1 else k}")).exists())
            moved[name] = mine.name
            path.rename(mine)
    return moved


def sweep(folder: Path, before: Mapping[str, str]) -> None:
    """Remove what the pack before left and this one has no more."""
    now = listed(folder)
    for name in before:
        if name not in now:
            (folder / name).unlink(missing_ok=True)
            if (folder / name).parent != folder and (folder / name).parent.is_dir() and not any((folder / name).parent.iterdir()):
                (folder / name).parent.rmdir()
