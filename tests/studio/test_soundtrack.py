"""A film's sound is kept by all that it is made of, and is the same whether it was kept, made ahead or made now."""

import multiprocessing

import av
import numpy as np
import pytest

from studio import soundtrack, stems
from studio.container import probe, write_film
from studio.fast.crew import CAN_FORK
from studio.score import Score
from studio.sound import measure
from tests.studio.media import draw
from tests.studio.test_sound import speechlike

CLIPS = (speechlike(1.5), speechlike(1, level=0.2, seed=1))


def score(clips=CLIPS, starts=(0, 50), frames=90, fps=30, **more):
    return Score(clips, starts, frames, fps, **more)


def heard(path):
    with av.open(str(path)) as film:
        return np.concatenate([frame.to_ndarray() for frame in film.decode(audio=0)], axis=1)


def times(folder):
    return {p.name: p.stat().st_mtime_ns for p in folder.iterdir()}


def test_kept_sound_is_the_sound_that_a_film_would_be_given(tmp_path):
    video, mixed = draw(tmp_path / "v.mp4", 90), stems.mixed(score())
    kept = soundtrack.of(tmp_path / "sound", score())
    write_film(tmp_path / "kept.mp4", video, kept, ())
    write_film(tmp_path / "now.mp4", video, mixed, ())
    assert np.array_equal(heard(tmp_path / "kept.mp4"), heard(tmp_path / "now.mp4"))
    assert probe(tmp_path / "kept.mp4")["streams"] == probe(tmp_path / "now.mp4")["streams"]
    assert kept.loudness == measure(tmp_path / "kept.mp4")
    assert kept.samples == mixed.shape[1]
    with pytest.raises(ValueError, match="the sound"):
        write_film(tmp_path / "short.mp4", draw(tmp_path / "w.mp4", 60), kept, ())


def test_the_same_is_made_once_and_anything_else_anew(tmp_path):
    first = soundtrack.of(tmp_path, score())
    before = times(tmp_path)
    assert soundtrack.of(tmp_path, score()) == first
    assert times(tmp_path) == before
    quieter = speechlike(1, level=0.1, seed=1)
    others = [score(clips=(CLIPS[0], quieter)), score(starts=(0, 51)), score(frames=91), score(fps=60), score(clips=CLIPS[::-1])]
    others += [score(ticks=(3,)), score(notes=((3, 1),)), score(questions=((3, 9),)), score(music=True)]
    made = {first.path, *(soundtrack.of(tmp_path, other).path for other in others)}
    assert len(made) == 10
    assert {p.suffix for p in tmp_path.iterdir()} == {".mp4", ".json"}
    assert len(list(tmp_path.iterdir())) == 2  # what nothing asks for is gone


@pytest.mark.parametrize("suffix", [".mp4", ".json"])
def test_damaged_sound_is_made_again(tmp_path, suffix):
    path = soundtrack.of(tmp_path, score()).path
    whole, damaged = path.read_bytes(), path.with_suffix(suffix)
    damaged.write_bytes(damaged.read_bytes()[:-40])
    assert soundtrack.of(tmp_path, score()).path.read_bytes() == whole


def test_two_that_make_the_same_do_not_meet(tmp_path):
    context = multiprocessing.get_context("fork" if CAN_FORK else "spawn")
    both = [context.Process(target=soundtrack.of, args=(tmp_path, score())) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    before = times(tmp_path)
    soundtrack.of(tmp_path, score())
    assert times(tmp_path) == before
    assert len(before) == 2
