"""A course in several languages: a film for each, which is what render makes in it."""

import pytest

from studio import manifest
from studio.course.jobs import plan
from studio.packs import kinds

COURSE = 'lesson = "xor"\nchapters = ["forward", "delta"]\nlanguages = ["en", "fr"]\nvoice = "silent"\n{more}[variants]\nseeds = 1\n'


def planned(path, more=""):
    path.write_text(COURSE.format(more=more))
    return plan(path).jobs


def test_each_language_has_films_and_packs_of_its_own(tmp_path):
    jobs = planned(tmp_path / "course.toml", 'packs = ["lms", "youtube"]\n')
    assert [job.label.partition("/")[2] for job in jobs] == [
        "forward", "delta", "forward-fr", "delta-fr", "forward-9x16", "delta-9x16", "forward-9x16-fr", "delta-9x16-fr",
        "pack-lms", "pack-youtube", "pack-lms-fr", "pack-youtube-fr",
    ]  # fmt: skip
    assert len({job.key for job in jobs}) == len(jobs)
    french = {job.key for job in jobs if job.kind == "film" and job.lang == "fr"}
    assert {job.label: set(job.needs) <= french for job in jobs if job.kind == "pack"} == {
        "seed-01/pack-lms": False, "seed-01/pack-youtube": False, "seed-01/pack-lms-fr": True, "seed-01/pack-youtube-fr": True,
    }  # fmt: skip


def test_a_planned_film_is_the_order_of_its_language(tmp_path):
    for job in planned(tmp_path / "course.toml"):
        order = job.order(tmp_path / "elsewhere")
        assert order.key == job.key
        assert order.folder == tmp_path / "elsewhere" / job.key / job.name
        assert all(other.langs == order.langs for other in kinds.beside("youtube", order))


@pytest.mark.slow(28)
def test_a_film_in_french_is_what_render_makes(house, local):
    """Of a chapter whose words nobody has translated: numbers are said in French, sentences as they are."""
    course = (house.root / "course.toml").read_text()
    (house.root / "tongues.toml").write_text(course.replace("[variants]", 'languages = ["en", "fr"]\n[variants]'))
    done = house.run("batch", "tongues.toml", "--only", "ada/first-fr", "-o", "tongues", "-j", "1")
    assert done.returncode == 0, done.stderr
    kept = house.root / "tongues/tongues/films/ada/first-fr"
    lesson = next((house.root / "tongues/.work/course/.work/lessons").rglob("ada.toml"))
    words = ("--chapter", "first", "-q", "l", "--fps", "4", "--voice", "silent", "--lang", "fr", "-o", "french")
    done = house.run("render", str(lesson), *words)
    assert done.returncode == 0, done.stderr
    (alone,) = (house.root / "french").rglob("manifest.json")
    for name in (*manifest.FILES, "manifest.json"):
        assert (alone.parent / name).read_bytes() == (kept / name).read_bytes(), name
    assert (kept / "film.mp4").read_bytes() != (local[0] / "course/films/ada/first/film.mp4").read_bytes()
