"""How Spanish says numbers, symbols, years and terms: what is heard is what is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.activations import ACTIVATIONS
from engine.losses import LOSSES
from engine.notation import MINUS, fmt
from engine.symbols import SYMBOLS
from studio.tongues import es
from studio.tongues.es import ES

LAWS = settings(max_examples=200, deadline=None, derandomize=True)
finite = st.floats(allow_nan=False, allow_infinity=False)
digits = st.integers(1, 9)
SPOKEN = [
    ("0", "cero"), ("0.3775", "cero coma tres siete siete cinco"), ("−0.0381", "menos cero coma cero tres ocho uno"), ("1", "uno"),
    ("−1.5", "menos uno coma cinco"), ("0.10", "cero coma uno cero"), ("10", "diez"), ("16", "dieciséis"), ("21", "veintiuno"),
    ("22.5", "veintidós coma cinco"), ("−20.50", "menos veinte coma cinco cero"), ("42", "cuarenta y dos"), ("100", "cien"),
    ("117", "ciento diecisiete"), ("555", "quinientos cincuenta y cinco"), ("1000", "mil"), ("1001", "mil uno"), ("10000", "diez mil"),
    ("21000", "veintiún mil"), ("31231", "treinta y un mil doscientos treinta y uno"), ("1000001", "un millón uno"),
    ("4.386×10⁻⁴", "cuatro coma tres ocho seis por diez a la menos cuatro"), ("1×10⁻⁹", "uno por diez a la menos nueve"),
    ("−1.000×10¹²", "menos uno coma cero cero cero por diez a la doce"),
]  # fmt: skip
COUNTED = [
    (0, "cero"), (1, "uno"), (2, "dos"), (16, "dieciséis"), (21, "veintiún"), (26, "veintiséis"), (31, "treinta y un"),
    (99, "noventa y nueve"),
    (100, "cien"), (101, "ciento un"), (200, "doscientos"), (500, "quinientos"), (700, "setecientos"), (900, "novecientos"),
    (1000, "mil"), (1001, "mil un"), (1100, "mil cien"), (2000, "dos mil"), (10000, "diez mil"), (21021, "veintiún mil veintiún"),
    (100000, "cien mil"), (101000, "ciento un mil"), (1000000, "un millón de"), (1000001, "un millón un"),
    (21000000, "veintiún millones de"),
    (999999999, "novecientos noventa y nueve millones novecientos noventa y nueve mil novecientos noventa y nueve"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), SPOKEN)
def test_numbers_as_spoken(text, words):
    assert ES.number(text) == words


@pytest.mark.parametrize(("n", "words"), COUNTED)
def test_counts_stand_before_what_is_counted(n, words):
    assert ES.count(n) == words


def heard(words):
    """The number that a listener writes down."""
    digit = {w: str(k) for k, w in enumerate(es.DIGITS)}
    body, _, power = words.removeprefix("menos ").partition(" por diez a la ")
    whole, _, decimals = body.partition(" coma ")
    text = str(counted(whole)) + ("." + "".join(digit[w] for w in decimals.split()) if decimals else "")
    if power:
        exponent = str(counted(power.removeprefix("menos "))).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        text += "×10" + ("⁻" if power.startswith("menos") else "") + exponent
    return (MINUS if words.startswith("menos") else "") + text


def counted(words):
    """A cardinal, word by word: a sum of ones, tens and hundreds, which mil and millones multiply."""
    worth = (
        {w: k for k, w in enumerate(es.SMALL)} | {w: 10 * k for k, w in enumerate(es.TENS)} | {"un": 1, "veintiún": 21, "y": 0, "cien": 100}
    )
    worth |= {w: 100 * k for k, w in enumerate(es.HUNDREDS)}
    millions = thousands = part = 0
    for word in words.split():
        if word in ("millón", "millones"):
            millions, thousands, part = thousands + part, 0, 0
        elif word == "mil":
            thousands, part = 1000 * (part or 1), 0
        else:
            part += worth[word]
    return 10**6 * millions + thousands + part


@LAWS
@given(value=finite, n=digits)
def test_what_is_heard_is_what_is_shown(value, n):
    assert heard(ES.number(fmt(value, n))) == fmt(value, n)


@LAWS
@given(n=st.integers(0, 10**9 - 1))
def test_every_count_is_heard(n):
    assert counted(ES.count(n).removesuffix(" de")) == counted(es.cardinal(n)) == n


@LAWS
@given(n=st.integers(2, 10**9 - 1))
def test_a_count_never_ends_in_a_bare_one(n):
    assert not ES.count(n).endswith("uno")
    assert "uno mil" not in es.cardinal(n)


@pytest.mark.parametrize("n", [-1, 10**9])
def test_no_count(n):
    with pytest.raises(ValueError, match="not a count"):
        ES.count(n)


@pytest.mark.parametrize("name", SYMBOLS)
def test_every_symbol_is_said(name):
    said = ES.symbol(name, ())
    assert said
    assert not set("{}_<>[]/") & set(said)
    assert all(len(word) > 1 or word in "aeiou" for word in said.split())  # a consonant alone is no word of Spanish


@pytest.mark.parametrize(
    ("name", "at", "words"),
    [
        ("W", (), "uve doble"),
        ("W", (1, 0), "uve doble dos uno"),
        ("z", (0,), "zeta uno"),
        ("a_in", (0,), "a uno"),
        ("x", (1,), "equis dos"),
        ("y", (0,), "i griega uno"),
        ("L", (), "ele"),
        ("delta", (9,), "delta diez"),
        ("b", (20,), "be veintiuno"),
        ("w", (11, 2), "uve doble doce tres"),
        ("dL_dW", (0, 1), "la derivada de ele respecto de uve doble uno dos"),
        ("dL_da_in", (0,), "la derivada de ele respecto de a uno"),
        ("da_dz", (0,), "la derivada de a respecto de zeta uno"),
        ("dJ_db", (0,), "la derivada de jota respecto de be uno"),
        ("eta", (), "eta"),
    ],
)
def test_names_are_said_with_their_indices(name, at, words):
    assert ES.symbol(name, at) == words


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("1958", "mil novecientos cincuenta y ocho"),
        ("1986", "mil novecientos ochenta y seis"),
        ("2000", "dos mil"),
        ("2017", "dos mil diecisiete"),
    ],
)
def test_years(digits, words):
    assert ES.year(digits) == words


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("pétalo", "pétalo"),
        ("Ñandú", "Ñandú"),
        ("pingüino", "pingüino"),
        ("façade", "facade"),
        ("naïve", "naive"),
        ("x2", "x dos"),
        ("花", ""),
    ],
)
def test_names_keep_the_letters_of_spanish(word, said):
    assert ES.name(word) == said


def test_every_activation_and_loss_has_a_name():
    assert {*ACTIVATIONS, *LOSSES} == set(es.TERMS)
    assert all(ES.term(name).startswith(("la ", "el ")) for name in es.TERMS)


def test_an_activation_is_a_function_and_feminine():
    assert all(ES.term(name).startswith("la ") for name in ACTIVATIONS)
