"""How parts of a lesson are named to the person who wrote it."""

from __future__ import annotations


def called(unknown: list[str], loss: str) -> str:
    """What a film does not know, as a person names it: the layers conv2d and flatten, the loss hinge, inputs with a shape."""
    layers = [name for name in unknown if name not in (loss, "shape")]
    *first, last = layers or [""]
    named = f"the layers {', '.join(first)} and {last}" if first else f"the layer {last}" if last else ""
    return ", and ".join(filter(None, (named, f"the loss {loss}" * (loss in unknown), "inputs with a shape" * ("shape" in unknown))))
