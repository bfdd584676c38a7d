"""What films say and write of squashes with a slope of their own, and of those that are made of pieces."""

import pytest

from engine import make_lesson, run
from engine.reading import Reading
from scenes.facts import leak
from scenes.kit.maths import equations as eq
from scenes.kit.maths import slopes
from studio import catalog
from studio.tongues import EN
from tests.films.fixtures import reading as fixture


def chain(act, w=-0.8, **layer):
    layers = [{"units": 1, "activation": act, "weights": [[w]], "biases": [0.3], **layer}] * 2
    table = {"network": {"inputs": 1, "loss": "squared_error", "layers": layers}, "data": {"x": [[0.9]], "y": [[0.4]]}}
    return Reading(run(make_lesson({**table, "training": {"learning_rate": 0.1}})))


def said(film, t):
    return " ".join(beat.shown for beat in catalog.load(catalog.chapter(film)).script(t, EN))


@pytest.mark.parametrize("film", ["chain", "chain_rule"])
@pytest.mark.parametrize(
    ("act", "layer", "says"),
    [
        ("leaky_relu", {}, "one hundredth elsewhere"),
        ("leaky_relu", {"slope": 0.2}, "and 0.2 elsewhere"),
        ("elu", {}, "e to the z elsewhere"),
        ("hard_sigmoid", {}, "one sixth where z lies between minus three and three"),
        ("hard_tanh", {}, "one where z lies between minus one and one"),
        ("bipolar_sigmoid", {}, "half of one minus"),
        ("softsign", {}, "over the square of one plus the size of z"),
        ("silu", {}, "plus z times the slope of that sigmoid"),
    ],
)
def test_the_slope_of_a_squash_is_said_as_it_is(film, act, layer, says):
    assert says in said(film, chain(act, **layer))


def test_a_leak_that_is_written_is_the_lessons():
    t = chain("leaky_relu", slope=0.2)
    assert leak(t, 2).path == "lesson.network.layers[1].slope"
    definition = eq.squash_definition(t, 1)
    assert definition.template == "{f}({z}) = max({s} {z}, {z})"
    assert definition.parts["s"].value == 0.2
    assert leak(chain("leaky_relu"), 1) is None
    assert "0.01" in eq.squash_definition(chain("leaky_relu"), 1).template


@pytest.mark.parametrize(
    ("act", "w", "shows"),
    [("hard_tanh", -0.8, "-1 < {z} < 1"), ("hard_tanh", 9.0, "{z} >= 1"), ("hard_tanh", -9.0, "{z} <= -1"), ("elu", 2.0, "{z} > 0"),
     ("elu", -2.0, "e^({z}) = {result}"), ("hard_sigmoid", 9.0, "{z} >= 3")],
)  # fmt: skip
def test_a_slope_in_numbers_says_on_which_piece(act, w, shows):
    t = chain(act, w)
    assert shows in slopes._worked(act, t.z[1][0].value)


def test_a_chain_of_two_leaks_is_not_told_as_one():
    layers = [{"units": 1, "activation": "leaky_relu", "slope": slope, "weights": [[0.5]]} for slope in (0.1, 0.2)]
    table = {"network": {"inputs": 1, "loss": "squared_error", "layers": layers}, "data": {"x": [[0.9]], "y": [[0.4]]}}
    t = Reading(run(make_lesson({**table, "training": {"learning_rate": 0.1}})))
    assert "one slope for all neurons" in catalog.load(catalog.chapter("chain")).refusal(t)


@pytest.mark.parametrize(
    ("lesson", "has", "lacks"),
    [
        ("spirals", "a_(1)^((3))", "sum"),
        ("leaky_slope", "y_(1)", "sum"),
        ("four_sigmoids", "sum_i", "a_(1)"),
        ("house_prices", "a_(1)", "1/n"),
    ],
)
def test_the_loss_of_a_single_output_has_no_sum(lesson, has, lacks):
    line = eq.loss_letters(fixture(lesson))
    source = line.template + " ".join(map(str, line.parts.values()))
    assert has in source
    assert lacks not in source


def test_the_slope_of_a_single_output_is_shared_with_nobody():
    assert slopes._of_one(fixture("house_prices"), slopes.LOSS_SLOPE["mse"]) == "2 ({a} - {y:p})"
    assert slopes._of_one(fixture("rmsprop_regression"), slopes.LOSS_SLOPE["mse"]) == "2/{m} ({a} - {y:p})"
