"""A job made on some machine: on the sources that it was planned with, in a place of its own."""

from dataclasses import replace

from studio import filming
from studio.breakage import RenderError
from studio.course.jobs import plan
from studio.course.making import Place, made

COURSE = 'lesson = "xor"\nchapters = ["forward"]\npacks = ["lms"]\nworksheet = true\nvoice = "silent"\n[variants]\nseeds = 1\n'


def test_another_house_makes_nothing_under_a_wrong_name(tmp_path):
    """What this machine would make otherwise than the one that planned it is said, and not kept."""
    place = Place(str(tmp_path / "store"), str(tmp_path / "scratch"))
    path = tmp_path / "course.toml"
    path.write_text(COURSE)
    film, pack, *sheets = plan(path).jobs
    others = [replace(film, key="other"), *(replace(job, made_with="other", key="other") for job in (pack, *sheets))]
    assert [made(job, place).state for job in others] == ["broken"] * 4
    assert all("has other sources" in made(job, place).reason for job in others)
    assert not list((tmp_path / "store").glob("*/manifest.json"))


def test_a_worker_that_draws_alone_waits_for_no_other(tmp_path, monkeypatch):
    """Workers of one machine have its scratch folder in common; the processes of one command share so many places there."""
    taken = []

    def film(order, heard, jobs, shelf, slots):
        taken.append(slots)
        raise RenderError("enough is known")

    monkeypatch.setattr(filming, "film", film)
    (tmp_path / "course.toml").write_text(COURSE)
    job = plan(tmp_path / "course.toml").jobs[0]
    for jobs in (1, 1, 2):
        assert made(job, Place(str(tmp_path / "store"), str(tmp_path / "scratch"), jobs)).reason == "enough is known"
    one, other, shared = taken
    assert one.count == other.count == 1
    assert one.folder != other.folder
    assert shared is None
