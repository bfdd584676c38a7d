"""Seeing: a window's nine products, every position's share in one gradient, the filter turned for the way back."""

import numpy as np
import pytest
from manim import tempconfig

from scenes.films.convolution import facts, working_line
from scenes.films.convolution.rooms import rooms
from scenes.films.convolution.story import Convolution
from scenes.kit.place.stage import STAGES
from studio.tongues import EN
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
    assert line.width <= rooms(stage).board.width
    assert line.height <= rooms(stage).board.height


def test_a_weight_s_copies_in_the_dense_layer_are_all_that_weight():
    t = reading("convolution")
    dense, W = facts.study(t).dense, t.W[1].array[0][0]
    assert all(dense[at] == W[u, v] for u, v in np.ndindex(3, 3) for at in facts.copies(t, u, v))
    assert len({at for u, v in np.ndindex(3, 3) for at in facts.copies(t, u, v)}) == np.count_nonzero(dense) == 16 * 9


def test_the_film_claims_no_more_than_its_picture_shows():
    t = reading("convolution")
    seen, a = facts.lit_windows(t), t.a[1].array[0]
    assert facts.is_large_on_the_bright(t)
    assert a[seen].min() > a[~seen].max()
    told = {beat.name: beat.shown for beat in Convolution.script(t, EN)}
    assert "edge" not in told["edge"]  # before it has learned, the filter says as much to plain bright
    assert "told it where" in told["learned"]  # the answers of the lesson's data say so
