"""A manifest stands for its files, and falls with any of them."""

import json

import pytest

from studio import manifest


@pytest.fixture
def folder(tmp_path):
    for name in manifest.FILES:
        (tmp_path / name).write_bytes(name.encode())
    manifest.write(tmp_path, key="k", seconds=1.5)
    return tmp_path


def test_a_whole_film_stands(folder):
    found = manifest.standing(folder, "k")
    assert found is not None
    assert (found["format"], found["version"], found["seconds"]) == ("backreel/manifest", 1, 1.5)
    assert set(found["files"]) == set(manifest.FILES)
    assert found["tools"]["manim"].startswith("0.22")


def test_another_key_does_not_stand(folder):
    assert manifest.standing(folder, "other") is None


@pytest.mark.parametrize("name", manifest.FILES)
def test_a_missing_or_changed_file_is_noticed(folder, name):
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:-1] + b"!")  # as long as before
    assert manifest.standing(folder, "k") is None
    (folder / name).unlink()
    assert manifest.standing(folder, "k") is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"key": "k"}', '{"key": "k", "files": {}}', '{"key": "k", "files": 3}', "\x00"])
def test_a_broken_manifest_does_not_stand(folder, text):
    (folder / "manifest.json").write_text(text)
    assert manifest.standing(folder, "k") is None


def test_a_manifest_is_json_for_everyone(folder):
    with pytest.raises(ValueError, match="JSON"):
        manifest.write(folder, key="k", loudness=float("-inf"))
    json.loads((folder / "manifest.json").read_text(), parse_constant=lambda c: pytest.fail(c))
