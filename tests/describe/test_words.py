"""Lines of maths read aloud, sentences filled, gaps kept, and a clock that waits: each on its own, by hand."""

import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from engine import InputError
from engine.reading import Named, Number
from scenes.beat import Beat
from scenes.kit.place.stage import STAGES
from scenes.kit.type.ink import Line
from scenes.question import COLUMNS, ROWS
from scenes.shown import Shown
from studio.captions import Cue
from studio.describe import check, codes, gaps, maths
from studio.describe.changes import DIGITS, LAYOUT, LEAVES, LETTERS, VALUES, Listener, Remark, _is_whole
from studio.describe.gaps import Room, Spoken
from studio.describe.holding import Held
from studio.describe.looking import Picture, Said, Thing
from studio.describe.seats import seat
from studio.describe.sentence import sentence, text_of, words_in
from studio.describe.voice import LOWER, apart
from studio.tongues import EN
from studio.words import Clip, Piece, Word

Z, W, X = Named("z", 1, (0,)), Named("w", 1, (0, 1)), Named("x", None, (1,))
HALF = Shown(Number(0.5, "steps[0].L", Named("L")), "0.5")


@pytest.mark.parametrize(
    ("pieces", "heard"),
    [
        ((Z, " = ", W, " ", X), "z one of layer one equals w one two times x two"),
        (("sigma(z) = 1 / (1 + e^(-z))",), "sigma of z equals one over the quantity one plus e to the minus z"),
        (("(partial L)/(partial a) = a - y",), "d L by d a equals a minus y"),
        (("L = 1/2 (a - y)^2",), "L equals half of the quantity a minus y, squared"),
        (("delta^((l)) = (W^((l+1)))^T",), "delta of layer l equals W of layer l plus one transposed"),
        (("& L \\ &= ", HALF), "L, equals 0.5"),
        (("2 times ", HALF), "two times 0.5"),
        (("L = -ln(1 - a)",), "L equals minus the logarithm of the quantity one minus a"),
        (("(a - y)/(a (1 - a)) a",), "the quantity a minus y over the quantity a times the quantity one minus a, times a"),
        (('w^("new")',), "w new"),
        (('L = min(r, op("clip")(r))',), "L equals the smaller of r, clip of r"),
        (("abs(w) = sqrt(2/n)",), "the size of w equals the root of two over n"),
        (("e lt.eq 2",), "e is at most two"),
        (('sum_"paths" space product_"links" space "slopes"',), "the sum over paths of the product over links of slopes"),
        ((Named("dL_da_in", 2, (1,)), " = 2"), "d L by d a two of layer one equals two"),
        (('sum_("positions") delta + sum_i a',), "the sum over positions of delta plus the sum over i of a"),
        (("delta < 0 : quad z arrow.t quad L arrow.b",), "delta is less than zero, z rises, L falls"),
        (("z quad arrow.r.long quad z + h",), "z becomes z plus h"),
        (("w_(11) + w_(1, 2)",), "w one one plus w one two"),
        (('w_(11)^((2) thin "new") = 2',), "w one one of layer two new equals two"),
    ],
)
def test_a_line_of_maths_is_read_as_a_listener_wants_to_hear_it(pieces, heard):
    assert text_of(maths.aloud(Line(pieces, 34), EN)) == heard


def test_a_number_keeps_its_digits_and_its_path_and_is_spoken():
    (*_, said) = maths.aloud(Line(("L = ", HALF), 34), EN)
    assert (said.shown, said.spoken, said.path, said.value) == ("0.5", "zero point five", "steps[0].L", 0.5)


def test_what_cannot_be_read_is_not_guessed():
    with pytest.raises(maths.Unread):
        maths.aloud(Line(("mat(1, 2; 3, 4)",), 34), EN)


@pytest.mark.parametrize("pieces", [("=",), ("dot.o",), (Z,), ("arrow.r.long^sigma",)])
def test_a_sign_alone_says_nothing(pieces):
    assert maths.is_lone(Line(pieces, 34))


def test_a_sentence_takes_words_counts_numbers_and_lines():
    made = sentence("{noun} holds {count} numbers: {numbers}.", EN, noun="the matrix", count=2, numbers=(HALF, HALF))
    assert text_of(made) == "The matrix holds two numbers: 0.5, 0.5."
    assert [piece.path for piece in made if piece.path] == ["steps[0].L"] * 2
    assert words_in(made) == 5 + 6


def remark(rank, words):
    return Remark(rank, tuple(Piece(f"w{k}", f"w{k}") for k in range(words)))


def test_the_most_important_is_told_first_and_nothing_is_cut():
    layout, letters, values, left = remark(LAYOUT, 12), remark(LETTERS, 20), remark(VALUES, 12), remark(LEAVES, 3)
    assert gaps.chosen([values, layout, letters, left], 28) == [values, layout]
    assert gaps.chosen([left], 30) == [left]
    assert gaps.chosen([remark(DIGITS, 31)], 30) == []


def spoken(rank, seconds):
    one = remark(rank, 3)
    return Spoken(0, one, one.pieces, Clip(np.zeros(round(seconds * 1000), np.float32), 1000, ()))


def test_what_fits_a_gap_is_whole_sentences_and_a_question_keeps_its_quiet():
    long, short = spoken(LAYOUT, 4.0), spoken(VALUES, 1.0)
    assert gaps.fitting([long, short], Room(0, 20, 20), 10) == [short]
    assert gaps.fitting([long, short], Room(0, 70, 70), 10) == [long, short]
    assert gaps.fitting([short], Room(0, 8, 27), 10) == []  # 1.2 s of the 1.9 after the cut are for thinking
    assert gaps.fitting([short], Room(0, 8, 29), 10) == [short]


