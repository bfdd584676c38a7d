"""CSV files as people have them: read into the same examples, or told in one message what is wrong, by row and column."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from engine import InputError, csv_data, from_dict, load_lesson, make_lesson, run, to_dict
from engine.csv_table import read_table, table_of
from tests.engine.test_wrong_lessons import text

IRIS = [row.split() for row in ("length width species", "5.1 3.5 setosa", "6.25 2.0 virginica", "4.5 3.25 setosa", "5 3 rosea")]
X = ((5.1, 3.5), (6.25, 2.0), (4.5, 3.25), (5.0, 3.0))
Y = ((0, 1, 0), (0, 0, 1), (0, 1, 0), (1, 0, 0))


def written(rows=IRIS, separator=",", decimal=".", end="\n"):
    """The rows as a file, numbers with this decimal sign."""

    def cell(value):
        try:
            float(value)
        except ValueError:
            return value
        value = value.replace(".", decimal)
        return f'"{value}"' if separator in value else value

    return "".join(separator.join(map(cell, row)) + end for row in rows)


def lesson(folder, content, data="targets = ['species']", inputs=2, outputs=3, loss="mse"):
    """The lesson on this file."""
    (folder / "flowers.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    path = folder / "mine.toml"
    act = "softmax" if loss == "cross_entropy" else "sigmoid"
    network = f'inputs = {inputs}\nloss = "{loss}"'
    two = f'units = {outputs}\nactivation = "{act}"'
    path.write_text(text(network=network, two=two, data=f"csv = 'flowers.csv'\n{data}"))
    return load_lesson(path)


def complaint(folder, content, data="targets = ['species']", **kwargs):
    with pytest.raises(InputError) as error:
        lesson(folder, content, data, **kwargs)
    assert "data.x[" not in str(error.value)
    assert "data.y[" not in str(error.value)
    return str(error.value).replace(f"{folder}/", "")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("decimal", [".", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n", "{0}\n", "\n\n", "\n{0}{0}\n"])
def test_separator_and_decimal_sign_are_found(tmp_path, separator, decimal, end):
    data = lesson(tmp_path, written(separator=separator, decimal=decimal, end=end.format(separator))).data
    assert (data.x, data.y) == (X, Y)


@pytest.mark.parametrize(("separator", "decimal", "note"), [
    (",", ".", None),
    (";", ".", "flowers.csv: read with semicolons between cells"),
    (";", ",", "flowers.csv: read with semicolons between cells and decimal commas"),
    ("\t", ".", "flowers.csv: read with tabs between cells"),
])  # fmt: skip
def test_how_it_was_read_is_noted(tmp_path, separator, decimal, note):
    assert lesson(tmp_path, written(separator=separator, decimal=decimal)).notes == ((note,) if note else ())


@pytest.mark.parametrize("content", [
    b"\xef\xbb\xbf" + written().encode(),
    written().encode("utf-16"),
    "sep=;\n" + written(separator=";"),
    written([["", *IRIS[0]], *([str(k), *row] for k, row in enumerate(IRIS[1:]))]),
    written([[f'"{cell}"' for cell in row] for row in IRIS]),
    written([[f"  {cell} " for cell in row] for row in IRIS]),
    written(separator=" "),
])  # fmt: skip
def test_what_programs_write_is_read(tmp_path, content):
    data = lesson(tmp_path, content).data
    assert (data.x, data.y) == (X, Y)


def test_remarks_in_front_are_left_out_and_said(tmp_path):
    got = lesson(tmp_path, "# measured in May\n# by Ada\n" + written(IRIS), "targets = ['species']")
    assert (got.data.x, got.data.y) == (X, Y)
    assert any("2 rows with # in front are left out" in note for note in got.notes)
    with_hash = written([["# length", *IRIS[0][1:]], *IRIS[1:]])
    assert lesson(tmp_path, with_hash, "targets = ['species']").names.inputs[0] == "# length"


@pytest.mark.parametrize(
    ("path", "says"), [("https://a.org/b.csv", "Fetch the file first"), ("~/b.csv", "~ is not read"), ("a\nb.csv", "Write / in")]
)
def test_a_path_that_is_none_is_told_why(tmp_path, path, says):
    with pytest.raises(InputError, match=r"data\.csv") as error:
        read_table(tmp_path / path, "mine.toml")
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_without_a_header(tmp_path):
    data = "header = false\ncolumns = ['length', 'width', 'species']\ntargets = ['species']"
    got = lesson(tmp_path, written(IRIS[1:]), data)
    assert (got.data.x, got.data.y) == (X, Y)
    assert got.names.inputs == ("length", "width")
    nameless = lesson(tmp_path, written(IRIS[1:]), "header = false\ntargets = ['column 3']")
    assert (nameless.data.x, nameless.data.y) == (X, Y)
    assert "data.columns: found 2 names; allowed: 3" in complaint(tmp_path, written(IRIS[1:]), data.replace("'width', ", ""))
    assert "header = false" in complaint(tmp_path, written(IRIS[1:]))


def test_columns_and_ignore_choose(tmp_path):
    assert lesson(tmp_path, written(), "targets = ['species']\nignore = ['length']", inputs=1).data.x == tuple(row[1:] for row in X)
    chosen = lesson(tmp_path, written(), "targets = ['species']\ncolumns = ['width', 'length']")
    assert chosen.data.x == tuple(row[::-1] for row in X)
    assert chosen.names.inputs == ("width", "length")
    assert 'data.ignore: found "breadth"' in complaint(tmp_path, written(), "targets = ['species']\nignore = ['breadth']")
    assert "which is a target" in complaint(tmp_path, written(), "targets = ['species']\nignore = ['species']")


NUMBERED = [["a", "b", "species"], ["1", "2", "10"], ["3", "4", "9"], ["5", "6", "2"], ["1", "1", "9"]]


def test_numbers_are_classes_when_the_lesson_says_so(tmp_path):
    assert lesson(tmp_path, written(NUMBERED), outputs=1).data.y == ((10.0,), (9.0,), (2.0,), (9.0,))
    got = lesson(tmp_path, written(NUMBERED), "targets = ['species']\nclasses = true", loss="cross_entropy")
    assert got.data.y == ((0, 0, 1), (0, 1, 0), (1, 0, 0), (0, 1, 0))
    assert got.names.outputs == ("species 2", "species 9", "species 10")
    message = complaint(tmp_path, written(NUMBERED), loss="cross_entropy")
    assert "flowers.csv: row 1: found 1 output from species; allowed: 3" in message
    assert "classes = true" in message


def test_a_class_of_which_there_is_no_example_keeps_its_place(tmp_path):
    rows = [["a", "b", "species"], ["1", "2", "0"], ["3", "4", "3"]]
    assert lesson(tmp_path, written(rows), "targets = ['species']\nclasses = true", outputs=5).data.y == ((1, 0, 0, 0, 0), (0, 0, 0, 1, 0))


GAPS = "length,width,species\n5.1,3.5,a\n,2,b\n4,?,a\n4,NA,b\n1,1,\n2,2,b\n"


def test_rows_with_gaps_are_dropped_when_the_lesson_says_so(tmp_path):
    got = lesson(tmp_path, GAPS, "targets = ['species']\nmissing = 'drop'", outputs=1)
    assert (got.data.x, got.data.y) == (((5.1, 3.5), (2.0, 2.0)), ((0.0,), (1.0,)))
    assert got.notes == ("flowers.csv: 4 of 6 rows have gaps and are dropped",)
    message = complaint(tmp_path, GAPS)
    assert message.startswith('flowers.csv: row 3, column length: found an empty cell')
    assert 'missing = "drop"' in message
    assert "in which nothing is missing" in complaint(tmp_path, "a,b,species\n?,1,x\n1,,y\n", "targets = ['species']\nmissing = 'drop'")
    # a gap in a column that nobody uses costs nothing
    assert len(lesson(tmp_path, GAPS, "targets = ['species']\nmissing = 'drop'\nignore = ['width']", 1, 1).data.x) == 4


def test_words_as_inputs_are_one_hot(tmp_path):
    rows = "port,fare,species\nS,1,no\nC,2,yes\nS,3,yes\n"
    got = lesson(tmp_path, rows, inputs=3, outputs=1)
    assert got.data.x == ((0, 1, 1), (1, 0, 2), (0, 1, 3))
    assert got.names.inputs == ("port C", "port S", "fare")
    assert (got.names.outputs, got.names.classes) == (("species",), ("no", "yes"))
    assert "found 3 inputs from port (one-hot, 2), fare; allowed: 2" in complaint(tmp_path, rows, outputs=1)
    names = "name,fare,species\n" + "".join(f"p{k},{k},{'no' if k % 2 else 'yes'}\n" for k in range(200))
    assert 'ignore = ["name"]' in complaint(tmp_path, names, outputs=1)


def test_the_lesson_standardizes(tmp_path):
    got = lesson(tmp_path, "port,fare,same,species\nS,1,0.3,1\nC,2,0.3,2\nS,6,0.3,3\n", "targets = ['species']\nstandardize = true", 4, 1)
    x = np.array(got.data.x)
    assert_array_equal(x[:, :2], [[0, 1], [1, 0], [0, 1]])  # one-hot stays one-hot
    assert_allclose([x[:, 2].mean(), x[:, 2].std()], [0, 1], atol=1e-12)
    assert_array_equal(x[:, 3], 0.0)
    assert got.data.standardized.mean == (0.0, 0.0, 3.0, 0.3)
    trace = to_dict(run(got))
    assert trace["lesson"]["data"]["standardized"]["mean"] == [0.0, 0.0, 3.0, 0.3]
    assert set(trace["lesson"]["data"]) == {"x", "y", "standardized"}
    assert from_dict(trace).lesson.data == run(got).lesson.data


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(*[st.floats(-1e6, 1e6)] * 2), min_size=1, max_size=20))
def test_standardized_inputs_have_mean_0_and_deviation_1_and_come_back(x):
    tables = {
        "network": {"inputs": 2, "loss": "mse", "layers": [{"units": 1, "activation": "tanh"}]},
        "data": {"x": [list(row) for row in x], "y": [[0.5]] * len(x), "standardize": True},
        "training": {"learning_rate": 0.1},
    }
    data = make_lesson(tables).data
    got, by = np.array(data.x), data.standardized
    assert_allclose(got * by.deviation + by.mean, np.array(x), rtol=1e-9, atol=1e-6)
    for j in range(2):
        if np.array(x)[:, j].std() > 1e-3:
            assert_allclose([got[:, j].mean(), got[:, j].std()], [0, 1], atol=1e-6)


def test_a_part_is_kept_for_the_test(tmp_path):
    rows = "a,b,species\n" + "".join(f"{k},{-k},{k % 3}\n" for k in range(20))
    data = "targets = ['species']\ntest = 0.2\nseed = 7\nstandardize = true"
    got = lesson(tmp_path, rows, data, outputs=1).data
    assert (len(got.x), len(got.test_x), len(got.test_y)) == (16, 4, 4)
    by = got.standardized
    whole = sorted(round(row[0] * by.deviation[0] + by.mean[0], 9) for row in (*got.x, *got.test_x))
    assert whole == list(range(20))
    assert_allclose(np.array(got.x).mean(axis=0), 0, atol=1e-12)  # of those that are trained on
    again, other = lesson(tmp_path, rows, data, outputs=1).data, lesson(tmp_path, rows, data.replace("7", "8"), outputs=1).data
    assert again == got
    assert other.test_x != got.test_x


WRONG = [
    ("a;b;species\n1;2;x\n1;u2;y\n", "", 'row 3, column b: found text; allowed: a finite number', "read with semicolons between cells.)"),
    ("a;b;species\n1,5;2;x\n1,5;3..1;y\n", "", "row 3, column b: found a number written", "semicolons between cells and decimal commas"),
    ("a;b;species\n1;2;x\n1;y\n", "", "row 3: found 2 cells; allowed: 3, as in the header", "semicolons"),
    ("a,b,species\n1,2,x\n\n\n1,2.5.1,y\n", "", "row 5, column b", "nothing between thousands"),
    ("a,b,species\n1,\"1,234\",x\n1,2.5,y\n", "", 'row 2, column b: found a number written with other signs', "1234.5"),
    ("a,b,species\n1,12%,x\n1,2%,y\n", "", 'row 2, column b: found a number written with other signs', "no unit"),
    ("a,b,species\n1,1e999,x\n1,2,y\n", "", "row 2, column b: found a number beyond the finite ones", "finite number"),
    ("a,b,species\n1,1_000,x\n1,2,y\n", "", "row 2, column b", "finite number"),
    (f"a,b,species\n1,{'9x' * 500},x\n1,2,y\n", "", "row 2, column b: found text", ""),
    (f"{'a' * 500},b,species\nq1,2,x\n1,2,y\n", "", "row 2, column aaaaaaaaaaaaaaaaaaaaa...", ""),
    ("a,b,,species\n1,2,3,x\n", "", "row 1: found no name over column 3", "Mend the header row"),
    ("a,a,species\n1,2,x\n", "", 'row 1: found the name "a" 2 times', ""),
    ("a;b;c;kind\n1;2;3;x\n", "", 'data.targets: found "species"; allowed: a, b, c, kind.', "semicolons"),
    (b"a,b,species\n1,2,M\xfcller\n", "", "data.csv: found flowers.csv (not UTF-8 text in line 2)", "CSV (UTF-8)"),
    ("a,b,species\n1,2,0\n1,3,2\n", "loss", "row 3, column species: found 2; allowed: from 0 to 1", "classes = true"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "loss", "says", "mends"), WRONG)
def test_a_fault_is_told_by_row_and_column(tmp_path, content, loss, says, mends):
    message = complaint(tmp_path, content, outputs=1, **({"loss": "binary_cross_entropy"} if loss else {}))
    assert says in message
    assert mends in message
    assert len(message) < 300


def test_keys_belong_to_their_source(tmp_path):
    for key in ("header = false", "ignore = ['a']", "missing = 'drop'", "columns = ['a']"):
        path = tmp_path / "bad.toml"
        path.write_text(text(data=f"dataset = 'xor'\n{key}"))
        with pytest.raises(InputError, match="with csv only"):
            load_lesson(path)


def test_a_table_as_wide_as_a_book_is_refused_at_once(tmp_path):
    (tmp_path / "wide.csv").write_text(",".join(f"c{k}" for k in range(200_000)) + "\n" + ",".join("1" for _ in range(200_000)) + "\n")
    with pytest.raises(InputError, match="200000 columns in row 1; allowed: at most 10000"):
        read_table(tmp_path / "wide.csv", "lesson")


def test_thousands_of_rows_take_no_time(tmp_path):
    rng = np.random.default_rng(0)
    rows = enumerate(rng.normal(size=(5000, 8)))
    body = "\n".join(";".join([*(f"{v:.4f}".replace(".", ",") for v in row), "ab"[k % 2]]) for k, row in rows)
    got = lesson(tmp_path, ";".join("pqrstuvw") + ";species\n" + body, inputs=8, outputs=1)
    assert len(got.data.x) == 5000
    assert abs(got.data.x[17][3]) < 6


EIGHTHS = st.integers(-999, 999).map(lambda k: k / 8)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(
    cells=st.lists(st.tuples(EIGHTHS, st.integers(0, 9), WORDS.map(lambda word: f"w{word}")), min_size=2),
    separator=st.sampled_from(",;\t|"),
    comma=st.booleans(),
)
def test_whatever_a_writer_writes_is_read_back(tmp_path_factory, cells, separator, comma):
    comma = comma and separator != ","  # where commas separate, who writes decimal commas is not understood by anybody
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["number", "digit", "word"])
    for number, digit, word in cells:
        writer.writerow([str(number).replace(".", ",") if comma else str(number), digit, word])
    path = tmp_path_factory.mktemp("csv") / "any.csv"
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    table = read_table(path, "lesson")
    assert table.header == ["number", "digit", "word"]
    decimal = table.dialect.decimal
    read = [(float(row.cells[0].replace(decimal, ".")), int(row.cells[1]), row.cells[2]) for row in table.rows]
    assert read == [tuple(row) for row in cells]


def test_a_file_that_many_lessons_name_is_worked_out_once(tmp_path, monkeypatch):
    worked = []
    monkeypatch.setattr(csv_data, "table_of", lambda *asked: worked.append(asked) or table_of(*asked))
    content = written().replace("6.25", "7.25")
    for loss in ("mse", "squared_error", "mse"):
        assert lesson(tmp_path, content, loss=loss).data.x[1] == (7.25, 2.0)
    assert len(worked) == 1
    assert lesson(tmp_path, written()).data.x[1] == (6.25, 2.0)  # as long as before
    for _ in range(2):
        assert complaint(tmp_path, content, "targets = ['z']").startswith("mine.toml: data.targets: found")
