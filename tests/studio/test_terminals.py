"""Any terminal will do: one of few letters, one that nobody reads, one that is full; and any name that a file can have."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio import entry
from studio.standing import Standing
from tests.sampling import sampled
from tests.studio.house import ROOT
from tests.studio.test_any_input import faults, told

DRAFT = ["-q", "l", "--voice", "silent"]
LESSON = Path(ROOT / "scenes/lessons/xor.toml").read_text(encoding="utf-8")
NAMES = [
    "a b", "🎬", "-rf", "--help", "<b>&amp;", "$(touch owned)", "a\nb",
    "\x1b[31mred", "\udcff", "'q\"", "%s", "\u202eabc", "*", "[bold]", "{x}", " ",
]  # fmt: skip


def backreel(folder, *words, into=subprocess.PIPE, **place):
    """The command in a process of its own, as it is after it was installed."""
    place = {**os.environ, "PYTHONPATH": str(ROOT), **place}
    return subprocess.run(
        [sys.executable, "-m", "studio", *words], cwd=folder, env=place, stdout=into, stderr=subprocess.PIPE, text=True, timeout=300
    )


def test_letters_that_a_terminal_lacks_are_shown_as_escapes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("σ.toml").write_text(LESSON, encoding="utf-8")
    asked = ["σ.toml", (), False, "l", "16:9", "dark", None, "silent", "fast", False, False, False, ("en",)]  # as `render` asks
    Standing(Path("renders"), asked, "σ.toml", "silent").write(["renders/σ/forward/film.mp4", "done"], [])
    done = backreel(tmp_path, "render", "σ.toml", *DRAFT, PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stdout.splitlines(), done.stderr) == (0, ["renders/\\u03c3/forward/film.mp4", "done"], "")


def test_who_stops_reading_is_told_nothing(tmp_path):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as nobody:
        done = backreel(tmp_path, "plan", "xor", "--chapter", "forward", "--json", into=nobody)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("name", sampled(NAMES, 6))
def test_a_lesson_may_have_any_name_that_a_file_can_have(tmp_path, name):
    (tmp_path / f"{name}.toml").write_text(LESSON, encoding="utf-8")
    words = ("trace", "-o", f"{name}.json", "--", f"{name}.toml")
    code, said = told(tmp_path, words)
    assert (code, faults(words, code, said)) == (0, [])
    assert (tmp_path / f"{name}.json").stat().st_size > 1000
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([f"{name}.json", f"{name}.toml", "said"])


def test_a_name_that_is_too_long_is_one_message(tmp_path):
    for words in (("trace", "l" * 300 + ".toml", "-o", "o.json"), ("plan", "l" * 5000), ("trace", "xor", "-o", "l" * 300 + ".json")):
        code, said = told(tmp_path, words)
        assert (code, faults(words, code, said)) == (2, []), said


CLOSED = """
import os, sys, studio.cli
from studio import console, entry

def command(**how):
    with console.bars(), open("made", "w") as made:
        os.write(2, b"what a library says")
        print(made.fileno(), sys.stdin.read(), file=made)

studio.cli.main = command
entry.main()
"""


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_what_is_closed_is_no_place_for_a_film(tmp_path, closed):
    words = ["sh", "-c", f'exec "$0" -c "$1" {closed}', sys.executable, CLOSED]
    done = subprocess.run(words, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.DEVNULL, timeout=300)
    assert done.returncode == 0
    number, *more = (tmp_path / "made").read_text().split()
    assert int(number) > 2
    assert more == []


def test_a_ctrl_c_as_a_message_is_found_is_heard(monkeypatch, capsys):
    def stopped(error):
        raise KeyboardInterrupt

    monkeypatch.setattr("studio.cli_options._told", stopped)
    monkeypatch.setattr(sys, "argv", ["backreel", "check", "nowhere"])
    with pytest.raises(SystemExit) as end:
        entry.main()
    said = capsys.readouterr().err.strip()
    assert (end.value.code, said) == (130, "backreel: stopped; what is done is kept, the same command goes on from there")


@pytest.mark.parametrize("columns", ["0", "00", "1"])
def test_a_terminal_whose_width_is_not_known_is_told_all_the_same(tmp_path, columns):
    done = backreel(tmp_path, "check", "nowhere", COLUMNS=columns, LINES=columns)
    assert done.returncode == 2
    assert done.stderr.startswith("backreel: unknown lesson 'nowhere'")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_an_output_that_is_full_is_one_message(tmp_path):
    for words in (("--version",), ("pack", "--help"), ("list",)):
        with open("/dev/full", "w") as full:
            done = backreel(tmp_path, *words, into=full)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert done.stderr.startswith("backreel: what is said")
        assert "No space left" in done.stderr
