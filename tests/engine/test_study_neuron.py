"""One neuron asked "what if": each case against arithmetic of its own."""

import math
from pathlib import Path

import pytest

from engine import load_lesson, run
from tests.engine.lessons import lesson

LESSONS = Path("scenes/lessons")


@pytest.fixture(scope="module")
def asked():
    return run(load_lesson(LESSONS / "neuron.toml")).studies["neuron"]


def by_hand(w, b, x, y):
    z = w * x + b
    a = 1 / (1 + math.exp(-z))
    return {"z": z, "a": a, "miss": a - y, "L": (a - y) ** 2 / 2}


@pytest.mark.parametrize(("case", "w", "b"), [("opposed", -0.8, -0.2), ("pushed", 0.8, 0.8)])
def test_a_turned_knob(asked, case, w, b):
    told = getattr(asked, case)
    assert (told.x, told.y, told.w, told.b) == pytest.approx((1.5, 0.0, w, b), abs=1e-15)
    for name, value in by_hand(w, b, 1.5, 0.0).items():
        assert getattr(told, name) == pytest.approx(value, rel=1e-12), name


def test_half_the_miss_is_a_quarter_of_the_loss(asked):
    a = by_hand(0.8, -0.2, 1.5, 0.0)["a"]
    assert asked.nearer.y == pytest.approx(a / 2, rel=1e-12)
    quarter = asked.nearer.L
    assert quarter == pytest.approx(a * a / 8, rel=1e-12)


def test_the_marks_are_what_the_squash_comes_near_to(asked):
    assert list(asked.bounds) == [0.0, 1.0]
    assert asked.zero == 0


def test_a_network_of_more_has_none():
    assert "neuron" not in run(lesson((1, 2), ("sigmoid",), steps=1)).studies
