"""Films of what was found: rendered one after another beside the page, which may be closed and opened again meanwhile."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from engine import InputError, Lesson
from studio import catalog, lesson_toml
from studio.atomic import write_text
from studio.explorer import limits, moments
from studio.explorer.answers import lesson_of
from studio.explorer.tables import table_of
from studio.keys import key

FILES = ("film.mp4", "captions.vtt", "poster.png")  # what a page may ask for
NAME = re.compile(r"found-[0-9a-f]{12}")


@dataclass
class Film:
    """One film that was ordered: `state` is waiting, drawing, done or broken, `part` how much of it is drawn."""

    home: str
    chapter: str
    title: str
    state: str = "waiting"
    part: float = 0.0
    why: str = ""
    moments: list[dict[str, Any]] = field(default_factory=list)
    lesson: dict[str, Any] = field(default_factory=dict, repr=False)


class Films:
    """The films of this server, in `out`; one is drawn at a time, by a process of its own, begun in `house`."""

    def __init__(self, out: Path, quality: str = "l", voice: str = "hibari", house: Path | None = None) -> None:
        self.out, self.quality, self.voice, self.house = out, quality, voice, house
        self.all: dict[tuple[str, str], Film] = {}
        self._turn = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._closed = False

    def order(self, wanted: Any) -> Film:
        """Write the lesson and begin its film, or say why not."""
        if not isinstance(wanted, dict) or not isinstance(wanted.get("chapter"), str):
            raise InputError("found no film; name a chapter and send a lesson")
        entry, lesson = catalog.chapter(wanted["chapter"]), lesson_of(wanted.get("lesson"))
        limits.work(lesson, lesson.training.steps)
        if sum(film.state in ("waiting", "drawing") for film in self.all.values()) >= limits.WAITING:
            raise InputError(f"{limits.WAITING} films are being made; wait for one of them")
        text = lesson_toml.written(lesson)
        home = f"found-{key(text)[:12]}"
        film = self.all.setdefault((home, entry.name), Film(home, entry.name, entry.title, lesson=table_of(lesson)))
        if film.state != "drawing" and film.part < 1:
            film.state, film.why, film.part = "waiting", "", 0.0
            self.out.mkdir(parents=True, exist_ok=True)
            write_text(self.out / f"{home}.toml", text)
            threading.Thread(target=self._make, args=(film,), daemon=True).start()
        return film

    def shelve(self, home: str, chapter: str, title: str, lesson: Lesson) -> Film:
        """A film that was rendered before, to the folder home/chapter."""
        found = moments.of_film(self.out / home / chapter, lesson)
        film = Film(home, chapter, title, "done", 1.0, moments=found, lesson=table_of(lesson))
        return self.all.setdefault((home, chapter), film)

    def told(self) -> list[dict[str, Any]]:
        """Every film and how far it is, as JSON can write it; its lesson is asked for by itself."""
        return [{key: value for key, value in asdict(film).items() if key != "lesson"} for film in list(self.all.values())]

    def lesson(self, home: str, chapter: str) -> dict[str, Any] | None:
        """The lesson that a film tells, as the page takes it."""
        film = self.all.get((home, chapter))
        return film.lesson if film else None

    def file(self, home: str, chapter: str, name: str) -> Path | None:
        """A finished film's file, if there is one of that name."""
        film = self.all.get((home, chapter))
        return self.out / home / chapter / name if film and film.state == "done" and name in FILES else None

    def close(self) -> None:
        """Stop what is being drawn."""
        self._closed = True
        if self._process is not None:
            self._process.terminate()

    def _make(self, film: Film) -> None:
        """In a thread: wait for its turn, render, listen to how far it is."""
        with self._turn:
            if self._closed:
                return
            film.state = "drawing"
            try:
                whole = self._drawn(film)
            except OSError as error:
                whole, film.why = False, f"the drawing cannot be started: {error}"
            if not whole or film.why:
                film.state, film.why = "broken", film.why or "the drawing stopped"
            else:
                film.moments = moments.of_film(self.out / film.home / film.chapter, lesson_of(film.lesson))
                film.state, film.part = "done", 1.0

    def _drawn(self, film: Film) -> bool:
        """Whether the process that draws ended well."""
        words = [str(self.out / f"{film.home}.toml"), film.chapter, self.quality, self.voice, str(self.out)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "studio.explorer.drawing", *words],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=self.house,
        )  # fmt: skip
        for line in self._process.stdout or ():
            self._heard(film, line)
        return self._process.wait() == 0

    def _heard(self, film: Film, line: str) -> None:
        try:
            said = json.loads(line)
        except ValueError:
            return
        film.part = min(0.99, said.get("part", film.part))
        film.why = said.get("why", film.why)
