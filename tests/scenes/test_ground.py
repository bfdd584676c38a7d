"""The ground: lightest in the middle, with a still grain, and no colour of the theme is lost on it."""

import tracemalloc

import av
import numpy as np
import pytest

from scenes import ground
from scenes.kit.theme import THEMES
from studio.fast.encoder import Segment
from studio.proof import colours
from tests.scenes.test_theme import INKS, READABLE, VISIBLE

THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def at(theme, x, y):
    return ground.tint_at(colours.rgb_of(theme.ground), np.array(x), np.array(y))


@THEME
def test_it_falls_from_the_middle_by_four_percent_of_lightness(theme):
    lightness = [(tint.max() + tint.min()) / 2 for tint in (at(theme, 0.0, 0.0), at(theme, 0.25, 0.25), at(theme, 0.5, 0.5))]
    assert np.allclose(at(theme, 0.0, 0.0), colours.rgb_of(theme.ground))
    assert lightness[0] > lightness[1] > lightness[2]
    assert lightness[0] - lightness[2] == pytest.approx(ground.FALL)


@THEME
def test_every_ink_is_readable_everywhere_on_it(theme):
    for x, y in ((0.0, 0.0), (0.5, 0.5)):
        assert [name for name in INKS if colours.contrast(colours.rgb_of(getattr(theme, name)), at(theme, x, y)) < READABLE] == []
        assert colours.contrast(colours.rgb_of(theme.line), at(theme, x, y)) >= VISIBLE


@THEME
def test_its_grain_stands_still_and_is_fine(theme):
    paper = ground.paper(theme.ground, 320, 180)
    ground.paper.cache_clear()
    assert np.array_equal(paper, ground.paper(theme.ground, 320, 180))
    grain = paper[80:100, 150:170, :3].astype(int) - np.rint(255 * colours.rgb_of(theme.ground))
    assert 0 < np.abs(grain).max() <= np.ceil(255 * ground.GRAIN)
    assert not paper.flags.writeable


def flat(theme, path, grain, monkeypatch):
    """The share of an encoded ground's blocks of 8 x 8 pixels that have one shade: where many do, a viewer sees bands."""
    monkeypatch.setattr(ground, "GRAIN", grain)
    ground.paper.cache_clear()
    segment = Segment(path, 640, 360, 30)
    segment.frame(np.array(ground.paper(theme.ground, 640, 360)), 1)
    segment.close()
    with av.open(str(path)) as film:
        luma = next(film.decode(video=0)).to_ndarray(format="gray")
    return (luma.reshape(45, 8, 80, 8).std(axis=(1, 3)) < 0.2).mean()


@THEME
def test_it_has_no_bands_once_it_is_encoded(theme, tmp_path, monkeypatch):
    assert flat(theme, tmp_path / "ground.mp4", ground.GRAIN, monkeypatch) < 0.06
    assert flat(theme, tmp_path / "bare.mp4", 1e-9, monkeypatch) > 0.5
    ground.paper.cache_clear()


def test_a_large_ground_takes_little_more_memory_than_its_pixels():
    ground.paper.cache_clear()
    tracemalloc.start()
    paper = ground.paper(THEMES["dark"].ground, 1920, 1080)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < paper.nbytes + (16 << 20)
