"""A course's worksheets: one for each variant, on the network of its films, and those of the whole class in one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from engine.errors import InputError
from scenes import series, translation
from scenes.translation import ENGLISH
from studio import catalog
from studio.atomic import room
from studio.course.making import Heard, Outcome, Place, foreign
from studio.course.parcels import Parcel
from studio.course.store import Store
from studio.keys import file_hash, key, sources, versions
from studio.worksheet import bundle, numbers

CLASS, ALL = "class", "worksheets"  # of the whole class's: what stands where a variant's name does, and its own
MADE_BY = ("bundle.py", "numbers.py")


@dataclass(frozen=True)
class Student:
    """Whose sheet it is: a variant, its name for people, the lesson; the language of the sheet."""

    variant: str
    name: str
    parcel: Parcel
    lang: str = ENGLISH


@dataclass(frozen=True)
class Worksheets:
    """The worksheet of a student, or those of the whole class."""

    variant: str
    name: str
    students: tuple[Student, ...]
    made_with: str
    key: str
    kind = "worksheet"
    needs = ()

    @property
    def label(self) -> str:
        return f"{self.variant}/{self.name}"

    def make(self, home: Path, store: Store, place: Place, heard: Heard) -> Outcome:
        if made_with() != self.made_with:
            return foreign()
        sheets, reasons = [], []
        for student in self.students:
            lesson = catalog.lesson(str(student.parcel.unpack(place.folder() / ".work" / "lessons", student.variant)))
            try:
                numbers.check(lesson)
                sheets.append(numbers.worksheet(lesson, None, student.name, student.lang))
            except InputError as error:
                reasons.append(str(error))
        if not sheets:
            return Outcome("refused", reasons[0])
        files = bundle.files("class", sheets) if self.name == ALL else bundle.with_notebook("worksheet", sheets[0])
        for name, content in files.items():
            (room(home / self.name) / name).write_bytes(content)
        return Outcome("made", f"without {len(reasons)} whose lesson no sheet can hold" if reasons else "")


def of_one(variant: str, name: str, parcel: Parcel, lesson_key: str, lang: str = ENGLISH) -> Worksheets:
    """The job of a variant's worksheet in a language."""
    words = [] if lang == ENGLISH else [lang, file_hash(translation.path_of(series.HOUSE, lang))]
    student, known = Student(variant, name, parcel, lang), key("worksheet", made_with(), lesson_key, name, *words)
    return Worksheets(variant, "worksheet", (student,), made_with(), known)


def of_all(single: Sequence[Worksheets]) -> Worksheets:
    """The job of the whole class's."""
    students = tuple(student for job in single for student in job.students)
    return Worksheets(CLASS, ALL, students, made_with(), key("worksheets", [job.key for job in single]))


@cache
def made_with() -> str:
    """The part of a worksheet's key that all share: sources, the head of its pages, tools."""
    house = Path(bundle.__file__).parent
    return key(sources(*(house / name for name in MADE_BY)), file_hash(house / "head.typ"), versions())
