"""The reel along the upper edge: a frame for each beat, exposed as it is told, in every shape, and nothing else of the ground changes."""

import numpy as np
import pytest

from scenes import ground
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.kit.theme import THEMES
from scenes.progress import expose
from tests.scenes.fake_reel import FakeReel, Times

SHAPES = {"16:9": (854, 480), "9:16": (480, 854), "1:1": (640, 640)}


def runs(line):
    """The light of each stretch of pixels that differ from the ground, from left to right."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], line > 0, [0]])))
    return [line[a:b].max() for a, b in zip(edges[::2], edges[1::2], strict=True)]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("now", "count"), [(0, 1), (0, 12), (5, 12), (11, 12), (20, 43)])
def test_it_shows_which_beat_of_how_many_is_told(shape, now, count):
    width, height = SHAPES[shape]
    pixels = np.full((height, width, 4), (14, 18, 23, 255), np.uint8)
    expose(pixels, now, count)
    lit = pixels[..., 0].astype(int) - 14
    middle = lit[round(0.026 * min(width, height))]
    frames = runs(middle)
    assert len(frames) == count
    assert np.argmax(frames) == now
    told, coming = frames[:now], frames[now + 1 :]
    assert not told or not coming or min(told) > max(coming) > 0
    assert (pixels[..., 3] == 255).all()
    rows = np.flatnonzero(lit.any(1))
    assert rows.max() < 0.05 * min(width, height), "where no picture stands"
    columns = np.flatnonzero(lit.any(0))
    assert columns.min() >= 0.04 * width
    assert columns.min() + columns.max() == pytest.approx(width - 1, abs=2)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_the_paper_itself_stays_as_it_is(theme):
    class Camera:
        pixel_width, pixel_height = 320, 180

    camera, before = Camera(), np.array(ground.paper(theme.ground, 320, 180))
    ground.lay(camera, 3, 7)
    assert np.array_equal(ground.paper(theme.ground, 320, 180), before)
    ground.lay(camera)
    assert camera.background is ground.paper(camera.background_color, 320, 180)
    ground.clear(camera, 3, 7)
    assert not camera.background.any(), "no strip where there is no ground"


class Three(Chapter):
    title, promise = "Three", "Count."

    @beat("One.")
    def one(self): ...

    @beat("Two.")
    def two(self): ...

    @beat("Three.")
    def three(self): ...


def test_a_film_exposes_a_frame_with_every_beat(tell):
    reel = FakeReel()
    tell(Three, Times(30), Times(30), Times(30), reel=reel, width=640)
    lit = [pictures[-1][round(0.026 * 360), :, 0].astype(int) - 20 for pictures in reel.shown.values()]
    assert [int(np.argmax(runs(line))) for line in lit] == [0, 1, 2]
