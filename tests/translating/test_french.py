"""The words of the French films: whole, sealed, and set as French is set."""

import re

import pytest

from scenes import series, translation
from studio import catalog
from studio.translating import findings

FILMS = ("breath", "forward", "chain_rule", "delta", "gradients", "update")
SLOT = re.compile(r"\{[^}]*\}")
LOOSE = re.compile(r"(?<!\u202f)[?!:;]")  # a sign that a narrow kept space should hold to its word
PLAIN = re.compile(r"--|\.\.\.|\s[,.]|  |’")


def words(film):
    return translation.words_in(translation.path_of(catalog.chapter(film).room, "fr"))


def said(told):
    """Every text of a film: titles, sentences in each of their cases, words on screen."""
    for key, line in [*told.given().items(), *told.screen.items()]:
        yield from ((key, SLOT.sub("0", form)) for form in (line.values() if isinstance(line, dict) else [line]))


@pytest.mark.parametrize("film", FILMS)
def test_nothing_is_missing_stale_or_broken(film):
    chapter, told = catalog.load(catalog.chapter(film)), words(film)
    assert not [*findings.of_lines(chapter, told), *findings.of_screen(told, {}), *findings.unused(told, {})]


def test_the_words_of_all_films_are_set_somewhere():
    assert not list(findings.unused(translation.words_in(translation.path_of(series.HOUSE, "fr")), {}))


@pytest.mark.parametrize("film", FILMS)
def test_signs_are_set_as_french_sets_them(film):
    assert [(key, text) for key, text in said(words(film)) if LOOSE.search(text) or PLAIN.search(text)] == []


@pytest.mark.parametrize("text", ["Pourquoi?", "Pourquoi ?", "voici : a", "a\u00a0: b"])
def test_a_loose_sign_is_found(text):
    assert LOOSE.search(text)
