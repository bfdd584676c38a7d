"""Captions are readable, whole and on time."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.captions import LINE, SPEED, Cue, cues, problems, shifted
from studio.phrases import lines
from studio.subtitles import read_srt, read_vtt, srt, vtt
from studio.words import Piece
from tests.studio.media import pieces

WORDS = st.one_of(
    st.from_regex(r"[a-zé]{1,14}[,.;]?", fullmatch=True),
    st.sampled_from(["=", "z₁", "0.3775", "−0.05", "∂L/∂w₅", "×", "because", "a", "<b>", "&"]),
)


@st.composite
def beat(draw):
    """Words spoken no faster than they can be read, with pauses."""
    words = draw(st.lists(WORDS, min_size=1, max_size=60))
    now, times = draw(st.floats(0, 0.2)), []
    for word in words:
        spoken = (len(word) + 1) / SPEED * draw(st.floats(1.01, 4))
        times.append((now, now + spoken))
        now += spoken + draw(st.sampled_from([0.0, 0.0, 0.3]))
    return tuple(Piece(w, w) for w in words), tuple(times), now + 0.4


@settings(deadline=None, max_examples=60)
@given(st.lists(beat(), min_size=1, max_size=3))
def test_every_caption_is_within_the_limits_and_no_word_is_lost(beats):
    now, placed, spans = 0.0, [], []
    for words, times, length in beats:
        placed.append((now, words, times))
        spans.append((now, now + length))
        now += length
    found = cues(placed, now)
    assert problems(found) == ()
    assert " ".join(c.text for c in found) == " ".join(p.shown for words, _, _ in beats for p in words)
    for cue in found:
        assert any(a - 0.002 <= cue.start and cue.end <= b + 0.002 for a, b in spans)
    assert read_srt(srt(found)) == found == read_vtt(vtt(found))


def spoken(text, each=0.35):
    """Evenly spoken words of one beat."""
    words = pieces(text)
    return words, tuple((0.05 + i * each, 0.05 + (i + 1) * each) for i in range(len(words)))


def shown(text, each=0.35, end=None):
    """The captions of one beat."""
    words, times = spoken(text, each)
    return cues([(0.0, words, times)], end if end is not None else times[-1][1] + 0.4)


def test_captions_are_cut_at_phrases():
    found = shown("Look at the loss, then walk back along every edge that led to it, multiplying the slopes as you go, until you arrive.")
    assert all(re.search(r"[,.]$", cue.text) for cue in found)


def test_a_number_stays_with_its_equals_sign():
    text = "The first neuron adds up both of its products and its bias, so z₁ = 0.3775 and the second one there has z₂ = 0.3925 today."
    for each in (0.2, 0.3, 0.4, 0.6):
        for cue in shown(text, each):
            for line in cue.lines:
                assert not line.endswith("=")
                assert not line.startswith("0.")


def test_a_long_formula_is_cut_before_its_operators():
    found = shown("z₁ = w₁ × x₁ + w₂ × x₂ + b₁ = 0.15 × 0.05 + 0.20 × 0.10 + 0.35 = 0.3775", 0.8)
    parts = [line for cue in found for line in cue.lines]
    assert len(parts) > 1
    assert all(part[0] in "=+" for part in parts[1:])


def test_lines_are_balanced():
    first, second = lines(["the", "gradient", "of", "the", "loss", "tells", "every", "single", "weight", "where", "to", "go"])
    assert abs(len(first) - len(second)) < 14


def test_a_short_caption_stays_a_second_where_there_is_room():
    (cue,) = shown("Yes.", 0.3, end=3.0)
    assert cue.end - cue.start == pytest.approx(1.0)


def test_a_caption_ends_with_its_beat():
    (cue,) = shown("Yes.", 0.3, end=0.7)
    assert cue.end == 0.7


def test_a_caption_starts_with_its_first_word():
    words, times = spoken("Now watch.")
    (cue,) = cues([(2.0, words, tuple((a + 0.3, b + 0.3) for a, b in times))], 5.0)
    assert cue.start == pytest.approx(2.35, abs=0.001)


def test_the_typographic_minus_is_kept():
    (cue,) = shown("δ = −0.0381")
    assert "−" in srt([cue])
    assert "−" in vtt([cue])


def test_srt_and_vtt_are_written_as_players_expect():
    cue = Cue(3661.5, 3662.75, ("a < b & c", "− d"))
    assert srt([cue]) == "1\n01:01:01,500 --> 01:01:02,750\na < b & c\n− d\n"
    assert vtt([cue]) == "WEBVTT\n\n01:01:01.500 --> 01:01:02.750\na &lt; b &amp; c\n− d\n"
    assert shifted([cue], 0.5)[0].start == 3662.0


@pytest.mark.parametrize(
    ("found", "message"),
    [
        ([Cue(0, 9, ("x" * (LINE + 1),))], "43 characters"),
        ([Cue(0, 9, ("a", "b", "c"))], "3 lines"),
        ([Cue(0, 1, ("x" * 21,))], "21.0 characters a second"),
        ([Cue(0, 2, ("a",)), Cue(1.9, 3, ("b",))], "the one before it ends at 2.000"),
        ([Cue(1, 1, ("a",))], "nothing to read"),
    ],
)
def test_every_problem_is_named(found, message):
    assert any(message in problem for problem in problems(found))


def test_a_hasty_sentence_shares_its_caption_with_a_slow_one():
    hasty, slow = pieces("It went past everybody far too fast."), pieces("Now slowly walk back along an edge.")
    edges = [i * 0.17 for i in range(7)] + [1.19 + i * 0.9 for i in range(8)]
    times = tuple(pairwise(edges))
    assert problems(cues([(0.0, hasty, times[:7])], edges[7]))
    found = cues([(0.0, hasty + slow, times)], edges[-1])
    assert problems(found) == ()
    assert len(found) == 1


def test_speech_too_fast_to_read_is_reported():
    assert any("characters a second" in p for p in problems(shown("extraordinarily unpronounceable multisyllabic terminology", 0.1)))
