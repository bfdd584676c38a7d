"""A film's file holds everything, in step."""

from fractions import Fraction

import numpy as np
import pytest

from studio.captions import Cue
from studio.container import join_films, probe, read_captions, write_film
from tests.studio.media import clicks, draw, flashes, heard

CUES = (Cue(0.5, 1.2, ("z₁ = 0.5 & <b>", "− two")), Cue(1.4, 1.9, ("next",)))
RATES = [30, 60, Fraction(30000, 1001)]


def film(folder, name, frames, fps, at, cues=CUES):
    """A short film with clicks at `at` seconds."""
    dst = folder / f"{name}.mp4"
    video = draw(folder / f"{name}.silent.mp4", frames, fps)
    write_film(dst, video, clicks(frames, fps, at), cues, [("One", 0.0), ("Two", 1.0)], {"title": "T", "comment": "made by us"})
    return dst


def test_everything_is_inside(tmp_path):
    found = probe(film(tmp_path, "a", 97, 30, [0.5]))
    video, audio, subtitle = (found["streams"][kind] for kind in ("video", "audio", "subtitle"))
    assert (video["codec"], video["profile"], video["frames"], video["fps"], video["pixels"]) == ("h264", "High", 97, 30, "yuv420p")
    assert (video["matrix"], video["primaries"], video["transfer"]) == (1, 1, 1)
    assert (audio["codec"], audio["profile"], audio["rate"], audio["channels"], audio["language"]) == ("aac", "LC", 48000, 2, "eng")
    assert (subtitle["codec"], subtitle["language"], found["captions"]) == ("mov_text", "eng", 2)
    assert found["chapters"] == [("One", 0.0), ("Two", 1.0)]
    assert (found["metadata"]["title"], found["metadata"]["comment"]) == ("T", "made by us")
    assert found["faststart"]


def test_captions_come_back_as_they_went_in(tmp_path):
    assert read_captions(film(tmp_path, "a", 97, 30, [])) == CUES


def test_a_film_without_captions_or_chapters(tmp_path):
    write_film(tmp_path / "a.mp4", draw(tmp_path / "v.mp4", 30), clicks(30, 30, []), ())
    found = probe(tmp_path / "a.mp4")
    assert (found["captions"], found["chapters"]) == (0, [])
    assert set(found["streams"]) == {"video", "audio"}


@pytest.mark.parametrize("fps", RATES)
def test_a_click_is_heard_when_it_was_meant(tmp_path, fps):
    at = [0.0, 0.5, 3.0]
    path = film(tmp_path, "a", 200, fps, at)
    assert np.abs(heard(path) - at).max() < 0.5 / fps
    streams = probe(path)["streams"]
    assert abs(streams["video"]["seconds"] - streams["audio"]["seconds"]) < 1 / fps


def test_a_late_click_is_noticed(tmp_path):
    path = film(tmp_path, "a", 97, 30, [0.5 + 0.6 / 30])
    assert np.abs(heard(path) - [0.5]).max() > 0.5 / 30


def test_sound_of_another_length_is_refused(tmp_path):
    with pytest.raises(ValueError, match="the picture lasts"):
        write_film(tmp_path / "a.mp4", draw(tmp_path / "v.mp4", 30), clicks(33, 30, []), ())


def test_a_film_that_fails_leaves_nothing_and_keeps_the_old_one(tmp_path):
    path = film(tmp_path, "a", 97, 30, [0.5])
    before = path.read_bytes()
    with pytest.raises(ValueError, match="the picture lasts"):
        write_film(path, tmp_path / "a.silent.mp4", clicks(33, 30, []), ())
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.mp4", "a.silent.mp4"]


@pytest.mark.parametrize("fps", RATES)
def test_joined_films_stay_in_step_to_the_end(tmp_path, fps):
    frames = (121, 133, 200, 127, 151)
    at = [[0.5, float((n - 30) / Fraction(fps))] for n in frames]
    parts = [film(tmp_path, f"p{i}", n, fps, t) for i, (n, t) in enumerate(zip(frames, at, strict=True))]
    starts = join_films(tmp_path / "series.mp4", parts, list("ABCDE"), {"en": [CUES] * 5}, {"title": "Series"})
    found = probe(tmp_path / "series.mp4")
    frame = 1 / fps
    expected = np.concatenate([start + np.array(t) for start, t in zip(starts, at, strict=True)])
    assert np.abs(heard(tmp_path / "series.mp4") - expected).max() < min(frame, 0.011)
    white = [float(s + k * Fraction(1) / Fraction(fps)) for s, n in zip(starts, frames, strict=True) for k in range(0, n, 30)]
    assert np.allclose(flashes(tmp_path / "series.mp4"), white, atol=1e-3)
    assert np.allclose([c.start for c in read_captions(tmp_path / "series.mp4")], [s + c.start for s in starts for c in CUES], atol=2e-3)
    assert [title for title, _ in found["chapters"]] == list("ABCDE")
    assert np.allclose([t for _, t in found["chapters"]], starts, atol=1e-3)
    assert found["streams"]["video"]["frames"] == sum(frames)
    assert abs(found["streams"]["video"]["seconds"] - found["streams"]["audio"]["seconds"]) < frame
    assert found["faststart"]


def test_films_of_different_sizes_are_not_joined(tmp_path):
    a = film(tmp_path, "a", 60, 30, [])
    video = draw(tmp_path / "v.mp4", 60, 30, (96, 64))
    write_film(tmp_path / "b.mp4", video, clicks(60, 30, []), CUES)
    with pytest.raises(ValueError, match="width is 96"):
        join_films(tmp_path / "series.mp4", [a, tmp_path / "b.mp4"], ["A", "B"], {"en": [CUES, CUES]})
    assert not (tmp_path / "series.mp4").exists()
