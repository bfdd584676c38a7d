"""Shots, and what fills them: rooms that keep free of each other and of captions, digits as large as they can be, parts that move."""

from itertools import combinations

import numpy as np
import pytest
from manim import Square, VGroup

from scenes.carry import shared
from scenes.equation import broken, equation
from scenes.kit import theme as themes
from scenes.kit.network.blame_net import BlameNet
from scenes.kit.network.lamps import lamp
from scenes.kit.network.layout import banded, roomy
from scenes.kit.place.shots import SHOTS, compose, fit, is_far, region, room_of
from scenes.kit.place.stage import STAGES, Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.ink import size_of
from scenes.kit.type.number import Num
from scenes.shown import show
from studio.proof import colours
from tests.scenes.paper import desk, number, reading

SHAPES = sorted(STAGES)


@pytest.fixture(scope="module", autouse=True)
def typeset_aside(tmp_path_factory):
    with desk(tmp_path_factory.mktemp("typeset")):
        yield


@pytest.fixture(autouse=True)
def dark():
    yield
    themes.use("dark")


# ---- rooms


@pytest.mark.parametrize("shape", SHAPES)
def test_rooms_keep_free_of_each_other_and_of_captions(shape):
    for shot in SHOTS[shape]:
        for left, top, right, bottom in shot.rooms:
            assert 0.05 <= left < right <= 0.95, shot.name
            assert 0.06 <= top < bottom <= 0.88, shot.name
        for a, b in combinations(shot.rooms, 2):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], shot.name


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shot_uses_the_frame(shape):
    for shot in SHOTS[shape]:
        assert sum((right - left) * (bottom - top) for left, top, right, bottom in shot.rooms) > 0.6, shot.name


def test_a_thing_is_scaled_up_as_well_as_down():
    room = Region(1, 2, 4, 3)
    assert fit(Square(10), room).width == pytest.approx(3)
    assert fit(Square(2), room).width == pytest.approx(3)
    assert fit(Square(1), room).width == pytest.approx(2), "at most twice"
    assert np.allclose(fit(Square(2), room).get_center(), room.center)


def test_the_shot_with_the_largest_digits_wins_and_stays():
    stage = STAGES["16:9"]

    def wide(room):
        return fit(VGroup(*(Num(number(0.1234), 30).shift([2 * k, 0, 0]) for k in range(6))), room)

    def high(room):
        return fit(VGroup(*(Num(number(0.1234), 30).shift([0, 2 * k, 0]) for k in range(6))), room)

    net = BlameNet(reading("mazur"), stage, room_of(stage, "SOLO"))
    assert compose(stage, {"net": net, "board": wide}).shot == "LEDGER"
    assert compose(stage, {"net": net, "board": high}).shot == "DUET"

    def either(room):
        return Num(number(0.1234), 30 if room.height > room.width else 40)

    assert compose(stage, {"net": net, "board": either}).shot == "LEDGER"
    assert compose(stage, {"net": net, "board": either}, standing="DUET").shot == "DUET", "a third larger is no reason to move"


def test_small_steps_are_no_moves():
    stage, room = STAGES["16:9"], Region(0, 0, 4, 4)
    assert not is_far(room, Region(0.3, 0, 4.4, 4), stage)
    assert is_far(room, Region(1, 0, 4, 4), stage)
    assert is_far(room, Region(0, 0, 5, 4), stage)


# ---- the network in its room


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("rows", [1, 2, 4])
def test_neurons_stand_in_their_room_and_are_larger_than_in_bands(shape, rows):
    stage = STAGES[shape]
    room = room_of(stage, "SOLO")
    layout = roomy(room, 4, rows, stage.height > stage.width)
    assert layout.upright == (shape == "9:16" and rows <= 2)
    assert layout.radius > banded(stage.graph, 4, rows).radius
    for column in range(4):
        for row in range(rows):
            way = np.abs(layout.place(column, row, rows) - room.center)[:2]
            assert np.all(way + layout.radius <= np.array([room.width, room.height]) / 2)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("lesson", ["mazur", "deep"])
