"""The proofreader's rules of maths: planted wrong equations are found, right ones are let be, and little is left unread."""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest

from engine import make_lesson, run
from engine.reading import Reading
from scenes.kit.type.ink import Line
from scenes.shown import show
from scenes.witness import Read
from studio import catalog
from studio.proof import maths, world
from tests.engine.lessons import table


@cache
def reading(*sizes):
    """A tanh network with a sigmoid at its end, squared error."""
    return Reading(run(make_lesson(table(sizes, ("tanh",) * (len(sizes) - 2) + ("sigmoid",), seed=3))))


@cache
def built_in(name):
    return Reading(run(catalog.lesson(name)))


def verdicts(t, *lines):
    """(fault, why unread) of each equation in lines of pieces."""
    seen = [Read(Line(pieces, 34), "b", k, (0, k / 99, 1, 1)) for k, pieces in enumerate(lines)]
    film = SimpleNamespace(drawn=SimpleNamespace(lines=seen), told=SimpleNamespace(reading=t), fps=10)
    return [(c.fault, c.unread) for c in maths.checked(film)]


RIGHT = [
    "z^((1)) = W^((1)) x + b^((1))",
    "a^((2)) = tanh(W^((2)) a^((1)) + b^((2)))",
    "delta^((l)) = (W^((l+1)))^T delta^((l+1)) dot.o f'(z^((l)))",
    "delta^((l)) &= (W^((l+1)))^T delta^((l+1)) \\ &quad dot.o f'(z^((l)))",
    "delta^((D)) = (partial L)/(partial a^((D))) dot.o sigma'(z^((D)))",
    "delta^((D)) = (a^((D)) - y) dot.o sigma'(z^((D)))",
    "(partial L)/(partial W^((l))) = delta^((l)) (a^((l-1)))^T",
    "(partial L)/(partial W^((1))) = delta^((1)) x^T",
    "(partial L)/(partial b^((l))) = delta^((l))",
    "(partial L)/(partial w_(i j)^((l))) = delta_i^((l)) a_j^((l-1))",
    "(partial L)/(partial w_(12)^((1))) = (partial L)/(partial a_(1)^((1))) dot (partial a_(1)^((1)))/(partial z_(1)^((1))) "
    "dot (partial z_(1)^((1)))/(partial w_(12)^((1)))",
    "(partial L)/(partial a_(1)^((2))) = w_(11)^((3)) delta_(1)^((3)) + w_(21)^((3)) delta_(2)^((3))",
    "L = 1/2 sum_i (a_i^((3)) - y_i)^2",
    "sigma(z) = 1 / (1 + e^(-z))",
    "sigma'(z) = a (1 - a) quad quad tanh'(z) = 1 - a^2",
    "(partial L)/(partial a) = a - y",
    'w_(21)^((2)) - eta (partial L)/(partial w_(21)^((2))) = w_(21)^((2) thin "new")',
]
WRONG = [
    ("delta^((l)) = W^((l+1)) delta^((l+1)) dot.o f'(z^((l)))", "the shapes do not go together: 4 x 3 times 4 x 1"),  # W not transposed
    ("delta^((l)) = (W^((l+1)))^T delta^((l+1)) f'(z^((l)))", "the shapes do not go together: 3 x 1 times 3 x 1"),  # no Hadamard product
    (
        "(partial L)/(partial W^((l))) = (a^((l-1)))^T delta^((l))",
        "the shapes do not go together: 1 x 2 times 3 x 1",
    ),  # the wrong way round
    ("(partial L)/(partial W^((l))) = a^((l-1)) (delta^((l)))^T", "the sides have the shapes (3, 2) and (2, 3)"),
    ("delta^((D)) = (y - a^((D))) dot.o sigma'(z^((D)))", "the sides are"),  # the sign
    ("delta^((D)) = (partial L)/(partial a^((D)))", "the sides are"),  # the slope forgotten
    ("z^((1)) = W^((1)) x - b^((1))", "the sides are"),
    ("z^((1)) = W^((1)) a^((1)) + b^((1))", "the shapes do not go together: 3 x 2 times 3 x 1"),
    ("sigma(z) = 1 / (1 + e^(z))", "the sides are"),
    ("sigma'(z) = a (a - 1)", "the sides are"),
    ("L = sum_i (a_i^((3)) - y_i)^2", "the sides are"),
    ('w_(21)^((2)) + eta (partial L)/(partial w_(21)^((2))) = w_(21)^((2) thin "new")', "the sides are"),
]


