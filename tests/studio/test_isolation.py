"""A chapter that breaks costs only itself, wherever it breaks: the others are made, it is named with its log, nothing of it is left."""

import re
from pathlib import Path

import pytest

from studio.atomic import together
from studio.manifest import FILES
from tests.studio.house import build

WORDS = ("xor", "--voice", "silent")
UNFIT = "    @classmethod\n    def unfit(cls, t):\n        return t.study('nope') and None\n\n"
PLANTED = {  # a story's line, and what is put in its place
    "importing": ("from scenes.beat", "1 / 0\nfrom scenes.beat"),
    "fitting": ("    @beat", UNFIT + "    @beat"),
    "wording": ("<result> {t.z[1]", "<result> {t.z[7]"),
    "drawing": ('self.at("sum")', "1 / 0"),
    "finishing": ("    promise =", "    sources = (None,)\n    promise ="),
}
WHERE = {"importing": "in <module>", "fitting": "in unfit", "wording": "no layer 7", "drawing": "in question", "finishing": "in of_film"}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = build(tmp_path_factory.mktemp("alone") / "house", "first", *PLANTED, "last")
    for name, (old, new) in PLANTED.items():
        source = house.chapter(name).read_text()
        assert old in source
        house.chapter(name).write_text(source.replace(old, new, 1))
    return house


def named(err: str, *films: str) -> None:
    """Every film that broke has one line with the log of where it broke, and no other has."""
    lines = [line for line in err.splitlines() if "%" not in line]
    assert sorted(re.match(r"backreel: chapter '(\w+)' broke: \w+: .* \(details in .*\)$", line)[1] for line in lines) == sorted(films)
    for line in lines:
        log = Path(line.split("details in ")[1].rstrip(")"))
        assert WHERE[line.split("'")[1]] in log.read_text()
        log.unlink()


@pytest.mark.slow(30)
def test_the_others_are_rendered_and_joined(house):
    done = house.run("render", *WORDS, "-q", "l", "--fps", "6", "-o", "films")
    assert done.returncode == 1
    named(done.stderr, *PLANTED)
    films = house.root / "films" / "xor"
    made = {"first", "last"}
    assert {path.name for path in films.iterdir() if path.is_dir()} == made
    for name in made:
        assert {path.name for path in (films / name).iterdir()} == {*FILES, "manifest.json"}
        assert f"{name}/film.mp4" in done.stdout
    assert "series.mp4  2 chapters" in done.stdout
    assert [path for name in ("made", "standing") for path in (house.root / "films" / ".work").rglob(name)] == []


@pytest.mark.slow(14)
def test_the_others_have_their_storyboards(house):
    done = house.run("storyboard", *WORDS, "-o", "sheets")
    assert done.returncode == 1
    named(done.stderr, *(set(PLANTED) - {"finishing"}))
    found = {path.parent.name: path.name for path in (house.root / "sheets" / "xor").rglob("*.pdf")}
    assert found == dict.fromkeys(("first", "finishing", "last"), "storyboard.pdf")


def test_the_others_are_read(house):
    done = house.run("proof", *WORDS, "-o", "read", "--chapter", "first", "--chapter", "drawing", "--chapter", "wording")
    assert done.returncode == 1
    named("\n".join(line for line in done.stderr.splitlines() if "broke" in line), "drawing", "wording")
    assert "first: " in done.stdout + done.stderr
    assert not (house.root / "read" / "xor" / "drawing").exists()


def put(folder, aside, **files):
    """Write files that go to a folder together; one without text breaks."""
    with together(folder, aside, last="b") as made:
        for name, text in files.items():
            (made / name).write_text(text)


def test_files_of_one_thing_come_together_or_not_at_all(tmp_path):
    folder, aside = tmp_path / "film", tmp_path / "aside"
    put(folder, aside, b="whole", c="whole")
    with pytest.raises(TypeError):
        put(folder, aside, c="half", d=None)
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"b": "whole", "c": "whole"}
    assert not aside.exists()
