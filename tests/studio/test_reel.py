"""Segments: what is on disk is whole, so a film that was interrupted goes on where it was."""

import av
import numpy as np
import pytest

from studio.atomic import PART
from studio.holding import clear
from studio.reel import Reel

KEYS = ("000-a", "001-b", "002-c")
LENGTHS = (7, 12, 5)
W, H, FPS = 64, 48, 12


def reel(folder, keys=KEYS):
    return Reel(folder / "beats", keys, W, H, FPS)


def draw(reel, beats=range(3), lengths=LENGTHS):
    """Draw each beat in greys that tell the frame: 40 + 5 times its number in the film; which were drawn."""
    drawn = []
    for beat in beats:
        encoder = reel.begin(beat)
        if encoder is not None:
            drawn.append(beat)
            for k in range(lengths[beat]):
                encoder.frame(grey(sum(lengths[:beat]) + k), 1)
        reel.end(beat, lengths[beat])
    return drawn


def grey(k):
    return np.full((H, W, 4), 40 + 5 * k, np.uint8)


def greys(path):
    with av.open(str(path)) as film:
        return [(frame.pts * frame.time_base, round((frame.to_ndarray(format="gray").mean() - 40) / 5)) for frame in film.decode(video=0)]


def test_segments_join_frame_by_frame(tmp_path):
    whole = reel(tmp_path)
    assert draw(whole) == [0, 1, 2]
    whole.join(tmp_path / "silent.mp4")
    shown = greys(tmp_path / "silent.mp4")
    assert [k for _, k in shown] == list(range(24))
    assert [float(t * FPS) for t, _ in shown] == pytest.approx(range(24))


def test_what_is_there_is_not_drawn_again(tmp_path):
    draw(reel(tmp_path))
    assert draw(reel(tmp_path)) == []


def test_a_render_killed_in_the_middle_goes_on(tmp_path):
    first = reel(tmp_path)
    draw(first, [0])
    first.begin(1).frame(grey(7), 60)  # and here it dies
    assert [p.name for p in (tmp_path / "beats").glob(f"{PART}*")] == [f"{PART}001-b.mp4"]
    clear(tmp_path)
    assert not list((tmp_path / "beats").glob(f"{PART}*"))
    second = reel(tmp_path)
    assert draw(second) == [1, 2]
    second.join(tmp_path / "silent.mp4")
    assert [k for _, k in greys(tmp_path / "silent.mp4")] == list(range(24))


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[: len(b) // 2], lambda b: b[:900] + bytes([b[900] ^ 1]) + b[901:]])
def test_a_damaged_segment_is_drawn_again(tmp_path, damage):
    whole = reel(tmp_path)
    draw(whole)
    whole.path(1).write_bytes(damage(whole.path(1).read_bytes()))
    assert draw(reel(tmp_path)) == [1]
    assert draw(reel(tmp_path)) == []


@pytest.mark.parametrize("suffix", [".mp4", ".sha256"])
def test_a_segment_without_its_other_half_is_drawn_again(tmp_path, suffix):
    whole = reel(tmp_path)
    draw(whole)
    whole.path(2).with_suffix(suffix).unlink()
    assert draw(reel(tmp_path)) == [2]


def test_a_beat_with_another_key_is_drawn_and_the_old_one_swept(tmp_path):
    draw(reel(tmp_path))
    changed = reel(tmp_path, ("000-a", "001-new", "002-c"))
    assert draw(changed) == [1]
    changed.sweep()
    assert sorted(p.name for p in (tmp_path / "beats").glob("*.mp4")) == ["000-a.mp4", "001-new.mp4", "002-c.mp4"]


def test_a_drawing_of_another_length_is_noticed(tmp_path):
    whole = reel(tmp_path)
    whole.begin(0).frame(grey(0), 7)
    with pytest.raises(RuntimeError, match="has 7 frames, its drawing 8"):
        whole.end(0, 8)
    assert draw(reel(tmp_path)) == [0, 1, 2]


def test_a_cut_short_typeset_picture_is_not_taken_for_whole(tmp_path):
    (tmp_path / "Tex").mkdir()
    for name, text in {"whole": "<svg>x</svg>\n", "cut": "<svg>x", "empty": ""}.items():
        (tmp_path / f"Tex/{name}.svg").write_text(text)
    clear(tmp_path)
    assert [p.stem for p in (tmp_path / "Tex").iterdir()] == ["whole"]