@pytest.mark.parametrize("source", RIGHT)
def test_a_right_equation_is_worked_out(source):
    assert set(verdicts(reading(2, 3, 4, 2), (source,))) == {("", "")}


@pytest.mark.parametrize(("source", "fault"), WRONG)
def test_a_wrong_equation_is_found(source, fault):
    [(found, unread)] = verdicts(reading(2, 3, 4, 2), (source,))
    assert found.startswith(fault)
    assert not unread


def test_the_letters_of_one_neuron_need_no_index():
    chain = "(partial L)/(partial a) dot (partial a)/(partial z) dot (partial z)/(partial w)"
    assert verdicts(reading(1, 1), (f"(partial L)/(partial w) = {chain}",), ("(partial z)/(partial w) = x",)) == [("", "")] * 2
    [(fault, _)] = verdicts(reading(1, 1), ("(partial z)/(partial w) = w",))
    assert fault.startswith("the sides are")


@pytest.mark.parametrize(
    "source", ["delta^((l)) = W^((l+1)) delta^((l+1)) dot.o f'(z^((l)))", "(partial L)/(partial W^((1))) = x (delta^((1)))^T"]
)
def test_a_wrong_transpose_is_found_in_a_square_network_too(source):
    [(fault, _)] = verdicts(built_in("mazur"), (source,))
    assert fault.startswith("the sides are")


def product(t, sign):
    """delta = dL/da dot da/dz = delta with the numbers of Mazur's first output; `sign` stands where the dot belongs."""
    return (t.name.delta[2][0], "=", show(t.dL_da[2][0]), sign, show(t.da_dz[2][0]), "=", show(t.delta[2][0]))


def test_numbers_are_worked_out_with_all_their_digits():
    t = built_in("mazur")
    assert verdicts(t, product(t, "dot")) == [("", "")]
    [(fault, _)] = verdicts(t, product(t, "+"))
    assert fault == "the sides are 0.138499 and 0.928181"


def test_a_number_at_the_place_of_another_is_found():
    t = built_in("mazur")
    assert verdicts(t, (t.name.delta[2][0], "=", show(t.delta[2][0]))) == [("", "")]
    assert verdicts(t, (t.name.delta[2][0], "=", show(t.delta[2][1])))[0][0].startswith("the sides are")


def test_a_line_that_goes_on_equals_what_it_goes_on_from():
    t = built_in("mazur")
    letters = ("", t.name.delta[2][0], " = ", t.name.dL_da[2][0], " dot ", t.name.da_dz[2][0])
    right, wrong = ((f"= {sign}", show(t.dL_da[2][0]), " dot ", show(t.da_dz[2][0])) for sign in ("", "-"))
    assert verdicts(t, letters, right) == [("", "")] * 2
    assert verdicts(t, letters, wrong)[1] == ("it equals nothing that stands above it", "")


def test_what_is_supposed_is_let_be_and_what_follows_from_it():
    t, supposed = built_in("xor"), ("a_j^((l-1)) = 0",)
    law = "(partial L)/(partial w_(i j)^((l))) = delta_i^((l)) dot 0 = 0"
    assert verdicts(t, supposed, (law,)) == [("", "supposed"), ("", "")]
    assert verdicts(t, (law,))[0][0].startswith("the sides are")


