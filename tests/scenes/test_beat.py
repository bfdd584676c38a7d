"""Beats: what captions show and the voice says, piece by piece, and where the marks stand."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine import load_lesson, run
from engine.reading import Reading
from scenes.beat import beat, line
from scenes.sentence import Piece, Term, pieces_of
from studio.tongues import EN

LESSONS = Path(__file__).parents[2] / "scenes" / "lessons"
THIRD = "zero point three seven seven five"


@pytest.fixture(scope="module")
def t():
    return Reading(run(load_lesson(LESSONS / "mazur.toml")))


def told(t, *text, **options):
    """The beats of a method that is told with this text."""

    @beat(*text, **options)
    def method(self, l=0, n_l=0): ...

    return method.telling.beats("method", t, EN)


def one(t, *text, **options):
    (only,) = told(t, *text, **options)
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
    assert pieces_of("<a><b-2> <c_3>one<d>two", {}, EN) == (Piece("one", "one", ("a", "b-2", "c_3")), Piece("two", "two", ("d",)))


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


def test_a_space_that_is_kept_holds_a_sign_to_its_word_and_is_not_said(t):
    b = one(t, "Pourquoi\u202f? <z> {t.z[1][0]}\u202f: voilà\u00a0!")
    assert shown(b.pieces) == ["Pourquoi\u202f?", "0.3775\u202f:", "voilà\u00a0!"]
    assert b.spoken == f"Pourquoi? {THIRD}: voilà!"
    assert shown(one(t, "Pourquoi ? a\u00a0b").pieces) == ["Pourquoi", "?", "a", "b"]


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
    beats = told(t, "layer {l}: {n_l}", each=lambda t: [(l, t.sizes[l]) for l in (1, 2)], pause=3.0)
    assert [(b.name, b.item, b.shown, b.pause) for b in beats] == [
        ("method-1", (1, 2), "layer 1: 2", 3.0), ("method-2", (2, 2), "layer 2: 2", 3.0)
    ]  # fmt: skip
    assert [(b.item, b.shown) for b in told(t, "layer {l}", each=lambda t: range(2))] == [((0,), "layer 0"), ((1,), "layer 1")]
    assert told(t, "never", when=lambda t: t.D > 5) == []
    assert len(told(t, "now", when=lambda t: t.D == 2)) == 1
    assert told(t, "none", each=lambda t: []) == []


def test_a_part_begins_with_the_first_of_several_beats(t):
    assert [b.title for b in told(t, "layer {l}", each=lambda t: range(3), title="Layer by layer")] == ["Layer by layer", "", ""]


# ---- slots


def test_indices_are_numbers_or_names(t):
    assert one(t, "{t.a[D][0]} {t.a[2][0]}").pieces[0].path == t.a[2][0].path
    assert one(t, "{t.a[H][1]:2}").shown == "0.60"
    assert told(t, "{t.a[l][0]}", each=lambda t: [1, 2])[1].pieces[0].path == t.a[2][0].path


def test_facts_are_slots_by_name(t):
    b = one(t, "It is {it}, {name}, {how:Words} {how:words} {how}, {what}.", it=lambda t: t.L, name=lambda t: t.name.delta[1],
            how=lambda t: 21, what=lambda t: Term("mse"))  # fmt: skip
    assert b.shown == "It is 0.2984, δ⁽¹⁾, Twenty-one twenty-one twenty-one, the mean squared error."
    assert b.spoken.startswith("It is zero point two nine eight four, delta, Twenty-one")


def test_a_slot_is_asked_with_the_item(t):
    assert [b.shown for b in told(t, "{twice}", each=lambda t: [1, 2], twice=lambda t, l: 2 * l)] == ["2", "4"]


def test_a_year_is_shown_in_digits_and_said_in_words(t):
    assert (one(t, "{year:1986}. So.").shown, one(t, "{year:1986}. So.").spoken) == ("1986. So.", "Nineteen eighty-six. So.")


@pytest.mark.parametrize("text", ["{nothing}", "{t.L + 1}", "{t.L!r}x{}", "{t.z[1][i]}", "{t.z[-1][0]}"])
def test_what_is_no_slot_is_refused(t, text):
    with pytest.raises((ValueError, KeyError, IndexError)):
        one(t, text)


@pytest.mark.parametrize("spec", ["equals", ".3f", "0", "eqs"])
def test_a_format_that_is_none_is_refused(t, spec):
    with pytest.raises(ValueError, match="format of a number"):
        one(t, f"{{t.L:{spec}}}")


# ---- lines


def test_a_line_is_told_by_its_case_or_when_it_holds(t):
    def way(t):
        return "up" if t.D == 2 else "down"

    b = one(t, "First.", line(case=way, up="It <up> rises.", down="It falls."), line("Never.", when=lambda t: False), "Last.")
    assert (b.shown, b.marks) == ("First. It rises. Last.", ("up",))
    assert one(t, line(case=lambda t: t.D > 1, yes="Deep.", no="Flat.")).shown == "Deep."


def test_a_case_without_its_sentence_is_refused(t):
    def way(t):
        return "sideways"

    with pytest.raises(ValueError, match="way says 'sideways', for which there is no sentence among up, down"):
        one(t, line(case=way, up="It rises.", down="It falls."))


@pytest.mark.parametrize("given", [{}, {"up": "a"}, {"case": len}, {"text": "a", "case": len, "up": "b"}])
def test_a_line_is_one_text_or_a_case_with_forms(given):
    with pytest.raises(TypeError, match="one text, or a case"):
        line(**given)


def test_marks_are_told_apart_over_all_lines(t):
    with pytest.raises(ValueError, match="twice"):
        one(t, "<a> One.", "<a> Two.")


# ---- laws

word = st.text(st.characters(exclude_characters="<{}", exclude_categories=["Cs"]), max_size=8)
number = st.sampled_from(["{t.L}", "{t.z[1][0]}", "{n.z[1][0]}"])
flag = st.integers(0, 99).map(lambda k: f"<m{k}>")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(text=st.text(st.characters(exclude_characters="<{}", exclude_categories=["Cs"])))
@example(text=" a  b\u00a0c ")
def test_plain_text_comes_back(text):
    pieces = pieces_of(text, {}, EN)
    assert shown(pieces) == text.split()
    assert [p.spoken for p in pieces] == [w if any(c.isalnum() for c in w) else "" for w in text.split()]
    assert not any(p.marks or p.path or p.value is not None for p in pieces)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(parts=st.lists(word | number | flag, max_size=12).filter(lambda ps: len(f := [p for p in ps if p[:1] == "<"]) == len(set(f))))
def test_no_character_no_number_and_no_mark_is_lost(t, parts):
    pieces = pieces_of("".join(parts) + " end", {"t": t, "n": t.name}, EN)
    faces = {"{t.L}": ("0.2984", "zero point two nine eight four"), "{t.z[1][0]}": ("0.3775", THIRD), "{n.z[1][0]}": ("z₁⁽¹⁾", "z one")}
    plain = "".join(faces[p][0] if p in faces else "" if p[:1] == "<" else p for p in parts)
    assert "".join(shown(pieces)) == "".join(plain.split()) + "end"
    assert [m for p in pieces for m in p.marks] == [p[1:-1] for p in parts if p[:1] == "<"]
    assert all(not set(p.shown) & set(" \t\n<") for p in pieces)
    said = " ".join(p.spoken for p in pieces)
    assert all(faces[p][1] in said for p in parts if p in faces)
    assert [p.value for p in pieces if p.path] == [t.L.value if p == "{t.L}" else t.z[1][0].value for p in parts if p[:2] == "{t"]
