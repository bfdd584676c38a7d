"""Which chapter is told on which lesson: those asked for, those that fit a lesson, or the whole series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine import InputError
from scenes.series import Film
from studio import catalog, tongues
from studio.orders import Order

DEFAULT = "mazur"  # the lesson where none is given


def orders(asked: Order, names: Sequence[str], series: bool = False) -> list[Order]:
    """One order a chapter: those named, or the lesson's own list, or every chapter; `asked.lesson` is "" where none was given."""
    catalog.lesson(asked.lesson or DEFAULT)
    for code in asked.langs:
        tongues.find(code)
    named = list(dict.fromkeys(catalog.chapter(name) for name in names))
    if series:
        return _in_series(asked, named or catalog.chapters())
    if named and not asked.lesson:
        return _on_their_own(asked, named)
    lesson = asked.lesson or DEFAULT
    picked = named or catalog.listed(lesson)
    return [replace(asked, lesson=lesson, chapter=e.name, picked=bool(picked)) for e in dict.fromkeys(picked or catalog.chapters())]


def _in_series(asked: Order, entries: Sequence[Film]) -> list[Order]:
    """Each chapter in the order of the series: on a lesson of its own where it has one that this lesson does not ask for, else on this."""
    main = asked.lesson or DEFAULT
    listed = catalog.listed(main)
    chosen = [(e, main if e in listed or not e.lesson else _own(e)) for e in sorted(entries, key=lambda e: e.number)]
    home = catalog.lesson_name(main)
    return [replace(asked, lesson=lesson, chapter=e.name, home=home, picked=e in listed) for e, lesson in chosen]


def _on_their_own(asked: Order, entries: Sequence[Film]) -> list[Order]:
    """Named chapters with no lesson given: each on its own, in one folder."""
    chosen = [(e, _own(e)) for e in entries]
    lessons = {lesson for _, lesson in chosen}
    home = lessons.pop() if len(lessons) == 1 else DEFAULT
    return [replace(asked, lesson=lesson, chapter=e.name, home=home) for e, lesson in chosen]


def _own(entry: Film) -> str:
    """The lesson that a chapter carries, which there is; or the default one."""
    if entry.lesson and entry.lesson not in catalog.lessons():
        known = ", ".join(catalog.lessons())
        raise InputError(f'{entry.path}: lesson = "{entry.lesson}": there is no such lesson; write one of {known}, or add the file')
    return entry.lesson or DEFAULT
