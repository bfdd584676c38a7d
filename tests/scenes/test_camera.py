"""A camera that goes close: what is named is large as it is said, sheets stay, and all is as it was when it is back."""

import pytest
from manim import Circle, Line

from scenes.beat import beat
from scenes.camera import LEAD, MOST, Camera
from scenes.chapter import Chapter
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import STAGES
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num, visible
from studio.proof.timing import marks
from tests.scenes.fake_reel import Times
from tests.scenes.paper import number
from tests.scenes.test_chapter import looks
from tests.studio.films import film


class Near(Chapter):
    """A neuron with its number, another with its own, an edge between, and a board."""

    title, promise = "Near", "See it."

    @beat("Look at <this> this one.")
    def goes(self):
        self.made = self.compose("DUET", net=lambda room: fit(Circle(0.1), room), board=lambda room: fit(Formula("x = 1"), room))
        self.one, self.two = Circle(0.7).shift([-4, 1, 0]), Circle(0.7).shift([-1.5, 1, 0])
        self.nums = [Num(number(0.5)).move_to(self.one), Num(number(0.75)).move_to(self.two)]
        self.edge = Line([-3.3, 1, 0], [-2.2, 1, 0])
        self.add(self.made["board"], self.one, self.two, self.edge, *self.nums)
        self.staging.rooms = self.staging.rooms[1:]  # the network stands on no sheet
        del self.staging.sheets.all[0]
        self.was = [looks(m) for m in (self.one, self.two, self.edge, *self.nums, self.made["board"])]
        self.close("this", self.one)
        self.near = {"one": self.one.width, "board": looks(self.made["board"]), "seen": [visible(num) for num in self.nums]}
        self.near["depth"] = max(m.z_index for m in (self.one, self.two, self.edge, *self.nums))

    @beat("And <all> all.")
    def returns(self):
        self.back("all")
        self.now = [looks(m) for m in (self.one, self.two, self.edge, *self.nums, self.made["board"])]
        self.depths = [m.z_index for m in (self.one, self.two, self.edge, *self.nums)]


@pytest.fixture
def told(tell):
    scenes = []

    class Kept(Near):
        def tell(self, k, *rest):
            super().tell(k, *rest)
            scenes.append(self)

    drawn = tell(Kept, Times(120, {"this": 70}), Times(60, {"all": 40}))
    return scenes[0], drawn


def test_what_is_named_is_large_as_it_is_said(told):
    scene, drawn = told
    (move,) = [play for play in drawn.plays if play.close]
    assert move.end == 70 + round(30 * LEAD)
    assert move.close == pytest.approx(scene.near["one"] / 8, rel=1e-3)
    assert move.close >= 0.40
    assert move.travels


def test_the_rest_dims_and_goes_under_the_board_which_stands(told):
    scene, _ = told
    assert scene.near["board"] == scene.was[-1]
    assert scene.near["seen"] == [True, False]
    assert scene.near["depth"] < -10


def test_all_is_as_it_was_when_it_is_back(told):
    scene, drawn = told
    assert scene.now == scene.was
    assert all(depth > -10 for depth in scene.depths)
    assert drawn.plays[-1].end == 120 + 40


def test_what_is_large_already_is_not_gone_close_to():
    room = STAGES["16:9"].wide
    assert Camera.growth([Circle(1.6)], room, 8.0) == 1.0
    assert 1.5 <= Camera.growth([Circle(0.8)], room, 8.0) <= MOST
    assert Camera.growth([Circle(0.1)], room, 8.0) == 1.0, "even then it would be small"
    assert not Camera().is_close


def test_a_mark_is_answered_by_a_camera_that_arrives_and_not_by_one_that_is_late():
    def found(end, close):
        told = film({"words": "Look at <this> this one now and here.", "plays": [(5, end, False)]})
        plays = tuple(play.__class__(**{**vars(play), "close": close}) for play in told.drawn.plays)
        return marks(told.__class__(told.order, told.told, told.drawn.__class__(**{**vars(told.drawn), "plays": plays})))

    assert found(10, 0.44) == []
    assert len(found(20, 0.44)) == 1
    assert len(found(10, 0.0)) == 1
