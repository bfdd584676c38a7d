"""The audit lists every number seen or heard, and objects to any that is not the trace's."""

import json
from functools import cache
from types import SimpleNamespace

import pytest

from engine import run, to_dict
from engine.reading import Reading
from scenes.beat import Beat
from scenes.sentence import Piece, pieces_of
from scenes.shown import Shown, show
from scenes.witness import Sighting, Span
from studio import audit, catalog
from studio.timing import Timing
from studio.tongues import EN

FPS = 10


@cache
def trace():
    return run(catalog.lesson("mazur"))


@pytest.fixture
def t():
    return Reading(trace())


def entries(t, shown=None):
    """One number on screen and one in a sentence."""
    seen = Sighting(12, 30, "b", shown or show(t.z[1][0]), (0.1, 0.2, 0.3, 0.4))
    beat = Beat("b", "b", (), pieces_of("Here is {t.a[2][1]}.", {"t": t}, EN))
    timing = Timing(40, {}, ((0.0, 0.3), (0.3, 0.5), (0.5, 2.5)))
    return audit.entries([seen], [beat], [timing], [Span("b", 10, 50, {})], FPS)


def test_what_is_seen_and_heard_is_listed_with_time_place_and_path(t):
    seen, heard = entries(t)
    path = "steps[0].examples[0].forward[0].z[0]"
    assert seen == {
        "t": 1.2, "until": 3.0, "beat": "b", "path": path, "value": 0.3775, "shown": "0.3775", "spoken": False, "box": [0.1, 0.2, 0.3, 0.4]
    }  # fmt: skip
    assert (heard["t"], heard["until"], heard["spoken"], heard["box"]) == (1.5, 3.5, True, None)
    assert (heard["shown"], heard["path"]) == ("0.7729", "steps[0].examples[0].forward[1].a[1]")
    assert heard["value"] == trace().steps[0].examples[0].forward[1].a[1]


def test_what_is_the_traces_is_no_defect(t):
    assert audit.defects(entries(t), to_dict(trace())) == []


@pytest.mark.parametrize(
    ("planted", "objection"),
    [
        ({"value": 0.3776}, "is 0.3775 in the trace, 0.3776 on screen"),
        ({"shown": "0.3776"}, "is 0.3775, but '0.3776' is shown"),
        ({"shown": "0.38x"}, "but '0.38x' is shown"),
        ({"shown": "-0.3775"}, "but '-0.3775' is shown"),
        ({"path": "steps[0].examples[0].forward[9].z[0]"}, "is not in the trace"),
        ({"path": "steps[0].nothing"}, "is not in the trace"),
        ({"path": "steps[0].examples[0].forward[0].z[1]"}, "in the trace, 0.3775 on screen"),
    ],
)
def test_a_planted_number_is_found(t, planted, objection):
    found = entries(t)
    [defect] = audit.defects([found[0] | planted, found[1]], to_dict(trace()))
    assert defect.startswith("1.20 s, beat b: steps[0]")
    assert objection in defect


def test_a_wrongly_rounded_picture_is_found(t):
    number = t.z[1][0]
    assert audit.defects(entries(t, Shown(number, "0.38")), to_dict(trace())) == []
    assert audit.defects(entries(t, Shown(number, "0.37")), to_dict(trace()))


def test_the_file_has_one_number_a_line_and_reads_back(t, tmp_path):
    found = entries(t)
    audit.write(tmp_path / "numbers.json", found)
    text = (tmp_path / "numbers.json").read_text(encoding="utf-8")
    assert json.loads(text) == found
    assert len(text.splitlines()) == len(found) + 2


def test_a_french_sign_and_its_space_are_no_part_of_a_number():
    piece = Piece("0.742\u202f?", "zéro virgule sept quatre deux", (), "steps[0].L", 0.742)
    (row,) = audit._heard(SimpleNamespace(name="b", pieces=(piece,)), SimpleNamespace(pieces=((0.0, 1.0),)), 0.0)
    assert row["shown"] == "0.742"
