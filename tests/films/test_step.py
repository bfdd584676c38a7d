"""One step downhill: the dot on the curve, the step in numbers, the promise beside what came, three rates."""

import numpy as np
import pytest

from engine import run
from engine.reading import Reading, resolve
from engine.studies.rates import study
from scenes.films.step import facts, slices
from scenes.films.step.bowls import Hops
from scenes.films.step.loss_slice import Foot, LossSlice
from scenes.films.step.story import Step
from scenes.kit.maths.single import single
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import STAGES
from studio import catalog
from tests.films.fixtures import path as fixture
from tests.scenes.last_pictures import reading


def plot_of(t, window=None, shot="DUET"):
    """A plot in its room, and one standing on it where the lesson does."""
    plot, one = LossSlice(room_of(STAGES["16:9"], shot), window or slices.wide(t), t.name.w, t.name.L, 34), single(t)
    plot.stand(one.w.value, one.L.value, one.dL_dw.value)
    return plot


def ended(animation):
    animation.interpolate(1)


def test_the_facts_are_the_trace_s_before_and_after_the_step(walk):
    told = walk(Step, "neuron")
    before = {s.number.path: s.text for s, _ in told.pictures["known"].numbers}
    assert sorted(before.values()) == ["0.1437", "0.2156", "0.2672", "0.8", "−0.2"]
    after = {s.text for s, _ in told.pictures["biased"].numbers}
    assert {"−0.2719", "0.2331"} <= after
    assert "0.2672" not in after
    for shown, _ in told.pictures["biased"].numbers:
        assert resolve(told.t.trace, shown.number.path) == shown.number.value


def test_the_promise_stands_over_what_came(walk):
    numbers = walk(Step, "neuron").pictures["foretold"].numbers
    at = {s.number.path: box for s, box in numbers}
    promise, came = at["studies.rates.predicted"], at["studies.rates.actual"]
    assert promise[3] < came[1]


def test_a_formula_tells_the_right_rate_for_a_bowl_and_twice_that_is_the_limit():
    """Of half (w x + b - y)^2 one step at 1 / x^2 reaches the bottom, and steps at 2 / x^2 stay as high as they began."""
    trace = reading("neuron").trace
    just, limit, beyond = study(trace, parts=(1.0, 2.0, 2.1), steps=3).bowls
    x = float(trace.steps[0].examples[0].x[0])
    assert (just.eta, limit.eta) == pytest.approx((1 / x**2, 2 / x**2))
    assert just.L[1] == pytest.approx(0, abs=1e-30)
    assert pytest.approx(limit.L[0]) == limit.L
    assert (np.diff(beyond.L) > 0).all()


def test_the_study_holds_the_right_rate_and_the_limit():
    t = reading("neuron")
    best, limit = (t.numbers(f"studies.rates.{name}.L", "L").array for name in ("best", "limit"))
    assert best[1] == pytest.approx(0, abs=1e-30)
    assert limit == pytest.approx([limit[0]] * len(limit))


def test_the_dot_lies_on_the_engine_s_curve_in_every_room():
    t = reading("neuron")
    plot, loss = plot_of(t), slices.losses(t)
    for room in (plot.region, room_of(STAGES["16:9"], "SOLO"), room_of(STAGES["9:16"], "LEDGER")):
        ended(plot.settle(room))
        for w, corner in zip(plot.window.ws[::20], plot.curve.get_anchors()[::40], strict=False):
            assert np.allclose(plot.point(w, loss(w)), corner, atol=1e-6)
        assert np.allclose(plot.dot.get_center(), plot.point(single(t).w.value, single(t).L.value))
    assert loss(single(t).w.value) == single(t).L.value


def test_the_tangent_has_the_slope_of_the_trace():
    t = reading("neuron")
    one, plot, h = single(t), plot_of(t), 1e-5
    line = plot.touch(0.3)
    secant = plot.point(one.w.value + h, slices.losses(t)(one.w.value + h)) - plot.point(one.w.value - h, slices.losses(t)(one.w.value - h))
    assert line.get_slope() == pytest.approx(secant[1] / secant[0], rel=1e-6)


