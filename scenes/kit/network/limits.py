"""How much of a network is drawn, known without drawing it."""

from __future__ import annotations

MOST_NEURONS = 4  # drawn of a layer; of a wider one the first two, an ellipsis, the last
MOST_LAYERS = 6  # drawn of a net; of a deeper one the first three, an ellipsis, the last two


def drawn(n: int) -> list[int]:
    """Which of n neurons of a layer a diagram draws."""
    return list(range(n)) if n <= MOST_NEURONS else [0, 1, n - 1]
