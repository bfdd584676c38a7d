"""Studies: what the engine ran beyond the recorded steps because a chapter shows it; each is `studies.NAME` in the trace.

A study is one file here: `study(trace, **options)` returns a frozen Record of floats, arrays and records, and
`suits(trace)` says whether the lesson has one (with more than dense layers it is asked only where `ANY_KIND = True`).
A lesson file may set options: `[studies.nudge]`, `h = [0.1, 0.01]`.
A study is run when it is first read, and all that suit are written with the trace.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.trace import Trace


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Every study there is, by its file's name."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def options(name: str) -> dict[str, Any]:
    """The options of a study and their defaults: numbers and tuples of numbers."""
    parameters = inspect.signature(_module(name).study).parameters.values()
    return {p.name: p.default for p in parameters if p.default is not inspect.Parameter.empty}


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{name}")


def _suits(name: str, trace: Trace) -> bool:
    """Whether a study can be run; on networks of more than dense layers only one that says `ANY_KIND = True`."""
    module = _module(name)
    return (not trace.lesson.beyond_dense or getattr(module, "ANY_KIND", False)) and bool(module.suits(trace))


class Studies(Mapping[str, Any]):
    """The studies that suit a trace, each run when it is first read."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._run: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._run:
            if name not in names() or not _suits(name, self._trace):
                raise KeyError(name)
            asked = (self._trace.lesson.studies or {}).get(name, {})
            self._run[name] = _module(name).study(self._trace, **asked)
        return self._run[name]

    def __contains__(self, name: object) -> bool:
        return name in names() and _suits(str(name), self._trace)

    def __iter__(self) -> Iterator[str]:
        return (name for name in names() if _suits(name, self._trace))

    def __len__(self) -> int:
        return sum(1 for _ in self)
