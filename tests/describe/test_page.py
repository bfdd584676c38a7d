"""What docs/described.md promises is so."""

import math
import re
from pathlib import Path

import pytest

from studio.describe import gaps, voice
from studio.manifest import DESCRIBED

PAGE = (Path(__file__).parents[2] / "docs" / "described.md").read_text(encoding="utf-8")


def test_every_file_is_in_its_table_and_no_other():
    told = set(re.findall(r"^\| `([\w.]+)` \|", PAGE, re.M))
    assert told == {*DESCRIBED, "film.mp4", "captions.vtt"}


def test_its_figures_are_those_of_the_code():
    assert f"a budget of {gaps.MOST} words ({gaps.FIRST} where something new stands)" in PAGE
    assert f"keeps {gaps.THINKING} seconds of quiet" in PAGE
    assert -12 * math.log2(voice.LOWER) == pytest.approx(1, abs=0.1)  # "a semitone lower"
    assert -20 * math.log10(voice.QUIETER) == pytest.approx(2, abs=0.1)  # "two decibels quieter"
