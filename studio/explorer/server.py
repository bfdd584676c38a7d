"""The server of the page, on this machine only: the page's own files, one websocket, the films that were made."""

from __future__ import annotations

import errno
import socket
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from engine import InputError
from studio.explorer import limits
from studio.explorer.filming import Films
from studio.explorer.guard import Guard
from studio.explorer.page import TYPES, Page
from studio.explorer.talk import BUSY, Talk

Say = Callable[..., object]
HERE, PORT = "127.0.0.1", 8421
ROOM = 1 << 20  # bytes of an answer that are taken at once: the engine goes on meanwhile, and lets nothing else through for milliseconds


def application(page: Page, films: Films, port: int, token: str | None = None) -> Guard:
    """The guarded application; `guard.token` opens it."""
    thread, pages = ThreadPoolExecutor(1, "engine"), set[Talk]()

    async def home(_: Request) -> Response:
        return HTMLResponse(page.html())

    async def part(request: Request) -> Response:
        name = request.path_params["name"]
        content = page.parts.get(name)
        return Response(status_code=404) if content is None else Response(content, media_type=TYPES[name.rpartition(".")[2]])

    async def film(request: Request) -> Response:
        home, chapter, name = (request.path_params[key] for key in ("home", "chapter", "name"))
        if name == "lesson.json" and (told := films.lesson(home, chapter)) is not None:
            return JSONResponse(told)
        path = films.file(home, chapter, name)
        return Response(status_code=404) if path is None or not path.is_file() else FileResponse(path)

    async def talk(websocket: WebSocket) -> None:
        await _talked(Talk(websocket, thread, films), websocket, pages)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        yield
        films.close()
        thread.shutdown(wait=False, cancel_futures=True)

    routes = [Route("/", home), Route("/page/{name}", part), Route("/films/{home}/{chapter}/{name}", film), WebSocketRoute("/talk", talk)]
    return Guard(Starlette(routes=routes, lifespan=life), port, page.policy(), token)


async def _talked(one: Talk, websocket: WebSocket, pages: set[Talk]) -> None:
    """Talk with one page, where not too many are open."""
    if len(pages) >= limits.PAGES:
        await websocket.close(BUSY)
        return
    pages.add(one)
    try:
        await one.run()
    finally:
        pages.discard(one)


def bound(port: int | None) -> socket.socket:
    """A socket of this machine alone: on the port that was asked for, else on ours or, where that is taken, any."""
    for tried in (port,) if port is not None else (PORT, 0):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ROOM)
        try:
            listening.bind((HERE, tried))
            listening.listen()  # who opens the address at once waits, and is not refused
            return listening
        except OSError as error:
            listening.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES) or tried == port:
                raise InputError(f"--port: found {tried}, which is not free; allowed: a free port. Leave it out to take any") from error
    raise InputError("no port is free on this machine")


def configured(guard: Guard) -> uvicorn.Config:
    """How it is served: quietly, messages bounded; numbers go as they are, since to compress them takes longer than to send them here."""
    return uvicorn.Config(
        guard, log_level="error", access_log=False, server_header=False, ws_max_size=limits.MESSAGE, ws_per_message_deflate=False
    )


def serve(page: Page, films: Films, port: int | None, show: bool, say: Say) -> int:
    """Serve until Ctrl-C; `say` is told the address."""
    return hosted(lambda number: application(page, films, number), port, show, say, "the explorer")


def hosted(make: Callable[[int], Guard], port: int | None, show: bool, say: Say, what: str = "the page") -> int:
    """Serve what `make` makes for a port until Ctrl-C; the address opens it."""
    listening = bound(port)
    number = listening.getsockname()[1]
    guard = make(number)
    address = f"http://{HERE}:{number}/?token={guard.token}"
    say(f"{what} is at {address}", "Ctrl-C ends it")
    if show:
        threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()
    with suppress(KeyboardInterrupt):  # which is how it ends
        uvicorn.Server(configured(guard)).run(sockets=[listening])
    return 0
