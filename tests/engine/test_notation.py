"""The table of names and the one place that rounds: golden figures, and laws that hold for every float."""

import math
from decimal import Decimal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from engine import notation
from engine.notation import MINUS, agrees, fmt, fmt_sum, parse, places_of
from engine.symbols import SYMBOLS

LAWS = settings(max_examples=100, deadline=None, derandomize=True)
finite = st.floats(allow_nan=False, allow_infinity=False)
everyday = st.floats(-1e4, 1e4, allow_nan=False)
digits = st.integers(1, 9)
SHAPES = {(), ("n",), ("n_in",), ("n", "n_in"), ("n_0",), ("n_D",), ("T", "d"), ("T", "T")}

SHOWN = [
    (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-2.0, "−2"), (0.15, "0.15"), (0.5, "0.5"), (100.0, "100"), (0.1 + 0.2, "0.3"),
    (0.298371109, "0.2984"), (-0.038098237, "−0.03810"), (-0.03814, "−0.03814"), (0.000438568, "0.0004386"), (3.14159, "3.142"),
    (0.99994, "0.9999"), (0.999951, "1.000"), (9.99951, "10.00"), (99.996, "100.0"), (-0.0999951, "−0.1000"),
    (12345.0, "12345"), (123456.7, "123457"), (999999.4, "999999"),
    (1e-5, "0.00001"), (1.23456e-5, "0.00001235"), (9.87654e-6, "9.877×10⁻⁶"), (-3.5102e-12, "−3.510×10⁻¹²"),
    (9.99999e-6, "1.000×10⁻⁵"), (1e6, "1×10⁶"), (-1234567.0, "−1.235×10⁶"), (9.9999e99, "1.000×10¹⁰⁰"), (5e-324, "5×10⁻³²⁴"),
    (1e-7, "1×10⁻⁷"), (-2.5e-9, "−2.5×10⁻⁹"), (2.5000001e-9, "2.500×10⁻⁹"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "text"), SHOWN)
def test_numbers_as_shown(value, text):
    assert fmt(value) == text


@pytest.mark.parametrize(
    ("options", "text"), [({"digits": 2}, "0.067"), ({"digits": 1}, "0.07"), ({"decimals": 2}, "0.07"), ({"decimals": 6}, "0.066667")]
)
def test_fewer_or_more_digits(options, text):
    assert fmt(1 / 15, **options) == text


def test_so_many_decimals_are_kept_and_no_zero_is_negative():
    assert [fmt(0.5, decimals=3), fmt(-1e-9, decimals=3), fmt(2e6, decimals=1)] == ["0.500", "0.000", "2000000.0"]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_does_not_reach_the_screen(value):
    for show in (fmt, lambda v: fmt(v, decimals=2), lambda v: fmt_sum([v, 1.0], 2.0), lambda v: fmt_sum([1.0], v)):
        with pytest.raises(ValueError, match="finite"):
            show(value)


@LAWS
@given(value=finite, n=digits)
@example(value=1.7976931348623157e308, n=1)
@example(value=5e-324, n=4)
@example(value=999999.9, n=4)
def test_a_number_as_shown_is_that_number(value, n):
    text = fmt(value, n)
    assert agrees(text, value)
    assert not set("-e") & set(text)
    assert text.startswith(MINUS) == (value < 0)


@LAWS
@given(value=everyday, n=digits)
def test_parse_undoes_fmt(value, n):
    shown, half = parse(fmt(value, n))
    assert abs(shown - value) <= half * (1 + 1e-9)
    assert fmt(shown, decimals=places(fmt(value, n))) == fmt(value, n) or "×" in fmt(value, n)


@LAWS
@given(value=finite, n=digits)
def test_what_is_shown_is_within_half_a_unit_and_mirrors_its_negative(value, n):
    text = fmt(value, n)
    half = Decimal(repr(parse(text)[1]))
    assert abs(exact(text) - Decimal(repr(value))) <= half or half == 0
    assert fmt(-value, n).removeprefix(MINUS) == text.removeprefix(MINUS)


