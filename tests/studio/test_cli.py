"""Wrong input is one clear message and exit 2: no traceback, nothing written."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine import read_trace
from studio import catalog, cli, commands, console, doctor
from studio.rendering import RenderError

LESSON = """
title = "Small"
[network]
inputs = 2
loss = "binary_cross_entropy"
[[network.layers]]
units = 2
activation = "tanh"
[[network.layers]]
units = 1
activation = "sigmoid"
[data]
x = [[0.0, 1.0], [1.0, 1.0]]
y = [[1.0], [0.0]]
[training]
learning_rate = 0.5
"""
WRONG = {
    "not_toml": ("title =", "tilte ="), "bare": ("[network]", "[network"), "unknown_key": ("inputs = 2", "inputs = 2\ninput = 2"),
    "negative": ("units = 2", "units = -2"), "shape": ("[[0.0, 1.0]", "[[0.0]"), "nan": ("[[0.0, 1.0]", "[[nan, 1.0]"),
    "softmax": ('"tanh"', '"softmax"'), "labels": ("[0.0]]", "[1.5]]"), "activation": ('"tanh"', '"tahn"'),
    "chapter": ('title = "Small"', 'chapters = ["nope"]'), "text": ("inputs = 2", 'inputs = "2"'), "loss": ("entropy", "entropie"),
}  # fmt: skip


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder to work in, with a right lesson, wrong ones and some recordings."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "right.toml").write_text(LESSON)
    for name, (old, new) in WRONG.items():
        assert old in LESSON
        (tmp_path / f"{name}.toml").write_text(LESSON.replace(old, new, 1))
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    return tmp_path


def contents(folder):
    return {str(p): p.read_bytes() if p.is_file() else None for p in sorted(folder.rglob("*"))}


def said(*words):
    """Run the command; its exit code and what it said on both streams."""
    result = CliRunner().invoke(cli.main, list(words))
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result.exit_code, result.output


def refused(desk, *words):
    """The message of a command that is refused and touches nothing."""
    before = contents(desk)
    code, text = said(*words)
    assert code == 2, text
    assert contents(desk) == before
    return text


@pytest.mark.parametrize("command", [("render", "-q", "l", "--voice", "silent"), ("check",), ("trace", "-o", "t.json"), ("storyboard",)])
@pytest.mark.parametrize("lesson", [*WRONG, "bytes", "missing"])
def test_a_wrong_lesson_is_named(desk, command, lesson):
    if lesson == "chapter":  # named by a lesson, told by two commands
        command = ("render",) if command[0] == "check" else ("proof",) if command[0] == "trace" else command
    text = refused(desk, command[0], f"{lesson}.toml", *command[1:])
    assert f"backreel: {lesson}.toml: " in text
    assert text.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("render", "nosuch"), f"unknown lesson 'nosuch'. Give a .toml file or one of {', '.join(catalog.lessons())}"),
        (("render", "mazr"), "Did you mean mazur?"),
        (("render", "right.toml", "--chapter", "nope"), "unknown chapter 'nope'"),
        (("render", "right.toml", "--chapter", "forwrd"), "Did you mean forward?"),
        (("render", "right.toml", "--chapter", ""), "unknown chapter ''"),
        (("render", "right.toml", "--voice", "nobody"), "unknown voice 'nobody': use hibari, kokoro, espeak, silent, or a folder"),
        (("render", "right.toml", "--voice", ""), "unknown voice"),
        (("render", "right.toml", "--voice", "right.toml"), "unknown voice 'right.toml'"),
        (("render", "right.toml", "-o", "right.toml"), "right.toml: films cannot be written here (File exists)"),
        (("render", "right.toml", "-o", "right.toml/x/y"), "films cannot be written here (Not a directory)"),
        (("render", "right.toml", "-o", "/proc/x/y"), "/proc/x/y: films cannot be written here"),
        (("render", "right.toml", "-q", "z"), "'z' is not one of 'l', 'm', 'h', 'p', 'k'"),
        (("render", "right.toml", "--fps", "0"), "Invalid value for '--fps'"),
        (("render", "right.toml", "--fps", "many"), "Invalid value for '--fps'"),
        (("render", "right.toml", "--shape", "4:3"), "Invalid value for '--shape'"),
        (("render", "right.toml", "--theme", "blue"), "Invalid value for '--theme'"),
        (("render", "right.toml", "-j", "0"), "Invalid value for '-j'"),
        (("render", "right.toml", "--loud"), "No such option"),
        (("render", "right.toml", "xor"), "unexpected extra argument"),
        (("render", "."), "found a file that cannot be read (a folder)"),
        (("render", "\udcff.toml"), r"\udcff.toml: found a file that cannot be read"),
        (("proof", "right.toml", "--chapter", "nope"), "unknown chapter 'nope'"),
        (("proof", "right.toml", "--voice", "nobody"), "unknown voice 'nobody'"),
        (("storyboard", "right.toml", "-o", "right.toml"), "films cannot be written here"),
        (("trace", "right.toml"), "Missing option '-o'"),
        (("trace", "right.toml", "-o", "gone/t.json"), "gone/t.json: there is no folder gone"),
        (("trace", "right.toml", "-o", "."), "is not a file"),
        (("trace", "right.toml", "-o", "/dev/null"), "/dev/null: is not a file"),
        (("trace", "right.toml", "-o", "/proc/t.json"), "/proc/t.json: found a place that cannot be written"),
        (("check",), "Missing argument 'LESSON'"),
        (("new", "chapter", "forward"), "is already there"),
        (("new", "chapter", "A b"), "cannot name a chapter"),
        (("new", "chapter", "../x"), "cannot name a chapter"),
        (("new", "chapter", "class"), "cannot name a chapter"),
        (("new", "lesson", "right"), "right.toml: is already there"),
        (("new", "lesson", "a/b"), "cannot name a lesson"),
        (("new", "lesson", ""), "cannot name a lesson"),
        (("new", "film", "x"), "No such command 'film'"),
        (("paint",), "No such command 'paint'"),
    ],
)
def test_wrong_words_are_refused_and_nothing_is_touched(desk, words, message):
    assert message in refused(desk, *words)


def test_a_full_or_forbidden_place_is_the_users_to_mend(desk, monkeypatch):
    for error in (PermissionError(13, "Permission denied", "films"), OSError(28, "No space left on device", "films")):

        def fail(*args, error=error, **kwargs):
            raise error

        monkeypatch.setattr(commands, "check", fail)
        assert said("check", "right.toml") == (2, f"backreel: films: {error.strerror}\n")


def test_a_working_folder_that_is_gone_is_the_users_to_mend(desk, monkeypatch):
    def fail(*_):
        raise RuntimeError("no such file or directory (os error 2)")  # as Typst says it

    monkeypatch.setattr(commands, "check", fail)
    (desk / "gone").mkdir()
    monkeypatch.chdir(desk / "gone")
    (desk / "gone").rmdir()
    assert said("check", "mazur") == (2, "backreel: the working folder is gone; go to one that there is, and say it again\n")


def test_too_little_memory_for_the_message_itself_is_a_message(capfd, monkeypatch):
    def fail(*_):
        raise ImportError("libav.so: failed to map segment from shared object")

    monkeypatch.setattr("studio.cli_options._verdict", fail)
    monkeypatch.setattr(commands, "check", fail)
    assert CliRunner().invoke(cli.main, ["check", "mazur"]).exit_code == 2
    assert capfd.readouterr().err.startswith("backreel: memory: found too little to begin with; allowed: ")


def test_too_little_memory_is_the_users_to_mend(desk, monkeypatch):
    def fail(lesson):
        raise MemoryError

    monkeypatch.setattr(commands, "check", fail)
    code, text = said("check", "right.toml")
    assert code == 2
    assert text.startswith("backreel: memory: found less than this needs; allowed: ")


def test_what_broke_is_one_message_and_exit_1(desk, monkeypatch):
    def fail(lesson):
        raise failures.pop()

    failures = [RenderError("chapter 'x' broke"), ZeroDivisionError("by zero")]
    monkeypatch.setattr(commands, "check", fail)
    code, text = said("check", "right.toml")
    assert code == 1
    assert text.startswith("backreel: this should not have happened: ZeroDivisionError: by zero (details in ")
    log = Path(text.split("details in ")[1].rstrip(")\n"))
    assert "Traceback" in log.read_text()
    log.unlink()
    assert said("check", "right.toml") == (1, "backreel: chapter 'x' broke\n")


def test_ctrl_c_is_one_message(desk, monkeypatch):
    def stop(lesson):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "check", stop)
    assert said("check", "right.toml") == (130, "backreel: stopped; what is done is kept, the same command goes on from there\n")


def test_trace_writes_what_the_engine_computed(desk):
    assert said("trace", "right.toml", "-o", "t.json") == (0, "t.json\n")
    assert read_trace(desk / "t.json").sizes == (2, 2, 1)
    assert json.loads((desk / "t.json").read_text())["format"] == "backreel/trace"
    assert not list(desk.glob(".*"))


def test_check_shows_a_table_and_agrees(desk):
    code, text = said("check", "right.toml")
    assert code == 0
    assert "9 gradients, worst relative error" in text
    assert "all agree" in text
    assert text.count("steps[0].update") == 9


def test_check_fails_on_a_wrong_gradient(desk, monkeypatch):
    from dataclasses import replace

    right = commands.check_gradients

    def wrong(lesson):
        table = right(lesson)
        return replace(table, rows=(replace(table.rows[0], ok=False), *table.rows[1:]))

    monkeypatch.setattr(commands, "check_gradients", wrong)
    code, text = said("check", "right.toml")
    assert code == 1
    assert "WRONG" in text
    assert "1 wrong" in text


def test_list_shows_chapters_and_lessons(desk):
    code, text = said("list")
    assert code == 0
    assert all(entry.name in text for entry in catalog.chapters())
    assert all(name in text for name in catalog.lessons())


def test_help_and_version(desk):
    for words in (("--help",), ("render", "-h"), ("new", "lesson", "--help"), ("--version",)):
        assert said(*words)[0] == 0


def test_a_new_lesson_works_as_it_is(desk):
    code, text = said("new", "lesson", "my-net")
    assert code == 0
    assert text.startswith("my-net.toml\n")
    assert said("check", "my-net.toml")[0] == 0


def test_doctor_says_what_is_here(desk, monkeypatch):
    monkeypatch.setattr(console.out, "_width", 200)
    code, text = said("doctor")
    assert code == 0, text
    for word in ("Python", "manim", "hibari-tts", "word times: model", "libx264", "AAC", "free space", "cores", "all here"):
        assert word in text
    assert not (desk / "renders").exists()


def test_doctor_says_how_to_mend_what_is_missing(desk, monkeypatch):
    monkeypatch.setattr(console.out, "_width", 200)
    monkeypatch.setattr(doctor, "SPACE", 1 << 60)
    monkeypatch.setattr(doctor, "OLDEST", (9, 9))
    monkeypatch.setattr(doctor, "_packages", lambda: ["nothing-of-that-name"])
    monkeypatch.setattr(doctor, "_drawing", lambda: "")
    monkeypatch.setattr(doctor, "_encoder", lambda name: doctor.av_missing)
    (desk / "renders").write_text("a file")
    code, text = said("doctor")
    assert code == 1
    for word in ("make distclean", "not installed; run: make setup", "another disk with -o", "give another folder with -o", "6 missing"):
        assert word in text


def test_how_a_lesson_was_read_is_noted_and_no_fault(desk):
    (desk / "spelled.toml").write_text(LESSON.replace('"tanh"', '"TanH"'))
    told = CliRunner().invoke(cli.main, ["check", "spelled.toml"])
    assert told.exit_code == 0
    assert 'note: spelled.toml: network.layers[0].activation: "TanH" is read as tanh' in told.stderr
    assert "note" not in CliRunner().invoke(cli.main, ["check", "right.toml"]).stderr
