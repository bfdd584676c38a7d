"""Words in another language stand for the English line by line; what is wrong with them is said in one message."""

import pytest
from manim import tempconfig

from engine import InputError, run
from engine.reading import Reading
from scenes import screen, translation
from scenes.kit.type.formula import Formula, Label
from studio import catalog
from studio.tongues import EN
from tests.translating.planted import WORDS, Upper, film


@pytest.fixture
def t():
    return Reading(run(catalog.lesson("mazur")))


def said(chapter, t, tongue):
    return {beat.name: beat.shown for beat in chapter.script(t, tongue)}


def test_a_film_is_told_in_the_words_beside_it(tmp_path, t):
    small = film(tmp_path)
    told = small.script(t, Upper())
    assert told[0].shown == "DIE KOSTEN SIND 0.298, UND HIER STEHT EIN WORT. ES STEIGT, AUF One WEISE."
    assert [beat.marks for beat in told] == [beat.marks for beat in small.script(t, EN)] == [("word", "way"), ("left",)]
    assert (told[0].title, small.script(t, EN)[0].title) == ("EIN TEIL", "A part")
    assert translation.named(small, "xx") == {"title": "EIN FILM", "promise": "SAG ES."}
    assert [claim.outcome for claim in told[0].claims] == ["rises"]
    assert told[0].claims[0].sentence == "ES STEIGT, AUF One WEISE."


def test_english_is_as_it_was(tmp_path, t):
    assert said(film(tmp_path), t, EN)["opened"] == "Here is a word, and the loss is 0.298. It rises, in one way."


@pytest.mark.parametrize("gone", ['[asked]\n1 = "WAS <left> BLEIBT?"\n', '"WAS <left> BLEIBT?"'])
def test_a_line_that_is_missing_is_told_in_english(tmp_path, t, gone):
    words = WORDS.replace(gone, '""' if gone[0] == '"' else "")
    told = said(film(tmp_path, words), t, Upper())
    assert told["asked"] == "What is left to say?"
    assert told["opened"].startswith("DIE KOSTEN")


WRONG = {
    "UND <word> HIER": ("UND HIER", r"xx.toml: opened.1: found no mark; allowed: the marks <word>, in this order. Add <word>."),
    "<left>": ("<right>", r"asked.1: found the marks <right>; allowed: the marks <left>, in this order. Add <left>. Remove <right>."),
    "{t.L:3}": ("{t.L:2}", r"opened.1: found \{t.L:2\}; allowed: \{t.L:3\}. Add \{t.L:3\}. Remove \{t.L:2\}."),
    "SIND {t.L:3}": ("SIND {t.L:3", r"opened.1: found a brace that is alone"),
    ', falls = "ES <way> FÄLLT, AUF {count:words} WEISE."': ("", "found cases rises; allowed: .* each of rises, falls. Add falls."),
    '2 = { rises = "ES <way> STEIGT, AUF {count:Words} WEISE.", falls = "ES <way> FÄLLT, AUF {count:words} WEISE." }': (
        '2 = "ES <way> STEIGT, AUF {count:words} WEISE."', "opened.2: found one sentence; allowed: .* each of rises, falls",
    ),
    'promise = "SAG ES."': ("promise = 3", 'film.promise: found 3; allowed: a text. Write it in quotes.'),
    "promise =": ("promised =", r"film.promised: found a key that a film has not; allowed: title and promise. Did you mean promise\?"),
    "2 = {": ("two = {", r"\[opened\] two: found a key that is no line; allowed: the place of a line in its beat, from 1"),
    "[film]": ("[film", "found something that is not TOML"),
}  # fmt: skip


@pytest.mark.parametrize("right", WRONG)
def test_what_is_wrong_is_said_with_file_key_found_and_allowed(tmp_path, t, right):
    wrong, message = WRONG[right]
    small = film(tmp_path, WORDS.replace(right, wrong))
    assert right in WORDS
    with pytest.raises(InputError, match=message):
        small.script(t, Upper())


def test_a_digest_changes_with_the_english_and_with_nothing_else(tmp_path):
    small = film(tmp_path)
    lines = translation.sentences(small)
    assert list(lines) == ["film.title", "film.promise", "parts.opened", "opened.1", "opened.2", "asked.1"]
    assert len({translation.digest(line) for line in lines.values()}) == 6
    assert translation.digest(lines["opened.1"]) == translation.digest(translation.sentences(film(tmp_path))["opened.1"])


def test_no_beat_is_called_as_a_table_is():
    for entry in catalog.chapters():
        assert not set(translation.TABLES) & set(translation.tellings(catalog.load(entry)))


# ---- on screen


@pytest.fixture
def words(tmp_path):
    screen.use(translation.screen(film(tmp_path), "xx"))
    yield
    screen.use({})


def ink(mobject):
    return next(glyph.ink for glyph in mobject.get_family() if hasattr(glyph, "ink"))


def test_words_on_screen_are_looked_up_by_their_english(words):
    with tempconfig({"frame_width": 14}):
        assert ink(Label("a word, layer 2")).line.pieces == ("EIN WORT, LAGE 2",)
        assert len(Label("A small film")) == len("EINFILM")
        assert len(Label("kept $W$")) == len("BEHALTENW")
        assert len(Formula('"measured:" x').rest) == len("GEMESSEN:x")
        assert len(Label("what nobody translated")) == len("whatnobodytranslated")


def test_what_is_set_in_english_has_its_letters(tmp_path):
    assert ink(Label("a word, layer 2")).line.pieces == ("a word, layer 2",)


def test_words_that_are_set_can_be_noted(words):
    with screen.noted() as asked:
        for text in ("kept $W$", "lost", "$W$", "?", "h", "`code`"):
            Label(text)
        Formula('"so" {x}', x='"out"')
    assert asked == {"kept $W$": True, "lost": False, "so": False, "out": False}
    Label("later")
    assert "later" not in asked


def test_words_with_maths_keep_it(words, tmp_path):
    from studio.translating import findings

    told = translation.words_of(film(tmp_path, WORDS.replace("BEHALTEN $W$", "BEHALTEN $V$")), "xx")
    [found] = findings.of_screen(told, {})
    assert (found.key, found.kind) == ("screen.kept $W$", "broken")


def test_what_a_poster_joins_of_looked_up_lines_is_not_missing(tmp_path):
    from studio.translating import findings

    told = translation.words_of(film(tmp_path, WORDS), "xx")
    (kept,) = (there for english, there in told.screen.items() if english == "kept $W$")
    found = [f.key for f in findings.of_screen(told, {f"{kept} {kept}": False, "lost": False, f"{kept} lost": False})]
    assert found == ["screen.lost", f"screen.{kept} lost"]
