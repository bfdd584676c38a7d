"""The page in a notebook: `Explorer("mazur")` is a widget that shows it, and knows the lesson as it was changed there."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from engine import Lesson, make_lesson
from studio import catalog
from studio.explorer import limits
from studio.explorer.answers import computed
from studio.explorer.page import FOLDER, FRAME, Page
from studio.explorer.tables import table_of


class Explorer(anywidget.AnyWidget):
    """The explorer on a lesson: its name, its file, or one that `engine.make_lesson` made. `lesson` is what it is now."""

    _esm = FOLDER / FRAME
    page = traitlets.Unicode().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)
    height = traitlets.Int(900).tag(sync=True)

    def __init__(self, lesson: str | Lesson = "mazur", **options: Any) -> None:
        told = lesson if isinstance(lesson, Lesson) else catalog.lesson(lesson)
        limits.sizes(told)
        table = table_of(told)
        start = {"lesson": table, "notebook": True, "computed": computed(make_lesson(table), 0)}
        super().__init__(page=Page(start).alone(), table=table, **options)

    @property
    def lesson(self) -> Lesson:
        """The lesson as it stands on the page, weights and data as they were changed there."""
        return make_lesson(self.table, file="explorer")
