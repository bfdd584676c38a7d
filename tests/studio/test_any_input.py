"""A thousand lessons that nobody meant: each ends in its trace, its check or its plan, or in one message, within its time and memory."""

import contextlib
import gc
import os
import resource
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest

from studio import catalog, entry
from tests.hostile import hostile
from tests.sampling import sampled

LESSONS = range(1000)
FILM = ("plan", "--chapter", "forward")  # one film is enough for most: every one takes ten times as long
COMMANDS = (("trace", "-o", "out.json"), ("check",), FILM, ("trace", "-o", "out.json"))
SECONDS, MEMORY = 60, 1 << 30  # of the processor; bytes beside what stood there before
BAD = ("Traceback", "should not have happened", "Warning", " broke", "memory: found less")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")


@pytest.fixture(scope="module", autouse=True)
def warm():
    """What every child finds ready."""
    catalog.load(catalog.chapter("forward"))
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def told(folder: Path, words: tuple[str, ...]) -> tuple[int, str]:
    """The exit code of a command in a child with its limits, and what it said."""
    said = folder / "said"
    pid = os.fork()
    if pid == 0:
        _child(folder, words, said)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), said.read_text(encoding="utf-8")


def _child(folder: Path, words: tuple[str, ...], said: Path) -> None:
    """Carry out the command as the process of a user would, and end."""
    code = 99
    with contextlib.suppress(BaseException):
        os.chdir(folder)
        out = os.open(said, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        now = 4096 * int(Path("/proc/self/statm").read_text().split()[0])
        resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        try:
            sys.argv = ["backreel", *words]
            entry.main()
        except SystemExit as end:
            code = int(end.code or 0)
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def faults(words: tuple[str, ...], code: int, said: str) -> list[str]:
    """What is wrong with how a command ended."""
    lines = said.splitlines()
    found = [line for line in lines if any(bad in line for bad in BAD)]
    if code == -signal.SIGXCPU:
        found.append(f"took more than {SECONDS} s")
    elif code not in (0, 2) and not (code == 1 and words[0] == "check"):
        found.append(f"ended with {code}: {lines[-1:]}")
    messages = [line for line in lines if line.startswith("backreel: ")]
    if code == 2 and len(messages) != 1:
        found.append(f"{len(messages)} messages")
    if any(ord(c) < 32 or 127 <= ord(c) < 160 for line in lines for c in line):
        found.append("a character that steers the terminal")
    return found


def command_of(seed: int) -> tuple[str, ...]:
    """What is asked of lesson number `seed`."""
    verb, *rest = COMMANDS[seed % len(COMMANDS)]
    return verb, "l.toml", *rest


@pytest.mark.parametrize("seed", sampled(LESSONS, 12, salt=16))
def test_a_lesson_that_nobody_meant(tmp_path, seed):
    (tmp_path / "l.toml").write_text(hostile(seed), encoding="utf-8")
    words = command_of(seed)
    assert faults(words, *told(tmp_path, words)) == [], hostile(seed)


def test_a_lesson_is_the_same_from_its_seed_and_some_of_them_run():
    assert hostile(3) == hostile(3) != hostile(4)
    assert len({hostile(k) for k in range(50)}) > 45


def test_what_breaks_floods_or_hangs_is_caught(tmp_path, monkeypatch):
    (tmp_path / "l.toml").write_text(hostile(0), encoding="utf-8")
    plants = {
        "should not have happened": lambda path, out: {}["x"],
        "memory: found less": lambda path, out: len(bytearray(4 << 30)),
        "a character that steers": lambda path, out: os.write(1, b"\x1b[31m\n"),
        "Warning": lambda path, out: os.write(2, b"x.py:1: RuntimeWarning: divide by zero\n") and 0,
        "ended with -9": lambda path, out: os.kill(os.getpid(), signal.SIGKILL),
        "took more than": lambda path, out: _forever(),
    }
    for word, plant in plants.items():
        monkeypatch.setattr("studio.commands.trace", plant)
        monkeypatch.setattr(f"{__name__}.SECONDS", 1)
        words = ("trace", "l.toml", "-o", "out.json")
        found = faults(words, *told(tmp_path, words))
        assert any(word in each for each in found), (word, found)


def _forever() -> None:
    while True:
        Counter("busy")
