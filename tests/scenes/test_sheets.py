"""Sheets come with what is written on them, keep it until something takes its place, and leave; no frame is empty meanwhile."""

import pytest
from manim import Circle, FadeIn, Square

from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.kit.place.shots import SHEET, fit, room_of, sheet
from scenes.kit.place.stage import STAGES, Region
from scenes.sheets import Sheets, folded
from tests.scenes.fake_reel import Times

STAGE = STAGES["16:9"]
LEFT, RIGHT = (room_of(STAGE, "TWINS", k) for k in range(2))


class Story(Chapter):
    """What each beat leaves on the frame is noted in `seen`."""

    title, promise = "Story", "See it."

    def twins(self, *gone):
        return self.compose("TWINS", gone=gone, one=lambda room: fit(Circle(), room), two=lambda room: fit(Square(), room))

    def papers(self):
        return [m for m in self.mobjects if type(m).__name__ == SHEET]

    def rests(self):
        self.hold(0.2)
        return len(self.papers())


def told(tell, story):
    scenes = []

    class Kept(story):
        def tell(self, *rest):
            super().tell(*rest)
            scenes.append(self)

    tell(Kept, Times(300))
    return scenes[0]


def test_a_sheet_comes_with_the_first_thing_on_it_and_is_whole_then(tell):
    class Comes(Story):
        @beat("It comes.")
        def comes(self):
            made = self.twins()
            self.before = self.rests()
            self.show(made["one"])
            self.after, self.paper = self.rests(), self.papers()[0]
            self.add(made["two"])
            self.added = self.rests()

    scene = told(tell, Comes)
    assert (scene.before, scene.after, scene.added) == (0, 1, 2)
    assert (scene.paper.width, scene.paper.get_x()) == pytest.approx((sheet(LEFT).width, LEFT.x))


def test_what_is_gone_stays_dimmed_until_something_takes_its_place(tell):
    class Stays(Story):
        @beat("It stays.")
        def stays(self):
            old = self.twins()
            self.show(*old.values())
            new = self.twins(old["two"])
            self.rests()
            self.waits = old["two"] in self.mobjects, sum(hasattr(m, "is_light") for m in self.mobjects)
            self.show(new["two"])
            self.left = old["two"] in self.mobjects, sum(hasattr(m, "is_light") for m in self.mobjects)
            self.clear_away(new["two"])
            self.cleared = new["two"] in self.mobjects, self.rests()

    scene = told(tell, Stays)
    assert scene.waits == (True, 1), "under a veil"
    assert scene.left == (False, 0)
    assert scene.cleared == (True, 2), "nothing has come for it yet"


def test_what_only_some_of_a_sheet_leaves_leaves_at_once(tell):
    class Some(Story):
        @beat("Some of it leaves.")
        def some(self):
            made, also = self.twins(), Circle(0.1).move_to(LEFT.center)
            self.show(made["one"], also)
            self.clear_away(also)
            self.here = also in self.mobjects, made["one"] in self.mobjects

    assert told(tell, Some).here == (False, True)


def test_no_frame_is_empty_between_two_pictures(tell):
    class Next(Story):
        @beat("All of it goes.")
        def goes(self):
            old = self.twins()
            self.show(*old.values())
            made = self.compose("SOLO", gone=[*old.values()], one=lambda room: fit(Square(), room))
            self.waits = self.rests(), [m in self.mobjects for m in old.values()]
            self.show(made["one"])
            self.after = self.rests(), [m in self.mobjects for m in old.values()]
            self.wide = self.papers()[0].width

    scene = told(tell, Next)
    assert scene.waits == (2, [True, True])
    assert scene.after == (1, [False, False])
    assert scene.wide == pytest.approx(sheet(room_of(STAGE, "SOLO")).width)


def test_a_sheet_goes_along_with_an_heir_and_folds_where_nothing_needs_it(tell):
    class Heir(Story):
        @beat("One becomes the other.")
        def heirs(self):
            old = self.twins()
            self.show(*old.values())
            self.paper = self.papers()[0]
            self.compose("SOLO", one=lambda room: fit(Circle(), room), heirs={"one": old["one"]}, gone=[old["two"]])
            self.now = self.papers()

    scene = told(tell, Heir)
    assert scene.now == [scene.paper]
    assert scene.paper.width == pytest.approx(sheet(room_of(STAGE, "SOLO")).width)


def test_a_sheet_that_keeps_a_corner_and_changes_its_size_moves():
    sheets, dot = Sheets(), Circle(0.1)
    assert sheets.to([Region(0, 0, 4, 2)], LEFT) == []
    (unfolds,) = sheets.arrive([FadeIn(dot)], 1.0, [])
    unfolds.begin()
    unfolds.finish()
    assert sheets.to([Region(0, 0, 4, 2)], LEFT, shown=[dot]) == []
    assert len(sheets.to([Region(1, 0, 6, 2)], LEFT, shown=[dot])) == 1


def test_a_sheet_unfolds_from_the_side_of_the_main_thing():
    assert folded(RIGHT, LEFT).get_left()[0] == pytest.approx(sheet(RIGHT).get_left()[0])
    assert folded(LEFT, RIGHT).get_right()[0] == pytest.approx(sheet(LEFT).get_right()[0])
    assert folded(LEFT, LEFT).get_x() == pytest.approx(LEFT.x)
