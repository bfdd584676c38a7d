"""Content keys: what a film depends on, hashed, so that the unchanged is found without drawing or importing manim."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import platform
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ("manim", "typst", "numpy", "av", "hibari-tts", "onnxruntime", "pycairo", "svgelements", "pillow", "pydantic")
OURS = ("engine", "scenes", "studio")
_IMPORT = re.compile(r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)|import[ \t]+([^\n#]*))", re.M)


def key(*parts: Any) -> str:
    """A hash of anything that JSON can write."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:24]


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """The versions of the tools whose output a film is made of."""
    found = {"python": platform.python_version()}
    for name in TOOLS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "absent"
    return found


def sources(*starts: Path) -> dict[str, str]:
    """The hash of each file of ours that these files import, directly or not, by its path under the root."""
    found: dict[str, str] = {}
    waiting = list(starts)
    while waiting:
        path = waiting.pop()
        name = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
        if name not in found:
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
            waiting += imported(path)
    return dict(sorted(found.items()))


def imported(path: Path) -> tuple[Path, ...]:
    """The files of ours that one file imports; read off its lines, twenty times as fast as its syntax tree."""
    names: set[str] = set()
    for module, taken, plain in _IMPORT.findall(path.read_text(encoding="utf-8")):
        names |= {module, *(f"{module}.{name}" for name in re.findall(r"\w+", taken))} if module else set(re.findall(r"[\w.]+", plain))
    return tuple(sorted(set(files_named(names))))


def files_named(names: Iterable[str]) -> Iterable[Path]:
    """The files of ours that these dotted names read."""
    ours = (parts for name in names if (parts := name.split("."))[0] in OURS)
    modules = dict.fromkeys(os.sep.join(parts[:k]) for parts in ours for k in range(1, len(parts) + 1))
    for base in (os.path.join(ROOT, module) for module in modules):  # plain texts: paths take five times as long
        yield from (Path(file) for file in (f"{base}.py", os.path.join(base, "__init__.py")) if os.path.isfile(file))


SOUNDS = (".wav", ".flac", ".mp3", ".m4a")  # a person's recordings: in a voice's folder, or in one in it for each chapter


def takes(folder: Path) -> list[Path]:
    """A voice folder's recordings."""
    return sorted(
        path for pattern in ("*", "*/*", "*/*/*") for path in folder.glob(pattern) if path.suffix.lower() in SOUNDS and path.is_file()
    )


def recordings(folder: Path) -> list[tuple[str, str]]:
    """Name and hash of a voice folder's recordings; what has the size and time of before may still be another take."""
    return [(str(path.relative_to(folder)), file_hash(path)) for path in takes(folder)]


def file_hash(path: Path) -> str:
    """The SHA-256 of a file; what is none, as a pipe that never ends, is as good as absent."""
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, "no such file", str(path))
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
