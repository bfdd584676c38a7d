"""A light that holds: as long as its words, over a dimmed rest, and the scene itself is as it was."""

import numpy as np
import pytest
from manim import RIGHT, Circle, Line, ManimColor, Scene, Square

from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.kit.place.light import glowing
from scenes.kit.place.plate import plate
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label
from scenes.kit.type.number import Num
from scenes.spotlight import KEPT, LONGEST, Spotlight
from studio.proof.view import things_on
from tests.scenes.fake_reel import FakeReel, Times
from tests.scenes.paper import number
from tests.scenes.test_chapter import looks

FPS = 30


class Lit(Chapter):
    """A neuron with its number is lit, another is not."""

    title, promise = "Lit", "See it."

    @beat("This <one>.")
    def only(self):
        self.ring, self.num, self.other = Circle(0.5).shift(3 * RIGHT), Num(number(0.5)).shift(3 * RIGHT), Square(fill_opacity=1)
        self.add(self.ring, self.num, self.other)
        self.before = looks(self.ring) + looks(self.num)
        self.at("one")
        self.light(self.ring)
        self.during = things_on(self)
        self.hold(1.0)
        self.show(Label("next").shift(2 * RIGHT + [0, 2, 0]))
        self.after = looks(self.ring) + looks(self.num)


@pytest.fixture
def lit(tell):
    reel = FakeReel()
    return tell(Lit, Times(120, {"one": 10}), reel=reel), reel.shown[0]


def test_the_rest_is_dimmed_while_the_light_holds_and_no_longer(lit):
    _, shown = lit
    first, held, over = (shown[k].astype(int) for k in (5, 45, 110))
    h, w = held.shape[:2]
    square, number_at = (slice(h // 2 - 4, h // 2 + 4), slice(w // 2 - 4, w // 2 + 4)), (slice(0, h), slice(int(w * 0.68), int(w * 0.74)))
    assert np.abs(held[square][..., :3].mean() / first[square][..., :3].mean() - KEPT) < 0.1
    assert np.array_equal(over[square], first[square])
    assert held[number_at].max() == first[number_at].max(), "what a lit circle holds is lit too"


def test_what_is_lit_stays_what_it_is_and_is_read_once(tell):
    scenes = []

    class Kept(Lit):
        def tell(self, k, *rest):
            super().tell(k, *rest)
            scenes.append(self)

    drawn = tell(Kept, Times(120, {"one": 10}))
    (scene,) = scenes
    assert scene.after == scene.before
    assert len([s for s in drawn.sightings if s.shown.text == "0.5"]) == 1
    assert sum(thing.ink is not None for thing in scene.during) == 1
    assert len(scene.during) == 3


def test_a_light_leaves_in_a_rest_that_is_long_and_before_a_beat_ends():
    spot = Spotlight()
    assert spot.lead(0, 100, 0, 60, last=True) is None
    spot.holds(10, 24)
    assert spot.owes(20) == 14
    assert spot.owes(40) == 0
    assert spot.lead(20, 30, 0, 120, last=False) is None
    assert spot.lead(20, 200, 0, 120, last=False) == 110
    assert spot.lead(20, 50, 0, 120, last=True) == 50
    assert spot.lead(20, 50, 20, 120, last=True) == 30, "before the silence"
    assert spot.lead(20, 50, 45, 120, last=True) == 14, "but what it owes"
    assert spot.lead(20, -1, 0, 120, last=True) == 0, "at once, where no time is left"
    assert spot.lead(20, -1, 0, 120, last=False) is None
    assert LONGEST * FPS > 24


def test_the_next_mark_takes_the_light_at_its_word(tell):
    class Two(Chapter):
        title, promise = "Two", "See them."

        @beat("<one> This and <two> that.")
        def both(self):
            this, that = Square(fill_opacity=1), Square(fill_opacity=1).shift(3 * RIGHT)
            self.add(this, that)
            self.at("one")
            self.light(this)
            self.at("two")
            self.light(that)

    drawn = tell(Two, Times(120, {"one": 10, "two": 27}))
    assert [play.start for play in drawn.plays if play.lit] == [10, 27]


def test_a_number_that_stands_on_a_lit_line_is_not_struck_out():
    line, tag = Line([-2, 0, 0], [2, 0, 0]), plate(Num(number(0.15)))
    aside = Num(number(0.25)).shift([0, 1, 0])
    scene = Scene()
    scene.add(line, tag, aside)
    spot = Spotlight()
    spot.on(scene, [line])
    (lit, held), glyphs = spot.lit, [m for m in tag.get_family() if len(m.points)]
    assert len(held) == len(glyphs), "its digits, the point between them and its plate, not what stands aside"
    assert min(m.z_index for m in held) > max(m.z_index for m in lit)


def test_a_hue_with_a_meaning_is_kept_in_the_light_and_a_grey_takes_its_colour():
    hue, grey = Circle(color=theme().backward), Circle(color=theme().soft)
    colours = [ManimColor(glowing(m, m, keeps_hue=True)[0].get_stroke_color()).to_hsv()[:2] for m in (hue, grey)]
    own = ManimColor(theme().backward).to_hsv()
    assert colours[0][0] == pytest.approx(own[0], abs=0.02)
    assert 0.4 * own[1] < colours[0][1] < own[1], "paler, but orange"
    assert colours[1][1] == 0
