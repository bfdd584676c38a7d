"""The proofreader's rules of places: each fires on a planted defect, and lets be what is right."""

import pytest

from engine import run
from engine.reading import Reading
from scenes.chapter import Sighting
from scenes.kit.number import show
from studio import catalog
from studio.proof import layout

FPS = 10
BOX = (0.4, 0.4, 0.5, 0.45)


def sighting(box=BOX, start=0, end=50, name="b"):
    return Sighting(start, end, name, show(Reading(run(catalog.lesson("xor"))).L), box)


@pytest.mark.parametrize("box", [(0.03, 0.4, 0.1, 0.45), (0.9, 0.4, 0.96, 0.45), (0.4, 0.02, 0.5, 0.06), (0.4, 0.93, 0.5, 0.97)])
def test_a_number_outside_the_safe_area_is_found(box):
    [defect] = layout.unsafe([sighting(), sighting(box, start=20)], FPS)
    assert (defect.rule, defect.beat, defect.second, defect.box) == ("unsafe", "b", 2.0, box)
    assert "stands outside the safe area" in defect.what
    assert "steps[0].examples[1].L" in defect.what  # xor's first example is all zeros, its second is told


def test_numbers_on_top_of_each_other_are_found():
    over = sighting((0.48, 0.41, 0.58, 0.46), start=30, end=60, name="c")
    [defect] = layout.crossing([sighting(), over], FPS)
    assert str(defect).startswith("3.00 s, beat c: ")
    assert "on top of each other" in defect.what
    assert defect.box == (0.4, 0.4, 0.58, 0.46)


@pytest.mark.parametrize("other", [sighting((0.51, 0.4, 0.6, 0.45)), sighting(start=50, end=60), sighting((0.499, 0.4, 0.6, 0.45))])
def test_numbers_beside_or_after_each_other_are_let_be(other):
    assert layout.crossing([sighting(), other], FPS) == []
