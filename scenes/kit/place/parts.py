"""What a picture is made of: mobjects with all their parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from manim import Mobject

M = TypeVar("M", bound=Mobject)


def parts_of(mobjects: Iterable[Mobject]) -> list[Mobject]:
    """These and all that they hold, each once, in the order in which they are drawn; many times as fast as asking each for its family."""
    found: dict[int, Mobject] = {}
    waiting = list(mobjects)[::-1]
    while waiting:
        mobject = waiting.pop()
        found.pop(id(mobject), None)  # what stands twice is drawn where it stands last
        found[id(mobject)] = mobject
        waiting += mobject.submobjects[::-1]
    return list(found.values())


def in_depth(mobjects: Iterable[Mobject]) -> list[Mobject]:
    """These and their parts by their depth, as manim draws them."""
    return sorted(parts_of(mobjects), key=lambda m: m.z_index)


def alone(part: M) -> M:
    """A copy without parts."""
    kept, part.submobjects = part.submobjects, []
    try:
        return part.copy()
    finally:
        part.submobjects = kept
