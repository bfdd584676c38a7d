"""What the page shows: the film's beats with their words and files, the beat concerned, what is wrong; it waits for news."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any


class Shown:
    """The page's state; every change is a new version of it."""

    def __init__(self, title: str) -> None:
        self._news = threading.Condition()
        self._now: dict[str, Any] = {"version": 0, "title": title, "at": "", "message": "", "beats": []}
        self._files: dict[str, tuple[str, float]] = {}

    def tell(self, **facts: Any) -> None:
        """Change some of it."""
        with self._news:
            self._now = {**self._now, **facts, "version": self._now["version"] + 1}
            self._news.notify_all()

    def script(self, title: str, lines: Sequence[tuple[str, str, str]]) -> None:
        """The film is told in these beats; each keeps the file of its name until it has a new one."""
        self._files = {name: self._files[name] for name, _, _ in lines if name in self._files}
        beats = [{"name": name, "words": words, "title": part, **self._file(name)} for name, words, part in lines]
        self.tell(title=title, beats=beats, message="")

    def drawn(self, name: str, file: str, seconds: float, at: bool) -> bool:
        """A beat has a file; whether that is another one. The page goes there where it is `at`."""
        if self._files.get(name) == (file, seconds):
            return False
        self._files[name] = (file, seconds)
        beats = [{**beat, **self._file(name)} if beat["name"] == name else beat for beat in self._now["beats"]]
        self.tell(beats=beats, **({"at": name} if at else {}))
        return True

    def _file(self, name: str) -> dict[str, Any]:
        file, seconds = self._files.get(name, ("", 0.0))
        return {"file": file, "seconds": seconds}

    def files(self) -> set[str]:
        """The files that the page may ask for."""
        return {file for file, _ in self._files.values()}

    def news(self, seen: int, patience: float = 20.0) -> dict[str, Any]:
        """What is shown, as soon as it is another than the version that was seen."""
        with self._news:
            self._news.wait_for(lambda: self._now["version"] != seen, patience)
            return self._now
