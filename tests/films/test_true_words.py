"""What is said changes with what is so: failures, missing biases and other runs are told as they are, or refused."""

import tomllib
from dataclasses import replace
from functools import cache

import pytest

from engine import make_lesson, run
from engine.reading import Reading
from scenes import repairs
from scenes.films.attention import facts as attention
from scenes.films.cost import facts as cost
from scenes.films.embeddings import facts as embeddings
from scenes.films.gradients import facts as gradients
from scenes.films.history import facts as history
from scenes.films.vanishing import facts as vanishing
from studio import catalog
from studio.tongues import EN
from tests.films.fixtures import reading as fixture
from tests.films.refusals import untrue
from tests.scenes.last_pictures import LESSONS, reading


def said(t, film):
    return " ".join(beat.shown for beat in catalog.load(catalog.chapter(film)).script(t, EN))


def table(lesson):
    return tomllib.loads((LESSONS / f"{lesson}.toml").read_text(encoding="utf-8"))


@cache
def changed(lesson, **training):
    """A built-in lesson that is trained otherwise."""
    told = table(lesson)
    return Reading(run(make_lesson({**told, "training": {**told["training"], **training}})))


@pytest.mark.parametrize(
    ("lesson", "film", "told", "untold"),
    [
        ("saturated_neuron", "step", "The loss has not moved", "too long"),
        ("overflow", "step", "the step was far too long", "Almost the same"),
        ("moons_diverge", "update", "here, it has not", "That is how a network learns."),
        ("xor_stuck", "update", "hardly moves any more. And that is the whole of it", "That is how a network learns."),
        ("four_sigmoids", "update", "This layer has none", "The biases take their steps"),
        ("four_sigmoids", "cost", "There are no biases", "Biases only add"),
        ("four_sigmoids", "recap", "This network has none", "held still"),
        ("rmsprop_regression", "check", "the slope of the activation function is left out", "slope of the squash"),
        ("spirals", "check", "Only layer one is wrong", "Only from layer one"),
        ("weights_of_twenty", "check", "all of them agree", "nearly all of them"),
        ("sizes", "check", "the first of them agree", "nearly all of them"),
        ("one_weight", "forward", "The weight comes from the line", "The first input"),
        ("one_weight", "chain_rule", "In deeper networks, paths may fork", "add over the paths"),
        ("one_weight", "check", "There is just one, and it stays below our line", "All of them"),
        ("two_chain", "forward", "what the next layer makes of it", "adds them up"),
        ("two_chain", "forward", "With more of them in a layer", "in each layer, they are all of one size"),
        ("two_chain", "delta", "its only number stays in its place", "Take the first output"),
        ("logistic_and", "forward", "And they are all of one size", "in each layer"),
        ("gate_or", "gradients", "But its signal, the input, is larger. The blame outweighs it.", "so much"),
        ("absolute_error", "gradients", "But its signal, the input, is larger.", "outweighs"),
        ("house_prices", "chain_rule", "twice the error: the output, minus the target", "shared among"),
        ("house_prices", "update", "1×10⁻⁷ times its slope, −2.87×10⁸", "1.00×10"),
        ("house_prices", "update", "The output was −1114", "The first output"),
        ("titanic", "update", "it hardly falls any more", "it is down to"),
        ("titanic", "cost", "half as much again as one run forward", "about as much as one run"),
        ("xor_stuck", "update", "here, it got stuck on the way", "here, it has not"),
        ("moons_diverge", "training", "So not all points are on their own sides", "But not all points"),
        ("moons_diverge", "batches", "and short enough, such steps", "again, such steps"),
        ("iris", "chain_rule", "−0.18 through the third. Together, −0.11", "And so on"),
        ("curve_fit", "training", "Of them, we see the three that will count most in the end", "the output's own curve"),
        ("hinge", "check", "That is rounding, no more: this curve does not bend", "would be the error"),
        ("moons_zero", "forward", "with weights of zero, no sum moves", "This far to either side"),
        ("weights_of_twenty", "check", "so a mistake there spoils everything", "The missing factor gives its own name"),
        ("dead_relu", "check", "0. That is the slope of the rectifier", "lost in rounding"),
        ("iris", "forward", "For sepal length, x₁ = 5.1. For sepal width", "sepal length: x₁"),
        ("iris", "batches", "fifty of the one hundred and fifty pull", "one hundred fifty"),
        ("twelve_units", "batches", "neither of the two pulls against it", "none of the two"),
        ("exact_relu", "forward", "There is a single output, and its part is zero", "Each output"),
        ("ten_layers", "forward", "out of layer nine goes into layer ten", "layer 9"),
        ("spirals", "batches", "twenty-nine of the eighty", "twenty nine"),
        ("rmsprop_regression", "update", "a rule called RMSprop: eta", "R M S"),
        ("adamw_penalty", "update", "a rule called AdamW: eta", "Adam W"),
        ("smooth_rectifiers", "forward", "with the Gaussian error linear unit", "soft plus"),
        ("titanic", "forward", "class, x₁ = 3. For female, x₂ = 0", "every neuron says zero"),
        ("attention_own", "attention", "token 4 looks at token 1 as before", "looks less"),
        ("given_velocity", "neuron", "The loss ends where it was", "The loss shrinks"),
        ("badly_wrong", "nudge", "The sum moved just as far as the weight", "moved 1 times"),
        ("convolution_own", "convolution", "Four weights look at a picture", "four weights look"),
        ("moons_diverge", "training", "take shorter steps", "when it sticks"),
        ("moons_zero", "training", "look at the weights that it began with", "when it sticks"),
        ("iris", "delta", "−0.184. They add up to −0.114", "And so on"),
    ],
)
def test_a_lesson_is_told_what_is_so_on_it(lesson, film, told, untold):
    words = said(fixture(lesson), film)
    assert told in words
    assert untold not in words


