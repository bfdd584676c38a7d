"""`backreel plan`: what a lesson gets, how long it is, and a line for each reason why it does not get the rest; nothing is drawn."""

import json
import re

import pytest
from click.testing import CliRunner

from studio import catalog, cli, planning, programme, rendering, telling
from studio.looks import look_of
from studio.orders import Order
from tests.films.fixtures import path


def said(*words):
    """What the command says on both streams, and its exit code."""
    done = CliRunner().invoke(cli.main, list(words))
    assert "Traceback" not in done.output
    return done.output, done.exit_code


def wanted(lesson, *names, series=False):
    return programme.orders(Order(lesson, "", look_of("l"), "silent"), names, series)


def test_the_flagship_gets_five_films_in_order():
    text, code = said("plan", "mazur")
    assert code == 0
    rows = text.splitlines()
    assert rows[0] == "Matt Mazur's step-by-step example"
    assert [row.split()[0] for row in rows[1:6]] == ["forward", "chain_rule", "delta", "gradients", "update"]
    assert re.match(r"5 films, about (19|20|21):\d\d", rows[6])


def test_a_length_is_that_of_the_film():
    (order,) = wanted("mazur", "forward")
    words, seconds = telling.length(order)
    told = telling.tell(order)
    assert seconds == pytest.approx(sum(timing.frames for timing in told.timings) / order.look.fps, abs=len(told.beats) / order.look.fps)
    assert words == sum(len(clip.words) for clip in told.clips)


def test_every_reason_is_one_line_and_every_film_is_spoken_of():
    text, code = said("plan", path("transformer"))
    assert code == 0
    refused = [row for row in text.splitlines() if ": not told on transformer, " in row]
    reasons = [row.split("transformer, ")[1] for row in refused]
    assert len(set(reasons)) == len(reasons) < 8
    named = {name for row in refused for name in row.split(":")[0].split(", ")}
    assert named <= {film.name for film in catalog.chapters()}
    assert len(named) > 15


def test_a_render_without_a_film_says_the_same(tmp_path, monkeypatch):
    orders = wanted("mazur")
    outcome = rendering.Outcome(untold={order.chapter: "it needs more" for order in orders})
    monkeypatch.setattr(rendering, "render", lambda *args: outcome)
    none = f"backreel: {catalog.lesson_path('mazur')}: no chapter can be told on this lesson"
    text, code = said("render", "mazur", "-q", "l", "--voice", "silent", "-o", str(tmp_path))
    assert code == 2
    names = ", ".join(order.chapter for order in orders)
    assert text.splitlines() == [f"{names}: not told on mazur, it needs more", none]


def test_in_series_the_others_are_told_elsewhere():
    orders = wanted("xor", "neuron", "forward", series=True)
    rows = list(planning.lines(orders, planning.plan(orders)))
    assert [row.split("  ")[-1] for row in rows[1:3]] == ["One neuron (on neuron)", "Numbers walk through the network"]
    assert not any("--series" in row for row in rows)


def test_programs_read_it_as_json():
    table = json.loads(said("plan", "xor", "--json")[0])
    assert (table["format"], table["version"], table["broken"]) == ("backreel/plan", 1, [])
    told = [film["chapter"] for film in table["films"]]
    assert told[:6] == ["forward", "chain_rule", "delta", "gradients", "cost", "update"]
    assert all(100 < film["seconds"] < 400 and film["words"] > 300 for film in table["films"])
    assert {*told, *(name for group in table["refused"] for name in group["chapters"])} == {film.name for film in catalog.chapters()}


def test_a_film_that_breaks_is_named_and_costs_only_itself(monkeypatch):
    whole = telling.fit

    monkeypatch.setattr(telling, "fit", lambda order: 1 / 0 if order.chapter == "delta" else whole(order))
    text, code = said("plan", "mazur", "--chapter", "forward", "--chapter", "delta")
    assert code == 1
    assert "1 film, about 3:" in text
    assert "backreel: chapter 'delta' broke: ZeroDivisionError: division by zero (details in " in text


def test_wrong_words_are_refused():
    text, code = said("plan", "mazr")
    assert code == 2
    assert text.startswith("backreel: unknown lesson 'mazr'. Did you mean mazur? ")
