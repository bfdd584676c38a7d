"""Films are walked once a worker, whichever test asks; nothing that is typeset is left in the tree."""

import pytest

from scenes.kit import theme
from tests.scenes.last_pictures import walker
from tests.scenes.paper import desk


@pytest.fixture(scope="session")
def walk(tmp_path_factory):
    """`walk(chapter, lesson, shape)`."""
    return walker(tmp_path_factory.mktemp("walk"))


@pytest.fixture(scope="package", autouse=True)
def typeset_aside(tmp_path_factory):
    with desk(tmp_path_factory.mktemp("typeset")):
        yield


@pytest.fixture(autouse=True)
def dark():
    """Every test begins in the dark theme."""
    theme.use("dark")
