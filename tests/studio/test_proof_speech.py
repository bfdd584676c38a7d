"""The proofreader's rules of speech: each fires on a planted defect, and lets be what is right."""

from dataclasses import replace

import pytest

from studio.captions import Cue
from studio.proof import speech
from studio.proof.speech import Heard
from tests.studio.films import film

SENTENCE = {"words": "The sum is here, and it is large."}  # its last word ends at 3.1 s, its beat at 3.9 s


def rules(defects):
    return [defect.rule for defect in defects]


def test_right_speech_is_let_be():
    assert speech.defects(film(SENTENCE, SENTENCE | {"words": "How large is it?", "pause": 3.0}, SENTENCE)) == []


def test_a_question_without_time_to_think_is_found():
    for pause, found in ((0.0, ["question"]), (2.9, ["question"]), (3.0, [])):
        assert rules(speech.questions(film({"words": "It is. How large “is it?”", "pause": pause}))) == found
    assert speech.questions(film({"words": "Why so? Look."})) == []


def test_a_caption_too_fast_to_read_is_found():
    [defect] = speech.captioned(film({"words": "Extraordinarily.", "frames": 5}))
    assert str(defect).startswith("0.00 s, beat b0: the caption 'Extraordinarily.' has 32.0 characters a second, at most 20 [caption]")


def test_a_caption_that_outlives_its_beat_is_found():
    made = film(SENTENCE, SENTENCE)
    made.__dict__["cues"] = (Cue(0.0, 4.0, ("The sum is here,",)), Cue(4.5, 7.0, ("and it is large.",)))
    [defect] = speech.captioned(made)
    assert defect.what == "the caption 'The sum is here,' stays 0.10 s longer than its beat"


def words(*edges, ends=False, pause=0.0):
    return [Heard(a, b, "b", ends, pause) for a, b in edges]


@pytest.mark.parametrize(
    ("quiet", "pause", "found"), [(1.5, 0, []), (1.6, 0, ["silence"]), (4.5, 3, []), (4.6, 3, ["silence"]), (0.3, 0, [])]
)
def test_silence_that_nobody_planned_is_found(quiet, pause, found):
    said = words((0, 1), pause=pause) + words((1 + quiet, 2 + quiet))
    assert rules(speech.silences(said, 2.5 + quiet)) == found


def test_silence_at_either_end_is_found():
    assert [d.second for d in speech.silences(words((1.6, 3)), 4.6)] == [0, 3]


def test_sentences_that_touch_are_found():
    assert rules(speech.silences(words((0, 1), ends=True) + words((1.1, 2)), 2.5)) == ["silence"]
    assert speech.silences(words((0, 1)) + words((1.0, 2)), 2.5) == []


@pytest.mark.parametrize(("rate", "found"), [(120, "120 words a minute"), (180, "180 words a minute"), (150, None)])
def test_a_film_too_slow_or_too_fast_is_found(rate, found):
    said = [Heard(60 * k / rate, 60 * k / rate + 0.2, "b", False) for k in range(2 * rate)]
    assert [d.what.partition(",")[0] for d in speech.pace(said, 120)] == ([found] if found else [])


def test_time_to_think_makes_no_film_slow():
    said = [Heard(60 * k / 120, 60 * k / 120 + 0.2, "b", False) for k in range(240)]
    thought = [*said[:-1], replace(said[-1], pause=20.0)]
    assert [d.rule for d in speech.pace(said, 120)] == ["pace"]
    assert speech.pace(thought, 120) == []  # 120 words a minute, 144 of them while one speaks


def test_a_rushed_minute_is_found_where_it_begins():
    said = [Heard(0.5 * k, 0.5 * k, "slow", False) for k in range(240)] + [Heard(120 + 0.3 * k, 120, "fast", False) for k in range(200)]
    [defect] = [d for d in speech.pace(said, 190) if d.beat]
    assert defect.rule == "pace"
    assert defect.second == pytest.approx(120, abs=0.5)
    assert "200 words in the minute" in defect.what


def test_a_number_is_as_many_words_as_are_said_for_it():
    made = film({"words": "Here is \x020.38\x04zero point three eight\x04p\x040.38\x03 now."})
    assert len(speech.heard(made)) == 7
    assert speech.heard(made)[-1].ends
