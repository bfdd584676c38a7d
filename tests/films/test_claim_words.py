"""A sentence that claims something stands under a fact, or the film says why it always holds; sentences that do neither are found."""

import importlib
import re
from collections.abc import Iterator

import pytest

from scenes import series
from scenes.beat import Telling, beat, line
from scenes.sentence import Line
from studio import catalog
from studio.tongues.en import CLAIM_WORDS

FILMS = [film.name for film in series.films()]
CLAIM = re.compile(rf"\b({'|'.join(sorted(CLAIM_WORDS, key=len, reverse=True))})\b")
ASKED = re.compile(r"(?!why).*\?$")  # a question claims nothing, but "why is it so small?" does
Claiming = dict[str, dict[str, str]]  # beat -> claim word -> sentence


def sentences(text: str) -> list[str]:
    """The sentences of a literal, without marks and slots, as lower case."""
    bare = " ".join(re.sub(r"<[a-z][\w-]*> ?|\{[^}]*\}", "", text).lower().split())
    return [one for one in re.split(r"(?<=[.!?]) (?=\S)", bare) if one]


def unconditional(told: Telling) -> Iterator[Line]:
    """The lines of a beat that are told on every lesson."""
    return (one for one in told.lines if told.when is None and one.when is None and one.case is None)


def claims(film: type) -> Claiming:
    """What every beat of a film claims without a fact."""
    found: Claiming = {}
    for name, method in vars(film).items():
        told = getattr(method, "telling", None)
        for one in unconditional(told) if told else ():
            for sentence in sentences(one.forms[""]):
                if not ASKED.match(sentence):
                    found.setdefault(name, {}).update((word, sentence) for word in CLAIM.findall(sentence.replace("at all", "")))
    return {name: words for name, words in found.items() if words}


def always(film: str) -> Claiming:
    """What a film says always holds: `ALWAYS` of its facts, beat -> claim word -> why."""
    return getattr(importlib.import_module(f"scenes.films.{film}.facts"), "ALWAYS", {})


def offenders(claimed: Claiming, excused: Claiming) -> list[str]:
    """Claims that have neither a fact nor a reason, and reasons that nothing needs."""
    bare = [f"{name}: {w}: {s}" for name, words in claimed.items() for w, s in words.items() if w not in excused.get(name, {})]
    return bare + [f"{name}: {w}: nothing to excuse" for name, words in excused.items() for w in words if w not in claimed.get(name, {})]


@pytest.mark.parametrize("film", FILMS)
def test_what_a_film_claims_stands_under_a_fact_or_always_holds(film):
    excused = always(film)
    assert offenders(claims(catalog.load(catalog.chapter(film))), excused) == []
    assert all(len(why.split()) > 2 for words in excused.values() for why in words.values())


class Planted:
    @beat("Look at <here> it. The loss {t.L} never <up> rises.")
    def bold(self): ...

    @beat("Will it rise?", "Why does it rise?", line("It rises.", when=bool), line(case=bool, yes="It rises.", no="It falls."))
    def careful(self): ...

    @beat("It rises.", when=bool)
    def sometimes(self): ...


def test_a_planted_claim_is_found_and_a_fact_or_a_reason_lets_it_be():
    claimed = claims(Planted)
    assert claimed == {
        "bold": {"never": "the loss never rises.", "rises": "the loss never rises."},
        "careful": {"rise": "why does it rise?"},
    }
    reasons = {"bold": {"never": "it is drawn so", "rises": "it is drawn so"}, "careful": {"rise": "it is asked so"}}
    assert len(offenders(claimed, {})) == 3
    assert offenders(claimed, reasons) == []
    assert offenders({}, {"bold": {"all": "it is so"}}) == ["bold: all: nothing to excuse"]
