"""Ways: where a thing is on its way, and that it is taken for a way."""

import numpy as np
import pytest
from manim import RIGHT, UP, DashedLine, Line, Square

from scenes.kit.place.ways import comes, goes, runs
from scenes.motion import travels


def at(animation, alpha):
    animation.begin()
    animation.interpolate(alpha)
    return animation.mobject


def test_a_thing_comes_unseen_from_its_source_and_stands_in_its_place():
    thing, source = Square(fill_opacity=0.5).shift(2 * RIGHT), Square().shift(3 * UP)
    way = comes(thing, source)
    assert travels([way])
    assert np.allclose(thing.get_center(), source.get_center())
    assert thing.get_fill_opacity() == 0
    at(way, 1.0)
    assert np.allclose(thing.get_center(), 2 * RIGHT)
    assert thing.get_fill_opacity() == pytest.approx(0.5)


def test_a_copy_goes_into_another_thing_and_the_thing_stays():
    thing, end = Square(), Square().shift(3 * UP)
    way = goes(thing, end)
    assert travels([way])
    assert way.remover
    gone = at(way, 1.0)
    assert np.allclose(gone.get_center(), end.get_center())
    assert gone.get_stroke_opacity() == 0
    assert np.allclose(thing.get_center(), 0)
    assert thing.get_stroke_opacity() == 1


@pytest.mark.parametrize("kind", [Line, DashedLine])
def test_a_bead_runs_along_a_line_dashed_or_not(kind):
    way = runs(kind(RIGHT, 3 * RIGHT))
    assert travels([way])
    assert way.remover
    assert np.allclose(at(way, 0.5).get_center(), 2 * RIGHT, atol=0.1)
