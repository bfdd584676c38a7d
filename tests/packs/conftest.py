"""A house with one short film in it, of which packs are made as a user makes them."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.studio.house import House, build

FPS = 30
WAY = ("mazur", "--chapter", "first", "-q", "l", "--fps", str(FPS))


@dataclass(frozen=True)
class Desk:
    """The house, its film's folder and manifest; `pack(KIND)` makes a pack once, whoever asks, and gives the film's folder in it."""

    house: House

    @property
    def film(self) -> Path:
        return self.house.root / "renders/mazur/first"

    @property
    def made(self) -> dict:
        return json.loads((self.film / "manifest.json").read_text(encoding="utf-8"))

    def pack(self, kind: str) -> Path:
        folder = self.film.parent / f"pack-{kind}" / "first"
        with alone(self.house.root):
            if not (folder / "pack.json").exists():
                done = self.house.run("pack", kind, *WAY)
                assert done.returncode == 0, done.stderr
        return folder


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """One of all processes that test at a time."""
    with root.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def desk(tmp_path_factory) -> Desk:
    """One for all processes that test: its film is drawn once."""
    base = tmp_path_factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "packs-house"
    with alone(root):
        return Desk(House(root) if root.exists() else build(root, "first"))


@pytest.fixture(scope="session")
def player(browser, desk):
    """The lecture's player, opened from its folder; it complains of nothing."""
    faults: list[str] = []
    visit = browser.new_context(viewport={"width": 1280, "height": 800})
    page = visit.new_page()
    page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((desk.pack("lecture") / "player.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    page.wait_for_function("backreel.video.readyState >= 2")
    yield page
    visit.close()
    assert faults == []
