"""Where films go: whose a folder is, names that cannot be folders, what stands in the way, what the working folder may not do."""

import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from manim import Scene

from engine import InputError
from studio import atomic, breakage, catalog, holding, manifest, owners, rendering, telling
from studio.fits import Fit
from studio.keys import recordings
from studio.looks import look_of
from studio.manim_adapter import SinkRenderer, look
from studio.orders import Order
from studio.standing import Standing
from tests.studio.house import ROOT, build
from tests.studio.warm import Here


def order(tmp_path, lesson="mazur", chapter="forward"):
    return Order(lesson, chapter, look_of("l"), "silent", tmp_path)


def test_a_lesson_of_the_same_name_does_not_write_over_anothers_films(tmp_path):
    for week in ("one", "two"):
        (tmp_path / week).mkdir()
        (tmp_path / week / "net.toml").write_text("")
    mine, other = (tmp_path / week / "net.toml" for week in ("one", "two"))
    owners.check(tmp_path, "net", mine)
    owners.note(tmp_path, "net", mine)
    owners.check(tmp_path, "net", other)  # no film stands there yet
    assert list(tmp_path.glob(".work")) == []
    (tmp_path / "net" / "forward").mkdir(parents=True)
    (tmp_path / "net" / "forward" / "film.mp4").touch()
    owners.note(tmp_path, "net", mine)
    owners.check(tmp_path, "net", mine)
    with pytest.raises(InputError, match=r"net holds the films of .*one/net\.toml: give another folder with -o, or rename .*two/net\.toml"):
        owners.check(tmp_path, "net", other)
    mine.unlink()  # a lesson that was moved
    owners.check(tmp_path, "net", other)


@pytest.mark.parametrize("name", ["...toml", "..toml", ".work.toml"])
def test_a_name_that_begins_with_a_dot_names_no_folder(tmp_path, name):
    with pytest.raises(InputError, match="begins with a dot"):
        catalog.lesson_name(str(tmp_path / name))


def test_a_folder_does_not_hide_the_built_in_lesson_of_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mazur").mkdir()
    assert catalog.lesson_path("mazur").is_file()


def test_what_stands_where_films_go_is_told_before_anything_is_made(tmp_path):
    (tmp_path / "mazur").write_text("not a folder")
    with pytest.raises(InputError, match="mazur: films cannot be written here"):
        rendering.prepare(order(tmp_path), [order(tmp_path)])


def test_no_place_for_temporary_files_is_not_blamed_on_the_films_folder(tmp_path, monkeypatch):
    def full():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rendering.tempfile, "TemporaryFile", lambda **place: BytesIO() if place else full())
    monkeypatch.setenv("TMPDIR", "/somewhere")
    with pytest.raises(InputError, match=r"/somewhere: temporary files cannot be written here .*set TMPDIR"):
        rendering.prepare(order(tmp_path))


@pytest.mark.parametrize("place", ["gone/p.html", "file/p.html", f"{300 * 'p'}.html"])
def test_a_file_that_cannot_be_written_is_called_by_its_own_name(tmp_path, place):
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="p") as found, atomic.replacing(tmp_path / place):
        pass
    assert found.value.filename == str(tmp_path / place)


def test_a_folder_in_place_of_a_private_file_makes_way(tmp_path):
    path = tmp_path / ".work" / "note"
    (path / "deep").mkdir(parents=True)
    atomic.write_text(path, "x")
    assert path.read_text() == "x"
    (tmp_path / ".work" / "lock" / "deep").mkdir(parents=True)
    with holding.held(tmp_path / ".work"):
        pass
    (tmp_path / "film").mkdir()
    with pytest.raises(OSError, match="film"):  # a folder of the user's does not
        atomic.write_text(tmp_path / "film", "x")


def test_a_folder_where_a_file_of_a_film_goes_is_told_before_anything_is_made(tmp_path):
    for name in ("forward/film.mp4", "forward/storyboard.pdf", "series.mp4"):
        path = tmp_path / "mazur" / name
        path.mkdir(parents=True)
        with pytest.raises(InputError, match=f"{name}: is a folder, where a file of a film goes"):
            rendering.prepare(order(tmp_path), [order(tmp_path)])
        path.rmdir()
    rendering.prepare(order(tmp_path), [order(tmp_path)])


