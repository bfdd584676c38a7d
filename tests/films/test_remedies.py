"""Slope and gain: twins on one clock, a dead rectifier; every picture is a run of the engine."""

import tomllib

import numpy as np
import pytest
from manim import RIGHT

from engine import make_lesson, run
from engine.reading import Reading
from scenes import repairs
from scenes.films.remedies.bit_maps import BitRows, OnMap
from scenes.films.remedies.dead_dots import DeadDots
from scenes.films.remedies.squash_twins import SquashTwins
from scenes.films.remedies.story import Remedies
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import STAGES, Region
from scenes.kit.plots.repair_lines import Repair, RepairLines
from scenes.kit.plots.twin_loss import TwinLoss
from scenes.kit.plots.twin_runs import TwinRuns
from tests.scenes.last_pictures import LESSONS, reading, stand, texts

RUNS = "studies.remedies.runs"


@pytest.fixture(scope="module")
def walk(walk):
    return lambda shape="16:9": walk(Remedies, "remedies", shape)


@pytest.fixture(scope="module")
def t():
    return reading("remedies")


@pytest.mark.parametrize(
    ("beat", "shown"),
    [
        ("patient", {(f"{RUNS}[0].gain", "0.977"), (f"{RUNS}[0].slope", "0.236"), (f"{RUNS}[0].factor", "0.230")}),
        ("steep", {(f"{RUNS}[1].slope", "0.701")}),
        (
            "race_slope",
            {(f"{RUNS}[0].factor", "0.230"), (f"{RUNS}[1].factor", "0.649"), ("losses[600]", "8.1"), ("twins[0].losses[600]", "3.8")},
        ),
        ("fitting_rule", {("studies.remedies.he", "0.354"), ("studies.remedies.xavier", "0.25"), ("studies.remedies.n", "16")}),
        ("race_gain", {(f"{RUNS}[2].factor", "2.89"), (f"{RUNS}[3].factor", "0.953"), ("twins[1].losses[1]", "2.5×10²⁰")}),
        ("dies", {("studies.dead.runs[0].gradient[1]", "0")}),
        ("harvest", {(f"{RUNS}[{k}].factor", None) for k in range(4)}),
    ],
)
def test_the_numbers_stand_where_they_are_told(walk, beat, shown):
    stand(walk(), beat, shown)


def test_it_asks_before_it_shows_and_waits(walk):
    told = walk()
    assert [b.name for b in told.beats if b.pause == 3.0] == ["promised", "asked_slope", "asked_gain"]
    assert not any("he" in path.rpartition(".")[2] or "xavier" in path for path, _ in texts(told, "asked_gain"))
    assert not texts(told, "asked_slope")


def test_nothing_is_left_over_of_the_runs_before(walk):
    told = walk()
    for beat, runs in (("race_slope", "01"), ("race_gain", "23")):
        assert {path[len(RUNS) + 1] for path, _ in texts(told, beat) if path.startswith(RUNS)} == set(runs), beat
    assert {path.partition(".f")[2] for path, _ in texts(told, "harvest")} == {"actor"}


# ---- which lessons it tells


@pytest.mark.parametrize(("lesson", "why"), [("mazur", "batch norm"), ("vanishing", "a rectifier that dies"), ("attention", "dense")])
def test_a_lesson_it_cannot_tell_is_refused_in_words(lesson, why):
    assert why in (Remedies.refusal(reading(lesson)) or "")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("scale = 0.1", "scale = 0.16", "go otherwise"),  # of which a link leaves more than a quarter
        ("learning_rate = 0.005", "learning_rate = 0.00001", "mend"),
        ('{ kind = "batch_norm" }', '{ kind = "layer_norm" }', "batch norm"),
    ],
)
def test_its_own_lesson_is_refused_when_it_goes_otherwise(t, tmp_path, old, new, why):
    assert Remedies.refusal(t) is None
    text = (LESSONS / "remedies.toml").read_text(encoding="utf-8")
    assert old in text
    changed = Reading(run(make_lesson(tomllib.loads(text.replace(old, new)))))
    assert why in (Remedies.refusal(changed) or "")


# ---- the pictures


def race(t, shape="16:9"):
    return TwinRuns(t, STAGES[shape], (repairs.LARGE, repairs.FITTING), ("one", "other"))


def test_both_runs_show_the_same_step_on_one_scale(t):
    r = race(t)
    assert [(b.low, b.high) for b in r.bars[:1]] == [(b.low, b.high) for b in r.bars[1:]]
    r.at(300)
    assert r.chart.dots[0].get_x() == pytest.approx(r.chart.dots[1].get_x())
    k = int(np.argmin(np.abs(r.steps - 300)))
    bars, sizes = r.bars[1], repairs.sizes(t, repairs.FITTING, "a").array[k]
    tall = [bar.height for bar in bars.bars["a"]]
    power = np.diff([line.get_y() for line in bars.decades])[0]
    assert np.diff(tall) == pytest.approx(power * np.diff(np.log10(sizes)), abs=1e-6)


