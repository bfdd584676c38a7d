"""A house with short chapters, and a course told in it."""

import shutil

import pytest

from tests.course.films import report
from tests.studio.house import build

COURSE = """lesson = "xor"
chapters = ["first"]
quality = "l"
fps = 4
voice = "silent"
[variants]
csv = "class.csv"
"""


@pytest.fixture(scope="package")
def house(tmp_path_factory):
    house = build(tmp_path_factory.mktemp("course") / "house", "first")
    (house.root / "course.toml").write_text(COURSE)
    (house.root / "class.csv").write_text("name,rate\nada,0.5\nben,0.1\n")
    (house.root / "whole.toml").write_text(COURSE.replace("[variants]", 'packs = ["lms"]\nworksheet = true\n[variants]'))
    (house.root / "flawed.toml").write_text(COURSE.replace("class", "flawed"))
    (house.root / "flawed.csv").write_text("name,rate\nada,0.5\nbad,fast\n")
    return house


@pytest.fixture(scope="package")
def local(house):
    """The course made on this machine, which other ways are compared with; its first report."""
    done = house.run("batch", "course.toml", "-o", "local", "-j", "1")
    assert done.returncode == 0, done.stderr
    return house.root / "local", report(house.root / "local")


@pytest.fixture(scope="package")
def whole(house, local):
    """The same course with packs and worksheets, once its films stand; its first report."""
    shutil.copytree(local[0] / "store", house.root / "whole/store")
    done = house.run("batch", "whole.toml", "-o", "whole", "-j", "1")
    assert done.returncode == 0, done.stderr
    return house.root / "whole", report(house.root / "whole", "whole")
