"""The store: films and segments are whole or absent, in a folder or at a URL, whoever else writes."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine import InputError
from studio import manifest
from studio.course import store as stores

NAMES = ("k1.mp4", "k1.png", "k1.sha256")


@pytest.fixture(params=["folder", "url"])
def store(request, tmp_path):
    place = tmp_path / "store"
    return stores.of(str(place) if request.param == "folder" else place.as_uri())


@pytest.fixture
def film(tmp_path):
    folder = tmp_path / "film"
    folder.mkdir()
    for name in (*manifest.FILES, "log.txt"):
        (folder / name).write_bytes(name.encode() * 9)
    manifest.write(folder, key="k")
    return folder


def kept(tmp_path):
    return tmp_path / "store" / "k"


def test_a_film_is_kept_as_it_was_made(store, film, tmp_path):
    assert not store.has("k")
    store.put("k", film)
    assert store.has("k")
    assert {p.name: p.read_bytes() for p in kept(tmp_path).iterdir()} == {p.name: p.read_bytes() for p in film.iterdir()}
    assert store.where("k").endswith("/store/k")
    assert [path.name for path in (tmp_path / "store").iterdir()] == ["k"]


@pytest.mark.parametrize("fault", ["gone", "short", "manifest", "seal", "empty"])
def test_a_film_that_is_not_whole_is_made_again(store, film, tmp_path, fault):
    store.put("k", film)
    folder = kept(tmp_path)
    if fault == "gone":
        (folder / "captions.srt").unlink()
    elif fault == "short":
        (folder / "film.mp4").write_bytes(b"x")
    elif fault == "manifest":
        (folder / "manifest.json").unlink()
    elif fault == "seal":
        found = json.loads((folder / "manifest.json").read_text())
        (folder / "manifest.json").write_text(json.dumps({**found, "key": "other"}))
    else:
        shutil.rmtree(folder)
        folder.mkdir()
    assert not store.has("k")
    store.put("k", film)
    assert store.has("k")


def test_what_has_folders_is_kept_and_fetched(store, tmp_path):
    pack = tmp_path / "pack"
    (pack / "forward/clips").mkdir(parents=True)
    (pack / "index.html").write_text("page")
    (pack / "forward/clips/01.mp4").write_text("clip")
    stores.note(pack, label="ada/pack-lecture")
    assert not store.has("k")
    store.put("k", pack)
    assert store.has("k")
    store.fetch("k", tmp_path / "back")
    assert {path.relative_to(tmp_path / "back").as_posix() for path in (tmp_path / "back").rglob("*") if path.is_file()} == {
        "index.html", "forward/clips/01.mp4", "manifest.json",
    }  # fmt: skip
    (kept(tmp_path) / "forward/clips/01.mp4").write_text("x")
    assert not store.has("k")


def test_many_put_one_film_at_once(store, film):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: store.put("k", film), range(24)))
    assert store.has("k")


def test_what_is_cut_short_is_absent(film, tmp_path, monkeypatch):
    store = stores.of(str(tmp_path / "store"))
    copied, whole = [], shutil.copyfile

    def full(source, target):
        if len(copied) == 4:
            raise OSError(28, "No space left on device")
        copied.append(target)
        return whole(source, target)

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(OSError, match="No space"):
        store.put("k", film)
    assert not store.has("k")
    assert list((tmp_path / "store").iterdir()) == []


def test_a_segment_is_lifted_when_all_of_it_is_there(store, tmp_path):
    mine, yours = tmp_path / "mine", tmp_path / "yours"
    mine.mkdir()
    yours.mkdir()
    for name in NAMES:
        (mine / name).write_text(name)
    assert not store.lift(NAMES, yours)
    assert list(yours.iterdir()) == []
    store.lay(NAMES, mine)
    assert store.lift(NAMES, yours)
    assert sorted(p.name for p in yours.iterdir()) == sorted(NAMES)
    (tmp_path / "store/segments/k1/k1.png").unlink()
    shutil.rmtree(yours)
    yours.mkdir()
    assert not store.lift(NAMES, yours)


@pytest.mark.parametrize("place", ["nowhere://store", "s3:///"])
def test_an_unknown_place_has_one_message(place):
    with pytest.raises(InputError, match="--store: found"):
        stores.of(place)


@pytest.mark.parametrize("place", ["file", "gone/../file", "file:///proc/store", "data://x", "zip://none.zip", "nowhere://store"])
def test_a_store_that_cannot_be_written_is_told_before_anything_is_made(tmp_path, monkeypatch, place):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("x")
    (tmp_path / "gone").mkdir()
    with pytest.raises(InputError, match="--store: found"):
        stores.ready(place)


@pytest.mark.parametrize("place", ["memory://films", "simplecache::memory://films"])
def test_a_store_that_each_process_has_for_itself_is_told(place):
    with pytest.raises(InputError, match=r"--store: found .*what one process writes there no other finds.*; allowed: a folder or URL"):
        stores.ready(place)


def test_a_look_at_a_store_leaves_nothing(store, tmp_path):
    stores.ready(str(tmp_path / "store"))
    store.probe()
    assert list((tmp_path / "store").iterdir()) == []
