"""Pictures on lessons that are out of the ordinary: nothing is drawn of nothing, nor where something else stands."""

import numpy as np
import pytest

from scenes.films.batches import facts as batches
from scenes.films.batches.arrow_plane import ArrowPlane
from scenes.films.batches.example_names import pull_names
from scenes.films.check import facts as check
from scenes.films.layers import facts as stack
from scenes.films.layers import formulas as layers
from scenes.films.layers.table import Table
from scenes.films.step import facts as step
from scenes.films.step import slices
from scenes.films.step.loss_slice import Foot, LossSlice
from scenes.films.update.loss_curve import LossCurve
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import STAGES, Region
from scenes.kit.theme import theme
from tests.films.fixtures import reading
from tests.scenes.paper import apart

ASIDE = STAGES["16:9"].aside


def test_a_step_that_no_digit_of_the_loss_shows_is_drawn_wide():
    t = reading("saturated_neuron")
    assert not step.step_shows(t)
    assert step.step_shows(reading("one_weight"))
    close, wide = slices.close(t), slices.wide(t)
    assert all(np.array_equal(vars(close)[name], vars(wide)[name]) for name in vars(wide))
    assert slices.close_reach(t) == slices.wide_reach(t)
    drawn = LossSlice(ASIDE, close, t.name.w, t.name.L, 30)
    drawn.foot = Foot(t.W[1][0][0].value, t.L.value, t.dL_dW[1][0][0].value, slices.close_reach(t))
    drawn.draw()
    for thing in (drawn.curve, drawn.dot, drawn.tangent):
        assert np.isfinite(thing.points).all()
        assert np.abs(thing.get_center() - ASIDE.center)[:2].max() <= max(ASIDE.width, ASIDE.height) / 2


@pytest.mark.parametrize("fixture", ["overflow", "frozen_layer", "zeros"])
def test_rounding_is_named_where_there_is_an_error(fixture):
    t = reading(fixture)
    k = check.half_way_up(t)
    assert check.best(t) < k <= check.finest(t)
    assert check.wiggle(t, k, "error").value > 0


@pytest.mark.parametrize("fixture", ["overflow", "moons_diverge"])
def test_names_of_decades_keep_apart(fixture):
    marks = LossCurve(reading(fixture), ASIDE).marks
    assert all(apart(one, two) for k, one in enumerate(marks) for two in marks[k + 1 :])


@pytest.mark.parametrize(("fixture", "turned"), [("badly_wrong", False), ("six_chain", False), ("textbook_321", True)])
def test_a_single_number_is_not_turned_over(fixture, turned):
    t = reading(fixture)
    lines = [*layers.grades(t, 1, "W"), *layers.back(t, t.D)]
    assert [("^T" in line.template) for line in lines if "dot.o" not in line.template and "-" not in line.template] == [turned] * 2


def test_what_is_plain_is_filled_so_that_its_digits_are_read():
    t = reading("dropout_mask")
    table = Table.of(stack.inner(t, 2), Region(0, 0, 4, 4))
    assert table.hue == theme().soft


def test_no_arrow_runs_through_the_name_of_another():
    t = reading("house_prices")
    tips = batches.tips(t, 0)
    plane = ArrowPlane(STAGES["16:9"], room_of(STAGES["16:9"], "DUET"), t.name.w, t.name.w, tips)
    for name in pull_names(t, plane, dict(enumerate(tips)), list(tips)):
        for tip in tips:
            along = plane.at((0, 0)) + np.linspace(0, 1, 200)[:, None] * (plane.at(tip) - plane.at((0, 0)))
            off = np.abs(along - name.get_center())[:, :2] - np.array([name.width, name.height]) / 2
            assert (off.max(axis=1) > 0).all()
