"""What people call things never steers the terminal or the page that shows it."""

import unicodedata

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from studio import cli, console, youtube
from studio.one_line import escaped, one_line
from tests.films.fixtures import path
from tests.studio.test_youtube import facts

HOSTILE = "\x1b]0;mine\x07\x1b[31mRed\x1b[0m\n## Owned\r\t[bold]:bug:\u202eright\u2028\x9b1m"


def steers(text):
    """The characters that could move a cursor, change a colour, break a line or turn the direction."""
    turns = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    return [c for c in text if unicodedata.category(c) in ("Cc", "Zl", "Zp") or unicodedata.bidirectional(c) in turns]


@given(st.text())
def test_any_text_becomes_one_line_that_steers_nothing(text):
    assert steers(one_line(text)) == []
    assert steers(escaped(text)) == []
    assert steers(escaped(text, keep="\n").replace("\n", "")) == []


@given(st.text(st.characters(categories=("L", "N", "P", "S"))))
def test_words_in_any_script_stay_as_they_are(text):
    assert one_line(text) == escaped(text) == text


def test_a_plain_terminal_would_be_steered():
    assert len(steers(HOSTILE)) > 8


def test_what_is_told_and_complained_is_plain(capsys):
    console.tell(HOSTILE, "second")
    console.complain(HOSTILE, 1)
    out, err = capsys.readouterr()
    assert steers(out.replace("\n", "") + err.replace("\n", "")) == []
    assert (out.count("\n"), err.count("\n")) == (2, 1)
    assert "[bold]:bug:" in out


@pytest.mark.parametrize("key", ["lesson", "title"])
def test_a_page_to_paste_is_plain(key):
    made = facts(**{key: HOSTILE})
    for page in (youtube.of_film(made), youtube.of_series([made, facts()], [0.0, 100.0])):
        assert steers(page.replace("\n", "")) == []
        assert "\n## Owned" not in page


def test_a_hostile_lesson_is_planned_on_one_line():
    said = CliRunner().invoke(cli.main, ["plan", path("hostile_title")]).output
    assert said.splitlines()[0] == r"\x1b[31mRed\x1b[0m #emph[x] <b> $z$ \ Ω 网络 שלום"
    assert steers(said.replace("\n", "")) == []
