"""Letters of a lesson's title that Typst's own fonts lack: posters and sheets take them from this machine's fonts, or show boxes."""

from __future__ import annotations

import unicodedata

from engine import Lesson

SIZE = 10.0  # any will do
UNSEEN = ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")  # controls and spaces


def notes(lesson: Lesson, on: str = "a poster") -> tuple[str, ...]:
    """What the user may want to know of how the title will look."""
    return notes_on(f"{lesson.file}: title", lesson.title, on)


def notes_on(where: str, text: str, on: str) -> tuple[str, ...]:
    """What the user may want to know of how this text will look on a poster or a sheet."""
    if text.isascii():
        return ()
    from scenes.kit.type.setting import has

    seen = [letter for letter in dict.fromkeys(text) if not letter.isascii() and unicodedata.category(letter) not in UNSEEN]
    lacking = [letter for letter in seen if not has(letter, SIZE)]
    if not lacking:
        return ()
    boxes = [letter for letter in lacking if not has(letter, SIZE, system=True)]
    if boxes:
        said = f"in no font here, so that {on} shows boxes; install a font that has them"
    else:
        said = f"taken from this machine's fonts, so that {on} may look otherwise elsewhere"
    return (f"{where}: {''.join(boxes or lacking)}: {said}",)
