"""The page of a watch, on this machine only: its own files, the beats that were drawn, and the news as they come."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from studio.explorer.guard import Guard
from studio.explorer.tables import theme_css
from studio.watch.shown import Shown

FOLDER = Path(__file__).parent / "page"
PAGE = {"index.html": "text/html", "watch.js": "text/javascript", "style.css": "text/css"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; media-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


def application(shown: Shown, beats: Path, port: int) -> Guard:
    """The guarded application; `beats` is the folder of the files that the page plays."""

    def part(request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        if name == "theme.css":
            return Response(theme_css(), media_type="text/css")
        return Response((FOLDER / name).read_bytes(), media_type=PAGE[name]) if name in PAGE else Response(status_code=404)

    def news(request: Request) -> Response:
        seen = request.query_params.get("seen", "")
        return JSONResponse(shown.news(int(seen) if seen.isdecimal() and len(seen) < 12 else -1))

    def beat(request: Request) -> Response:
        name = request.path_params["name"]
        known = name in shown.files() and (beats / name).is_file()
        return FileResponse(beats / name, media_type="video/mp4") if known else Response(status_code=404)

    routes = [Route("/", part), Route("/page/{name}", part), Route("/news", news), Route("/beats/{name}", beat)]
    return Guard(Starlette(routes=routes), port, POLICY)
