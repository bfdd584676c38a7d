"""How French says numbers, symbols, years, terms and names: what is heard is what is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.activations import ACTIVATIONS
from engine.losses import LOSSES
from engine.notation import MINUS, fmt
from engine.symbols import SYMBOLS
from studio.tongues import fr
from studio.tongues.fr import FR

LAWS = settings(max_examples=200, deadline=None, derandomize=True)
finite = st.floats(allow_nan=False, allow_infinity=False)
SPOKEN = [
    ("0", "zéro"), ("1", "un"), ("−1", "moins un"), ("0.5", "zéro virgule cinq"), ("0.05", "zéro virgule zéro cinq"),
    ("0.3775", "zéro virgule trois sept sept cinq"), ("−0.0381", "moins zéro virgule zéro trois huit un"), ("10", "dix"),
    ("16", "seize"), ("17", "dix-sept"), ("−20.50", "moins vingt virgule cinq zéro"), ("71", "soixante et onze"), ("80", "quatre-vingts"),
    ("80.1", "quatre-vingts virgule un"), ("117", "cent dix-sept"), ("1000000", "un million"), ("1000001", "un million un"),
    ("4.386×10⁻⁴", "quatre virgule trois huit six fois dix puissance moins quatre"),
    ("−1.000×10¹²", "moins un virgule zéro zéro zéro fois dix puissance douze"),
]  # fmt: skip
COUNTED = [
    (0, "zéro"), (11, "onze"), (19, "dix-neuf"), (20, "vingt"), (21, "vingt et un"), (22, "vingt-deux"), (31, "trente et un"),
    (45, "quarante-cinq"), (59, "cinquante-neuf"), (60, "soixante"), (61, "soixante et un"), (69, "soixante-neuf"), (70, "soixante-dix"),
    (71, "soixante et onze"), (72, "soixante-douze"), (77, "soixante-dix-sept"), (80, "quatre-vingts"), (81, "quatre-vingt-un"),
    (90, "quatre-vingt-dix"), (91, "quatre-vingt-onze"), (99, "quatre-vingt-dix-neuf"), (100, "cent"), (101, "cent un"),
    (171, "cent soixante et onze"), (180, "cent quatre-vingts"), (200, "deux cents"), (201, "deux cent un"),
    (280, "deux cent quatre-vingts"),
    (999, "neuf cent quatre-vingt-dix-neuf"), (1000, "mille"), (1100, "mille cent"), (2000, "deux mille"),
    (10_000, "dix mille"), (21_000, "vingt et un mille"), (80_000, "quatre-vingt mille"), (81_000, "quatre-vingt-un mille"),
    (200_000, "deux cent mille"), (280_000, "deux cent quatre-vingt mille"), (1_000_000, "un million de"), (2_000_000, "deux millions de"),
    (80_000_000, "quatre-vingts millions de"), (200_000_000, "deux cents millions de"),
    (283_280_200, "deux cent quatre-vingt-trois millions deux cent quatre-vingt mille deux cents"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), SPOKEN)
def test_numbers_as_spoken(text, words):
    assert FR.number(text) == words


@pytest.mark.parametrize(("n", "words"), COUNTED)
def test_counts_as_spoken(n, words):
    assert FR.count(n) == words


def heard(words):
    """The number that a listener writes down."""
    digit = {w: str(k) for k, w in enumerate(fr.SMALL[:10])}
    body, _, power = words.removeprefix("moins ").partition(" fois dix puissance ")
    whole, _, decimals = body.partition(" virgule ")
    text = str(counted(whole)) + ("." + "".join(digit[w] for w in decimals.split()) if decimals else "")
    if power:
        exponent = str(counted(power.removeprefix("moins "))).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        text += "×10" + ("⁻" if power.startswith("moins") else "") + exponent
    return (MINUS if words.startswith("moins") else "") + text


def counted(words):
    """The count that a listener writes down: word after word, a hyphen is not heard."""
    small = {w: k for k, w in enumerate(fr.SMALL) if "-" not in w} | {w: 10 * k for k, w in enumerate(fr.TENS)}
    million = thousand = part = 0
    for word in words.replace("-", " ").split():
        if word in ("million", "millions"):
            million, part = part, 0
        elif word == "mille":
            thousand, part = max(part, 1), 0
        elif word in ("cent", "cents"):
            part = 100 * max(part, 1)
        elif word in ("vingt", "vingts") and part % 100 == 4:
            part += 76
        elif word not in ("et", "de"):
            part += small[word]
    return million * 10**6 + thousand * 1000 + part


@LAWS
@given(value=finite, n=st.integers(1, 9))
def test_what_is_heard_is_what_is_shown(value, n):
    assert heard(FR.number(fmt(value, n))) == fmt(value, n)


def test_a_lost_minus_is_heard():
    assert heard(FR.number("−0.0381").removeprefix("moins ")) != "−0.0381"


@LAWS
@given(n=st.integers(0, 10**9 - 1) | st.integers(0, 2000))
def test_every_count_is_heard(n):
    assert counted(FR.count(n)) == n


@LAWS
@given(n=st.integers(0, 10**9 - 1))
def test_plurals_stand_at_the_end_of_what_they_count(n):
    """An s of cents and vingts stands before nothing but millions; mille has none."""
    words = FR.count(n).replace("-", " ").split()
    assert "milles" not in words
    assert all(after in ("", "millions") for word, after in zip(words, [*words[1:], ""], strict=True) if word in ("cents", "vingts"))


@pytest.mark.parametrize("n", [-1, 10**9])
def test_no_count(n):
    with pytest.raises(ValueError, match="not a count"):
        FR.count(n)


@pytest.mark.parametrize("name", SYMBOLS)
def test_every_symbol_is_said(name):
    said = FR.symbol(name, ())
    assert said
    assert not set("{}_<>[]") & set(said)


@pytest.mark.parametrize(
    ("name", "at", "words"),
    [
        ("W", (), "W"), ("W", (1, 0), "w deux un"), ("z", (0,), "z un"), ("a_in", (0,), "a un"), ("x", (1,), "x deux"), ("L", (), "L"),
        ("y", (0,), "i grec un"), ("delta", (9,), "delta dix"), ("w", (11, 2), "w douze trois"), ("eta", (), "êta"),
        ("dL_dW", (0, 1), "d rond L sur d rond w un deux"), ("dL_da_in", (0,), "d rond L sur d rond a un"),
        ("da_dz", (0,), "d rond a sur d rond z un"), ("dOmega_dW", (0, 1), "d rond oméga sur d rond w un deux"),
        ("dJ_db", (2,), "d rond J sur d rond b trois"),
    ],
)  # fmt: skip
def test_names_are_said_with_their_indices(name, at, words):
    assert FR.symbol(name, at) == words


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("1958", "mille neuf cent cinquante-huit"), ("1970", "mille neuf cent soixante-dix"), ("1986", "mille neuf cent quatre-vingt-six"),
        ("1900", "mille neuf cents"), ("2017", "deux mille dix-sept"),
    ],
)  # fmt: skip
def test_years(digits, words):
    assert FR.year(digits) == words


def test_every_activation_and_loss_has_a_name():
    assert {*ACTIVATIONS, *LOSSES} == set(fr.TERMS)


@pytest.mark.parametrize("name", fr.TERMS)
def test_terms_are_feminine_and_keep_their_article_after_de(name):
    """ "la courbe de la sigmoïde", "appliquée à chaque composante": no "du" is needed anywhere."""
    assert FR.term(name).startswith(("la ", "l'"))


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("longueur", "longueur"), ("pétale", "pétale"), ("œil", "œil"), ("Großmutter", "Großmutter"), ("año", "año"), ("x²", "x"),
        ("l’eau", "l'eau"), ("sous-bois", "sous-bois"), ("pixel12", "pixel douze"), ("21", "vingt et un"), ("(cm)", "cm"), ("长度", ""),
        ("-", ""), ("e\u0301te\u0301", "été"),
    ],
)  # fmt: skip
def test_names_keep_their_letters(word, said):
    assert FR.name(word) == said
