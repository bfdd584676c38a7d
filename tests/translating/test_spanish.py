"""The words of the Spanish films: whole, sealed, and set as Spanish is set."""

import re

import pytest

from scenes import series, translation
from studio import catalog
from studio.translating import findings

FILMS = ("breath", "forward", "chain_rule", "delta", "gradients", "update")
SLOT = re.compile(r"\{[^}]*\}")
MARK = re.compile(r"<[\w-]+> ?")
LOOSE = re.compile(r"\s[?!:;,.)]|[¿¡]\s|  |--|\.\.\.")  # signs stand at their word


def words(film):
    return translation.words_in(translation.path_of(catalog.chapter(film).room, "es"))


def said(told):
    """Every sentence of a film in each of its cases, its titles too."""
    for key, line in told.given().items():
        yield from ((key, MARK.sub("", SLOT.sub("0", form))) for form in (line.values() if isinstance(line, dict) else [line]))


def faulty(text):
    """Whether a sign stands loose, or a question or cry is not opened."""
    return bool(LOOSE.search(text)) or text.count("¿") != text.count("?") or text.count("¡") != text.count("!")


@pytest.mark.parametrize("film", FILMS)
def test_nothing_is_missing_stale_or_broken(film):
    chapter, told = catalog.load(catalog.chapter(film)), words(film)
    assert not [*findings.of_lines(chapter, told), *findings.of_screen(told, {}), *findings.unused(told, {})]


def test_the_words_of_all_films_are_set_somewhere():
    assert not list(findings.unused(translation.words_in(translation.path_of(series.HOUSE, "es")), {}))


@pytest.mark.parametrize("film", FILMS)
def test_questions_are_opened_and_signs_stand_at_their_words(film):
    assert [(key, text) for key, text in said(words(film)) if faulty(text)] == []


@pytest.mark.parametrize("text", ["Cuánto es?", "¿ Cuánto es?", "Vale :", "Sí..."])
def test_a_fault_is_found(text):
    assert faulty(text)
