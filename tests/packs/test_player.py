"""The lecture's player in a real Chromium: keys, stops at questions, captions, notes, the speaker's window, paper."""

import json
import re
from pathlib import Path

import pytest

from studio.packs import page as pages
from studio.packs import pictures
from studio.pages import filled

pytest.importorskip("playwright.sync_api", reason="the player is tested in a browser")


@pytest.fixture
def at(player):
    """The player as if just opened, at the second that is asked for, at rest."""

    def go(second=0.0):
        player.evaluate(
            "s => { backreel.stopAt('questions'); backreel.video.pause(); backreel.video.muted = true; backreel.seek(s); }", second
        )
        player.wait_for_function("!backreel.video.seeking && backreel.video.readyState >= 2")
        return player

    return go


@pytest.fixture(scope="module")
def beats(desk):
    return desk.made["beats"]


def where(page):
    """The second, the beat, the beat of a stop (or None), whether it plays."""
    return page.evaluate("[backreel.video.currentTime, backreel.state.beat, backreel.state.stopped?.beat ?? null, !backreel.video.paused]")


def until(page, what):
    page.wait_for_function(what, timeout=20_000)


def test_arrows_go_from_beat_to_beat(at, beats):
    page = at()
    page.keyboard.press("ArrowRight")
    until(page, "backreel.state.beat === 1 && !backreel.video.paused")
    assert beats[1]["start"] <= where(page)[0] < beats[1]["end"]
    page.keyboard.press("ArrowLeft")
    until(page, "backreel.state.beat === 0")
    page.keyboard.press("End")
    until(page, "backreel.state.beat === backreel.data.beats.length - 1")
    page.keyboard.press("PageUp")
    until(page, "backreel.state.beat === backreel.data.beats.length - 2")
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    until(page, "backreel.state.beat === 0 && backreel.video.paused")


def test_it_stops_at_the_question_and_goes_on_when_asked(at, beats):
    [(k, asked)] = [(k, b) for k, b in enumerate(beats) if b["question"]]
    page = at(asked["end"] - asked["pause"] - 0.3)
    page.keyboard.press(" ")
    until(page, "backreel.state.stopped !== null")
    page.wait_for_timeout(200)
    second, beat, stopped, plays = where(page)
    assert (beat, stopped, plays) == (k, k, False)
    assert asked["end"] - asked["pause"] < second < asked["end"] - asked["pause"] + 1
    assert asked["question"] in page.inner_text("#said")
    page.keyboard.press("ArrowRight")
    until(page, "!backreel.video.paused && backreel.state.stopped === null")
    assert where(page)[0] >= beats[k + 1]["start"]
    assert page.inner_text("#said") == ""


def test_a_stop_that_was_passed_unseen_is_gone_back_to(at, beats):
    """A hidden window is looked at seldom."""
    [asked] = [b for b in beats if b["question"]]
    page = at(asked["start"])
    page.evaluate("s => { backreel.video.play(); backreel.video.currentTime = s; }", asked["end"] - 0.2)
    until(page, "backreel.state.stopped !== null")
    assert where(page)[0] < asked["end"] - 1


@pytest.mark.parametrize(("mode", "stops"), [("none", None), ("beats", 0)])
def test_where_it_stops_is_the_lecturers_to_say(at, beats, mode, stops):
    page = at(beats[0]["end"] - 0.4)
    page.select_option("#stops", mode)
    page.evaluate("backreel.video.play()")
    until(page, "backreel.state.stopped !== null || backreel.state.beat === 1")
    _, beat, stopped, _ = where(page)
    assert stopped == stops
    assert (beat == 0) == (stops is not None)


def test_captions_are_those_of_the_film_and_can_be_turned_off(at, desk):
    cues = at().evaluate("backreel.data.cues")
    page = at((cues[1]["start"] + cues[1]["end"]) / 2)
    assert page.inner_text("#caption").split("\n") == cues[1]["lines"]
    page.keyboard.press("c")
    assert page.inner_text("#caption") == ""
    page.keyboard.press("c")
    assert page.inner_text("#caption") != ""


