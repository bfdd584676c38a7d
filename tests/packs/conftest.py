"""A house with one short film in it, of which packs are made as a user makes them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

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

    @cache  # noqa: B019: the desk lives as long as the session
    def pack(self, kind: str, *more: str) -> tuple[str, Path]:
        done = self.house.run("pack", kind, *WAY, *more)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr, self.film.parent / f"pack-{kind}" / "first"


@pytest.fixture(scope="session")
def desk(tmp_path_factory) -> Desk:
    return Desk(build(tmp_path_factory.mktemp("packs") / "house", "first"))
