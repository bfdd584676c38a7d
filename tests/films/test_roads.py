"""Norm and roads: batch norm there and back, roads past the layers; every picture is a run of the engine."""

from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest

from scenes import repairs
from scenes.films.roads.norm_panels import NormPanels
from scenes.films.roads.roads import Roads
from scenes.films.roads.story import NormAndRoads
from scenes.kit.maths import link
from scenes.kit.network.layer_strip import LayerStrip
from scenes.kit.place.stage import STAGES, Region
from scenes.kit.plots.twin_runs import TwinRuns
from scenes.kit.type.formula import Formula
from tests.scenes.last_pictures import reading, stand, texts

RUNS, NORM = "studies.remedies.runs", "studies.norm"


@pytest.fixture(scope="module")
def walk(walk):
    return lambda shape="16:9": walk(NormAndRoads, "remedies", shape)


@pytest.fixture(scope="module")
def t():
    return reading("remedies")


@pytest.mark.parametrize(
    ("beat", "shown"),
    [
        ("norm", {(f"{NORM}.z[0]", "−5.51"), (f"{NORM}.x_hat[1]", "1.26")}),
        ("back", {(f"{NORM}.dL_dz[{m}]", None) for m in range(4)}),
        ("race_norm", {(f"{RUNS}[2].factor", "2.89"), (f"{RUNS}[4].factor", "1.28")}),
        ("race_road", {(f"{RUNS}[5].factor", "0.259"), (f"{RUNS}[6].factor", "0.917")}),
        ("harvest", {(f"{RUNS}[{k}].factor", None) for k in range(7)}),
    ],
)
def test_the_numbers_stand_where_they_are_told(walk, beat, shown):
    stand(walk(), beat, shown)


def test_it_asks_before_it_shows_and_waits(walk):
    told = walk()
    assert [b.name for b in told.beats if b.pause == 3.0] == ["promised", "asked_common"]
    assert not any("dL_dz" in path for path, _ in texts(told, "asked_common"))


def test_nothing_is_left_over_of_the_runs_before(walk):
    told = walk()
    for beat, runs in (("race_norm", "24"), ("race_road", "56")):
        assert {path[len(RUNS) + 1] for path, _ in texts(told, beat) if path.startswith(RUNS)} == set(runs), beat


def test_a_lesson_it_cannot_tell_is_refused_in_words():
    assert NormAndRoads.refusal(reading("remedies")) is None
    assert "batch norm" in (NormAndRoads.refusal(reading("mazur")) or "")


# ---- the pictures


def test_each_factor_is_named_before_the_bars_move_and_the_product_says_when_it_was(t):
    named = Formula(link.fate(t, repairs.NORMED))
    assert {"g", "gv", "s", "sv", "n", "nv"} <= set(named.parts)
    race = TwinRuns(t, STAGES["16:9"], (repairs.LARGE, repairs.NORMED), ("without", "with"))
    told = []
    race.start(SimpleNamespace(show=lambda *_, **__: None, carry=lambda old, new, **_: told.append((old, new))))
    assert [len(heads) for heads in told[0]] == [2, 2]
    assert all(list(head.parts) == ["f"] for head in race.heads)


def test_the_blame_through_a_layer_may_be_fainter_than_that_past_it():
    strip = LayerStrip(4, Region(0, 0, 12, 1.5))
    full, faint = (strip.run(3, 2, back=True, light=light).animations[0].mobject for light in (1.0, 0.5))
    assert faint[0].get_stroke_opacity() == pytest.approx(0.5 * full[0].get_stroke_opacity())


def test_blame_and_values_stand_on_the_same_zero(t):
    panels = NormPanels(t, STAGES["16:9"].arena, ("sums", "normalised"))
    assert panels.g.y(0) == pytest.approx(panels.x_hat.y(0))
    assert panels.d.y(0) == pytest.approx(panels.z.y(0))
    for field in ("rest", "left"):
        values = repairs.normed(t, field).array
        assert panels.g.reach[0] <= values.min() <= values.max() <= panels.g.reach[1]


@pytest.mark.parametrize("way", ["together", "apart"])
def test_normalised_values_stay_when_all_sums_move_so(t, way):
    panels = NormPanels(t, STAGES["16:9"].arena, ("sums", "normalised"))
    places = np.array([bar.get_center() for bar in panels.x_hat.bars])
    shaking = panels.shaken(getattr(panels, way), run_time=1.0)
    shaking.begin()
    shaking.interpolate(0.5)
    assert panels.z.values == pytest.approx(np.array(panels.numbers["z"].array) + getattr(panels, way))
    assert np.array([bar.get_center() for bar in panels.x_hat.bars]) == pytest.approx(places, abs=1e-4)


def test_a_road_leads_past_every_layer_between_and_joins_behind_it():
    strip = LayerStrip(11, Region(0, 0, 12, 1.5))
    roads = Roads(strip)
    assert list(roads.arcs) == list(range(2, 11))
    for l, arc in roads.arcs.items():
        left, right = strip.layers[l].get_left()[0], strip.layers[l].get_right()[0]
        assert arc.get_start()[0] < left < right < arc.get_end()[0]
        assert arc.get_top()[1] > strip.layers[l].get_top()[1]
    for l, after in pairwise(roads.arcs):
        assert roads.arcs[l].get_end()[0] < roads.arcs[after].get_start()[0]
