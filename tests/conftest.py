"""What a whole session of tests shares: one driver of browsers, and an environment that does not know of `make test`."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.chromium import CHROMIUM, QUIET

for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):  # a test's own make would speak as a part of the one that runs the tests
    os.environ.pop(name, None)


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
