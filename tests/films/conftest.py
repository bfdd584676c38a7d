"""Nothing that a test typesets is left in the tree."""

import pytest

from scenes.kit import theme


@pytest.fixture(scope="package", autouse=True)
def typeset_aside(tmp_path_factory):
    from tests.scenes.paper import desk

    with desk(tmp_path_factory.mktemp("typeset")):
        yield


@pytest.fixture(autouse=True)
def dark():
    """Every test begins in the dark theme."""
    theme.use("dark")
