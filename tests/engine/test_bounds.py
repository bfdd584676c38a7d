"""What a lesson names is bounded before it is read or allocated: devices, pipes, floods, depths; secrets are not repeated."""

import os
import time
import tracemalloc

import pytest

from engine import InputError, load_lesson, make_lesson, studies
from engine.bounded import Unreadable, read_bytes
from engine.within import Within

TABLE = """
title = {title}
[network]
inputs = 2
loss = "mse"
[[network.layers]]
units = 1
activation = "tanh"
[data]
{data}
[training]
learning_rate = 0.1
"""


def written(tmp_path, data='dataset = "xor"', title='"T"'):
    path = tmp_path / "l.toml"
    path.write_text(TABLE.format(data=data, title=title), encoding="utf-8")
    return path


def refused(path):
    began, worked = time.monotonic(), time.process_time()
    with pytest.raises(InputError) as told:
        load_lesson(path)
    assert time.process_time() - worked < 5
    assert time.monotonic() - began < 60  # nobody is waited for
    return str(told.value)


@pytest.mark.parametrize(("name", "kind"), [("/dev/zero", "a device"), ("/dev/null", "a device"), ("pipe", "a pipe"), (".", "a folder")])
def test_only_files_are_read(tmp_path, name, kind):
    os.mkfifo(tmp_path / "pipe")
    message = refused(written(tmp_path, f'csv = "{name}"\ntargets = ["y"]'))
    assert "data.csv" in message
    assert f"({kind})" in message


def test_a_lesson_that_is_a_pipe_or_a_device_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    assert "a pipe" in refused(tmp_path / "pipe.toml")
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    assert "a device" in refused(tmp_path / "zero.toml")


def test_a_path_with_a_nul_is_refused(tmp_path):
    assert "a NUL" in refused(written(tmp_path, 'csv = "a\\u0000b"\ntargets = ["y"]'))


