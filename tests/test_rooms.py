"""A room for every film: the house keeps the rules of its rooms, and each rule is shown to fire on a planted violation."""

from functools import cache
from pathlib import Path

import pytest

from tests.rooms import (
    FILE_RULES,
    HOUSE_RULES,
    beats_of,
    declared_parts,
    facts_without_manim,
    is_story,
    kit_for_two,
    literal_beats,
    no_arrow_between_films,
    no_circle,
    no_hidden_state,
    sentences_in_the_story,
    told_in_the_story,
)
from tests.test_architecture import ROOT, project_files

# ---- The house keeps them. ----


@cache
def source() -> dict[str, str]:
    """Every file of ours that is not a test."""
    found = [path for path in project_files() if path.endswith(".py") and path.split("/")[0] in ("engine", "scenes")]
    return {path: (ROOT / path).read_text(encoding="utf-8") for path in found}


@pytest.mark.parametrize("rule", FILE_RULES)
def test_every_room_keeps(rule):
    assert [defect for path, text in source().items() for defect in rule(path, text)] == []


@pytest.mark.parametrize("rule", HOUSE_RULES)
def test_the_house_keeps(rule):
    assert rule(source()) == []


def test_the_rooms_are_found():
    """A rule over no files would always hold."""
    stories = [path for path in source() if is_story(path)]
    assert len(stories) == len(list(Path(ROOT, "scenes", "films").glob("*/story.py"))) > 20
    assert sum(1 for path in stories for _ in beats_of(source()[path])) > 400


# ---- Each rule fires. ----

STORY = "scenes/films/one/story.py"
CHAPTER = "class One(Chapter):\n    net: Net\n"
BEAT = "    @beat({given})\n    def only(self):\n{body}"


def told(given: str = '"Look."', body: str = "        self.net = 1\n", head: str = CHAPTER) -> str:
    return head + BEAT.format(given=given, body=body)


PLANTED = [
    (no_arrow_between_films, STORY, "from scenes.films.two.story import Two"),
    (no_arrow_between_films, "scenes/kit/maths/a.py", "from scenes.films.two import facts"),
    (told_in_the_story, "scenes/films/one/act.py", told()),
    (told_in_the_story, STORY, told(head="class Base(Chapter): ...\nclass One(Base):\n")),
    (told_in_the_story, STORY, CHAPTER + "".join(BEAT.format(given="", body="        pass\n").replace("only", f"b{k}") for k in range(31))),
    (told_in_the_story, STORY, told(body="        pass\n" * 25)),
    (literal_beats, STORY, told('f"It is {x}."')),
    (literal_beats, STORY, told('"Look.", each=lambda t: [1]')),
    (literal_beats, STORY, told("words.of(t)")),
    (literal_beats, STORY, told('line(case=facts.way, up="It rises" + x)')),
    (declared_parts, STORY, told(body="        self.plot = 1\n")),
    (no_hidden_state, "scenes/films/one/act.py", "def f(self): return hasattr(self, 'net')"),
    (no_hidden_state, STORY, "def f(self): self._standing.clear()"),
    (sentences_in_the_story, "scenes/films/one/facts.py", 'def f(t): return "Look <here> at it."'),
    (sentences_in_the_story, "scenes/kit/maths/a.py", 'SAID = "Its <slope> slope."'),
]
KEPT = [
    (no_arrow_between_films, STORY, "from scenes.films.one import facts\nfrom scenes.kit.theme import theme"),
    (told_in_the_story, STORY, told()),
    (literal_beats, STORY, told('"It is " "so.", line(case=facts.way, up="Up.", down="Down."), when=facts.deep, pause=3.0')),
    (declared_parts, STORY, told()),
    (no_hidden_state, "scenes/chapter.py", "def f(self): self._standing.clear()"),
    (sentences_in_the_story, "scenes/films/one/facts.py", '"""Marks: <sum>."""\nx = "a < b and c > d"'),
]
KIT, ONE, TWO = "scenes/kit/maths/a.py", "from scenes.kit.maths import a", "from scenes.kit.maths.a import x"
HOUSES = [
    (kit_for_two, {KIT: "", STORY: ONE, "scenes/films/one/b.py": TWO}),
    (facts_without_manim, {"scenes/films/one/facts.py": "from scenes.kit import a", "scenes/kit/a.py": "from manim import UP"}),
    (no_circle, {"scenes/a.py": "from scenes import b", "scenes/b.py": "from scenes.a import x"}),
]
RIGHT = [
    (kit_for_two, {KIT: "", STORY: ONE, "scenes/films/two/b.py": TWO}),
    (facts_without_manim, {"scenes/films/one/facts.py": "from scenes.kit import a", "scenes/kit/a.py": "from engine import run"}),
    (no_circle, {"scenes/a.py": "from scenes import b", "scenes/b.py": "if TYPE_CHECKING:\n    from scenes.a import x"}),
]


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_violation_is_found(rule, path, text):
    assert rule(path, text)


@pytest.mark.parametrize(("rule", "path", "text"), KEPT)
def test_what_is_right_is_let_be(rule, path, text):
    assert rule(path, text) == []


@pytest.mark.parametrize(("rule", "files"), HOUSES)
def test_a_planted_house_is_found_out(rule, files):
    assert rule(files)


@pytest.mark.parametrize(("rule", "files"), RIGHT)
def test_a_house_that_is_right_is_let_be(rule, files):
    assert rule(files) == []


def test_every_rule_has_a_planted_violation():
    assert {rule for rule, _, _ in PLANTED} == {*FILE_RULES}
    assert {rule for rule, _ in HOUSES} == {*HOUSE_RULES}
