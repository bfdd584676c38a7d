"""Vanishing and exploding: bars on one logarithmic scale, the factors that make them, and two numbers that foretell them."""

import tomllib
from itertools import pairwise

import numpy as np
import pytest

from engine import make_lesson, run
from engine.studies.signals import study
from scenes.films.vanishing import facts
from scenes.films.vanishing.factor_line import FactorLine
from scenes.films.vanishing.four_nets import NAMES, series
from scenes.films.vanishing.plain_bar import PlainBar
from scenes.films.vanishing.slope_peak import Bend, SlopePeak
from scenes.films.vanishing.story import Vanishing
from scenes.films.vanishing.two_piles import TwoPiles
from scenes.kit.network.layer_strip import LayerStrip
from scenes.kit.place.stage import Region
from scenes.kit.plots.log_bars import LogBars, reach
from tests.scenes.last_pictures import LESSONS, reading, stand, texts

SIDE = "studies.signals.sides"


@pytest.fixture(scope="module")
def walk(walk):
    return lambda shape="16:9": walk(Vanishing, "vanishing", shape)


@pytest.mark.parametrize(
    ("beat", "shown"),
    [
        ("fading", {(f"{SIDE}[0].delta[0]", "3.6×10⁻⁷"), (f"{SIDE}[0].delta[10]", "0.46")}),
        ("link", {(f"{SIDE}[0].gain[9]", "1.124"), (f"{SIDE}[0].slope[9]", "0.2373"), (f"{SIDE}[0].delta[9]", "0.1239")}),
        ("chain", {*((f"{SIDE}[0].factor[{k}]", None) for k in range(10)), (f"{SIDE}[0].carried[0]", "7.7×10⁻⁷")}),
        ("peaked", {("studies.signals.steepest", "0.25")}),
        ("quarters", {("studies.signals.ceiling", "9.5×10⁻⁷")}),
        ("gain", {("studies.signals.n", "16"), (f"{SIDE}[0].gain_rule", "1.002")}),
        ("exploding", {(f"{SIDE}[1].factor_rule", "2.80"), (f"{SIDE}[1].delta[0]", None)}),
        ("flat", {(f"{SIDE}[2].dL_dW[10]", "2×10⁻⁶"), (f"{SIDE}[2].factor_rule", "0.280")}),
        ("harvest", {(f"{SIDE}[{k}].factor_rule", None) for k in range(4)}),
    ],
)
def test_the_numbers_stand_where_they_are_told(walk, beat, shown):
    stand(walk(), beat, shown)


def test_it_asks_before_it_shows_and_waits(walk):
    told = walk()
    assert [b.name for b in told.beats if b.pause == 3.0] == ["promised", "asked_blame", "asked_large", "asked_small"]
    assert (f"{SIDE}[3].factor_rule", "0.989") not in texts(told, "asked_fit")
    assert not any("[0].delta[0]" in path for path, _ in texts(told, "asked_blame"))


def test_nothing_is_left_over_of_the_network_before(walk):
    told = walk()
    for beat, k in (("exploding", 1), ("flat", 2), ("fit", 3)):
        assert {path.partition("]")[0] for path, _ in texts(told, beat)} == {f"{SIDE}[{k}"}, beat
    assert all(path.endswith("factor_rule") for path, _ in texts(told, "harvest"))


def sized(scale, seed):
    """The lesson's network, its weights drawn with this deviation: its study, and how many hidden answers are all but 0 or 1."""
    table = tomllib.loads((LESSONS / "vanishing.toml").read_text(encoding="utf-8"))
    network = {**table["network"], "init": {"method": "normal", "scale": scale, "seed": seed}}
    trace = run(make_lesson({**table, "network": network, "twins": []}))
    side, hidden = study(trace).sides[0], trace.steps[0].examples[0].forward[:-1]
    W = np.concatenate([update.W.ravel() for update in trace.steps[0].update[1:]])
    slopes = np.concatenate([fwd.a * (1 - fwd.a) for fwd in hidden])
    assert side.factor_rule == pytest.approx(4 * np.sqrt(np.mean(W**2)) * np.sqrt(np.mean(slopes**2)))
    return side.factor_rule, side.carried[0] ** (1 / len(side.factor)), np.mean(slopes < 0.05)


def test_larger_weights_help_the_blame_and_drive_the_sigmoids_to_zero_and_one():
    """Over twelve draws of each size, from a quarter to four: gain times slope grows, and so does what a link really leaves."""
    found = np.array([[sized(scale, seed) for seed in range(12)] for scale in (0.25, 0.5, 1, 2, 4)]).mean(axis=1)
    factors, measured, driven = found.T
    assert factors == pytest.approx([0.236, 0.413, 0.637, 0.905, 1.275], abs=0.001)
    assert all((np.diff(column) > 0).all() for column in (factors, measured, driven[1:]))
    assert driven[0] == 0 < 0.5 < driven[-1]


# ---- the pictures


def bars(k=0):
    t = reading("vanishing")
    shown = series(t, k)
    return LogBars(Region(0, 0, 10, 5), [0.8 * x for x in range(t.D)], shown, *reach(*(one.values for one in shown.values()))), shown


def test_ten_times_as_much_is_the_same_step_anywhere():
    drawn, shown = bars()
    one_power = np.diff([line.get_y() for line in drawn.decades])
    assert one_power == pytest.approx(one_power[0])
    for name, one in shown.items():
        heights = np.array([drawn.top(name, k)[1] for k in range(len(one.values))])
        assert np.diff(heights) / one_power[0] == pytest.approx(np.diff(np.log10(one.values.array)), abs=1e-6)


