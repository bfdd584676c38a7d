"""Numbers at rest are as large a share of the frame's short side in every shape; fewer digits come before smaller ones."""

import pytest
from manim import VGroup, tempconfig

from scenes.films.check.table import CheckTable
from scenes.films.cost.size_table import size_table
from scenes.kit.maths import slopes
from scenes.kit.network.diagram import smallest
from scenes.kit.network.lit_net import LitNet
from scenes.kit.place.shots import LEAST, RESTING, first_read, inside, least, room_of, smallest_type
from scenes.kit.place.stage import STAGES, Region
from scenes.kit.type.ink import size_of
from scenes.kit.type.number import Num, visible
from tests.scenes.paper import reading

DIGIT = 0.344 / 48  # of a digit's height, for each point of its size


@pytest.fixture(params=STAGES)
def stage(request):
    stage = STAGES[request.param]
    with tempconfig({"frame_width": stage.width, "frame_height": stage.height}):
        yield stage


def test_sizes_are_shares_of_the_short_side(stage):
    short = min(stage.width, stage.height)
    assert least() == LEAST[stage.shape]
    assert least() * DIGIT / short >= 0.030
    assert RESTING[stage.shape] * DIGIT / short >= 0.036
    assert smallest() * DIGIT / short >= 0.0197


def test_the_first_way_that_is_read_is_taken_and_the_largest_where_none_is(stage):
    number = reading("mazur").L
    tiny, small, large, huge = (VGroup(Num(number, share * least())) for share in (0.4, 0.8, 1.01, 2.0))
    assert first_read([tiny, large, huge]) is large
    assert first_read([tiny, small]) is small


@pytest.mark.parametrize("shot", ["LEDGER", "TITLED", "PAIR"])
def test_a_neuron_shows_fewer_digits_before_small_ones(stage, shot):
    t = reading("mazur")
    net = LitNet(t.sizes, stage, room_of(stage, "SOLO"), with_loss=True, shots=(shot,))
    for number in (t.a[1][0], t.a[2][1]):
        num = net.place(number, 1, 0)
        assert visible(num)
        assert size_of(num) >= 0.97 * least()


def test_the_table_of_the_check_rests_large(stage):
    table = CheckTable(reading("mazur"), inside(room_of(stage, "PAGE", 1)), RESTING[stage.shape])
    assert smallest_type(table) >= 0.98 * min(RESTING[stage.shape], 1.02 * table.size)
    assert table.size * DIGIT / min(stage.width, stage.height) >= 0.036


def test_heads_stand_over_their_rows_where_they_take_the_numbers_room(stage):
    t, room = reading("mazur"), room_of(stage, "SOLO")
    assert smallest_type(size_table(t, room)) >= 0.85 * least()


def test_a_result_stands_under_its_numbers_where_these_would_be_small():
    link = slopes.squash_link(reading("mazur"), 2, 0)
    wide, board = link.in_room(Region(0, 0, 9.0, 4.0))
    assert wide.numbers["result"].get_top()[1] > wide.numbers["a"].get_bottom()[1], "on one line"
    folded, slim = link.in_room(Region(0, 0, 3.6, 4.0))
    assert folded.numbers["a"].height / folded.letters["a"].height > wide.numbers["a"].height / wide.letters["a"].height  # letters shrink
    assert smallest_type(slim) > smallest_type(board) * 3.6 / 9.0
    assert folded.numbers["result"].get_top()[1] < folded.numbers["a"].get_bottom()[1]
