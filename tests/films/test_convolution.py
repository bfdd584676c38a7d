"""Seeing: a window's nine products, every position's share in one gradient, the filter turned for the way back."""

import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from manim import tempconfig

from engine import load_lesson, make_lesson, run
from engine.reading import Reading
from scenes.films.convolution import facts, followed, moves, working_line
from scenes.films.convolution.rooms import places
from scenes.films.convolution.story import Convolution
from scenes.kit.place.shots import inside, least, room_of
from scenes.kit.place.stage import STAGES
from scenes.kit.type.fitted import style_of
from studio.tongues import EN
from tests.films.fixtures import objections
from tests.sampling import sampled
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
    assert sum(beat.pause >= 3.0 and beat.shown.endswith("?") for beat in walk(Convolution, "convolution").beats) >= 4


@pytest.mark.parametrize("lesson", ["mazur", "attention"])
def test_other_networks_are_refused_with_a_reason(lesson):
    assert Convolution.refusal(reading(lesson))


@pytest.mark.parametrize("shape", ["16:9", "9:16"])
def test_numbers_fit_their_cells_in_the_working_of_a_pixel_s_blame(shape):
    stage = STAGES[shape]
    board = inside(room_of(stage, "LEDGER", 1))
    with tempconfig({"frame_width": stage.width, "frame_height": stage.height}):
        line = working_line.back(reading("convolution"), board).each_filled()
    assert all(num.width < 0.97 * grid.cell[0] for grid in line.things for num in grid.nums.values())
    assert line.width <= board.width + 1e-6
    assert line.height <= board.height + 1e-6


def test_fewer_digits_come_before_smaller_ones():
    stage = STAGES["1:1"]
    with tempconfig({"frame_width": stage.width, "frame_height": stage.height}):
        numbers = [number for row in followed.gradient(reading("convolution")) for number in row]
        wide, narrow = style_of(numbers, 1.7, 60.0), style_of(numbers, 1.4, 60.0)
        assert min(wide.size, narrow.size) >= least()
    assert max(len(wide.of(number).text) for number in numbers) > max(len(narrow.of(number).text) for number in numbers)


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


SIZES = [
    ("convolution_own", "1:1"), ("convolution_largest", "9:16"), ("convolution_oblong", "16:9"), ("convolution_strided", "16:9"),
    ("convolution_one_row", "9:16"),
]  # fmt: skip


@pytest.mark.parametrize(("lesson", "shape"), sampled(SIZES, 2))
@pytest.mark.slow(20)
def test_filters_of_other_sizes_are_told_and_stand_inside_the_frame(lesson, shape, tmp_path):
    assert objections(lesson, "convolution", tmp_path, shape) == []


