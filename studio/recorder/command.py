"""`backreel record`: the page is served while the beats' pictures are drawn, until Ctrl-C."""

from __future__ import annotations

import shutil
import threading
import time
from contextlib import suppress
from pathlib import Path

from studio import console, filming, holding, rendering
from studio.breakage import RenderError
from studio.extras import need
from studio.fits import sifted
from studio.orders import Order
from studio.recorder.takes import Takes
from studio.sheet import Still
from studio.telling import fit, tell

WANTED = ("starlette", "uvicorn")


def record(order: Order, folder: Path, port: int | None, show: bool) -> int:
    """Record one film's voice into `folder`/CHAPTER; `order` is told silently, for its words and pictures, and picked by name."""
    need("record", WANTED, "explore")
    rendering.prepare(order, [order])
    sifted([(order, fit(order))])
    told = tell(order)
    takes, pictures = Takes(folder / order.chapter, told.beats, order.lang), order.work / "pictures"
    with holding.held(order.work), suppress(KeyboardInterrupt):
        holding.clear(order.work)
        shutil.rmtree(pictures, ignore_errors=True)
        pictures.mkdir(parents=True)
        threading.Thread(target=_serve, args=(told.title, takes, pictures, port, show), daemon=True).start()
        try:
            filming.walk(order, told, lambda still: _shown(pictures, still))
        except RenderError as error:
            console.tell(f"the pictures stop here, the page goes on: {error}")
        while True:
            time.sleep(3600)
    open_ = [beat["name"] for beat in takes.told() if beat["take"] is None]
    render = f"now: backreel render {order.lesson} --chapter {order.chapter} --voice {folder}"
    console.tell(f"the takes are in {takes.folder}", f"still to be recorded: {', '.join(open_)}" if open_ else render)
    return 0


def _shown(pictures: Path, still: Still) -> None:
    """A picture that is whole or not there."""
    (pictures / f"{still.beat}.part").write_bytes(still.picture)
    (pictures / f"{still.beat}.part").rename(pictures / f"{still.beat}.png")


def _serve(title: str, takes: Takes, pictures: Path, port: int | None, show: bool) -> None:
    from studio.explorer.server import hosted
    from studio.recorder import server

    hosted(lambda number: server.application(title, takes, pictures, number), port, show, console.tell)
