"""What a whole session of tests shares: one driver of browsers, and an environment that does not know of `make test`."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scenes import screen
from tests.chromium import CHROMIUM, QUIET
from tests.sampling import WHOLE, lot

for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):  # a test's own make would speak as a part of the one that runs the tests
    os.environ.pop(name, None)


SECONDS = 90  # of slow tests in a run, as they take on two cores with nothing beside


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In a run of all tests those marked `slow(seconds)` take turns, a module that is marked as a whole; those that are named run."""
    everything = [config.rootpath / place for place in config.getini("testpaths")]
    if WHOLE or config.option.keyword or [Path(config.invocation_params.dir, place) for place in config.args] != everything:
        return
    slow = {item: (node.nodeid, mark.args[0]) for item in items for node, mark in item.iter_markers_with_node("slow")}
    turn = lot(dict(slow.values()), SECONDS)
    config.hook.pytest_deselected(items=[item for item, (name, _) in slow.items() if name not in turn])
    items[:] = [item for item in items if item not in slow or slow[item][0] in turn]


@pytest.fixture(autouse=True, scope="module")
def english() -> None:
    """The words on screen are a process's, and tests that walked a film in another language leave them so."""
    screen.use({})


@pytest.fixture(scope="session")
def driver() -> Iterator[Any]:
    """Playwright allows no second driver in a process."""
    playwright = pytest.importorskip("playwright.sync_api", reason="pages are tested in a browser")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium to test pages in; .setup/browser, which make test runs, installs it where it may")
    with playwright.sync_playwright() as made:
        yield made


@pytest.fixture(scope="session")
def browser(driver) -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    try:
        made = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    except playwright.Error as error:  # Ubuntu's is a stub where there are no snaps
        pytest.skip(f"{CHROMIUM} does not start, so no page is tested: {error.message[:200]}")
    yield made
    made.close()
