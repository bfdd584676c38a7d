"""The page in a real browser: Debian's Chromium, headless; a server of its own, and the page as one file."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the explorer is an extra")
playwright = pytest.importorskip("playwright.sync_api", reason="the page is tested in a browser")
import uvicorn  # noqa: E402

from studio import catalog  # noqa: E402
from studio.explorer.filming import Films  # noqa: E402
from studio.explorer.guard import Guard  # noqa: E402
from studio.explorer.page import Page  # noqa: E402
from studio.explorer.server import application, bound, configured  # noqa: E402
from studio.explorer.tables import table_of  # noqa: E402


@dataclass
class Served:
    """A server under test: its address opens the page."""

    guard: Guard
    port: int
    films: Films

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"{self.root}/?token={self.guard.token}"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    films = Films(tmp_path_factory.mktemp("films"), "l", "silent")
    yield from serving(Page({"lesson": table_of(catalog.lesson("mazur")), "test": True}), films)


def serving(page: Page, films: Films) -> Iterator[Served]:
    """A server in a thread, until the fixture ends."""
    listening = bound(0)
    port = listening.getsockname()[1]
    guard = application(page, films, port)
    server = uvicorn.Server(configured(guard))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield Served(guard, port, films)
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What a page complained of: nothing."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture(scope="session")
def tab(browser, served) -> Iterator[tuple[playwright.Page, list[str]]]:
    """The served page, opened once, and what it complains of."""
    faults: list[str] = []
    with opened(browser, served.address, faults) as page:
        yield page, faults


@pytest.fixture
def page(tab) -> Iterator[playwright.Page]:
    """The served page as if it had just been opened, at rest; it complains of nothing."""
    page, faults = tab
    faults.clear()
    page.mouse.move(0, 0)
    page.evaluate(script("fresh"))
    settled(page)
    yield page
    assert faults == []


@pytest.fixture
def visit(browser, served, faults) -> Iterator[playwright.Page]:
    """The served page, opened for this test alone."""
    with opened(browser, served.address, faults) as page:
        yield page


@pytest.fixture(scope="session")
def alone_file(tmp_path_factory) -> Path:
    """The page as one file."""
    path = tmp_path_factory.mktemp("alone") / "page.html"
    path.write_text(Page({"lesson": table_of(catalog.lesson("mazur")), "test": True}).alone(), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def alone(browser, alone_file) -> Iterator[playwright.Page]:
    """The page opened from a file, once: it is asked for numbers alone."""
    faults: list[str] = []
    with opened(browser, alone_file.as_uri(), faults) as page:
        yield page
    assert faults == []


@contextmanager
def opened(browser, address: str, faults: list[str], **looks) -> Iterator[playwright.Page]:
    """A page of its own visit; what it complains of is noted."""
    visit = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **looks})
    try:
        page = visit.new_page()
        page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        try:
            page.goto(address, timeout=15_000)
        except playwright.TimeoutError:  # a browser on a busy machine may lose its first way there
            page.goto(address)
        page.wait_for_selector("html[data-ready]")
        settled(page)
        yield page
    finally:
        visit.close()


def script(name: str) -> str:
    """A function for the page to run."""
    return (Path(__file__).parent / "js" / f"{name}.js").read_text(encoding="utf-8")


def settled(page: playwright.Page) -> None:
    """Until the newest question is answered and drawn, whole."""
    page.wait_for_function(script("settled"))
