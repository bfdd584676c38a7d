"""What cutting captions, tagging tracks and publishing know of each language: small words, names and pace. A language not here has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Grammar:
    """name: in English; tag: ISO 639-2, of tracks; own: its name in itself; articles stay with the word behind them; conjunctions begin
    a line; letters: words of one letter, which are no symbols; pace: seconds that a letter takes, to those of an English one;
    wordy: words that are said in a minute, to those of English, counted over the flagship and `breath` in the silent voice."""

    name: str
    tag: str
    own: str = ""
    articles: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    pace: float = 1.0
    wordy: float = 1.0


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GRAMMARS: Mapping[str, Grammar] = {
    "en": Grammar(
        "English", "eng", "English", _words("a an the its their our your this each every no"),
        _words("and or but so because if then when while where which that than as with by to from for of in on at into through until"),
        _words("a A I"),
    ),
    "de": Grammar(
        "German", "deu", "Deutsch",
        _words("""der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner sein seine seinen ihr ihre ihren
               unser unsere dein deine diese dieser dieses diesen diesem jede jeder jedes jeden jedem alle zum zur im am vom beim"""),
        _words("""und oder aber denn also weil wenn dann während wo wohin was wie als ob dass damit sondern doch mit durch von nach für aus
               in an auf bis über unter vor hinter zwischen zum zur im am vom zu um bei"""),
        pace=0.93, wordy=0.89,
    ),
    "es": Grammar(
        "Spanish", "spa", "Español",
        _words("""el la los las un una unos unas lo su sus nuestro nuestra tu tus este esta estos estas cada todo toda ningún ninguna
               al del"""),
        _words("""y e o u pero sino porque si entonces cuando mientras donde que cual como con por para de del desde en al a hacia hasta
               entre sobre sin"""),
        _words("a e o u y A E O U Y"), pace=0.9, wordy=1.02,
    ),
    "fr": Grammar(
        "French", "fra", "Français",
        _words("""le la les un une des du de au aux son sa ses leur leurs notre nos votre vos ce cet cette ces chaque tout toute toutes
               aucun aucune"""),
        _words("""et ou mais donc car parce si alors quand lorsque pendant où qui que dont comme avec par pour de du des dans sur vers à
               au aux entre sans puis"""),
        _words("a à y A À Y"), pace=0.9, wordy=1.0,
    ),
}  # fmt: skip


def of(code: str) -> Grammar:
    """What is known of a language."""
    return GRAMMARS.get(code) or Grammar(code, "und")


def called(tag: str) -> str:
    """What a language calls itself, by the tag of its tracks; "" where it is not known."""
    return next((found.own for found in GRAMMARS.values() if found.tag == tag), "")
