"""Many chapters: what can be told, what is new, several at a time, then the series."""

from __future__ import annotations

import errno
import multiprocessing
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from queue import Empty
from typing import Any

from engine import InputError
from engine.training import run
from studio import catalog, manifest, voices
from studio.orders import Order

_reports: Any = None  # a worker's queue to its parent


class RenderError(Exception):
    """A chapter broke while it was made; the message says which and why."""


@dataclass
class Outcome:
    """What rendering left: each chapter's manifest, which were already there, which cannot be told, and why."""

    made: dict[str, dict[str, Any]] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    untold: dict[str, str] = field(default_factory=dict)


def orders(asked: Order, names: Sequence[str]) -> list[Order]:
    """One order a chapter: those asked for, or the lesson's own list, or every chapter there is."""
    lesson = catalog.lesson(asked.lesson)
    wanted = names or lesson.chapters or [entry.name for entry in catalog.chapters()]
    found = list(dict.fromkeys(catalog.chapter(name).name for name in wanted))
    return [replace(asked, chapter=name, picked=bool(names or lesson.chapters)) for name in found]


def prepare(asked: Order) -> None:
    """Refuse at once, before anything is touched: an unknown voice, a folder that cannot be written."""
    voices.find(asked.voice)
    lesson = catalog.lesson(asked.lesson)
    run(lesson.model_copy(update={"training": lesson.training.model_copy(update={"steps": 1, "record": (0,)})}))
    try:
        asked.out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=asked.out):
            pass
    except OSError as error:
        raise InputError(f"{asked.out}: films cannot be written here ({error.strerror}); give another folder with -o") from error


def render(wanted: Sequence[Order], jobs: int, listener: Listener) -> Outcome:
    """Make every chapter that is not there yet, `jobs` at a time; the first that breaks stops the rest."""
    outcome = Outcome()
    todo = []
    for order in wanted:
        if found := manifest.standing(order.folder, order.key):
            outcome.made[order.chapter] = found
            outcome.unchanged.append(order.chapter)
        else:
            todo.append(order)
    if todo:
        _pool(todo, jobs, listener, outcome)
    outcome.made = {o.chapter: outcome.made[o.chapter] for o in wanted if o.chapter in outcome.made}
    return outcome


class Listener:
    """Hears how far each chapter is, in frames; the silent default."""

    def heard(self, chapter: str, done: int, of: int) -> None: ...


def _pool(todo: Sequence[Order], jobs: int, listener: Listener, outcome: Outcome) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager:
        reports = manager.Queue()
        pool = ProcessPoolExecutor(min(jobs, len(todo)), context, _begin, (reports,))
        try:
            running = {pool.submit(_make, order): order for order in todo}
            for future in _finished(running, reports, listener):
                _take(future, running[future], outcome)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in list(getattr(pool, "_processes", {}).values()):
                process.terminate()
            raise
        pool.shutdown()


def _finished(running: Iterable[Future[Any]], reports: Any, listener: Listener) -> Iterator[Future[Any]]:
    """Futures as they end; reports are passed on meanwhile."""
    left = set(running)
    while left:
        done, left = wait(left, timeout=0.2, return_when=FIRST_COMPLETED)
        while True:
            try:
                listener.heard(*reports.get_nowait())
            except Empty:
                break
        yield from done


def _take(future: Future[Any], order: Order, outcome: Outcome) -> None:
    made, reason = future.result()
    if made is None:
        outcome.untold[order.chapter] = reason
    else:
        outcome.made[order.chapter] = made


def _begin(reports: Any) -> None:
    global _reports
    _reports = reports


def _make(order: Order) -> tuple[dict[str, Any] | None, str]:
    """In a worker: one chapter. One that does not fit the lesson is an error only when it was asked for."""
    from studio import filming

    reason = filming.unfit(order)
    if reason and not order.picked:
        return None, reason
    with plainly(order):
        return filming.film(order, lambda done, of: _reports.put((order.chapter, done, of))), ""


@contextmanager
def plainly(order: Order) -> Iterator[None]:
    """Turn what breaks into one message; what the user can mend is an InputError, the rest leaves its traceback in a file."""
    try:
        yield
    except InputError:
        raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise InputError(f"{order.out}: no space is left; free some, or give another folder with -o. What is done is kept.") from None
        if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
            raise InputError(f"{error.filename}: cannot be written ({error.strerror}); give another folder with -o") from None
        raise RenderError(_logged(order, error)) from None
    except Exception as error:
        raise RenderError(_logged(order, error)) from None


def _logged(order: Order, error: Exception) -> str:
    import traceback

    log = order.work / "error.log"
    log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return f"chapter {order.chapter!r} broke: {type(error).__name__}: {error} (details in {os.path.relpath(log)})"
