"""manim as it comes: no manim.cfg of the user or of the working folder is read, so that films are the same everywhere.

manim reads them while it is imported; a finder stands before Python's own and hands its module of paths over with the library's file alone.
Every command begins here, so as little as can be is imported: until it listens, a Ctrl-C is a traceback.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

TYPE_CHECKING = False  # as typing has it, which takes longer to import than all of this
if TYPE_CHECKING:
    from importlib.abc import Loader

PATHS = "manim._config.utils"  # the module that says which files are read


class _Paths:
    """Loads that module, and has it name no file but the library's and two that there are not."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        from pathlib import Path

        self._loader.exec_module(module)
        library = Path(str(module.__file__)).parent / "default.cfg"
        module.config_file_paths = lambda: [library, library.with_name("none.cfg"), library.with_name("none.cfg")]  # type: ignore[attr-defined]


class _Finder:
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != PATHS:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Paths(spec.loader)  # type: ignore[assignment]
        return spec


def install() -> None:
    """From now on, before manim is imported."""
    _at_ease()
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


def _at_ease() -> None:
    """What manim imports breaks without a PATH and on a date that is none, and warns of what Python 3.13 took out; nothing here uses it."""
    os.environ.setdefault("PATH", os.defpath)
    if not os.environ.get("SOURCE_DATE_EPOCH", "0").isdecimal():
        del os.environ["SOURCE_DATE_EPOCH"]
    warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
