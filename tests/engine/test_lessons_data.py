"""Where examples and first weights come from: built-in data, CSV files, draws."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from engine import InputError, build, datasets, load_lesson, make_lesson, run
from engine.inits import draw
from tests.engine.lessons import table

FLOWERS = "petal,sepal,species\n1.5,2,iris\n3,4,rose\n5,6,aster\n0.1,0.2,iris\n"


def with_data(tmp_path, targets, outputs, content=FLOWERS, inputs=2):
    (tmp_path / "flowers.csv").write_text(content)
    path = tmp_path / "lesson.toml"
    path.write_text(
        f"[network]\ninputs = {inputs}\nloss = 'mse'\n[[network.layers]]\nunits = {outputs}\nactivation = 'sigmoid'\n"
        f"[data]\ncsv = 'flowers.csv'\ntargets = {targets}\n[training]\nlearning_rate = 0.1\n"
    )
    return load_lesson(path)


def test_text_targets_become_one_hot_in_sorted_order(tmp_path):
    data = with_data(tmp_path, "['species']", 3).data
    assert data.x == ((1.5, 2.0), (3.0, 4.0), (5.0, 6.0), (0.1, 0.2))
    assert data.y == ((0, 1, 0), (0, 0, 1), (1, 0, 0), (0, 1, 0))


@pytest.mark.parametrize(("outputs", "y"), [(1, ((0.0,), (1.0,))), (2, ((1.0, 0.0), (0.0, 1.0)))])
def test_two_labels_become_one_output_or_two(tmp_path, outputs, y):
    assert with_data(tmp_path, "['c']", outputs, "a,b,c\n1,2,no\n3,4,yes\n").data.y == y


def test_number_targets_stay_numbers(tmp_path):
    data = with_data(tmp_path, "['petal', 'sepal']", 2, "petal,sepal,size\n1,2,3\n\n4, 5 ,6\n", inputs=1).data
    assert data.y == ((1.0, 2.0), (4.0, 5.0))
    assert data.x == ((3.0,), (6.0,))


def test_a_byte_order_mark_and_quotes_are_no_trouble(tmp_path):
    data = with_data(tmp_path, "['c']", 1, '\ufeff"a","b",c\r\n"1",2,3\r\n').data
    assert (data.x, data.y) == (((1.0, 2.0),), ((3.0,),))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("petal,sepal,spec\n1,2,a\n", 'data.targets: found "species"; allowed: petal, sepal, spec. Did you mean spec?'),
        ("petal,sepal,species\n1,x,a\n2,3,b\n", 'row 2, column sepal: found text; allowed: a finite number'),
        ("petal,sepal,species\n1,2,a\n2,,b\n", 'row 3, column sepal: found an empty cell'),
        ("petal,sepal,species\n1,2,a\n2,nan,b\n", 'row 3, column sepal: found a gap'),
        ("petal,sepal,species\n1,2,a\n2,3\n", "row 3: found 2 cells; allowed: 3"),
        ("petal,sepal,species\n1,2,a\n2,3,\n", "row 3, column species: found an empty cell"),
        ("petal,sepal,species\n1,2,1\n2,3,inf\n", 'row 3, column species: found a number beyond the finite ones'),
        ("petal,sepal,species\n1,2,a\n2,3,a\n", 'column species: found a single label'),
        ("petal,petal,species\n1,2,a\n", "row 1: found"),
        ("petal,sepal,species\n", "a header row and at least one example"),
        ("", "found 0 rows"),
        ("species\na\nb\n", "all columns but at least one"),
        ("petal,species\n1,a\n2,b\n3,c\n", "row 1: found 1 input from petal; allowed: 2, as network.inputs"),
        ('petal,sepal,species\n1,2,"a\n', "comma-separated UTF-8 text"),
    ],
)
def test_a_wrong_table_is_told_what_is_wrong(tmp_path, content, says):
    with pytest.raises(InputError) as error:
        with_data(tmp_path, "['species']", 3, content)
    assert says in str(error.value)


@pytest.mark.parametrize(("name", "labels"), [("xor", [0, 1, 1, 0]), ("and", [0, 0, 0, 1]), ("or", [0, 1, 1, 1])])
def test_gates(name, labels):
    x, y = datasets.make(name)
    assert_array_equal(x, [[0, 0], [0, 1], [1, 0], [1, 1]])
    assert_array_equal(y, labels)


@pytest.mark.parametrize("name", ["moons", "spirals", "circles"])
@pytest.mark.parametrize("examples", [1, 2, 7, 100])
def test_clouds(name, examples):
    x, labels = datasets.make(name, examples, noise=0.0)
    assert x.shape == (examples, 2)
    assert np.isfinite(x).all()
    assert_array_equal(labels, np.arange(examples) % 2)
    noisy = datasets.make(name, examples, noise=0.2, seed=3)[0]
    assert_array_equal(noisy, datasets.make(name, examples, noise=0.2, seed=3)[0])
    assert not np.array_equal(noisy, datasets.make(name, examples, noise=0.2, seed=4)[0])


@pytest.mark.parametrize("name", ["moons", "spirals", "circles"])
def test_clean_clouds_do_not_touch(name):
    x, labels = datasets.make(name, 200, noise=0.0)
    apart = np.linalg.norm(x[labels == 0][:, None] - x[labels == 1][None], axis=2)
    assert apart.min() > 0.1


def test_labels_are_as_wide_as_the_outputs():
    for outputs, first in ((1, (0.0,)), (2, (1.0, 0.0))):
        tables = table((2, outputs), ("sigmoid",)) | {"data": {"dataset": "xor"}}
        assert make_lesson(tables).data.y[0] == first


@pytest.mark.parametrize(
    ("method", "deviation"),
    [
        ("xavier_uniform", np.sqrt(2 / 500)),
        ("xavier_normal", np.sqrt(2 / 500)),
        ("he_uniform", np.sqrt(2 / 300)),
        ("he_normal", np.sqrt(2 / 300)),
        ("normal", 0.7),
        ("uniform", 0.7 / np.sqrt(3)),
        ("zeros", 0.0),
    ],
)
def test_draws_have_the_deviation_of_their_rule(method, deviation):
    W = draw(method, np.random.default_rng(0), 200, 300, scale=0.7)
    assert W.shape == (200, 300)
    assert_allclose(W.std(), deviation, rtol=0.01)
    assert abs(W.mean()) <= 0.02 * deviation
    if "uniform" in method:
        assert np.abs(W).max() <= deviation * np.sqrt(3)


def test_one_generator_runs_through_the_layers():
    tables = table((3, 4, 2), ("tanh", "tanh"))
    for layer in tables["network"]["layers"]:
        del layer["weights"], layer["biases"]
    tables["network"]["init"] = {"method": "normal", "seed": 7}
    net = build(make_lesson(tables))
    rng = np.random.default_rng(7)
    assert_array_equal(net.layers[0].W, rng.normal(size=(4, 3)))
    assert_array_equal(net.layers[1].W, rng.normal(size=(2, 4)))
    assert not net.layers[0].b.any()


def test_half_given_layers():
    tables = table((2, 2, 1), ("tanh", "tanh"))
    first, second = tables["network"]["layers"]
    del first["weights"], second["biases"]
    net = build(make_lesson(tables))
    assert_array_equal(net.layers[0].b, first["biases"])
    assert net.layers[0].W.any()
    assert_array_equal(net.layers[1].W, second["weights"])
    assert_array_equal(net.layers[1].b, [0.0])


def test_a_trace_writes_the_lesson_out():
    tables = table((2, 3, 1), ("tanh", "sigmoid")) | {"data": {"dataset": "xor"}}
    del tables["network"]["layers"][0]["weights"]
    trace = run(make_lesson(tables))
    assert_array_equal(trace.lesson.network.layers[0].weights, trace.net.layers[0].W)
    assert trace.lesson.data.x == ((0, 0), (0, 1), (1, 0), (1, 1))
    assert trace.lesson.data.dataset is None
