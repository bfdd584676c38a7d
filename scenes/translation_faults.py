"""Whether a line in another language is like its English: the same marks in their order, the same slots, the same cases."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass

from scenes.sentence import Line

_MARK = re.compile(r"<([a-z][\w-]*)>")


@dataclass(frozen=True)
class Anatomy:
    """The marks of a sentence, in order, and its slots with their formats."""

    marks: tuple[str, ...]
    slots: frozenset[str]


def anatomy(text: str) -> Anatomy:
    """What a sentence is made of besides words; a ValueError where a brace is alone."""
    parts = list(string.Formatter().parse(text))
    marks = tuple(mark for words, *_ in parts for mark in _MARK.findall(words))
    slots = frozenset(f"{name}:{spec}" if spec else name for _, name, spec, _ in parts if name is not None)
    return Anatomy(marks, frozenset(slot.replace(":Words", ":words") for slot in slots))


def unlike(english: Line, told: str | Mapping[str, str]) -> str:
    """How what is told is not like the English, or nothing."""
    cases = [form for form in english.forms if form]
    if isinstance(told, str):
        return _cases(cases, [], "one sentence") if cases else _unlike(english.forms[""], told)
    if not cases:
        return _cases([], list(told), f"cases {', '.join(told)}")
    if set(told) != set(cases):
        return _cases(cases, list(told), f"cases {', '.join(told)}")
    faults = ((case, _unlike(english.forms[case], told[case])) for case in cases)
    return next((f"{case}: {fault}" for case, fault in faults if fault), "")


def _cases(wanted: list[str], given: list[str], found: str) -> str:
    if not wanted:
        return f"found {found}; allowed: one sentence, as in English. Write it in quotes."
    lacks, more = [c for c in wanted if c not in given], [c for c in given if c not in wanted]
    mend = " ".join(filter(None, (f"Add {', '.join(lacks)}." if lacks else "", f"Remove {', '.join(more)}." if more else "")))
    return f"found {found}; allowed: a sentence for each of {', '.join(wanted)}. {mend}"


def _unlike(english: str, told: str) -> str:
    wanted = anatomy(english)
    try:
        found = anatomy(told)
    except ValueError as error:
        return f"found a brace that is alone ({error}); allowed: slots like {{t.L}}. Close it, or remove it."
    if found.marks != wanted.marks:
        return f"found {_marks(found.marks)}; allowed: {_marks(wanted.marks)}, in this order. {_mended(wanted.marks, found.marks)}"
    if found.slots != wanted.slots:
        lacks, more = sorted(wanted.slots - found.slots), sorted(found.slots - wanted.slots)
        mend = [f"Add {_slots(lacks)}."] * bool(lacks) + [f"Remove {_slots(more)}."] * bool(more)
        return f"found {_slots(sorted(found.slots))}; allowed: {_slots(sorted(wanted.slots))}. {' '.join(mend)}"
    return ""


def _marks(marks: tuple[str, ...]) -> str:
    return "the marks " + " ".join(f"<{mark}>" for mark in marks) if marks else "no mark"


def _slots(slots: list[str]) -> str:
    return ", ".join(f"{{{slot}}}" for slot in slots) if slots else "no slot"


def _mended(wanted: tuple[str, ...], found: tuple[str, ...]) -> str:
    lacks, more = [m for m in wanted if m not in found], [m for m in found if m not in wanted]
    if not lacks and not more:
        return "Put them in this order, or remove the one that stands twice."
    said = [f"Add {' '.join(f'<{m}>' for m in lacks)}."] * bool(lacks) + [f"Remove {' '.join(f'<{m}>' for m in more)}."] * bool(more)
    return " ".join(said)
