"""Numbers at axes: round, enough and not too many, apart, and told apart, whatever the range: flat, tiny, huge, far from zero."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scenes.kit.plots.rulers import PLAIN, STEPS, digits, marked, rungs
from scenes.kit.type.ink import Scale

MIDDLES = st.one_of(st.just(0.0), st.floats(-1e12, 1e12))
REACHES = st.floats(-12, 12).map(lambda power: 10.0**power)
KNOWN = [(0.0, 1.0), (-1.2, 2.13), (0.2112, 0.2913), (-3e4, 8e5), (1e-9, 1.1e-9), (0.0, 3.1e-7), (5.0, 905.0), (1e6, 1e6 + 0.01)]


def within(values, low, high):
    slack = 1e-8 * (high - low) + 1e-15 * max(abs(low), abs(high))
    return values == sorted(set(values)) and all(low - slack <= v <= high + slack for v in values)


@given(MIDDLES, REACHES, st.sampled_from([STEPS, PLAIN]))
def test_an_axis_has_three_numbers_or_more_and_not_too_many(low, reach, steps):
    high = low + reach
    assume(high - low > 1e-8 * max(abs(low), abs(high)))
    values = rungs(low, high, 3, steps)
    assert 3 <= len(values) <= 8
    assert within(values, low, high)


@given(MIDDLES, REACHES, st.integers(3, 7))
def test_no_more_stand_than_there_is_room_for(low, reach, most):
    high = low + reach
    assume(high - low > 1e-8 * max(abs(low), abs(high)))
    values = marked(low, high, most)
    assert max(2, most / 3 - 1e-9) <= len(values) <= most, "and no fewer than the next step would leave"
    assert within(values, low, high)


@given(MIDDLES, REACHES)
def test_numbers_at_an_axis_are_told_apart(low, reach):
    high = low + reach
    assume(high - low > 1e-8 * max(abs(low), abs(high)))
    values = rungs(low, high, 3)
    assert len({Scale.of(v, digits(values)) for v in values}) == len(values)


@pytest.mark.parametrize(("low", "high"), KNOWN)
def test_the_ranges_of_our_films_are_marked(low, high):
    assert len(rungs(low, high, 3)) >= 3
    assert within(marked(low, high), low, high)


@pytest.mark.parametrize("value", [0.0, 1.0, -1e-300, 1e300])
def test_a_flat_line_has_the_one_number_there_is(value):
    assert rungs(value, value, 3) == marked(value, value) == [value]
    assert digits([value]) >= 1


def test_a_number_is_written_as_it_is():
    assert rungs(0.0, 0.35, 3) == [0.0, 0.1, 0.2, 0.3]
    assert rungs(0.0, 3e-13, 3) == [0.0, 1e-13, 2e-13, 3e-13]
