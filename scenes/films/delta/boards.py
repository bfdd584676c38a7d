"""The boards on which the blame is worked out: lines of maths under each other, their equals signs in line."""

from __future__ import annotations

from manim import DOWN, LEFT, VGroup

from engine.reading import Reading
from scenes.equation import Equation
from scenes.facts import is_nudged, origin_of_delta, push
from scenes.films.delta import formulas as lines
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, SMALL, Formula, align_equals


def push_letters(t: Reading, i: int, size: float = BODY) -> VGroup:
    """a_i = 0.7514, y_i = 0.01, and below z_i -> z_i + h, h = 0.01. Two Formulas; parts: a, va, y, vy; and z, again, h, name, h0."""
    D, n = t.D, t.name
    says = Formula("{a} = {va} quad quad {y} = {vy}", size=size, a=n.a[D][i], va=t.a[D][i], y=n.y[i], vy=t.y[i])
    template, hue = "{z} quad arrow.r.long quad {again} + {h} quad quad {name} = {h0}", theme().forward
    move = Formula(template, size=size, hues={"h": hue, "name": hue}, z=n.z[D][i], again=n.z[D][i], h="h", name="h", h0=push(t))
    return VGroup(says, move).arrange(DOWN, buff=0.35)


def output_stack(t: Reading, i: int) -> VGroup:
    """[letters, numbers, notes] of one output's delta; notes: what the slopes are made of, and what a nudge measured, in one place."""
    stack = stacked(lines.output_letters(t, i), lines.output_numbers(t, i))
    letters, numbers = stack
    notes = [_note(lines.both_slopes(t)) if origin_of_delta(t) == "product" else VGroup()]
    notes.append(_note(lines.measured(t, i)) if is_nudged(t) else VGroup())
    for note in filter(len, notes):
        note.next_to(stack, DOWN, buff=0.22).align_to(letters, LEFT)
    return VGroup(letters, numbers, VGroup(*notes))


def _note(line: Equation) -> Formula:
    """A line in small, soft type."""
    return Formula(line, SMALL, theme().soft)


def stacked(*working: Equation) -> VGroup:
    """Lines of working as Formulas, close together, their equals signs in line."""
    return align_equals(*working, buff=0.14)


def sign_rules() -> VGroup:
    """What the sign of delta means, in two lines."""
    hues = {"d": theme().backward, "z": theme().forward, "L": theme().loss}
    rules = (("<", "arrow.t", "arrow.b"), (">", "arrow.t", "arrow.t"))
    rows = (Formula(f"{{d}} {sign} 0 : quad {{z}} {up} quad {{L}} {way}", hues=hues, d="delta", z="z", L="L") for sign, up, way in rules)
    return VGroup(*rows).arrange(DOWN, buff=0.3)


def carried_stack(t: Reading, l: int, j: int) -> VGroup:
    """[letters, factors, terms] of dL/da_j, their equals signs in line."""
    return stacked(lines.carried_letters(t, l, j), lines.carried_factors(t, l, j), lines.carried_terms(t, l, j))


def hidden_stack(t: Reading, l: int, j: int) -> VGroup:
    """[letters, slope, numbers] of a hidden neuron's delta."""
    return stacked(lines.hidden_letters(t, l, j), lines.slope_numbers(t, l, j), lines.hidden_numbers(t, l, j))
