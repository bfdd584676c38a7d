"""What can be told is found by its file names."""

import pytest

from engine import InputError
from studio import catalog


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder of chapters instead of ours."""
    monkeypatch.setattr(catalog, "SCENES", tmp_path)
    catalog.chapters.cache_clear()
    yield tmp_path
    catalog.chapters.cache_clear()


def test_chapters_are_found_in_order_and_nothing_else(shelf):
    for name in ("ch10_late.py", "ch02_early.py", "chapter.py", "ch3_short.py", "xch04_x.py", "ch05_notes.txt"):
        (shelf / name).write_text("")
    assert [(e.number, e.name, e.module) for e in catalog.chapters()] == [
        (2, "early", "scenes.ch02_early"),
        (10, "late", "scenes.ch10_late"),
    ]


def test_a_chapter_has_a_name_a_number_and_a_file_name(shelf):
    (shelf / "ch05_forward.py").write_text('class F:\n    title = "Numbers walk"\n    promise = "Compute."\n')
    for name in ("forward", "5", "ch05_forward"):
        assert catalog.chapter(name).name == "forward"
    assert (catalog.chapter("5").title, catalog.chapter("5").promise) == ("Numbers walk", "Compute.")


def test_a_broken_chapter_is_named_with_its_line(shelf):
    (shelf / "ch05_forward.py").write_text("class F:\n    title = = 1\n")
    with pytest.raises(InputError, match=r"ch05_forward.py: line 2 is not Python"):
        _ = catalog.chapter("forward").title


def test_an_unknown_chapter_is_told_which_there_are(shelf):
    (shelf / "ch05_forward.py").write_text("")
    with pytest.raises(InputError, match=r"unknown chapter 'foward'. Did you mean forward\? Use one of forward,"):
        catalog.chapter("foward")


def test_every_real_chapter_has_a_title_a_promise_and_a_class():
    for entry in catalog.chapters():
        assert entry.title != entry.name
        assert entry.promise.endswith(".")
        assert catalog.load(entry).title == entry.title


def test_a_chapter_file_without_a_chapter_is_refused():
    with pytest.raises(InputError, match="no class here derives from Chapter"):
        catalog.load(catalog.Entry(1, "beat", catalog.SCENES / "beat.py"))


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
