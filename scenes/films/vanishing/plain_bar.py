"""A quantity on a plain scale, multiplied again and again: a bar that shrinks and leaves a trace of what it was."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, Animation, Rectangle, VGroup

from engine.reading import Number
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label
from scenes.kit.type.number import Num
from scenes.shown import show

HAIR = 0.02  # width of a bar of next to nothing


class PlainBar(VGroup):
    """outline (all of it), traces (what it was before each step), bar.

    shrink(share)   Animation to a share of all         says(number, words)   under it, what is left, and of what
    """

    def __init__(self, region: Region) -> None:
        super().__init__()
        self.bar = Rectangle(width=0.9 * region.width, height=0.58 * region.height, stroke_width=0)
        self.bar.move_to(region.center + 0.2 * region.height * UP)
        self.bar.set_fill(theme().backward, opacity=0.9)
        self.outline = self.bar.copy().set_fill(opacity=0).set_stroke(theme().line, width=2)
        self.traces = VGroup()
        self.add(self.outline, self.traces, self.bar)

    def shrink(self, share: Number) -> Animation:
        """From where it stands to this share of all of it."""
        self.traces.add(self.bar.copy().set_fill(opacity=0).set_stroke(theme().backward, width=2))
        width = max(HAIR, self.outline.width * share.value)
        narrower = self.bar.copy().stretch_to_fit_width(width).move_to(self.outline.get_left(), aligned_edge=LEFT)
        return self.bar.animate.become(narrower)

    def says(self, number: Number, words: str) -> VGroup:
        """A number and words under the bar, not yet shown."""
        said = VGroup(Num(show(number, 2), resting(), theme().backward), Label(words, size=resting())).arrange(RIGHT, buff=0.2)
        self.add(said.next_to(self.outline, DOWN, buff=0.2).align_to(self.outline, LEFT))
        return said
