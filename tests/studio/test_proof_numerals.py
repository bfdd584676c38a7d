"""The proofreader's rules of numerals: each fires on a planted defect, and lets be what is right."""

from types import SimpleNamespace

import pytest

from engine import notation
from scenes.beat import Beat
from scenes.films.delta import formulas
from scenes.films.update import facts
from scenes.films.update import formulas as rule
from scenes.kit.maths import equations as eq
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.ink import Scale
from scenes.kit.type.number import Num
from scenes.sentence import pieces_of
from scenes.shown import Shown, show, show_sum
from studio.proof import numerals
from studio.tongues import EN
from tests.scenes.paper import desk, number, reading
from tests.studio.views import whats


@pytest.fixture(scope="module", autouse=True)
def typeset_aside(tmp_path_factory):
    with desk(tmp_path_factory.mktemp("typeset")):
        yield


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("z = 0.5 w", ["0.5"]),
        ('"after" 10000 "steps"', ["10000"]),
        ('"accuracy: 97.5 %"', ["97.5"]),
        ("1/2 sum_i (a_i - y_i)^2", []),
        ("w_(11)^((12)) + w_12 + x^10 e^(-0.5)", []),
        ("10^(-12)", []),
        ('"since 1986"', []),
        ("layer 2", []),
        (Scale("0.25"), []),
        ("-- 3.5", ["3.5"]),
    ],
)
def test_values_typed_into_text_are_found(text, found):
    assert numerals.numerals(text) == found


def test_definitions_of_the_table_hold_their_own_numbers():
    for f in (*notation.ACTIVATIONS.values(), *notation.LOSSES.values()):
        assert numerals.numerals(f.definition) == numerals.numerals(f.slope) == []
    assert numerals.numerals("max(0.02 z, z)") == ["0.02"]


def test_typed_numbers_on_screen_are_found():
    assert whats(numerals.typed, Num(number(0.5)), Formula("{z} = {v}", z="z", v=number(0.5)), Formula("{s}", s=Scale.of(0.5))) == []
    assert whats(numerals.typed, Formula("{z} = 0.5", z="z")) == ["0.5 in z = 0.5 is typed, not taken from the trace"]
    assert len(whats(numerals.typed, Formula("{z} = {v}", z="z", v="0.5"), Label("97.5 percent"))) == 2


def test_typed_numbers_in_words_are_found():
    t = reading("mazur")
    told = Beat("b", "b", (), pieces_of("In 1986, {t.x[0]} became 0.5, and {t.name.z[1][0]} grew.", {"t": t}, EN))
    assert numerals.typed_words(told) == ["0.5"]
    film = SimpleNamespace(fps=5, told=SimpleNamespace(beats=[told]), drawn=SimpleNamespace(spans=[SimpleNamespace(start=10)]))
    assert str(numerals.spoken(film)[0]).startswith("2.00 s, beat b: 0.5 in the words is typed, not taken from the trace [typed number]")


def test_hyphens_for_minuses_are_found():
    assert whats(numerals.hyphens, Num(number(-0.5)), Formula("a - 1"), Label("step-by-step, $x - 1$")) == []
    assert len(whats(numerals.hyphens, Formula("{v}", v=Shown(number(-0.5), "-0.5")), Label("it is -1 now"))) == 2


@pytest.mark.parametrize("lesson", ["mazur", "xor", "deep", "wide"])
def test_right_equations_are_let_be(lesson):
    t = reading(lesson)
    lines = (eq.sum_products(t, 1, 0), eq.sum_factors(t, 1, 0), eq.loss_numbers(t))
    lines += (formulas.output_numbers(t, 0), rule.values(facts.weight(t, 1, 0, 0)))
    assert [f for f in map(Formula, lines) if whats(numerals.sums, f)] == []


def equation(template, **values):
    return Formula(template, **{k: Shown(number(float(v.replace("−", "-"))), v) for k, v in values.items()})


@pytest.mark.parametrize(
    ("template", "values"),
    [
        ("z = {a} + {b} = {c}", {"a": "0.12", "b": "0.30", "c": "0.43"}),
        ("z = {a} dot {b} = {c}", {"a": "0.7414", "b": "0.1868", "c": "0.1395"}),
        ("{a} - {b} = {c}", {"a": "0.5", "b": "−0.25", "c": "0.25"}),
        ("L = 1/2 ({a} - {b})^2 = {c}", {"a": "0.75", "b": "0.25", "c": "0.25"}),
        ("({a} - {b}) / {h} approx {c}", {"a": "0.30", "b": "0.20", "h": "0.5", "c": "0.5"}),
        ("x = {a} quad quad {a} + {b} = {c}", {"a": "1", "b": "2", "c": "4"}),
    ],
)
def test_wrong_equations_are_found(template, values):
    assert len(whats(numerals.sums, equation(template, **values))) == 1


def test_what_is_not_arithmetic_is_let_be():
    assert (
        whats(numerals.sums, equation("{a} = sigma({b})", a="0.5", b="7"), equation("{a} + dots.c + {b} = {c}", a="1", b="1", c="9")) == []
    )


def test_a_sum_that_one_more_digit_would_mend_is_found():
    parts, total = [number(0.0744), number(0.0743)], number(0.1487)
    careless = Formula("{a} + {b} = {c}", a=show(parts[0], decimals=2), b=show(parts[1], decimals=2), c=show(total, decimals=2))
    assert whats(numerals.sums, careless) == ["0.07 + 0.07 = 0.15: the digits shown do not add up, though with more they could"]
    (a, b), c = show_sum(parts, total)
    assert whats(numerals.sums, Formula("{a} + {b} = {c}", a=a, b=b, c=c)) == []


def test_a_sum_that_zeros_alone_would_mend_is_let_be():
    old, step = number(20.0), number(1.031e-9)
    line = Formula("{a} - {b} = {c}", a=show(old), b=show(step), c=show(number(20.0 - 1.031e-9)))
    assert whats(numerals.sums, line) == []


def test_a_sum_that_no_digits_would_mend_is_let_be():
    third = number(1 / 3)
    (a, b), c = show_sum([third, third], number(2 / 3))
    assert whats(numerals.sums, Formula("{a} + {b} = {c}", a=a, b=b, c=c)) == []
