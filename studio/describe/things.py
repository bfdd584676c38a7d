"""The things that films are made of: for each kind, its noun and what a listener is told when it comes. One table for all films.

A kind is the room and the class: `kit.LitNet`, `forward.Shelf`. None: it says nothing by itself; its lines and its parts speak for it.
Words that depend on the thing itself, how many and which, are filled from it by `counted`, which reads and never computes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from manim import Mobject

from scenes.kit.network.diagram import NetworkDiagram
from studio.describe.nouns import NOUNS


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


def counted(thing: Mobject) -> dict[str, Any]:
    """How many parts a thing has, for its words: layers of a network, rows of a matrix."""
    if isinstance(thing, NetworkDiagram):
        return _layers(thing)
    found: dict[str, Any] = {}
    for name in ("bars", "rows", "cells", "views", "cards", "dots", "frames", "arcs", "lines", "chips", "groups", "curves"):
        if hasattr(part := getattr(thing, name, None), "__len__"):
            found[name] = len(part)
    shape = getattr(getattr(thing, "numbers", None), "array", None)
    if shape is not None and shape.ndim == 2:
        found |= {"high": shape.shape[0], "wide": shape.shape[1]}
    return found


def _layers(net: NetworkDiagram) -> dict[str, Any]:
    inner = net.sizes[1:-1]
    return {"inputs": net.sizes[0], "hidden": len(inner), "inner": inner, "outputs": net.sizes[-1], "loss": net.loss is not None}
