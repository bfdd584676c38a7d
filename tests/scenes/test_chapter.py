"""A chapter told on whole frames: marks, holds, gestures, and which numbers rest where and when; on chapters of a beat or two."""

import numpy as np
import pytest
from manim import DOWN, LEFT, RIGHT, UL, UP, AnimationGroup, Circle, FadeIn, FadeOut, Square

from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.kit.place.light import lit
from scenes.kit.place.plate import plate
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num
from tests.scenes.fake_reel import FakeReel, Times
from tests.scenes.paper import box, number

RATES = (15, 24, 30, 60)
AWKWARD = (0.01, 0.04, 0.1, 1 / 3, 0.35, 0.4, 0.7, 0.8, 1.1)


class Tour(Chapter):
    """Numbers that come, rest, move, are lit, fly and leave."""

    @beat("They <come> in.")
    def come(self):
        self.first, self.second = Num(self.t.z[1][0]), Num(self.t.z[1][1]).shift(2 * UP)
        self.at("come")
        self.show(self.first, self.second)

    @beat("One moves, the other is <lit> up.")
    def move(self):
        self.play(self.first.animate.shift(RIGHT), run_time=1 / 3)
        self.at("lit")
        self.light(self.second)

    @beat("It flies, and all leave.")
    def leave(self):
        self.target = Num(self.t.z[1][0], 50).shift(2 * DOWN)
        self.fly((self.first, self.target), run_time=0.35)
        self.hold(0.4)
        self.clear_away(self.first, self.second, self.target)


TOUR = (Times(31, {"come": 7}), Times(40, {"lit": 25}), Times(0))


# ---- whole frames


@pytest.mark.parametrize("fps", RATES)
def test_the_clock_counts_the_frames_that_are_drawn(tell, fps):
    class Motions(Chapter):
        @beat("Motions.")
        def motions(self):
            square = Square()
            for seconds in AWKWARD:
                self.play(square.animate.shift(0.1 * RIGHT), run_time=seconds)

        @beat("Holds.")
        def holds(self):
            for seconds in AWKWARD:
                self.hold(seconds)

    reel = FakeReel()
    drawn = tell(Motions, fps=fps, reel=reel)
    whole = [round(seconds * fps) for seconds in AWKWARD]
    assert [len(pictures) for pictures in reel.shown.values()] == [sum(max(1, n) for n in whole), sum(whole)]
    assert [span.end - span.start for span in drawn.spans] == list(reel.ended.values()) == [len(p) for p in reel.shown.values()]
    assert drawn.frames == sum(span.end - span.start for span in drawn.spans)
    assert [span.start for span in drawn.spans] == [0, drawn.spans[0].end]


@pytest.mark.parametrize("fps", RATES)
def test_walking_drawing_and_resuming_tell_the_same(tell, fps):
    whole, resumed = FakeReel(), FakeReel(there=(0, 2))
    walked = tell(Tour, *TOUR, fps=fps)
    assert walked == tell(Tour, *TOUR, fps=fps, reel=whole) == tell(Tour, *TOUR, fps=fps, reel=resumed)
    lengths = [span.end - span.start for span in walked.spans]
    assert [len(p) for p in whole.shown.values()] == lengths
    assert [len(p) for p in resumed.shown.values()] == [0, lengths[1], 0]
    assert np.array_equal(whole.shown[1], resumed.shown[1])


def test_nothing_played_takes_no_time(tell):
    class Empty(Chapter):
        @beat("Nothing.")
        def nothing(self):
            self.play()
            self.play(AnimationGroup())
            self.clear_away(Square(), None)
            self.clear("side", "board")

    assert tell(Empty, shape="1:1").frames == 0


# ---- marks


def test_a_mark_holds_until_its_frame_and_a_beat_until_its_words_are_over(tell):
    first, second, _ = tell(Tour, *TOUR).spans
    assert (first.start, dict(first.marks), first.end) == (0, {"come": 7}, 31)
    assert (second.start, dict(second.marks), second.end) == (31, {"lit": 31 + 25}, 31 + 41), "a frame in which its light leaves"


def test_a_late_mark_goes_on_at_once(tell):
    class Late(Chapter):
        @beat("One, <two> and <three>.")
        def late(self):
            self.play(Square().animate.shift(UP), run_time=1)
            self.at("two")
            self.at("three")

    (span,) = tell(Late, Times(20, {"two": 4, "three": 29})).spans
    assert (dict(span.marks), span.end) == ({"two": 30, "three": 30}, 30)


def test_the_picture_stands_still_while_it_waits(tell):
    reel = FakeReel()
    tell(Tour, *TOUR, reel=reel)
    blank, come = reel.shown[0][:7], reel.shown[0][7:]
    assert all(np.array_equal(picture, blank[0]) for picture in blank)
    assert not np.array_equal(come[20], blank[0])
    assert all(np.array_equal(picture, come[-1]) for picture in come[21:])


# ---- what is witnessed


def seen(drawn, path):
    """From which frame, before which, and since which beat a number rested."""
    return [(s.start, s.end, s.beat) for s in drawn.sightings if s.shown.number.path.endswith(path)]


def test_numbers_are_witnessed_where_they_rest_and_only_there(tell):
    """At 30 a second: come in until 28, move 31 to 41, lit from 56, fly 71 to 81, rest until 93, gone at 105."""
    drawn = tell(Tour, *TOUR)
    assert drawn.frames == 106
    assert sorted(seen(drawn, "z[0]")) == [(28, 31, "come"), (41, 94, "move"), (82, 94, "leave")]
    assert seen(drawn, "z[1]") == [(28, 94, "come")]


