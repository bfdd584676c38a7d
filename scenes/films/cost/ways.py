"""The three ways to all slopes, in the order of `facts.WAYS`: their places, how they are called, and their hues."""

from __future__ import annotations

from scenes.kit.theme import theme

NUDGING, PATHS, BACKPROP = range(3)
NAMES = ("nudge each weight", "path by path", "backprop")


def hues() -> list[str]:
    """The colour of each."""
    return [theme().soft, theme().forward, theme().backward]
