"""A hand: one process that makes one film after the other. When it is killed, another takes its place, and only its film is lost."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from typing import Any

from studio import memory, workers
from studio.course.jobs import Job
from studio.course.making import Outcome, Place, made

Heard = Callable[..., None]


class Hand:
    """Makes films in a process without threads of ours; `heard(label, done, of)` is called by `listen`."""

    def __init__(self, heard: Heard = lambda *facts: None) -> None:
        self._heard = heard
        self._pool: ProcessPoolExecutor | None = None

    def begin(self, job: Job, place: Place) -> Future[Outcome]:
        """Have a film made."""
        if self._pool is None:
            os.environ.setdefault("PYTHONWARNINGS", workers.QUIET)
            os.environ.setdefault("PYTHONSAFEPATH", "1")
            context = multiprocessing.get_context("spawn")
            self._reports = context.SimpleQueue()
            self._pool = ProcessPoolExecutor(1, context, _begin, (self._reports,))
        return self._pool.submit(_make, job, place)

    def listen(self) -> None:
        """Pass on what was reported."""
        while self._pool is not None and not self._reports.empty():
            self._heard(*self._reports.get())

    def lost(self) -> None:
        """Its process was killed: another begins with the next film."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._pool = None

    def stop(self) -> None:
        """End the process, whatever it is at."""
        for process in list((self._pool._processes or {}).values()) if self._pool is not None else ():
            process.terminate()
        self.lost()


def _begin(reports: Any) -> None:
    """In the process: the parent alone hears Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    workers._begin(reports)


def _make(job: Job, place: Place) -> Outcome:
    try:
        return made(job, place, partial(workers.report, job.label))
    finally:
        memory.give_back()