@pytest.mark.parametrize("shape", [16 / 9, 1, 9 / 16])
def test_captions_lie_in_the_band_that_films_leave_them(at, shape):
    cues = at().evaluate("backreel.data.cues")
    longest = max(cues, key=lambda cue: max(map(len, cue["lines"])))
    page = at((longest["start"] + longest["end"]) / 2)
    top, bottom, width, height, start, whole, across = page.evaluate(
        """(shape) => { const root = document.documentElement, before = root.style.getPropertyValue("--shape");
        root.style.setProperty("--shape", shape);
        const box = document.querySelector("#caption"), r = document.querySelector("#caption span").getBoundingClientRect(), v = box.getBoundingClientRect();
        const line = parseFloat(getComputedStyle(box).lineHeight), found = [r.top, r.bottom, r.width, r.height / line, v.top, v.height, v.width];
        root.style.setProperty("--shape", before);
        return found; }""",
        shape,
    )
    assert 0.86 < (top - start) / whole < (bottom - start) / whole < 1
    assert width <= across
    assert height < len(longest["lines"]) + 0.5  # no line is broken anew


def test_notes_say_what_is_said_and_what_comes(at, beats):
    page = at(beats[1]["start"])
    assert page.is_hidden("#notes")
    page.keyboard.press("n")
    assert beats[1]["words"] in page.inner_text("#notes")
    assert f"Next: {beats[2]['words']}" in page.inner_text("#notes")
    page.keyboard.press("n")


def test_the_speaker_has_a_window_that_follows_and_leads(at, beats):
    page = at(beats[1]["start"])
    with page.context.expect_page() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    speaker.wait_for_selector("#text")
    assert speaker.inner_text("#text") == beats[1]["words"]
    assert speaker.inner_text("#asks") == f"The film stops and asks: {beats[1]['question']}"
    assert speaker.evaluate("[...document.images].every((i) => i.hidden || i.complete && i.naturalWidth > 100)")
    speaker.keyboard.press("ArrowRight")
    until(page, "backreel.state.beat === 2")
    assert speaker.inner_text("#text") == beats[2]["words"]
    assert speaker.is_hidden("#then")  # nothing comes after
    speaker.close()


def test_on_paper_stand_every_beat_its_picture_and_room_to_answer(at, beats):
    page = at()
    page.emulate_media(media="print")
    try:
        assert page.is_hidden("#player")
        shown = page.evaluate(
            """[...document.querySelectorAll("#paper section")].map((s) => [s.innerText, s.querySelector("img").naturalWidth,
            s.querySelectorAll(".line").length])"""
        )
    finally:
        page.emulate_media(media="screen")
    assert len(shown) == len(beats)
    for (text, width, lines), beat in zip(shown, beats, strict=True):
        assert beat["words"] in text
        assert width >= 800
        assert lines == (2 if beat["question"] else 0)


def test_the_page_can_be_used_by_everybody(at):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="accessibility is checked by axe")
    found = axe.Axe().run(at())
    assert found.violations_count == 0, found.generate_report()


def test_the_page_asks_nothing_of_any_other_machine(desk):
    text = (desk.pack("lecture") / "player.html").read_text(encoding="utf-8")
    assert not re.search(r"(src|href)=.?https?:|fetch\(|import\(", text)


def test_words_cannot_end_the_script(tmp_path):
    assert "<" not in pages.inline({"words": "</script><b>", "more": "<!--"})
    assert filled("a<!--x-->b<!--y-->c", {"x": "<!--y-->", "y": "2"}) == "a<!--y-->b2c"


def test_python_and_the_page_agree_when_a_question_stands():
    text = (Path(pages.FOLDER) / "film.js").read_text(encoding="utf-8")
    assert f"const SHOWN = {json.dumps(pictures.SHOWN)};" in text