def test_a_sentence_that_leans_on_the_last_goes_with_it():
    long, leans = spoken(LAYOUT, 4.0), replace(spoken(VALUES, 1.0), pieces=(Piece("then", "then"),))
    assert gaps.fitting([long, leans], Room(0, 20, 20), 10) == []
    assert gaps.fitting([long, leans], Room(0, 70, 70), 10) == [long, leans]


def test_a_picture_is_held_for_exactly_what_does_not_fit():
    one = spoken(LAYOUT, 4.0)
    frames = gaps.hold([one], Room(0, 8, 8), 10)
    assert frames == 39  # 0.3 + 4 + 0.35 seconds, less the 0.8 that are there
    assert gaps.hold([one], Room(0, 60, 60), 10) == 0
    assert gaps.hold([], Room(0, 8, 8), 10) == 0


HELD = Held([(10, 5), (20, 7)])


def test_frames_move_by_what_is_held_before_them():
    assert [HELD.later(frame) for frame in (0, 9, 10, 19, 20)] == [0, 9, 15, 24, 32]
    assert HELD.frames == 12
    assert HELD.cues([Cue(0.5, 0.9, ("a",)), Cue(1.2, 1.9, ("b",))], 10) == (Cue(0.5, 0.9, ("a",)), Cue(1.7, 2.4, ("b",)))
    assert HELD.marks([("One", 0.0), ("Two", 1.0)], 10) == [("One", 0.0), ("Two", 1.5)]


def packet(pts, dts):
    return SimpleNamespace(pts=pts, dts=dts, duration=1, time_base=1)


def test_pictures_wait_in_the_order_in_which_they_are_decoded():
    """Frames 8 and 9 refer to frame 11, which is decoded before them and shown after the hold."""
    found = [packet(7, 5), packet(11, 6), packet(8, 7), packet(9, 8), packet(10, 9)]
    moved = list(Held([(3, 5)]).packets(found, 1))  # counted from the first picture, 7
    assert [p.pts for p in moved] == [7, 16, 8, 9, 15]
    assert [p.dts for p in moved] == [5, 6, 7, 8, 14]
    assert all(p.dts <= p.pts for p in moved)


def test_the_voice_of_descriptions_is_lower_slower_and_quieter():
    clip = Clip(np.ones(24_000, np.float32), 24_000, (Word("one", 0.0, 1.0),))
    other = apart(clip)
    assert other.seconds == pytest.approx(1 / LOWER, abs=1e-3)
    assert other.words[0].end == pytest.approx(other.seconds, abs=1e-6)
    assert np.abs(other.samples).max() < 0.9


def test_a_caption_stands_low_where_nothing_is_and_leaves_the_picture_alone():
    free = np.zeros((ROWS, COLUMNS), bool)
    free[60:70, 6:122] = True
    low = seat(Cue(0, 1, ("two words",)), free, STAGES["16:9"])
    assert re.fullmatch(r" line:\d+\.\d% position:\d+\.\d% align:center size:\d+\.\d%", low)
    assert 60 / ROWS <= float(re.search(r"line:([\d.]+)", low)[1]) / 100 <= 66 / ROWS
    free[:], free[4:20, 6:122] = False, True  # there is only room at the top
    assert float(re.search(r"line:([\d.]+)", seat(Cue(0, 1, ("two words",)), free, STAGES["16:9"]))[1]) < 100 * 20 / ROWS
    assert seat(Cue(0, 1, ("two words",)), np.zeros_like(free), STAGES["16:9"]) == ""


@pytest.mark.parametrize("langs", [("de", "en"), ("it",)])
def test_a_language_without_descriptions_and_several_over_one_picture_are_refused_in_one_message(langs):
    for code in codes():
        check((code,))
    with pytest.raises(InputError, match=rf"--describe: found --lang {','.join(langs)}; allowed: one of en, de, es, fr. Leave out"):
        check(langs)


def numbers(*places):
    return [Shown(Number(0.5, f"W{place}", Named("W", 1, place)), "0.5") for place in places]


def test_only_a_whole_matrix_or_vector_is_read_as_one():
    """A column of a matrix, told as the matrix, would be untrue."""
    assert _is_whole(numbers((0, 0), (0, 1), (1, 0), (1, 1)))
    assert _is_whole(numbers((0,), (1,), (2,)))
    assert not _is_whole(numbers((0, 0), (1, 0)))
    assert not _is_whole(numbers((0, 0), (1, 1)))
    assert not _is_whole(numbers((1,), (2,)))
    assert not _is_whole(numbers((0,)))


@pytest.mark.parametrize(("path", "told"), [("steps[0].L", "The number travels"), ("", "0.5 travels")])
def test_a_number_that_the_voice_has_just_said_is_not_said_as_it_travels(path, told):
    net = Thing(0, "kit.LitNet", None, (0, 0, 0.5, 1))
    before = Picture("b", (), (Said(Line((HALF,), 34), (0, 0, 0.1, 0.1), net),))
    now = Picture("b", (), (*before.lines, Said(Line(("L = ", HALF), 34), (0.6, 0, 0.9, 0.1), None)))
    beat = Beat("b", "b", (), (Piece("0.5", "zero point five", (), path, 0.5),), 0.0)
    found = Listener(EN).remarks(before, now, beat, [SimpleNamespace(notes=(), carried=(HALF,))])
    assert f"{told} from the network to the line of maths." in [text_of(remark.pieces) for remark in found]
