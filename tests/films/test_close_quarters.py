"""Where neurons, arrows and boards are small: what stands there fits, is shortened, or is left out."""

import pytest
from manim import tempconfig

from engine import make_lesson, run
from engine.reading import Reading
from scenes.films.attention.blame_bars import BESIDE, BlameBars
from scenes.films.attention.projection import Projection
from scenes.films.chain_rule.chain_view import ChainView
from scenes.films.cost.path_net import PathNet
from scenes.films.recap.step_net import StepNet
from scenes.films.training.key import FitKey
from scenes.kit.maths import slopes
from scenes.kit.network.bias import clear_bias
from scenes.kit.network.diagram import smallest
from scenes.kit.network.lit_net import LitNet
from scenes.kit.place.shots import inside, room_of, smallest_type
from scenes.kit.place.stage import STAGES, Region
from scenes.kit.plots.plot import activation_plot
from scenes.kit.type.number import visible
from tests.films.fixtures import reading as fixture
from tests.scenes.paper import inside as stands_in


@pytest.fixture(autouse=True, params=["9:16"])
def stage(request):
    stage = STAGES[request.param]
    with tempconfig({"frame_width": stage.width, "frame_height": stage.height}):
        yield stage


def touch(one, other):
    """Whether the boxes of two things overlap."""
    apart = abs(one.get_center() - other.get_center())[:2]
    return bool((apart * 2 < (one.width + other.width, one.height + other.height)).all())


def test_a_delta_runs_over_no_other_neuron(stage):
    t = fixture("four_sigmoids")
    net = StepNet(t, stage, "WALL")
    net.settle(room_of(stage, "WALL", 1))
    nums = [net.delta(1, i, t.delta[1][i]) for i in net.drawn[1]]
    for num, below in zip(nums, [net.neurons[1][i] for i in net.drawn[1][1:]], strict=False):
        assert not visible(num) or num.get_bottom()[1] > below.get_top()[1]
    net.keep(1, *net.drawn[1])
    assert set(net.plates) == {(1, i) for i, num in zip(net.drawn[1], nums, strict=True) if visible(num)}


def test_a_bias_is_added_inside_of_its_neuron(stage):
    net = PathNet(fixture("ten_layers"), stage)
    assert all(added.width < 2 * net.radius for added in net.biases())


def test_a_bias_stands_clear_of_the_dots_for_layers_that_are_left_out(stage):
    t = fixture("six_chain")
    net = LitNet(t.sizes, stage, room_of(stage, "WALL", 1), [layer.W for layer in t.net.layers], with_loss=True)
    found = []
    for l in net.layers[1:]:
        found.append(clear_bias(net, stage, l, 0, found))
    assert not any(touch(bias.node, dots) for bias in found for dots in net.dots)


@pytest.mark.parametrize("name", ["two_heads", "transformer"])
def test_a_query_is_worked_out_in_numbers_that_are_read(stage, name):
    room = inside(room_of(stage, "WALL", 0))
    made = Projection(fixture(name), room)
    assert smallest_type(made) >= smallest()
    assert stands_in(made, room)


def test_the_level_s_number_stays_in_its_room():
    t = fixture("transformer")
    room, blame = Region(0, 0, 7.0, 6.0), list(t.x[0])[:2]
    bars = BlameBars(["one", "two"], blame, t.at("steps[0].examples[0].L"), room)
    assert bars.level[1].get_right()[0] <= room.x + room.width / 2 + 1e-6
    assert bars.level[1].get_left()[0] - bars.line.get_right()[0] == pytest.approx(BESIDE, abs=0.02)


def test_a_slope_stands_at_its_arrow_between_two_cards(stage):
    t = fixture("saturated_neuron")
    links = [(link.name, link.number) for link in slopes.links_of(t, 0, 0)]
    chain = ChainView([t.W[1][0][0], t.z[1][0], t.a[1][0], t.L], links, Region(0, 0, 7.2, 3.0))
    for number, one, other in zip(chain.numbers, chain.cards, chain.cards[1:], strict=False):
        assert one.get_right()[0] < number.get_left()[0]
        assert number.get_right()[0] < other.get_left()[0]


def test_an_axis_that_is_low_has_marks_at_its_ends_alone():
    t = fixture("one_weight")
    for high in (2.1, 2.4, 3.0, 4.5):
        plot = activation_plot(Region(0, 0, 4.0, high), t.net.layers[0].act, 7.0, "z", "a", marks=32)
        left = [mark for mark in plot._rule(32) if mark[0].height < 0.01]
        assert left
        assert not any(touch(one[1], other[1]) for k, one in enumerate(left) for other in left[k + 1 :])


@pytest.mark.parametrize("room", [Region(0, 0, 8.6, 2.8), Region(0, 0, 3.0, 6.0)])
def test_the_key_of_a_fitted_curve_stays_in_its_room(stage, room):
    assert stands_in(FitKey(fixture("curve_fit"), stage, room), room)


def test_a_slope_of_few_digits_keeps_them(stage):
    layers = [{"units": 1, "activation": "identity", "weights": [[0.5]], "biases": [0.0]}]
    network = {"inputs": 1, "loss": "squared_error", "layers": layers}
    t = Reading(run(make_lesson({"network": network, "data": {"x": [[1.0]], "y": [[0.25]]}, "training": {"learning_rate": 0.1}})))
    links = [(link.name, link.number) for link in slopes.links_of(t, 0, 0)]
    chain = ChainView([t.W[1][0][0], t.z[1][0], t.a[1][0], t.L], links, Region(0, 0, 7.2, 3.0))
    assert [number.shown.text for number in chain.numbers] == ["1", "1", "0.25"]
