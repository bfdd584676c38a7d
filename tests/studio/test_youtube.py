"""What is pasted into YouTube keeps YouTube's rules, whatever the films are called and however many they are."""

import re

import pytest

from studio import credits, keys, youtube


def facts(**changes):
    """The manifest of a film, as far as publishing needs it."""
    return {
        "key": "k", "title": "The blame flows back", "promise": "State and use the two equations of delta.", "number": 7,
        "lesson": "Mazur", "lesson_name": "mazur", "seconds": 100.0, "poster": 1.0, "voice": {"name": "hibari", "version": "1"},
        "convention": {"delta": "dL/dz of one example", "gradient": "mean over the batch", "loss": "1/2 sum (a - y)^2"},
        "sources": [], "marks": [("The blame flows back", 0.0), ("Hidden", 31.9), ("Laws", 61.2)],
        "audit": {"numbers": 93, "defects": []}, "tools": keys.versions(),
    } | changes  # fmt: skip


def parts(page):
    """Title and description of a page."""
    found = re.fullmatch(r"# For YouTube\n\n## Title\n\n(.*?)\n\n## Description\n\n(.*?)\n\n## Files\n\n.*\n", page, re.S)
    return found[1], found[2]


def times(description):
    """The seconds of the timestamps, as a viewer's browser reads them."""
    found = re.findall(r"^((?:\d+:)?\d+:\d\d) \S", description, re.M)
    return [sum(int(n) * 60**k for k, n in enumerate(reversed(stamp.split(":")))) for stamp in found]


def broken(page, seconds):
    """Which of YouTube's rules a page breaks."""
    title, text = parts(page)
    at = times(text)
    rules = {
        "title": 0 < len(title) <= 100 and "\n" not in title,
        "description": len(text.encode()) <= 5000,
        "brackets": not re.search("[<>]", title + text),
        "first": not at or (at[0] == 0 and re.search(r"^0?0:00 ", text, re.M)),
        "three": len(at) != 1 and len(at) != 2,
        "ten": all(b - a >= 10 for a, b in zip(at, [*at[1:], int(seconds)], strict=False)),
        "hashtags": len(re.findall(r"(?<!\S)#\w", text)) <= 60,
    }
    return [name for name, kept in rules.items() if not kept]


def joined(made):
    starts = [sum(m["seconds"] for m in made[:k]) for k in range(len(made))]
    return youtube.of_series(made, starts), sum(m["seconds"] for m in made)


LONG = "A title of many words, all of them needed to say what it is about, " * 4
SOURCES = [f"Author {k}, A paper whose title is long enough for a line of its own, {'x' * 60} ({1950 + k})" for k in range(60)]
SERIES = {
    "five": [facts(title=f"Film {k}") for k in range(5)],
    "two": [facts(title="One"), facts(title="Two")],
    "short": [facts(title=f"Film {k}", seconds=s) for k, s in enumerate((4.0, 40.0, 9.9, 30.0, 30.0, 3.0))],
    "hours": [facts(title=f"Film {k}", seconds=400.4) for k in range(22)],
    "sourced": [facts(title=f"Film {k}", sources=SOURCES[3 * k :]) for k in range(20)],
    "worst": [facts(title=LONG, lesson=LONG + str(k), sources=SOURCES, seconds=11.0) for k in range(90)],
    "brackets": [facts(title="<b>", lesson="a > b", sources=["<i>"])] * 3,
}


@pytest.mark.parametrize("made", SERIES.values(), ids=SERIES)
def test_a_series_keeps_every_rule(made):
    page, seconds = joined(made)
    assert broken(page, seconds) == []


@pytest.mark.parametrize(
    "changes", [{}, {"title": LONG, "promise": LONG, "lesson": LONG, "sources": SOURCES}, {"seconds": 12.0}, {"marks": []}]
)
def test_a_film_keeps_every_rule(changes):
    made = facts(**changes)
    assert broken(youtube.of_film(made), made["seconds"]) == []


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("title", "Backpropagation with", "Backpropagation " * 9), ("description", "Networks:", "Networks:" + "δ" * 2500),
        ("brackets", "computed", "<computed>"), ("first", "00:00 Film 0", "00:01 Film 0"), ("ten", "03:20 Film 2", "01:42 Film 2"),
        ("three", re.compile(r"^0[3-9].*\n", re.M), ""), ("hashtags", "#backpropagation", "#a " * 60),
    ],
)  # fmt: skip
def test_every_rule_can_be_broken(rule, old, new):
    page, seconds = joined(SERIES["five"])
    wrong = old.sub(new, page) if isinstance(old, re.Pattern) else page.replace(old, new)
    assert rule in broken(wrong, seconds)


def test_the_timestamps_are_where_the_chapters_begin():
    assert times(parts(joined(SERIES["five"])[0])[1]) == [0, 100, 200, 300, 400]
    assert "2:13:28 Film 20\n" in joined(SERIES["hours"])[0]
    assert times(parts(joined(SERIES["short"])[0])[1]) == [0, 44, 83]  # a part too short for a mark goes with the one before
    assert times(parts(joined(SERIES["two"])[0])[1]) == [0, 31, 61, 100, 131, 161]


def test_a_film_without_three_parts_has_no_timestamps():
    assert times(youtube.of_film(facts(marks=[("The blame flows back", 0.0), ("Hidden", 31.9)]))) == []


def test_the_convention_the_sources_and_the_licences_are_said():
    other = {**facts()["convention"], "loss": "-sum y ln a"}
    films = [facts(sources=["Werbos (1974)"]), facts(lesson="XOR", convention=other, sources=["Werbos (1974)", "Mazur (2015)"])]
    text = parts(joined([*films, facts()])[0])[1]
    assert "Networks: Mazur; XOR." in text
    assert "delta is dL/dz of one example" in text
    assert "the loss is 1/2 sum (a - y)^2 (Mazur); -sum y ln a (XOR)." in text
    assert "Sources\nWerbos (1974)\nMazur (2015)\n" in text
    assert "All 279 numbers" in text
    for made_with in ("manim (MIT)", "typst (Apache-2.0)", "hibari-tts (Apache-2.0)", "backreel (MIT)", "New Computer Modern (GUST"):
        assert made_with in text


def test_nothing_is_claimed_that_the_audit_does_not_allow():
    assert "numbers seen" not in youtube.of_film(facts(audit={"numbers": 93, "defects": ["wrong"]}))


def test_a_voice_is_named_only_where_one_is_heard():
    for name, said in (("hibari", "made by a computer"), ("recorded:takes", "by a person")):
        assert said in youtube.of_film(facts(voice={"name": name, "version": "1"}))
    silent = youtube.of_film(facts(voice={"name": "silent", "version": "1"}))
    assert not re.search("Voice|hibari|onnx", silent)


def test_licences_are_read_off_what_is_installed():
    stated = {name: credits.licence_of(name) for name in keys.versions() if name != "python"}
    assert all(stated.values()), stated
    assert credits.licence_of("no-such-package") == ""
