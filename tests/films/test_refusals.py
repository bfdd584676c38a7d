"""The look for untrue refusals can find one; `test_fixtures` asks it about every film on every fixture."""

import pytest

from tests.films.fixtures import reading, refusal
from tests.films.refusals import MET, untrue


@pytest.mark.parametrize(
    ("fixture", "why"),
    [
        ("lab_test", "it carries blame back to a hidden layer, and here there is a single layer"),
        ("lab_test", "it knows nothing of the layer conv2d"),
        ("lab_test", "it is too long for anybody"),
        ("lab_test", "The network has a single layer."),
        ("lab_test", "it tells of one neuron with one input."),
        ("lab_test", "it tells of one neuron\nwith one input"),
        ("one_weight", "it tells of one neuron with one input"),
        ("xor_stuck", "it needs one sigmoid output or two classes, and examples that are zero or one"),
    ],
)
def test_a_false_refusal_is_found(fixture, why):
    assert untrue(reading(fixture), why)


def test_a_true_one_is_let_be():
    assert untrue(reading("lab_test"), "it tells of one neuron with one input") == ""
    assert untrue(reading("convolution_own"), "it knows nothing of the layers conv2d and flatten, and inputs with a shape") == ""
    assert len(MET) > 20


def test_what_a_film_does_not_know_is_named_as_people_name_it():
    asked = {"hinge": "the loss hinge", "rnn": "the layer rnn", "residual_block": "the layers residual and activation"}
    for fixture, named in asked.items():
        assert refusal(fixture, "neuron") == f"it knows nothing of {named}"
    assert refusal("convolution_own", "neuron").endswith("the layers conv2d, max_pool and flatten, and inputs with a shape")
    assert refusal("attention_own", "neuron").endswith(
        "the layers attention and token_dense, and the loss next_token, and inputs with a shape"
    )
