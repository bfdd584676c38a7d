"""A course planned: a job for every film, pack and worksheet, known by the hash of all that it depends on; nothing is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from engine.errors import InputError
from engine.lesson_file import make_lesson
from studio import catalog
from studio.course.films import Film
from studio.course.making import Job
from studio.course.packing import pack
from studio.course.parcels import Parcel, Parcels
from studio.course.sheets import ALL, CLASS, Worksheets, of_all, of_one
from studio.course.spec import Course, read_course
from studio.course.variants import Variant, base_of, variants
from studio.keys import key
from studio.looks import look_of
from studio.orders import Order, made_with, said_by, worded
from studio.packs import kinds

KINDS = ("film", "pack", "worksheet")  # in the order in which they are listed
OF_ALL = f"{CLASS}/{ALL}"


@dataclass
class Planned:
    """A course's jobs, and why variants are wrong, by name."""

    course: Course
    jobs: list[Job] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)


def plan(path: Path, only: str = "", heard: Callable[[], None] = lambda: None) -> Planned:
    """All that the course in this file wants; or `only` what a VARIANT gets, or VARIANT/NAME. A variant that is wrong costs only itself.

    `heard` is called after each variant.
    """
    course = read_course(path)
    base = base_of(path, course)
    of_variant = _OfVariant(course, course.chapters or base.table.get("chapters") or [e.name for e in catalog.chapters() if not e.lesson])
    found = Planned(course)
    chosen = "" if only == OF_ALL else only.partition("/")[0]
    with Parcels(base.folder) as parcels:
        for variant in variants(path, course, base, chosen):
            try:
                found.jobs += of_variant.jobs(variant, parcels, f"{path}: {variant.name}")
            except InputError as error:
                found.wrong[variant.name] = str(error)
            heard()
    sheets = [job for job in found.jobs if isinstance(job, Worksheets)]
    if sheets and not chosen:
        found.jobs.append(of_all(sheets))
    found.jobs = sorted((job for job in found.jobs if only in ("", chosen, job.label)), key=lambda job: KINDS.index(job.kind))
    if only and not found.jobs and not found.wrong:
        raise InputError(f"--only: found {only}, which is nothing of {path}; allowed: a variant, or one that `backreel plan {path}` lists")
    return found


class _OfVariant:
    """Makes a variant's jobs; what all of them share is found out once."""

    def __init__(self, course: Course, chapters: Sequence[str]) -> None:
        self.course, self.names = course, [catalog.chapter(name).name for name in dict.fromkeys(chapters)]
        self.looks = [look_of(course.quality, shape, course.theme, course.fps) for shape in dict.fromkeys(course.shapes)]
        self.languages, self.packs = list(dict.fromkeys(course.languages)), list(dict.fromkeys(course.packs))
        for kind in self.packs:
            kinds.check(kind)

    @cached_property
    def _made_with(self) -> dict[str, str]:
        return {name: made_with(name) for name in self.names}

    @cached_property
    def _worded(self) -> dict[tuple[str, str], list[Any]]:
        return {(name, code): worded(name, (code,)) for name in self.names for code in self.languages}

    @cached_property
    def _voices(self) -> dict[str, Any]:
        return {code: said_by(self.course.voice, code) for code in self.languages}

    def jobs(self, variant: Variant, parcels: Parcels, file: str) -> list[Job]:
        """Its films in every look and language, packs of each look and language, its worksheet."""
        parcel, table, folder = parcels.parcel(variant.table)
        lesson_key = key(make_lesson(table, file, folder).model_dump(mode="json"))
        filmed = partial(self._film, variant.name, parcel, lesson_key)
        asked = Order("", "", self.looks[0], self.course.voice, music=self.course.music)
        alike = [
            [replace(asked, chapter=name, look=look, langs=(code,)) for name in self.names]
            for look in self.looks
            for code in self.languages
        ]
        films = [list(map(filmed, orders)) for orders in alike]
        packs = [pack(kind, each, filmed) for each in films for kind in self.packs]
        every = [film for each in (*films, *(made.beside for made in packs)) for film in each]
        sheets = [of_one(variant.name, variant.shown, parcel, lesson_key, self.languages[0])] if self.course.worksheet else []
        return [*dict.fromkeys(every), *packs, *sheets]

    def _film(self, variant: str, parcel: Parcel, lesson_key: str, order: Order) -> Film:
        film = order.key_of(lesson_key, self._made_with[order.chapter], self._voices[order.lang], self._worded[order.chapter, order.lang])
        return Film(variant, order.chapter, order.look, order.lang, order.voice, order.music, parcel, film)
