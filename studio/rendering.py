"""Many chapters: what is asked for, what is new, what can be told; several are made at a time."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol, TypeVar

from engine import InputError
from studio import manifest, memory, places, voices
from studio.breakage import RenderError, plainly
from studio.fits import Fit, sifted
from studio.orders import Order
from studio.workers import Workers, report, workers

R = TypeVar("R")


@dataclass
class Outcome:
    """What rendering left: each chapter's manifest, which were already there; why others cannot be told, how others broke."""

    made: dict[str, dict[str, Any]] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    untold: dict[str, str] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)


class Listener(Protocol):
    """Hears how far each chapter is, in frames."""

    def heard(self, chapter: str, done: int, of: int) -> None: ...


def prepare(asked: Order, wanted: Sequence[Order] = ()) -> None:
    """Refuse at once, leaving nothing behind: an unknown voice, folders that cannot be written."""
    for code in asked.langs:
        voices.require(asked.voice or "''", code)
    _room_aside()
    places.check(wanted)
    new = [folder for folder in (asked.out, *asked.out.parents) if not folder.exists()]
    try:
        asked.out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=asked.out) as file:
            file.write(b"film")
    except OSError as error:
        raise InputError(f"{asked.out}: films cannot be written here ({error.strerror}); give another folder with -o") from error
    finally:
        for folder in new:
            with suppress(OSError):
                folder.rmdir()


def _room_aside() -> None:
    """Temporary files have a place: typesetting goes by way of it."""
    try:
        with tempfile.TemporaryFile() as file:
            file.write(bytes(1 << 16))
            file.flush()
    except OSError as error:
        place = os.environ.get("TMPDIR") or "the folder for temporary files"
        raise InputError(f"{place}: temporary files cannot be written here ({error.strerror}); free some space, or set TMPDIR") from None


def render(wanted: Sequence[Order], jobs: int, listener: Listener) -> Outcome:
    """Make every chapter that is not there yet, in `jobs` processes; one that breaks costs only itself."""
    outcome = Outcome()
    for order in wanted:
        if found := manifest.standing(order.folder, order.key):
            outcome.made[order.chapter] = found
            outcome.unchanged.append(order.chapter)
    if new := [order for order in wanted if order.chapter not in outcome.made]:
        with workers(min(jobs, len(new)), listener.heard) as pool:
            _make(new, pool, jobs, outcome)
    outcome.made = {o.chapter: outcome.made[o.chapter] for o in wanted if o.chapter in outcome.made}
    return outcome


def _make(new: Sequence[Order], pool: Workers, jobs: int, outcome: Outcome) -> None:
    """Look whether all can be made before the first is begun, then make them."""
    found = dict(_unbroken(pool.each(_fit, new), outcome.broken))
    told, outcome.untold = sifted([(order, found[order]) for order in new if order in found])
    for order, made in _unbroken(pool.each(partial(_film, jobs=jobs), told), outcome.broken):
        outcome.made[order.chapter] = made


def _unbroken(done: Iterable[tuple[Order, Future[R]]], broken: dict[str, str]) -> Iterator[tuple[Order, R]]:
    """What became of the orders that did not break; the others' messages are noted. Without its processes nothing goes on."""
    for order, future in done:
        try:
            yield order, future.result()
        except RenderError as error:
            broken[order.chapter] = str(error)
        except BrokenProcessPool:
            reason = "its process was stopped from outside, perhaps because memory ran out"
            raise RenderError(f"chapter {order.chapter!r} broke: {reason}; render again, with fewer at a time (-j 1)") from None


def _fit(order: Order) -> Fit:
    """In a worker."""
    from studio import telling

    with plainly(order):
        return telling.fit(order)


def _film(order: Order, jobs: int) -> dict[str, Any]:
    """In a worker."""
    from studio import filming

    try:
        with plainly(order):
            return filming.film(order, lambda done, of: report(order.chapter, done, of), jobs)
    finally:
        memory.give_back()
