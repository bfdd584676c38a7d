"""The cost of a chain's slopes: both ways give the gradient of the trace, and the counts are what a pen would count."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import load_lesson, run
from engine.studies.chain import Links, from_the_end, path_by_path

numbers = st.floats(-3, 3)


@pytest.fixture(scope="module")
def chain():
    return run(load_lesson(Path("scenes/lessons/chain.toml")))


def test_the_storyboard_s_figures(chain):
    example = chain.steps[0].examples[0]
    assert [round(float(fwd.a[0]), 4) for fwd in example.forward] == [0.7311, 0.3266, 0.4649]
    assert [round(float(bwd.delta[0]), 4) for bwd in reversed(example.backward)] == [0.0089, -0.0322, -0.1331]
    assert round(example.L, 4) == 0.1432


def test_both_ways_give_the_trace_s_gradient(chain):
    backward = [float(bwd.dL_dW[0, 0]) for bwd in reversed(chain.steps[0].examples[0].backward)]
    for slopes in chain.studies["chain"].dL_dw:
        assert np.allclose(slopes, backward, rtol=1e-14)


def test_the_counts_are_those_of_a_pen(chain):
    study = chain.studies["chain"]
    assert study.alone.tolist() == [6, 4, 2]
    assert (study.alone_total, study.carried_total) == (12, 8)
    assert study.alone_of.tolist() == [n * (n + 1) for n in (10, 100)]
    assert study.carried_of.tolist() == [3 * n - 1 for n in (10, 100)]


@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=8), numbers)
def test_both_ways_agree_on_any_chain(links, end):
    came, w, slope = zip(*links, strict=True)
    chain = Links(came, w, slope, end)
    (alone, mine), (carried, theirs) = path_by_path(chain), from_the_end(chain)
    assert np.allclose(mine, theirs, rtol=1e-9, atol=1e-12)
    assert sum(carried) == 3 * len(w) - 1 <= sum(alone) == len(w) * (len(w) + 1)


def test_only_a_chain_has_this_study():
    assert "chain" not in run(load_lesson(Path("scenes/lessons/mazur.toml"))).studies
    assert "chain" not in run(load_lesson(Path("scenes/lessons/neuron.toml"))).studies
