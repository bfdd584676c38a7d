"""The page of a recording, on this machine only: its own files, the beats' words and pictures, the takes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from engine import InputError
from studio import pages
from studio.explorer.guard import Guard
from studio.explorer.tables import theme_css
from studio.recorder.takes import MOST, Takes

FOLDER = Path(__file__).parent / "page"
SCRIPTS = ("recorder.js", "tape.js", "wav.js")
PAGE = {"style.css": "text/css"} | dict.fromkeys(SCRIPTS, "text/javascript")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; media-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


def application(title: str, takes: Takes, pictures: Path, port: int) -> Guard:
    """The guarded application; `pictures` is the folder of the beats' pictures, which come while they are drawn."""

    def script(_: Request) -> Response:
        words = pages.known(takes.lang, pages.RECORDER)
        return _told(lambda: {"title": title, "folder": str(takes.folder), "beats": takes.told(), "words": words})

    def picture(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in takes.beats:
            return Response(status_code=404)
        path = pictures / f"{name}.png"
        return FileResponse(path) if path.is_file() else Response(status_code=204)  # it comes

    def start(_: Request) -> Response:
        slots = {**pages.slots(takes.lang, pages.RECORDER), "lang": takes.lang}
        return HTMLResponse(pages.filled((FOLDER / "index.html").read_text(encoding="utf-8"), slots))

    routes = [Route("/", start), Route("/page/{name}", _part), Route("/script", script), Route("/pictures/{name}", picture), *_kept(takes)]
    return Guard(Starlette(routes=routes), port, POLICY)


def _part(request: Request) -> Response:
    """A file of the page."""
    name = request.path_params["name"]
    if name == "theme.css":
        return Response(theme_css(), media_type="text/css")
    return Response((FOLDER / name).read_bytes(), media_type=PAGE[name]) if name in PAGE else Response(status_code=404)


def _kept(takes: Takes) -> list[Route]:
    """What is listened to, kept, and taken back, by the name of its beat."""

    def take(request: Request) -> Response:
        path = takes.path(request.path_params["name"])
        return FileResponse(path) if path else Response(status_code=404)

    async def keep(request: Request) -> Response:
        if (name := request.path_params["name"]) not in takes.beats:
            return Response(status_code=404)
        try:
            sound = await _body(request)
        except InputError as error:
            return JSONResponse({"wrong": str(error)}, status_code=400)
        return await asyncio.to_thread(_told, lambda: takes.keep(name, sound))

    def back(request: Request) -> Response:
        name = request.path_params["name"]
        return _told(lambda: takes.back(name)) if name in takes.beats else Response(status_code=404)

    at = "/takes/{name}"
    return [Route(at, take), Route(at, keep, methods=["POST"]), Route(f"{at}/back", back, methods=["POST"])]


def _told(asked: Callable[[], object]) -> Response:
    """What the takes answer, or why they cannot."""
    try:
        return JSONResponse(asked())
    except InputError as error:
        return JSONResponse({"wrong": str(error)}, status_code=400)
    except OSError as error:
        return JSONResponse({"wrong": f"it cannot be read or written: {error.strerror or error}"}, status_code=507)


async def _body(request: Request) -> bytes:
    """What was sent, as long as it is no more than a take may be."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > MOST:
            raise InputError(f"found a take of more than {MOST} bytes; allowed: five minutes. Record the beat again")
    return bytes(found)
