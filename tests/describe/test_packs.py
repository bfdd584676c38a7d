"""Descriptions in the packs: the files of the lecture, and what its player and the learning system's page know and say of each beat."""

import json
import re
from dataclasses import replace

import pytest

pytest.importorskip("pptx", reason="slides are an extra")

from studio import manifest
from studio.looks import look_of
from studio.manifest import DESCRIBED
from studio.orders import Order
from studio.packs import lms
from studio.packs.material import Material


def known(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])


@pytest.fixture(scope="module")
def film(described):
    return Material(Order("mazur", "first", look_of("l"), out=described.parents[1], describe=True), manifest.read(described))


def test_a_lecture_has_the_described_film_and_its_player_every_description(lectured, described, told):
    for name in DESCRIBED:
        assert (lectured / name).read_bytes() == (described / name).read_bytes()
    beats = known((lectured / "player.html").read_text(encoding="utf-8"))["beats"]
    assert {beat["name"]: beat["described"] for beat in beats if beat["described"]} == {row["beat"]: row["text"] for row in told["beats"]}


def test_a_package_for_a_learning_system_has_them_too_and_none_where_nobody_asked(film, told):
    page = lms._package(film, [])["player.html"].decode()
    assert {beat["described"] for beat in known(page)["beats"]} - {""} == {row["text"] for row in told["beats"]}
    plain = Material(replace(film.order, describe=False), {name: fact for name, fact in film.made.items() if name != "described"})
    assert {beat["described"] for beat in known(lms._package(plain, [])["player.html"].decode())["beats"]} == {""}


def test_the_player_stops_at_a_description_and_says_it(lectured, browser):
    visit = browser.new_context()
    page = visit.new_page()
    page.goto((lectured / "player.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    page.wait_for_function("backreel.video.readyState >= 2")
    beat = page.evaluate("backreel.data.beats.findIndex((b) => b.described && !b.question)")
    told = page.evaluate("[...backreel.video.textTracks].map((t) => [t.kind, t.language, t.cues.length])")
    assert told == [["descriptions", "en", page.evaluate("backreel.data.beats.filter((b) => b.described).length")]]
    page.select_option("#stops", "descriptions")
    page.evaluate(f"() => {{ backreel.video.muted = true; backreel.seek(backreel.data.beats[{beat}].end - 0.4); backreel.video.play(); }}")
    page.wait_for_function("backreel.state.stopped !== null", timeout=20_000)
    assert page.inner_text("#said").startswith(page.evaluate(f"backreel.data.beats[{beat}].described"))
    page.select_option("#stops", "questions")
    page.evaluate(f"() => {{ backreel.seek(backreel.data.beats[{beat}].end - 0.3); backreel.video.play(); }}")
    page.wait_for_function(f"backreel.state.beat > {beat} || backreel.video.ended", timeout=20_000)
    assert page.evaluate("backreel.state.stopped") is None
    visit.close()
