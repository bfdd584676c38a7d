"""Only what shows something else is drawn again; however many processes draw, the bytes are the same."""

import os
import signal

import numpy as np
import pytest

from studio.fast.crew import Crew
from studio.fast.slots import Slots
from tests.studio.house import build, wait_for

RENDER = ("render", "xor", "-q", "l", "--fps", "6", "--voice", "silent")


@pytest.fixture
def house(tmp_path):
    return build(tmp_path / "house", "only")


def rendered(house, out, *words):
    """The segments of a render, by name, with the time of each."""
    done = house.run(*RENDER, "-o", out, *words)
    assert done.returncode == 0, done.stderr
    return {p.name: p.stat().st_mtime_ns for p in (house.root / out).rglob("beats/*.mp4")}


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def film(house, out):
    return (house.root / out / "xor/only/film.mp4").read_bytes()


@pytest.mark.slow(50)
def test_any_number_of_processes_writes_the_same_bytes(house):
    rendered(house, "one", "-j", "1")
    rendered(house, "two", "-j", "2")
    assert film(house, "one") == film(house, "two")
    rendered(house, "plain", "--renderer", "manim")
    assert film(house, "one") != film(house, "plain")


@pytest.mark.slow(60)
def test_what_shows_something_else_is_drawn_again(house):
    out = "again"
    first = rendered(house, out)
    assert len(first) == 3

    chapter = house.chapter("only")
    edit(chapter, "Here is our network.", "Here is our small network.")
    words = rendered(house, out)
    assert len(words.items() & first.items()) == 2  # one sentence: its beat alone

    lesson = house.root / "scenes/lessons/xor.toml"
    edit(lesson, "learning_rate = ", "learning_rate = 1")
    assert rendered(house, out) == words  # no beat shows it

    edit(chapter, "self.show(self.letters)", "self.show(self.letters, run_time=1.5)")
    assert len(set(rendered(house, out)) & set(words)) == 2  # the code of one beat

    edit(house.root / "scenes/kit/theme.py", "#0E1217", "#0E1218")
    assert not set(rendered(house, out)) & set(words)


@pytest.mark.slow(28)
def test_a_corrupted_segment_is_drawn_again_and_no_other(house):
    first = rendered(house, "broken")
    whole = film(house, "broken")
    path = next((house.root / "broken").rglob(f"beats/{min(first)}"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    (house.root / "broken/xor/only/film.mp4").unlink()
    after = rendered(house, "broken")
    assert {name for name in after if after[name] != first[name]} == {min(first)}
    assert film(house, "broken") == whole


def crew_of(tmp_path, work, beats=3, count=2):
    """Copies that each run `work(beat)`; which ended well."""
    done = []
    with Crew(Slots(tmp_path / "slots", count), done.append) as crew:
        for beat in range(beats):
            if key := crew.begin(beat):
                work(int(key))
                crew.leave()
            crew.send(str(beat))
    return done


def test_copies_work_and_end(tmp_path, monkeypatch):
    made, fork = [], os.fork
    monkeypatch.setattr(os, "fork", lambda: made.append(fork()) or made[-1])
    assert crew_of(tmp_path, lambda beat: (tmp_path / str(beat)).write_text("x")) == [0, 1, 2]
    assert sorted(p.name for p in tmp_path.glob("[0-9]")) == ["0", "1", "2"]
    assert len(made) == 3
    for pid in made:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def test_what_breaks_in_a_copy_is_told_here(tmp_path):
    def work(beat):
        np.zeros(2).reshape(3)

    with pytest.raises(ValueError, match="cannot reshape"):
        crew_of(tmp_path, work)
    with pytest.raises(Exception, match="stopped from outside"):
        crew_of(tmp_path, lambda beat: os.kill(os.getpid(), signal.SIGKILL))
    assert crew_of(tmp_path, lambda beat: None, count=1) == [0, 1, 2]  # and all slots were given back


def test_no_more_copies_work_than_there_are_slots(tmp_path):
    slots = Slots(tmp_path / "slots", 2)
    held = [slots.take(), slots.take()]
    pid = os.fork()
    if pid == 0:
        for slot in held:
            os.close(slot)
        slots.take()
        (tmp_path / "taken").touch()
        os._exit(0)
    assert not (tmp_path / "taken").exists()
    os.close(held.pop())
    wait_for((tmp_path / "taken").exists, 10)
    os.waitpid(pid, 0)
