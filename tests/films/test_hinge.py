"""The hinge loss in the films of the two passes: its margin, its slope, its kink, in words and in formulas that agree."""

import numpy as np
import pytest

from engine import make_lesson, notation, run
from engine.reading import Reading
from scenes.facts import is_nudged, margin, stands_on_kink
from scenes.films.delta import facts, formulas
from scenes.kit.maths import equations as eq
from scenes.kit.maths.laws import output_law
from studio import catalog, claims
from studio.tongues import EN

FILMS = ("forward", "delta", "gradients", "update")


def lesson(b, y, loss="hinge", activation="identity"):
    """Two layers whose outputs have the sums b."""
    layers = [
        {"units": 1, "activation": "identity", "weights": [[1.0]], "biases": [0.0]},
        {"units": len(b), "activation": activation, "weights": [[0.0]] * len(b), "biases": b},
    ]
    table = {"network": {"inputs": 1, "loss": loss, "layers": layers}, "data": {"x": [[1.0]], "y": [y]}}
    return Reading(run(make_lesson({**table, "training": {"learning_rate": 0.1}})))


LESSONS = {  # outputs, targets: what the margin is
    "short": ([0.25], [1.0]),
    "kept": ([-1.5], [-1.0]),
    "kink": ([-1.0], [-1.0]),
    "short_of_classes": ([0.5, 0.0, -2.0], [1.0, 0.0, 0.0]),
    "kept_of_classes": ([2.0, 0.0, -2.0], [1.0, 0.0, 0.0]),
    "kink_of_classes": ([1.0, 0.0, -2.0], [1.0, 0.0, 0.0]),
}


def said(film, t):
    """A film's words on a lesson, whose claims hold."""
    chapter = catalog.load(catalog.chapter(film))
    beats = chapter.script(t, EN)
    assert list(claims.faults(chapter, beats, t.trace, EN)) == []
    return " ".join(beat.shown for beat in beats)


@pytest.mark.parametrize("state", LESSONS)
def test_what_the_margin_is_is_told_with_its_slope(state):
    t = lesson(*LESSONS[state])
    assert margin(t) == state
    told = said("delta", t)
    assert ("is a kink" in told) == ("kink" in state)
    assert ("missed." in told) == ("short" in state)
    assert said("forward", t).count("hinge loss") == 1
    short = "short" in state
    assert bool(t.L.value) == short == bool(t.dL_da[2].array.any())


@pytest.mark.parametrize("film", FILMS)
def test_its_films_are_told_of_both_kinds(film):
    for state in ("short", "short_of_classes"):
        t = lesson(*LESSONS[state])
        assert catalog.load(catalog.chapter(film)).refusal(t) is None
        assert 200 < len(said(film, t).split()) < 690


def test_where_nothing_has_a_slope_update_says_so():
    assert "slope zero" in catalog.load(catalog.chapter("update")).refusal(lesson(*LESSONS["kept"]))


def test_the_targets_are_called_what_they_are():
    assert "names the side" in said("forward", lesson(*LESSONS["short"]))
    assert "marks the class" in said("forward", lesson(*LESSONS["kept_of_classes"]))
    assert "what we wanted to hear" in said("forward", lesson([0.5], [1.0], "mae"))


def test_the_loss_of_one_output_is_worked_out():
    t = lesson(*LESSONS["short"])
    factors = eq.loss_factors(t)
    assert factors is not None
    assert (factors.parts["y0"].value, factors.parts["a0"].value) == (1.0, 0.25)
    assert t.L.value == max(0, 1 - 1.0 * 0.25)
    assert eq.loss_factors(lesson(*LESSONS["short_of_classes"])) is None


def test_its_slope_has_y_in_it_as_the_films_say():
    """near - y (sum of near) is what the engine computes, for every output."""
    t = lesson(*LESSONS["short_of_classes"])
    for state in ("short", "short_of_classes"):
        assert "y" in output_law(lesson(*LESSONS[state]), unfold=True).parts
    a, y = t.a[2].array, t.y.array
    near = np.where((a - a[0] > -1) & (y == 0), 1.0, 0.0)
    assert np.array_equal(near - y * near.sum(), t.dL_da[2].array)


def test_the_slope_by_the_class_is_not_that_by_the_others():
    own, _ = formulas.both_slopes(lesson(*LESSONS["short_of_classes"]))
    other, _ = formulas.both_slopes(lesson([0.5, 0.0], [0.0, 1.0]))
    assert own.template.endswith(notation.HINGE_OF_THE_CLASS.slope)
    assert "a_c)" in own.template
    assert other.template.endswith(notation.HINGE_OF_CLASSES.slope)
    assert "a_i)" in other.template


@pytest.mark.parametrize(
    ("loss", "activation", "b", "y", "kink"),
    [("mae", "identity", 0.5, 0.5, True), ("mae", "identity", 0.5, 0.6, False), ("squared_error", "relu", 0.0, 1.0, True),
     ("squared_error", "relu", 0.1, 1.0, False), ("squared_error", "hard_tanh", 1.0, 0.0, True), ("hinge", "identity", -1.0, -1.0, True)],
)  # fmt: skip
def test_a_push_away_from_a_kink_is_said_to_see_one_side(loss, activation, b, y, kink):
    """A smaller push would measure as much as this one: it is not true that it would measure less."""
    t = lesson([b], [y], loss, activation)
    assert stands_on_kink(t, 0) == kink
    if kink and is_nudged(t) and t.ratio[2][0].value != t.delta[2][0].value:
        assert facts.measured(t) == "kink"
        assert "one side only" in said("delta", t)
