"""What narrow frames get: matrices in two rows, a shelf that stays readable."""

import pytest

from scenes.films.forward.shelf import Shelf
from scenes.kit.maths.layer import LayerEquation
from scenes.kit.place.stage import STAGES
from scenes.kit.type.ink import size_of
from tests.scenes.paper import apart, inside, reading


@pytest.mark.parametrize("lesson", ["mazur", "deep", "wide"])
def test_a_layer_in_two_rows_is_larger_in_a_high_frame(lesson):
    room = STAGES["9:16"].below
    one, two = (room.hold(LayerEquation(reading(lesson), 1, two_rows=rows)) for rows in (False, True))
    assert size_of(two.W.cells[0, 0]) > size_of(one.W.cells[0, 0])
    assert inside(two, room)
    assert all(apart(name, view) for name in two.names for view in (two.W, two.a_in, two.b, two.z, two.a))


def test_all_under_the_network_is_the_board_where_the_side_stands_beside_it():
    assert STAGES["16:9"].below == STAGES["16:9"].board
    for shape in ("9:16", "1:1"):
        stage = STAGES[shape]
        assert stage.below.height > stage.side.height + stage.board.height


def test_what_stands_beside_a_network_has_all_the_room_that_it_leaves():
    for shape, stage in STAGES.items():
        beside, side, aside = stage.beside, stage.side, stage.aside
        assert (beside == side) == (shape != "16:9")
        assert beside.x + beside.width / 2 == pytest.approx(side.x + side.width / 2)
        assert stage.is_narrow or beside.x - beside.width / 2 > aside.x + aside.width / 2


@pytest.mark.parametrize("lesson", ["mazur", "deep", "wide"])
@pytest.mark.parametrize("shape", list(STAGES))
def test_a_shelf_shortens_its_numbers_before_they_shrink(lesson, shape):
    region = STAGES[shape].side
    shelf = Shelf(reading(lesson), region)
    assert inside(shelf, region)
    assert min(size_of(num) for card in shelf.cards.values() for num in card.values) > 21
