"""What is on a worksheet: numbers that can be worked out from what is printed, and questions with one right answer."""

import warnings

import numpy as np
import pytest
from numpy.testing import assert_allclose

from engine import InputError
from engine.notation import fmt, parse
from studio import catalog
from studio.worksheet import quiz
from studio.worksheet.numbers import check, worksheet

LESSONS = {
    "one neuron": {"sizes": (1, 1), "act": "identity"},
    "tanh": {"sizes": (3, 4, 2), "act": "tanh"},
    "softmax": {"last": "softmax", "loss": "cross_entropy"},
    "relu and softmax": {"sizes": (4, 4, 3, 3), "act": "relu", "last": "softmax", "loss": "cross_entropy"},
    "no bias": {"layer": {"bias": False}, "loss": "mse"},
    "shared bias": {"layer": {"bias": "shared"}, "act": "leaky_relu"},
    "binary": {"sizes": (2, 2, 2), "loss": "binary_cross_entropy"},
    "batch of adam": {"optimizer": "adam", "steps": 4, "batch_size": 2},
    "four layers": {"sizes": (2, 2, 2, 2, 2), "act": "gelu"},
    "all zero": {"examples": 1, "layer": {"biases": [0.0, 0.0], "weights": [[0.0, 0.0], [0.0, 0.0]]}, "sizes": (2, 2, 2)},
}


@pytest.mark.parametrize("seed", [None, 0, 7])
@pytest.mark.parametrize("name", LESSONS)
def test_every_card_has_one_right_answer(made, name, seed):
    lesson = made(**LESSONS[name])
    check(lesson)
    sheet = worksheet(lesson, seed)
    assert len({(c.asked.name, c.asked.l, c.asked.at) for c in sheet.cards}) == len(sheet.cards) == 4
    for card in sheet.cards:
        assert len({answer.shown for answer in card.answers}) == 4
        assert [answer.why for answer in card.answers].count("") == 1
        assert card.answers[card.right].shown == fmt(card.asked.right)
        values = [parse(answer.shown)[0] for answer in card.answers]
        assert all(abs(u - v) > 0.004 * max(abs(u), abs(v)) for k, u in enumerate(values) for v in values[:k])


def test_a_step_that_changes_nothing_is_refused_and_a_seed_helps(made):
    zeros = {"biases": [0.0, 0.0], "weights": [[0.0, 0.0], [0.0, 0.0]]}
    lesson = made(sizes=(2, 2, 2), act="relu", layer=zeros)
    with pytest.raises(InputError, match=r"no four questions .* Give --seed"):
        worksheet(lesson, None)
    assert len(worksheet(lesson, 1).cards) == 4


def test_a_card_whose_mistakes_hide_is_replaced():
    from engine.slips import Question, Slip

    same = Question("delta", 1, (0,), 0.0, (Slip(-0.0, "sign"), Slip(0.0, "slope"), Slip(1.0, "a"), Slip(1.001, "b"), Slip(2.0, "c")))
    assert [answer.shown for answer in quiz._apart(same)] == ["0", "1", "2"]
    assert quiz._card(same, 1, np.random.default_rng(0)) is None


def test_what_is_printed_is_what_is_computed_with(made):
    sheet = worksheet(made(sizes=(3, 4, 2), act="tanh"), None)
    x, y = ([parse(fmt(v))[0] for v in values] for values in (sheet.example.x, sheet.example.y))
    a = np.array(x)
    for layer in sheet.trace.net.layers:
        W = np.array([[parse(fmt(w))[0] for w in row] for row in layer.W])
        a = np.tanh(W @ a + [parse(fmt(v))[0] for v in layer.b])
    assert_allclose(sheet.example.L, 0.5 * ((a - y) ** 2).sum(), rtol=1e-12)


def test_a_lesson_of_short_numbers_is_told_as_its_films_tell_it():
    sheet = worksheet(catalog.lesson("mazur"), None)
    assert fmt(sheet.example.L) == "0.2984"
    assert round(sheet.update[1].W_new[0, 0], 8) == 0.35891648


def test_seeds_differ_and_last():
    lesson = catalog.lesson("mazur")
    found = [worksheet(lesson, seed) for seed in (1, 2, 1)]
    W = [sheet.trace.net.layers[0].W.tolist() for sheet in found]
    assert W[0] == W[2] != W[1]
    assert found[0].cards == found[2].cards != found[1].cards
    assert all(bwd.delta.all() for sheet in found for bwd in sheet.example.backward)


@pytest.mark.parametrize(("name", "says"), [("attention", "found embedding"), ("deep", "a network of 3, 6"), ("wide", "at most 4 inputs")])
def test_what_does_not_go_on_two_pages_is_one_line(name, says):
    with pytest.raises(InputError, match=says) as refused:
        check(catalog.lesson(name))
    assert "\n" not in str(refused.value)


def test_kinds_of_questions_come_first(made):
    kinds = [card.asked.name for card in worksheet(made(), 3).cards]
    assert kinds == ["delta", "delta", "dL_dW", "W"]


def test_the_example_is_one_from_which_every_layer_learns():
    sheet = worksheet(catalog.lesson("xor"), None)
    assert sheet.example.x.tolist() == [0, 1]  # (0, 0) comes first, and moves no weight of layer 1
    assert all(update.step_W.any() for update in sheet.update)


def test_a_mistake_that_leads_beyond_every_number_is_no_answer(made):
    lesson = made(sizes=(2, 2), act="identity", layer={"weights": [[1e150, 1.0], [1.0, 1.0]]}, learning_rate=1e-155)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sheet = worksheet(lesson, None)
    assert all(np.isfinite(parse(answer.shown)[0]) for card in sheet.cards for answer in card.answers)
