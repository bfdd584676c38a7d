"""The pages on packs promise what packs hold, and nothing else."""

import re
from pathlib import Path

import pytest

from studio import youtube
from studio.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")
OPTIONAL = {"stems/bed.wav", "pack.json"}


def promised(kind):
    """The names in the first column of the table of a pack."""
    part = re.search(rf"^## {kind}\n(.*?)(?=^## )", PAGE, re.M | re.S)[1].split("| key |")[0]
    rows = re.findall(r"^\| (`.*?`) \|", part, re.M)
    return {name.replace("forward", "first") for row in rows for name in re.findall(r"`([^`]+)`", row)}


@pytest.mark.parametrize("kind", ["lecture", "editor", "youtube", "lms"])
def test_a_pack_holds_what_its_table_says(desk, kind):
    folder = desk.pack(kind)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - OPTIONAL
    tables = promised(kind)
    folders = {name for name in tables if name.endswith("/")}
    unkept = {name for name in tables - {"film.mp4"} if not (folder / name).exists()}
    unsaid = {name for name in found if name not in tables and not any(name.startswith(place) for place in folders)}
    assert unkept == set()
    assert unsaid - {"film.mp4"} == set()


def test_the_licence_is_said_alike_everywhere():
    first = youtube.LICENCE.split(". ")[0]
    assert first in PAGE
    assert first in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_keys_of_the_player_are_those_of_the_page():
    known = (ROOT / "studio/packs/player/keys.js").read_text(encoding="utf-8")
    for key in ("ArrowRight", "PageDown", "ArrowLeft", "PageUp", '" "', "Home", "End", *"cnspf"):
        assert re.search(rf"(^|[ ,{{]){key}:", known, re.M), key


def test_the_readme_names_every_pack():
    from studio.packs.kinds import NEEDS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [kind for kind in NEEDS if f"`backreel pack {kind}`" not in readme] == []
    assert {"lecture", "editor", "youtube", "lms"} <= set(NEEDS)


def rows_of_the_readme():
    """Who gets something, and the commands that make it."""
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("| who | command | gets |")[2].partition("\n\n")[0]
    return {who: re.findall(r"`backreel ([^`]+)`", given) for who, given in re.findall(r"^\| ([^|-]+) \| ([^|]+) \|", table, re.M)}


def unknown(line):
    """The command or options of a line that the program does not have."""
    name, *words = line.split()
    command = main.commands.get(name)
    options = {opt for each in command.params for opt in (*each.opts, *each.secondary_opts)} if command else set()
    return [name] if command is None else [word for word in words if word.startswith("-") and word not in options]


def test_every_command_of_the_readmes_table_can_be_given():
    rows = rows_of_the_readme()
    assert {"a lecturer", "a channel", "a student", "a translator", "who does not see"} <= rows.keys()
    assert {who: [line for line in given if unknown(line)] for who, given in rows.items()} == {who: [] for who in rows}
    assert all(rows.values())
    assert (unknown("paint mazur"), unknown("render --gift opened")) == (["paint"], ["--gift"])
