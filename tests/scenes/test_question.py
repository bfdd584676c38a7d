"""A question stands in words while the viewer thinks: where nothing else does, with a ring that fills, and only then."""

from dataclasses import replace

import numpy as np
import pytest
from manim import RIGHT, UP, Circle, Line, Rectangle, VGroup

from scenes.beat import Beat, Piece, beat
from scenes.chapter import Chapter
from scenes.kit.place.stage import STAGES
from scenes.kit.type.number import Num
from scenes.question import BAND, asked, card, placed
from studio.proof.timing import after
from tests.scenes.fake_reel import FakeReel, Times
from tests.scenes.paper import number
from tests.studio.films import film

STAGE = STAGES["16:9"]
WORDS = "What does a negative delta tell you?"


def box(mobject, stage=STAGE):
    """Left, top, right, bottom in fractions of the frame."""
    low, high = mobject.get_corner([-1, -1, 0]), mobject.get_corner([1, 1, 0])
    return low[0] / stage.width + 0.5, 0.5 - high[1] / stage.height, high[0] / stage.width + 0.5, 0.5 - low[1] / stage.height


@pytest.mark.parametrize(
    ("words", "pause", "question"),
    [
        ("It is so. Will it rise, or fall?", 3.0, "Will it rise, or fall?"),
        ("Why? Because.", 3.0, ""),
        ("Will it rise?", 0.7, ""),
        ("Will it rise?", 4.0, "Will it rise?"),
        ("Go on. Where will it move most: here, or there?", 4.0, "Where will it move most: here, or there?"),
        ("Now the question: Will it rise?", 4.0, "Will it rise?"),
    ],
)
def test_a_question_is_the_last_sentence_before_a_pause(words, pause, question):
    assert asked(Beat("b", "b", (), (Piece(words, words, ()),), pause)) == question


@pytest.mark.parametrize("shape", STAGES)
def test_it_stands_below_a_picture_that_leaves_the_captions_their_room(shape):
    stage = STAGES[shape]
    picture = Rectangle(width=0.9 * stage.width, height=0.8 * stage.height).shift([0, 0.02 * stage.height, 0])
    left, top, right, bottom = box(card(WORDS, stage, [picture]), stage)
    assert top > BAND - 0.01
    assert bottom < 0.99
    assert left > 0.03
    assert right < 0.97


def test_it_stands_in_a_gap_of_a_picture_that_goes_to_the_bottom_and_on_a_sheet():
    low = VGroup(*(Rectangle(width=14, height=0.5, fill_opacity=1).shift([0, y, 0]) for y in (-3.6, -2.9, -2.2, -1.5, 3.2)))
    sheet = Rectangle(width=12, height=4, fill_opacity=1).shift([0, 1, 0])
    _, top, _, bottom = box(card(WORDS, STAGE, [sheet, low]))
    assert top > 0.13
    assert bottom < 0.66


def test_where_there_is_no_room_for_words_a_ring_stands_and_where_there_is_none_nothing():
    bars = VGroup(*(Line([x, -4, 0], [x, 4, 0]) for x in np.arange(-7, 8, 2.0)))
    assert len(card(WORDS, STAGE, [bars]).submobjects) == 1
    assert card(WORDS, STAGE, [Rectangle(width=14.2, height=8), *(Line([-7, y, 0], [7, y, 0]) for y in np.arange(-3.9, 4, 0.2))]) is None


class Asking(Chapter):
    title, promise = "Asking", "Ask."

    @beat("Will it rise, or fall?", pause=3.0)
    def asks(self):
        self.add(Num(number(0.5)))

    @beat("It rises.")
    def tells(self):
        self.add(Num(number(0.75)).shift([2, 0, 0]))


def test_the_card_comes_with_the_silence_fills_and_is_gone_when_it_ends(tell):
    reel = FakeReel()
    drawn = tell(Asking, Times(150), Times(30), reel=reel, width=320)
    low = [picture[-20:, :, :3].astype(int).max() > 120 for picture in reel.shown[0]]
    assert not any(low[:60])
    assert all(low[70:140])
    assert not low[-1]
    ring = [picture[-20:, :, :3].astype(int).sum() for picture in reel.shown[0][72:138]]
    assert ring[-1] > ring[0]
    assert len(set(ring)) <= 12, "it ticks: what does not change is not drawn"
    assert [play.quiet for play in drawn.plays] == [True] * 3
    assert drawn.spans[0].end == 150


def test_only_a_card_may_move_long_after_the_words():
    told = film({"words": "Will it rise?", "pause": 4.0, "plays": [(20, 45, False)]})
    assert len(after(told)) == 1
    (play,) = told.drawn.plays
    assert after(replace(told, drawn=replace(told.drawn, plays=(replace(play, quiet=True),)))) == []


def test_a_smaller_card_below_the_picture_comes_before_a_larger_one_in_a_gap_of_it():
    stage = STAGES["16:9"]
    frame = Rectangle(width=0.9 * stage.width, height=0.8 * stage.height).shift(0.03 * stage.height * UP)
    large, small = (VGroup(Circle(0.1), Rectangle(width=6, height=high)).arrange(RIGHT) for high in (2.0, 0.3))
    assert placed([large, small], stage, [frame]) is small
    assert small.get_top()[1] < frame.get_bottom()[1]
    assert placed([large], stage, [frame]) is large
