"""With how many digits a number stands in its neuron."""

from __future__ import annotations

from engine import notation
from engine.reading import Number
from scenes.shown import Shown, show

STYLES: list[dict[str, int]] = [{}, {"digits": 3}, {"digits": 2}, {"decimals": 2}, {"decimals": 1}, {"digits": 1}]


def ways_to_write(number: Number | Shown) -> list[Shown]:
    """A number in ever fewer digits, of which one counts at least; one that is shown already, as it is."""
    return [number] if isinstance(number, Shown) else [shown for style in STYLES if not misleads(shown := show(number, **style))]


def misleads(shown: Shown) -> bool:
    """Whether none of a number's own digits is left: of 0.05, 0.1 says twice as much, and 0 nothing."""
    return 2 * notation.parse(shown.text)[1] > abs(shown.number.value) > 0
