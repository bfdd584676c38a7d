"""Formulas and numbers as set: every part found and in its hue, brackets round negatives, digits as wide as typeset."""

from itertools import pairwise

import numpy as np
import pytest
from manim import RIGHT, Typst, VGroup

from engine import notation
from engine.notation import ACTIVATIONS, LOSSES, SYMBOLS, typst
from engine.reading import Named
from scenes.kit.theme import theme
from scenes.kit.type.baseline import on_one_line
from scenes.kit.type.formula import Formula, Label, align_equals
from scenes.kit.type.number import FACE, Num, numbers_on
from scenes.shown import Shown, show_sum
from tests.scenes.paper import apart, box, number

TEXTS = ["0", "7", "0.15", "−0.15", "0.1384", "123456", "−0.04382", "3.200×10⁻⁷", "−1.235×10⁴²", "1111", "8.888"]


def hue(group):
    """The one colour of all glyphs of a part, filled or drawn as a line."""
    hues = {(m.get_fill_color() if m.get_fill_opacity() else m.get_stroke_color()).to_hex() for m in group.family_members_with_points()}
    assert len(hues) == 1
    return hues.pop()


def glyphs(mobject):
    return mobject.family_members_with_points()


# ---- parts


@pytest.mark.parametrize(
    ("template", "counts"),
    [
        ("{a} = {b}", {"a": 1, "b": 1, "eq": 1, None: 0}),
        ("{a} = frac({b}, {c})", {"a": 1, "b": 1, "c": 1, "eq": 1, None: 1}),
        ("{a}_({b})^(({c}))", {"a": 1, "b": 1, "c": 1, None: 2}),
        ("sqrt({a}) + ({b} - {c})^2", {"a": 1, "b": 1, "c": 1, None: 7}),
        ("mat({a}, {b}; 0, {c})", {"a": 1, "b": 1, "c": 1, None: 3}),
        ("sum_({a})^({b}) {c}", {"a": 1, "b": 1, "c": 1, None: 1}),
        ("e^(-{a} / {b})", {"a": 1, "b": 1, None: 3}),
    ],
)
def test_every_part_is_found_wherever_it_stands(template, counts):
    formula = Formula(template, **{name: letter for name, letter in zip("abc", "uvw", strict=True) if name in counts})
    found = {name: len(glyphs(part)) for name, part in formula.parts.items()} | {None: len(glyphs(formula.rest))}
    assert found == counts
    assert len(glyphs(formula)) == sum(counts.values())


def test_parts_stand_where_they_are_written():
    f = Formula("{a} = frac({b}, {c}) dot {d}", a="u", b="v", c="w", d="x")
    assert box(f["a"])[2] < box(f["eq"])[0] < box(f["b"])[0] < box(f["d"])[0]
    assert box(f["b"])[1] > box(f["c"])[3]
    (bar, _dot) = sorted(f.rest, key=lambda m: -m.width)
    assert box(f["b"])[1] > bar.get_y() > box(f["c"])[3]


def test_a_part_that_is_a_fraction_has_its_bar_too():
    f = Formula("{d} + 1", d=Named("dL_dw", 1, (0, 0)))
    assert len(f.rest) == 2
    assert any(m.get_stroke_width() for m in f["d"])


def test_a_field_named_twice_is_one_part():
    f = Formula("{s} + {s}", s="x")
    assert (len(f["s"]), len(f.rest)) == (2, 1)


def test_only_the_first_equals_sign_is_the_parts():
    f = Formula("{a} = 1 = 1", a="x")
    assert (len(f["eq"]), len(f.rest)) == (1, 3)
    assert box(f["eq"])[2] < box(f.rest)[0]


def test_equals_signs_stand_under_each_other():
    short, long = Formula("x = 1"), Formula("x + y + z = 10000")
    align_equals(short, long)
    assert short["eq"].get_x() == pytest.approx(long["eq"].get_x())
    assert apart(short, long)
    assert box(short)[1] > box(long)[3]


# ---- hues


@pytest.mark.parametrize("name", SYMBOLS)
def test_a_symbol_has_its_hue_and_so_have_its_digits(name):
    at = (0,) * len(SYMBOLS[name].shape)
    value = number(0.5, name)
    f = Formula("{s} = {v}", s=Named(name, 1, at), v=value)
    assert hue(f["s"]) == hue(f["v"]) == hue(Num(value)) == theme().hue(name).to_hex()
    assert hue(f["eq"]) == theme().ink


@pytest.mark.parametrize("name", ["W", "w", "b"])
def test_weights_and_biases_are_coloured_by_sign(name):
    hues = [hue(m) for v in (0.5, -0.5) for m in (Formula("{v}", v=number(v, name))["v"], Num(number(v, name)))]
    assert hues == [theme().positive] * 2 + [theme().negative] * 2
    assert hue(Num(number(-0.5, "delta"))) == theme().backward


def test_a_hue_can_be_given():
    f = Formula("{a} + {b}", hues={"a": theme().light}, a=number(1.5), b=number(2.5))
    assert (hue(f["a"]), hue(f["b"])) == (theme().light, theme().forward)
    assert hue(Formula("{a} = 1", color=theme().soft, a=number(1.5))) == theme().soft


# ---- negatives, and the number a part shows


def test_negatives_stand_in_parentheses_where_asked_and_only_they():
    counts = {(v, spec): len(Formula(f"1 + {{v{spec}}}", v=number(v))["v"]) for v in (0.25, -0.25) for spec in ("", ":p")}
    assert counts == {(0.25, ""): 4, (0.25, ":p"): 4, (-0.25, ""): 5, (-0.25, ":p"): 7}


