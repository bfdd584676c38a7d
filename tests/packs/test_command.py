"""`backreel pack`: one message where it cannot be, nothing lost of what people changed in a pack."""

import json
from types import SimpleNamespace

import pytest

from studio.packs import command, kept
from tests.packs.conftest import WAY
from tests.studio.test_cli import LESSON, said


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("pack",), "Missing argument"),
        (("pack", "slides", "right.toml"), "'slides' is not one of"),
        (("pack", "lecture", "nosuch"), "unknown lesson 'nosuch'"),
        (("pack", "youtube", "right.toml", "--chapter", "forwrd"), "Did you mean forward?"),
        (("pack", "editor", "right.toml", "--voice", "nobody"), "unknown voice 'nobody'"),
        (("pack", "lecture", "right.toml", "-o", "right.toml"), "films cannot be written here"),
        (("pack", "lecture", "right.toml", "--alpha"), "--alpha: found with the pack 'lecture'; allowed: with editor"),
    ],
)
def test_wrong_words_are_refused_and_nothing_is_touched(tmp_path, monkeypatch, words, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "right.toml").write_text(LESSON)
    code, text = said(*words)
    assert code == 2
    assert message in text
    assert [path.name for path in tmp_path.iterdir()] == ["right.toml"]


def test_what_is_not_installed_is_named_with_the_way_to_have_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "right.toml").write_text(LESSON)
    real = command.importlib.util.find_spec
    monkeypatch.setattr(command.importlib.util, "find_spec", lambda name: None if name in ("pptx", "opentimelineio") else real(name))
    for kind, missing in (("editor", "opentimelineio"), ("lecture", "pptx")):
        code, text = said("pack", kind, "right.toml")
        assert (code, text) == (
            2,
            f"backreel: pack {kind}: found no {missing}; allowed: with the extra [packs]. Run: pip install 'backreel[packs]'\n",
        )


def test_a_pack_whose_films_all_broke_is_a_pack_of_none():
    assert list(command.wishes([], [])) == []


class Pair:
    """A pack's maker, in the middle of whose work another pack of the same film is made."""

    def __init__(self, other=None):
        self.other = other

    def write(self, folder, film, wish):
        (folder / "before").write_text("whole")
        if self.other:
            command.filled(Pair(), self.other, film, wish)
        (folder / "after").write_text("whole")
        return []


def test_packs_of_two_kinds_are_made_of_one_film_at_once(tmp_path):
    film = SimpleNamespace(order=SimpleNamespace(work=tmp_path / ".work/mazur/first"))
    one, two = (tmp_path / "mazur" / f"pack-{kind}" / "first" for kind in ("lecture", "editor"))
    command.filled(Pair(two), one, film, None)
    assert set(kept.listed(one)) == set(kept.listed(two)) == {"before", "after"}


def filled(folder, **files):
    """A pack of these files, listed."""
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    kept.note(folder)
    return kept.listed(folder)


def test_what_people_changed_is_kept_beside_the_new(tmp_path):
    before = filled(tmp_path, deck="ours", clips__one="ours", clips__two="ours")
    (tmp_path / "deck").write_text("mine")
    (tmp_path / "clips/two").write_text("mine")
    (tmp_path / "clips/two-yours").write_text("and mine")
    (tmp_path / "notes").write_text("mine too")
    assert kept.put_aside(tmp_path, before) == {"deck": "deck-yours", "clips/two": "two-yours2"}
    assert (tmp_path / "deck-yours").read_text() == (tmp_path / "clips/two-yours2").read_text() == "mine"
    assert (tmp_path / "notes").read_text() == "mine too"
    assert (tmp_path / "clips/one").read_text() == "ours"


def test_what_a_pack_has_no_more_goes_and_nothing_else(tmp_path):
    before = filled(tmp_path, deck="ours", clips__one="ours", stems__voice="ours")
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "pack.json").write_text(json.dumps({"files": {"deck": before["deck"]}}))
    kept.sweep(tmp_path, before)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["deck", "mine", "pack.json"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 3}', '{"files": {"a": 1}}'])
def test_a_broken_list_costs_nothing(tmp_path, text):
    (tmp_path / "pack.json").write_text(text)
    assert kept.listed(tmp_path) == ({"a": "1"} if "a" in text else {})
    kept.sweep(tmp_path, kept.listed(tmp_path))


def test_the_list_names_every_file_with_its_hash(tmp_path):
    found = filled(tmp_path, a="1", b__c="2")
    assert set(found) == {"a", "b/c"}
    assert all(len(digest) == 64 for digest in found.values())
    assert json.loads((tmp_path / "pack.json").read_text())["format"] == "backreel/pack"


@pytest.mark.parametrize("kind", ["lecture", "editor"])
@pytest.mark.slow(18)
def test_a_pack_that_is_made_again_is_the_same(desk, kind):
    """Byte for byte: a course keeps packs by what they are made of."""
    pytest.importorskip({"lecture": "pptx", "editor": "opentimelineio"}[kind])
    before = kept.listed(desk.pack(kind))
    done = desk.house.run("pack", kind, *WAY)
    assert done.returncode == 0, done.stderr
    assert kept.listed(desk.pack(kind)) == before
