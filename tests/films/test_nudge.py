"""A nudge and a slope: what a viewer sees of it, in three shapes and on three lessons."""

import math
from functools import cache
from types import SimpleNamespace

import pytest

import engine
from engine.reading import Reading
from scenes.films.nudge import facts, formulas, runs, windows
from scenes.films.nudge.boards import Working
from scenes.films.nudge.computation_tree import ComputationTree
from scenes.films.nudge.slope_pictures import LossArea, ProductArea, Secant
from scenes.films.nudge.story import NudgeAndSlope
from scenes.kit.maths.single import single
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import Formula
from studio.drawing import draw
from studio.looks import look_of
from studio.tongues import EN
from tests.engine.lessons import one_neuron
from tests.films.test_chain_rule import end_of, on, timing_of

FPS = 4
ROWS, BACK = "studies.nudge.rows", "steps[0].examples[0].backward[0]"
LESSONS = {"neuron": "16:9", "tanh": "9:16", "against": "1:1"}
CHANGES = {"neuron": {}, "tanh": {"act": "tanh", "y": 1.0, "w": -0.5}, "against": {"w": -1.2, "b": 0.6, "x": -0.9, "y": 1.0}}


def reading(act="sigmoid", w=0.8, b=-0.2, x=1.5, y=0.0, loss="squared_error"):
    return Reading(engine.run(one_neuron(w, b, act, loss, x, y)))


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    """`walk(lesson)`: reading `t`, beats, timings, spans, sightings and, by beat, its End; each lesson in a shape of its own."""
    work = tmp_path_factory.mktemp("walk")

    @cache
    def walked(name):
        t, ends = reading(**CHANGES[name]), {}

        class Watched(NudgeAndSlope):
            def tell(self, beat, timing):
                super().tell(beat, timing)
                ends[beat.name] = end_of(self)

        beats = NudgeAndSlope.script(t, EN)
        timings = [timing_of(beat) for beat in beats]
        drawn = draw(Watched, t, beats, timings, look_of("l", LESSONS[name], "dark", FPS), work)
        return SimpleNamespace(t=t, beats=beats, timings=timings, spans=drawn.spans, sightings=drawn.sightings, ends=ends)

    return walked


@pytest.mark.parametrize(
    ("beat", "shown"),
    [
        ("nudged", {(f"{ROWS}[0].h", "0.1"), (f"{ROWS}[0].dz", "0.15"), (f"{ROWS}[0].da", "0.02845"), (f"{ROWS}[0].dL", "0.02121")}),
        ("settled", {(f"{ROWS}[0].da_dz", "0.1897"), (f"{ROWS}[1].da_dz", "0.1959"), (f"{ROWS}[2].da_dz", "0.1965")}),
        ("settled", {(f"{ROWS}[{k}].h", text) for k, text in enumerate(("0.1", "0.01", "0.001"))}),
        ("third_slope", {("steps[0].examples[0].x[0]", "1.5"), (f"{BACK}.da_dz[0]", "0.1966"), (f"{BACK}.dL_da[0]", "0.7311")}),
        ("product", {(f"{BACK}.dL_dW[0][0]", "0.2156"), (f"{ROWS}[2].dL_dw", "0.2156")}),
        ("delta", {(f"{BACK}.delta[0]", "0.1437")}),
        ("bias", {(f"{BACK}.dL_db[0]", "0.1437")}),
        ("harvest", {("steps[0].examples[0].x[0]", "1.5"), (f"{BACK}.da_dz[0]", "0.1966"), (f"{BACK}.dL_da[0]", "0.7311")}),
    ],
)
def test_the_nudges_and_slopes_stand_where_they_belong(walk, beat, shown):
    assert shown <= on(walk("neuron").ends[beat])


def test_questions_are_told_with_time_to_think(walk):
    asked = [beat for beat in walk("neuron").beats if beat.shown.endswith("?")]
    assert [(beat.method, beat.pause) for beat in asked] == [("knob", 3.0), ("asked", 3.0), ("asked_whole", 3.0)]


def test_the_table_of_ratios_is_gone_when_slopes_are_computed(walk):
    assert not any("studies" in path for path, _, _ in walk("neuron").ends["first_slope"].numbers)


def test_each_slope_appears_when_its_knob_is_named(walk):
    told = walk("neuron")
    span = next(span for span in told.spans if span.beat == "bias")
    seen = {s.shown.number.path: s.start for s in told.sightings if s.beat == "bias"}
    assert span.marks["bias"] <= seen[f"{BACK}.dL_db[0]"] <= span.marks["weight"] <= seen[f"{BACK}.dL_dW[0][0]"]


def test_the_links_carry_their_slopes_in_the_order_of_the_chain(walk):
    t, end = walk("neuron").t, walk("neuron").ends["gears"]
    heights = {path: box[1] for path, _, box in end.numbers}
    assert set(heights) == {number.path for number in facts.slopes(t)}
    assert sorted(heights, key=heights.get) == [number.path for number in facts.slopes(t)]


