"""Colours with meaning. One hue per idea, never colour alone: Okabe-Ito's palette, moved as little as needed to keep every
pair of meanings apart for protanopes, deuteranopes and tritanopes, and each readable on its ground.

Forward values are blue, backward values (delta, gradients) orange, the loss yellow, weights green or purple by sign.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.symbols import SYMBOLS, Role

if TYPE_CHECKING:
    from manim import ManimColor


@dataclass(frozen=True)
class Theme:
    """A ground and the hues that stand on it; contrast of every hue to the ground is at least 4.5 : 1."""

    name: str
    ground: str
    ink: str
    soft: str  # secondary text
    line: str  # thin structure: axes, brackets, frames
    panel: str  # fill of neurons and cards
    lamp: str  # fill of a neuron at its brightest, on which the ink stands at more than 4.5 : 1
    forward: str
    backward: str
    loss: str
    positive: str
    negative: str
    light: str  # what is being talked about
    wrong: str  # caught by a check; never without a cross or a heavier line

    def hue(self, symbol: str) -> ManimColor:
        """The colour of a symbol of the notation table, the same in network, formula, matrix and caption."""
        from manim import ManimColor  # only what draws pays for it: a page has the hues alone

        return ManimColor(getattr(self, ROLES[SYMBOLS[symbol].role] if symbol in SYMBOLS else "ink"))

    def sign(self, w: float) -> ManimColor:
        from manim import ManimColor

        return ManimColor(self.positive if w >= 0 else self.negative)


ROLES: dict[Role, str] = {"forward": "forward", "backward": "backward", "loss": "loss", "parameter": "positive", "plain": "ink"}

# fmt: off
DARK = Theme(
    "dark", "#0E1217", "#F2F4F7", "#A9B4C0", "#626E7A", "#18202A", "#1A6E9E", "#29B1EB", "#E9941F", "#FBEC51", "#55F2C3", "#CA83A8",
    "#FFFFFF", "#F25555",
)
LIGHT = Theme(
    "light", "#FFFFFF", "#14181D", "#4A5561", "#838D97", "#F1F4F7", "#58A3DA", "#0F50B0", "#7A1C00", "#896800", "#007E42", "#822863",
    "#000000", "#D90048",
)
# fmt: on
THEMES = {theme.name: theme for theme in (DARK, LIGHT)}
_current = DARK


def theme() -> Theme:
    """The theme this film is drawn in."""
    return _current


def use(name: str) -> Theme:
    """Draw from now on in the theme of this name."""
    global _current
    _current = THEMES[name]
    return _current