@pytest.mark.parametrize("fixture_slope", [0.5, -0.5, 0.0])
def test_a_tangent_ends_where_the_window_does(fixture_slope):
    plot = plot_of(reading("neuron"))
    plot.stand(0.8, 0.25, fixture_slope)
    line, window = plot.touch(50.0), plot.window
    low, high = plot.point(0, window.low[1])[1], plot.point(0, window.high[1])[1]
    assert all(low - 1e-6 <= y <= high + 1e-6 for y in (line.get_start()[1], line.get_end()[1]))


def test_the_tangent_stays_where_it_touches_when_the_dot_goes_on():
    t = Reading(run(catalog.lesson(fixture("one_weight"))))
    plot, one = plot_of(t, slices.close(t)), single(t)
    line = plot.touch(slices.close_reach(t))
    before = line.points.copy()
    ended(plot.travel(slices.losses(t), facts.after(t).w.value))
    assert np.allclose(plot.dot.get_center(), plot.point(2.9, slices.losses(t)(2.9)))
    assert np.allclose(line.points, before)
    assert np.allclose(line.get_center()[:2], plot.point(one.w.value, one.L.value)[:2], atol=0.05 * plot.region.width)


def test_the_large_rate_climbs_from_hop_to_hop():
    t = reading("neuron")
    heights = [dot.get_y() for dot in Hops(t, "bowls[2]", plot_of(t, slices.bowl(t))).dots]
    assert len(heights) >= 4
    assert heights == sorted(heights)


def test_it_asks_four_times_and_waits(walk):
    assert [beat.name for beat in walk(Step, "neuron").beats[:-1] if beat.pause >= 3.0] == ["fog", "which", "almost", "ask_large"]


@pytest.mark.parametrize("lesson", ["mazur", "chain"])
def test_other_networks_are_refused_with_a_reason(lesson):
    assert "one neuron" in Step.unfit(reading(lesson))


def test_no_loss_stands_while_only_one_knob_has_moved(walk):
    shown = {s.text for s, _ in walk(Step, "neuron").pictures["sized"].numbers}
    assert "0.6922" in shown
    assert not shown & {"0.2672", "0.2331"}


@pytest.mark.parametrize("out", [False, True])
def test_a_zoom_ends_on_the_other_window_and_keeps_the_dot_s_place(out):
    t = reading("neuron")
    one, windows = single(t), (slices.wide(t), slices.close(t))
    start, to = reversed(windows) if out else windows
    plot = plot_of(t, start)
    plot.touch(slices.close_reach(t))
    zoom = plot.zoom(to, slices.losses(t), 0.05)
    for alpha in (0.0, 0.5, 1.0):
        zoom.interpolate(alpha)
        assert np.allclose(plot.dot.get_center(), plot.point(one.w.value, one.L.value), atol=1e-6)
        at = [plot.point(one.w.value + s * 1e-4, one.L.value + s * 1e-4 * one.dL_dw.value) for s in (-1, 1)]
        assert plot.tangent.get_slope() == pytest.approx((at[1] - at[0])[1] / (at[1] - at[0])[0], rel=1e-4)
    assert np.allclose(plot.curve.get_end(), plot_of(t, to).curve.get_end(), atol=1e-2)


def test_the_curve_unbends_with_the_dot_on_it():
    t = reading("neuron")
    plot, bowl = plot_of(t), slices.bowl(t)
    w, L = (t.numbers(f"studies.rates.best.{name}", "L")[0].value for name in ("w", "L"))
    bend = plot.bend(bowl, Foot(w, L))
    for alpha in (0.3, 0.7, 1.0):
        bend.interpolate(alpha)
        x, y = plot.dot.get_center()[:2]
        anchors = np.array(plot.curve.get_anchors())
        assert y == pytest.approx(np.interp(x, anchors[:, 0], anchors[:, 1]), abs=0.01)
    assert np.allclose(plot.window.Ls, bowl.Ls)
