"""How much of a network and of its gradients is drawn, known without drawing it."""

from __future__ import annotations

MOST_NEURONS = 4  # drawn of a layer; of a wider one the first two, an ellipsis, the last
MOST_LAYERS = 6  # drawn of a net; of a deeper one the first three, an ellipsis, the last two
MOST_ROWS = 3  # drawn of an outer product, as columns; of a larger one the first two, an ellipsis, the last


def drawn(n: int) -> list[int]:
    """Which of n neurons of a layer a diagram draws."""
    return list(range(n)) if n <= MOST_NEURONS else [0, 1, n - 1]


def drawn_rows(n: int) -> list[int]:
    """Which of n rows or columns of an outer product are drawn."""
    return list(range(n)) if n <= MOST_ROWS else [0, 1, n - 1]


def ends(n: int, most: int, first: int, last: int) -> list[int]:
    """Which of n things are drawn: all, or the first and the last around an ellipsis."""
    return list(range(n)) if n <= most else [*range(first), *range(n - last, n)]
