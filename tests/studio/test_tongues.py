"""How English says numbers, symbols, years and terms: what is heard is what is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.activations import ACTIVATIONS
from engine.losses import LOSSES
from engine.notation import MINUS, fmt
from engine.symbols import SYMBOLS
from studio.tongues import EN, en

LAWS = settings(max_examples=200, deadline=None, derandomize=True)
finite = st.floats(allow_nan=False, allow_infinity=False)
digits = st.integers(1, 9)
SPOKEN = [
    ("0", "zero"), ("0.3775", "zero point three seven seven five"), ("−0.0381", "minus zero point zero three eight one"), ("10", "ten"),
    ("13", "thirteen"), ("42", "forty two"), ("−20.50", "minus twenty point five zero"), ("117", "one hundred seventeen"),
    ("1000001", "one million one"), ("4.386×10⁻⁴", "four point three eight six times ten to the minus four"),
    ("−1.000×10¹²", "minus one point zero zero zero times ten to the twelve"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), SPOKEN)
def test_numbers_as_spoken(text, words):
    assert EN.number(text) == words


def heard(words):
    """The number that a listener writes down."""
    digit = {w: str(k) for k, w in enumerate(en.DIGITS)}
    body, _, power = words.removeprefix("minus ").partition(" times ten to the ")
    whole, _, decimals = body.partition(" point ")
    text = str(counted(whole)) + ("." + "".join(digit[w] for w in decimals.split()) if decimals else "")
    if power:
        exponent = str(counted(power.removeprefix("minus "))).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        text += "×10" + ("⁻" if power.startswith("minus") else "") + exponent
    return (MINUS if words.startswith("minus") else "") + text


def counted(words):
    small = {w: k for k, w in enumerate(en.DIGITS + en.TEENS)} | {w: 10 * k for k, w in enumerate(en.TENS)}
    million = part = 0
    for word in words.replace("-", " ").replace(" and ", " ").split():
        if word in ("million", "thousand"):
            million, part = million + part * (10**6 if word == "million" else 1000), 0
        elif word == "hundred":
            part *= 100
        else:
            part += small[word]
    return million + part


@LAWS
@given(value=finite, n=digits)
def test_what_is_heard_is_what_is_shown(value, n):
    assert heard(EN.number(fmt(value, n))) == fmt(value, n)


@LAWS
@given(n=st.integers(0, 10**9 - 1))
def test_every_count_is_heard(n):
    assert counted(EN.count(n)) == n


@pytest.mark.parametrize("n", [-1, 10**9])
def test_no_count(n):
    with pytest.raises(ValueError, match="not a count"):
        EN.count(n)


@pytest.mark.parametrize("name", SYMBOLS)
def test_every_symbol_is_said(name):
    said = EN.symbol(name, ())
    assert said
    assert not set("{}_<>") & set(said)


@pytest.mark.parametrize(
    ("name", "at", "words"),
    [
        ("W", (), "W"),
        ("W", (1, 0), "w two one"),
        ("z", (0,), "z one"),
        ("a_in", (0,), "[a](/ˈA/) one"),
        ("x", (1,), "x two"),
        ("L", (), "L"),
        ("delta", (9,), "delta ten"),
        ("w", (11, 2), "w twelve three"),
        ("dL_dW", (0, 1), "d L by d w one two"),
        ("dL_da_in", (0,), "d L by d [a](/ˈA/) one"),
        ("eta", (), "eta"),
    ],
)
def test_names_are_said_with_their_indices(name, at, words):
    assert EN.symbol(name, at) == words


@pytest.mark.parametrize(
    ("digits", "words"),
    [("1958", "Nineteen fifty-eight"), ("1970", "Nineteen seventy"), ("1986", "Nineteen eighty-six"), ("1900", "Nineteen hundred")],
)
def test_years(digits, words):
    assert EN.year(digits) == words


def test_every_activation_and_loss_has_a_name():
    assert {*ACTIVATIONS, *LOSSES} == set(en.TERMS)
    assert all(EN.term(name) for name in en.TERMS)
