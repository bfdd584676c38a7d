"""docs/courses.md and the first course: what they say is so."""

import re
import subprocess

from studio import catalog
from studio.course.jobs import plan
from studio.course.spec import Course, Variants, read_course
from tests.studio.house import ROOT

PAGE = (ROOT / "docs/courses.md").read_text(encoding="utf-8")
FIRST = ROOT / "scenes/courses/first-course.toml"


def block(begins):
    """The indented block that begins so."""
    found = re.search(rf"^    {re.escape(begins)}.*?(?=\n\n\S|\Z)", PAGE, re.M | re.S)
    return re.sub(r"^    ", "", found[0], flags=re.M)


def test_the_example_is_a_course_and_every_key_is_told(tmp_path):
    (tmp_path / "course.toml").write_text(block("# course.toml"), encoding="utf-8")
    read_course(tmp_path / "course.toml")
    for key in (*Course.model_fields, *Variants.model_fields):
        assert re.search(rf"`{key}\b|^    {key} = |^    \[{key}\]", PAGE, re.M), key


def test_lines_are_carried_out_by_xargs_and_make(tmp_path):
    (tmp_path / "jobs.txt").write_text("".join(f"echo made 'film {k}'\n" for k in (1, 2, 3)), encoding="utf-8")
    said = subprocess.run(block("xargs"), shell=True, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert sorted(said.splitlines()) == ["made film 1", "made film 2", "made film 3"]
    (tmp_path / "Makefile").write_text(re.sub(r"^    ", "\t", block("all:"), flags=re.M), encoding="utf-8")
    said = subprocess.run(["make", "-j2", "all"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert sorted(said.splitlines()) == ["made film 1", "made film 2", "made film 3"]


def test_the_first_course_is_forty_networks_of_their_own():
    planned = plan(FIRST).jobs
    jobs = [job for job in planned if job.kind == "film"]
    assert [job.kind for job in planned].count("worksheet") == 40 + 1
    flagship = [film.name for film in catalog.listed("mazur")]
    assert len(jobs) == len({job.key for job in jobs}) == 40 * len(flagship)
    assert sorted({job.chapter for job in jobs}) == sorted(flagship)
    assert {job.variant for job in jobs} == {f"student-{k:02}" for k in range(1, 41)}
    assert {job.look.height for job in jobs} == {480}


def test_make_course_makes_the_first_student():
    recipe = re.search(r"^course: setup\n(.*\n)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)[1]
    asked = re.search(r"batch (\S+) --only (\S+)", recipe)
    assert [job.kind for job in plan(ROOT / asked[1], asked[2]).jobs] == ["film"] * 5 + ["worksheet"]
