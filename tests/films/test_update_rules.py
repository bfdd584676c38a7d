"""Every weight takes its step by a rule, at a price, in part: what is said and shown of it."""

import math

import pytest

from engine import load_lesson, make_lesson, run
from engine.reading import Reading
from scenes.equation import numbers_in
from scenes.films.batches.story import Batches
from scenes.films.gradients.story import Gradients
from scenes.films.update import facts, formulas, rules, stages
from scenes.films.update.story import UpdateStep
from studio.tongues import EN
from tests.engine.test_training_keys import small
from tests.films.fixtures import path

RULES = {
    "momentum": {"momentum": 0.9},
    "nesterov": {"momentum": 0.9, "nesterov": True},
    "rmsprop": {"optimizer": "rmsprop"},
    "adagrad": {"optimizer": "adagrad"},
    "adam": {"optimizer": "adam"},
    "adamw": {"optimizer": "adamw", "weight_decay": 0.2},
    "lion": {"optimizer": "lion", "weight_decay": 0.2},
}


def read(**training):
    return Reading(run(make_lesson(small(steps=3, **training))))


def fixture(name):
    return Reading(run(load_lesson(path(name))))


def told(t, film=UpdateStep):
    """The film's words, by beat."""
    return {beat.name: beat.shown for beat in film.script(t, EN)}


def worked(line):
    """The value of the left side of a line of numbers, by plain Python."""
    source, numbers = line.template.partition(" = ")[0], {name: number.value for name, number in numbers_in(line).items()}
    for typst, python in (('"sign"', "sign"), ("dot", "*"), ("^", "**"), (") (", ") * ("), ("} (", "} * (")):
        source = source.replace(typst, python)
    source = source.replace(":p", "")
    result = line.template.partition(" = ")[2].strip("{}")
    values = {"sqrt": math.sqrt, "sign": lambda c: float((c > 0) - (c < 0))}
    return eval(source.format(**{name: f"({value!r})" for name, value in numbers.items()}), values), numbers[result]


@pytest.mark.parametrize("rule", RULES)
def test_every_line_of_numbers_is_so(rule):
    t = read(**RULES[rule])
    assert facts.rule(t) == rule
    told_stages = stages.stages(t)
    assert told_stages == [(s, key) for s in (0, 1) for key in stages.STAGES[rule]]
    for s, key in told_stages:
        for _, line in rules.pairs(t, s, key):
            left, right = worked(line)
            assert left == pytest.approx(right, rel=1e-12), (key, line.template)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "lion"])
def test_the_last_line_is_the_step_that_was_subtracted(rule):
    t = read(**RULES[rule])
    for s, key in stages.stages(t):
        if key.endswith("_step"):
            (step,) = [n for n in numbers_in(rules.pairs(t, s, key)[-1][1]).values() if ".step_W" in n.path]
            w = stages.followed_at(t, s)
            assert step.path == w.step.path
            assert step.path.startswith(f"steps[{s}].")


def test_a_line_that_is_not_so_is_found():
    t = read(**RULES["adam"])
    (_, line), _ = rules.pairs(t, 0, "means")
    left, right = worked(line)
    assert 1.001 * left != pytest.approx(right, rel=1e-12)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_never_told_as_a_plain_step(rule):
    words = told(read(**RULES[rule]))
    everything = " ".join(words.values())
    assert "times the learning rate" not in everything
    assert "minus eta times the matrix" not in everything
    assert "by-hand" not in everything
    assert sum(name.startswith("by_hand") for name in words) == 2 * len(stages.STAGES[rule])
    assert words["by_hand-1"].startswith("Where does this step come from?")
    assert "nothing is remembered" in words["by_hand-1"]
    assert "One step later" in words[f"by_hand-{len(stages.STAGES[rule]) + 1}"]


def test_nesterov_is_told_as_nesterov():
    assert "Nesterov" in told(read(**RULES["nesterov"]))["letters"]
    assert "Nesterov looks ahead" in told(read(**RULES["nesterov"]))["by_hand-2"]
    assert "Nesterov" not in " ".join(told(read(**RULES["momentum"])).values())


