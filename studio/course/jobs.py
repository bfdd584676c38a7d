"""A course planned: a job for every film, known by the hash of all that it depends on; nothing is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from engine.errors import InputError
from engine.lesson_file import make_lesson
from studio import catalog
from studio.course.parcels import Parcel, Parcels
from studio.course.spec import Course, read_course
from studio.course.variants import Variant, base_of, variants
from studio.keys import key
from studio.looks import Look, look_of
from studio.orders import Order, made_with, said_by


@dataclass(frozen=True)
class Job:
    """A film to make, with all that a machine needs which has nothing but Backreel: the lesson's text and the files that it names."""

    variant: str
    chapter: str
    look: Look
    voice: str
    music: bool
    parcel: Parcel
    key: str

    @property
    def label(self) -> str:
        """What a person calls it, and `--only` finds it by."""
        shape = "" if self.look.shape == "16:9" else f"-{self.look.shape.replace(':', 'x')}"
        return f"{self.variant}/{self.chapter}{shape}"

    def order(self, scratch: Path) -> Order:
        """The order of its film, its lesson unpacked in `scratch`."""
        lesson = self.parcel.unpack(scratch / ".work" / "lessons", self.variant)
        return Order(str(lesson), self.chapter, self.look, self.voice, scratch, music=self.music, home=self.key)


@dataclass
class Planned:
    """A course's jobs, and why other variants are wrong, by name."""

    course: Course
    jobs: list[Job] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)


def plan(path: Path, only: str = "") -> Planned:
    """Every film of the course in this file, or the one called VARIANT/CHAPTER; a variant that is wrong costs only itself."""
    course = read_course(path)
    base = base_of(path, course)
    found = Planned(course)
    chosen, _, film = only.partition("/")
    films = _Films(course, list(course.chapters or base.table.get("chapters") or [e.name for e in catalog.chapters() if not e.lesson]))
    with Parcels(base.folder) as parcels:
        for variant in variants(path, course, base, chosen):
            try:
                made = films.of(variant, parcels, f"{path}: {variant.name}")
                found.jobs += [job for job in made if film in ("", job.label.partition("/")[2])]
            except InputError as error:
                found.wrong[variant.name] = str(error)
    if only and not found.jobs and not found.wrong:
        raise InputError(f"--only: found {only}, which is no film of {path}; allowed: one that `backreel plan {path}` lists")
    return found


class _Films:
    """Makes a variant's jobs; what all of a chapter share is found out once."""

    def __init__(self, course: Course, chapters: list[str]) -> None:
        self.course, self.names = course, [catalog.chapter(name).name for name in dict.fromkeys(chapters)]
        self.looks = [look_of(course.quality, shape, course.theme, course.fps) for shape in dict.fromkeys(course.shapes)]

    @cached_property
    def _shared(self) -> dict[str, str]:
        return {name: made_with(name) for name in self.names}

    @cached_property
    def _voice(self) -> Any:
        return said_by(self.course.voice)

    def of(self, variant: Variant, parcels: Parcels, file: str) -> Iterator[Job]:
        parcel, table, folder = parcels.parcel(variant.table)
        lesson_key = key(make_lesson(table, file, folder).model_dump(mode="json"))
        for name in self.names:
            for look in self.looks:
                course = self.course
                order = Order(file, name, look, course.voice, music=course.music)
                film = order.key_of(lesson_key, self._shared[name], self._voice)
                yield Job(variant.name, name, look, course.voice, course.music, parcel, film)
