"""How a run went, told from its losses: every pathology by its name."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.reading import Named, Number
from scenes.facts import outcome_of, way_of
from scenes.shown import told_apart

STEPS = np.arange(101)
RUNS = {
    "learned": 0.7 * np.exp(-STEPS / 15),
    "falling": 0.7 - 0.004 * STEPS,
    "stuck": 0.35 + 0.35 * np.exp(-STEPS / 8),
    "restless": 0.7 - 0.004 * STEPS + 0.1 * (-1.0) ** STEPS,
    "unmoved": np.full(101, 0.6931),
    "diverged": 0.88 + 0.05 * STEPS,
}


@pytest.mark.parametrize("outcome", RUNS)
def test_a_run_is_told_by_how_it_went(outcome):
    assert outcome_of(RUNS[outcome]) == outcome


@given(st.lists(st.floats(1e-3, 1e3), min_size=2, max_size=60), st.sampled_from((2.0**-20, 2.0**20)))
def test_the_unit_of_the_loss_changes_nothing_and_what_fell_is_lower(losses, unit):
    found = outcome_of(np.array(losses))
    assert found == outcome_of(unit * np.array(losses))
    if found in ("learned", "falling", "stuck", "restless"):
        assert losses[-1] < losses[0]


def number(value):
    return Number(value, "losses[0]", Named("L"))


@given(st.floats(1e-8, 1e6), st.floats(1e-8, 1e6))
def test_what_is_said_to_fall_has_digits_that_fall(before, after):
    one, two = told_apart(number(before), number(after), 3)
    assert (way_of(number(before), number(after)) == "stays") == (one.text == two.text)