def test_a_plain_step_has_no_such_beats():
    words = told(read())
    assert not any(name.startswith(("by_hand", "price")) for name in words)


def test_where_one_step_is_recorded_one_is_followed():
    t = fixture("momentum_second")
    assert {s for s, _ in stages.stages(t)} == {0}
    assert "nothing is remembered" not in " ".join(told(t).values()), "the second step of a run remembers the first"


def test_a_velocity_that_is_given_is_said_to_be():
    words = told(fixture("given_velocity"))
    assert "The lesson gives the velocity that it begins with." in words["by_hand-1"]
    assert "nothing is remembered" not in words["by_hand-1"]


# ---- a price


def test_with_a_price_j_is_what_falls():
    t = fixture("l2_neuron")
    words = told(t)
    assert "It grows with the sum of their squares." in words["price"]
    assert words["helped"].startswith("J falls")
    assert "The loss alone went from" in words["helped"]
    assert "without the price" in words["biases"]
    w = facts.first(t)
    assert w.given.path.endswith("dJ_dW[0][0]")
    assert w.given.value == pytest.approx(w.slope.value + facts.slope_of_price(t).value)
    assert w.step.value == pytest.approx(t.eta.value * w.given.value)
    J = numbers_in(formulas.price(t))
    assert J["total"].value == pytest.approx(J["a"].value + J["b"].value)


def test_the_promise_is_that_of_the_loss_with_its_price():
    t = read(penalty={"l2": 2.0})
    step = t.run.steps[0]
    expected = sum((u.dJ_dW * u.step_W).sum() + (u.dJ_db * u.step_b).sum() for u in step.update)
    assert facts.promised(t) == pytest.approx(expected, rel=1e-12)
    assert [n.value for n in facts.losses(t)] == [step.penalised.J, step.penalised.J_new]


PRICES = [({"l1": 0.1}, "with the sum of their sizes."), ({"l1": 0.1, "l2": 0.1}, "with the sums of their sizes and squares.")]


@pytest.mark.parametrize(("penalty", "words"), PRICES)
def test_the_price_is_said_to_be_what_it_is(penalty, words):
    assert words in told(read(penalty=penalty))["price"]


# ---- sums, rates, held layers, an end


def test_sums_are_not_called_means():
    words = told(fixture("without_biases"))
    assert "It is the sum of the slopes of all three examples." in words["slopes"]
    assert "the losses of the examples came to" in words["did_it_help"]
    assert "mean" not in " ".join(words.values())
    assert "This layer has none" in words["biases"]
    t = fixture("without_biases")
    assert "adds their losses up" in Batches.refusal(t)
    assert "the step takes their sum" in told(t, Gradients)["several"]


def test_a_rate_on_a_schedule_is_that_of_the_step():
    t = fixture("rate_schedule")
    assert t.eta.path == "steps[0].eta"
    assert t.of(step=11).eta.value == pytest.approx(0.1 * 0.5**2)
    assert "In this step, eta is 0.1: a schedule multiplies it by a factor every so many steps." in told(t)["letters"]
    assert "In this lesson" not in told(t)["letters"]


def test_a_layer_that_is_held_is_said_to_be():
    words = told(fixture("frozen_layer"))
    assert "Every weight that is trained follows the same rule." in words["matrices"]
    assert "this lesson holds it: its step is zero" in words["layers"]


def test_a_shared_bias_is_told_as_one():
    t = fixture("shared_bias")
    assert "one bias for all its neurons" in told(t)["biases"]
    assert "all their deltas, added up" in told(t, Gradients)["shared_bias"]
    assert "biases" not in told(t, Gradients), "its gradient is not simply the blame"
    assert t.b[2][1].path == "steps[0].update[1].b[0]"
    assert t.b[2][1].named.shown == "b⁽²⁾"
    assert [b.path for b in t.b[2].of_each(2)] == ["steps[0].update[1].b[0]"] * 2


def test_a_run_that_stops_says_where():
    t = fixture("stopped")
    assert t.run.stopped.taken < t.run.stopped.asked
    assert "There this lesson stops: its loss is no more than 0.001." in told(t)["many"]
