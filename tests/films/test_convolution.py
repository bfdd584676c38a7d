"""Seeing: a window's nine products, every position's share in one gradient, the filter turned for the way back."""

from pathlib import Path

import numpy as np
import pytest
from manim import tempconfig

from engine import load_lesson, run
from engine.reading import Reading
from scenes.films.convolution import facts, followed, grids, working_line
from scenes.films.convolution.story import Convolution
from scenes.kit.place.stage import STAGES
from studio.tongues import EN
from tests.films.fixtures import objections
from tests.scenes.last_pictures import reading


def told(picture, part):
    return {s.number.path: (s, box) for s, box in picture.numbers if part in s.number.path}


def test_the_gradient_that_stands_at_the_end_is_the_sum_of_all_shares(walk):
    film = walk(Convolution, "convolution")
    t = film.t
    cells = told(film.pictures["ran"], "studies.filter")
    assert len(cells) == 9
    picture, delta = t.x.array.reshape(6, 6), t.delta[1].array.reshape(4, 4)
    shares = sum(delta[r, c] * picture[r : r + 3, c : c + 3] for r in range(4) for c in range(4))
    assert np.allclose(sorted(s.number.value for s, _ in cells.values()), sorted(shares.ravel()))


def test_it_asks_and_waits(walk):
    assert sum(beat.pause == 3.0 for beat in walk(Convolution, "convolution").beats) >= 3


@pytest.mark.parametrize("lesson", ["mazur", "attention"])
def test_other_networks_are_refused_with_a_reason(lesson):
    assert Convolution.refusal(reading(lesson))


@pytest.mark.parametrize("shape", ["16:9", "9:16"])
def test_numbers_fit_their_cells_in_the_working_of_a_pixel_s_blame(shape):
    stage = STAGES[shape]
    with tempconfig({"frame_width": stage.width, "frame_height": stage.height}):
        line = working_line.back(reading("convolution"), stage).each_filled()
    assert all(num.width < 0.97 * grid.cell[0] for grid in line.things for num in grid.nums.values())
    board = grids.room(reading("convolution"), stage).board
    assert line.width <= board.width
    assert line.height <= board.height


def test_a_weight_s_copies_in_the_dense_layer_are_all_that_weight():
    t = reading("convolution")
    dense, W = followed.study(t).dense, t.W[1].array[0][0]
    assert all(dense[at] == W[u, v] for u, v in np.ndindex(3, 3) for at in followed.copies(t, u, v))
    assert len({at for u, v in np.ndindex(3, 3) for at in followed.copies(t, u, v)}) == np.count_nonzero(dense) == 16 * 9


def test_the_film_claims_no_more_than_its_picture_shows():
    t = reading("convolution")
    seen, a = facts.lit_windows(t), t.a[1].array[0]
    assert facts.is_large_on_the_bright(t)
    assert a[seen].min() > a[~seen].max()
    told = {beat.name: beat.shown for beat in Convolution.script(t, EN)}
    assert "edge" not in told["edge"]  # before it has learned, the filter says as much to plain bright
    assert "told it where" in told["learned"]  # the answers of the lesson's data say so


# ---- anybody's own filters


def brought(lesson):
    return Reading(run(load_lesson(f"tests/fixtures/{lesson}.toml")))


SIZES = [("convolution_own", "1:1"), ("convolution_largest", "9:16"), ("convolution_oblong", "16:9")]


@pytest.mark.parametrize(("lesson", "shape"), SIZES)
def test_filters_of_other_sizes_are_told_and_stand_inside_the_frame(lesson, shape, tmp_path):
    assert objections(lesson, "convolution", tmp_path, shape) == []


def test_words_speak_of_the_filters_that_there_are():
    told = {beat.name: beat.shown for beat in Convolution.script(brought("convolution_largest"), EN)}
    assert "of three channels. We look at one" in told["met"]
    assert "Of four filters we follow one: for this channel, twenty five weights, five by five." in told["met"]
    assert "other channels" in told["laid"]
    assert "The other filters do the same" in told["laid_back"]
    assert "told it where" not in told.get("learned", "")
    oblong = {beat.name: beat.shown for beat in Convolution.script(brought("convolution_oblong"), EN)}
    assert "No activation follows" in oblong["squashed"]
    assert "brighter it is drawn" in oblong["met"]
    assert "stays in place" not in oblong["turned"]


def test_of_several_filters_the_pixel_s_blame_is_the_sum_of_their_parts():
    t = brought("convolution_largest")
    study = followed.study(t)
    assert np.allclose(study.parts.sum(), followed.blame(t).array[study.pixel])
    assert np.allclose(study.sums.sum() + t.b[1].array[study.filter], facts.followed_sum(t).value)
    assert np.allclose(study.back.sum(), study.parts[study.filter])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("size = [2, 2]\nactivation", "size = [2, 2]\nstride = 2\nactivation"), "single steps"),
        (("size = [2, 2]\nactivation", "size = [1, 2]\nactivation"), "2 x 2 to 5 x 5"),
        (("filters = 2", "filters = 5"), "4 filters"),
    ],
)
def test_a_size_beyond_is_refused_by_its_limit(change, why, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(Path("tests/fixtures/convolution_own.toml").read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    assert why in Convolution.refusal(Reading(run(load_lesson(path))))
