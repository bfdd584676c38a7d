"""Numbers drawn as one path are the numbers a formula sets: the same ink in the same places."""

import pytest

from engine.notation import fmt
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.number import Num, visible
from tests.scenes.paper import box, number

VALUES = [0.0, 7.0, 0.15, -0.15, 0.298371109, -0.038098237, 1111.0, -888.8]
HAIR = 0.012  # units: 1.6 pixels of 1080 lines


@pytest.mark.parametrize("value", VALUES, ids=fmt)
def test_a_number_is_set_as_in_a_formula(value):
    assert box(Num(number(value), 48)) == pytest.approx(box(Formula("{v}", size=48, v=number(value))), abs=HAIR)


def test_powers_stand_high_and_small_after_the_digits():
    """A formula raises its powers a little higher; both end on the same line."""
    num, formula = Num(number(3.2e-7), 48), Formula("{v}", size=48, v=number(3.2e-7))
    mantissa = Num(number(3.2001), 48)
    high = num.points[num.points[:, 0] > box(num)[2] - 0.3]
    assert high[:, 1].min() > num.points[:, 1].min() + 0.3 * mantissa.height
    assert num.height > mantissa.height
    assert num.width == pytest.approx(formula.width, rel=0.2)


@pytest.mark.parametrize("value", [0.15, -0.298371109, 4.7])
def test_every_digit_stands_on_the_line_of_the_formulas(value):
    """Glyph by glyph: left edge, right edge, foot and head, from the left."""
    glyphs = sorted((box(g) for g in Formula("{v}", size=48, v=number(value))["v"]), key=lambda b: b[0])
    assert len(glyphs) == len(fmt(value))
    points = Num(number(value), 48).points
    for left, bottom, right, top in glyphs:
        inked = points[(points[:, 0] > left - HAIR) & (points[:, 0] < right + HAIR)]
        assert (inked[:, 1].min(), inked[:, 1].max()) == pytest.approx((bottom, top), abs=HAIR)


def test_digits_have_one_width_so_that_columns_stand():
    assert Num(number(1111.0)).width == pytest.approx(Num(number(8888.0)).width, rel=0.05)


def test_a_label_shows_no_number_of_the_trace():
    assert not any(hasattr(m, "shown") for m in Label("step 12").get_family())


def test_a_number_is_one_path_and_visible_until_it_is_clear():
    num = Num(number(-0.0381))
    assert num.submobjects == []
    assert visible(num)
    assert not visible(num.set_fill(opacity=0))
