"""Badly wrong, slow to learn: two losses on one clock, the factors that cancel, and what is left."""

import numpy as np
import pytest
from manim import Dot

from engine import make_lesson, run
from engine.reading import Reading
from scenes.films.cross_entropy import formulas
from scenes.films.cross_entropy.delta_bars import ShareColumns
from scenes.films.cross_entropy.facts import shares
from scenes.films.cross_entropy.hill import Hill, pushed
from scenes.films.cross_entropy.on_curve import Footprints, tangent
from scenes.films.cross_entropy.racer import Racer, between
from scenes.films.cross_entropy.story import CrossEntropy
from scenes.kit.maths.single import single
from scenes.kit.maths.worked import worked
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import STAGES, Region
from scenes.kit.place.twin_frame import TwinFrame
from studio.tongues import EN
from tests.engine.lessons import one_neuron
from tests.scenes.last_pictures import reading, texts

SHAPES = ("16:9", "9:16", "1:1")
TWIN = "twins[0].steps[0].examples[0]"


@pytest.fixture(scope="module")
def walk(walk):
    return lambda shape="16:9": walk(CrossEntropy, "saturated", shape)


@pytest.mark.parametrize(
    ("beat", "shown"),
    [
        ("start", {("steps[0].examples[0].forward[0].z[0]", "4"), ("steps[0].examples[0].forward[0].a[0]", "0.9820")}),
        ("race", {("studies.mistake.sides[0].a[10]", "0.98"), ("studies.mistake.sides[1].a[10]", "0.16")}),
        ("run_on", {("studies.mistake.sides[0].crossed", "71"), ("studies.mistake.sides[1].crossed", "5")}),
        ("flat", {("steps[0].examples[0].backward[0].delta[0]", "0.0173"), ("steps[0].examples[0].backward[0].da_dz[0]", "0.01766")}),
        ("charged", {(f"{TWIN}.L", "4.018"), ("steps[0].examples[0].L", "0.4822")}),
        ("cancelled", {(f"{TWIN}.backward[0].dL_da[0]", "55.60"), (f"{TWIN}.backward[0].delta[0]", "0.9820")}),
        ("stronger", {("studies.mistake.ratio", "56.6"), ("steps[0].examples[0].backward[0].delta[0]", "0.0173")}),
        ("softmax", {("twins[1].steps[0].examples[0].backward[0].delta[1]", "−0.9829")}),
    ],
)
def test_the_numbers_stand_where_they_are_told(walk, beat, shown):
    assert shown <= texts(walk(), beat)


def test_it_asks_three_times_and_waits(walk):
    assert [b.name for b in walk().beats if b.pause == 3.0] == ["riddle", "asked_faster", "asked_slope", "asked_left"]


def test_nothing_is_left_over_of_what_was_told_before(walk):
    told = walk()
    assert texts(told, "twice") == texts(told, "asked_faster") == texts(told, "ramp") == set()
    assert not any("sides" in path for path, _ in texts(told, "why"))


# ---- the pictures


@pytest.mark.parametrize("shape", SHAPES)
def test_twins_have_equal_rooms_that_do_not_touch(shape):
    frame = TwinFrame(STAGES[shape].wide, ("one", "egg"))
    one, two = frame.rooms
    assert (one.width, one.height) == pytest.approx((two.width, two.height))
    assert max(abs(one.x - two.x) - one.width, abs(one.y - two.y) - one.height) > 0
    if not frame.stacked:
        assert frame.titles[0][0].get_bottom()[1] == pytest.approx(frame.titles[1][0].get_bottom()[1], abs=0.03)
    for k in range(2):
        parts = frame.parts(k, 0.6)
        assert sum(p.width * p.height for p in parts) == pytest.approx(one.width * one.height)


def test_a_clock_shows_both_sides_the_same_moment():
    seen = ([], [])
    hill = Hill(reading("saturated"), Region(0, 0, 6, 4))
    clock = TwinFrame.clock([between(0, 10, side.append) for side in seen], [hill.live], 1.0)
    for alpha in (0.0, 0.349, 0.35, 1.0):
        clock.interpolate(alpha)
    assert seen[0] == seen[1] == [0, 3, 3, 10]


def test_the_point_stands_on_the_hill_where_the_engine_says():
    t = reading("saturated")
    hill = Hill(t, Region(0, 0, 7, 4)).set(1.3)
    run = pushed(t, 1.3)
    assert hill.live.get_center() == pytest.approx(hill.plot.point(1.3, run.forward[0].a[0]))
    assert hill.tip.get_center() == pytest.approx(hill.plot.point(1.3, run.backward[0].delta[0]))
    assert run.backward[0].delta[0] == pytest.approx(run.forward[0].a[0] * run.backward[0].da_dz[0])