def test_a_part_of_ours_that_cannot_be_written_is_told_before_anything_is_made(tmp_path, monkeypatch):
    beats = order(tmp_path).work / "beats"
    beats.mkdir(parents=True)
    monkeypatch.setattr("studio.places.os.access", lambda path, how: path != beats)
    with pytest.raises(InputError, match=r"beats: films cannot be written here"):
        rendering.prepare(order(tmp_path), [order(tmp_path)])


def test_files_in_place_of_private_folders_make_way(tmp_path):
    (tmp_path / ".work").write_text("a file")
    with holding.held(tmp_path / ".work" / "xor" / "first"):
        pass
    (tmp_path / "films").write_text("the user's")
    with pytest.raises(FileExistsError):
        atomic.room(tmp_path / "films")


def test_a_lock_that_was_removed_while_it_was_waited_for_is_taken_anew(tmp_path, monkeypatch):
    work = tmp_path / ".work" / "one"
    locked = holding._locked

    def removed(*facts):
        monkeypatch.setattr(holding, "_locked", locked)
        lock = locked(*facts)
        (work / "lock").unlink()
        return lock

    monkeypatch.setattr(holding, "_locked", removed)
    with holding.held(work), pytest.raises(InputError, match="is in use by another render"), holding.held(work):
        pass
    assert not holding.lost(work)


def test_a_render_whose_folder_was_removed_is_one_message(tmp_path):
    with pytest.raises(InputError, match="it was removed while its film was made; render again"), breakage.plainly(order(tmp_path)):
        raise FileNotFoundError(2, "No such file or directory", "beats")
    with pytest.raises(InputError, match="it was removed"), breakage.plainly(order(tmp_path)):
        raise FileNotFoundError("No such file or directory (os error 2)")  # as Typst says it
    with holding.held(order(tmp_path).work), pytest.raises(breakage.RenderError), breakage.plainly(order(tmp_path)):
        raise FileNotFoundError(2, "No such file or directory", "beats")


def test_a_lesson_that_was_changed_and_put_back_is_not_taken_for_unchanged(tmp_path):
    lesson = tmp_path / "l.toml"
    lesson.write_text("a = 1")
    for put_back in (False, True):
        standing = Standing(tmp_path, ["q"], str(lesson), "silent")
        if put_back:
            kept = lesson.stat()
            lesson.write_text("a = 2")
            lesson.write_text("a = 1")
            os.utime(lesson, ns=(kept.st_atime_ns, kept.st_mtime_ns))
            standing.path.unlink()
        standing.write(["said"], [])
        assert Standing(tmp_path, ["q"], str(lesson), "silent").lines() == (None if put_back else ["said"])


def test_a_film_is_made_of_what_it_was_asked_on(tmp_path):
    shutil.copy(catalog.lesson_path("mazur"), tmp_path / "l.toml")
    asked = order(tmp_path, str(tmp_path / "l.toml"))
    assert asked.key
    telling.unmoved(asked)
    catalog.lesson.cache_clear()
    (tmp_path / "l.toml").write_text((tmp_path / "l.toml").read_text().replace("0.05", "0.06"))
    with pytest.raises(InputError, match="forward: lesson, sources or recordings were changed while its film was made"):
        telling.unmoved(asked)


def test_a_bad_recording_of_the_second_film_is_found_before_the_first_is_made(tmp_path, monkeypatch):
    bad = InputError("second: nothing is heard in this recording")

    def fit(order):
        if order.chapter == "delta":
            raise bad
        return Fit(None)

    monkeypatch.setattr(telling, "fit", fit)
    monkeypatch.setattr(rendering, "_film", lambda order, jobs: pytest.fail("a film was made"))
    with pytest.raises(InputError, match="nothing is heard"):
        rendering._make([order(tmp_path), order(tmp_path, chapter="delta")], Here(), 1, rendering.Outcome())