def test_a_network_that_moves_takes_all_along(shape, lesson):
    t, stage = reading(lesson), STAGES[shape]
    net = BlameNet(t, stage, room_of(stage, "SOLO"))
    for l in net.layers:
        net.fill(l, t.a[l])
    deltas = {i: net.delta(t.D, i, t.delta[t.D][i]) for i in net.drawn[t.D]}
    net.keep(t.D, *deltas)
    net.settle(room := room_of(stage, "LEDGER"))
    moved = net.target
    for l, layer in moved.neurons.items():
        for i, neuron in layer.items():
            assert np.allclose(neuron.get_center(), net.home(l, i))
            assert neuron.width / 2 == pytest.approx(net.radius)
            num = moved.values[l][i]
            assert np.hypot(num.width, num.height) < neuron.width
            assert np.allclose(num.get_center(), neuron.get_center())
    for l, edges in moved.edges.items():
        for (i, j), line in edges.items():
            before = moved.layers[moved.layers.index(l) - 1]
            for end, neuron in ((line.get_start(), moved.neurons[before][j]), (line.get_end(), moved.neurons[l][i])):
                assert np.linalg.norm(end - neuron.get_center()) == pytest.approx(net.radius, abs=1e-3)
    for i, num in deltas.items():
        twin = moved.blames[t.D][i]
        assert size_of(twin) == pytest.approx(size_of(num))
        assert np.linalg.norm(twin.get_center() - moved.neurons[t.D][i].get_center()) > net.radius
    assert (net.region, moved.layout) == (room, net.layout)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_lamps_are_seen_and_read(name):
    themes.use(name)
    ground, ink = (colours.rgb_of(str(getattr(theme(), hue))) for hue in ("ground", "ink"))
    assert colours.contrast(lamp(0.5).to_rgb(), ground) >= 1.8
    assert all(colours.contrast(lamp(share).to_rgb(), ink) >= 4.5 for share in (0.0, 0.5, 1.0))
    assert lamp(-1).to_hex() == lamp(0).to_hex()


# ---- what lives on


def test_numbers_and_symbols_that_stand_in_both_are_carried():
    t = reading("mazur")
    one, two = t.W[1][0][0], t.a[1][0]
    old = Formula("{z} = {w} + {v}", z=t.name.z[1][0], w=one, v=two)
    new = Formula("{w} - {u} = {z}", w=one, u=show(two, digits=2), z=t.name.z[1][0])
    pairs, left, fresh = shared(old, new)
    assert [len(a) for a, _ in pairs] == [len(new["w"]), len(new["z"])]
    assert all(glyph in [*old["v"], *old.rest, *old["eq"]] for glyph in left)
    assert all(glyph in [*new["u"], *new.rest, *new["eq"]] for glyph in fresh), "other digits are another number"


def test_a_line_is_broken_at_its_signs():
    line = equation("{d} = {a} dot {b} = {r}", d="d", a="a", b="b", r="r")
    assert broken(line).template.split() == r"{d} &= {a} dot {b} \ &= {r}".split()
    assert broken(line, alone=True).template.split() == r"& {d} \ &= {a} dot {b} \ &= {r}".split()
    assert broken(equation("= {a} + {b}", a="a", b="b"), sums=True).template.split() == r"&= {a} \ &quad + thin {b}".split()
    assert Formula(broken(line)).height > Formula(line).height
    assert list(Formula(broken(line)).parts) == list(Formula(line).parts)


def test_a_room_is_where_its_fractions_say():
    room = region(STAGES["16:9"], (0.0, 0.0, 0.5, 0.5))
    assert (room.x, room.y, room.width, room.height) == pytest.approx((-128 / 36, 2, 64 / 9, 4))
