"""The page as files: served one by one, or folded into a single file that needs no server."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from studio.explorer.tables import tables, theme_css

FOLDER = Path(__file__).parent / "page"
FRAME = "frame.js"  # stands around the page, in a notebook
TYPES = {"js": "text/javascript", "css": "text/css"}
ALONE = "default-src 'none'; script-src {hash} data:; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'"
SERVED = (
    "default-src 'none'; script-src 'self' {hash}; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Page:
    """The page on a lesson: `start` is what it opens with (its lesson, and from a film the moment)."""

    start: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """Every file that the page fetches, by name."""
        files = {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.suffix[1:] in TYPES and path.name != FRAME}
        return {**files, "theme.css": theme_css().encode()}

    def html(self) -> str:
        """The page that is served."""
        links = "".join(f'<link rel="stylesheet" href="/page/{name}">' for name in ("theme.css", "style.css"))
        return self._filled(links, self._map(alone=False), {**self.start, "engine": "socket"}, tables())

    def alone(self) -> str:
        """The page as one file: its modules and style inside, the mirror of the engine in the engine's place."""
        style = (self.parts["theme.css"] + self.parts["style.css"]).decode()
        text = self._map(alone=True)
        policy = f'<meta http-equiv="Content-Security-Policy" content="{ALONE.format(hash=" ".join(map(_hash, (text, BOOT))))}">'
        return self._filled(f"{policy}<style>{style}</style>", text, {**self.start, "engine": "mirror"}, tables(True))

    def policy(self) -> str:
        """The Content-Security-Policy of the served page: its own files and no others."""
        return SERVED.format(hash=" ".join(map(_hash, (self._map(alone=False), BOOT))))

    def _map(self, alone: bool) -> str:
        """Where each module is: an import map, the same names in both pages."""
        modules = {name[:-3]: content for name, content in self.parts.items() if name.endswith(".js")}
        where = {f"explorer/{name}": _data(f"{name}.js", text) if alone else f"/page/{name}.js" for name, text in modules.items()}
        return json.dumps({"imports": where})

    def _filled(self, head: str, modules: str, start: dict[str, Any], known: dict[str, Any]) -> str:
        slots = {"head": head, "map": modules, "boot": BOOT, "start": _json(start), "tables": _json(known)}
        text = (FOLDER / "index.html").read_text(encoding="utf-8")
        for slot, value in slots.items():
            text = text.replace(f"<!--{slot}-->", value)
        return text


BOOT = 'import "explorer/main";'


def _json(value: Any) -> str:
    """JSON that may stand in a page: nothing in it ends the script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _data(name: str, content: bytes) -> str:
    return f"data:{TYPES[name.rpartition('.')[2]]};base64,{base64.b64encode(content).decode()}"
