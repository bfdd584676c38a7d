"""A command that is asked again says the same at once when nothing has changed, and only then."""

import subprocess
import sys

import pytest

from studio import commands
from studio.rendering import Outcome
from studio.standing import Standing
from tests.studio.house import build

RENDER = ("render", "xor", "-q", "l", "--fps", "2", "--voice", "silent", "-o", "out")
ALONE = """
import sys
from studio.cli import main
try:
    main(sys.argv[1:])
finally:
    print(sorted({"numpy", "pydantic", "rich", "engine", "manim", "av"} & set(sys.modules)))
"""


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A lesson with its data, a film, and what is asked for."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text('[data]\ncsv = "flowers.csv"\n')
    (tmp_path / "flowers.csv").write_text("petal,b\n1,2\n")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/film.mp4").write_bytes(b"film")
    return tmp_path


def standing(desk, asked="q", lesson="mine.toml", voice="silent"):
    return Standing(desk / "out", [asked], lesson, voice)


def noted(desk):
    standing(desk).write(["film", "done"], [desk / "out/film.mp4"])


def test_the_same_is_said_again(desk):
    assert standing(desk).lines() is None
    noted(desk)
    assert standing(desk).lines() == ["film", "done"]


@pytest.mark.parametrize("name", ["mine.toml", "flowers.csv", "out/film.mp4"])
def test_any_other_byte_is_looked_into(desk, name):
    noted(desk)
    path = desk / name
    path.write_bytes(path.read_bytes().replace(b"l", b"L"))
    assert standing(desk).lines() is None


@pytest.mark.parametrize("gone", [(), ("film.mp4",), ("manifest.json",), ("film.mp4", "manifest.json")])
def test_what_is_cleaned_as_it_is_noted_is_made_again(desk, monkeypatch, gone):
    monkeypatch.setattr(commands, "_film_line", lambda *asked, **how: "film")
    film = desk / "out/xor/first"
    film.mkdir(parents=True)
    for name in {"film.mp4", "manifest.json"} - set(gone):
        (film / name).write_bytes(b"whole")
    outcome = Outcome(made={"first": {"files": {"film.mp4": {}}}})
    commands._note(standing(desk), [], film / "film.mp4", outcome)
    assert standing(desk).lines() == (None if gone else ["film", "done in 0 s"])


def test_another_question_has_no_answer(desk):
    noted(desk)
    (desk / "takes").mkdir()
    (desk / "takes/a.wav").write_bytes(b"a")
    assert standing(desk, "r").lines() is standing(desk, lesson="xor").lines() is standing(desk, voice="takes").lines() is None


def test_what_changes_while_it_is_made_does_not_stand(desk):
    begun = standing(desk)
    (desk / "flowers.csv").write_text("a,b\n3,4\n")
    begun.write(["film"], [desk / "out/film.mp4"])
    assert standing(desk).lines() is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"made_of": 1}'])
def test_a_damaged_note_is_no_note(desk, text):
    noted(desk)
    standing(desk).path.write_text(text)
    assert standing(desk).lines() is None


def test_packages_and_sources_count(desk, monkeypatch):
    noted(desk)
    (desk / "site/more-1.0.dist-info").mkdir(parents=True)
    with monkeypatch.context() as patch:
        patch.syspath_prepend(str(desk / "site"))
        assert standing(desk).lines() is None
    assert standing(desk).lines()
    with monkeypatch.context() as patch:
        (desk / "house/scenes").mkdir(parents=True)
        patch.setattr("studio.standing.ROOT", desk / "house")
        assert standing(desk).lines() is None


def test_what_tells_that_nothing_changed_is_light():
    light = "import studio.cli, studio.standing, studio.sealed, studio.atomic"
    heavy = "print(sorted({'numpy', 'pydantic', 'rich', 'engine', 'manim', 'av'} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", f"import sys\n{light}\n{heavy}"], capture_output=True, text=True, check=True).stdout == "[]\n"
    )


@pytest.mark.slow(20)
def test_an_unchanged_film_needs_no_engine(tmp_path):
    house = build(tmp_path / "house", "only")
    first = house.run(*RENDER)
    assert first.returncode == 0, first.stderr
    again = subprocess.run([sys.executable, "-c", ALONE, *RENDER], cwd=house.root, capture_output=True, text=True, check=True)
    film, done, loaded = again.stdout.splitlines()
    assert (film, done, loaded) == (f"{first.stdout.splitlines()[0]}, unchanged", "done in 0 s", "[]")
    chapter = house.chapter("only")
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("Here is our", "Here is the"), encoding="utf-8")
    changed = house.run(*RENDER)
    assert changed.stdout.splitlines()[0] == first.stdout.splitlines()[0]
