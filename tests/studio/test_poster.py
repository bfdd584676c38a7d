"""Posters: the title over the picture, at the size of a thumbnail."""

import numpy as np
import pytest
from PIL import Image

from scenes import progress
from studio import poster
from studio.sheet import png
from tests.studio.media import draw

GROUNDS = {"dark": (14, 18, 23), "light": (255, 255, 255)}
HUE = (200, 30, 30)


def picture(size=(1080, 1920), ground="dark"):
    """A ground with a red block on it, far from the middle."""
    pixels = np.full((*size, 4), [*GROUNDS[ground], 255], np.uint8)
    pixels[size[0] * 3 // 4 : size[0] * 7 // 8, : size[1] // 4, :3] = HUE
    return png(pixels)


def made(tmp_path, title="The blame flows back", **look):
    poster.write(tmp_path / "p.png", title, "Chapter 7", picture(**look))
    return np.asarray(Image.open(tmp_path / "p.png").convert("RGB"), int)


@pytest.mark.parametrize(("size", "wanted"), [((1080, 1920), (720, 1280)), ((480, 854), (720, 1280)), ((1920, 1080), (1280, 720))])
@pytest.mark.parametrize("ground", GROUNDS)
def test_what_the_picture_shows_is_large_under_a_title_that_contrasts(tmp_path, size, wanted, ground):
    seen = made(tmp_path, size=size, ground=ground)
    assert seen.shape == (*wanted, 3)
    red = np.argwhere(np.abs(seen - HUE).max(axis=2) < 9)
    assert np.ptp(red[:, 1]) > wanted[1] * 0.6 or np.ptp(red[:, 0]) > wanted[0] * 0.5
    title = seen[: red[:, 0].min() - 10]
    assert np.abs(title - GROUNDS[ground]).max() > 200
    assert np.abs(title[:, : poster.MARGIN // 2] - GROUNDS[ground]).max() < 9


@pytest.mark.parametrize("size", [(1080, 1920), (480, 854), (1920, 1080)])
def test_the_reel_of_a_film_is_no_part_of_what_its_picture_shows(size):
    pixels = np.full((*size, 4), [*GROUNDS["dark"], 255], np.uint8)
    progress.expose(pixels, 3, 20)
    bare = Image.fromarray(pixels).convert("RGB")
    pixels[size[0] // 2 :, size[1] // 2 :, :3] = HUE
    assert poster.cropped(Image.fromarray(pixels).convert("RGB")).width < 0.6 * size[1]
    assert np.ptp(np.asarray(bare)[: round(progress.ENDS * min(size))]) > 40, "it would be seen"
    assert np.ptp(np.asarray(poster.cropped(bare)).reshape(-1, 3), axis=0).max() == 0


@pytest.mark.parametrize("title", ["A", "w " * 60, '"#panic()" \\ $x$', "Antidisestablishmentarianism" * 4])
def test_any_title_stays_inside(tmp_path, title):
    seen = made(tmp_path, title)
    assert np.abs(seen[:, -8:] - GROUNDS["dark"]).max() < 9
    assert (np.abs(seen - HUE).max(axis=2) < 9).sum() > 20_000


@pytest.mark.parametrize("lesson", ["A", "w " * 49, "W" * 100, "#panic() \\", "מה לומדת רשת"])
@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)])
def test_any_lesson_stays_inside_the_line_above(tmp_path, lesson, size):
    poster.write(tmp_path / "p.png", "Backpropagation with every number", f"5 chapters on {lesson}", picture(size))
    seen = np.asarray(Image.open(tmp_path / "p.png").convert("RGB"), int)
    assert np.abs(seen[:, -8:] - GROUNDS["dark"]).max() < 9
    assert (np.abs(seen - HUE).max(axis=2) < 9).sum() > 20_000


def test_an_empty_picture_is_still_a_poster(tmp_path):
    poster.write(tmp_path / "p.png", "T", "L", png(np.full((90, 160, 4), 255, np.uint8)))
    assert Image.open(tmp_path / "p.png").size == (1280, 720)


def test_the_picture_of_a_second_is_found(tmp_path):
    film = draw(tmp_path / "v.mp4", 95)  # white at 0, 1, 2 and 3 s
    bright = [np.asarray(Image.open(poster.BytesIO(poster.picture_at(film, s)))).mean() > 128 for s in (0, 0.5, 2, 2.5, 99)]
    assert bright == [True, False, True, False, False]
