"""Titles in any script: what a poster takes from the machine's fonts, or cannot show, is said before it is made."""

import sys

import pytest

from engine import make_lesson
from studio import letters
from tests.engine.test_bounds import table

NEVER = "\u0378"  # never assigned


def noted(title):
    return letters.notes(make_lesson(table(title=title)))


@pytest.mark.parametrize("title", ["Matt Mazur's example", "Größe, σ → ∞, Über", "Обратное распространение", "שלום"])
def test_what_typst_brings_along_needs_no_note(title):
    assert noted(title) == ()


def test_letters_that_no_font_has_are_named():
    assert noted(f"A{NEVER}B") == (f"lesson: title: {NEVER}: in no font here, so that a poster shows boxes; install a font that has them",)


def test_letters_of_the_machines_fonts_are_named(monkeypatch):
    monkeypatch.setattr("scenes.kit.type.setting.has", lambda letter, size, system=False: system)
    [note] = noted("网络 Netz 网")
    assert "title: 网络: taken from this machine's fonts" in note


def test_a_title_of_plain_letters_loads_no_fonts(monkeypatch):
    monkeypatch.setitem(sys.modules, "scenes.kit.type.setting", None)  # to import it would fail
    assert noted("Plain") == ()
