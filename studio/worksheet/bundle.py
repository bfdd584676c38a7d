"""The files of one worksheet or of a class's: pages, key, questions, and the notebook of a single one."""

from __future__ import annotations

from collections.abc import Sequence

from studio.worksheet import moodle, notebook, page, qti
from studio.worksheet.numbers import Worksheet


def files(stem: str, sheets: Sequence[Worksheet]) -> dict[str, bytes]:
    """What each file holds, by name; names begin with the stem."""
    return {
        f"{stem}.pdf": page.pdf(sheets, key=False),
        f"{stem}-key.pdf": page.pdf(sheets, key=True),
        f"{stem}-moodle.xml": moodle.xml(sheets),
        f"{stem}-qti.zip": qti.package(sheets),
    }


def with_notebook(stem: str, sheet: Worksheet) -> dict[str, bytes]:
    """The files of one sheet, and its notebook."""
    return {**files(stem, [sheet]), f"{stem}-key.ipynb": notebook.ipynb(sheet)}
