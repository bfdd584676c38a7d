"""The fast path: manim's frames without manim's way of making them; `studio.drawing` is its only door."""
