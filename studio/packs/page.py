"""The player: one page beside a film that needs no server, with its captions, notes and pictures."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scenes.kit.theme import THEMES, Theme
from studio import pages
from studio.packs.material import Material

FOLDER = Path(__file__).parent / "player"
SCRIPTS = ("film.js", "bar.js", "speaker.js", "keys.js")  # in this order: each knows those before it
HUES = ("ground", "ink", "soft", "line", "panel", "forward", "loss", "light")


def page(film: Material, stills: Sequence[str], onward: Mapping[str, str] | None = None, scripts: Sequence[Path] = (),
         more: Mapping[str, Any] = MappingProxyType({})) -> str:  # fmt: skip
    """The page's text; `stills` name the last picture of each beat, `onward` (title, href) the next film; `scripts` come after ours,
    and `more` is what they have to know."""
    known = {**facts(film, stills, onward), **more}
    look = film.order.look
    hues = f"{variables(THEMES[look.theme])}; --shape: {look.width / look.height:.6f}"
    script = "\n".join([*map(_read, SCRIPTS), *(path.read_text(encoding="utf-8") for path in scripts)])
    plain = {"title": film.title, "lesson": film.lesson, "promise": film.made["promise"], "film": film.film.name, "lang": film.lang}
    slots = {name: html.escape(words) for name, words in plain.items()} | {"hues": hues, "data": inline(known)}
    slots |= {"style": _read("style.css"), "script": script}
    slots |= pages.slots(film.lang, pages.PLAYER)
    return pages.filled(_read("page.html"), slots)


def facts(film: Material, stills: Sequence[str], onward: Mapping[str, str] | None) -> dict[str, Any]:
    """What the page knows of the film, in seconds."""
    told = zip(film.beats, stills, strict=True)
    return {
        "title": film.title,
        "film": film.film.name,
        "fps": film.fps,
        "seconds": film.frames / film.fps,
        "next": onward,
        "told": pages.known(film.lang, pages.PLAYER),
        "cues": [{"start": cue.start, "end": cue.end, "lines": cue.lines} for cue in film.cues],
        "beats": [
            {
                "name": beat.name, "start": beat.start / film.fps, "asks": beat.asks / film.fps, "end": beat.end / film.fps,
                "words": beat.words, "question": beat.question, "title": beat.title,
                "heading": beat.heading, "still": still, "described": film.described.get(beat.name, ""),
            }
            for beat, still in told
        ],
    }  # fmt: skip


def variables(theme: Theme) -> str:
    """A theme's hues as properties of CSS."""
    return "; ".join(f"--{hue}: {getattr(theme, hue)}" for hue in HUES)


def inline(value: Any) -> str:
    """JSON that may stand in a page: nothing in it ends the script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
