"""A film is made again exactly when something that it is made of has changed."""

import ast
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from studio import catalog, keys, orders
from studio.looks import look_of
from studio.orders import Order

CHAPTER = "from scenes.beat import beat\nfrom scenes.kit.theme import (\n    theme,  # why\n)\n"

EMPTY = (
    "scenes/__init__.py scenes/kit/__init__.py scenes/kit/theme.py scenes/kit/unused.py engine/__init__.py engine/reading.py "
    "studio/__init__.py studio/reel.py studio/cli.py"
)
FILES = dict.fromkeys(EMPTY.split(), "") | {
    "scenes/films/one/story.py": CHAPTER,
    "scenes/series.toml": "",
    "scenes/beat.py": "import engine.reading as r\n",
    "studio/filming.py": "def f():\n    from studio import reel\n",
}


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A small house: one chapter, what it imports, and a file that nothing imports."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text)
    monkeypatch.setattr(keys, "ROOT", tmp_path)
    monkeypatch.setattr(orders, "__file__", str(tmp_path / "studio/orders.py"))
    monkeypatch.setattr(catalog, "SCENES", tmp_path / "scenes")
    catalog.chapters.cache_clear()
    shutil.copy(catalog.LESSONS / "xor.toml", tmp_path / "xor.toml")
    yield tmp_path
    catalog.chapters.cache_clear()
    catalog.lesson.cache_clear()


def order(tree, **changes) -> Order:
    return replace(Order(str(tree / "xor.toml"), "one", look_of("l"), "silent", tree / "out"), **changes)


def key(tree, **changes) -> str:
    catalog.lesson.cache_clear()
    return order(tree, **changes).key


def test_the_same_has_the_same_key_wherever_it_goes(tree):
    assert key(tree) == key(tree) == key(tree, out=Path("elsewhere"), picked=False)


@pytest.mark.parametrize(
    "name",
    "scenes/films/one/story.py scenes/kit/theme.py engine/reading.py studio/filming.py studio/reel.py scenes/__init__.py".split(),
)
def test_a_change_in_a_source_changes_the_key(tree, name):
    before = key(tree)
    (tree / name).write_text((tree / name).read_text() + "# another\n")
    assert key(tree) != before


@pytest.mark.parametrize("name", ["scenes/kit/unused.py", "studio/cli.py", "scenes/films/two/story.py", "notes.md"])
def test_a_change_elsewhere_does_not(tree, name):
    before = key(tree)
    (tree / name).parent.mkdir(exist_ok=True)
    (tree / name).write_text("x = 1\n")
    assert key(tree) == before


def test_a_number_of_the_lesson_changes_the_key_and_a_comment_does_not(tree):
    before, path = key(tree), tree / "xor.toml"
    path.write_text(path.read_text() + "# a word\n")
    assert key(tree) == before
    path.write_text(path.read_text().replace("learning_rate = 0.5", "learning_rate = 0.51"))
    assert key(tree) != before


@pytest.mark.parametrize("look", [look_of("m"), look_of("l", "9:16"), look_of("l", "16:9", "light"), look_of("l", fps=24)])
def test_the_look_changes_the_key(tree, look):
    assert key(tree, look=look) != key(tree)


def test_its_place_in_the_series_changes_the_key(tree):
    before = key(tree)
    (tree / "scenes/films/another").mkdir()
    (tree / "scenes/films/another/story.py").write_text("")
    (tree / "scenes/series.toml").write_text('[[groups]]\ntitle = "a"\nfilms = ["another", "one"]\n')
    catalog.chapters.cache_clear()
    assert key(tree) != before


def test_a_film_that_reads_the_series_is_made_again_when_a_title_changes(tree):
    (tree / "scenes/series.py").write_text("")
    story = tree / "scenes/films/one/story.py"
    story.write_text(story.read_text() + "from scenes import series\n")
    (tree / "scenes/films/two").mkdir()
    (tree / "scenes/films/two/story.py").write_text('class Two:\n    title = "Two"\n')
    catalog.chapters.cache_clear()
    before = key(tree)
    (tree / "scenes/films/two/story.py").write_text('class Two:\n    title = "Second"\n')
    catalog.chapters.cache_clear()
    assert key(tree) != before


def test_the_voice_changes_the_key(tree):
    assert key(tree, voice="hibari") != key(tree)


def test_another_take_of_a_recording_changes_the_key(tree):
    (tree / "rec").mkdir()
    (tree / "rec/a.wav").write_bytes(b"one")
    before = key(tree, voice=str(tree / "rec"))
    assert key(tree, voice=str(tree / "rec")) == before
    (tree / "rec/a.wav").write_bytes(b"another")
    assert key(tree, voice=str(tree / "rec")) != before


def test_a_tool_version_changes_the_key(tree, monkeypatch):
    before = key(tree)
    monkeypatch.setattr(orders, "versions", lambda: keys.versions() | {"manim": "0.22.9"})
    assert key(tree) != before


def test_imports_are_read_off_lines_as_the_syntax_tree_has_them():
    for path in [*keys.ROOT.glob("engine/**/*.py"), *keys.ROOT.glob("scenes/**/*.py"), *keys.ROOT.glob("studio/**/*.py")]:
        names: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        assert set(keys.files_named(names)) <= set(keys.imported(path)), path


def test_a_film_knows_its_kit_its_engine_and_its_encoder():
    found = Order("mazur", catalog.chapters()[0].name, look_of("l")).key
    files = keys.sources(catalog.chapters()[0].path, keys.ROOT / "studio/filming.py")
    assert {"scenes/kit/theme.py", "engine/passes.py", "studio/encoder.py", "studio/voices/pronounce.py"} <= set(files)
    assert not {"studio/cli.py", "studio/doctor.py", "studio/beginnings.py"} & set(files)
    assert len(found) == 24
