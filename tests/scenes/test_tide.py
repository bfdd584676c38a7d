"""Two tides: the ground is cool as values go forward and warm as blame comes back; no ink is lost on it, and it turns in few steps."""

import numpy as np
import pytest
from manim import Line

from scenes import tide
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.ground import tint_at
from scenes.kit.network.comets import comet
from scenes.kit.theme import THEMES, theme
from scenes.kit.type.number import Num, visible
from studio.proof import colours
from studio.proof.view import things_on
from tests.scenes.fake_reel import FakeReel, Times
from tests.scenes.paper import number
from tests.scenes.test_theme import INKS, READABLE, VISIBLE

EDGE = Line([-3, 0, 0], [3, 0, 0])


class Passes(Chapter):
    title, promise = "Passes", "See them."

    @beat("Forward.")
    def forward(self):
        self.play(comet(EDGE, theme().forward, 1), run_time=1.0)
        self.show(Num(number(0.5)))
        self.seen = things_on(self), any(map(visible, self.mobjects[:1]))

    @beat("Back.")
    def back(self):
        self.play(comet(EDGE, theme().backward, 1, back=True), run_time=1.0)

    @beat("And still.")
    def still(self):
        self.show(Num(number(0.75)).shift([2, 0, 0]))

    @beat("And over.")
    def over(self):
        self.show(Num(number(0.25)).shift([-2, 0, 0]))


@pytest.fixture
def corners(tell):
    """The mean colour of the upper corner at the end of each beat, and at the very first frame."""
    reel, scenes = FakeReel(), []

    class Kept(Passes):
        def tell(self, k, *rest):
            super().tell(k, *rest)
            scenes.append(self)

    tell(Kept, *[Times(60)] * 4, reel=reel, width=320)
    means = [pictures[-1][:30, :30, :3].mean((0, 1)) for pictures in reel.shown.values()]
    return means, reel.shown[0][0][:30, :30, :3].mean((0, 1)), scenes[0], [picture[:30, :30, :3].sum() for picture in reel.shown[0]]


def test_forward_is_cool_back_is_warm_and_after_a_beat_without_comets_neither(corners):
    (forward, back, still, over), first, _, _ = corners
    assert forward[2] - forward[0] > first[2] - first[0] + 5
    assert back[0] - back[2] > first[0] - first[2] + 5
    assert np.allclose(still, back, atol=0.5), "the next beat may go on with the pass: no ground comes and goes between two"
    assert np.allclose(over, first, atol=0.5)


def test_it_is_no_ink_and_turns_in_few_whole_pictures(corners):
    _, _, scene, sums = corners
    things, _ = scene.seen
    assert len(things) == 1
    assert len(set(sums)) <= 5


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_every_ink_is_readable_on_both(theme):
    for hue in tide.HUES[theme.name]:
        for place in (0.0, 0.5):
            ground = tint_at(colours.rgb_of(theme.ground), np.array(place), np.array(place))
            ground = ground + tide.DEEP[theme.name] * (colours.rgb_of(hue) - ground)
            assert [name for name in INKS if colours.contrast(colours.rgb_of(getattr(theme, name)), ground) < READABLE] == [], hue
            if place == 0.5:
                assert colours.contrast(colours.rgb_of(theme.line), ground) >= VISIBLE - 0.15, hue
