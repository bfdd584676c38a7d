"""A course on one machine: made once, shared, resumed, and never by one film's fault."""

import os
import re
import signal

import pytest

from studio import manifest
from tests.course.films import contents, states
from tests.studio.house import children, wait_for

ALL = ("ada/first", "ben/first")


def test_a_course_is_made_and_stands(house, local):
    local, first = local
    assert {row["film"]: row["state"] for row in first["films"]} == dict.fromkeys(ALL, "made")
    for row in first["films"]:
        link = local / "course/films" / row["film"]
        assert link.resolve() == (local / "store" / row["key"]).resolve()
        assert (link / "film.mp4").is_file()
        assert row["film"] in (link / "log.txt").read_text()
    before = {path: path.stat().st_mtime_ns for path in (local / "store").rglob("*")}
    again = house.run("batch", "course.toml", "-o", "local")
    assert again.returncode == 0
    assert "2 was in the store" in again.stdout
    assert {path: path.stat().st_mtime_ns for path in (local / "store").rglob("*")} == before


def test_what_variants_share_is_drawn_once(local):
    """These variants differ in their learning rate, which the small chapter does not show."""
    local, first = local
    ada, ben = first["films"]
    assert (ada["lifted"], ben["lifted"]) == (0, ben["beats"])
    assert len(list((local / "store/segments").rglob("*.mp4"))) == ada["beats"] == 3
    assert len({(local / "store" / row["key"] / "film.mp4").read_bytes() for row in (ada, ben)}) == 1


def test_a_film_of_a_course_is_what_render_makes(house, local):
    local, _ = local
    lesson = next((local / ".work/course/.work/lessons").rglob("ada.toml"))
    done = house.run("render", str(lesson), "--chapter", "first", "-q", "l", "--fps", "4", "--voice", "silent", "-o", "alone")
    assert done.returncode == 0, done.stderr
    kept = local / "course/films/ada/first"
    for name in (*manifest.FILES, "manifest.json"):
        assert (house.root / "alone/ada/first" / name).read_bytes() == (kept / name).read_bytes(), name


@pytest.mark.slow(28)
def test_a_killed_process_costs_a_try_and_no_film(house, local):
    process = house.begin("batch", "course.toml", "-o", "cut", "-j", "1")
    work = house.root / "cut/.work/course/.work"
    wait_for(lambda: list(work.glob("*/first/beats/*.mp4")) or process.poll() is not None)
    killed = [pid for pid in children(process.pid) if children(pid)] or children(process.pid)
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    out, err = process.communicate(timeout=200)
    assert process.returncode == 0, err
    assert contents(house.root / "cut/store") == contents(local[0] / "store")
    assert "Traceback" not in err + out


@pytest.mark.slow(26)
def test_a_killed_command_goes_on_where_it_was(house, local):
    process = house.begin("batch", "course.toml", "-o", "ended", "-j", "1")
    store = house.root / "ended/store"
    wait_for(lambda: list(store.glob("*/manifest.json")) or process.poll() is not None)
    helpers = children(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.splitlines()[-1].startswith("backreel: stopped")
    assert "Traceback" not in err
    wait_for(lambda: not any(pid in children(1) for pid in helpers))
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*.mp4")}
    assert house.run("batch", "course.toml", "-o", "ended").returncode == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert contents(store) == contents(local[0] / "store")


@pytest.mark.slow(24)
def test_two_batches_at_once_make_each_film_once(house, local):
    both = [house.begin("batch", "course.toml", "-o", "two", "-j", "1") for _ in range(2)]
    said = [process.communicate(timeout=200) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert contents(house.root / "two/store") == contents(local[0] / "store")
    made = [int(found[1]) for out, _ in said if (found := re.search(r"(\d+) made", out))]
    assert sum(made) == len(ALL)


def test_a_wrong_variant_is_reported_and_the_rest_made(house):
    done = house.run("batch", "flawed.toml", "-o", "local")
    assert done.returncode == 2
    assert done.stderr.count("bad: ") >= 1
    assert states(house.root / "local", "flawed") == {"bad": "wrong", "ada/first": "stood"}
    page = (house.root / "local/flawed/report.md").read_text()
    assert page.index("bad") < page.index("ada/first")
    assert "training.learning_rate" in page


@pytest.mark.slow(20)
def test_each_line_of_a_plan_makes_its_film(house, local):
    done = house.run("plan", "course.toml", "-o", "lines")
    lines = done.stdout.splitlines()
    assert len(lines) == len(ALL)
    assert lines[1] == "backreel batch course.toml --only ben/first -o lines"
    first = house.run(*lines[1].split()[1:])
    assert first.returncode == 0, first.stderr
    assert [film for film, *_ in contents(house.root / "lines/store")][:1] == [local[1]["films"][1]["key"]]
    assert "made" not in house.run(*lines[1].split()[1:]).stdout
