"""One beat for a post: a GIF, a WebM, a transparent clip; refused before anything is drawn where there is no such beat."""

import av
import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from studio import cli
from tests.packs.conftest import FPS, WAY

pytestmark = pytest.mark.slow(32)


@pytest.fixture(scope="module")
def posted(desk):
    """The files of one command, by their ending."""
    desk.pack("lecture")  # the film stands
    done = desk.house.run("render", *WAY, "--gif", "answer", "--webm", "answer", "--alpha", "answer")
    assert done.returncode == 0, done.stderr
    assert "renders/mazur/first/answer.gif" in done.stdout
    return {ending: desk.film / f"answer.{ending}" for ending in ("gif", "webm", "mov")}


@pytest.fixture(scope="module")
def beat(desk):
    return next(b for b in desk.made["beats"] if b["beat"] == "answer")


@pytest.fixture(scope="module")
def frames(desk, beat):
    """The beat's pictures in the film, RGB."""
    with av.open(str(desk.film / "film.mp4")) as file:
        return [f.to_image(src_colorspace="ITU709") for f in file.decode(video=0) if beat["start"] - 1e-3 <= f.time < beat["end"] - 1e-3]


def apart(one, other):
    """How far two pictures are from each other, 0..255."""
    return np.abs(np.asarray(one.convert("RGB"), float) - np.asarray(other.convert("RGB").resize(one.size), float)).mean()


def test_the_gif_is_the_beat(posted, beat, frames):
    with Image.open(posted["gif"]) as shown:
        count, length = shown.n_frames, 0
        for k in range(count):
            shown.seek(k)
            length += shown.info["duration"]
            if k in (0, count // 2, count - 1):
                assert apart(shown, frames[-(-k * FPS // 20)]) < 6
        assert shown.info["loop"] == 0
        assert shown.width == 800
    assert length / 1000 == pytest.approx(beat["end"] - beat["start"], abs=0.1)


def test_the_webm_is_the_beat_with_sound(posted, beat, frames):
    with av.open(str(posted["webm"])) as file:
        assert [stream.codec_context.name for stream in file.streams] == ["libvpx-vp9", "libopus"] or [
            stream.codec_context.name for stream in file.streams
        ] == ["vp9", "opus"]
        shown = [frame.to_image() for frame in file.decode(video=0)]
    assert len(shown) == len(frames)
    assert apart(shown[-1], frames[-1]) < 4
    with av.open(str(posted["webm"])) as file:
        sound = np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])
    assert len(sound) / 48000 == pytest.approx(beat["end"] - beat["start"], abs=0.1)
    assert np.abs(sound).max() > 0.1


def test_the_transparent_clip_is_the_beat_on_nothing(posted, frames):
    with av.open(str(posted["mov"])) as file:
        assert file.streams.video[0].codec_context.name == "prores"
        shown = [frame.to_ndarray(format="rgba", src_colorspace="ITU709") for frame in file.decode(video=0)]
    assert len(shown) == len(frames)
    last = shown[-1]
    assert last[2, 2, 3] == 0
    solid = last[..., 3] > 250
    assert solid.sum() > 5000
    near = np.abs(last[..., :3].astype(float) - np.asarray(frames[-1], float)).max(axis=2)
    assert np.median(near[solid]) < 12


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("mazur", "--chapter", "delta", "--gif", "opened2"), "--gif: found 'opened2'; allowed: a beat of delta. Did you mean opened?"),
        (("mazur", "--webm", "opened"), "films; allowed: one, of which a beat is taken. Name it with --chapter"),
        (("mazur", "--chapter", "delta", "--gif", "opened", "--alpha", ""), "--alpha: found ''"),
        (("nosuch", "--gif", "opened"), "unknown lesson 'nosuch'"),
    ],
)
def test_what_is_not_there_is_refused_before_anything_is_drawn(tmp_path, monkeypatch, words, message):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli.main, ["render", *words])
    assert result.exit_code == 2, result.output
    assert message in result.output
    assert not list(tmp_path.iterdir())
