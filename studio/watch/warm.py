"""A warm process: what is not ours is loaded once, and every telling is a copy of it in which nothing of ours is loaded yet."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from typing import NoReturn

from studio.watch.link import Link, heard

HOUSES = ("engine", "scenes", "studio")
TOOLS = ("numpy", "manim", "av", "typst", "pydantic", "PIL", "svgelements", "multiprocessing.connection")


def wait(link: Link) -> None:
    """Load the tools, then tell films as they are ordered until the hub is gone."""
    for name in (signal.SIGINT, signal.SIGCHLD):
        signal.signal(name, signal.SIG_IGN)
    sys.dont_write_bytecode = True  # it is known by its second alone, and an author saves twice in one
    for tool in TOOLS:
        importlib.import_module(tool)
    line = link.call("warm")
    while (order := heard(line)) is not None:
        if os.fork() == 0:
            line.close()
            _tell(link, *order)


def _tell(link: Link, *order: object) -> NoReturn:
    """In a copy: forget what there is of ours, so that it is read as it is now."""
    for name in [name for name in sys.modules if name.partition(".")[0] in HOUSES]:
        del sys.modules[name]
    importlib.invalidate_caches()
    try:
        importlib.import_module("studio.watch.stage").tell(link.address, link.password, *order)
    finally:
        os._exit(0)