def test_every_bit_of_a_manifest_counts(tmp_path):
    for name in manifest.FILES:
        (tmp_path / name).write_bytes(name.encode())
    manifest.write(tmp_path, key="k", audit={"numbers": 3, "defects": []}, odd=Path("x"))
    assert manifest.standing(tmp_path, "k") is not None
    path = tmp_path / "manifest.json"
    whole = path.read_bytes()
    spaces = (b" ", b"\n")
    for k in range(0, len(whole), 7):
        if whole[k : k + 1] not in spaces:
            path.write_bytes(whole[:k] + bytes([whole[k] ^ 1]) + whole[k + 1 :])
            assert manifest.standing(tmp_path, "k") is None, k
    path.write_text("[" * 100_000)
    assert manifest.standing(tmp_path, "k") is None


def test_a_recording_of_the_same_size_and_time_is_another(tmp_path):
    take = tmp_path / "forward" / "one.wav"
    take.parent.mkdir()
    take.write_bytes(b"first")
    facts = take.stat()
    before = recordings(tmp_path)
    assert [name for name, _ in before] == ["forward/one.wav"]
    take.write_bytes(b"other")
    os.utime(take, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert recordings(tmp_path) != before


def test_texts_of_a_lesson_are_not_looked_at_as_paths(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "l.toml").write_text('title = "notes.txt"\n[data]\ncsv = "d.csv"\n[[twins]]\n[twins.data]\ncsv = "e.csv"\n')
    asked = []
    monkeypatch.setattr("studio.standing.file_hash", lambda path: asked.append(path.name) or "")
    for name in ("notes.txt", "d.csv", "e.csv"):
        (tmp_path / name).write_text("x")
    Standing(tmp_path, ["q"], "l.toml", "silent")
    assert sorted(asked) == ["d.csv", "e.csv", "l.toml"]


PRINTS = "import studio; from manim import config; print(config.renderer.name, config.background_color)"


def test_no_manim_cfg_of_the_users_is_read(tmp_path):
    (tmp_path / "manim.cfg").write_text("[CLI]\nrenderer = opengl\nbackground_color = RED\n")
    (tmp_path / ".config" / "manim").mkdir(parents=True)
    (tmp_path / ".config" / "manim" / "manim.cfg").write_text("this is no config")
    told = {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    for place in (told, {"PYTHONPATH": str(ROOT)}):  # nor is HOME or PATH missed
        done = subprocess.run([sys.executable, "-c", PRINTS], cwd=tmp_path, env=place, capture_output=True, text=True, timeout=120)
        assert done.stdout.split() == ["CAIRO", "#000000"], done.stderr


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return build(tmp_path_factory.mktemp("places") / "house", "only")


def test_modules_of_the_working_folder_do_not_run(house, tmp_path):
    for name in ("signal", "math", "struct", "selectors"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('the working folder ran')")
    start = "import sys; sys.path = [p for p in sys.path if p]; from studio.entry import main; main()"
    words = ["render", "xor", "-q", "l", "--fps", "2", "--voice", "silent", "-o", str(tmp_path / "out")]
    place = {**os.environ, "PYTHONPATH": str(house.root), "PYTHONSAFEPATH": ""}
    done = subprocess.run([sys.executable, "-P", "-c", start, *words], cwd=tmp_path, env=place, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/xor/only/film.mp4").is_file()


@pytest.mark.slow(42)
def test_a_damaged_series_is_joined_again(tmp_path):
    both = build(tmp_path / "house", "first", "second")
    words = ("render", "xor", "-q", "l", "--fps", "2", "--voice", "silent")
    assert both.run(*words).returncode == 0
    for name in ("series.mp4", "series.srt", "poster.png", "youtube.md"):
        path = both.root / "renders/xor" / name
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        assert both.run(*words).returncode == 0
        assert path.read_bytes() == whole, name


@pytest.mark.parametrize("name", ["{", "{a}", "x}{"])
def test_a_folder_may_have_braces_in_its_name(tmp_path, name):
    with look(64, 36, 16.0, 9.0, 4, tmp_path / name):
        Scene(renderer=SinkRenderer())