def test_an_example_without_a_gradient_asks_for_nothing():
    layers = [{"units": 1, "activation": "relu", "weights": [[1.0]], "biases": [0.0]}]
    data = {"x": [[1.0], [-1.0], [2.0]], "y": [[0.0], [0.0], [1.0]]}
    net = {"inputs": 1, "loss": "squared_error", "layers": layers}
    words = said(Reading(run(make_lesson({"network": net, "data": data, "training": {"learning_rate": 0.1}}))), "batches")
    assert words.count("this example asks for nothing") == 1
    assert "asks for nothing" not in said(reading("xor"), "batches")


# ---- films of one experiment refuse runs that go otherwise


def test_a_deep_network_whose_step_is_short_is_refused():
    assert vanishing.goes_as_told(reading("vanishing"))
    assert not vanishing.goes_as_told(changed("vanishing", learning_rate=1e-9))


def test_the_bars_of_1986_are_told_where_they_are_so(monkeypatch):
    t = reading("history")
    assert history.goes_as_told(t)
    study = history.experiments(t)
    for wrong in (
        {"W": study.mirror.W * [1, 2, 1, 1, 1, 1]},
        {"W": -abs(study.mirror.W)},
        {"right": 63.0},
        {"hidden": study.mirror.hidden + 0.5},
    ):
        monkeypatch.setattr(history, "experiments", lambda t, wrong=wrong: replace(study, mirror=replace(study.mirror, **wrong)))
        assert not history.goes_as_told(t)


@pytest.mark.parametrize("field", ["w", "on", "factor", "gain"])
def test_remedies_are_told_where_each_race_starts_alike_and_mends(monkeypatch, field):
    t, asked = reading("remedies"), repairs.at_start
    assert repairs.goes_as_told(t)
    monkeypatch.setattr(repairs, "at_start", lambda t, k, name: asked(t, (k + 2) % 7 if name == field else k, name))
    assert not repairs.goes_as_told(t)


def test_larger_networks_have_to_grow(monkeypatch):
    t, sizes = reading("mazur"), cost.sizes
    assert cost.grows(t)
    monkeypatch.setattr(cost, "sizes", lambda t: sizes(t)[::-1])
    assert not cost.grows(t)


def test_ratings_that_do_not_come_out_are_not_called_right():
    assert embeddings.comes_right(reading("embeddings")) == "right"
    assert embeddings.meets_again(reading("embeddings")) == "none"
    short, wild = changed("embeddings", steps=2, record=(0, 1)), changed("embeddings", learning_rate=20.0, steps=2, record=(0, 1))
    assert embeddings.comes_right(short) != "right"
    assert embeddings.way_of_the_loss(wild) == "rises"


def test_a_head_is_told_what_its_own_scores_say():
    t = reading("attention")
    assert (attention.blamed(t), attention.later_look(t), attention.later_guess(t)) == ("others", "leads", "grown")
    barely = changed("attention", learning_rate=1e-6)
    assert attention.later_look(barely) == "as_before"


def test_what_has_no_slope_is_not_called_another_lesson():
    layer = {"units": 1, "activation": "relu", "weights": [[-1.0]], "biases": [0.0]}
    net = {"inputs": 1, "loss": "squared_error", "layers": [layer]}
    made = {"network": net, "data": {"x": [[1.0]], "y": [[1.0]]}, "training": {"learning_rate": 0.5}}
    dead = Reading(run(make_lesson(made)))
    why = catalog.load(catalog.chapter("step")).refusal(dead)
    assert why == "it steps against a slope, and here the slope of the weight is zero"
    assert untrue(dead, why) == ""
    chain = Reading(run(make_lesson({**made, "network": {**net, "layers": [layer, {**layer, "weights": [[1.0]]}]}})))
    assert "nothing gets past it" in said(chain, "chain")
    assert "So far, so good" in said(reading("chain"), "chain")


def test_the_blame_outweighs_the_signal_where_it_makes_the_slope_smaller_or_larger():
    for lesson, outweighs in {"gate_or": True, "absolute_error": False, "three_on_paper": False}.items():
        t = gradients.telling(fixture(lesson))
        (i, j), (k, m) = gradients.followed(t, 1), gradients.followed(t, t.D)
        blame, signal = (abs(b.value / a.value) for a, b in ((t.delta[t.D][k], t.delta[1][i]), (t.a[t.D - 1][m], t.x[j])))
        assert ((blame < 1) == (blame * signal < 1) != (signal < 1)) == outweighs
        assert gradients.blame_outweighs(t) == outweighs


def test_weights_without_a_slope_are_refused_as_such():
    t = fixture("logistic_and")
    assert not t.mean_dL_dW[1].array.any()
    why = catalog.load(catalog.chapter("update")).refusal(t)
    assert why is not None
    assert why.endswith("in the first recorded step all that it draws have the slope zero: record another")
