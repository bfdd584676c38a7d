"""Worker processes that report while they work, are deaf to Ctrl-C, and end when their parent does."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
# A stopped worker cannot give back tqdm's lock; Python's cleaner does, and need not tell the user.
QUIET = "ignore:resource_tracker:UserWarning"
_reports: Any = None  # in a worker: the pipe to its parent


class Workers:
    """Processes that do a task for each of several things; `heard(*facts)` is called here for what they report."""

    def __init__(self, pool: ProcessPoolExecutor, reports: Any, heard: Callable[..., None]) -> None:
        self._pool, self._reports, self._heard = pool, reports, heard

    def each(self, task: Callable[[T], R], things: Sequence[T]) -> Iterator[tuple[T, Future[R]]]:
        """Each thing with the future of its task, as they end."""
        kept = signal.signal(signal.SIGINT, signal.SIG_IGN)  # inherited by the processes that start here
        try:
            running = {self._pool.submit(task, thing): thing for thing in things}
        finally:
            signal.signal(signal.SIGINT, kept)
        left = set(running)
        while left:
            done, left = wait(left, timeout=0.1, return_when=FIRST_COMPLETED)
            while not self._reports.empty():
                self._heard(*self._reports.get())
            yield from ((running[future], future) for future in done)


@contextmanager
def workers(count: int, heard: Callable[..., None]) -> Iterator[Workers]:
    """So many fresh processes; when the block fails they are stopped at once."""
    pool, reports = begun(count)
    try:
        yield Workers(pool, reports, heard)
    except BaseException:
        terminate(pool)
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def begun(count: int, deaf: bool = False) -> tuple[ProcessPoolExecutor, Any]:
    """A pool of so many fresh processes, and the pipe on which they report; `deaf` to Ctrl-C from within, where none is inherited."""
    os.environ.setdefault("PYTHONWARNINGS", QUIET)
    os.environ.setdefault("PYTHONSAFEPATH", "1")  # a signal.py in the working folder is not the standard library's
    context = multiprocessing.get_context("spawn")
    reports = context.SimpleQueue()
    return ProcessPoolExecutor(count, context, _begin, (reports, deaf)), reports


def terminate(pool: ProcessPoolExecutor) -> None:
    """End a pool's processes, whatever they are at."""
    for process in list((pool._processes or {}).values()):
        process.terminate()


def report(*facts: Any) -> None:
    """In a worker: tell the parent."""
    if _reports is not None:
        _reports.put(facts)


def _begin(reports: Any, deaf: bool) -> None:
    global _reports
    _reports = reports
    if deaf:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed parent leaves nobody to work for."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
