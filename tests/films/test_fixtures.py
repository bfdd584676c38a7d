"""Lessons as people bring them: every film is planned on each, and read where it is told; a sample a day, all with BACKREEL_ALL=1."""

import tomllib

import pytest

from scenes.kit import theme
from studio import catalog
from tests.films.fixtures import FILMS, FIXTURES, FOLDER, KNOWN, objections, path, planned, refusal, written
from tests.sampling import sampled

FAULTS = tomllib.loads(KNOWN.read_text(encoding="utf-8"))
TAKEN = [fixture for fixture in FIXTURES if "lesson" not in FAULTS.get(fixture, {})]


def known(fixture, film):
    """What a fixture is asked; where it is known to fail, it must, until it is taken off the list."""
    why = FAULTS.get(fixture, {}).get(film)
    return pytest.param(fixture, film, marks=pytest.mark.xfail(strict=True, reason=why) if why else ())


def pairs():
    """(fixture, film), whether it is told there or not: a few, all in a whole run."""
    return sampled([(fixture, film) for film in FILMS for fixture in TAKEN], 12)


@pytest.fixture(autouse=True)
def dark_again():
    yield
    theme.use("dark")


@pytest.mark.parametrize(("fixture", "what"), [known(fixture, "lesson") for fixture in FIXTURES])
def test_it_is_a_lesson(fixture, what):
    assert catalog.lesson(path(fixture)).title


@pytest.mark.parametrize(("fixture", "what"), [known(fixture, "plan") for fixture in TAKEN])
def test_every_film_has_its_words_or_is_refused_truly(fixture, what):
    assert planned(fixture) == []


@pytest.mark.parametrize(("fixture", "film"), [known(*pair) for pair in pairs()])
def test_nothing_is_objected_to(fixture, film, tmp_path):
    if refusal(fixture, film) is None:
        assert objections(fixture, film, tmp_path) == []


def test_there_are_sixty_and_each_says_why_it_is_there():
    assert len(FIXTURES) >= 60
    firsts = [(FOLDER / f"{fixture}.toml").read_text(encoding="utf-8").splitlines()[0] for fixture in FIXTURES]
    assert [line for line in firsts if not (line.startswith("# ") and line.endswith("."))] == []
    assert len(set(firsts)) == len(firsts)


def test_the_list_of_faults_speaks_of_what_there_is():
    assert set(FAULTS) <= set(FIXTURES)
    assert {what for faults in FAULTS.values() for what in faults} <= {"lesson", "plan", *FILMS}
    rows = ["b\tplan\tok", "b\tdelta\t2: x | y", 'a\tlesson\t1: no "kind"']
    assert tomllib.loads("".join(written(rows))) == {"a": {"lesson": '1: no "kind"'}, "b": {"delta": "2: x | y"}}


def test_a_film_that_breaks_in_words_is_found(monkeypatch):
    monkeypatch.setattr(catalog.load(catalog.chapter("cost")), "unfit", lambda t: "No.")
    assert planned("one_weight") == ["cost: refused with 'No.': it is no clause about the film, in one line without a full stop"]
    monkeypatch.setattr(catalog.load(catalog.chapter("cost")), "unfit", lambda t: None)
    with pytest.raises(KeyError):
        planned("one_weight")
