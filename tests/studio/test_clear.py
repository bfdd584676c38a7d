"""On a transparent ground: things are as they are on paper, between them is nothing, and dimming dims things alone."""

from dataclasses import replace
from fractions import Fraction

import av
import numpy as np
import pytest
from manim import RIGHT, Circle, FadeIn, Square

from scenes import ground
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.kit.theme import THEMES
from studio import clear
from studio.drawing import draw
from studio.fast.encoder import Segment
from studio.fast.slots import Slots
from studio.looks import Look
from studio.reel import Reel
from tests.studio.small_chapters import told

LOOK = Look(320, 180, 10)


class Two(Chapter):
    """Two shapes, of which one takes the light."""

    @beat("Two shapes.")
    def shapes(self):
        self.a, self.b = Square(2, fill_opacity=1, color="RED").shift(3 * RIGHT), Circle(1, fill_opacity=0.5, color="BLUE")
        self.play(FadeIn(self.a, self.b))
        self.hold(0.5)

    @beat("One is lit.")
    def lit(self):
        self.light(self.b)


def pictures(path):
    """Every picture of a segment: RGBA, straight colours, (n, height, width, 4)."""
    with av.open(str(path)) as file:
        return np.stack([frame.to_ndarray(format="rgba", src_colorspace="ITU709") for frame in file.decode(video=0)])


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The same film on nothing and on paper: its pictures, beat by beat."""
    out = {}
    for look, make in ((replace(LOOK, clear=True), clear.Clear), (LOOK, Segment)):
        folder = tmp_path_factory.mktemp("clear")
        reel = Reel(folder / "beats", ["a", "b"], look.width, look.height, look.fps, make)
        draw(*told(Two, 12), look, folder, reel, slots=Slots(folder / "slots", 1))
        out[make] = [pictures(reel.path(k)) for k in range(2)]
    return out


def test_between_things_is_nothing_and_things_are_whole(both):
    first = both[clear.Clear][0][-1]
    assert first[5, 5, 3] == 0
    assert first[90, 160 + 3 * 320 // 14, 3] >= 254
    assert 118 <= first[90, 160, 3] <= 138  # half
    assert first[90, 160 + 3 * 320 // 14, 0] > 200


@pytest.mark.parametrize("k", [0, 1])
def test_laid_on_the_ground_it_is_the_film(both, k):
    paper = ground.paper(THEMES["dark"].ground, LOOK.width, LOOK.height)[..., :3]
    on_nothing, on_paper = (both[make][k] for make in (clear.Clear, Segment))
    assert len(on_nothing) == len(on_paper)
    for a, b in zip(on_nothing, on_paper, strict=True):
        alpha = a[..., 3:] / 255
        apart = np.abs(a[..., :3] * alpha + paper * (1 - alpha) - b[..., :3])
        assert apart.mean() < 2.5  # grain, and the veil, which is even
        assert np.percentile(apart, 98) < 12  # but at edges, 4:2:0


def test_what_is_dimmed_stays_as_opaque_as_it_was(both):
    before, lit = both[clear.Clear][0][-1], both[clear.Clear][1][8]
    assert lit[5, 5, 3] == 0  # the veil does not fall on nothing
    red = (90, 160 + 3 * 320 // 14)
    assert lit[red][3] >= 254
    assert lit[red][0] < 0.8 * before[red][0]


def test_colours_are_not_times_their_alpha():
    pixels = np.array([[[64, 32, 0, 128], [0, 0, 0, 0], [200, 100, 50, 255], [129, 0, 0, 128]]], np.uint8)
    wanted = [[128, 64, 0, 128], [0, 0, 0, 0], [200, 100, 50, 255], [255, 0, 0, 128]]
    assert clear.straight(pixels)[0].tolist() == wanted


def test_the_file_is_what_editors_read(tmp_path):
    made = clear.Clear(tmp_path / "a.mov", 64, 48, 30)
    pixels = np.zeros((48, 64, 4), np.uint8)
    pixels[10:20, 10:20] = 255
    made.frame(pixels, 3)
    made.frame(pixels, 2, [])  # nothing changed
    pixels[:] = 0
    made.frame(pixels, 1, [(10, 10, 20, 20)])
    made.close()
    with av.open(str(tmp_path / "a.mov")) as file:
        stream = file.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.codec_tag, stream.frames) == ("prores", "ap4h", 6)
        assert stream.average_rate == Fraction(30)
        assert int(stream.codec_context.colorspace) == 1
    shown = pictures(tmp_path / "a.mov")
    assert [bool(picture[15, 15, 3]) for picture in shown] == [True] * 5 + [False]
