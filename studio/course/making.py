"""One film of a course, in a process of its own: looked for in the store, else made in the machine's scratch folder and put there."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import InputError
from studio import holding
from studio.atomic import write_text
from studio.breakage import RenderError, plainly
from studio.course import store as stores
from studio.course.jobs import Job
from studio.orders import Order

Heard = Callable[[int, int], None]
LOG = "log.txt"


@dataclass(frozen=True)
class Place:
    """Where films go and where they are made: a store, a folder of this machine ("" is one of the user's own), processes that draw."""

    store: str
    scratch: str = ""
    jobs: int = 1

    def folder(self) -> Path:
        """The scratch folder."""
        return Path(self.scratch or os.environ.get("BACKREEL_SCRATCH") or Path(tempfile.gettempdir()) / f"backreel-{os.getuid()}")


@dataclass(frozen=True)
class Outcome:
    """What became of a job: made, stood (in the store), refused (it cannot be told on its lesson), wrong (its input), or broken."""

    state: str
    reason: str = ""
    log: str = ""
    seconds: float = 0.0
    beats: int = 0
    lifted: int = 0
    defects: int = 0


def made(job: Job, place: Place, heard: Heard = lambda done, of: None) -> Outcome:
    """Have the job's film in the store; whatever happens is an outcome."""
    began = time.monotonic()
    try:
        store = stores.of(place.store)
        if store.has(job.key):
            return Outcome("stood")
        with holding.held(place.folder() / ".work" / "locks" / job.key, patient=True):  # another course may be making it here
            return Outcome("stood") if store.has(job.key) else _film(job, place, store, heard, began)
    except InputError as error:
        return Outcome("wrong", str(error))
    except RenderError as error:
        return Outcome("broken", str(error), _log(error))
    except Exception as error:
        return Outcome("broken", f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error)))


def _film(job: Job, place: Place, store: stores.Store, heard: Heard, began: float) -> Outcome:
    from studio import filming, telling

    order = job.order(place.folder())
    if order.key != job.key:
        said = "this machine has other sources, tools or recordings than the one that planned the course; install the same there and here"
        return Outcome("broken", f"{socket.gethostname()}: {said}")
    shelf = _Counting(store)
    with plainly(order):
        if reason := telling.fit(order).unfit:
            return Outcome("refused", reason)
        facts = filming.film(order, heard, place.jobs, shelf)
        seconds, beats = time.monotonic() - began, len(facts["beats"])
        log = f"{job.label}\nmade on {socket.gethostname()} in {seconds:.1f} s, {shelf.lifted} of {beats} beats drawn for another film\n"
        write_text(order.folder / LOG, log)
    _put(job, order, place, store)
    return Outcome("made", "", "", seconds, beats, shelf.lifted, len(facts["audit"]["defects"]))


def _put(job: Job, order: Order, place: Place, store: stores.Store) -> None:
    """Into the store with it; once it stands there, it is not kept twice. Where there is no room, what is made waits for the next time."""
    try:
        store.put(job.key, order.folder)
    except OSError as error:
        said = f"{place.store}: cannot be written ({error.strerror or error})"
        raise RenderError(f"{said}; the film is kept in {order.folder}: make the course again once there is room") from error
    for folder in (order.folder.parent, order.work.parent):
        shutil.rmtree(folder, ignore_errors=True)


def _log(error: RenderError) -> str:
    """The traceback that the error's file holds, which may be another machine's."""
    cause = error.__context__ or error
    return "".join(traceback.format_exception(cause))


class _Counting:
    """A store's segments, counted."""

    def __init__(self, store: stores.Store) -> None:
        self._store, self.lifted = store, 0

    def lift(self, names: Sequence[str], folder: Path) -> bool:
        found = self._store.lift(names, folder)
        self.lifted += found
        return found

    def lay(self, names: Sequence[str], folder: Path) -> None:
        self._store.lay(names, folder)