def test_a_minus_before_digits_is_a_sign_without_an_operators_space():
    """Beside a factor, where a bare minus would be set as a subtraction; between letters and at the start alike."""
    gaps = []
    for template in ("3 {v}", "{a} {v}", "3 dot {v}", "{v}"):
        minus, digit = sorted(Formula(template, a="u", v=number(-5.0))["v"], key=lambda m: m.get_x())
        gaps.append(box(digit)[0] - box(minus)[2])
    subtraction = Formula("3 {s} {v}", s="-", v=number(5.0))
    assert gaps == pytest.approx([gaps[0]] * 4, abs=1e-3)
    assert gaps[0] < 0.5 * (box(subtraction["v"])[0] - box(subtraction["s"])[2])


@pytest.mark.parametrize("made", [lambda n: Formula("2 {v}", v=n), Num], ids=["formula", "num"])
def test_shown_survives_copies_and_scaling(made):
    n = number(-0.25)
    original = made(n)
    for mobject in (original, original.copy(), original.copy().scale(2), original.scale(0.5).copy().shift([1, 0, 0])):
        ((part, shown),) = numbers_on([mobject])
        assert shown == Shown(n, "−0.25")
        assert shown.number is n
        assert part in mobject.get_family()


def test_an_invisible_number_is_not_on_screen():
    formula = Formula("2 {v} {w}", v=number(0.25), w=number(0.5))
    formula["v"].set_opacity(0)
    assert [shown.text for _, shown in numbers_on([formula])] == ["0.5"]


def test_the_parts_of_a_sum_show_digits_that_add_up():
    parts, total = show_sum([number(0.2985), number(0.023025)], number(0.321525))
    f = Formula("{a} + {b} = {c}", a=parts[0], b=parts[1], c=total)
    assert sum(float(s.text) for s in (f["a"].shown, f["b"].shown)) == pytest.approx(float(f["c"].shown.text), abs=1e-12)


# ---- digits


@pytest.mark.parametrize("text", TEXTS)
def test_a_number_is_as_wide_and_high_as_its_digits_typeset(text):
    num = Num(Shown(number(1.0), text), 48)
    typeset = Typst(f'#set page(width: auto)\n#text(font: "{FACE}", weight: 450)[{notation.grouped(text)}]', font_size=48)
    assert num.width == pytest.approx(typeset.width, rel=0.03)
    assert num.height == pytest.approx(typeset.height, rel=0.03)


def test_a_number_grows_with_its_size_and_stands_in_the_middle():
    small, large = Num(number(0.1384), 20), Num(number(0.1384), 60)
    assert large.points == pytest.approx(3 * small.points)
    assert small.get_center() == pytest.approx([0, 0, 0])


# ---- all that the notation writes can be set


@pytest.mark.parametrize("name", SYMBOLS)
def test_every_symbol_can_be_set_whole_and_by_entry(name):
    depth = len(SYMBOLS[name].shape)
    for l, at in ((None, ()), (1, (0,) * depth), (12, (11,) * depth)):
        f = Formula("{s}", s=Named(name, l, at))
        assert len(glyphs(f["s"])) >= 1 + len(at)
        assert len(f.rest) == 0
        assert typst(name, l, *at) == Named(name, l, at).typst


@pytest.mark.parametrize("functions", [ACTIVATIONS, LOSSES], ids=["activations", "losses"])
def test_every_function_can_be_set_with_letters_and_with_numbers(functions):
    letters = {name: Named(name, 1, (0,)) for name in "zay"}
    digits = {name: number(-0.25, name) for name in "zay"}
    for function in functions.values():
        used = [name for name in "zay" if f"{{{name}}}" in function.definition]
        for fields in (letters, digits):
            f = Formula(f"f = {function.definition}", **{name: fields[name] for name in used})
            assert all(len(glyphs(f[name])) for name in used)
        for plain in (function.typst, function.slope):
            assert not plain or len(glyphs(Formula(plain)))


def test_a_label_is_words_in_one_hue_around_its_place():
    label = Label("hidden $a_1$")
    assert hue(label) == theme().soft
    assert label.get_center() == pytest.approx(np.zeros(3))
    assert len(glyphs(label)) == len("hidden") + 2


def test_a_weights_symbol_has_the_hue_of_its_sign():
    for value, hue in ((0.5, theme().positive), (-0.5, theme().negative)):
        formula = Formula("{w:s} dot {v}", w=number(value, "W"), v=number(value, "W"))
        assert [part[0].get_fill_color().to_hex() for part in (formula["w"], formula["v"])] == [hue, hue]
        assert not hasattr(formula["w"], "shown")
        assert formula["v"].shown.number.value == value


def test_a_number_that_stands_in_a_line_twice_is_two_numbers():
    line = Formula("{b} dot {v} + (1 - {b}) {g} = {m}", b=number(0.999), v=number(2.0), g=number(3.0), m=number(4.0))
    found = sorted((box(part), shown.text) for part, shown in numbers_on([line]))
    assert [text for _, text in found] == ["0.999", "2", "0.999", "3", "4"]
    assert all(one[2] < other[0] for (one, _), (other, _) in pairwise(found))
    assert len(glyphs(line["b"])) == 10


@pytest.mark.parametrize("words", [("hot", "soup", "chips"), ("flatten", "batch-norm", "typo"), ("left", "right")])
def test_words_side_by_side_stand_on_one_line(words):
    row = VGroup(*(Label(word) for word in words)).arrange(RIGHT)
    middle = row.get_y()

    def lines():
        stands = [next(k for k, letter in enumerate(word) if letter in "hsflabto") for word in words]
        return np.ptp([label[k].get_bottom()[1] for k, label in zip(stands, row, strict=True)])

    assert lines() > 0.02, "manim alone lets them stand apart"
    on_one_line(row)
    assert lines() < 0.01
    assert row.get_y() == pytest.approx(middle, abs=0.1)