@pytest.mark.parametrize("source", ['(partial L)/(partial w_(11)^((1))) = "?"', "z_(1)^((1)) = w_(11)^((1)) x_1 + dots.c", "q = 3 z^((1))"])
def test_what_cannot_be_read_is_told(source):
    [(fault, unread)] = verdicts(built_in("mazur"), (source,))
    assert not fault
    assert unread.startswith("cannot read")


def test_names_alone_and_labels_are_no_equations():
    t = built_in("mazur")
    assert verdicts(t, (t.name.z[1][0],), ("=",), (t.name.x, " ="), ("the loss",), ("delta < 0",)) == []


def test_about_equal_means_within_five_percent():
    t = built_in("mazur")
    assert verdicts(t, (t.name.delta[2][0], " approx ", show(t.ratio[2][0]))) == [("", "")]
    assert verdicts(t, (t.name.delta[2][0], " approx ", show(t.ratio[2][1])))[0][0]


def test_a_number_of_another_state_may_be_named_and_only_by_its_own_name():
    t = built_in("neuron")
    after, rate = t.at(t.W_new[1][0][0].path, "w"), t.at("studies.rates.bowls[0].eta", "eta")
    assert verdicts(t, ("w = ", show(after))) == [("", "")]
    assert verdicts(t, ("eta = ", show(rate))) == [("", "")]
    assert verdicts(t, ("b = ", show(after)))[0][0].startswith("the sides are")
    assert verdicts(t, ("w = ", show(t.at(t.b[1][0].path, "w"))))[0][0].startswith("the sides are")


def test_a_line_goes_on_from_a_right_side_whose_left_cannot_be_read():
    t = built_in("neuron")
    letters = ('w_"new" = w - eta (partial L)/(partial w)',)
    w, eta, slope, new = (show(n) for n in (t.W[1][0][0], t.eta, t.dL_dW[1][0][0], t.W_new[1][0][0]))
    assert verdicts(t, letters, ("= ", w, " - ", eta, " dot ", slope, " = ", new))[1] == ("", "")
    assert verdicts(t, letters, ("= ", w, " + ", eta, " dot ", slope))[1][0]


def test_letters_may_be_about_a_twin_and_a_twins_numbers_are_read_there():
    t = built_in("saturated")
    twin = t.of(twin=0)
    numbers = (t.name.delta, " = ", show(twin.dL_da[1][0]), " dot ", show(twin.da_dz[1][0]), " = ", show(twin.delta[1][0]))
    right = verdicts(t, ("L = -ln(1 - a)",), ("L = 1/2 (a - y)^2",), ("delta = a - y",), ("y = ", show(t.y[0])), numbers)
    assert right == [("", "")] * 5
    wrong = verdicts(t, ("L = -ln(a)",), ("delta = y - a",), (t.name.delta, " = ", show(twin.dL_da[1][0])))
    assert all(fault for fault, _ in wrong)


def test_in_a_chain_of_single_neurons_a_name_is_a_number():
    t = reading(1, 1, 1)
    assert verdicts(t, ("z^((1)) = ", show(t.z[1][0])), ("delta^((1)) = (partial L)/(partial a^((1))) f'(z^((1)))",)) == [("", "")] * 2


def test_what_softmax_is_is_judged_in_layers_of_softmax_alone():
    softmax = "a_i = e^(z_i) / (sum_k e^(z_k))"
    assert verdicts(built_in("xor"), (softmax,)) == [("", "nothing to try it on")]
    shares = Reading(run(make_lesson(table((2, 3), ("softmax",), loss="cross_entropy"))))
    assert verdicts(shares, (softmax,)) == [("", "")]
    [(fault, _)] = verdicts(shares, ("a_i = e^(-z_i) / (sum_k e^(z_k))",))
    assert fault.startswith("the sides are")


def test_a_value_beyond_the_largest_number_is_no_wrong_equation():
    with pytest.raises(world.Absent, match="beyond the largest number"):
        world.apply("exp", [np.array(1e6)], True, None)
    assert world.apply("exp", [np.array(0.0)], True, None) == 1
    assert np.isnan(world.apply("ln", [np.array(-1.0)], True, None))
