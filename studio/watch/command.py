"""`backreel watch`: one film, told and drawn anew as its files are saved, on a page of this machine."""

from __future__ import annotations

import multiprocessing
import os
import secrets
import shutil
import tempfile
import threading
from contextlib import suppress
from multiprocessing.connection import Listener
from pathlib import Path

from engine import InputError
from scenes import translation
from studio import catalog, console, holding, rendering, voices
from studio.extras import need
from studio.fast.crew import CAN_FORK
from studio.orders import Order
from studio.watch import warm
from studio.watch.hub import Hub
from studio.watch.link import Link
from studio.watch.shown import Shown

WANTED = ("starlette", "uvicorn")


def watch(order: Order, port: int | None, show: bool, jobs: int | None) -> int:
    """Watch one film until Ctrl-C."""
    if not CAN_FORK:
        raise InputError("watch: a process cannot be copied on this system; allowed: Linux. Use backreel render -q l")
    need("watch", WANTED, "explore")
    rendering.prepare(order, [order])
    with holding.held(order.work), suppress(KeyboardInterrupt):
        holding.clear(order.work)
        shutil.rmtree(order.work / "watch", ignore_errors=True)
        film = catalog.chapter(order.chapter)
        shown = Shown(translation.titles(order.lang).get(film.title, film.title))
        threading.Thread(target=_serve, args=(shown, order.work / "watch", port, show), daemon=True).start()
        _follow(order, shown, jobs or os.cpu_count() or 1)
    return 0


def _follow(order: Order, shown: Shown, jobs: int) -> None:
    """Begin the warm process, and follow what is saved."""
    with tempfile.TemporaryDirectory(prefix="backreel-") as folder:
        link = Link(str(Path(folder) / "hub"), secrets.token_bytes(24))
        with Listener(link.address, "AF_UNIX", authkey=link.password) as listener:
            multiprocessing.get_context("spawn").Process(target=warm.wait, args=(link,), daemon=True).start()
            Hub(order, voices.find(order.voice, order.voice_cache, order.lang), shown, jobs, console.tell).run(listener, threading.Event())


def _serve(shown: Shown, beats: Path, port: int | None, show: bool) -> None:
    from studio.explorer.server import hosted
    from studio.watch import server

    hosted(lambda number: server.application(shown, beats, number), port, show, console.tell)
