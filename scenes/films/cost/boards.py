"""The boards on which costs are noted: a line of maths under the words that say what it is."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, VGroup

from engine.reading import Reading
from scenes.equation import Equation, broken
from scenes.films.cost import facts, formulas
from scenes.films.cost.ways import BACKPROP, NAMES, NUDGING, PATHS, hues
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.baseline import on_one_line
from scenes.kit.type.formula import BODY, LARGE, Formula, Label

LOW = 5.0  # times as wide as high: a room in which words stand beside their line
LONG = 5.2  # manim units, of a line at its largest


def said(words: str, line: Equation, hue: str | None = None) -> VGroup:
    """[words, line], the words over a large line; a long one is broken before it comes to its result."""
    whole = Formula(line, LARGE)
    large = Formula(broken(line, alone=True), LARGE) if whole.width > LONG else whole
    return VGroup(Label(words, size=0.9 * BODY, color=hue), large).arrange(DOWN, buff=0.18, aligned_edge=LEFT)


def notes(room: Region, *said: VGroup) -> VGroup:
    """What is said, under each other or, in a low room, beside each other; as large as that lets it be."""
    low = room.width > 2 * room.height
    if len(said) == 1 and room.width > LOW * room.height:
        return fit(VGroup(said[0].arrange(RIGHT, buff=0.4)), room)
    return fit(VGroup(*said).arrange(RIGHT if low else DOWN, buff=0.9 if low else 0.5, aligned_edge=UP if low else LEFT), room)


def durations(t: Reading, room: Region) -> VGroup:
    """How long a gradient of the largest network takes, [words, time] of each way: by nudging, path by path, by backprop."""
    largest = facts.largest(t)
    times = {
        NUDGING: formulas.measured(largest.nudged_minutes, "minutes"),
        PATHS: formulas.measured(largest.walked_days, "days"),
        BACKPROP: formulas.measured(largest.backprop_ms, "milliseconds"),
    }
    lines = VGroup(*(said(NAMES[way], time, hues()[way]) for way, time in times.items()))
    if room.width < 2 * room.height:
        return fit(lines.arrange(DOWN, buff=0.45, aligned_edge=LEFT), room)
    return _in_columns(lines, room)


def _in_columns(lines: VGroup, room: Region) -> VGroup:
    """[words, line] of each: the words end where the lines begin."""
    for k, (words, line) in enumerate(lines):
        words.move_to([0, -0.8 * k, 0], aligned_edge=RIGHT)
        line.move_to([0.4, -0.8 * k, 0], aligned_edge=LEFT)
    return fit(lines, room)


def riddle(t: Reading, room: Region) -> VGroup:
    """How many weights the largest network has, and how long its gradient takes in one way, and in another; [words, line] of each."""
    largest = facts.largest(t)
    one, other = formulas.measured(largest.nudged_minutes, "minutes"), formulas.measured(largest.backprop_ms, "milliseconds")
    told = ("weights", formulas.alone(largest.weights)), ("one way", one), ("another way", other)
    lines = VGroup(*(said(words, line) for words, line in told))
    if room.width < LOW * room.height:
        return _in_columns(lines, room)
    lines.arrange(RIGHT, buff=1.1)
    on_one_line(words for words, _ in lines)
    for _, line in lines:
        line.shift((lines[0][1]["v"][0].get_bottom()[1] - line["v"][0].get_bottom()[1]) * UP)
    return fit(lines, room)


def passes(t: Reading, room: Region) -> VGroup:
    """The title's two numbers: a run for every weight of the largest network, or one forward and one back."""
    many = Formula(formulas.many_passes(t), color=theme().soft)
    two = Label("backprop: two passes, forward and back", size=BODY, color=theme().backward)
    return fit(VGroup(many, two).arrange(DOWN, buff=0.3, aligned_edge=LEFT), room)
