"""`backreel worksheet`: a sheet and its key, or those of a whole class, beside the films of a lesson."""

from __future__ import annotations

from pathlib import Path

from scenes.translation import ENGLISH
from studio import catalog, console, letters
from studio.atomic import replacing, room
from studio.worksheet import bundle, numbers, page, students

PLAIN = "mazur"


def make(asked: str, seed: int | None, roll: Path | None, out: Path, lang: str = ENGLISH) -> int:
    """Write the sheets and keys of a lesson, one for each name of a class list where there is one."""
    lesson = catalog.lesson(asked or PLAIN)
    numbers.check(lesson)
    console.note(*letters.notes(lesson, "a sheet"))
    folder = out / catalog.lesson_name(asked or PLAIN) / ("" if lang == ENGLISH else lang) / "worksheet"
    if roll is None:
        stem = "worksheet" if seed is None else f"worksheet-{seed}"
        made = bundle.with_notebook(stem, numbers.worksheet(lesson, seed, lang=lang))
    else:
        stem, found = "class", students.names(roll)
        console.note(*letters.notes_on(f"{roll}: names", "".join(found), "a sheet"))
        sheets = [numbers.worksheet(lesson, students.seed_of(name, seed or 0), name, lang) for name in found]
        made = {f"students/{name}.pdf": page.pdf([own], key=False) for name, own in zip(students.files(found), sheets, strict=True)}
        made |= bundle.files(stem, sheets)
    for name, content in made.items():
        _write(folder / name, content)
    return console.tell(*(folder / f"{stem}{end}" for end in (".pdf", "-key.pdf", "-moodle.xml", "-qti.zip")))


def _write(path: Path, content: bytes) -> None:
    room(path.parent)
    with replacing(path) as temporary:
        temporary.write_bytes(content)