@pytest.fixture(scope="module")
def racers():
    return [Racer(reading("saturated"), k, Region(0, 0, 5, 4)) for k in range(2)]


def test_the_second_dives_while_the_first_hardly_moves(racers):
    for r in racers:
        r.at(0)
    start = [r.tip.get_y() for r in racers]
    for r in racers:
        r.at(10)
    high = racers[0].answers.scales.axes[1].height
    assert start[0] - racers[0].tip.get_y() < 0.01 * high
    assert start[1] - racers[1].tip.get_y() > 0.75 * high
    assert racers[1].tip.get_center() == pytest.approx(racers[1].answers.curve.get_end(), abs=1e-3)


def test_at_the_end_the_point_rests_clear_of_the_name_of_its_axis(racers):
    for r in racers:
        r.at(len(r.a) - 1)
        assert r.tip.get_right()[0] + 0.2 < r.answers.scales.names[0].get_left()[0]


def test_an_arrow_points_from_what_was_said_to_what_was_wanted():
    columns = ShareColumns(shares(reading("saturated")), Region(0, 0, 8, 5))
    for bar, mark, arrow in zip(columns.bars, columns.marks, columns.gaps, strict=True):
        tip = arrow.get_vertices()[3][1]
        assert abs(tip - mark.get_top()[1]) < abs(tip - bar.get_top()[1])
    assert max(mark.get_top()[1] for mark in columns.marks) < 2.3


def test_footprints_are_of_the_steps_before():
    prints = Footprints([np.array([0.2 * k, 0.0, 0.0]) for k in range(6)])
    prints.until(3, Dot([0.6, 0, 0], radius=0.05))
    assert [dot.get_fill_opacity() > 0 for dot in prints] == [True] * 3 + [False] * 3


def test_a_tangent_has_the_slope_of_the_engine():
    t = reading("saturated")
    hill = Hill(t, Region(0, 0, 7, 4))
    line = tangent(hill.plot, hill.live.get_center(), single(t).da_dz.value)
    along, up = hill.plot.point(1, 0) - hill.plot.point(0, 0), hill.plot.point(0, 1) - hill.plot.point(0, 0)
    way = line.get_vector()
    assert (way[1] / up[1]) / (way[0] / along[0]) == pytest.approx(single(t).da_dz.value)


# ---- which lessons it is told on


def test_a_lesson_it_cannot_tell_is_refused_in_words():
    assert CrossEntropy.unfit(reading("saturated")) is None
    assert "twin" in CrossEntropy.unfit(Reading(run(one_neuron(2.5, 1.5, "sigmoid", "squared_error", 1.0, 0.0))))
    assert "one sigmoid neuron" in CrossEntropy.unfit(reading("mazur"))


def own(w=3.0, b=0.5, y=0.0, steps=150):
    layers = [{"units": 1, "activation": "sigmoid", "weights": [[w]], "biases": [b]}]
    table = {
        "network": {"inputs": 1, "loss": "squared_error", "layers": layers},
        "data": {"x": [[1.0]], "y": [[y]]},
        "training": {"learning_rate": 0.5, "steps": steps},
        "twins": [{"network": {"loss": "binary_cross_entropy"}}],
    }
    return Reading(run(make_lesson(table)))


def test_it_is_told_on_a_teachers_own_neuron_without_a_softmax():
    t = own()
    assert CrossEntropy.unfit(t) is None
    assert "shares one whole" in CrossEntropy.script(t, EN)[-2].shown
    assert "This one is sure" not in CrossEntropy.script(t, EN)[-2].shown


@pytest.mark.parametrize(("changes", "why"), [({"y": 1.0}, "zero is wanted"), ({"w": 0.5}, "nearly one"), ({"steps": 15}, "long enough")])
def test_a_mistake_that_shows_nothing_is_refused(changes, why):
    assert why in CrossEntropy.unfit(own(**changes))


def test_one_formula_holds_for_zero_and_for_one():
    """-y ln a - (1 - y) ln(1 - a) is the engine's loss, and one of its terms is zero."""
    for y, term in ((0.0, lambda a: -np.log(1 - a)), (1.0, lambda a: -np.log(a))):
        one = single(Reading(run(one_neuron(0.8, -0.2, "sigmoid", "binary_cross_entropy", 1.5, y))))
        a = one.a.value
        assert one.L.value == pytest.approx(-y * np.log(a) - (1 - y) * np.log(1 - a)) == pytest.approx(term(a))


def test_on_a_high_board_a_name_stands_beside_its_sign_where_the_type_allows():
    t = reading("saturated")
    board = worked(room_of(STAGES["16:9"], "DUET", 1), formulas.chain(t), formulas.squared_chain(t), formulas.chain_numbers(t))
    for line in board:
        assert line["d"].get_bottom()[1] < line["eq"].get_y() < line["d"].get_top()[1]
