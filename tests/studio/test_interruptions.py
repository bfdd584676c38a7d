"""Kills, Ctrl-C, a second render, a full disk's worth of trouble: what is on disk is whole or absent, and the next render goes on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studio.container import probe
from studio.manifest import FILES
from tests.studio.house import ROOT, alive, build, children, wait_for

RENDER = ("render", "xor", "-q", "l", "--fps", "6", "--voice", "silent")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return build(tmp_path_factory.mktemp("cut") / "house", "first", "second")


def seals(folder):
    """The segments that are whole, with the time they were written."""
    return {p.stem: p.stat().st_mtime_ns for p in folder.rglob("beats/*.mp4") if p.with_suffix(".sha256").exists() and p.name[0] != "."}


def unfinished(folder):
    return list(folder.rglob(".part*"))


def begun(house, out, *words, segments=2):
    """A render in its middle, and the processes that belong to it."""
    process = house.begin(*RENDER, "-o", out, *words)
    wait_for(lambda: len(seals(house.root / out)) >= segments or process.poll() is not None)
    assert process.poll() is None
    return process, children(process.pid)


@pytest.mark.slow(70)
def test_a_killed_render_goes_on_where_it_was(house):
    out = house.root / "killed"
    process, helpers = begun(house, "killed", "-j", "1")
    process.kill()
    process.wait()
    wait_for(lambda: not any(alive(pid) for pid in helpers), 10)
    before = seals(out)
    assert 2 <= len(before) < 6
    assert not list(out.glob("xor/*/film.mp4"))
    (out / "xor/first").mkdir(parents=True, exist_ok=True)
    (out / "xor/first/.part-film-x.mp4").write_bytes(b"half")
    done = house.run(*RENDER, "-o", "killed")
    assert done.returncode == 0, done.stderr
    after = seals(out)
    assert len(after) == 6
    assert {name: after[name] for name in before} == before
    assert unfinished(out) == []
    series = probe(out / "xor/series.mp4")
    films = [probe(out / f"xor/{name}/film.mp4") for name in ("first", "second")]
    assert series["streams"]["video"]["frames"] == sum(f["streams"]["video"]["frames"] for f in films)
    assert [title for title, _ in series["chapters"]] == ["First", "Second"]
    assert house.run(*RENDER, "-o", "whole").returncode == 0
    for name in ("first/film.mp4", "second/film.mp4", "series.mp4"):
        assert (out / "xor" / name).read_bytes() == (house.root / "whole/xor" / name).read_bytes()


def test_ctrl_c_stops_everything_with_one_message(house):
    process, helpers = begun(house, "stopped")
    assert len(helpers) >= 2
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the command and its workers
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert [line for line in err.splitlines() if "%" not in line] == [
        "backreel: stopped; what is done is kept, the same command goes on from there"
    ]
    assert out == ""
    wait_for(lambda: not any(alive(pid) for pid in helpers), 10)


def test_the_command_hears_ctrl_c_before_it_imports_what_takes_long():
    words = "import sys; before = set(sys.modules); import studio.entry; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-S", "-c", words], cwd=ROOT, capture_output=True, text=True, timeout=60)
    imported = done.stdout.split()
    assert "studio.entry" in imported
    assert not {"typing", "tempfile", "pathlib", "studio.cli"} & set(imported)  # with these it takes ten times as long


@pytest.mark.slow(16)
def test_a_worker_that_is_killed_is_one_message(house):
    process, helpers = begun(house, "shot")
    workers = [pid for pid in helpers if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()]
    os.kill(workers[0], signal.SIGKILL)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 1
    [message] = [line for line in err.splitlines() if "%" not in line]
    assert "its process was stopped from outside, perhaps because memory ran out" in message
    wait_for(lambda: not any(alive(pid) for pid in helpers), 10)


@pytest.mark.slow(18)
def test_two_renders_of_one_chapter_do_not_meet(house):
    process, _ = begun(house, "both", "--chapter", "first", segments=1)
    second = house.run(*RENDER, "-o", "both", "--chapter", "first")
    process.communicate(timeout=60)
    assert process.returncode == 0
    if second.returncode:  # refused, unless the first was done by then
        assert second.returncode == 2
        assert "is in use by another render: wait for it" in second.stderr
        assert second.stderr.count("\n") == 1
    assert {p.name for p in (house.root / "both/xor/first").iterdir()} == {*FILES, "manifest.json"}


@pytest.mark.slow(12)
def test_missing_recordings_are_all_said_before_anything_is_drawn(house):
    (house.root / "takes").mkdir()
    done = house.run("render", "xor", "-q", "l", "-o", "none", "--voice", "takes")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(": first: network, question, answer; second: network, question, answer\n")
    assert not (house.root / "none").exists()


def test_a_chapter_that_breaks_is_one_message_with_its_log(house):
    path = house.chapter("second")
    source = path.read_text()
    path.write_text(source.replace('self.at("sum")', "1 / 0"))
    began = time.time()
    try:
        done = house.run(*RENDER, "-o", "broken", "--chapter", "second")
    finally:
        path.write_text(source)
    assert done.returncode == 1
    [message] = [line for line in done.stderr.splitlines() if "%" not in line]
    assert message.startswith("backreel: chapter 'second' broke: ZeroDivisionError: division by zero (details in ")
    log = Path(message.split("details in ")[1].rstrip(")"))
    assert log.stat().st_mtime >= began - 1
    assert "in question" in log.read_text()
    log.unlink()
    assert not (house.root / "broken/xor").exists()