def test_a_number_over_a_bar_is_clear_of_the_line_at_one():
    drawn, _ = bars()
    one = drawn.decades[-drawn.low].get_y()
    assert drawn.tag("delta", 10).get_bottom()[1] > one > drawn.top("delta", 10)[1]


def test_three_bars_share_a_place_and_never_touch_those_of_the_next():
    drawn, _ = bars(1)
    edges = sorted((bar.get_left()[0], bar.get_right()[0]) for row in drawn.bars.values() for bar in row)
    assert all(right < left for (_, right), (left, _) in pairwise(edges))
    fills = {drawn.bars[name][0].get_fill_opacity() > 0.5 for name in ("delta", "dL_dW")}
    assert fills == {True, False}  # two of one hue differ in more than hue


def test_bars_stand_under_their_layers():
    strip = LayerStrip(11, Region(0, 3, 12, 0.8))
    assert [strip.layers[l].get_x() for l in range(1, 12)] == pytest.approx([strip.xs[l] for l in range(1, 12)])
    assert strip.xs[11] < strip.between(12) < strip.loss.get_x()


def test_the_plain_bar_shrinks_to_its_share_and_keeps_a_trace():
    bar = PlainBar(Region(0, 0, 10, 1))
    share = facts.sizes(reading("vanishing"), facts.LESSON, "carried")[9]
    animation = bar.shrink(share).build()
    animation.begin()
    animation.interpolate(1.0)
    assert bar.bar.width == pytest.approx(share.value * bar.outline.width)
    assert bar.traces[0].width == pytest.approx(bar.outline.width)


def test_the_point_on_the_slope_is_as_high_as_the_tangent_is_steep():
    peak = SlopePeak(reading("vanishing"), Region(0, 0, 12, 4))
    peak.stand(1.1)
    up = (peak.squash.point(0, 1) - peak.squash.point(0, 0))[1] / (peak.squash.point(1, 0) - peak.squash.point(0, 0))[0]
    way = peak.touch.get_vector()
    steep = way[1] / way[0] / up
    assert peak.dots[1].get_center() == pytest.approx(peak.slope.point(1.1, steep), abs=1e-6)
    assert peak.slope.curve.get_end() == pytest.approx(peak.dots[1].get_center(), abs=1e-6)


def test_factors_below_one_stand_left_of_the_middle_and_names_are_not_struck():
    t = reading("vanishing")
    factors = [facts.rule(t, k, "factor_rule") for k in facts.NETWORKS]
    line = FactorLine(Region(0, 0, 7, 8), factors, NAMES, ("less", "more"), "1")
    xs = [stop[1].get_x() for stop in line.stops]
    assert xs[0] < xs[2] < xs[3] < line.one[0].get_x() < xs[1]
    assert line.stops[0][2].get_right()[0] < xs[2]


@pytest.mark.parametrize(("lesson", "why"), [("mazur", "hidden layers"), ("deep", "hidden layers")])
def test_a_lesson_it_cannot_tell_is_refused_in_words(lesson, why):
    assert Vanishing.unfit(reading("vanishing")) is None
    assert why in Vanishing.unfit(reading(lesson))


def test_a_bar_rises_from_the_floor_as_wide_as_it_will_be():
    drawn, _ = bars()
    bar = drawn.bars["delta"][4]
    width, high, floor = bar.width, bar.height, bar.get_bottom()[1]
    rising = drawn.grow("delta", 4)[0]
    rising.begin()
    for alpha, share in ((0.5, 0.5), (1.0, 1.0)):
        rising.interpolate(alpha)
        assert (bar.width, bar.height, bar.get_bottom()[1]) == pytest.approx((width, share * high, floor))


def test_piles_are_as_long_as_what_comes_back_and_the_rest_is_their_sum():
    t = reading("vanishing")
    numbers = facts.met(t)
    piles = TwoPiles(Region(0, 0, 10, 2), numbers)
    plus, minus = (sum(n.value for n in numbers if (n.value < 0) == bool(k)) for k in (0, 1))
    assert plus + minus == pytest.approx(t.dL_da_in[t.D][t.trace.studies["signals"].met].value)
    lengths = [pile.get_right()[0] - pile.get_left()[0] for pile in piles.tiles]
    assert lengths[0] / lengths[1] == pytest.approx(-plus / minus)
    rest = piles.rest.get_right()[0] - piles.rest.get_left()[0]
    assert rest / max(lengths) == pytest.approx(abs(plus + minus) / max(plus, -minus))
    assert piles.rest.get_right()[0] == pytest.approx(max(pile.get_right()[0] for pile in piles.tiles))


def test_a_quarter_is_seen_to_be_a_quarter_of_the_squash_beside_it():
    peak = SlopePeak(reading("vanishing"), Region(0, 0, 12, 4))
    assert peak.slope.point(0, 1)[1] == pytest.approx(peak.squash.point(0, 1)[1])
    rise = peak.slope.point(0, 0.25)[1] - peak.slope.point(0, 0)[1]
    assert rise == pytest.approx(0.25 * (peak.squash.point(0, 1)[1] - peak.squash.point(0, 0)[1]))


def test_the_rectifier_bends_at_zero_and_its_slope_steps_there():
    bend = Bend(reading("vanishing"), Region(0, 0, 12, 4))
    curve, slope = bend.first[3], bend.second[3]
    for drawn in (curve, slope):
        assert drawn.points[0][1] == pytest.approx(drawn.points[len(drawn.points) // 3 - 1][1])  # flat before zero
    assert slope.points[-1][1] - slope.points[0][1] == pytest.approx((curve.points[-1][1] - curve.points[0][1]) / 2)
