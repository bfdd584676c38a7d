"""The network of a worksheet as a drawing of Typst: layers from left to right, every neuron with its symbol."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from engine.notation import typst as symbol

WIDTH, HEIGHT, RADIUS = 66.0, 50.0, 4.6  # mm


def drawn(sizes: Sequence[int]) -> str:
    """A box with the network of layers of these sizes."""
    return f"box(width: {WIDTH}mm, height: {HEIGHT}mm, {{{'; '.join(_parts(sizes))}}})"


def _parts(sizes: Sequence[int]) -> Iterator[str]:
    places = [[_place(sizes, l, i) for i in range(n)] for l, n in enumerate(sizes)]
    for left, right in pairwise(places):
        for x, y in left:
            yield from (f"edge({x:.2f}mm, {y:.2f}mm, {u:.2f}mm, {v:.2f}mm)" for u, v in right)
    for l, layer in enumerate(places):
        for i, (x, y) in enumerate(layer):
            name = symbol("a", l, i) if l else symbol("x", None, i)
            yield f"neuron({x:.2f}mm, {y:.2f}mm, {RADIUS}mm, ${name}$, {'true' if l else 'false'})"


def _place(sizes: Sequence[int], l: int, i: int) -> tuple[float, float]:
    """The middle of neuron i of layer l, in mm from the upper left."""
    gap = min(15.0, (HEIGHT - 2 * RADIUS) / max(1, max(sizes) - 1))
    x = RADIUS + (WIDTH - 2 * RADIUS) * l / (len(sizes) - 1)
    return x, HEIGHT / 2 + gap * (i - (sizes[l] - 1) / 2)
