"""A chain of neurons: every slope over its link, the tails alike, the squares as many as the multiplications."""

import math
from itertools import pairwise

import pytest
from manim import RIGHT, UP

from engine.reading import resolve
from scenes.films.chain import formulas
from scenes.films.chain.longer_chains import LongerChains
from scenes.films.chain.neuron_chain import NeuronChain
from scenes.films.chain.slope_rows import SlopeRow, factors, style_of
from scenes.films.chain.story import ChainOfNeurons
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import STAGES
from scenes.kit.type.formula import Formula
from tests.scenes.last_pictures import reading


def test_every_slope_stands_over_its_own_link(walk):
    told = walk(ChainOfNeurons, "chain")
    spots = {}
    for shown, (left, _, right, _) in told.pictures["others-2"].numbers:
        spots.setdefault(shown.number.path, []).append((left + right) / 2)
    for l in (1, 2, 3):
        row = [spots[f.number.path] for f in factors(told.t, l)]
        for (path, f), before in zip([(f.number.path, f) for f in factors(told.t, l)][1:], row, strict=False):
            assert max(spots[path]) > min(before), (l, f.kind)
    tails = spots["steps[0].examples[0].backward[0].da_dz[0]"]
    assert len(tails) == 3
    assert max(tails) - min(tails) < 0.001


def test_the_rows_hold_the_trace_s_numbers(walk):
    told = walk(ChainOfNeurons, "chain")
    shown = told.pictures["others-2"].numbers
    for l in (1, 2, 3):
        for f in factors(told.t, l):
            assert any(s.number.path == f.number.path for s, _ in shown), f
        assert any(s.number.path == told.t.dL_dW[l][0][0].path for s, _ in shown)
    for s, _ in shown:
        assert resolve(told.t.trace, s.number.path) == s.number.value


def test_every_delta_comes_to_rest_under_its_neuron(walk):
    told = walk(ChainOfNeurons, "chain")
    texts = [s.text for s, _ in told.pictures["shares"].numbers if ".delta[" in s.number.path]
    assert texts == ["−0.133", "−0.0322", "0.00887"]


def test_the_longer_chains_are_counted_not_typed(walk):
    told = walk(ChainOfNeurons, "chain")
    counts = {s.number.path: s.text for s, _ in told.pictures["longer"].numbers if "studies" in s.number.path}
    assert counts == {
        "studies.chain.lengths[0]": "10",
        "studies.chain.lengths[1]": "100",
        "studies.chain.alone_of[0]": "110",
        "studies.chain.alone_of[1]": "10100",
        "studies.chain.carried_of[0]": "29",
        "studies.chain.carried_of[1]": "299",
    }


def test_nothing_of_the_rows_is_left_at_the_end(walk):
    told = walk(ChainOfNeurons, "chain")
    assert not any(".da_dz" in s.number.path or "studies" in s.number.path for s, _ in told.pictures["harvest"].numbers)


def test_the_film_asks_three_times_and_waits(walk):
    pauses = {beat.name: beat.pause for beat in walk(ChainOfNeurons, "chain").beats if beat.pause}
    assert {name: pause for name, pause in pauses.items() if pause >= 3} == {"wondered": 4.0, "puzzle": 5.0, "where": 4.0, "harvest": 6.0}


@pytest.mark.parametrize("lesson", ["mazur", "neuron", "wide"])
def test_other_networks_are_refused_with_a_reason(lesson):
    assert "one neuron each" in ChainOfNeurons.unfit(reading(lesson))


def test_the_bars_of_longer_chains_start_from_one_line():
    table = LongerChains(reading("chain"), room_of(STAGES["16:9"], "LEDGER", 1))
    starts = [bar[0].get_left()[0] for row in table.rows for bar in row[1]]
    assert len(starts) == 4
    assert max(starts) - min(starts) < 1e-6


def test_a_weight_s_letter_has_the_colour_of_its_number():
    t = reading("chain")
    letters, numbers = map(Formula, formulas.running_product(t, 1))
    assert t.W[2][0][0].value < 0
    assert letters["w"].get_color() == numbers["w"].get_color()


def test_the_loss_can_be_computed_again_from_what_stands_on_the_board(walk):
    """Every weight, bias and the target are seen; with them the whole chain runs again by hand."""
    told = walk(ChainOfNeurons, "chain")
    shown = {s.number.path: s.number.value for s, _ in told.pictures["forward"].numbers}
    t, a = told.t, told.t.x[0].value
    for l in range(1, t.D + 1):
        w, b = t.W[l][0][0], t.b[l][0]
        if l > 1:
            assert {w.path, b.path, t.a[l - 1][0].path} <= set(shown), l
        a = 1 / (1 + math.exp(-(w.value * a + b.value)))
    assert shown[t.L.path] == pytest.approx((a - shown[t.y[0].path]) ** 2 / 2)


@pytest.mark.parametrize("shape", sorted(STAGES))
def test_rows_keep_apart_and_stand_level_with_their_links(shape):
    net = NeuronChain(reading("chain"), STAGES[shape])
    net.has_rows = True
    net.settle(room_of(STAGES[shape], "FOOT"))
    net.resettle(net.layout)
    style = style_of(net)
    rows = {l: SlopeRow(net, l, lane, style) for l, lane in enumerate(net.lanes, start=1)}
    along, across = (1, 0) if net.down else (0, 1)
    for row in rows.values():
        for one, other in pairwise(row.numbers.values()):
            far, near = (other, one) if not net.down else (one, other)
            assert far.get_critical_point(-side(net))[along] > near.get_critical_point(side(net))[along]
    for one, other in pairwise(rows.values()):
        assert abs(one.lane - other.lane) > max(n.length_over_dim(across) for row in (one, other) for n in row.numbers.values())


def side(net):
    """Towards larger coordinates, along the chain."""
    return UP if net.down else RIGHT


def test_what_is_kept_moves_with_its_neuron():
    stage = STAGES["16:9"]
    net = NeuronChain(reading("chain"), stage)
    for l in range(4):
        net.fill_one(l, 0, net.t.a[l][0])
    net.has_shelf = True
    net.shelve()
    net.add(*net.kept.values())
    before = {l: kept.get_x() - net.neuron(l).get_x() for l, kept in net.kept.items()}
    target = net.settle(room_of(stage, "FOOT")).mobject.target
    assert {l: kept.get_x() - target.neuron(l).get_x() for l, kept in target.kept.items()} == pytest.approx(before, abs=1e-6)