@LAWS
@given(whole=st.integers(0, 10**6), places=st.integers(0, 4))
def test_halves_are_rounded_away_from_zero(whole, places):
    """17.5 units of the last place are shown as 18, although the float beside them may be less than half."""
    value = float(Decimal(10 * whole + 5).scaleb(-places - 1))
    up = Decimal(whole + 1).scaleb(-places)
    for sign, mark in ((1, ""), (-1, MINUS)):
        text = fmt(sign * value, decimals=places)
        assert text == f"{mark}{up:f}"
        assert agrees(text, sign * value)
        assert not agrees(f"{mark}{Decimal(whole).scaleb(-places):f}", sign * value)


def test_halves_that_people_met():
    assert [fmt(5.25, 2), fmt(-5.25, 2), fmt(2.675, decimals=2), fmt(0.125, 2), fmt(1.005, 3)] == ["5.3", "−5.3", "2.68", "0.13", "1.01"]
    assert fmt_sum([0.125, 0.125], 0.25, 2) == (["0.125", "0.125"], "0.25")  # 0.13 + 0.13 is not 0.25


def places(text):
    return len(text.partition("×")[0].partition(".")[2])


@LAWS
@given(value=finite, n=digits, data=st.data())
def test_another_digit_is_another_number(value, n, data):
    text = fmt(value, n)
    mantissa = text.partition("×")[0]
    at = data.draw(st.sampled_from([k for k, c in enumerate(mantissa) if c.isdigit()]))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != text[at]]))
    changed = text[:at] + other + text[at + 1 :]
    # a number half way between two is as near to either; −0 is 0
    half = parse(text)[1]
    assume(abs(abs(parse(text)[0] - value) - half) > 1e-6 * half and changed.strip("−0.") != text.strip("−0."))
    assert not agrees(changed, value)


@LAWS
@given(value=finite.filter(bool), n=digits)
def test_the_sign_counts(value, n):
    text = fmt(value, n)
    assert not agrees(text.removeprefix(MINUS) if value < 0 else MINUS + text, value)


@pytest.mark.parametrize("text", ["", "x", "-0.5", "1e-5", "nan", "inf", "1_0", "0.", ".5", "1×10", "1×10^5", "0.5.1", " 1", "−"])
def test_what_fmt_never_writes_agrees_with_nothing(text):
    assert not any(agrees(text, v) for v in (0.0, 0.5, -0.5, 1e-5, 10.0, math.inf, math.nan))
    with pytest.raises(ValueError, match="not a number"):
        parse(text)


# ---- sums


def adds_up(parts, total):
    return sum(exact(p) for p in parts) == exact(total)


def exact(text):
    mantissa, _, power = text.replace(MINUS, "-").partition("×10")
    superscripts = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))
    return Decimal(mantissa) * Decimal(10) ** int("".join(superscripts[c] for c in power) or 0)


@pytest.mark.parametrize(
    ("parts", "total", "shown"),
    [
        ([0.0075, 0.02, 0.35], 0.3775, "0.0075 0.02 0.35 0.3775"),
        ([0.274811083, 0.023560026], 0.298371109, "0.2748 0.0236 0.2984"),
        ([0.0553994, -0.0190491], 0.0363503, "0.05540 −0.01905 0.03635"),
        ([0.12344, 0.12344], 0.24688, "0.12344 0.12344 0.24688"),  # .1234 + .1234 is not .2469
        ([1 / 3, 1 / 3], 2 / 3, "0.3333 0.3333 0.6667"),  # never right: the fewest digits
        ([0.0, 0.5], 0.5, "0 0.5 0.5"),
        ([0.0, 0.0], 0.0, "0 0 0"),
        ([1.2e-7, -3e-8], 9e-8, "1.2×10⁻⁷ −0.3×10⁻⁷ 0.9×10⁻⁷"),
        ([-1e-12, 1e-7], 1e-7 - 1e-12, "0.000×10⁻⁷ 1×10⁻⁷ 1.000×10⁻⁷"),
        ([2.5e6, 1e6], 3.5e6, "2.5×10⁶ 1×10⁶ 3.5×10⁶"),
        ([6.0, 1.0], 7.0, "6 1 7"),  # as they are said
    ],
)
def test_sums_as_shown(parts, total, shown):
    texts, text = fmt_sum(parts, total)
    assert " ".join([*texts, text]) == shown


