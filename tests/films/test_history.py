"""The story of blame: the numbers of its experiments, the crossing of the joins, the bars of 1986."""

import numpy as np
import pytest

from engine.reading import resolve
from scenes.films.history import facts
from scenes.films.history.gate_plane import GatePlane
from scenes.films.history.pictures import YEARS, Cells, Rules, Starts, folds
from scenes.films.history.story import History
from scenes.films.history.story_net import StoryNet
from scenes.films.history.weight_bars import Sweeps, WeightBars, paced
from scenes.kit.place.stage import STAGES, Region
from scenes.kit.type.formula import Label
from tests.scenes.last_pictures import reading

ROOT = "studies.history"


@pytest.fixture(scope="module")
def walk(walk):
    return lambda shape: walk(History, "history", shape)


def test_the_experiments_numbers_are_seen(walk):
    told = walk("16:9")
    seen = {name: {(s.number.path, s.text) for s, _ in picture.numbers} for name, picture in told.pictures.items()}
    assert {(f"{ROOT}.xor.before", "6"), (f"{ROOT}.xor.corrections", "10")} <= seen["circles"]
    assert {(f"{ROOT}.xor.w[{k}][0]", "−2") for k in (6, 10)} <= seen["circles"]
    sizes = {f"{ROOT}.mirror.size[0][{j}]": text for j, text in enumerate(("1.0", "4.0", "2.0", "2.0", "4.0", "1.0"))}
    assert set(sizes.items()) <= seen["ratio"]
    assert {(f"{ROOT}.mirror.right", "64")} <= seen["opposite"]
    assert {(f"{ROOT}.mirror.hidden[41][0]", "0.98"), (f"{ROOT}.mirror.answer[41]", "0.00034")} <= seen["answers"]
    for s in told.drawn.sightings:
        assert resolve(told.t.trace, s.shown.number.path) == s.shown.number.value


def test_a_correction_ends_on_the_line_of_the_new_weights():
    t = reading("history")
    p = t.trace.studies["history"].xor
    plane = GatePlane(t, STAGES["16:9"].graph, p)
    for k in (1, 5, 10):
        move = plane.correct(k)
        move.begin()
        move.interpolate(1.0)
        for end in (plane.edge.points[0], plane.edge.points[-1]):
            share = (end - plane.view.ground.get_corner([-1, -1, 0]))[:2] / plane.view.side
            assert p.w[k] @ (plane.plane.low + plane.plane.span * share) + p.b[k] == pytest.approx(0, abs=1e-6)


def test_the_joins_cross_in_one_point():
    t = reading("history")
    plane = GatePlane(t, STAGES["16:9"].graph, t.trace.studies["history"].xor)
    full, rings = plane.join(1.0), plane.join(0.0)
    assert np.allclose(full.get_center(), plane.crossing().get_center())
    assert np.allclose(rings.get_center(), plane.crossing().get_center(), atol=0.02)


def test_as_many_starts_fill_as_learned_and_years_stand_in_order():
    mirror = reading("history").trace.studies["history"].mirror
    starts = Starts(STAGES["16:9"].board, mirror)
    assert (len(starts.marks), len(starts.found)) == (mirror.others, mirror.found)
    assert list(YEARS) == sorted(YEARS)
    told = [source for source in History.sources for year in YEARS if f"({year})" in source]
    assert len(told) == len(YEARS)  # every year on the line has its source


def test_the_bars_are_the_weights_of_the_sweep():
    t = reading("history")
    mirror = t.trace.studies["history"].mirror
    bars = WeightBars(STAGES["16:9"].graph, mirror.W)
    train = bars.train(mirror.kept)
    train.begin()
    train.interpolate(0.5)
    W = mirror.kept[round(float(np.interp(0.5, paced(mirror.kept), np.arange(len(mirror.kept)))))]
    for i in (0, 1):
        for j in range(6):
            zero = bars.floors[i].get_y()
            if abs(bars.scale_of * W[i, j]) > 0.02:
                assert bars.bars[i][j].get_center()[1] - zero == pytest.approx(bars.scale_of * W[i, j] / 2, abs=1e-6)


