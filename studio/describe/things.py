"""The things that films are made of: for each kind, its noun and what a listener is told when it comes, in English.

A kind is the room and the class: `kit.LitNet`, `forward.Shelf`. None: it says nothing by itself; its lines and its parts speak for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from manim import Mobject

from studio.describe.words.nouns import NOUNS


@dataclass(frozen=True)
class Kind:
    """`noun`: "the plot"; `words`: all that is told of it when it comes; `owns`: whether the type in it is told as a part of it."""

    noun: str
    words: str
    owns: bool = True


def kind_of(thing: Mobject) -> str:
    """The name of a thing's kind: `kit.LitNet`, `forward.Shelf`."""
    rooms = type(thing).__module__.split(".")
    return f"{rooms[2] if rooms[1] == 'films' else rooms[1]}.{type(thing).__name__}"


KINDS: Mapping[str, Kind | None] = {kind: None if said is None else Kind(*said) for kind, said in NOUNS.items()}