@LAWS
@given(parts=st.lists(st.integers(-(10**7), 10**7), min_size=1, max_size=12), places=st.integers(0, 8))
def test_a_sum_of_short_numbers_adds_up_at_the_digits_shown(parts, places):
    numbers = [p / 10**places for p in parts]
    texts, text = fmt_sum(numbers, sum(parts) / 10**places)
    assert adds_up(texts, text)


@LAWS
@given(parts=st.lists(finite.map(lambda v: v / 100), min_size=1, max_size=40))
def test_a_sum_of_any_numbers_keeps_its_values_and_few_places(parts):
    total = math.fsum(parts)
    texts, text = fmt_sum(parts, total)
    numbers = [*parts, total]
    assert all(agrees(t, v) for t, v in zip([*texts, text], numbers, strict=True))
    largest = max(map(abs, numbers))
    base = 3 if "×" in text or any("×" in t for t in texts) else places_of(largest)
    used = max(map(places, [*texts, text]))
    assert all(places(t) == used or math.isclose(exact(t), v, rel_tol=1e-12) for t, v in zip([*texts, text], numbers, strict=True))
    assert used <= base + 5
    assert adds_up(texts, text) or used == base


@LAWS
@given(parts=st.lists(st.floats(-3, 3).filter(lambda v: abs(v) > 0.01), min_size=2, max_size=4))
def test_most_sums_of_a_small_network_add_up(parts):
    """Two, three or four summands with all their digits: six tries seldom fail, and never for want of trying."""
    texts, text = fmt_sum(parts, math.fsum(parts))
    tries = [[fmt(v, decimals=k) for v in (*parts, math.fsum(parts))] for k in range(places(text), places(text) + 6)]
    assert adds_up(texts, text) or not any(adds_up(t[:-1], t[-1]) for t in tries)


# ---- names


@pytest.mark.parametrize("name", SYMBOLS)
def test_every_symbol_has_a_shape_and_two_faces(name):
    symbol = SYMBOLS[name]
    assert symbol.name == name
    assert symbol.shape in SHAPES
    at = tuple(range(len(symbol.shape)))
    for l, where in ((None, ()), (2, ()), (2, at)):
        faces = notation.typst(name, l, *where), notation.shown(name, l, *where)
        assert all(faces)
        assert not set("{}") & set("".join(faces))
        assert " " not in faces[1]


NAMES = [
    ("W", 1, (), "W^((1))", "W⁽¹⁾"),
    ("W", 1, (1, 0), "w_(21)^((1))", "w₂₁⁽¹⁾"),
    ("z", 12, (0,), "z_(1)^((12))", "z₁⁽¹²⁾"),
    ("a_in", 2, (0,), "a_(1)^((1))", "a₁⁽¹⁾"),
    ("x", None, (1,), "x_(2)", "x₂"),
    ("x", 3, (1,), "x_(2)", "x₂"),
    ("L", 2, (), "L", "L"),
    ("delta", 2, (9,), "delta_(10)^((2))", "δ₁₀⁽²⁾"),
    ("w", 1, (11, 2), "w_(12,3)^((1))", "w₁₂,₃⁽¹⁾"),
    ("dL_dW", 2, (0, 1), "(partial L)/(partial w_(12)^((2)))", "∂L/∂w₁₂⁽²⁾"),
    ("dL_da_in", 2, (0,), "(partial L)/(partial a_(1)^((1)))", "∂L/∂a₁⁽¹⁾"),
    ("eta", None, (), "eta", "η"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "l", "at", "typst", "shown"), NAMES)
def test_names(name, l, at, typst, shown):
    assert (notation.typst(name, l, *at), notation.shown(name, l, *at)) == (typst, shown)


def test_a_long_whole_part_is_drawn_in_groups_of_three():
    told = {
        "10000": "10_000",
        "9999": "9999",
        f"{notation.MINUS}123456.5": f"{notation.MINUS}123_456.5",
        "0.123456": "0.123456",
        "1.5×10⁻⁸": "1.5×10⁻⁸",
    }
    assert {text: notation.grouped(text, "_") for text in told} == told
