"""A course on many machines: Dask's scheduler hands out films, each worker makes them one after the other in a process of its own."""

from __future__ import annotations

import logging
import os
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from studio.breakage import RenderError
from studio.course.agenda import Agenda
from studio.course.hands import Hand
from studio.course.local import KILLED, TRIES
from studio.course.making import Job, Outcome, Place
from studio.extras import need
from studio.keys import key

WANTED = ("distributed",)
LOOPBACK = "127.0.0.1:0"  # left to itself, Dask answers the whole network
PATIENCE = float(os.environ.get("BACKREEL_PATIENCE", "300"))  # seconds that a scheduler may be away


@dataclass
class _Desk:
    """Where a worker makes films, one after the other."""

    hand: Hand = field(default_factory=Hand)
    turn: Lock = field(default_factory=Lock)


_desks = defaultdict[str, _Desk](_Desk)  # of the workers in this process, by address


@contextmanager
def workers_here(count: int) -> Iterator[str]:
    """A scheduler and so many workers in this process, each with a hand of its own; their address."""
    need("batch", WANTED, "cluster")
    from distributed import LocalCluster

    here = {"dashboard_address": LOOPBACK, "worker_dashboard_address": LOOPBACK, "scheduler_kwargs": {"dashboard": False}}
    with LocalCluster(n_workers=count, threads_per_worker=1, processes=False, silence_logs=50, **here) as cluster:
        try:
            yield cluster.scheduler_address
        finally:
            for desk in _desks.values():
                desk.hand.stop()


def make(jobs: Sequence[Job], place: Place, address: str) -> Iterator[tuple[Job, Outcome]]:
    """What became of each job, as they end; a scheduler that goes away is waited for, and told again what is missing."""
    need("batch", WANTED, "cluster")
    agenda = Agenda(jobs)
    until = time.monotonic() + PATIENCE
    while agenda:
        agenda.anew()
        try:
            for job, outcome in _asked(agenda, place, address):
                until = time.monotonic() + PATIENCE
                yield from agenda.ended(job, outcome)
        except (OSError, CancelledError, TimeoutError) as error:
            if time.monotonic() > until:
                raise RenderError(f"the scheduler at {address} does not answer ({error}); {len(agenda)} are not made yet") from None
            time.sleep(1.0)


def _asked(agenda: Agenda, place: Place, address: str) -> Iterator[tuple[Job, Outcome]]:
    """Ask the scheduler for all that can be begun; its key is the hash of what a job is made of."""
    from distributed import Client, as_completed

    _hush()
    with Client(address, timeout=10, set_as_default=False) as client:
        asked: dict[Any, Job] = {}
        ended = as_completed(loop=client.loop)
        while agenda:
            while job := agenda.next():
                name = f"{job.kind}-{key(job.key, place.store)}"
                future = client.submit(_make, job, place, key=name, retries=TRIES - 1, pure=False)
                asked[future] = job
                ended.add(future)
            future = next(ended)
            yield asked.pop(future), _outcome(future)


def _hush() -> None:
    """What goes wrong is said in our words: Dask's own on lost connections are tracebacks."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _outcome(future: Any) -> Outcome:
    """What a future holds; a scheduler that went away is an error, a worker that was killed again and again is none of ours."""
    from distributed.scheduler import KilledWorker

    try:
        result = future.result()
    except (KilledWorker, BrokenProcessPool):
        return Outcome("broken", KILLED.format(TRIES))
    assert isinstance(result, Outcome)
    return result


def _make(job: Job, place: Place) -> Outcome:
    """In a worker, whose threads come one after the other."""
    from distributed import get_worker

    desk = _desks[get_worker().address]
    with desk.turn:
        try:
            return desk.hand.begin(job, place).result()
        except BrokenProcessPool:
            desk.hand.lost()
            raise
