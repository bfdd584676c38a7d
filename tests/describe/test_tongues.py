"""Descriptions in every language that they are written in: the same names, nouns for all that its films draw, lines read in its words."""

import string
from types import SimpleNamespace

import pytest

from engine.reading import Named, Number
from scenes import series, translation
from scenes.kit.type.ink import Line
from scenes.shown import Shown
from studio import describe, telling, tongues
from studio.describe import maths
from studio.describe.layout import words
from studio.describe.looking import Thing
from studio.describe.sentence import filled, text_of
from studio.describe.voice import speaker
from studio.describe.words import en, of
from studio.looks import look_of
from studio.orders import Order

OTHERS = [code for code in describe.codes() if code != "en"]
NAMES = [name for name in vars(en) if name.isupper() and name not in ("GREEK", "FUNCTIONS", "NOUNS")]


def unlike(english, told):
    """What a language has otherwise than English: names, keys, slots."""
    lacking = [name for name in NAMES if not hasattr(told, name)]
    tables = [name for name in NAMES if isinstance(getattr(english, name), dict) and name not in lacking]
    lacking += [f"{name}[{key}]" for name in tables for key in getattr(english, name).keys() ^ getattr(told, name).keys()]
    sentences = [name for name in NAMES if isinstance(getattr(english, name), str) and name not in lacking]
    return lacking + [name for name in sentences if slots(getattr(english, name)) != slots(getattr(told, name))]


def slots(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def bare(code):
    """Kinds that the films of a language may draw and that have no noun in it."""
    rooms = ["kit", *(film.name for film in series.films() if translation.path_of(film.room, code).is_file())]
    told = of(tongues.find(code)).NOUNS
    return [kind for kind, said in en.NOUNS.items() if said and kind.partition(".")[0] in rooms and kind not in told]


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_says_all_that_english_says(code):
    assert unlike(en, of(tongues.find(code))) == []
    assert bare(code) == []


def test_what_a_language_lacks_is_found(monkeypatch):
    told = SimpleNamespace(**{name: getattr(en, name) for name in NAMES})
    told.NEW, told.WHERE = "Neu: {word}.", {"left": "links"}
    del told.GONE
    assert sorted(unlike(en, told)) == ["GONE", "NEW", "WHERE[]", "WHERE[bottom]", "WHERE[right]", "WHERE[top]"]
    monkeypatch.delitem(of(tongues.find("de")).NOUNS, "forward.Shelf")
    assert bare("de") == ["forward.Shelf"]


Z, W = Named("z", 1, (0,)), Named("w", 1, (0, 1))
LOSS = Shown(Number(0.5, "steps[0].L", Named("L")), "0.5")


@pytest.mark.parametrize(
    ("code", "pieces", "heard"),
    [
        ("de", (Z, " = ", W, " + b"), "z eins von Schicht eins gleich w eins zwei plus b"),
        ("de", ("(partial L)/(partial a) = a - y",), "d L nach d a gleich a minus y"),
        ("de", ("L = 1/2 (a - y)^2",), "L gleich ein halb mal Klammer a minus y, zum Quadrat"),
        ("es", (Z, " = 2 ", W), "zeta uno de la capa uno igual a dos por uve doble uno dos"),
        ("es", ("(partial L)/(partial a) = a - y",), "la derivada de ele respecto de a igual a a menos i griega"),
        ("es", ("sigma(z) = 1 / (1 + e^(-z))",), "sigma de zeta igual a uno entre la cantidad uno más e elevado a menos zeta"),
        ("fr", (Z, " = 2 ", W), "z un de la couche un égale deux fois w un deux"),
        ("fr", ("(partial L)/(partial a) = a - y",), "d rond L sur d rond a égale a moins i grec"),
        ("fr", ("delta^((l)) = (W^((l+1)))^T",), "delta de la couche l égale W de la couche l plus un transposée"),
    ],
)
def test_a_line_of_maths_is_read_in_the_words_of_the_language(code, pieces, heard):
    assert text_of(maths.aloud(Line(pieces, 34), tongues.find(code))) == heard


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("de", "kit.LitNet", "Im Netz ist L 0.5."),
        ("de", "kit.OuterProduct", "In der Produkttabelle ist L 0.5."),
        ("de", "gradients.OuterTable", "In der Tabelle ist L 0.5."),
        ("es", "kit.LitNet", "En la red, L vale 0.5."),
        ("fr", "kit.LitNet", "Dans le réseau, L vaut 0.5."),
    ],
)
def test_a_noun_takes_the_case_of_what_stands_before_it(code, kind, said):
    tongue = tongues.find(code)
    made = filled(of(tongue).VALUE, tongue, noun=of(tongue).NOUNS[kind][0], name="L", numbers=LOSS)
    assert text_of(made).capitalize() == said.capitalize()


