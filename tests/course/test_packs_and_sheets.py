"""Packs and worksheets of a course: kept like films, made of films that stand, one folder for the class."""

import zipfile
from xml.etree import ElementTree

import pytest

from engine import load_lesson
from studio.course.jobs import plan
from studio.course.making import Place, made
from studio.course.report import summary
from studio.worksheet import bundle, numbers

pytestmark = pytest.mark.slow(66)

PACKS, SHEETS = ["ada/pack-lms", "ben/pack-lms"], ["ada/worksheet", "ben/worksheet", "class/worksheets"]


def test_packs_and_sheets_are_made_of_films_that_stand(whole):
    _, told = whole
    assert [row["state"] for row in told["films"]] == ["stood", "stood"]
    assert {row["pack"]: row["state"] for row in told["packs"]} == dict.fromkeys(PACKS, "made")
    assert {row["worksheet"]: row["state"] for row in told["worksheets"]} == dict.fromkeys(SHEETS, "made")


def test_a_second_run_makes_nothing(house, whole):
    out, _ = whole
    before = {path: path.stat().st_mtime_ns for path in (out / "store").rglob("*")}
    done = house.run("batch", "whole.toml", "-o", "whole", "-j", "1")
    assert done.returncode == 0
    assert "7 was in the store" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in (out / "store").rglob("*")} == before


def test_a_pack_of_a_course_is_the_pack_of_its_lesson(house, whole):
    out, _ = whole
    lesson = next((out / ".work/course/.work/lessons").rglob("ada.toml"))
    words = ("lms", str(lesson), "--chapter", "first", "-q", "l", "--fps", "4", "--voice", "silent", "-o", "packed")
    done = house.run("pack", *words)
    assert done.returncode == 0, done.stderr
    alone, kept = house.root / "packed/ada/pack-lms/first", out / "whole/packs/ada/pack-lms/first"
    names = sorted(path.name for path in alone.iterdir())
    assert names == sorted(path.name for path in kept.iterdir())
    for name in names:
        assert (alone / name).read_bytes() == (kept / name).read_bytes(), name


def test_a_class_has_one_folder_of_sheets(whole):
    out, _ = whole
    folder = out / "whole/worksheets"
    ends = (".pdf", "-key.pdf", "-moodle.xml", "-qti.zip")
    expected = [f"{who}{end}" for who in ("ada", "ben", "class") for end in ends] + ["ada-key.ipynb", "ben-key.ipynb"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(expected)
    lesson = load_lesson(next((out / ".work/course/.work/lessons").rglob("ben.toml")))
    own = numbers.worksheet(lesson, None, "ben")
    for name, content in bundle.with_notebook("worksheet", own).items():
        assert (folder / name.replace("worksheet", "ben")).read_bytes() == content, name
    asked = [question.findtext("name/text") for question in ElementTree.parse(folder / "class-moodle.xml").iter("question")]
    assert [name.split()[-2] for name in asked] == ["ada"] * 4 + ["ben"] * 4
    assert zipfile.ZipFile(folder / "class-qti.zip").testzip() is None


def test_a_line_of_a_plan_makes_the_films_that_it_needs(house, whole):
    """In a store that has none."""
    lines = house.run("plan", "whole.toml", "-o", "line").stdout.splitlines()
    assert [line.split()[4] for line in lines[2:]] == PACKS + SHEETS
    done = house.run(*lines[3].split()[1:])
    assert done.returncode == 0, done.stderr
    rows = [row for kind in ("films", "packs") for row in whole[1][kind]]
    jobs = {row[row["kind"]]: row["key"] for row in rows}
    assert {path.name for path in (house.root / "line/store").iterdir()} == {"segments", jobs["ben/first"], jobs["ben/pack-lms"]}
    assert (house.root / "line/whole/packs/ben/pack-lms/first/scorm.zip").is_file()


def test_what_a_lesson_does_not_allow_is_said(tmp_path):
    """A network that no two pages hold; its class still gets the sheets of the others."""
    (tmp_path / "class.csv").write_text("name,network.layers[0].units\nada,2\nbig,9\n")
    (tmp_path / "course.toml").write_text(
        'lesson = "xor"\nchapters = ["forward"]\nworksheet = true\nvoice = "silent"\n[variants]\ncsv = "class.csv"\n'
    )
    place = Place(str(tmp_path / "store"), str(tmp_path / "scratch"))
    outcomes = {job.label: made(job, place) for job in plan(tmp_path / "course.toml").jobs if job.kind == "worksheet"}
    assert [outcome.state for outcome in outcomes.values()] == ["made", "refused", "made"]
    assert "a network of 2, 9, 1" in outcomes["big/worksheet"].reason
    assert outcomes["class/worksheets"].reason == "without 1 whose lesson no sheet can hold"
    assert summary(list(outcomes.values())) == "2 made, 1 not for its lesson"
