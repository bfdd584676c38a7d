"""A house with one short film in it, of which packs are made as a user makes them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.explorer.conftest import browser as browser
from tests.studio.house import House, build

FPS = 30
WAY = ("mazur", "--chapter", "first", "-q", "l", "--fps", str(FPS))


@dataclass(frozen=True)
class Desk:
    """The house, its film's folder and manifest; `pack(KIND)` makes a pack once and says what was said and the film's folder in it."""

    house: House

    @property
    def film(self) -> Path:
        return self.house.root / "renders/mazur/first"

    @property
    def made(self) -> dict:
        return json.loads((self.film / "manifest.json").read_text(encoding="utf-8"))

    @cache  # noqa: B019
    def pack(self, kind: str, *more: str) -> tuple[str, Path]:
        done = self.house.run("pack", kind, *WAY, *more)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr, self.film.parent / f"pack-{kind}" / "first"


@pytest.fixture(scope="session")
def desk(tmp_path_factory) -> Desk:
    return Desk(build(tmp_path_factory.mktemp("packs") / "house", "first"))


@pytest.fixture(scope="session")
def player(browser, desk):
    """The lecture's player, opened from its folder; it complains of nothing."""
    faults: list[str] = []
    visit = browser.new_context(viewport={"width": 1280, "height": 800})
    page = visit.new_page()
    page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((desk.pack("lecture")[1] / "player.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    page.wait_for_function("backreel.video.readyState >= 2")
    yield page
    visit.close()
    assert faults == []
