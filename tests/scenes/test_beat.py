"""Beats: what captions show and the voice says, piece by piece, and where the marks stand."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine import load_lesson, run
from engine.reading import CLOSE, OPEN, SEP, Reading, mark
from scenes.beat import Piece, beat, pieces_of

LESSONS = Path(__file__).parents[2] / "scenes" / "lessons"
THIRD = "zero point three seven seven five"


@pytest.fixture(scope="module")
def t():
    return Reading(run(load_lesson(LESSONS / "mazur.toml")))


def told(t, text, **options):
    """The beats of a method that is told with this text."""

    @beat(text, **options)
    def method(self): ...

    return method.telling.beats("method", t)


def one(t, text, **options):
    (only,) = told(t, text, **options)
    return only


def shown(pieces):
    return [piece.shown for piece in pieces]


def test_words_and_marks(t):
    b = one(t, "Look <first> at one\n   neuron, <last> again.")
    assert shown(b.pieces) == ["Look", "at", "one", "neuron,", "again."]
    assert [p.marks for p in b.pieces] == [(), ("first",), (), (), ("last",)]
    assert b.marks == ("first", "last")
    assert b.shown == b.spoken == "Look at one neuron, again."
    assert (b.name, b.method, b.item, b.pause) == ("method", "method", (), 0.0)


def test_several_marks_before_one_word_and_none_apart_from_it():
    assert pieces_of("<a><b-2> <c_3>one<d>two") == (Piece("one", "one", ("a", "b-2", "c_3")), Piece("two", "two", ("d",)))


def test_a_number_knows_its_value_and_its_path(t):
    (piece,) = one(t, "{t.z[1][0]}").pieces
    assert piece == Piece("0.3775", THIRD, (), t.z[1][0].path, t.z[1][0].value)


@pytest.mark.parametrize(
    ("text", "captions", "voice"),
    [
        ("{t.z[1][0]:eq}.", ["z₁⁽¹⁾", "=", "0.3775."], f"z one equals {THIRD}."),
        ("so {t.z[1][0]}, then", ["so", "0.3775,", "then"], f"so {THIRD}, then"),
        ("({t.z[1][0]})", ["(0.3775)"], f"{THIRD})"),
        ("so (“{t.z[1][0]}”)!", ["so", "(“0.3775”)!"], f"so {THIRD}”)!"),
        ("x{t.z[1][0]}", ["x", "0.3775"], f"x {THIRD}"),
        ("f({t.z[1][0]})", ["f", "(0.3775)"], f"f {THIRD})"),
        ("{t.z[1][0]}{t.z[1][0]}", ["0.3775", "0.3775"], f"{THIRD} {THIRD}"),
        ("{n.delta[2]}: {n.a[1][0]}'s", ["δ⁽²⁾:", "a₁⁽¹⁾'s"], "delta: [a](/ˈA/) one's"),
        ("{t.z[1][0]:2} <end> {t.z[1][0]:name}?", ["0.38", "z₁⁽¹⁾?"], "zero point three eight z one?"),
    ],
)
def test_punctuation_stays_with_its_number(t, text, captions, voice):
    b = one(t, text)
    assert shown(b.pieces) == captions
    assert b.spoken == voice


def test_dashes_are_shown_and_not_said(t):
    b = one(t, "weigh — add – and = + {t.L}")
    assert shown(b.pieces)[:6] == ["weigh", "—", "add", "–", "and", "="]
    assert b.spoken.startswith("weigh add and zero point")
    assert [p.spoken for p in b.pieces][1] == ""


def test_a_mark_touching_a_number_belongs_to_it(t):
    b = one(t, "is <a>{t.L}<b>, or {t.L}<c> so")
    assert [p.marks for p in b.pieces] == [(), ("a",), ("b",), (), (), ("c",)]


@pytest.mark.parametrize("text", ["one <two>", "<one>", "{t.L} <two>"])
def test_a_mark_after_the_last_word_is_refused(t, text):
    with pytest.raises(ValueError, match="after the last word"):
        one(t, text)


@pytest.mark.parametrize("text", ["<Sum> up", "a < b", "<1> one", "<sum up", "<<a> b"])
def test_a_bracket_that_begins_no_mark_is_refused(t, text):
    with pytest.raises(ValueError, match="no mark"):
        one(t, text)


def test_a_mark_that_stands_twice_is_refused(t):
    with pytest.raises(ValueError, match="twice"):
        one(t, "<a> one <b> two <a> three")


def test_each_when_and_pause(t):
    beats = told(t, "layer {0}: {1}", each=lambda t: [(l, t.sizes[l]) for l in (1, 2)], pause=3.0)
    assert [(b.name, b.item, b.shown, b.pause) for b in beats] == [
        ("method-1", (1, 2), "layer 1: 2", 3.0), ("method-2", (2, 2), "layer 2: 2", 3.0)
    ]  # fmt: skip
    assert [b.item for b in told(t, lambda t, l: f"layer {l}", each=lambda t: range(2))] == [(0,), (1,)]
    assert told(t, "never", when=lambda t: t.D > 5) == []
    assert len(told(t, "now", when=lambda t: t.D == 2)) == 1
    assert told(t, "none", each=lambda t: []) == []


def test_a_text_may_be_a_function(t):
    assert one(t, lambda t: f"<a> {t.L} and {t.name.y[0]}").marks == ("a",)


# ---- laws

word = st.text(st.characters(exclude_characters="<" + OPEN + CLOSE + SEP, exclude_categories=["Cs"]), max_size=8)
number = st.tuples(st.sampled_from(["0.5", "z₁", "="]), st.sampled_from(["", "zero point five", "z one"])).map(lambda two: mark(*two))
flag = st.integers(0, 99).map(lambda k: f"<m{k}>")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(text=st.text(st.characters(exclude_characters="<" + OPEN + CLOSE + SEP, exclude_categories=["Cs"])))
@example(text=" a  b\u00a0c ")
def test_plain_text_comes_back(text):
    pieces = pieces_of(text)
    assert shown(pieces) == text.split()
    assert [p.spoken for p in pieces] == [w if any(c.isalnum() for c in w) else "" for w in text.split()]
    assert not any(p.marks or p.path or p.value is not None for p in pieces)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(parts=st.lists(word | number | flag, max_size=12).filter(lambda ps: len(f := [p for p in ps if p[:1] == "<"]) == len(set(f))))
def test_no_character_no_number_and_no_mark_is_lost(parts):
    pieces = pieces_of("".join(parts) + " end")
    numbers = [p[1:-1].split(SEP) for p in parts if p.startswith(OPEN)]
    plain = "".join("".join(n[0] for n in [p[1:-1].split(SEP)]) if p.startswith(OPEN) else "" if p[:1] == "<" else p for p in parts)
    assert "".join(shown(pieces)) == "".join(plain.split()) + "end"
    assert [m for p in pieces for m in p.marks] == [p[1:-1] for p in parts if p[:1] == "<"]
    assert all(not set(p.shown) & set(" \t\n<") for p in pieces)
    said = " ".join(p.spoken for p in pieces)
    assert all(n[1] in said for n in numbers)
