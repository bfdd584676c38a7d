"""The boards on which costs are noted: a line of maths under the words that say what it is."""

from __future__ import annotations

from manim import DOWN, LEFT, VGroup

from engine.reading import Reading
from scenes.equation import Equation
from scenes.films.cost import facts, formulas
from scenes.films.cost.ways import BACKPROP, NAMES, NUDGING, PATHS, hues
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, LARGE, Formula, Label, small


def said(words: str, line: Equation, hue: str | None = None) -> VGroup:
    """[words, line], the words over a large line."""
    return VGroup(Label(words, size=1.1 * small(), color=hue), Formula(line, LARGE)).arrange(DOWN, buff=0.18, aligned_edge=LEFT)


def durations(t: Reading) -> dict[int, VGroup]:
    """How long a gradient of the largest network takes, by its way, the longest first."""
    largest = facts.largest(t)
    times = {
        PATHS: formulas.measured(largest.walked_days, "days"),
        NUDGING: formulas.measured(largest.nudged_minutes, "minutes"),
        BACKPROP: formulas.measured(largest.backprop_ms, "milliseconds"),
    }
    return {way: said(NAMES[way], time, hues()[way]) for way, time in times.items()}


def kept_bytes(t: Reading) -> VGroup:
    """What the told network keeps, in bytes."""
    words = Label("numbers kept, eight bytes each", size=small())
    return VGroup(words, Formula(formulas.kept_bytes(t))).arrange(DOWN, buff=0.2)


def passes(t: Reading) -> VGroup:
    """The title's two numbers: a run for every weight of the largest network, or one forward and one back."""
    many = Formula(formulas.many_passes(t), color=theme().soft)
    two = Label("backprop: two passes, forward and back", size=BODY, color=theme().backward)
    return VGroup(many, two).arrange(DOWN, buff=0.3, aligned_edge=LEFT)
