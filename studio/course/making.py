"""A job of a course, in a process of its own: looked for in the store, else made in the machine's scratch folder and put there."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from engine.errors import InputError
from studio import holding
from studio.atomic import write_text
from studio.breakage import RenderError
from studio.course import store as stores
from studio.course.store import Store

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
    """What became of a job: made, stood (in the store), refused (its lesson does not allow it), wrong (its input), or broken."""

    state: str
    reason: str = ""
    log: str = ""
    seconds: float = 0.0
    beats: int = 0
    lifted: int = 0
    defects: int = 0

    @property
    def stands(self) -> bool:
        """Whether the store has it."""
        return self.state in ("made", "stood")


class Job(Protocol):
    """Something of a course that the store keeps, with all that a machine needs which has nothing but Backreel.

    kind   film, pack or worksheet
    name   of the folder that it fills
    label  what people call it, and `--only` finds it by: VARIANT/NAME
    key    the hash of all that it is made of, under which the store keeps it
    needs  the keys of the jobs that come first
    """

    @property
    def kind(self) -> str: ...
    @property
    def variant(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def needs(self) -> tuple[str, ...]: ...

    def make(self, home: Path, store: Store, place: Place, heard: Heard) -> Outcome:
        """Fill the folder of its name in `home`, a folder of its own."""
        ...


def foreign() -> Outcome:
    """Of a job that another machine planned, whose key this one does not come to."""
    said = "this machine has other sources, tools or recordings than the one that planned the course; install the same there and here"
    return Outcome("broken", f"{socket.gethostname()}: {said}")


def made(job: Job, place: Place, heard: Heard = lambda done, of: None) -> Outcome:
    """Have a job's files in the store; whatever happens is an outcome."""
    try:
        store = stores.of(place.store)
        if store.has(job.key):
            return Outcome("stood")
        with holding.held(place.folder() / ".work" / "locks" / job.key, patient=True):  # another course may be making it here
            return Outcome("stood") if store.has(job.key) else _made(job, place, store, heard)
    except InputError as error:
        return Outcome("wrong", str(error))
    except RenderError as error:
        return Outcome("broken", str(error), _log(error))
    except Exception as error:
        return Outcome("broken", f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error)))


def _made(job: Job, place: Place, store: Store, heard: Heard) -> Outcome:
    """Made anew, and put where it belongs; once it stands there, it is not kept twice."""
    began, home = time.monotonic(), place.folder() / job.key
    outcome = job.make(home, store, place, heard)
    if outcome.state != "made":
        return outcome
    outcome = replace(outcome, seconds=time.monotonic() - began)
    shared = f", {outcome.lifted} of {outcome.beats} beats drawn for another film" if outcome.beats else ""
    _put(job, home / job.name, f"{job.label}\nmade on {socket.gethostname()} in {outcome.seconds:.1f} s{shared}\n", store, place)
    for done in (home, place.folder() / ".work" / job.key):
        shutil.rmtree(done, ignore_errors=True)
    return outcome


def _put(job: Job, folder: Path, log: str, store: Store, place: Place) -> None:
    """Into the store with it; where there is no room, what is made waits for the next time."""
    try:
        if not (folder / stores.LAST).exists():  # which films bring
            stores.note(folder, kind=job.kind, label=job.label, key=job.key)
        write_text(folder / LOG, log)
        store.put(job.key, folder)
    except OSError as error:
        said = f"{place.store}: cannot be written ({error.strerror or error})"
        raise RenderError(f"{said}; what is made is kept in {folder}: make the course again once there is room") from error


def _log(error: RenderError) -> str:
    """The traceback that the error's file holds, which may be another machine's."""
    cause = error.__context__ or error
    return "".join(traceback.format_exception(cause))
