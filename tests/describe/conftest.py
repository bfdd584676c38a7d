"""A small film, described, rendered by the command once for all who look at it."""

import json

import pytest

from tests.studio.house import House, build


@pytest.fixture(scope="session")
def described(tmp_path_factory):
    """The folder of a described film."""
    house = build(tmp_path_factory.mktemp("described") / "house", "first")
    process = house.begin("render", "mazur", "--chapter", "first", "-q", "l", "--voice", "silent", "--describe")
    out, err = process.communicate(timeout=900)  # a busy machine takes its time
    assert process.returncode == 0, out + err
    return house.root / "renders/mazur/first"


@pytest.fixture(scope="session")
def lectured(described):
    """The film's folder in a lecture pack with descriptions, made by the command."""
    house = House(described.parents[2])
    done = house.run("pack", "lecture", "mazur", "--chapter", "first", "-q", "l", "--voice", "silent", "--describe")
    assert done.returncode == 0, done.stderr
    return described.parent / "pack-lecture" / "first"


@pytest.fixture(scope="session")
def told(described):
    return json.loads((described / "described.json").read_text(encoding="utf-8"))
