"""Which places of a trace were looked at, for the audit of claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager


class Notes:
    """Which places of a trace were looked at, while somebody wants to know."""

    def __init__(self) -> None:
        self._open: list[set[str]] = []

    def __call__(self, path: str) -> None:
        for paths in self._open:
            paths.add(path)

    @contextmanager
    def taken(self) -> Iterator[set[str]]:
        """The paths looked at inside, a set that grows."""
        paths: set[str] = set()
        self._open.append(paths)
        try:
            yield paths
        finally:
            self._open.remove(paths)


def narrowed(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths without those that only lead to others, in order."""
    every = sorted(set(paths))
    return tuple(path for path in every if not any(other != path and other.startswith((f"{path}[", f"{path}.")) for other in every))
