"""A title on its strip of film: in its room in every shape, on two lines where that makes it larger."""

import pytest

from scenes import series
from scenes.kit.place.shots import room_of, smallest_type
from scenes.kit.place.stage import STAGES
from scenes.kit.place.title import Title


@pytest.mark.parametrize("shape", sorted(STAGES))
def test_every_film_has_room_for_its_title(shape):
    room = room_of(STAGES[shape], "TITLED", 1)
    for film in series.films():
        title = Title(film.title, room)
        assert title.width <= room.width + 1e-6
        assert title.height == pytest.approx(room.height)
        assert title.words.height <= room.height - 2 * title.holes[0].height
        assert smallest_type(title) > 40


def test_a_long_title_has_two_lines_where_it_is_larger_on_them():
    tall, wide = (room_of(STAGES[shape], "TITLED", 1) for shape in ("9:16", "16:9"))
    words = "Numbers walk through the network"
    assert [len(Title(words, room).words) for room in (tall, wide)] == [2, 1]
    assert len(Title("Backpropagation", tall).words) == 1
    assert smallest_type(Title(words, tall)) > 1.2 * 44


def test_the_strip_runs_in_and_stands():
    title = Title("One neuron", room_of(STAGES["16:9"], "TITLED", 1))
    at = title.holes.get_x()
    coming = title.comes()
    coming.begin()
    coming.interpolate(0.3)
    early = title.holes.get_x()
    coming.interpolate(1.0)
    coming.finish()
    assert early > at + 0.2
    assert title.holes.get_x() == pytest.approx(at)
