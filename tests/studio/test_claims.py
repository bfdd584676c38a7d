"""Claims are listed with their facts and their evidence, and a claim that the trace file does not bear out is found."""

import json
from dataclasses import replace

import pytest

from engine import run
from engine.reading import Reading, resolve
from scenes import series
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.witness import Span
from studio import catalog, claims
from studio.timing import Timing
from studio.tongues import EN
from tests.scenes.last_pictures import reading


@pytest.fixture(scope="module")
def trace():
    return run(catalog.lesson("mazur"))


def way(t):
    return "up" if t.a[2][0].value > t.y[0].value else "down"


def is_deep(t):
    return t.D > 1


def layers(t):
    return range(1, t.D + 1)


def is_first(t, l):
    return l == 1


class Claiming(Chapter):
    title = "Claiming"

    @beat("A network.", line(case=way, up="It says too much.", down="It says too little."), when=is_deep)
    def judged(self): ...

    @beat("Layer {l}.", line("It comes first.", when=is_first), each=layers)
    def layer(self, l): ...


def listed(beats):
    """Their claims, ten frames a second, half a second a word."""
    timings = [Timing(50, {}, tuple((0.5 * k, 0.5 * k + 0.4) for k in range(len(b.pieces)))) for b in beats]
    return claims.entries(beats, timings, [Span(b.name, 50 * k, 50 * k + 50, {}) for k, b in enumerate(beats)], 10)


def told(trace):
    return Claiming.script(Reading(trace), EN)


def test_every_claim_is_listed_with_its_time_its_fact_and_where_it_looked(trace):
    found = listed(told(trace))
    assert [(e["beat"], e["sentence"], e["fact"].split(".")[-1], e["outcome"], e["t"]) for e in found] == [
        ("judged", "A network.", "is_deep", "yes", 0.0),
        ("judged", "It says too much.", "way", "up", 1.0),
        ("layer-1", "It comes first.", "is_first", "yes", 6.0),
    ]
    assert found[1]["evidence"] == ["steps[0].examples[0].forward[1].a[0]", "steps[0].examples[0].y[0]"]
    assert all(resolve(claims.written(trace), path) is not None for path in found[1]["evidence"])


def test_a_fact_for_which_nothing_is_said_makes_no_claim(trace):
    class Quiet(Chapter):
        title = "Quiet"

        @beat("A network.", line(case=way, up="", down=""))
        def judged(self): ...

    assert listed(Quiet.script(Reading(trace), EN)) == []


@pytest.mark.parametrize("film", [film.name for film in series.films()])
def test_the_claims_of_every_film_are_listed_within_its_words(film):
    found = catalog.chapter(film)
    beats = catalog.load(found).script(reading(found.lesson or "mazur"), EN)
    assert all(entry["sentence"] for entry in listed(beats))


def test_the_same_claims_follow_from_the_file(trace):
    assert claims.faults(Claiming, told(trace), trace, EN) == []


def test_a_claim_that_the_file_does_not_bear_out_is_found(trace):
    beats = told(trace)
    lied = [replace(beats[0], claims=(beats[0].claims[0], replace(beats[0].claims[1], outcome="down"))), *beats[1:]]
    [(name, what)] = claims.faults(Claiming, lied, trace, EN)
    assert name == "judged"
    assert what.endswith("way said 'down', but says 'up' of the trace read back")


def test_a_beat_too_few_or_too_many_is_found(trace):
    beats = told(trace)
    assert claims.faults(Claiming, beats[:-1], trace, EN) == [("layer-2", "is not told, but would be on the trace read back")]
    assert claims.faults(Claiming, [*beats, replace(beats[0], name="more")], trace, EN) == [
        ("more", "is told, but not on the trace read back")
    ]


def test_the_file_has_one_claim_a_line(tmp_path):
    found = [{"t": 0.5, "beat": "b", "sentence": "It rises ≈ 2.", "fact": "f", "outcome": "up", "evidence": ["losses[0]"]}] * 2
    claims.write(tmp_path / "claims.json", found)
    text = (tmp_path / "claims.json").read_text(encoding="utf-8")
    assert len(text.splitlines()) == 4
    assert json.loads(text) == found
