"""Colours: readable on their ground, and apart for every eye."""

import itertools

import numpy as np
import pytest

from engine.notation import SYMBOLS
from scenes.kit.theme import DARK, HUES, LIGHT, THEMES

INKS = ("ink", "soft", "forward", "backward", "loss", "positive", "negative", "light")
MEANINGS = ("forward", "backward", "loss", "positive", "negative")
READABLE = 4.5  # WCAG 2.1, 1.4.3
# CIE76 difference of two meanings; 10 is plain at a glance side by side, a line's width takes half of that away
APART = 20.0
SEEN = {
    "normal": np.eye(3),
    # Machado, Oliveira, Fernandes (2009), severity 1, on linear RGB
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])


def linear(hexcode):
    """Linear RGB (3,) of #RRGGBB."""
    c = np.array([int(hexcode[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """WCAG's contrast of two colours, 1 to 21."""
    low, high = sorted(float(TO_XYZ[1] @ linear(c)) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(hexcode, eye="normal"):
    """CIE L*a*b* (3,) of a colour as an eye sees it."""
    seen = np.clip(np.array(SEEN[eye]) @ linear(hexcode), 0, 1)
    t = TO_XYZ @ seen / (TO_XYZ @ np.ones(3))
    x, y, z = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one, other, eye="normal"):
    return float(np.linalg.norm(lab(one, eye) - lab(other, eye)))


def unreadable(theme):
    return [name for name in INKS if contrast(getattr(theme, name), theme.ground) < READABLE]


def confused(theme):
    """Pairs of meanings that some eye takes for each other."""
    pairs = itertools.combinations(MEANINGS, 2)
    return [(a, b, eye) for a, b in pairs for eye in SEEN if difference(getattr(theme, a), getattr(theme, b), eye) < APART]


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_every_ink_is_readable_on_its_ground_and_in_a_neuron(theme):
    assert unreadable(theme) == []
    assert [name for name in INKS if contrast(getattr(theme, name), theme.panel) < READABLE] == []


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_meanings_stay_apart_for_every_eye(theme):
    assert confused(theme) == []


def test_the_measures_know_their_ends():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert lab("#FFFFFF") == pytest.approx([100, 0, 0], abs=0.01)
    assert difference("#FF0000", "#00B000") > 100
    assert difference("#B04000", "#607000", "deuteranopia") < APART < difference("#B04000", "#607000")


def test_a_poor_colour_is_found():
    import dataclasses

    assert unreadable(dataclasses.replace(LIGHT, loss="#F0E442")) == ["loss"]
    assert confused(dataclasses.replace(DARK, negative=DARK.positive))


def test_every_symbol_has_a_hue_of_its_kind():
    assert set(HUES) <= set(SYMBOLS)
    assert set(SYMBOLS) - set(HUES) == {"y", "eta"}  # what is given, in ink
    assert DARK.hue("delta").to_hex() == DARK.backward
    assert DARK.hue("z") == DARK.hue("x") == DARK.hue("a_in")
    assert (DARK.sign(0.1).to_hex(), DARK.sign(-0.1).to_hex()) == (DARK.positive, DARK.negative)


def test_both_themes_say_the_same_with_different_colours():
    for name in ("ground", "panel", *INKS):
        assert getattr(DARK, name) != getattr(LIGHT, name)
