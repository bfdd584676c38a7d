"""Readings and a place for typeset intermediates, for the tests of what is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from manim import Mobject, tempconfig

from engine import load_lesson, make_lesson, run
from engine.reading import Named, Number, Numbers, Reading
from scenes.kit.place.stage import Region
from tests.engine.lessons import table

LESSONS = Path(__file__).parents[2] / "scenes" / "lessons"


@contextmanager
def desk(folder: Path, **settings: Any) -> Iterator[None]:
    """manim, silent, leaving its intermediates in a folder of the test's."""
    with tempconfig({"media_dir": str(folder), "verbosity": "ERROR", "progress_bar": "none", **settings}):
        yield


@cache
def reading(lesson: str) -> Reading:
    """A built-in lesson."""
    return Reading(run(load_lesson(LESSONS / f"{lesson}.toml")))


@cache
def random_reading(*sizes: int, seed: int = 0) -> Reading:
    """A random tanh network of these sizes."""
    return Reading(run(make_lesson(table(sizes, ("tanh",) * (len(sizes) - 1), seed=seed))))


def number(value: float, name: str = "a", l: int | None = 1, i: int = 0) -> Number:
    """A number that could stand in a trace."""
    return Number(value, f"steps[0].examples[0].forward[0].{name}[{i}]", Named(name, l, (i,)))


def numbers(array: Any, name: str = "a", l: int | None = 1) -> Numbers:
    """An array that could stand in a trace."""
    return Numbers(np.asarray(array, dtype=float), f"steps[0].update[0].{name}", Named(name, l))


def box(mobject: Mobject) -> tuple[float, float, float, float]:
    """Left, bottom, right, top."""
    return (mobject.get_left()[0], mobject.get_bottom()[1], mobject.get_right()[0], mobject.get_top()[1])


def inside(mobject: Mobject, region: Region, slack: float = 1e-3) -> bool:
    """Whether a mobject stands within a region."""
    left, bottom, right, top = box(mobject)
    return (
        left >= region.x - region.width / 2 - slack
        and right <= region.x + region.width / 2 + slack
        and bottom >= region.y - region.height / 2 - slack
        and top <= region.y + region.height / 2 + slack
    )


def apart(one: Mobject, other: Mobject) -> bool:
    """Whether the boxes of two mobjects do not overlap."""
    a, b = box(one), box(other)
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
