"""What `backreel new` writes works as it is."""

import subprocess
import sys
import tomllib

import pytest

from engine import InputError, check, load_lesson
from studio import beginnings, catalog, keys


@pytest.fixture
def scenes(tmp_path, monkeypatch):
    """A house without films instead of ours."""
    monkeypatch.setattr(catalog, "SCENES", tmp_path)
    (tmp_path / "series.toml").write_text("")
    catalog.chapters.cache_clear()
    yield tmp_path
    catalog.chapters.cache_clear()


def test_a_film_begins_in_a_room_of_its_own_and_is_told_by_name_at_once(scenes):
    said = beginnings.chapter("first_light")
    room = scenes / "films" / "first_light"
    assert said.splitlines()[0] == str(room / "story.py")
    assert "backreel storyboard --chapter first_light" in said
    assert said.splitlines()[2] == f"Its place in the series is a line in {scenes / 'series.toml'}"
    assert sorted(p.name for p in room.iterdir()) == ["__init__.py", "facts.py", "story.py"]
    assert catalog.chapter("first_light").title == "First light"


def test_a_film_is_written_in_our_style(scenes):
    beginnings.chapter("first_light")
    for path in sorted((scenes / "films" / "first_light").iterdir()):
        for words in (("format", "--check", "--line-length", "140"), ("check", "--config", str(keys.ROOT / "pyproject.toml"))):
            done = subprocess.run([sys.executable, "-m", "ruff", *words, "--no-cache", str(path)], capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
        assert len(path.read_text().splitlines()) < 70


@pytest.mark.parametrize("name", ["", "A", "1st", "a-b", "a b", "../x", "a/b", "class", "x" * 41, "é", "a.py"])
def test_a_name_that_cannot_be_is_refused(scenes, name):
    with pytest.raises(InputError, match="cannot name a chapter"):
        beginnings.chapter(name)
    assert [path.name for path in scenes.iterdir()] == ["series.toml"]


def test_a_chapter_is_not_overwritten(scenes):
    beginnings.chapter("one")
    path = scenes / "films" / "one" / "story.py"
    before = path.read_text()
    with pytest.raises(InputError, match=r"films/one: the chapter 'one' is already there"):
        beginnings.chapter("one")
    assert path.read_text() == before


@pytest.mark.parametrize("name", ["mine", "mine.toml", "my-net", "my_net_2"])
def test_a_lesson_is_right_as_it_is(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / beginnings.lesson(name).splitlines()[0]
    assert [p.name for p in tmp_path.iterdir()] == [path.name] == [name.removesuffix(".toml") + ".toml"]
    assert check(load_lesson(path)).passed


def test_what_a_lessons_comments_offer_is_right_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    beginnings.lesson("mine")
    text = (tmp_path / "mine.toml").read_text()
    for offered in ('# chapters = ["forward"]', "# weights = [[0.1, -0.2, 0.3]]", "# biases = [0.0]"):
        assert offered in text
        text = text.replace(offered, offered.removeprefix("# "))
    (tmp_path / "all.toml").write_text(text)
    assert load_lesson(tmp_path / "all.toml").network.layers[1].biases == (0.0,)
    assert tomllib.loads(text)["training"]["steps"] == 10


def test_a_lesson_is_not_overwritten(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text("mine")
    with pytest.raises(InputError, match=r"mine.toml: is already there"):
        beginnings.lesson("mine")
    assert (tmp_path / "mine.toml").read_text() == "mine"
