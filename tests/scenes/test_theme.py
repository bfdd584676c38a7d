"""Colours: readable on their ground, and apart for every eye."""

import itertools

import pytest

from engine.notation import SYMBOLS
from scenes.kit.theme import DARK, LIGHT, ROLES, THEMES
from studio.proof import colours

INKS = ("ink", "soft", "forward", "backward", "loss", "positive", "negative", "light", "wrong")
MEANINGS = ("forward", "backward", "loss", "positive", "negative")
READABLE = 4.5  # WCAG 2.1, 1.4.3
# CIE76 difference of two meanings; 10 is plain at a glance side by side, a line's width takes half of that away
APART = 20.0
VISIBLE = 3.0  # WCAG 2.1, 1.4.11


def contrast(one, other):
    return colours.contrast(colours.rgb_of(one), colours.rgb_of(other))


def difference(one, other, eye="normal"):
    return colours.difference(colours.rgb_of(one), colours.rgb_of(other), eye)


def unreadable(theme):
    return [name for name in INKS if contrast(getattr(theme, name), theme.ground) < READABLE]


def confused(theme):
    """Pairs of meanings that some eye takes for each other."""
    pairs = itertools.combinations(MEANINGS, 2)
    return [(a, b, eye) for a, b in pairs for eye in colours.EYES if difference(getattr(theme, a), getattr(theme, b), eye) < APART]


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_every_ink_is_readable_on_its_ground_and_in_a_neuron(theme):
    assert unreadable(theme) == []
    assert [name for name in INKS if contrast(getattr(theme, name), theme.panel) < READABLE] == []


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_thin_structure_is_seen_on_its_ground_and_on_cards(theme):
    assert min(contrast(theme.line, theme.ground), contrast(theme.line, theme.panel)) >= VISIBLE


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_meanings_stay_apart_for_every_eye(theme):
    assert confused(theme) == []


def test_the_measures_know_their_ends():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert colours.lab(colours.rgb_of("#FFFFFF")) == pytest.approx([100, 0, 0], abs=0.01)
    assert difference("#FF0000", "#00B000") > 100
    assert difference("#B04000", "#607000", "deuteranopia") < APART < difference("#B04000", "#607000")


def test_a_poor_colour_is_found():
    import dataclasses

    assert unreadable(dataclasses.replace(LIGHT, loss="#F0E442")) == ["loss"]
    assert confused(dataclasses.replace(DARK, negative=DARK.positive))


def test_every_symbol_has_a_hue_of_its_kind():
    assert {symbol.role for symbol in SYMBOLS.values()} == set(ROLES)
    given = {"y", "eta", "count", "advantage", "epsilon", "h", "error"}  # or counted or compared: in ink
    remembered = {"m", "v", "m_hat", "v_hat", "c", "velocity", "accumulator"}  # by an optimiser: neither way of a pass
    assert {name for name, symbol in SYMBOLS.items() if symbol.role == "plain"} == given | remembered
    assert {DARK.hue(name).to_hex() for name in given} == {DARK.ink}
    assert DARK.hue("delta").to_hex() == DARK.backward
    assert DARK.hue("z") == DARK.hue("x") == DARK.hue("a_in")
    assert (DARK.sign(0.1).to_hex(), DARK.sign(-0.1).to_hex()) == (DARK.positive, DARK.negative)


def test_both_themes_say_the_same_with_different_colours():
    for name in ("ground", "panel", *INKS):
        assert getattr(DARK, name) != getattr(LIGHT, name)