def test_words_speak_of_the_filters_that_there_are():
    told = {beat.name: beat.shown for beat in Convolution.script(brought("convolution_largest"), EN)}
    assert "of three channels. We look at one" in told["met"]
    assert "Of four filters we follow one: for this channel, twenty-five weights, five by five." in told["met"]
    assert "other channels" in told["laid"]
    assert "The other filters do the same" in told["laid_back"]
    assert "told it where" not in told.get("learned", "")
    oblong = {beat.name: beat.shown for beat in Convolution.script(brought("convolution_oblong"), EN)}
    assert "No activation follows" in oblong["squashed"]
    assert "fuller its cell" in oblong["met"]
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
        (("size = [2, 2]\nactivation", "size = [1, 1]\nactivation"), "a single weight"),
        (("filters = 2", "filters = 5"), "4 filters"),
    ],
)
def test_a_size_beyond_is_refused_by_its_limit(change, why, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(Path("tests/fixtures/convolution_own.toml").read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    assert why in Convolution.refusal(Reading(run(load_lesson(path))))


# ---- however the filter moves


def moved(stride=1, padding=0, size=(3, 3)):
    """The built-in lesson's picture under a filter that moves otherwise."""
    conv = {"kind": "conv2d", "size": size, "stride": stride, "padding": padding, "activation": "tanh"}
    table = tomllib.loads(Path("scenes/lessons/convolution.toml").read_text(encoding="utf-8"))
    network = {
        "inputs": 36,
        "shape": [1, 6, 6],
        "loss": "squared_error",
        "layers": [conv, {"kind": "flatten"}, {"units": 1, "activation": "identity"}],
    }
    init = {"method": "normal", "scale": 0.5, "seed": 2}
    data = {"x": table["data"]["x"], "y": [[0.5], [-0.5]]}
    return Reading(run(make_lesson({"network": {**network, "init": init}, "data": data, "training": {"learning_rate": 0.1}})))


def told_of(t):
    assert Convolution.refusal(t) is None
    return {beat.name: beat.shown for beat in Convolution.script(t, EN)}


def test_strides_and_rims_are_told():
    told = told_of(moved(stride=2, padding=1))
    assert "Around it stands one row of zeros" in told["met"]
    assert "slide the window two pixels on" in told["slid"]
    assert "four come to lie on our pixel" in told["met_backwards"]
    assert "a zero wherever no window stood" in told["turned"]
    assert "those that lie on the rim" in told["counted"]
    assert "Around" not in told_of(moved())["met"]


@pytest.mark.parametrize(
    ("size", "asked", "answered"),
    [((1, 3), "Take the weight on the right", "on the right. When"), ((3, 1), "Take the weight at the top", "at the bottom. When")],
)
def test_a_filter_of_one_row_or_column_has_no_corners(size, asked, answered):
    told = told_of(moved(size=size))
    assert asked in told["asked"]
    assert answered in told["met_backwards"]
    assert "upper right" not in " ".join(told.values())


@pytest.mark.parametrize(("stride", "padding", "size"), [(1, 0, (3, 3)), (1, 2, (3, 3)), (2, 1, (3, 2)), (3, 0, (2, 2)), (1, 0, (5, 5))])
def test_the_windows_that_see_a_pixel_bring_its_whole_blame(stride, padding, size):
    t = moved(stride, padding, size)
    W, delta, every = followed.kernel(t).array, followed.deltas(t).array, followed.inner(t)
    slopes = [sum(W[weight] * delta[place] for place, weight in followed.seeing(t, at)) for at in every]
    assert np.allclose(slopes, followed.blame(t).array.ravel())
    seen = [len(followed.seeing(t, at)) for at in every]
    assert moves.met(t) == max(seen)
    at_border = [n for n, (r, c) in zip(seen, every, strict=True) if {r - padding, c - padding} & {0, 5}]
    assert moves.is_less_seen_at_the_border(t) is (max(at_border) < max(seen))


def test_where_every_pixel_is_seen_by_one_window_the_border_is_not_said_to_be_seen_by_fewer():
    assert "At the border" not in told_of(moved(stride=2, padding=1, size=(2, 2)))["every_pixel"]
    assert "At the border" in told_of(moved())["every_pixel"]


@pytest.mark.parametrize("shape", STAGES)
@pytest.mark.parametrize(("stride", "padding", "size"), [(1, 0, (3, 3)), (1, 2, (5, 5)), (2, 1, (1, 3)), (1, 0, (4, 1))])
def test_grids_stand_apart_inside_of_their_room(shape, stride, padding, size):
    if padding >= min(size):
        padding = 0
    for shot in ("SOLO", "LEDGER", "TITLED"):
        room = room_of(STAGES[shape], shot)
        found = [place.room for place in vars(places(room, followed.sizes(moved(stride, padding, size)))).values()]
        for one in found:
            assert abs(one.x - room.x) + one.width / 2 <= room.width / 2 + 1e-6
            assert abs(one.y - room.y) + one.height / 2 <= room.height / 2 + 1e-6
        for a, b in combinations(found, 2):
            assert abs(a.x - b.x) >= (a.width + b.width) / 2 - 1e-6 or abs(a.y - b.y) >= (a.height + b.height) / 2 - 1e-6
