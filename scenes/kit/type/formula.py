"""All text and maths of the films, typeset by Typst in one serif face: formulas whose parts can be addressed.

Typst colours each part with its index (`text(fill: rgb(k, 255, 1))`), so one compilation tells which glyph belongs
to which part; the index colours are replaced by the theme's before anything is drawn.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

from manim import RIGHT, WHITE, ManimColor, VGroup, VMobject, config

from engine import notation
from engine.called import Name
from engine.notation import MINUS
from engine.reading import Named, Number
from scenes import screen
from scenes.equation import Equation
from scenes.kit.theme import theme
from scenes.kit.type.copies import Copied
from scenes.kit.type.ink import Ink, Line, Piece, inked, reach_of
from scenes.kit.type.number import hue_of
from scenes.kit.type.setting import Outline, in_any_font, outlines
from scenes.shown import Shown, show

PREAMBLE = """#set text(font: "New Computer Modern", weight: 450)
#show math.equation: set text(font: "New Computer Modern Math", weight: 450)
#let part(k, body) = text(fill: rgb(k, 255, 1), body)
"""
BODY = 34  # font sizes: 8 units are 1080 pixels, 48 is an em of 71 pixels
SMALL = 26
TALL_SMALL = 30
LARGE = 44
Hues = Mapping[str, str | ManimColor]
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def small() -> float:
    """The size of labels: larger in a tall frame, which is read on a phone, and in a square one, in which a unit is smaller."""
    return TALL_SMALL if config.frame_height > config.frame_width else SMALL * min(config.frame_height, config.frame_width) / 8


class Label(VGroup):
    """A line of words, for names of things; `$...$` inside it is maths. Not for numbers of the trace.

    A Name is set as it is, in any script, never as markup; it is empty where no font has its letters.
    """

    def __init__(self, words: str | Name, size: float = SMALL, color: str | ManimColor | None = None) -> None:
        words = screen.said(words) if isinstance(words, str) else words
        line = Line((words,), size, is_words=True)
        glyphs = [glyph for glyph, _, _ in _typeset(words, size)] if isinstance(words, str) else _named(words, size)
        super().__init__(*(inked(glyph, Ink(line, words, reach_of(glyph))) for glyph in glyphs))
        self.set_color(color or theme().soft).center()


class Formula(VGroup):
    """A line of maths with named parts: `Formula("{z} = {w} dot {x} + {b}", z=t.z[1][0].named, w=t.W[1][0][0], ...)`.

    A field is a Number or Shown (its digits; with `{w:p}` in parentheses when negative, with `{w:s}` its symbol, a weight's
    in the hue of its sign), a Named (its symbol) or a string of Typst; it has its symbol's hue, and a name: `formula["w"]`
    is the VGroup of its glyphs.
    The first "=" outside a field is the part "eq". `formula.rest` holds what has no name. An Equation is drawn as it is:
    `Formula(eq.sum_letters(t, 1, 0))`.
    """

    def __init__(self, line: str | Equation, size: float = BODY, color: str | None = None, hues: Hues | None = None, **fields: Any):
        super().__init__()
        template = line if isinstance(line, str) else line.template
        if isinstance(line, Equation):
            fields, hues = dict(line.parts), {part: getattr(theme(), role) for part, role in line.roles.items()} | dict(hues or {})
        marked: list[tuple[str, VGroup, Piece]] = []
        pieces: list[Piece] = []
        signs: dict[str, ManimColor] = {}
        source = _source(template, fields, pieces, signs, marked)
        self.rest, ink_line = VGroup(), Line(tuple(pieces), size)
        for glyph, part, reach in _typeset(f"$ {source} $", size):
            _, group, piece = ("", self.rest, "") if part is None else marked[part]
            group.add(inked(glyph, Ink(ink_line, piece, reach)))
        self.parts = _by_name(marked)
        self.rest.set_color(color or theme().ink)
        for name, group in self.parts.items():
            group.set_color((hues or {}).get(name) or color or signs.get(name) or _hue(fields.get(name)))
        self.add(self.rest, *self.parts.values())
        self.center()

    def __getitem__(self, name: Any) -> Any:
        return self.parts[name] if isinstance(name, str) else super().__getitem__(name)


def _source(
    template: str, fields: dict[str, Any], pieces: list[Piece], signs: dict[str, ManimColor], marked: list[tuple[str, VGroup, Piece]]
) -> str:
    """The line in Typst; its fields become Showns, Nameds and strings, the rest is filled: pieces, hues of symbols by sign, parts."""
    source, seen_eq = "", False
    for literal, name, spec, _ in string.Formatter().parse(template):
        pieces.append(literal)
        if "=" in literal and not seen_eq:
            literal = literal.replace("=", f" {_part(marked, 'eq', '=', '=')} ", 1)
            seen_eq = True
        source += screen.in_maths(literal)
        if name is not None:
            field = show(fields[name]) if isinstance(fields[name], Number) else fields[name]
            if spec == "s" and isinstance(field, Shown):
                signs[name], field = hue_of(field), field.number.named
            fields[name] = field
            pieces.append(field)
            source += _part(marked, name, _typst_of(field, spec or ""), field)
    return source


def _part(marked: list[tuple[str, VGroup, Piece]], name: str, source: str, field: Any) -> str:
    group = VGroup()
    if isinstance(field, Shown):
        group.shown = field
    marked.append((name, group, field))
    return f" part(#{len(marked) - 1}, {source}) "


def _by_name(marked: list[tuple[str, VGroup, Piece]]) -> dict[str, VGroup]:
    """Each part; what stands in a line twice is two numbers, in one part."""
    found: dict[str, list[VGroup]] = {}
    for name, group, _ in marked:
        found.setdefault(name, []).append(group)
    return {name: groups[0] if len(groups) == 1 else VGroup(*groups) for name, groups in found.items()}


def align_equals(*lines: Formula | Equation, buff: float = 0.28) -> VGroup:
    """Stack formulas, their equals signs under each other."""
    formulas = [line if isinstance(line, Formula) else Formula(line) for line in lines]
    stack = VGroup(*formulas)
    for above, below in pairwise(formulas):
        below.next_to(above, [0, -1, 0], buff=buff)
        below.shift((above["eq"].get_x() - below["eq"].get_x()) * RIGHT)
    return stack.center()


def _typst_of(field: Any, spec: str) -> str:
    if isinstance(field, Named):
        return field.typst
    if isinstance(field, Shown):
        source = _digits(field.text)
        return f"lr(({source}))" if spec == "p" and field.text.startswith(MINUS) else source
    return screen.in_maths(str(field))


def _digits(text: str) -> str:
    """Typst for a shown number; a minus in front of a number is a sign, not an operator."""
    mantissa, _, power = notation.grouped(text, " thin ").partition("×10")
    source = mantissa.replace(MINUS, 'class("normal", −)')
    return f"{source} times 10^({power.translate(_SUPERSCRIPTS)})" if power else source


def _hue(field: Any) -> str | ManimColor:
    if isinstance(field, Shown):
        return hue_of(field)
    return theme().hue(field.name) if isinstance(field, Named) else theme().ink


def _typeset(source: str, size: float) -> list[tuple[VMobject, int | None, float]]:
    """Fresh glyphs of a line of Typst, each with the index of its part and its reach."""
    return [(glyph.copy(), part, reach) for glyph, part, reach in _typeset_once(source, size)]


@lru_cache(maxsize=4096)
def _typeset_once(source: str, size: float) -> list[tuple[VMobject, int | None, float]]:
    shapes = outlines(source, size, PREAMBLE)
    glyphs = [_glyph(shape) for shape in shapes]
    return [(glyph, _part_of(shape), reach_of(glyph)) for glyph, shape in zip(glyphs, shapes, strict=True)]


def _named(name: Name, size: float) -> list[VMobject]:
    """Fresh glyphs of a name."""
    return [_glyph(shape) for shape in in_any_font(name.text, size, PREAMBLE)]


class _Glyph(Copied, VMobject):
    """One path of a line of type."""


def _glyph(shape: Outline) -> VMobject:
    glyph = _Glyph(stroke_width=0)
    glyph.points = shape.points
    glyph.set_fill(WHITE, opacity=1 if shape.fill else 0)
    if shape.stroke:
        glyph.set_stroke(WHITE, width=shape.width)
    return glyph


def _part_of(shape: Outline) -> int | None:
    """The part index its colour carries; lines (fraction bars) carry it in the stroke."""
    r, g, b = bytes.fromhex((shape.fill or shape.stroke or "#000000")[1:7])
    return r if (g, b) == (255, 1) else None