@pytest.mark.parametrize(
    ("code", "preposition", "noun", "together"),
    [
        ("de", "von", "der Kreislauf", "vom Kreislauf"), ("de", "zu", "die Rechenzeile", "zur Rechenzeile"),
        ("de", "durch", "der Streifen", "durch den Streifen"), ("es", "de", "el producto", "del producto"),
        ("es", "a", "el producto", "al producto"), ("es", "de", "la red", "de la red"), ("fr", "de", "le réseau", "du réseau"),
        ("fr", "à", "le réseau", "au réseau"), ("fr", "de", "l'esquisse", "de l'esquisse"), ("fr", "à", "la ligne", "à la ligne"),
    ],
)  # fmt: skip
def test_a_preposition_and_an_article_melt_as_they_do(code, preposition, noun, together):
    assert of(tongues.find(code)).after(preposition, noun) == together


@pytest.mark.parametrize("code", OTHERS)
def test_every_noun_stands_behind_every_preposition(code):
    told = of(tongues.find(code))
    templates = [getattr(told, name) for name in NAMES if isinstance(getattr(told, name), str)]
    before = {spec for template in templates for _, _, spec, _ in string.Formatter().parse(template) if spec}
    nouns = [said[0] for said in told.NOUNS.values() if said] + [told.THE_MATHS]
    assert all(told.after(preposition, noun) for preposition in before for noun in nouns)


def test_a_french_sign_keeps_its_space_and_the_voice_has_none():
    made = filled("Écrit{where}\u00a0: {line}.", tongues.find("fr"), where=" à droite", line="L")
    assert text_of(made) == "Écrit à droite\u00a0: L."
    assert [piece.spoken for piece in made] == ["Écrit", "à", "droite:", "L."]


def test_a_thing_without_words_in_a_language_is_told_in_english():
    thing = Thing(0, "attention.ExpBars", None, (0, 0, 1, 1))
    assert words(thing, tongues.find("de")).startswith("a bar for each score")


def test_a_film_that_is_not_told_in_a_language_is_not_described_in_it(tmp_path):
    asked = {"look": look_of("l"), "voice": "silent", "out": tmp_path, "langs": ("de",)}
    assert "only in 'en'" in telling.fit(Order("chain", "chain", describe=True, **asked)).unfit
    assert telling.fit(Order("chain", "chain", **asked)).unfit is None
    assert telling.fit(Order("mazur", "delta", describe=True, **asked)).unfit is None


def test_descriptions_are_spoken_in_the_films_language(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("studio.voices.find", lambda *how: asked.append(how))
    for voice in ("auto", "kokoro:em_alex", "silent", str(tmp_path)):
        speaker(Order("mazur", "delta", look_of("l"), voice, tmp_path, langs=("es",)))
    assert [(name, code) for name, _, code in asked] == [("auto", "es"), ("kokoro:em_alex", "es"), ("silent", "es"), ("auto", "es")]


def test_a_changed_word_makes_a_described_film_anew(tmp_path, monkeypatch):
    house = tmp_path / "words"
    house.mkdir()
    (house / "de.py").write_text("NEW = 1\n", encoding="utf-8")
    monkeypatch.setattr(describe, "WORDS", house)
    keys = [Order("mazur", "delta", look_of("l"), out=tmp_path, langs=("de",)).key]
    (house / "de.py").write_text("NEW = 2\n", encoding="utf-8")
    keys.append(Order("mazur", "delta", look_of("l"), out=tmp_path, langs=("de",)).key)
    assert keys[0] != keys[1]