@pytest.mark.parametrize(
    ("changes", "why"),
    [({"loss": "binary_cross_entropy"}, "squared"), ({"act": "softplus"}, "sigmoid or tanh"), ({"x": 0.0}, "nothing follows")],
)
def test_a_lesson_it_cannot_tell_is_refused_in_words(changes, why):
    assert why in NudgeAndSlope.unfit(reading(**changes))
    assert NudgeAndSlope.unfit(reading()) is None


# ---- the pictures


def planted(t):
    return ComputationTree(Region(0, 0, 9, 6), facts.chain(t), {1: [t.name.x, t.name.b]}, windows.both_ways(t, 0.4), 0.1)


def test_the_shaken_dots_stand_where_the_engine_says():
    tree = planted(reading())
    values = runs.raised(reading())(0.3)
    tree.set(values)
    z = 1.1 * 1.5 - 0.2
    a = 1 / (1 + math.exp(-z))
    assert values == pytest.approx([1.1, z, a, a * a / 2])
    for line, value in zip(tree.lines, values, strict=True):
        assert line.dot.get_center() == pytest.approx(line.point(value))


def test_one_scale_for_all_lines_and_homes_in_one_column():
    tree = planted(reading())
    homes = [line.point(home)[0] for line, home in zip(tree.lines, tree.homes, strict=True)]
    assert homes == pytest.approx([homes[0]] * 4)
    tree.set(runs.raised(reading())(0.1))
    moved = [line.dot.get_x() - homes[0] for line in tree.lines]
    assert moved[1] / moved[0] == pytest.approx(1.5)
    assert moved[3] / moved[0] == pytest.approx(0.21205093788178142)  # the ratio of the first nudge


def test_ten_times_closer_a_tenth_of_the_nudge_looks_almost_the_same():
    t = reading()
    tree = planted(t)
    seen = []
    for h in (0.1, 0.01):
        zoom = tree.zoom(windows.one_way(t, h), h)
        zoom.begin()
        zoom.interpolate(1.0)
        tree.set(runs.raised(t)(h))
        seen.append([line.dot.get_x() for line in tree.lines])
        ticks = [tick.get_x() for tick in tree.lines[0].ticks if tick.get_stroke_opacity() > 0.5]
        assert any(x == pytest.approx(seen[-1][0]) for x in ticks)  # the nudge is one tick
    assert seen[0] == pytest.approx(seen[1], abs=0.1)


def test_a_tree_fills_another_room_and_keeps_its_values():
    t = reading()
    tree = planted(t)
    note = tree.note(3, Formula("{s}", s=t.name.L))
    tree.set(runs.raised(t)(0.1))
    move = tree.settle(Region(1, 0, 5, 7))
    move.begin()
    move.interpolate(1.0)
    assert tree.nodes[0].get_y() - tree.nodes[3].get_y() == pytest.approx(0.75 * 7)
    for line, value in zip(tree.lines, runs.raised(t)(0.1), strict=True):
        assert line.axis.get_end()[0] == pytest.approx(3.4)
        assert line.dot.get_center() == pytest.approx(line.point(value))
    assert note.get_right()[0] == pytest.approx(3.4)


def test_a_working_breaks_its_lines_where_that_makes_them_larger():
    told, numbers = formulas.squash_slope(reading())
    wide, slim = (Working(Region(0, 0, *sides), told, numbers) for sides in ((12, 3), (3, 5)))
    assert wide.lines.width > 2 * slim.lines.width
    assert slim.lines.width <= 3.001


def test_the_strips_are_as_large_as_the_slopes_say():
    t, region = reading(), Region(0, 0, 5, 4)
    area = ProductArea(t, region)
    assert area.strip.height / area.area.height == pytest.approx(1)
    loss = LossArea(t, region)
    assert loss.strip.width == pytest.approx(loss.square.square.width)


def test_the_secant_becomes_the_tangent():
    t = reading()
    picture = Secant(t, Region(0, 0, 5, 4))
    picture.close(1.0)
    picture.set(-0.001)
    (x0, y0, _), (x1, y1, _) = picture.line.get_start(), picture.line.get_end()
    one = picture.point(1.0, 0.0) - picture.point(0.0, 1.0)
    assert (y1 - y0) / (x1 - x0) * one[0] / -one[1] == pytest.approx(t.da_dz[1][0].value, rel=1e-3)


def test_the_slope_of_the_sigmoid_is_derived_line_by_line():
    """Each line that the film writes holds in numbers: 1/a = 1 + e^-z, what both sides lose as z grows, and a^2 (1/a - 1) = a (1 - a)."""
    t = reading()
    one, h = single(t), 1e-6
    z, a, slope = one.z.value, one.a.value, one.da_dz.value
    assert 1 / a == pytest.approx(1 + math.exp(-z))
    left, right = (1 / _sigmoid(z - h) - 1 / _sigmoid(z + h)) / (2 * h), (math.exp(h - z) - math.exp(-h - z)) / (2 * h)
    assert left == pytest.approx(right) == pytest.approx(slope / a**2) == pytest.approx(1 / a - 1)
    assert slope == pytest.approx(a**2 * (1 / a - 1)) == pytest.approx(a * (1 - a))


def _sigmoid(z):
    return 1 / (1 + math.exp(-z))
