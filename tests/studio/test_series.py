"""Chapters joined: one film, its captions and its table of contents."""

import shutil

import pytest
from PIL import Image

from engine import InputError
from studio import manifest, series, subtitles
from studio.captions import Cue
from studio.container import probe, read_captions, write_film
from tests.studio.media import clicks, draw
from tests.studio.test_youtube import facts

CUES = (Cue(0.5, 1.2, ("z₁ = 0.5",)), Cue(1.4, 1.9, ("next",)))


def made(folder, name, frames):
    """A chapter's folder, as a render leaves it."""
    (folder / name).mkdir(parents=True)
    for file in manifest.FILES:
        (folder / name / file).write_text(file)
    video = draw(folder / name / "v.mp4", frames)
    write_film(folder / name / "film.mp4", video, clicks(frames, 30, []), CUES, [(name, 0.0)])
    (folder / name / "captions.srt").write_text(subtitles.srt(CUES), encoding="utf-8")
    return manifest.write(folder / name, **facts(title=f"The {name}", seconds=frames / 30))


@pytest.fixture(scope="module")
def films(tmp_path_factory):
    """Three chapters, made once."""
    folder = tmp_path_factory.mktemp("films")
    return folder, {name: made(folder, name, frames) for name, frames in (("one", 1890), ("two", 90), ("three", 120))}


@pytest.fixture
def folder(films, tmp_path):
    return shutil.copytree(films[0], tmp_path / "mazur")


@pytest.fixture
def chapters(films):
    return films[1]


def join(folder, chapters):
    return series.join(folder, folder / "work", chapters)


def test_the_series_holds_every_chapter_and_says_where(folder, chapters):
    film = probe(join(folder, chapters))
    assert [title for title, _ in film["chapters"]] == ["The one", "The two", "The three"]
    assert [start for _, start in film["chapters"]] == pytest.approx([0, 63, 66], abs=0.001)
    assert film["streams"]["video"]["frames"] == 2100
    assert (film["metadata"]["title"], film["faststart"]) == ("Backpropagation with every number | Mazur", True)
    assert (folder / "series.txt").read_text() == "0:00 The one\n1:03 The two\n1:06 The three\n"
    cues = subtitles.read_srt((folder / "series.srt").read_text(encoding="utf-8"))
    assert [c.start for c in cues] == pytest.approx([0.5, 1.4, 63.5, 64.4, 66.5, 67.4])
    assert [c.lines for c in read_captions(folder / "series.mp4")] == [c.lines for c in cues]


def test_the_unchanged_is_not_joined_again_and_the_changed_is(folder, chapters):
    before = join(folder, chapters).stat().st_mtime_ns
    assert join(folder, chapters).stat().st_mtime_ns == before
    assert join(folder, {name: {**m, "lesson": "Another"} for name, m in chapters.items()}).stat().st_mtime_ns > before
    two = {name: chapters[name] for name in ("three", "one")}
    assert [title for title, _ in probe(join(folder, two))["chapters"]] == ["The three", "The one"]


def test_what_a_killed_render_left_is_swept(folder, chapters):
    (folder / ".part-series-x.mp4").write_bytes(b"half")
    join(folder, chapters)
    assert not list(folder.glob(".part*"))


@pytest.mark.parametrize("name", series.FILES)
def test_what_was_removed_is_made_again(folder, chapters, name):
    join(folder, chapters)
    (folder / name).unlink()
    join(folder, chapters)
    assert (folder / name).stat().st_size


def test_the_poster_is_a_thumbnail(folder, chapters):
    join(folder, chapters)
    assert Image.open(folder / "poster.png").size == (960, 720)  # these films are 64 x 48


@pytest.mark.parametrize("note", ["", "{", "[]", '{"key": 3}'])
def test_a_broken_note_only_costs_a_join(folder, chapters, note):
    join(folder, chapters)
    (folder / "series.json").write_text(note)
    assert probe(join(folder, chapters))["streams"]["video"]["frames"] == 2100


def test_films_that_another_render_changes_meanwhile_are_not_joined_in_silence(folder, chapters):
    (folder / "two" / "captions.srt").write_text("another's")
    with pytest.raises(InputError, match="two: another render changed this film before it was joined; render again"):
        join(folder, chapters)
    assert not (folder / "series.json").exists()
