"""The words of the German films: whole, sealed, and set as German is set; the viewer is du."""

import re

import pytest

from scenes import series, translation
from studio import catalog
from studio.translating import findings

FILMS = ("breath", "forward", "chain_rule", "delta", "gradients", "update")
FILLED = re.compile(r"\{[^}]*\}|<[^>]*>")  # slots and marks
LOOSE = re.compile(r"\s[?!:;,.]|--|\.\.\.|  |[\"'’]")  # German has no space before a sign
FORMAL = re.compile(r"(?<=[\wäöüß,] )(Sie|Ihnen|Ihr(e[mnrs]?)?)\b")  # within a sentence; at its head it may be the plural
SMALL = re.compile(r"(?:^|[.?!] )[a-zäöüß](?=\w)")  # a sentence that begins small; a symbol, a single letter, may


def words(film):
    return translation.words_in(translation.path_of(catalog.chapter(film).room, "de"))


def said(film):
    """Every sentence of a film, in each of its cases, and its titles: with their keys, slots as a numeral, without marks."""
    for key, line in words(film).given().items():
        for form in line.values() if isinstance(line, dict) else [line]:
            yield key, FILLED.sub(lambda found: "0" if found[0][0] == "{" else "", form).replace("  ", " ").strip()


@pytest.mark.parametrize("film", FILMS)
def test_nothing_is_missing_stale_or_broken(film):
    chapter, told = catalog.load(catalog.chapter(film)), words(film)
    assert not [*findings.of_lines(chapter, told), *findings.of_screen(told, {}), *findings.unused(told, {})]


def test_the_words_of_all_films_are_set_somewhere():
    assert not list(findings.unused(translation.words_in(translation.path_of(series.HOUSE, "de")), {}))


@pytest.mark.parametrize("rule", [LOOSE, FORMAL, SMALL])
@pytest.mark.parametrize("film", FILMS)
def test_sentences_are_set_as_german_sets_them(film, rule):
    assert [(key, text) for key, text in said(film) if rule.search(text)] == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [(LOOSE, "Warum ?"), (LOOSE, 'das "Netz"'), (FORMAL, "Nehmen Sie ein Gewicht."), (FORMAL, "mit Ihrem Netz"), (SMALL, "Ja. nein.")],
)
def test_a_fault_is_found(rule, text):
    assert rule.search(text)


def test_they_of_a_sentence_before_is_no_address():
    assert not FORMAL.search("Zwei Linien. Sie tragen ihr Gewicht.")
