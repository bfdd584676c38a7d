"""Many examples, one step: every example's own bars, their mean, arrows whose middle is the mean."""

import numpy as np
import pytest

from scenes.films.batches import facts
from scenes.films.batches.arrow_plane import ArrowPlane
from scenes.films.batches.example_names import pull_name
from scenes.films.batches.gradient_strip import MOST, parts
from scenes.films.batches.story import Batches
from scenes.kit.place.stage import STAGES
from tests.scenes.last_pictures import reading


def test_the_mean_is_written_with_the_four_slopes_it_is_of(walk):
    told = walk(Batches, "xor")
    texts = [s.text for s, _ in told.pictures["averaged"].numbers if "dL_dW" in s.number.path]
    l, i, j = facts.axes(told.t)[0]
    values = [told.t.of(example=k).dL_dW[l][i][j].value for k in range(4)]
    assert len(texts) == 5
    assert np.mean(values) == pytest.approx(told.t.mean_dL_dW[l][i][j].value)


def test_each_example_is_shown_with_its_own_values(walk):
    told = walk(Batches, "xor")
    for k in range(4):
        outputs = [s.number.path for s, _ in told.pictures[f"one-{k + 1}"].numbers if "forward[1].a" in s.number.path]
        assert outputs == [f"steps[0].examples[{k}].forward[1].a[0]"]


def test_the_four_cosines_stand_beside_the_strips(walk):
    texts = [s.text for s, _ in walk(Batches, "xor").pictures["agree"].numbers if "cosines" in s.number.path]
    assert texts == ["−0.45", "0.79", "0.84", "−0.90"]


def test_bars_are_the_gradient_in_order_and_never_too_many():
    t = reading("xor")
    paths = [number.path for number in parts(t)]
    assert len(paths) == 13
    assert "dL_dW" in paths[0]
    assert "dL_db" in paths[-1]
    assert len(parts(reading("wide"))) <= MOST


def test_a_plane_puts_the_middle_of_the_tips_at_their_mean():
    t = reading("xor")
    tips = facts.tips(t, 0)
    plane = ArrowPlane(STAGES["16:9"].aside, t.name.W[1][0][0], t.name.W[1][0][1], tips)
    plane.scale(0.5).shift([1, 2, 0])
    assert np.allclose(np.mean([plane.at(tip) for tip in tips], axis=0), plane.at(tips.mean(axis=0)))


def test_it_asks_twice_and_waits(walk):
    assert [beat.name for beat in walk(Batches, "xor").beats if beat.pause == 3.0] == ["puzzle", "mini"]


def test_one_example_is_refused_with_a_reason():
    assert "two examples" in Batches.unfit(reading("mazur"))


def test_every_arrow_has_its_example_s_name_and_none_lies_on_an_axis(walk):
    told = walk(Batches, "xor").pictures["arrows"]
    t = reading("xor")
    tips = facts.tips(t, 0)
    plane = ArrowPlane(STAGES["16:9"].aside, *axis_names(t), tips)
    for k, tip in enumerate(tips):
        name = pull_name(t, plane, k, tip)
        assert np.linalg.norm(name.get_center() - plane.at(tip)) < 1.0
        for axis in plane.axes:
            apart = np.abs(name.get_center() - axis.get_center())
            assert apart[0] > (name.width + axis.width) / 2 or apart[1] > (name.height + axis.height) / 2
    shown = [s.number.path for s, _ in told.numbers]
    assert len(shown) == 2 * 4 + 3 * 4  # the inputs at the tips, and inputs and targets beside the strips


def axis_names(t):
    return [t.name.W[l][i][j] for l, i, j in facts.axes(t)]
