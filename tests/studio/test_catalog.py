"""What can be told is found by its rooms."""

import pytest

from engine import InputError
from scenes import series
from studio import catalog


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder of chapters instead of ours."""
    monkeypatch.setattr(catalog, "SCENES", tmp_path)
    catalog.chapters.cache_clear()
    yield tmp_path
    catalog.chapters.cache_clear()


def put(scenes, name, story=""):
    """A film's room."""
    (scenes / "films" / name).mkdir(parents=True)
    (scenes / "films" / name / "story.py").write_text(story)


def order(scenes, *names, title="all"):
    """A series of these films."""
    (scenes / "series.toml").write_text(f'[[groups]]\ntitle = "{title}"\nfilms = {list(names)}\n')


def test_films_stand_in_the_order_of_the_series_and_unlisted_ones_after(shelf):
    for name in ("early", "late", "another", "unlisted"):
        put(shelf, name)
    (shelf / "films" / "no_story").mkdir()
    order(shelf, "early", "not_there", "late")
    assert [(f.number, f.name, f.group, f.module) for f in catalog.chapters()] == [
        (1, "early", "all", "scenes.films.early.story"),
        (2, "late", "all", "scenes.films.late.story"),
        (3, "another", "", "scenes.films.another.story"),
        (4, "unlisted", "", "scenes.films.unlisted.story"),
    ]


def test_a_film_goes_by_its_name_its_place_and_what_it_was_called_once(shelf):
    put(shelf, "forward", 'class F:\n    title = "Numbers walk"\n    promise = "Compute."\n')
    order(shelf, "forward")
    for name in ("forward", "1", "ch05_forward"):
        assert catalog.chapter(name).name == "forward"
    assert (catalog.chapter("1").title, catalog.chapter("1").promise) == ("Numbers walk", "Compute.")


def test_a_broken_story_is_named_with_its_line_and_costs_only_itself(shelf):
    put(shelf, "forward", "class F:\n    title = = 1\n")
    put(shelf, "delta", 'class D:\n    title = "Blame"\n')
    order(shelf, "forward", "delta")
    with pytest.raises(InputError, match=r"forward/story.py: line 2 is not Python"):
        _ = catalog.chapter("forward").title
    assert catalog.chapter("delta").title == "Blame"


@pytest.mark.parametrize("text", ["groups = 1", "[[groups]]\nfilms = []", '[[groups]]\ntitle = "a"\nfilms = 3', "= ="])
def test_a_series_that_cannot_be_read_is_named(shelf, text):
    (shelf / "series.toml").write_text(text)
    with pytest.raises(InputError, match=r"series.toml: .*each \[\[groups\]\] has a title and films"):
        catalog.chapters()


def test_every_listed_film_has_a_room_and_every_room_is_listed():
    listed = [name for _, names in series.groups() for name in names]
    assert sorted(listed) == sorted(set(listed)) == sorted(film.name for film in series.films())


def test_a_film_may_carry_a_lesson_in_its_room(shelf, monkeypatch):
    put(shelf, "mine")
    text = catalog.lesson_path("xor").read_text()
    (shelf / "films" / "mine" / "lesson.toml").write_text(text)
    assert "mine" in catalog.lessons()
    assert catalog.lesson_path("mine") == shelf / "films" / "mine" / "lesson.toml"
    assert catalog.lesson_name("mine") == catalog.lesson_name(str(catalog.lesson_path("mine"))) == "mine"


def test_an_unknown_chapter_is_told_which_there_are(shelf):
    put(shelf, "forward")
    order(shelf, "forward")
    with pytest.raises(InputError, match=r"unknown chapter 'foward'. Did you mean forward\? Use one of forward,"):
        catalog.chapter("foward")


def test_every_real_chapter_has_a_title_a_promise_and_a_class():
    for entry in catalog.chapters():
        assert entry.title != entry.name
        assert entry.promise.endswith(".")
        assert catalog.load(entry).title == entry.title


def test_a_story_without_a_chapter_is_refused(monkeypatch):
    monkeypatch.setattr(series.Film, "module", "scenes.series")
    with pytest.raises(InputError, match="no class here derives from Chapter"):
        catalog.load(series.Film("series", 1, "", catalog.SCENES))


def test_lessons_are_built_in_or_files(tmp_path):
    assert "mazur" in catalog.lessons()
    assert catalog.lesson_path("mazur") == catalog.LESSONS / "mazur.toml"
    assert catalog.lesson_path(str(tmp_path / "mine.toml")) == tmp_path / "mine.toml"
    with pytest.raises(InputError, match=r"unknown lesson 'mazr'. Did you mean mazur\?"):
        catalog.lesson_path("mazr")


def test_a_lesson_that_lists_an_unknown_chapter_is_named(tmp_path):
    text = catalog.lesson_path("xor").read_text()
    (tmp_path / "mine.toml").write_text('chapters = ["nope"]\n' + text)
    with pytest.raises(InputError, match=r"mine.toml: chapters: unknown chapter 'nope'"):
        catalog.listed(str(tmp_path / "mine.toml"))
