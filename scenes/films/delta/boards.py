"""The boards on which the blame is worked out: lines of maths under each other, their equals signs in line."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, RIGHT, VGroup

from engine.reading import Reading
from scenes.equation import Equation, broken
from scenes.facts import is_nudged, origin_of_delta, push
from scenes.films.delta import formulas
from scenes.kit.maths.stack import is_high, is_slim, lines_of, stacked
from scenes.kit.place.shots import first_read, fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, align_equals

SHRUNK = 0.75  # of their size, letters that leave their numbers the room


def push_letters(t: Reading, i: int, room: Region) -> VGroup:
    """a_i = 0.7514, y_i = 0.01, and below z_i -> z_i + h, h = 0.01. Two lines, or pairs of them on a high board."""
    D, n, hue = t.D, t.name, theme().forward
    says = [Formula("{a} = {va}", a=n.a[D][i], va=t.a[D][i]), Formula("{y} = {vy}", y=n.y[i], vy=t.y[i])]
    hues = {"h": hue, "name": hue}
    move = [
        Formula("{z} quad arrow.r.long quad {again} + {h}", hues=hues, z=n.z[D][i], again=n.z[D][i], h="h"),
        Formula("{name} = {h0}", hues=hues, name="h", h0=push(t)),
    ]
    way, buff = (DOWN, 0.5) if is_high(room) else (RIGHT, 0.8)
    pairs = [VGroup(*pair).arrange(way, buff=buff) for pair in (says, move)]
    return fit(VGroup(*pairs).arrange(DOWN, buff=0.5), room)


def ratio_stack(t: Reading, i: int, room: Region) -> VGroup:
    """[ratio, name]: what the push measured, and what that slope is called."""
    ratio = formulas.nudge_ratio(t, i)
    lines = [Formula(broken(ratio, alone=is_high(room)) if is_slim(room) else ratio), Formula(formulas.named_slope(t, i))]
    return fit(VGroup(*lines).arrange(DOWN, buff=0.45, aligned_edge=LEFT), room)


def output_stack(t: Reading, i: int, room: Region) -> VGroup:
    """[letters, numbers, notes] of one output's delta; notes: what the slopes are made of, and what a nudge measured, in one place."""
    return first_read([_output_stack(t, i, room, share) for share in (1.0, SHRUNK)])


def _output_stack(t: Reading, i: int, room: Region, share: float) -> VGroup:
    """The same, its letters of this share of their size."""
    letters, numbers = lines_of(room, formulas.output_letters(t, i), formulas.output_numbers(t, i))
    made = _notes(room, formulas.both_slopes(t) if origin_of_delta(t) == "product" else [])
    measured = _note(formulas.measured(t, i, is_high(room))) if is_nudged(t) else VGroup()
    VGroup(letters, made).scale(share)
    buff = 0.45 if is_high(room) else (0.32 if is_slim(room) else 0.2) * share
    stack = align_equals(letters, numbers, buff=buff)
    for note in filter(len, (made, measured)):
        note.next_to(stack, DOWN, buff=buff).align_to(letters, LEFT)
    return fit(VGroup(letters, numbers, VGroup(made, measured)), room)


def _notes(room: Region, lines: Sequence[Equation]) -> VGroup:
    """Lines in soft type, side by side where the board has room for them."""
    beside = VGroup(*map(_note, lines)).arrange(RIGHT, buff=0.8)
    if beside.width <= room.width and not is_high(room):
        return beside
    return VGroup(*map(_note, lines)).arrange(DOWN, buff=0.35, aligned_edge=LEFT)


def _note(line: Equation) -> Formula:
    """A line in soft type."""
    return Formula(line, BODY, theme().soft)


def sign_rules(room: Region) -> VGroup:
    """What the sign of delta means, in two lines."""
    hues = {"d": theme().backward, "z": theme().forward, "L": theme().loss}
    rules = (("<", "arrow.t", "arrow.b"), (">", "arrow.t", "arrow.t"))
    rows = (Formula(f"{{d}} {sign} 0 : quad {{z}} {up} quad {{L}} {way}", hues=hues, d="delta", z="z", L="L") for sign, up, way in rules)
    return fit(VGroup(*rows).arrange(DOWN, buff=0.9 if is_high(room) else 0.4), room)


def carried_stack(t: Reading, l: int, j: int, room: Region) -> VGroup:
    """[letters, factors, terms] of dL/da_j, their equals signs in line; a term a line on a narrow board."""
    letters, *working = formulas.carried_letters(t, l, j), formulas.carried_factors(t, l, j), formulas.carried_terms(t, l, j)
    if not is_high(room):
        return first_read([stacked(room, letters, *working, buff=buff) for buff in (0.3, 0.24)])
    lines = [broken(letters, alone=True), *(broken(line, sums=True) for line in working)]
    return fit(VGroup(*map(Formula, lines)).arrange(DOWN, buff=0.4, aligned_edge=LEFT), room)


def hidden_stack(t: Reading, l: int, j: int, room: Region) -> VGroup:
    """[letters, slope, numbers] of a hidden neuron's delta."""
    letters, slope, numbers = formulas.hidden_letters(t, l, j), formulas.slope_numbers(t, l, j), formulas.hidden_numbers(t, l, j)
    if not is_high(room):
        whole, rows = stacked(room, letters, slope, numbers, buff=0.2), lines_of(room, letters, slope, numbers)
        rows[0].scale(SHRUNK)
        return first_read([whole, fit(align_equals(*rows, buff=0.2), room)])
    lines = [Formula(broken(line, alone=line is slope)) for line in (letters, slope, numbers)]
    return fit(VGroup(*lines).arrange(DOWN, buff=0.45, aligned_edge=LEFT), room)
