"""What the pages in docs/ show is run: every Python example, every lesson."""

import re
import tomllib
from pathlib import Path

import pytest

from engine import check, make_lesson, run

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "docs").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\(([^)#]+)\)")


def blocks(page: Path, language: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == language]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_python_of_a_page_runs_from_top_to_bottom(page, monkeypatch):
    monkeypatch.chdir(ROOT)
    scope: dict[str, object] = {"__name__": page.stem}
    for block in blocks(page, "python"):
        exec(compile(block, str(page), "exec"), scope)


LESSONS = [(page, k) for page in PAGES for k in range(len(blocks(page, "toml")))]


@pytest.mark.parametrize(("page", "k"), LESSONS)
def test_the_lessons_of_a_page_are_whole_and_right(page, k):
    lesson = make_lesson(tomllib.loads(blocks(page, "toml")[k]))
    assert run(lesson).losses
    assert check(lesson).passed


def test_there_is_something_to_run():
    assert {page.stem for page in PAGES} >= {"how-a-number-travels", "writing-a-film", "lesson-files", "file-formats"}
    assert sum(len(blocks(page, "python")) for page in PAGES) > 6
    assert len(LESSONS) > 3


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda page: page.stem)
def test_every_link_leads_somewhere(page):
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
