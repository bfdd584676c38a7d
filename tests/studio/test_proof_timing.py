"""The proofreader's rules of time: each fires on a planted defect, and lets be what is right."""

from studio.proof import timing
from tests.studio.films import FPS, film

WORDS = "The sum is <sum> here, and it <b> is large."  # <sum> is said at 1.2 s, <b> at 2.4 s, the last word ends at 3.1 s
RIGHT = {"words": WORDS, "plays": [(12, 18, False), (18, 24, True), (24, 30, True)]}


def test_what_happens_on_its_words_is_let_be():
    assert timing.defects(film(RIGHT, RIGHT)) == []
    assert timing.marks(film(RIGHT | {"marks": {"sum": 13, "b": 25}, "plays": [(13, 14, False), (26, 30, False)]})) == []


def test_a_light_after_its_word_is_found():
    [defect] = timing.marks(film(RIGHT, RIGHT | {"marks": {"sum": 14, "b": 24}, "plays": [(14, 18, True), (24, 30, True)]}))
    assert str(defect).startswith("5.30 s, beat b1: <sum> is shown 0.20 s after it is said [out of step]")


def test_a_marked_word_at_which_nothing_happens_is_found():
    unreached, unplayed = {"marks": {"b": 24}}, {"plays": [(12, 18, False)]}
    assert [d.what for d in timing.marks(film(RIGHT | unreached))] == ["nothing happens at <sum>"]
    assert [d.what for d in timing.marks(film(RIGHT | unplayed))] == ["nothing happens at <b>"]


def test_a_light_at_no_marked_word_is_found():
    for plays in ([(5, 9, True)], [(12, 18, False), (20, 23, True)], [(12, 21, False), (21, 24, True)]):
        [defect] = timing.lights(film(RIGHT | {"plays": plays}))
        assert (defect.rule, defect.second) == ("light without a word", plays[-1][0] / FPS)
    assert timing.lights(film(RIGHT | {"plays": [(5, 9, False)]})) == []


def test_a_picture_that_runs_on_is_found():
    assert timing.after(film(RIGHT | {"plays": [(12, 46, False)], "frames": 46})) == []
    [defect] = timing.after(film(RIGHT | {"plays": [(12, 47, False)], "frames": 47}))
    assert str(defect).startswith("3.10 s, beat b0: the picture runs on 1.60 s after its words")


def test_a_picture_that_moves_while_another_language_speaks_is_let_be():
    made, longer = film(RIGHT | {"plays": [(12, 47, False)], "frames": 47}), film(RIGHT | {"words": f"{WORDS} And more."})
    assert timing.after(made) != []
    made.told.others = [longer.told]
    assert timing.after(made) == []


def test_a_picture_that_stands_too_long_is_found():
    assert timing.still(film(RIGHT | {"frames": 90})) == []
    [defect] = timing.still(film(RIGHT | {"frames": 91}))
    assert str(defect).startswith("3.00 s, beat b0: nothing moves for 6.1 s [still]")
    [first] = timing.still(film(RIGHT | {"plays": [(61, 70, False)], "frames": 80}))
    assert first.second == 0


def test_a_planned_pause_is_no_standing_still():
    asked = RIGHT | {"pause": 3.0}
    assert timing.still(film(asked | {"frames": 108}, RIGHT)) == []
    [defect] = timing.still(film(asked | {"frames": 110}, RIGHT))  # the next beat moves at its 12th frame
    assert defect.what == "nothing moves for 9.2 s, of which 3.0 s are a planned pause"


def test_of_few_frames_a_second_one_frame_is_in_step(monkeypatch):
    """At 5 a second a word at 1.2 s is at frame 6: what begins at frame 7 is as near as it can be, at frame 8 it is late."""
    monkeypatch.setattr("tests.studio.films.FPS", 5)
    few = {"words": WORDS, "marks": {"sum": 6, "b": 12}, "frames": 20}
    assert timing.defects(film(few | {"plays": [(7, 9, True), (13, 15, True)]})) == []
    rules = [defect.rule for defect in timing.defects(film(few | {"plays": [(8, 9, True), (13, 15, True)]}))]
    assert rules == ["unlit", "light without a word"]