@pytest.mark.parametrize("shape", ["16:9", "9:16", "1:1"])
def test_the_box_is_where_the_digits_stand_in_the_frame(tell, shape):
    places = {}

    class Corner(Chapter):
        @beat("Here.")
        def here(self):
            w, h = self.stage.width, self.stage.height
            num = Num(number(-0.25)).move_to([-w / 2 + 1, h / 2 - 2, 0])
            self.show(num)
            places["size"] = (w, h, num.width, num.height)

    (sighting,) = tell(Corner, Times(40), shape=shape).sightings
    w, h, wide, high = places["size"]
    expected = ((1 - wide / 2) / w, (2 - high / 2) / h, (1 + wide / 2) / w, (2 + high / 2) / h)
    assert sighting.box == pytest.approx(expected, abs=2e-5)
    assert (sighting.start, sighting.end, sighting.shown.text) == (21, 40, "−0.25")


def test_what_never_rests_or_is_not_seen_is_not_witnessed(tell):
    class Restless(Chapter):
        @beat("Never still.")
        def restless(self):
            restless, unseen = Num(number(0.5)), Num(number(0.75)).set_fill(opacity=0)
            self.add(unseen)
            self.play(FadeIn(restless), run_time=0.5)
            for way in (UP, LEFT):
                self.play(restless.animate.shift(way), run_time=0.5)
            self.play(FadeOut(restless), run_time=0.5)

    assert tell(Restless, Times(80)).sightings == ()


def test_a_number_in_a_formula_is_witnessed_too(tell):
    class Line(Chapter):
        @beat("A line.")
        def line(self):
            self.show(Formula("{s} = {v:p} dot 2", s=self.n.z[1][0], v=number(-0.3)))

    assert [s.shown.text for s in tell(Line, Times(40)).sightings] == ["−0.3"]


# ---- gestures


def bright(picture, top):
    """Left, top, right, bottom of what stands out from the ground below a line, in pixels."""
    ground = np.array([int(theme().ground[k : k + 2], 16) for k in (1, 3, 5)])
    apart = np.abs(picture[top:, :, :3].astype(int) - ground).max(2) > 60
    rows, columns = np.flatnonzero(apart.any(1)), np.flatnonzero(apart.any(0))
    return np.array([columns[0], rows[0] + top, columns[-1], rows[-1] + top])


def test_fly_lands_on_its_target(tell):
    class Flight(Chapter):
        @beat("From here to there.")
        def flight(self):
            self.source, self.target = Num(number(0.1384), 30).shift(3 * UL), Num(number(0.1384), 90).move_to([3, -2, 0])
            self.add(self.source)
            self.fly((self.source, self.target), run_time=1)
            landed.append((box(self.source), self.mobjects))

    landed, reel = [], FakeReel()
    drawn = tell(Flight, Times(40), reel=reel, width=320)
    last, after = reel.shown[0][29], reel.shown[0][30]
    assert bright(last, 100) == pytest.approx(bright(after, 100), abs=1)
    assert not np.array_equal(reel.shown[0][15], after)
    ((source, here),) = landed
    assert len(here) == 2
    assert source == pytest.approx(box(Num(number(0.1384), 30).shift(3 * UL)))
    assert sorted((s.start, s.end) for s in drawn.sightings) == [(0, 40), (30, 40)]


def looks(part):
    """Outline, fill and stroke of everything in a part."""
    leaves = [m for m in part.get_family() if len(m.points)]
    return [(m.points.tolist(), m.get_fill_rgbas().tolist(), m.get_stroke_rgbas().tolist(), float(m.get_stroke_width())) for m in leaves]


def lightable():
    formula = Formula("{s} = {v}", s=number(0.5, "z").named, v=number(0.5, "z"))
    return {"part": formula["v"], "number": Num(number(-0.5, "w")), "circle": Circle(), "plated": plate(Num(number(0.25)))}


def test_light_leaves_the_term_as_it_was(tell):
    before, after = [], []

    class Lit(Chapter):
        @beat("This one.")
        def this(self):
            terms = lightable().values()
            self.add(*terms)
            before.extend(map(looks, terms))
            self.light(*terms)
            after.extend(map(looks, terms))

    reel = FakeReel()
    tell(Lit, reel=reel)
    assert after == before
    assert not np.array_equal(reel.shown[0][12], reel.shown[0][0])


@pytest.mark.parametrize("name", ["part", "number", "circle", "plated"])
def test_light_is_seen_and_covers_nothing(name):
    term = lightable()[name]
    fills = [m.get_fill_opacity() for m in term.get_family()]
    dull = looks(term)
    animation = lit(term)
    animation.begin()
    animation.interpolate(0.5)
    assert looks(term) != dull
    assert [m.get_fill_opacity() for m in term.get_family()] == fills
    if name == "plated":
        assert term[0].get_fill_color().to_hex() == theme().ground


def test_what_is_placed_leaves_with_its_region(tell):
    class Board(Chapter):
        @beat("Come.")
        def come(self):
            self.show(self.place("board", Num(number(0.5))), self.place("side", Num(number(0.75))))

        @beat("Go.")
        def go(self):
            self.clear("board")
            self.clear("board")

    drawn = tell(Board, Times(30), Times(30))
    assert {s.shown.text: (s.start, s.end) for s in drawn.sightings} == {"0.5": (21, 30), "0.75": (21, 60)}
