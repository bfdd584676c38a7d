"""`backreel worksheet`: a sheet and its key, or those of a whole class, beside the films of a lesson."""

from __future__ import annotations

from pathlib import Path

from studio import catalog, console, letters
from studio.atomic import replacing, room
from studio.worksheet import moodle, notebook, numbers, page, qti, students

PLAIN = "mazur"


def make(asked: str, seed: int | None, roll: Path | None, out: Path) -> int:
    """Write the sheets and keys of a lesson, one for each name of a class list where there is one."""
    lesson = catalog.lesson(asked or PLAIN)
    numbers.check(lesson)
    console.note(*letters.notes(lesson, "a sheet"))
    folder = out / catalog.lesson_name(asked or PLAIN) / "worksheet"
    if roll is None:
        stem = "worksheet" if seed is None else f"worksheet-{seed}"
        sheets = {stem: numbers.worksheet(lesson, seed)}
        _write(folder / f"{stem}-key.ipynb", notebook.ipynb(sheets[stem]))
    else:
        found = students.names(roll)
        console.note(*letters.notes_on(f"{roll}: names", "".join(found), "a sheet"))
        stem = "class"
        own = [numbers.worksheet(lesson, students.seed_of(name, seed or 0), name) for name in found]
        sheets = dict(zip(students.files(found), own, strict=True))
        for name, sheet in sheets.items():
            _write(folder / "students" / f"{name}.pdf", page.pdf([sheet], key=False))
    every = list(sheets.values())
    _write(folder / f"{stem}.pdf", page.pdf(every, key=False))
    _write(folder / f"{stem}-key.pdf", page.pdf(every, key=True))
    _write(folder / f"{stem}-moodle.xml", moodle.xml(every))
    _write(folder / f"{stem}-qti.zip", qti.package(every))
    return console.tell(*(folder / f"{stem}{end}" for end in (".pdf", "-key.pdf", "-moodle.xml", "-qti.zip")))


def _write(path: Path, content: bytes) -> None:
    room(path.parent)
    with replacing(path) as temporary:
        temporary.write_bytes(content)
