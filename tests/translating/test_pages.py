"""Words of pages, players and worksheets: told in every language, with the same slots, and none of a page is left in English."""

import ast
import re
import wave
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

import engine.slips
from engine.losses import BINARY_ON_SIGMOID, PLAIN
from engine.losses_kinked import huber
from engine.slips import questions
from scenes import translation
from studio import catalog, pages, tongues, youtube
from studio.course.sheets import of_one
from studio.packs import page as player
from studio.recorder import server as recorder
from studio.recorder.heard import heard
from studio.recorder.takes import Takes
from studio.translating import findings
from studio.voices.recorded import RATE
from studio.worksheet import notebook, page
from studio.worksheet.numbers import worksheet
from studio.worksheet.posed import posed
from tests.studio.test_youtube import facts

OTHERS = [code for code in tongues.codes() if code != translation.ENGLISH]
SLOT = re.compile(r"\{\w+\}")
MARKUP = re.compile(r"[#$*_@<>\\`\[\]]")  # what Typst would not set as it is


@pytest.mark.parametrize("code", OTHERS)
def test_every_word_of_a_page_is_told_with_its_slots(code):
    told = pages.table(code)
    assert sorted(pages.PAGES - {english for english, words in told.items() if words}) == []
    assert sorted(told.keys() - pages.PAGES) == []
    assert [english for english in told if sorted(SLOT.findall(english)) != sorted(SLOT.findall(told[english]))] == []
    sheet = (*pages.WORKSHEET, *pages.MISTAKES)
    assert [english for english in sheet if MARKUP.search(told[english])] == []


def asked_by_the_player(files):
    """The words that its files ask for, by their English."""
    said = {name for text in files for name in re.findall(r"<!--say (.*?)-->", text)}
    calls = [part for text in files for part in re.findall(r"worded\(((?:[^()]|\([^()]*\))*)", text)]
    return said | {english for call in calls for english in re.findall(r'"((?:[^"\\]|\\.)*)"', call)}


def test_the_player_asks_for_words_that_there_are_and_for_all_of_them():
    files = [path.read_text(encoding="utf-8") for path in sorted(player.FOLDER.iterdir()) if path.suffix in (".js", ".html")]
    by_python = {"Ask, and wait: {question}", "The film: {beat}"}
    assert asked_by_the_player(files) == set(pages.PLAYER) - by_python
    planted = ['<!--say One--> say(worded("Two", { n: k }))', 'worded(on ? "Three" : "Four")']
    assert asked_by_the_player(planted) == {"One", "Two", "Three", "Four"}


def left_in_english(files):
    """Texts of a page that nobody looks up: words between tags, in titles and labels, in sentences that are said."""
    shown = [text for file in files for text in re.findall(r"(?:>|title=\"|label=\"|alt=\")([^<>\"$]*[A-Za-z]{2}[^<>\"$]*)[<\"]", file)]
    return [*shown, *(text for file in files for text in re.findall(r'say\("([^"]+)"\)', file))]


def test_nothing_of_the_player_is_left_in_english():
    html = (player.FOLDER / "page.html").read_text(encoding="utf-8")
    scripts = [path.read_text(encoding="utf-8") for path in player.FOLDER.glob("*.js")]
    assert left_in_english([html]) == []
    assert [text for text in left_in_english(scripts) if text[0].isupper()] == []
    assert left_in_english(['<b title="Back">On</b>', 'say("It is over.")']) == ["Back", "On", "It is over."]


def test_the_recorder_asks_for_words_that_there_are_and_leaves_none_in_english():
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(recorder.FOLDER.iterdir()) if path.suffix in (".js", ".html")}
    assert asked_by_the_player(files.values()) == set(pages.RECORDER)
    assert left_in_english([files["index.html"]]) == []
    assert [text for text in left_in_english([files["recorder.js"]]) if text[0].isupper()] == []


