"""A watch under test, and its page as a browser has it."""

import http.cookiejar
import json
import os
import re
import socket
import urllib.error
import urllib.request
from pathlib import Path

from tests.studio.house import House, wait_for


def free() -> int:
    """A port that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Watch:
    """A watch under test, and its page as a browser has it."""

    def __init__(self, house: House, chapter: str, patience: float = 90.0) -> None:
        self.patience = patience
        self.house, self.chapter, self.story = house, chapter, house.chapter(chapter)
        self.process = house.begin("watch", "--chapter", chapter, "--voice", "silent", "--no-open", "--port", str(free()))
        self.address = re.search(r"http\S+", self.process.stdout.readline()).group(0)
        self.root = self.address.split("/?")[0]
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.now = {"version": -1, "beats": []}

    def get(self, path: str) -> bytes:
        with self.browser.open(self.root + path, timeout=60) as answer:
            return answer.read()

    def until(self, happened) -> dict:
        """The page's news, until something is so."""
        if self.now["version"] < 0:
            wait_for(self._opens, self.patience)
        wait_for(lambda: self._asked() and happened(self.now), self.patience)
        return self.now

    def _opens(self) -> bool:
        try:
            return bool(self.browser.open(self.address, timeout=60).read())
        except urllib.error.URLError:
            return False

    def _asked(self) -> bool:
        self.now = json.loads(self.get("/news?seen=-1"))
        return True

    def files(self) -> dict:
        return {beat["name"]: beat["file"] for beat in self.now["beats"]}

    def whole(self) -> dict:
        """The files of every beat, once all are drawn and nothing is drawn any more."""
        self.until(lambda now: now["beats"] and all(beat["file"] for beat in now["beats"]))
        wait_for(self._quiet, self.patience)
        return self.files()

    def _quiet(self) -> bool:
        seen = self.now["version"]
        wait_for(lambda: not self._draws(), self.patience)
        self._asked()
        return self.now["version"] == seen

    def _draws(self) -> bool:
        return any(part.name.startswith(".part-") for part in self.house.root.glob(f"renders/.work/*/{self.chapter}/beats/*"))

    def save(self, old: str, new: str, path: Path | None = None) -> None:
        """Put other words into a file, whole, as an editor does."""
        path = path or self.story
        text = path.read_text(encoding="utf-8")
        assert old in text
        aside = path.with_suffix(".new")
        aside.write_text(text.replace(old, new, 1), encoding="utf-8")
        os.replace(aside, path)