def test_the_viewer_is_given_time_at_every_question():
    told = {name: method.telling for name, method in vars(History).items() if hasattr(method, "telling")}
    assert [name for name, telling in told.items() if telling.pause >= 3] == ["promised", "changed", "lay", "blame", "add_up"]


def test_other_lessons_are_told_why_not():
    assert "1986" in History.unfit(reading("xor"))
    assert len(History.sources) >= 5


def test_bars_that_turn_fall_onto_their_twins():
    t = reading("history")
    bars = WeightBars(STAGES["16:9"].graph, t.trace.studies["history"].mirror.W)
    for move, row in zip(bars.turns(), bars.bars, strict=True):
        for outline, twin in zip(move.target_mobject, reversed(row[3:]), strict=True):
            assert outline.get_center() == pytest.approx(twin.get_center(), abs=0.1 * bars.reach)
    assert [len(move.mobject) for move in bars.turns(facts.pattern(t, facts.MIRRORED))] == [2, 2]


def test_the_sizes_are_told_from_the_smallest():
    t = reading("history")
    told = [facts.sizes(t)[k // 6][k % 6].value for places in facts.by_size(t) for k in places]
    assert told == pytest.approx(4 * [1] + 4 * [2] + 4 * [4], rel=0.1)


def test_another_question_takes_the_line_back_to_where_it_began():
    t = reading("history")
    plane = GatePlane(t, STAGES["16:9"].graph, t.trace.studies["history"].conjunction)
    start = plane.edge.points.copy()
    plane.lay(plane.p.corrections)
    assert not np.allclose(plane.edge.points, start)
    back = plane.rewinds()
    back.begin()
    back.interpolate(1.0)
    assert np.allclose(plane.edge.points, start)


def test_the_track_of_sweeps_fills_as_they_are_made_slower_where_weights_change():
    kept = np.zeros((5, 2, 6))
    kept[3:] = 1.0  # all that changes does so from the third picture to the fourth
    shares = paced(kept)
    assert shares[3] - shares[2] == pytest.approx(0.5 + 0.125)
    assert (shares[0], shares[-1]) == (0, 1)
    track = Sweeps(Label("sweeps"), 6.0)
    for share in (0.25, 1.0):
        track.fill_to(share)
        assert track.made.width == pytest.approx(share * track.track.width, rel=0.01)


@pytest.mark.parametrize(("width", "height", "climbs"), [(12.8, 5.3, False), (9.0, 4.8, False), (7.2, 6.9, True)])
def test_a_network_of_the_story_fills_its_room_and_climbs_where_it_is_high(width, height, climbs):
    net = StoryNet((2, 2, 1), Region(0.0, 0.0, width, height))
    assert (net.width, net.height) == pytest.approx((width, height), abs=0.1)
    first, last = net.neurons[0][0].get_center(), net.neurons[2][0].get_center()
    assert (last[1] - first[1] > height / 2) == climbs
    assert net.in_room(Region(0.0, 1.0, width, height)).sizes == net.sizes


def test_rules_stand_beside_each_other_in_a_low_room():
    t = reading("history")
    low, high = Rules(t, Region(0, 0, 9.0, 1.45)), Rules(t, Region(0, 0, 5.8, 4.4))
    assert low.weights.get_y() == pytest.approx(low.bias.get_y(), abs=0.1)
    assert high.weights.get_y() > high.bias.get_y() + 0.5


def test_squares_fold_as_outlines_one_after_the_other_from_the_middle():
    cells = Cells([1, 0, 1, 1, 0, 1], 0.6)
    moves = folds(cells).animations
    assert [move.mobject.get_fill_opacity() for move in moves] == [0, 0, 0]
    assert [move.mobject.get_x() for move in moves] == pytest.approx([cells[k].get_x() for k in (2, 1, 0)])
    assert [move.target_mobject.get_x() for move in moves] == pytest.approx([cells[k].get_x() for k in (3, 4, 5)])
