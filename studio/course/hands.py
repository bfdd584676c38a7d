"""A hand: one process that makes one job after the other. When it is killed, another takes its place, and only that job is lost."""

from __future__ import annotations

import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing import resource_tracker

from studio import memory, workers
from studio.course.making import Job, Outcome, Place, made

Heard = Callable[..., None]


class Hand:
    """Makes jobs in a process without threads of ours; `heard(label, done, of)` is called by `listen`."""

    def __init__(self, heard: Heard = lambda *facts: None) -> None:
        self._heard = heard
        self._pool: ProcessPoolExecutor | None = None

    def begin(self, job: Job, place: Place) -> Future[Outcome]:
        """Have a job made."""
        resource_tracker.ensure_running()  # as it begins, it lets Ctrl-C through
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # inherited: a Ctrl-C as Python starts would be a traceback
        try:
            if self._pool is None:
                self._pool, self._reports = workers.begun(1, deaf=True)
            return self._pool.submit(_make, job, place)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def listen(self) -> None:
        """Pass on what was reported."""
        while self._pool is not None and not self._reports.empty():
            self._heard(*self._reports.get())

    def lost(self) -> None:
        """Its process was killed: another begins with the next job."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._pool = None

    def stop(self) -> None:
        """End the process, whatever it is at."""
        with suppress(OSError):  # a Ctrl-C may have come as it began
            if self._pool is not None:
                workers.terminate(self._pool)
            self.lost()


def _make(job: Job, place: Place) -> Outcome:
    try:
        return made(job, place, partial(workers.report, job.label))
    finally:
        memory.give_back()
