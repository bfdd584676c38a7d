"""How German says numbers, symbols, years, terms and names: what is heard is what is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.activations import ACTIVATIONS
from engine.losses import LOSSES
from engine.notation import MINUS, fmt
from engine.symbols import SYMBOLS
from studio.tongues.de import DE, DIGITS, TEENS, TENS, TERMS

LAWS = settings(max_examples=200, deadline=None, derandomize=True)
finite = st.floats(allow_nan=False, allow_infinity=False)
counts = st.integers(0, 10**9 - 1)
SPOKEN = [
    ("0", "null"), ("0.3775", "null Komma drei sieben sieben fünf"), ("−0.0381", "minus null Komma null drei acht eins"),
    ("1.5", "eins Komma fünf"), ("10", "zehn"), ("16", "sechzehn"), ("17", "siebzehn"), ("42", "zweiundvierzig"),
    ("−20.50", "minus zwanzig Komma fünf null"), ("117", "hundertsiebzehn"), ("1000001", "eine Million eins"),
    ("4.386×10⁻⁴", "vier Komma drei acht sechs mal zehn hoch minus vier"),
    ("−1.000×10¹²", "minus eins Komma null null null mal zehn hoch zwölf"), ("10×10⁰", "zehn mal zehn hoch null"),
]  # fmt: skip
COUNTED = [
    (0, "null"), (1, "eins"), (7, "sieben"), (11, "elf"), (12, "zwölf"), (20, "zwanzig"), (21, "einundzwanzig"), (30, "dreißig"),
    (66, "sechsundsechzig"), (77, "siebenundsiebzig"), (100, "hundert"), (101, "hunderteins"), (121, "hunderteinundzwanzig"),
    (200, "zweihundert"), (999, "neunhundertneunundneunzig"), (1000, "tausend"), (1001, "tausendeins"), (1100, "tausendeinhundert"),
    (2014, "zweitausendvierzehn"), (5000, "fünftausend"), (10_000, "zehntausend"), (21_000, "einundzwanzigtausend"),
    (100_000, "hunderttausend"), (101_000, "hunderteintausend"), (12_345, "zwölftausend dreihundertfünfundvierzig"),
    (1_000_000, "eine Million"), (1_000_100, "eine Million einhundert"), (1_001_000, "eine Million eintausend"),
    (2_000_000, "zwei Millionen"), (21_000_000, "einundzwanzig Millionen"), (101_000_000, "hunderteine Millionen"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), SPOKEN)
def test_numbers_as_spoken(text, words):
    assert DE.number(text) == words


@pytest.mark.parametrize(("n", "words"), COUNTED)
def test_counts_as_spoken(n, words):
    assert DE.count(n) == words


def heard(words):
    """The number that a listener writes down."""
    digit = {w: str(k) for k, w in enumerate(DIGITS)}
    body, _, power = words.removeprefix("minus ").partition(" mal zehn hoch ")
    whole, _, decimals = body.partition(" Komma ")
    text = str(counted(whole)) + ("." + "".join(digit[w] for w in decimals.split()) if decimals else "")
    if power:
        exponent = str(counted(power.removeprefix("minus "))).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        text += "×10" + ("⁻" if power.startswith("minus") else "") + exponent
    return (MINUS if words.startswith("minus") else "") + text


def counted(words):
    """The count that is heard, a gap makes no sound; of a size that nothing stands before there is one."""
    for size, name in ((10**6, "Million"), (1000, "tausend"), (100, "hundert"), (1, "und")):
        before, found, after = words.replace("Millionen", "Million").partition(name)
        if found and size == 1:  # ones before tens
            return counted(before) + counted(after)
        if found:
            return size * (counted(before.strip()) if before else 1) + (counted(after.strip()) if after else 0)
    small = {w: k for k, w in enumerate(DIGITS + TEENS)} | {w: 10 * k for k, w in enumerate(TENS)} | {"ein": 1, "eine": 1}
    return small[words]


@LAWS
@given(value=finite, n=st.integers(1, 9))
def test_what_is_heard_is_what_is_shown(value, n):
    assert heard(DE.number(fmt(value, n))) == fmt(value, n)


@LAWS
@given(n=counts)
def test_every_count_is_heard(n):
    assert counted(DE.count(n)) == n


@LAWS
@given(n=counts)
def test_no_word_of_a_count_is_longer_than_a_line_of_captions(n):
    assert all(len(word) <= 42 for word in DE.count(n).split())


@pytest.mark.parametrize("n", [-1, 10**9])
def test_no_count(n):
    with pytest.raises(ValueError, match="not a count"):
        DE.count(n)


@pytest.mark.parametrize("name", SYMBOLS)
def test_every_symbol_is_said(name):
    said = DE.symbol(name, ())
    assert said
    assert not set("{}_<>/[]") & set(said)  # the phonemes of the English voice are none of ours


@pytest.mark.parametrize(
    ("name", "at", "words"),
    [
        ("W", (), "W"),
        ("W", (1, 0), "w zwei eins"),
        ("z", (0,), "z eins"),
        ("a_in", (0,), "a eins"),
        ("x", (1,), "x zwei"),
        ("L", (), "L"),
        ("L_new", (), "L"),
        ("delta", (9,), "Delta zehn"),
        ("w", (11, 2), "w zwölf drei"),
        ("da_dz", (0,), "d a nach d z eins"),
        ("dL_dW", (0, 1), "d L nach d w eins zwei"),
        ("dL_da_in", (0,), "d L nach d a eins"),
        ("dL_ddelta", (), "d L nach d Delta"),
        ("dOmega_dW", (0, 0), "d Omega nach d w eins eins"),
        ("eta", (), "Eta"),
        ("x_hat", (1,), "x Dach zwei"),
    ],
)
def test_names_are_said_with_their_indices(name, at, words):
    assert DE.symbol(name, at) == words


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("1958", "Neunzehnhundertachtundfünfzig"),
        ("1900", "Neunzehnhundert"),
        ("1847", "Achtzehnhundertsiebenundvierzig"),
        ("2000", "Zweitausend"),
        ("2017", "Zweitausendsiebzehn"),
        ("1066", "Tausendsechsundsechzig"),
    ],
)
def test_years(digits, words):
    assert DE.year(digits) == words


def test_every_activation_and_loss_has_a_name():
    assert {*ACTIVATIONS, *LOSSES} == set(TERMS)
    assert all(DE.term(name) for name in TERMS)


def test_an_activation_is_feminine():
    """So that a sentence may say "durch" it or that something "ist" it."""
    assert all(TERMS[name].startswith("die ") for name in ACTIVATIONS if name != "softmax")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Blütenlänge", "Blütenlänge"),
        ("Maße", "Maße"),
        ("naïve", "naive"),
        ("peça", "peca"),
        ("X-Ray", "X-Ray"),
        ("O'Neil", "O'Neil"),
        ("Sensor12", "Sensor zwölf"),
        ("3D", "drei D"),
        ("-ab-", "ab"),
        ("花", ""),
        ("<b>", "b"),
    ],
)
def test_names_keep_the_letters_of_german(word, said):
    assert DE.name(word) == said