def test_a_file_beyond_its_bound_is_not_read(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    tracemalloc.start()
    assert "200 MB, and at most 32 MB are read" in refused(written(tmp_path, 'csv = "large.csv"\ntargets = ["y"]'))
    assert tracemalloc.get_traced_memory()[1] < 5 << 20
    tracemalloc.stop()
    (tmp_path / "small").write_bytes(b"abc")
    assert read_bytes(tmp_path / "small", 3) == b"abc"
    with pytest.raises(Unreadable):
        read_bytes(tmp_path / "small", 2)


def test_tables_that_stand_deep_in_one_another_are_refused(tmp_path):
    path = tmp_path / "l.toml"
    path.write_text("a." * 2000 + "b = 1\n" + TABLE.format(data='dataset = "xor"', title='"T"'))
    assert "at most 16 deep" in refused(path)
    path.write_text("x = " + "[" * 3000 + "]" * 3000)
    assert "lists too deep" in refused(path)


FLOODS = {
    "keys": ("a." * 100_000 + "b = 1", "more than 100 keys with points between them in line 1"),
    "spaced keys": ("x = 1\n" + "a . " * 101 + "b = 1", "in line 2"),
    "digits": ("a = " + "1" * 300_000, "numbers too long"),
    "signs": ("a = b" + '\\"' * 300_000, "Invalid value"),
    "figures": ("a = 1" + "1" * 300_000 + " x", "something that is not TOML"),
    "brackets": ("a = " + "[" * 300_000, "something that is not TOML"),
    "quotes": ('a = """' + '"' * 300_000, "something that is not TOML"),
    "bytes": ("#" + " " * (4 << 20), "4 MB, and at most 4 MB are read"),
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_of_one_sign_is_refused_at_once(tmp_path, name):
    text, said = FLOODS[name]
    path = tmp_path / "l.toml"
    path.write_text(text)
    assert said in refused(path)


@pytest.mark.parametrize("text", ["1.2.3.4.5", "a.b. " * 50, "." * 290])
def test_points_in_a_text_are_no_keys(tmp_path, text):
    assert load_lesson(written(tmp_path, title=f'"{text}"')).title == text


@pytest.mark.parametrize(("rows", "said"), [("1,2,0\n" * 100_002, "100000 rows"), ((",".join("1" * 2000) + "\n") * 2001, "4000000 cells")])
def test_a_table_has_most_rows_and_cells(tmp_path, rows, said):
    (tmp_path / "many.csv").write_text(rows)
    message = refused(written(tmp_path, 'csv = "many.csv"\nheader = false\ntargets = ["column 1"]'))
    assert f"many.csv: found more than {said}" in message


def test_layers_twins_and_examples_are_counted_before_they_are_made():
    layer = {"units": 1, "activation": "tanh", "repeat": 1000}
    for changes, said in (
        ({"network": {"inputs": 1, "loss": "mse", "layers": [layer] * 100_000}}, r"network\.layers: found 1001000 layers or more"),
        ({"twins": [{}] * 100_000}, "twins: found 100000 twins; allowed: at most 50"),
        ({"data": {"x": [[0.0]] * 100_001, "y": [[0.0]] * 100_001}}, r"data\.x: found 100001 examples; allowed: at most 100000"),
    ):
        with pytest.raises(InputError, match=said):
            make_lesson(table(**changes))


def test_studies_that_train_again_are_bounded_by_their_steps():
    many = {"learning_rate": 0.1, "steps": 200_000}
    with pytest.raises(InputError, match=r"studies\.seeds\.tried: found 100 runs of 200000 steps; allowed: at most 10000000"):
        make_lesson(table(training=many, studies={"seeds": {}}))
    assert make_lesson(table(training=many, studies={"seeds": {"tried": 5}})).studies == {"seeds": {"tried": 5}}


def test_no_message_repeats_what_a_cell_holds(tmp_path):
    (tmp_path / "secret.csv").write_text("user,key,y\nada,hunter2,0\nbob,12 34%,1\n1,2,0\n")
    message = refused(written(tmp_path, 'csv = "secret.csv"\ntargets = ["y"]\nignore = ["user"]'))
    assert "row 2, column key: found text" in message
    assert "hunter2" not in message


def test_texts_have_a_longest_length(tmp_path):
    assert "at most 300 characters" in refused(written(tmp_path, title=f'"{"long " * 100}"'))
    assert load_lesson(written(tmp_path, title=f'"{"t" * 300}"')).title == "t" * 300


def table(**changes):
    base = {
        "network": {"inputs": 1, "loss": "mse", "layers": [{"units": 1, "activation": "tanh"}]},
        "data": {"x": [[0.0]] * 4, "y": [[1.0]] * 4},
        "training": {"learning_rate": 0.1},
    }
    return {**base, **changes}


def test_a_step_that_would_not_fit_into_memory_is_refused_before_it_is_tried():
    tokens = 40_000
    network = {"inputs": tokens, "shape": [tokens, 1], "loss": "mse", "layers": [{"kind": "attention", "width": 1}, {"kind": "flatten"}]}
    asked = table(network=network, data={"x": [[0.0] * tokens], "y": [[0.0] * tokens]}, training={"learning_rate": 0.1, "record": []})
    with pytest.raises(InputError, match=r"training\.batch_size: found examples that take about \d+ numbers"):
        make_lesson(asked)


def test_records_of_very_many_examples_are_refused():
    data = {"dataset": "moons", "examples": 100_000}
    network = {"inputs": 2, "loss": "mse", "layers": [{"units": 1, "activation": "tanh"}]}
    with pytest.raises(InputError, match=r"training\.record: found 1 steps of about"):
        make_lesson(table(network=network, data=data))
    assert make_lesson(table(network=network, data=data, training={"learning_rate": 0.1, "batch_size": 64})).training.record == (0,)


def test_noise_is_bounded():
    with pytest.raises(InputError, match=r"data\.noise: found 10000000000000.0; allowed: a number from 0 to 1000"):
        make_lesson(table(data={"dataset": "moons", "noise": 1e13}))


@pytest.mark.parametrize("name", studies.names())
def test_every_option_of_a_study_has_bounds_that_its_default_keeps(name):
    for key, default in studies.options(name).items():
        bounds = studies.bounds(name)[key]
        assert isinstance(bounds, Within)
        assert all(map(bounds.fits, default if isinstance(default, tuple) else (default,)))
        for value in (bounds.low - 1, bounds.high * 2 + 1, *([bounds.low + 0.5] if bounds.whole else [])):
            with pytest.raises(InputError, match=rf"studies\.{name}\.{key}: found .*; allowed: .*from"):
                make_lesson(table(studies={name: {key: [value] if isinstance(default, tuple) else value}}))
