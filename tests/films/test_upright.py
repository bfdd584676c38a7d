"""What an upright frame has little room for: it is broken, shortened or left out, and never too small to be read."""

from itertools import pairwise

import numpy as np
import pytest
from manim import tempconfig

from engine import run
from engine.reading import Reading
from scenes.films.batches.crowd import boxes, size_of, touched
from scenes.films.chain_rule.nudge_bars import beside_bars, large_chain
from scenes.films.delta import boards, matrices
from scenes.films.gradients.filled_net import FilledNet
from scenes.films.training.curve_view import CurveView, Stretch
from scenes.films.training.loss_track import LossTrack
from scenes.kit.maths import slopes
from scenes.kit.network.blame_net import BlameNet
from scenes.kit.network.diagram import smallest
from scenes.kit.place.shots import inside, room_of, smallest_type
from scenes.kit.place.stage import STAGES
from studio import catalog
from tests.films.fixtures import path
from tests.scenes.paper import inside as stands_in
from tests.scenes.paper import reading

STAGE = STAGES["9:16"]


@pytest.fixture(autouse=True)
def upright():
    with tempconfig({"frame_width": STAGE.width, "frame_height": STAGE.height}):
        yield


def fixture(name):
    return Reading(run(catalog.lesson(path(name))))


def test_three_products_stand_under_each_other_large_enough_to_be_read():
    room = inside(room_of(STAGE, "LEDGER", 1))
    stack = boards.carried_stack(fixture("iris"), 1, 0, room)
    assert smallest_type(stack) >= smallest()
    assert stands_in(stack, room)


@pytest.mark.parametrize("name", ["titanic", "spirals", "moons_diverge"])
def test_a_matrix_has_its_name_in_a_size_that_is_read(name):
    t, room = fixture(name), inside(room_of(STAGE, "LEDGER", 1))
    line = matrices.sum_line(t, t.D - 1, room)
    made = matrices.Upright(t, t.D, line)
    for part in (made.name, made.flipped_name):
        assert smallest_type(part) >= smallest()
        assert stands_in(part, room)


@pytest.mark.parametrize("name", ["long_title", "large_weight", "smooth_rectifiers"])
def test_a_chain_takes_fewer_digits_before_it_is_too_small(name):
    t, room = fixture(name), room_of(STAGE, "COLUMN", 2)
    quantities = [t.W[t.D][0][0], t.z[t.D][0], t.a[t.D][0], t.L]
    named = [(link.name, link.number) for link in slopes.links_of(t, 0, 0)]
    assert smallest_type(large_chain(quantities, named, beside_bars(room))) >= smallest()


def filled(t):
    net = FilledNet(t, STAGE, "LEDGER")
    for l in net.layers[1:]:
        for i in net.drawn[l]:
            net.delta(l, i, net.t.delta[l][i])
    return net


def test_gradients_stand_on_edges_clear_of_each_other_and_of_neurons():
    net = filled(fixture("without_biases"))
    l = net.layers[-1]
    assert net.has_tags(l)
    nums = [net.gradient(l, i, j)[1] for i, j in net.edges[l]]
    for k, num in enumerate(nums):
        middle, half = num.get_center(), size_of(num) / 2
        assert not touched(middle, 2 * half - 0.05, boxes(nums[k + 1 :]))
        for neuron in (n for layer in net.neurons.values() for n in layer.values()):
            apart = np.maximum(np.abs(neuron.get_center() - middle)[:2] - half, 0)
            assert np.linalg.norm(apart) > net.radius


def test_a_layer_of_which_one_edge_has_no_room_has_none(monkeypatch):
    net = filled(fixture("without_biases"))
    monkeypatch.setattr(net, "_is_clear", lambda thing, way: way[1] != (0, 1))
    assert not net.has_tags(net.layers[-1])
    assert net.ways == {}


def test_numbers_along_an_axis_keep_clear_of_its_last():
    t = fixture("sixty_five")
    track = LossTrack([t], range(t.lesson.training.steps + 1), STAGE, inside(room_of(STAGE, "LEDGER", 1)))
    *marks, count, _ = track.marks
    right = max(mark.get_right()[0] for mark in marks if mark.get_top()[1] < track.axes[0].get_y())
    assert right < count.get_left()[0] - 0.1


def test_numbers_left_of_a_panel_stay_within_it():
    view = CurveView(2.0, 0.0, 1.0, Stretch(reading("mazur").x.array[:, None]), size=60)
    assert all(mark.get_left()[0] >= view.outer.get_left()[0] for mark in view.marks)


def test_deltas_of_a_long_chain_keep_apart_in_a_square():
    square = STAGES["1:1"]
    with tempconfig({"frame_width": square.width, "frame_height": square.height}):
        t = fixture("six_chain")
        net = BlameNet(t, square, room_of(square, "LEDGER", 0))
        nums = [net.delta(l, 0, t.delta[l][0]) for l in net.layers[1:]]
        for one, other in pairwise(nums):
            assert other.get_left()[0] - one.get_right()[0] > 0.05
