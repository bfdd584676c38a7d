"""Every class of things that a film can draw has words, or says on purpose nothing; and no words are for what is not there."""

import ast
from pathlib import Path

from studio.describe.words.nouns import NOUNS

ROOT = Path(__file__).parents[2]
DRAWN = {"VGroup", "VMobject", "Group", "Rectangle", "RoundedRectangle", "Line", "Circle", "Square", "Mobject"}


def classes(files: dict[str, str]) -> dict[str, str]:
    """Each class that is drawn, by the name of its kind, with its path."""
    bases: dict[tuple[str, str], set[str]] = {}
    for path, text in files.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                bases[path, node.name] = {base.id for base in node.bases if isinstance(base, ast.Name)}
    drawn = set(DRAWN)
    while more := {name for (_, name), of in bases.items() if of & drawn} - drawn:
        drawn |= more
    return {kind(path, name): path for (path, name), of in bases.items() if of & drawn}


def kind(path: str, name: str) -> str:
    rooms = path.removesuffix(".py").split("/")
    return f"{rooms[2] if rooms[1] == 'films' else rooms[1]}.{name}"


def source() -> dict[str, str]:
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in (ROOT / "scenes").rglob("*.py")}


def test_every_thing_that_is_drawn_has_words_or_none_on_purpose():
    found = classes(source())
    assert len(found) > 80
    assert sorted(set(found) - set(NOUNS)) == []
    assert sorted(set(NOUNS) - set(found)) == []


def test_a_thing_without_words_is_found():
    planted = {"scenes/films/one/pictures.py": "class Half(VGroup): ...\nclass Whole(Half): ...\nclass Fact: ..."}
    assert set(classes(planted)) - set(NOUNS) == {"one.Half", "one.Whole"}