def test_what_is_wrong_with_a_take_is_told_in_the_language(tmp_path):
    beat = SimpleNamespace(name="opened", shown="Es.", spoken="Es.", pause=0)
    tone = np.sin(np.arange(RATE) / 10) * np.r_[np.zeros(RATE // 2), np.ones(RATE // 2)]
    noisy = tone / 90 + np.random.default_rng(1).normal(size=RATE) / 900
    loud = np.clip(3 * tone, -1, 1)
    for samples in (np.zeros(RATE), loud, noisy):
        assert heard(samples, RATE).faults
        assert all(pages.retold("de", fault, pages.FAULTS) != fault for fault in heard(samples, RATE).faults)
    with wave.open(str(tmp_path / "opened.wav"), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(np.zeros(RATE, "<i2").tobytes())
    (told,) = Takes(tmp_path, [beat], "de").told()
    assert told["take"]["faults"] == ("es ist nichts zu hören: Ist das richtige Mikrofon gewählt, und ist es an?",)


def test_a_courses_sheets_are_in_its_first_language_and_known_by_it():
    english, german = (of_one("ada", "Ada", None, "lesson", *lang) for lang in ((), ("de",)))
    assert [student.lang for job in (english, german) for student in job.students] == ["en", "de"]
    assert english.key != german.key


def test_every_mistake_can_be_told():
    for lesson in ("mazur", "xor", "saturated"):
        trace = worksheet(catalog.lesson(lesson), 3).other
        found = questions(trace.net.layers, trace.steps[0].examples[0], trace.steps[0].update)
        assert all(pages.retold("de", slip.why, pages.MISTAKES) != slip.why for asked in found for slip in asked.wrong)
    texts = {node.value for node in ast.walk(ast.parse(Path(engine.slips.__file__).read_text())) if isinstance(node, ast.Constant)}
    assert {english for english in pages.MISTAKES if "{" not in english} <= texts
    assert pages.retold("fr", "", pages.MISTAKES) == ""
    assert pages.retold("de", "the moon left out", pages.MISTAKES) == "the moon left out"


@pytest.mark.parametrize("code", OTHERS)
def test_a_sheet_its_questions_and_its_notebook_are_in_the_language(code):
    sheet = worksheet(catalog.lesson("mazur"), 7, lang=code)
    source = page.source([sheet], key=True).partition("#let ink")[2].partition("#start")[2]
    asked = " ".join(f"{q.name} {q.given} {q.asks} {[answer.why for answer in q.answers]}" for q in posed([sheet]))
    book = notebook.ipynb(sheet).decode()
    for english in (*pages.WORKSHEET, *pages.MISTAKES):
        if len(english) > 8 and "{" not in english:
            assert english not in source + asked + book
    for english in ("A step", "Another example", "The gradient:"):
        assert pages.said(code, english) in source
    assert pages.said(code, "part 4, question {k}, {letter}", k=1, letter="") in book


def test_a_sheet_in_english_says_what_it_always_said():
    source = page.source([worksheet(catalog.lesson("mazur"), 7)], key=True)
    assert 'key: "Key", name: "Name", date: "Date", before: "page ", after: " of 2"' in source
    assert "[from the last layer to the first]" not in source
    assert "from the last layer to the first" in source


@pytest.mark.parametrize("code", OTHERS)
def test_a_built_in_lesson_has_its_title_in_the_language_and_a_users_own_stays(code):
    told = pages.table(code, "lessons")
    assert told.keys() == {catalog.lesson(name).title for name in catalog.lessons()}
    assert all(told.values())
    assert worksheet(catalog.lesson("mazur"), 7, lang=code).title == told["Matt Mazur's step-by-step example"]
    assert translation.lesson("Bees on a hill", code) == "Bees on a hill"
    assert translation.lesson("One neuron", "en") == "One neuron"


def test_titles_that_are_missing_or_of_no_lesson_are_found():
    told = {catalog.lesson(name).title: "told" for name in catalog.lessons() if name != "neuron"}
    found = list(findings.of_lessons(translation.Words(Path("x.toml"), lessons={**told, "One nueron": "told"})))
    assert [(each.kind, each.key) for each in found] == [("missing", "lessons.One neuron"), ("broken", "lessons.One nueron")]


@pytest.mark.parametrize("code", OTHERS)
def test_an_activation_behind_a_mistake_is_called_as_in_the_language(code):
    source = page.source([worksheet(catalog.lesson("mazur"), 3, lang=code)], key=True)
    assert f"({page.called('sigmoid', code)})" in source
    assert "(sigmoid)" not in source
    assert (page.called("leaky_relu", "en"), page.called("identity", "fr")) == ("leaky relu", "identité")


def test_words_inside_of_maths_are_told():
    assert page.screen_words("de")('x "if" y, "otherwise" 0') == 'x "falls" y, "sonst" 0'
    assert page.screen_words("en")('x "if" y') == 'x "if" y'


@pytest.mark.parametrize("code", OTHERS)
def test_the_page_for_youtube_has_its_headings_in_the_language(code):
    made = youtube.of_film(facts(lang=code))
    headings = re.findall(r"^#+ (.*)$", made, re.M)
    assert headings == [pages.said(code, english) for english in ("For YouTube", "Title", "Description", "Files", "Licence")]
    assert "Made with" not in made


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_published_has_its_formula_and_hashtags_in_the_language(code):
    made = youtube.of_film(facts(lang=code))
    assert "1/2 Σ (a - y)^2" in made
    assert "#neuralnetworks" not in made
    assert len(pages.said(code, youtube.HASHTAGS).split()) == 3
    assert "0.5)" in pages.retold(code, huber(1.0).formula, pages.LOSSES)
    for loss in (*PLAIN.values(), BINARY_ON_SIGMOID, huber(2.0)):
        assert pages.retold(code, loss.formula, pages.LOSSES) != loss.formula
