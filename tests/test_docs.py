"""What the pages in docs/ show is run: every Python example, every lesson."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine import check, make_lesson, run
from engine.layers.tables import KINDS
from engine.lesson import DataSpec, InitSpec, Lesson, Names, NetworkSpec, Standardized, Told, TrainingSpec
from engine.training_spec import PenaltySpec, ScheduleSpec, StopSpec

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
    lesson = make_lesson(tomllib.loads(blocks(page, "toml")[k]), folder=page.parent)
    assert run(lesson).losses
    assert check(lesson).passed


OF_TRAINING = [ScheduleSpec, PenaltySpec, StopSpec]


def keys_of(table: Any) -> Iterator[str]:
    """Every key of a table of a lesson file, and of the tables in it."""
    for key, value in table.items():
        yield key
        for part in value if isinstance(value, list) else [value]:
            yield from keys_of(part) if isinstance(part, dict) else ()


def test_every_key_and_every_kind_is_in_an_example():
    examples = [tomllib.loads(text) for text in blocks(ROOT / "docs" / "lesson-files.md", "toml")]
    shown = {key for example in examples for key in keys_of(example)} | {"kind"}
    tables = [Lesson, NetworkSpec, InitSpec, DataSpec, TrainingSpec, Names, Told, Standardized, *OF_TRAINING, *KINDS.values()]
    page = (ROOT / "docs" / "lesson-files.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", page))  # one of several alike may be told in the words beside the example
    assert {key for table in tables for key in table.model_fields} - shown - told == set()
    assert {key for table in (Lesson, NetworkSpec, InitSpec, DataSpec, TrainingSpec, Names, Told) for key in table.model_fields} <= shown
    assert {layer.get("kind", "dense") for example in examples for layer in example["network"]["layers"]} == set(KINDS)


def test_there_is_something_to_run():
    assert {page.stem for page in PAGES} >= {"how-a-number-travels", "writing-a-film", "lesson-files", "file-formats"}
    assert sum(len(blocks(page, "python")) for page in PAGES) > 6
    assert len(LESSONS) > 3


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda page: page.stem)
def test_every_link_leads_somewhere(page):
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_page_of_voices_names_every_voice():
    from studio import voices
    from studio.voices.kokoro_model import VOICES

    page = (ROOT / "docs" / "voices.md").read_text(encoding="utf-8")
    assert [name for name in (*VOICES, *voices.DEFAULTS.values()) if name not in page] == []
