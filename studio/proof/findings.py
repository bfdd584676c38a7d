"""What rules find in views: each of those it is about once, where it is first seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from studio.proof.defect import Box, Defect
from studio.proof.view import View

Found = tuple[str, tuple[object, ...], str, str, Box]  # rule, each whom it is about, what, how to mend it, where
Rule = Callable[[View], Iterator[Found]]


def found_in(views: Sequence[View], fps: int, rules: Sequence[Rule]) -> list[Defect]:
    """The defects that rules find in views."""
    known: set[tuple[str, object]] = set()
    found = []
    for view in views:
        for rule, whom, what, mend, box in (f for look in rules for f in look(view)):
            fresh = {(rule, one) for one in whom} - known
            if fresh:
                known |= fresh
                found.append(Defect(rule, view.beat, view.frame / fps, what, mend, box))
    return found