def test_what_is_silent_has_no_bar_and_what_is_beyond_the_scale_stops_at_it(t):
    r = race(t)
    r.at(1)
    roof = r.bars[0].decades[-1].get_y()
    assert max(bar.get_top()[1] for bar in r.bars[0].bars["a"]) == pytest.approx(roof)
    r.at(3)
    assert {bar.get_fill_opacity() for bar in r.bars[0].bars["delta"][:-1]} == {0.0}
    r.at(0)
    assert min(bar.get_fill_opacity() for bar in r.bars[0].bars["delta"]) > 0.5


def test_a_loss_beyond_the_axis_leaves_at_its_top(t):
    chart = TwinLoss(t, Region(0, 0, 10, 3), (repairs.LARGE, repairs.FITTING))
    top = chart.frame[0][1].get_top()[1]
    assert chart.points_of[0][1][1] == pytest.approx(top)
    assert max(p[1] for p in chart.points_of[1]) < top
    chart.at(600)
    assert chart.curves[1].get_end() == pytest.approx(chart.dots[1].get_center())
    low, high = sorted(chart.ends, key=lambda end: end.get_y())
    assert low.get_top()[1] < high.get_bottom()[1]


def test_dots_stand_on_the_squash_where_the_run_has_them(t):
    d = DeadDots(t, STAGES["16:9"], ("rectifier", "leaky"))
    d.at(200, 0, 1)
    for k, run_of in enumerate(t.trace.studies["dead"].runs):
        for m, dot in enumerate(d.dots[k]):
            assert dot.get_center() == pytest.approx(d.plots[k].point(run_of.z[200, m], run_of.a[200, m]))
    assert all(touch.get_vector()[1] == pytest.approx(0) for touch in d.touches[0])  # off, each of them


def test_dots_slide_along_the_squash_from_one_step_to_the_next(t):
    d = DeadDots(t, STAGES["16:9"], ("rectifier", "leaky"))
    run_of = t.trace.studies["dead"].runs[1]
    d.at(0.5, 1)
    for m, dot in enumerate(d.dots[1]):
        z = (run_of.z[0, m] + run_of.z[1, m]) / 2
        assert dot.get_center() == pytest.approx(d.plots[1].point(z, z if z > 0 else repairs.LEAK * z))


def test_a_loss_outside_of_the_axis_has_no_dot_on_it(t):
    chart = TwinLoss(t, Region(0, 0, 10, 3), (repairs.LARGE, repairs.FITTING))
    for step, seen in ((0, [0.0, 1.0]), (1, [0.0, 1.0]), (repairs.GONE, [1.0, 1.0])):
        chart.at(step)
        assert [dot.get_fill_opacity() for dot in chart.dots] == seen
    arrow, number = chart.beyond(1)
    assert arrow.get_top()[1] > chart.frame[0][1].get_top()[1]
    assert arrow.get_right()[0] < number.get_left()[0]


def test_the_rolled_slope_is_zero_then_one(t):
    q = SquashTwins(t, room_of(STAGES["16:9"], "SOLO"), repairs.runs(t)[:2], ("sigmoid", "rectifier"))
    q.stand(1, 1.0)
    ends = q.slopes[1].get_start(), q.slopes[1].get_end()
    assert [end[1] for end in ends] == pytest.approx([q.squashes[1].point(0, s)[1] for s in (0, 1)])


def test_full_circles_are_the_neurons_that_are_on(t):
    on = t.numbers(f"{RUNS}[1].lit", "count")
    filled = [[c.get_fill_opacity() > 0.5 for c in column] for column in OnMap(on, Region(0, 0, 8, 5)).columns]
    assert (np.array(filled) == on.array.astype(bool)).all()
    said = t.numbers(f"{RUNS}[0].says", "a")
    rows = BitRows(said, Region(0, 0, 8, 3), "said").rows
    assert np.array([[c.get_fill_opacity() for c in row] for row in rows]) == pytest.approx(said.array)


@pytest.mark.parametrize("narrow", [False, True])
def test_every_repair_ends_nearer_to_one(t, narrow):
    factors = [[repairs.at_start(t, run_of, "factor") for run_of in pair] for pair in repairs.PAIRS]
    pairs = [Repair(f"repair {k}", "mends", *pair) for k, pair in enumerate(factors)]
    wall = RepairLines(Region(0, 0, 7, 12) if narrow else Region(0, 0, 12, 6), pairs, narrow)
    middle = wall.one[0].get_x()
    for _, before, after in wall.rows:
        assert abs(after[1].get_x() - middle) < abs(before[1].get_x() - middle)
        assert np.dot(after[0].get_vector(), RIGHT) * (middle - before[1].get_x()) > 0
