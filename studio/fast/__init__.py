"""The fast path: manim's frames without manim's way of making them; `studio.drawing` is its only door."""

from studio.fast.beats import draw
from studio.fast.fingerprint import drawing

__all__ = ["draw", "drawing"]
