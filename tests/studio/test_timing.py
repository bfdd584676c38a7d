"""Beats last whole frames, and a mark falls on its word."""

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from studio.timing import BREATH, time_beat
from studio.voices.silent import Silent
from studio.words import Clip, Piece, Word, spoken_text, words_of

PIECES = (
    Piece("Now", "Now", ("now",)),
    Piece("z₁", "z one", ("z", "one")),
    Piece("=", "equals"),
    Piece("→", "", ("arrow",)),
    Piece("0.38,", "zero point three eight,", ("value",)),
)


@pytest.mark.parametrize("fps", [15, 30, 60, Fraction(30000, 1001)])
@pytest.mark.parametrize("pause", [0.0, 3.0])
def test_marks_are_within_half_a_frame_of_their_words(fps, pause):
    clip = Silent().say("b", spoken_text(PIECES))
    timing = time_beat(PIECES, clip, fps, pause)
    starts = {"now": 0, "z": 1, "one": 1, "arrow": 4, "value": 4}
    assert set(timing.marks) == set(starts)
    for mark, word in starts.items():
        assert abs(timing.marks[mark] / fps - clip.words[word].start) <= 0.5 / fps
    least = clip.seconds + BREATH + pause
    assert least - 1e-6 <= timing.frames / fps < least + 1 / fps


def test_pieces_are_heard_in_order():
    clip = Silent().say("b", spoken_text(PIECES))
    times = time_beat(PIECES, clip, 30).pieces
    assert times[1] == (clip.words[1].start, clip.words[2].end)
    assert times[3] == (clip.words[4].start, clip.words[4].start)
    assert all(a[1] <= b[0] + 1e-9 for a, b in pairwise(times))


def test_a_silent_piece_at_the_end_and_a_beat_without_words():
    clip = Silent().say("b", "so")
    assert time_beat((Piece("so", "so"), Piece("∎", "", ("end",))), clip, 30).marks["end"] == round(clip.words[0].end * 30)
    empty = Clip(np.zeros(0, np.float32), 24000, ())
    assert time_beat((Piece("?", "", ("q",)),), empty, 30, 3.0).frames == math.ceil((BREATH + 3.0) * 30)


def test_a_mark_never_falls_behind_the_beat():
    late = Clip(np.zeros(2400, np.float32), 24000, (Word("x", 9.0, 9.1),))
    timing = time_beat((Piece("x", "x", ("m",)),), late, 30)
    assert timing.marks["m"] == timing.frames - 1


def test_wrong_counts_and_repeated_marks_are_refused():
    clip = Silent().say("b", "one two")
    with pytest.raises(ValueError, match="3 spoken words, the clip 2"):
        time_beat((Piece("1 2 3", "one two three"),), clip, 30)
    with pytest.raises(ValueError, match="<m> stands twice"):
        time_beat((Piece("1", "one", ("m",)), Piece("2", "two", ("m",))), clip, 30)


def test_markup_is_one_word():
    assert words_of("[a](/ˈA/) one, [x y](/ˈɛks wˈI/).") == ("[a](/ˈA/)", "one,", "[x y](/ˈɛks wˈI/).")
