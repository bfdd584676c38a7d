"""Letters of a lesson's title that Typst's own fonts lack: posters and sheets take them from this machine's fonts, or show boxes."""

from __future__ import annotations

import unicodedata

from engine import Lesson

SIZE = 10.0  # any will do
UNSEEN = ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")  # controls and spaces


def notes(lesson: Lesson) -> tuple[str, ...]:
    """What the user may want to know of how the title will look."""
    if lesson.title.isascii():
        return ()
    from scenes.kit.type.setting import has

    seen = [letter for letter in dict.fromkeys(lesson.title) if not letter.isascii() and unicodedata.category(letter) not in UNSEEN]
    lacking = [letter for letter in seen if not has(letter, SIZE)]
    if not lacking:
        return ()
    boxes = [letter for letter in lacking if not has(letter, SIZE, system=True)]
    if boxes:
        said = "in no font here, so that a poster shows boxes; install a font that has them"
    else:
        said = "taken from this machine's fonts, so that a poster may look otherwise elsewhere"
    return (f"{lesson.file}: title: {''.join(boxes or lacking)}: {said}",)
