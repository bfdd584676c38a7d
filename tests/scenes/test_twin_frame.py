"""Two pictures on one clock: equal rooms that do not touch, each under its title."""

import pytest

from scenes.kit.place.stage import STAGES
from scenes.kit.place.twin_frame import TwinFrame
from tests.scenes.paper import apart, inside


@pytest.mark.parametrize("shape", STAGES)
def test_both_have_equal_rooms_inside_the_arena_and_apart(shape):
    room = STAGES[shape].arena
    frame = TwinFrame(room, ["one start", "another"])
    one, two = frame.rooms
    assert (one.width, one.height) == pytest.approx((two.width, two.height))
    across, down = abs(one.x - two.x) - one.width, abs(one.y - two.y) - one.height
    assert max(across, down) > 0.1
    assert inside(frame, room)
    assert apart(frame.titles[0], frame.titles[1])
    for title, region in zip(frame.titles, frame.rooms, strict=True):
        assert title.get_bottom()[1] >= region.top[1] - 1e-6


def test_a_tall_frame_stands_them_over_each_other():
    one, two = TwinFrame(STAGES["9:16"].arena, "ab").rooms
    assert one.x == two.x
    assert one.y > two.y
    one, two = TwinFrame(STAGES["16:9"].arena, "ab").rooms
    assert one.y == two.y
    assert one.x < two.x
