"""Motion takes the time that its words leave it: it sets out early, arrives when it did, and a picture stands meanwhile."""

import pytest
from manim import LEFT, RIGHT, FadeIn, Line, Square, linear

from scenes import pace
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.kit.network.comets import comet
from scenes.kit.type.number import Num
from tests.scenes.fake_reel import FakeReel, Times
from tests.scenes.paper import number

FPS = 30
said = beat("It stands, and then it <goes> goes on.")


class Moves(Chapter):
    """A square that moves on its word; how it does so is a subclass's."""

    title, promise, seconds = "Moves", "See it.", 0.8

    @said
    def moved(self):
        self.square = Square(0.5).shift(3 * LEFT)
        self.add(self.square)
        self.at("goes")
        self.play(self.way(), run_time=self.seconds)

    def way(self):
        return self.square.animate.shift(6 * RIGHT)


def plays(tell, chapter, frames=90, **marks):
    return tell(chapter, Times(frames, marks or {"goes": 60})).plays


def test_what_travels_is_under_way_as_its_word_is_said_and_arrives_as_if_it_had_begun_then(tell):
    (play,) = plays(tell, Moves)
    assert (play.word, play.end) == (60, 60 + 24)
    assert play.early == min(24, round(pace.TRAVELS * FPS), round(pace.SHARE * (60 - pace.STANDS * FPS)))
    assert play.travels


def test_frames_that_it_sets_out_early_round_nothing(tell):
    class Half(Moves):
        seconds = 0.7

    (play,) = tell(Half, Times(60, {"goes": 9}), fps=15).plays
    assert play.early == 1
    assert play.end - play.word == round(0.7 * 15)


def test_what_only_appears_comes_nearer_to_its_word(tell):
    class Appears(Moves):
        def way(self):
            return FadeIn(Square(0.4))

    (play,) = plays(tell, Appears)
    assert (play.word, play.early) == (60, round(pace.APPEARS * FPS))


@pytest.mark.parametrize("frames", range(0, 40, 3))
def test_a_picture_stands_before_what_comes_next_sets_out(tell, frames):
    (play,) = plays(tell, Moves, goes=frames)
    assert play.early == 0 or play.start >= round(pace.STANDS * FPS)
    assert play.word == frames


def test_a_quick_motion_takes_at_most_twice_its_time(tell):
    class Quick(Moves):
        seconds = 0.2

    (play,) = plays(tell, Quick, frames=70)
    assert (play.early, play.end - play.word) == (6, 6)


def test_a_word_that_is_waited_for_twice_is_waited_for_once(tell):
    class Waits(Moves):
        @said
        def moved(self):
            self.at("goes")
            super().moved()

    assert plays(tell, Waits) == plays(tell, Moves)


def test_comets_keep_their_pace(tell):
    class Run(Moves):
        def way(self):
            return comet(Line(3 * LEFT, 3 * RIGHT), "#FFFFFF", 1)

    (play,) = plays(tell, Run, frames=600)
    assert (play.start, play.end) == (60, 84)


@pytest.mark.parametrize("how", [{}, {"rate_func": linear}])
def test_what_is_made_on_the_word_is_not_seen_before_it_moves(tell, how):
    class Made(Moves):
        seconds = 0.2

        @said
        def moved(self):
            self.add(Square(0.5, fill_opacity=1))
            self.at("goes")
            new = Square(3, fill_opacity=1).shift(3 * RIGHT)
            self.add(new)  # as some gestures do while they are put together
            self.play(FadeIn(new), run_time=0.2, **how)

    reel = FakeReel()
    drawn = tell(Made, Times(90, {"goes": 60}), reel=reel)
    (play,), shown = drawn.plays, reel.shown[0]
    corner = [picture[18, 50, :3].sum() for picture in shown]
    assert len(set(corner[: play.start])) == 1
    assert corner[-1] > corner[0]


def test_a_comet_is_not_seen_before_it_sets_out(tell):
    class Run(Moves):
        seconds = 1.0

        def way(self):
            return comet(Line(3 * LEFT, 3 * RIGHT), "#FFFFFF", 1)

    reel = FakeReel()
    (play,) = tell(Run, Times(120, {"goes": 60}), reel=reel).plays
    still = reel.shown[0][0]
    assert all((picture == still).all() for picture in reel.shown[0][: play.start])
    assert (reel.shown[0][play.start + 3] != still).any()


def test_numbers_rest_until_what_takes_them_moves(tell):
    class Gone(Moves):
        seconds = 0.2

        @said
        def moved(self):
            self.add(num := Num(number(0.5)))
            self.at("goes")
            self.play(num.animate.shift(2 * RIGHT), run_time=0.2)

    drawn = tell(Gone, Times(90, {"goes": 60}))
    assert [s.end for s in drawn.sightings][:1] == [drawn.plays[0].start]


def test_all_else_is_dimmed_ahead_of_a_light_which_comes_with_its_word(tell):
    class Lit(Moves):
        @said
        def moved(self):
            self.add(part := Square(0.5))
            self.at("goes")
            self.light(part)

    dims, swells, settles, *_ = plays(tell, Lit, frames=150)
    assert (dims.lit, dims.end - dims.start, dims.end) == (False, round(pace.APPEARS * FPS), 60)
    assert (swells.lit, swells.start) == (True, 60)
    assert settles.end == swells.start + 24, "as long as the light is held"


def test_a_light_that_comes_too_soon_for_that_dims_all_else_as_it_comes_and_never_at_once(tell):
    class Soon(Moves):
        @said
        def moved(self):
            self.add(part := Square(0.5))
            self.at("goes")
            self.light(part)

    for word in range(2, 60):
        first = plays(tell, Soon, frames=150, goes=word)[0]
        assert first.end - first.start >= pace.DIMS * FPS - 1, word
