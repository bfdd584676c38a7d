"""Studies: what the engine ran beyond the recorded steps because a chapter shows it; each is `studies.NAME` in the trace.

A study is one file here: `study(trace, **options)` returns a frozen Record of floats, arrays and records, and
`suits(trace)` says whether the lesson has one (with more than dense layers it is asked only where `ANY_KIND = True`).
A lesson file may set options: `[studies.nudge]`, `h = [0.1, 0.01]`.
A study is run when it is first asked for, and all that suit are written with the trace.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, get_type_hints

import numpy as np

from engine.arrays import Record
from engine.errors import InputError
from engine.within import Within

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


def bounds(name: str) -> dict[str, Within]:
    """Between which bounds each option of a study lies."""
    hints = get_type_hints(_module(name).study, include_extras=True)
    return {key: hints[key].__metadata__[0] for key in options(name)}


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{name}")


def _suits(name: str, trace: Trace) -> bool:
    """Whether a study can be run; on networks of more than dense layers only one that says `ANY_KIND = True`."""
    module = _module(name)
    return (not trace.lesson.beyond_dense or getattr(module, "ANY_KIND", False)) and bool(module.suits(trace))


class Studies(Mapping[str, Any]):
    """The studies that suit a trace, each run when it is first asked for; one whose numbers do not stay finite does not suit."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._run: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._run:
            self._run[name] = self._tried(name) if name in names() else None
        if self._run[name] is None:
            raise KeyError(name)
        return self._run[name]

    def _tried(self, name: str) -> Any:
        """The study's record, or None where it does not suit."""
        asked = (self._trace.lesson.studies or {}).get(name, {})
        try:
            with np.errstate(all="ignore"):
                if not _suits(name, self._trace):
                    return None
                found = _module(name).study(self._trace, **asked)
        except (ArithmeticError, InputError):  # a quotient of two zeros; a training of its own that diverges
            return None
        return found if _finite(found) else None

    def __contains__(self, name: object) -> bool:
        try:
            self[str(name)]
        except KeyError:
            return False
        except Exception:  # a study that breaks is one that was asked for: who reads it is told
            return True
        return True

    def __iter__(self) -> Iterator[str]:
        return (name for name in names() if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _finite(found: Any) -> bool:
    """Whether every number of a record, and of the records in it, is one."""
    if isinstance(found, Record):
        return all(map(_finite, vars(found).values()))
    if isinstance(found, tuple):
        return all(map(_finite, found))
    return isinstance(found, str) or found is None or bool(np.isfinite(found).all())
